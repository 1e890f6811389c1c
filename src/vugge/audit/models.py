"""The log's table. Rows are only ever added: `append_only` makes the database itself refuse anything else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vugge.audit.rules import SUBJECT, VERB, VIEWER


class Event(models.Model):
    """One entry: who did what, to what, for which purpose, on which basis. Ids and counts, no content."""

    sequence = models.BigAutoField(primary_key=True)
    happened_at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    viewer = models.CharField(max_length=100)
    viewer_kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=50)
    basis = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    numbers = models.JSONField(default=dict)
    code_version = models.CharField(max_length=50)

    class Meta:
        """What must be true of every entry."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(verb__regex=VERB),
                name="audit_event_verb_is_dotted",
                violation_error_message=_(
                    "Loggens udsagnsord skrives rum.ting_gjort med små bogstaver, fx areas.list_imported."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(viewer__regex=VIEWER),
                name="audit_event_viewer_is_an_id",
                violation_error_message=_(
                    "Loggen kender den, der handler, på et id, fx system:demo; aldrig på navn eller CPR."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(subject__regex=SUBJECT),
                name="audit_event_subject_is_an_id",
                violation_error_message=_(
                    "Det, der handles på, står i loggen som art:id, fx area:17; aldrig med navn eller CPR."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"
