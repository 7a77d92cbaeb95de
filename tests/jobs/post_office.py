"""A mail server on loopback for the tests, which takes or refuses mail as it is told."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from jobs.mail import MailServer, Security

CERTIFICATE: Final = Path(__file__).parent / "localhost.pem"
"""Of "localhost", and trusted by nobody."""

USER: Final = "bythen"
PASSWORD: Final = "swordfish"


class PostOffice:
    """What came, in order, and how many of it over TLS and from somebody who had logged in.

    `answer` is what the server says to the next message, an empty one that it is taken; it thinks for `delay_s`.
    """

    def __init__(self) -> None:
        self.mail: list[EmailMessage] = []
        self.encrypted = 0
        self.known = 0
        self.answer = ""
        self.delay_s = 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(self.delay_s)
        if self.answer:
            return self.answer
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mail.append(message)
        self.encrypted += server.transport.get_extra_info("ssl_object") is not None
        self.known += bool(session.authenticated)
        return "250 OK"


@contextmanager
def post_office(security: Security = "none", *, login: bool = False) -> Iterator[tuple[PostOffice, MailServer]]:
    """The server for as long as this is entered, and how to reach it; with `login` it wants to know USER first."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    office = PostOffice()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=port,
        ssl_context=tls if security == "tls" else None,
        tls_context=tls if security == "starttls" else None,
        require_starttls=security == "starttls",
        authenticator=_is_known,
        # aiosmtpd does not see that a connection is secured from its first byte on: there the login is only counted.
        auth_required=login and security == "starttls",
        auth_require_tls=security == "starttls",
    )
    controller.start()
    host = "127.0.0.1" if security == "none" else "localhost"
    try:
        yield office, MailServer(host=host, port=port, security=security, sender="bythen@desk.example")
    finally:
        controller.stop(no_assert=True)


def _is_known(_server: object, _session: object, _envelope: object, _mechanism: str, given: object) -> AuthResult:
    known = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)
