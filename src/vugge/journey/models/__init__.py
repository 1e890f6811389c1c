"""What is stored of a journey: what was observed, and what is agreed. A child's plan is worked out, never stored."""

from vugge.journey.models.agreed import Goal, GoalAcceptance, GoalChange, Step
from vugge.journey.models.carrying import CarriedJourney
from vugge.journey.models.concerns import Concern, ConcernEntry
from vugge.journey.models.conferences import (
    Conference,
    ConferenceDecision,
    ConferenceNote,
    ConferenceParticipant,
    ConferencePoint,
)
from vugge.journey.models.evidence import Evidence
from vugge.journey.models.messages import Message, MessageReader, Thread, ThreadColleague
from vugge.journey.models.reminders import (
    Invitation,
    Reminder,
    ReminderChoice,
    StaffReminder,
    StaffReminderChoice,
)
from vugge.journey.models.transitions import (
    FollowUp,
    MentorContact,
    NoteRelease,
    Transition,
    TransitionEvent,
    TransitionItem,
    TransitionMentor,
    TransitionNote,
)

__all__ = [
    "CarriedJourney",
    "Concern",
    "ConcernEntry",
    "Conference",
    "ConferenceDecision",
    "ConferenceNote",
    "ConferenceParticipant",
    "ConferencePoint",
    "Evidence",
    "FollowUp",
    "Goal",
    "GoalAcceptance",
    "GoalChange",
    "Invitation",
    "MentorContact",
    "Message",
    "MessageReader",
    "NoteRelease",
    "Reminder",
    "ReminderChoice",
    "StaffReminder",
    "StaffReminderChoice",
    "Step",
    "Thread",
    "ThreadColleague",
    "Transition",
    "TransitionEvent",
    "TransitionItem",
    "TransitionMentor",
    "TransitionNote",
]
