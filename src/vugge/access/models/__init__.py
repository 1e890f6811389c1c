"""What is stored of access: bases, consents, teams, meetings, conflicts, and what is asked about the log."""

from vugge.access.models.bases import Basis, Conflict, EmergencyReview, Meeting, Team
from vugge.access.models.consents import Consent, ConsentRecipient, ConsentSignature
from vugge.access.models.oversight import Finding, LogQuestion, SampledEntry, SubjectRequest

__all__ = [
    "Basis",
    "Conflict",
    "Consent",
    "ConsentRecipient",
    "ConsentSignature",
    "EmergencyReview",
    "Finding",
    "LogQuestion",
    "Meeting",
    "SampledEntry",
    "SubjectRequest",
    "Team",
]
