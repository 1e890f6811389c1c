"""What is stored of access: bases, consents, teams, meetings, conflicts, and what is asked about the log."""

from vugge.access.models.bases import Basis, Conflict, EmergencyReview, Meeting, Team
from vugge.access.models.carrying import CarryOver
from vugge.access.models.consents import Consent, ConsentRecipient, ConsentSignature
from vugge.access.models.oversight import Finding, LogQuestion, SampledEntry, SubjectRequest
from vugge.access.models.statistics import StatisticsRelease

__all__ = [
    "Basis",
    "CarryOver",
    "Conflict",
    "Consent",
    "ConsentRecipient",
    "ConsentSignature",
    "EmergencyReview",
    "Finding",
    "LogQuestion",
    "Meeting",
    "SampledEntry",
    "StatisticsRelease",
    "SubjectRequest",
    "Team",
]
