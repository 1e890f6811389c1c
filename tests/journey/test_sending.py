"""Reminders reach a real mail server and a gateway that misbehaves: once, without content, and not at night."""

import datetime as dt
import logging
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings
from tests.cast import LEA, MARIAM, SOFIE, YUSUF, Character
from tests.journey.postmen import HOST, Gateway, MailServer, gateway, mail_server
from tests.journey.test_concerns import citizen
from tests.once import built_once
from tests.web.frontline.workplace import Workplace, workplace

from vugge.access.queries.permits import permit
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Purpose, Viewer, system
from vugge.journey.actions.posting import send_what_waits
from vugge.journey.actions.reminders import (
    choose_reminders,
    choose_staff_reminders,
    claim_reminders,
    collect_reminders,
    forget_reminders,
)
from vugge.journey.actions.steps import agree_step
from vugge.journey.models.reminders import Reminder, StaffReminder
from vugge.journey.queries.reminders import own_reminders
from vugge.journey.rules.agreed import Doer, NewStep, With
from vugge.journey.rules.reminders import Channel, Choice, Reach
from vugge.kit.errors import NotAllowed
from vugge.kit.local_time import HERE, local_day
from vugge.people.models import Contact, Protection

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts([HOST])]

CLOCK = system("reminders", Purpose.ADMINISTRATION)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workplace]:
    """The workplace, built once for the tests of this file."""
    with built_once(django_db_blocker, workplace) as found:
        yield found


@pytest.fixture
def here(built: Workplace, db: None) -> Workplace:
    return built


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    """A mail server that the settings name."""
    with mail_server() as server:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, HOST, server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.ADDRESS, settings.DEFAULT_FROM_EMAIL = "https://vugge.example/", "vugge@vugge.example"
        yield server


@pytest.fixture
def sms(settings: Settings) -> Iterator[Gateway]:
    """A gateway that the settings name."""
    with gateway() as found:
        settings.SMS_URL, settings.SMS_TOKEN = found.url, "word"
        settings.ADDRESS = "https://vugge.example/"
        yield found


def noon() -> datetime:
    """Return the middle of today, when nobody sleeps."""
    return datetime.combine(timezone.localdate(), dt.time(12), tzinfo=HERE)


def reach(who: Character, kind: str, value: str) -> None:
    Contact.objects.adding().filter(person_id=who.id).delete()
    Contact.objects.adding().create(
        person_id=who.id, kind=kind, value=value, begins=timezone.localdate() - timedelta(1), origin="self"
    )


def chooses(one: Viewer, who: Character, channel: Channel, **more: object) -> None:
    leave = permit(one, Act.SHARE, person=who.id, category=Category.LOCATION)
    choose_reminders(one, permit=leave, choice=Choice(channel, **more))  # type: ignore[arg-type]


def a_step(here: Workplace, child: Character, *, days: int = 1, doer: Doer | None = None) -> None:
    """Let the health visitor agree a step with the family."""
    leave = permit(here.visitor.viewer(), Act.SHARE, person=child.id, category=Category.SHARING)
    step = NewStep(
        "Ring til tandlægen", doer or Doer(), timezone.localdate() + timedelta(days), frozenset({With.PARENTS})
    )
    agree_step(here.visitor.viewer(), permit=leave, new=step, key=str(uuid4()))


def mother_waits(here: Workplace, channel: Channel) -> Viewer:
    """Let Mariam have chosen a way, and something to do about Léa tomorrow."""
    mother = citizen(MARIAM)
    reach(MARIAM, "email", "m@vuggested.example")
    if channel is Channel.SMS:
        reach(MARIAM, "phone", "+4522222222")
    chooses(mother, MARIAM, channel)
    a_step(here, LEA)
    return mother


def send(now: datetime | None = None) -> dict[Reach, int]:
    at = now or noon()
    collect_reminders(CLOCK, now=at)
    return dict(send_what_waits(CLOCK, now=at))


def test_a_mail_says_where_to_log_in_and_nothing_else(here: Workplace, mail: MailServer) -> None:
    mother_waits(here, Channel.MAIL)
    assert send() == {Reach.SENT: 1}
    (got,) = mail.taken
    assert (got["To"], got["From"], got["Subject"]) == ("m@vuggested.example", "vugge@vugge.example", "Nyt i Vugge")
    assert got["Auto-Submitted"] == "auto-generated"
    assert str(got.get_payload()).strip() == "Der er nyt i Vugge. Log ind på https://vugge.example/"
    whole = got.as_string()
    for personal in ("Mariam", "Léa", "tandl", str(LEA.id), str(MARIAM.id), MARIAM.number.digits):
        assert personal not in whole


