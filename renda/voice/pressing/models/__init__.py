"""Acts of supervision: tours with findings, letters, ratings; and what a county sets of them."""

from renda.voice.pressing.models.acts import Act, ItemAct
from renda.voice.pressing.models.evaluations import Assessment, Evaluation, FourLine
from renda.voice.pressing.models.inquiries import Inquiry
from renda.voice.pressing.models.tours import Finding, Invitee, Tour

__all__ = ["Act", "Assessment", "Evaluation", "Finding", "FourLine", "Inquiry", "Invitee", "ItemAct", "Tour"]
