"""A mail server and an SMS gateway on this machine that behave as real ones do: they refuse, wait, and take twice.

Offers `MailServer` and `mail_server`, `Gateway` and `gateway`.
"""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
OK = "250 OK"


@dataclass
class MailServer:
    """What the server has taken, what it answers to the address and to the mail, and where it listens."""

    says_to_address: str = OK
    says_to_mail: str = OK
    taken: list[Message] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802  the library's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer to the address of a receiver."""
        if self.says_to_address == OK:
            envelope.rcpt_tos.append(address)
        return self.says_to_address

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  likewise
        """Answer to a mail, and keep it if it is taken."""
        if self.says_to_mail == OK:
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content))
        return self.says_to_mail


@contextmanager
def mail_server(context: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """Run a mail server as long as the block lasts; with a context it offers encryption and demands it."""
    server = MailServer()
    server.port = _free_port()
    controller = Controller(
        server, hostname=HOST, port=server.port, tls_context=context, require_starttls=context is not None
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def _free_port() -> int:
    """Return a port that nobody listens at; the library wants its number before it begins."""
    with socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@dataclass
class Gateway:
    """What the gateway has taken by key, how often it was asked, and what it answers in turn: a status, or silence."""

    answers: list[int | None] = field(default_factory=list)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: int = 0
    takes_and_breaks: bool = False
    url: str = ""


@contextmanager
def gateway() -> Iterator[Gateway]:
    """Run a gateway as long as the block lasts. It answers 202, or what stands first in its answers.

    None is a line that breaks without an answer; whether the message was taken before that, nobody can tell.
    """
    state = Gateway()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked += 1
            length = int(self.headers["Content-Length"])
            body: dict[str, str] = json.loads(self.rfile.read(length))
            key = self.headers["Idempotency-Key"]
            status = state.answers.pop(0) if state.answers else 202
            if key in state.taken:
                status = 409
            elif status == 202 or (status is None and state.takes_and_breaks):
                state.taken[key] = body
            if status is None:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_parts: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HOST, 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://{HOST}:{server.server_address[1]}/sms"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