def test_one_a_day_however_often_it_is_asked_and_however_much_there_is(here: Workplace, mail: MailServer) -> None:
    mother_waits(here, Channel.MAIL)
    send()
    for child in (LEA, YUSUF):
        a_step(here, child, days=2)
    assert send(noon() + timedelta(hours=1)) == {}
    assert len(mail.taken) == 1


def test_an_sms_goes_through_the_gateway(here: Workplace, sms: Gateway) -> None:
    mother_waits(here, Channel.SMS)
    assert send() == {Reach.SENT: 1}
    (body,) = sms.taken.values()
    assert body["to"] == "+4522222222"
    assert body["text"] == "Der er nyt i Vugge. Log ind på https://vugge.example/"
    assert set(body) == {"to", "text", "reference"}


@pytest.mark.parametrize("trouble", [429, 500, 503, None])
def test_a_gateway_in_trouble_is_tried_again_and_takes_it_once(
    here: Workplace, sms: Gateway, trouble: int | None
) -> None:
    mother_waits(here, Channel.SMS)
    sms.answers = [trouble]
    assert send() == {Reach.WAITING: 1}
    assert dict(send_what_waits(CLOCK, now=noon() + timedelta(minutes=1))) == {}
    assert dict(send_what_waits(CLOCK, now=noon() + timedelta(minutes=6))) == {Reach.SENT: 1}
    assert (len(sms.taken), sms.asked) == (1, 2)


def test_a_line_that_breaks_after_it_was_taken_is_no_second_message(here: Workplace, sms: Gateway) -> None:
    mother_waits(here, Channel.SMS)
    sms.answers, sms.takes_and_breaks = [None], True
    assert send() == {Reach.WAITING: 1}
    assert dict(send_what_waits(CLOCK, now=noon() + timedelta(minutes=6))) == {Reach.SENT: 1}
    assert len(sms.taken) == 1


def test_a_gateway_that_refuses_the_number_is_not_asked_again(here: Workplace, sms: Gateway) -> None:
    mother_waits(here, Channel.SMS)
    sms.answers = [400]
    assert send() == {Reach.GIVEN_UP: 1}
    assert dict(send_what_waits(CLOCK, now=noon() + timedelta(hours=5))) == {}


def test_after_the_last_try_it_is_given_up(here: Workplace, sms: Gateway) -> None:
    mother_waits(here, Channel.SMS)
    sms.answers = [503] * 9
    now, seen = noon(), []
    collect_reminders(CLOCK, now=now)
    for minutes in (0, 5, 35, 155, 700):
        seen += list(send_what_waits(CLOCK, now=now + timedelta(minutes=minutes)))
    assert seen[:3] == [Reach.WAITING] * 3
    assert not Reminder.objects.whole(CLOCK).filter(state=Reach.SENT).exists()


@pytest.mark.parametrize(
    ("to_address", "to_mail", "came_to"),
    [
        ("550 no such mailbox", "250 OK", Reach.GIVEN_UP),
        ("451 come back later", "250 OK", Reach.WAITING),
        ("250 OK", "554 not wanted", Reach.GIVEN_UP),
        ("250 OK", "452 disk is full", Reach.WAITING),
    ],
)
def test_a_mail_server_that_refuses_is_understood(
    here: Workplace, mail: MailServer, to_address: str, to_mail: str, came_to: Reach
) -> None:
    mother_waits(here, Channel.MAIL)
    mail.says_to_address, mail.says_to_mail = to_address, to_mail
    assert send() == {came_to: 1}
    assert mail.taken == []


def test_a_mail_server_that_is_away_is_tried_again(here: Workplace, mail: MailServer, settings: Settings) -> None:
    mother_waits(here, Channel.MAIL)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send() == {Reach.WAITING: 1}
    settings.EMAIL_PORT = port
    assert dict(send_what_waits(CLOCK, now=noon() + timedelta(minutes=6))) == {Reach.SENT: 1}


