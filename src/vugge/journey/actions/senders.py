"""Who hands over a reminder: mail through Django's own backend, an SMS through whichever gateway there is.

Offers `Sends`, `MailSender`, `GatewaySender`, `sender_for` and `ways_here`. A sender says what became of one try, and
raises nothing; it logs a kind of mistake, never an address or a text. The settings name the class of each way.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final, Protocol

import requests
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.module_loading import import_string

from vugge.journey.rules.reminders import Channel, Outgoing, Sent

LOGGER: Final = logging.getLogger("vugge.reminders")
PATIENCE: Final = (5, 10)  # seconds for the gateway to take the line, and to answer
PERMANENT: Final = 500
"""From here on a mail server means never; below it, come back later (RFC 5321, 4.2.1)."""
CALENDAR: Final = "text/calendar; method={method}; charset=utf-8"
NOWHERE: Final = ("dummy.EmailBackend",)


class Sends(Protocol):
    """Whatever hands over a reminder. It may be asked twice for the same key, and hands it over once if it can."""

    def is_here(self) -> bool:
        """Say whether this installation has this way."""

    def send(self, outgoing: Outgoing, *, calendar: bytes = b"") -> Sent:
        """Hand one over, and say what became of it."""


class MailSender:
    """Mail through the server of the settings. The same reminder has the same Message-ID each time it is tried."""

    def is_here(self) -> bool:
        """Say whether a mail server is set up."""
        return not settings.EMAIL_BACKEND.endswith(NOWHERE)

    def send(self, outgoing: Outgoing, *, calendar: bytes = b"") -> Sent:
        """Hand a mail to the server; a file for the calendar goes along where there is one."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
        mail = EmailMessage(
            outgoing.subject,
            outgoing.body,
            settings.DEFAULT_FROM_EMAIL,
            [outgoing.to],
            headers={"Message-ID": f"<{outgoing.key}@{host}>", "Auto-Submitted": "auto-generated"},
            connection=get_connection(timeout=settings.EMAIL_TIMEOUT),
        )
        if calendar:
            method = "CANCEL" if b"METHOD:CANCEL" in calendar else "PUBLISH"
            mail.attach("moede.ics", calendar.decode(), CALENDAR.format(method=method))
        try:
            mail.send()
        except SMTPRecipientsRefused as refused:
            return _by_code(min(code for code, _ in refused.recipients.values()))
        except SMTPResponseException as refused:
            return _by_code(refused.smtp_code)
        except (
            SMTPException,
            OSError,
        ) as trouble:  # also papers that nobody knows, which Python calls a ValueError too
            return _said(type(trouble).__name__, Sent.LATER)
        except ValueError:  # an address that is none
            return _said("address", Sent.NEVER)
        return Sent.TAKEN


class GatewaySender:
    """An SMS by HTTP: number, text and our key as JSON. A gateway that has taken the key before says so with 409."""

    def is_here(self) -> bool:
        """Say whether a gateway is set up."""
        return bool(settings.SMS_URL)

    def send(self, outgoing: Outgoing, *, calendar: bytes = b"") -> Sent:  # noqa: ARG002  a message has no files
        """Hand an SMS to the gateway."""
        try:
            answer = requests.post(
                settings.SMS_URL,
                json={"to": outgoing.to, "text": outgoing.body, "reference": outgoing.key},
                headers={"Authorization": f"Bearer {settings.SMS_TOKEN}", "Idempotency-Key": outgoing.key},
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException as trouble:
            return _said(type(trouble).__name__, Sent.LATER)
        return _by_status(answer.status_code)


def sender_for(channel: Channel) -> Sends:
    """Return who hands over what goes this way, as the settings name them."""
    named: Mapping[str, str] = settings.REMINDER_SENDERS
    sender: Sends = import_string(named[channel.value])()
    return sender


def ways_here() -> tuple[Channel, ...]:
    """Return the ways that this installation has, for somebody to choose among."""
    return tuple(one for one in (Channel.MAIL, Channel.SMS) if sender_for(one).is_here())


def _by_code(code: int) -> Sent:
    return _said(f"smtp {code}", Sent.NEVER if code >= PERMANENT else Sent.LATER)


def _by_status(status: int) -> Sent:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.CONFLICT:
        return Sent.TAKEN
    is_theirs = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    may_pass = is_theirs or status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT)
    return _said(f"http {status}", Sent.LATER if may_pass else Sent.NEVER)


def _said(kind: str, sent: Sent) -> Sent:
    LOGGER.warning("a reminder was not taken: %s, %s", kind, sent.value)
    return sent
