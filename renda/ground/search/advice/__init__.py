"""Advice on texts, whatever their subject: what is alike, where it belongs, what is hot, what a reply leaves open.

Plain modules without tables. Advice is shown with its reasons and never acts alone.
"""
