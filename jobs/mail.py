"""E-mail: reminders and reports in parts, as text and as a page, sent over SMTP."""

import asyncio
from asyncio.trsock import TransportSocket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from time import monotonic
from typing import Final, Literal

import aiosmtplib
import msgspec

from jobs.deliver import Outcome
from jobs.html import reminder_page
from jobs.messages import Content, claim_line, read_content, reminder_title
from jobs.wording import plain
from storage.ledger import Ledger
from storage.outbox import Delivery
from storage.records import StoredReport

SECONDS_MAX: Final = 30.0
"""How long the mail server may take."""

CLOSING_S: Final = 2.0
"""How long a connection may take to close."""

_TYPES: Final = {
    "json": ("application", "json", "json"),
    "csv": ("text", "csv", "csv"),
    "html": ("text", "html", "html"),
    "markdown": ("text", "markdown", "md"),
    "text": ("text", "plain", "txt"),
}
"""The media type of a report's format, and the ending of its file."""


Security = Literal["starttls", "tls", "none"]
"""How what is said to the server is kept from others: from the second word, from the first byte, or not at all."""


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail goes out, and from whom. Without a `user` nobody logs in."""

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    sender: str


def mail_sender(ledger: Ledger, server: MailServer | None) -> Callable[[Delivery, datetime], Outcome]:
    """The way of sending of the channel "email"; without a server each message waits, as for one that is away."""

    def send(delivery: Delivery, now: datetime) -> Outcome:
        if server is None:
            return Outcome(error="no mail server is set; see BYTHEN_SMTP_HOST and BYTHEN_MAIL_FROM")
        content = read_content(ledger, delivery)
        if content is None:
            return Outcome(error="what it was about waits no more", withdrawn=True)
        return _hand_over(server, message_of(delivery, content, server.sender, now))

    return send


def message_of(delivery: Delivery, content: Content, sender: str, now: datetime) -> EmailMessage:
    """The message. Its Message-ID is the same at every attempt, so that a repeat can be told."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = delivery.address or ""
    message["Message-ID"] = f"<{delivery.id}@{sender.rpartition('@')[2]}>"
    message["Date"] = format_datetime(now)
    # No automatic answer is wanted (RFC 3834, section 5).
    message["Auto-Submitted"] = "auto-generated"
    if content.report:
        _write_report(message, content.report)
    else:
        message["Subject"] = reminder_title(content)
        lines = [f"- {claim_line(claim)}" for claim in content.claims]
        message.set_content("\n".join([f"{reminder_title(content)}:", "", *lines]) + "\n")
        message.add_alternative(reminder_page(reminder_title(content), content.claims), subtype="html")
    return message


def _write_report(message: EmailMessage, report: StoredReport) -> None:
    """A report to read stands in the message, as text and page; one for programs is attached."""
    main, sub, ending = _TYPES[report.format]
    title = f"{plain(report.name)}, {report.period_to:%Y-%m-%d}"
    message["Subject"] = title
    if report.format in {"markdown", "text"}:
        message.set_content(report.content)
        return
    note = f"\n{report.note}\n" if report.note else ""
    message.set_content(f"{title}\nReport {report.id}, as of {report.as_of:%Y-%m-%d %H:%M} UTC.\n{note}")
    if report.format == "html":
        message.add_alternative(report.content, subtype="html")
        return
    name = f"report-{report.period_to:%Y-%m-%d}.{ending}"
    message.add_attachment(report.content.encode(), maintype=main, subtype=sub, filename=name)


def _hand_over(server: MailServer, message: EmailMessage) -> Outcome:
    try:
        asyncio.run(_send(server, message))
    except aiosmtplib.SMTPRecipientsRefused as error:
        answers = [each.code for each in error.recipients]
        return Outcome(answer=answers[0], error="the recipient was refused", final=all(code >= 500 for code in answers))
    except aiosmtplib.SMTPAuthenticationError as error:
        # No fault of the message: it waits until somebody has mended the settings.
        return Outcome(
            answer=error.code,
            error="the mail server refused the login; check BYTHEN_SMTP_USER and BYTHEN_SMTP_PASSWORD",
        )
    except aiosmtplib.SMTPResponseException as error:
        # 5xx is for ever, 4xx is worth another attempt (RFC 5321, section 4.2.1).
        return Outcome(answer=error.code, error=f"the mail server answered {error.code}", final=error.code >= 500)
    except (aiosmtplib.SMTPException, OSError) as error:
        return Outcome(error=f"the mail server could not be reached (BYTHEN_SMTP_SECURITY={server.security}): {error}")
    return Outcome(answer=250)


async def _send(server: MailServer, message: EmailMessage) -> None:
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=False,
        timeout=SECONDS_MAX,
    )
    await client.connect()
    connection = client.transport.get_extra_info("socket") if client.transport else None
    try:
        if server.security == "starttls":
            await client.starttls()
        if server.user:
            await client.login(server.user, server.password)
        await client.send_message(message)
        # The message has been taken, whatever becomes of the parting.
        with suppress(aiosmtplib.SMTPException, OSError):
            await client.quit()
    finally:
        client.close()
        await _until_closed(connection)


async def _until_closed(connection: TransportSocket | None) -> None:
    """Wait for the transport to close its socket, which it does only as long as its loop runs."""
    end = monotonic() + CLOSING_S
    while connection is not None and connection.fileno() != -1 and monotonic() < end:
        await asyncio.sleep(0.005)
