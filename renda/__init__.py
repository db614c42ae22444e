"""Renda (人大): the open-source work platform of a county people's congress."""

__version__ = "0.1.0"
