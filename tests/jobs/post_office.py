"""A mail server on loopback for the tests, which takes or refuses mail as it is told."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from jobs.mail import MailServer


class PostOffice:
    """What came, in order.

    `answer` is what the server says to the next message, an empty one that it is taken; it thinks for `delay_s`.
    """

    def __init__(self) -> None:
        self.mail: list[EmailMessage] = []
        self.answer = ""
        self.delay_s = 0.0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(self.delay_s)
        if self.answer:
            return self.answer
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mail.append(message)
        return "250 OK"


@contextmanager
def post_office() -> Iterator[tuple[PostOffice, MailServer]]:
    """The server for as long as this is entered, and how to reach it."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office, MailServer(host="127.0.0.1", port=port, security="none", sender="bythen@desk.example")
    finally:
        controller.stop(no_assert=True)
