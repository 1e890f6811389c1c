"""Files that somebody brought in: sealed while they wait and are worked on, and after that only how it went."""

from functools import lru_cache
from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vugge.kit.sealing import Sealer
from vugge.organisations.models.register import Unit
from vugge.organisations.rules.intakes import IntakeKind, IntakeState
from vugge.organisations.rules.kinds import Role


class Intake(models.Model):
    """A file that an account brought in, acting as a role in a unit.

    `content` is the file sealed (base64 inside), and empty once it is saved or refused; it lives a day at the most.
    `heard_at` is the last word about it, `asked_at` at first; both UTC. Only the newest `attempt` may save it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField("art", max_length=24, choices=[(kind.value, kind.value) for kind in IntakeKind])
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="intakes")
    role = models.CharField("rolle", max_length=24, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="intakes")
    language = models.CharField("sprog", max_length=5)
    ending = models.CharField("filens endelse", max_length=8)
    content = models.TextField("indhold, forseglet", blank=True)
    fingerprint = models.CharField("filens aftryk", max_length=64)
    state = models.CharField("tilstand", max_length=12, choices=[(state.value, state.value) for state in IntakeState])
    attempt = models.PositiveSmallIntegerField("forsøg", default=1)
    asked_at = models.DateTimeField("bedt om")
    heard_at = models.DateTimeField("sidst hørt fra")
    ended_at = models.DateTimeField("afsluttet", null=True, blank=True)
    rows_done = models.PositiveIntegerField("rækker gennemgået", default=0)
    rows = models.PositiveIntegerField("rækker", default=0)
    counts = models.JSONField("antal", default=dict, blank=True)
    problem = models.TextField("hvad der var galt", blank=True)

    class Meta:
        """Constraints: known kinds and states, an end where it ended, and no file kept after it was saved."""

        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in IntakeKind])
                & Q(state__in=[state.value for state in IntakeState]),
                name="intake_kind_and_state_known",
                violation_error_message="Filens art eller tilstand findes ikke.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[IntakeState.WAITING.value, IntakeState.RUNNING.value])
                | Q(ended_at__isnull=False),
                name="intake_ended_has_a_time",
                violation_error_message="Det, der er slut, har et tidspunkt.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[IntakeState.DONE.value, IntakeState.REFUSED.value]) | Q(content=""),
                name="intake_ended_keeps_no_file",
                violation_error_message="En fil bliver fjernet, når den er indlæst eller afvist.",
            ),
            models.CheckConstraint(
                condition=Q(rows_done__lte=F("rows")),
                name="intake_done_within_rows",
                violation_error_message="Der er ikke gennemgået flere rækker, end filen har.",
            ),
        )
        indexes = (models.Index(fields=["-asked_at"], name="intake_newest"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


def seal(content: str, *, intake: UUID) -> str:
    """Return a file as it is stored with one intake; in another's row it does not open."""
    return _sealer(tuple(settings.SEALING_KEYS)).encrypt(content, about=_about(intake))


def unseal(sealed: str, *, intake: UUID) -> str:
    """Return a stored file; raises `NotPossibleHere` when its key is gone or it was moved to another intake."""
    return _sealer(tuple(settings.SEALING_KEYS)).decrypt(sealed, about=_about(intake))


def _about(intake: UUID) -> str:
    return f"intake:{intake.hex}"


@lru_cache(maxsize=4)
def _sealer(keys: tuple[str, ...]) -> Sealer:
    return Sealer([key.encode() for key in keys])