def test_the_same_reminder_has_the_same_message_id_each_time(here: Workplace, mail: MailServer) -> None:
    mother_waits(here, Channel.MAIL)
    send()
    Reminder.objects.whole(CLOCK).update(state=Reach.SENDING, next_at=noon())  # as when the sender was killed
    send_what_waits(CLOCK, now=noon() + timedelta(minutes=11))
    first, second = mail.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_mail_goes_encrypted_where_the_server_wants_it(
    here: Workplace, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _encrypting(tmp_path)
    with mail_server(context) as server:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, HOST, server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, False
        mother_waits(here, Channel.MAIL)
        assert send() == {Reach.GIVEN_UP: 1}  # the server says that it must be encrypted
        settings.EMAIL_USE_TLS = True
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        Reminder.objects.whole(CLOCK).delete()
        assert send() == {Reach.SENT: 1}
        assert len(server.taken) == 1


def test_a_server_whose_papers_nobody_knows_gets_nothing(here: Workplace, settings: Settings, tmp_path: Path) -> None:
    with mail_server(_encrypting(tmp_path)) as server:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, HOST, server.port
        settings.EMAIL_USE_TLS = True
        mother_waits(here, Channel.MAIL)
        assert send() == {Reach.WAITING: 1}
        assert server.taken == []


def test_nothing_leaves_at_night(here: Workplace, mail: MailServer) -> None:
    mother_waits(here, Channel.MAIL)
    evening = datetime.combine(timezone.localdate(), dt.time(22), tzinfo=HERE)
    assert send(evening) == {}
    morning = datetime.combine(local_day(evening) + timedelta(days=1), dt.time(8), tzinfo=HERE)
    assert dict(send_what_waits(CLOCK, now=morning)) == {Reach.SENT: 1}


def test_who_has_chosen_nothing_gets_nothing(here: Workplace, mail: MailServer) -> None:
    citizen(MARIAM)
    a_step(here, LEA)
    assert send() == {}
    assert not Reminder.objects.whole(CLOCK).exists()


def test_who_has_no_such_contact_gets_nothing_and_reads_why(here: Workplace, mail: MailServer) -> None:
    mother = mother_waits(here, Channel.MAIL)
    reach(MARIAM, "meeting_place", "Biblioteket")
    assert send() == {Reach.DROPPED: 1}
    assert "mailadresse" in own_reminders(mother).way.because.sentence.say()


def test_who_is_protected_gets_nothing_until_they_say_so(here: Workplace, mail: MailServer) -> None:
    sofie = citizen(SOFIE)
    reach(SOFIE, "email", "s@vuggested.example")
    Protection.objects.adding().get_or_create(
        person_id=SOFIE.id, lifted_at=None, defaults={"kind": "name_address", "begins": timezone.localdate()}
    )
    chooses(sofie, SOFIE, Channel.MAIL)
    assert own_reminders(sofie).way.value.channel is Channel.NONE
    chooses(sofie, SOFIE, Channel.MAIL, despite_protection=True)
    assert own_reminders(sofie).way.value.channel is Channel.MAIL


def test_nobody_chooses_for_somebody_else(here: Workplace) -> None:
    mother = citizen(MARIAM)
    leave = permit(mother, Act.SHARE, person=LEA.id, category=Category.LOCATION)
    with pytest.raises(NotAllowed, match="vælger selv"):
        choose_reminders(mother, permit=leave, choice=Choice(Channel.MAIL))


def test_a_step_of_a_colleague_is_no_business_of_the_familys_telephone(here: Workplace, mail: MailServer) -> None:
    chooses(citizen(MARIAM), MARIAM, Channel.MAIL)
    a_step(here, LEA, doer=Doer(account=here.visitor.account))
    assert send() == {}


def test_an_employee_is_reminded_of_their_own_step_when_they_want_it(here: Workplace, mail: MailServer) -> None:
    a_step(here, LEA, doer=Doer(account=here.visitor.account))
    assert send() == {}
    choose_staff_reminders(here.visitor.viewer(), wants_mail=True)
    assert send() == {Reach.SENT: 1}
    assert mail.taken[0]["To"].endswith("@vuggested.example")
    assert "tandl" not in mail.taken[0].as_string()


def test_two_that_claim_at_once_send_it_once(here: Workplace, mail: MailServer) -> None:
    mother_waits(here, Channel.MAIL)
    collect_reminders(CLOCK, now=noon())
    claims = [claim_reminders(CLOCK, now=noon()) for _ in range(2)]
    assert [len(one) for one in claims] == [1, 0]


def test_neither_the_log_nor_the_table_holds_an_address_or_a_text(
    here: Workplace, sms: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    mother_waits(here, Channel.SMS)
    sms.answers = [500, 400]
    with caplog.at_level(logging.DEBUG, logger="vugge"):
        send()
        send_what_waits(CLOCK, now=noon() + timedelta(minutes=6))
    kept = repr([*Reminder.objects.whole(CLOCK).values(), *Event.objects.values(), caplog.text])
    assert "22222222" not in kept
    assert "Der er nyt" not in kept
    assert EventPerson.objects.filter(event__verb="journey.reminder_tried", person=MARIAM.id).count() == 2


def test_who_was_reminded_when_is_forgotten(here: Workplace, mail: MailServer) -> None:
    mother_waits(here, Channel.MAIL)
    send()
    assert forget_reminders(CLOCK, now=noon() + timedelta(days=179)) == 0
    assert forget_reminders(CLOCK, now=noon() + timedelta(days=182)) == 1
    assert not StaffReminder.objects.exists()


def _encrypting(folder: Path) -> ssl.SSLContext:
    """Return the context of a server with papers of its own making, which are kept in the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    day = timezone.now()
    papers = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(plain + papers.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
