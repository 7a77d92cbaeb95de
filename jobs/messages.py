"""What is written to webhooks: Standard Webhooks messages, and texts as chat services take them.

A message is made of what the ledger holds when it is sent, so that no copy of anybody's words lies in the outbox. Its
type and time are those of the event; `claim` is the claim as it stands when it is sent.
"""

from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from claims.model import Claim, Resolution
from jobs.wording import plain
from storage.ledger import Ledger
from storage.outbox import Delivery
from storage.records import ReportEntry, StoredReport

LINES_MAX: Final = 20
"""The most claims that one text names; it says how many there are."""

REPORT_TEXT_MAX: Final = 3_000
"""How much of a report goes into a chat message, in characters."""

_LEADS: Final = {
    "claim.created": "New claim",
    "claim.due": "Due",
    "claim.overdue": "Overdue",
    "claim.resolved": "Resolved",
    "claim.reopened": "Reopened",
    "claim.slipped": "Deadline moved",
}
_SLACK: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""The characters that mean something in a chat message, as Slack wants them written."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a message tells of: a claim with its last resolution, a report, or claims to be reminded of."""

    claim: Claim | None = None
    resolution: Resolution | None = None
    report: StoredReport | None = None
    claims: tuple[Claim, ...] = ()
    person: str | None = None


def read_content(ledger: Ledger, delivery: Delivery) -> Content | None:
    """What the message tells of; null where nothing is left to tell."""
    if delivery.event == "reminder":
        claims = _reminded_of(ledger, delivery)
        return Content(claims=claims, person=ledger.person(delivery.subject_id).name) if claims else None
    if delivery.event in {"report", "report.ready"}:
        return Content(report=ledger.report(delivery.subject_id))
    resolutions = ledger.resolutions([delivery.subject_id]) if delivery.event == "claim.resolved" else ()
    return Content(claim=ledger.claim(delivery.subject_id), resolution=resolutions[-1] if resolutions else None)


def webhook_body(delivery: Delivery, content: Content) -> bytes:
    """The message as JSON: type, timestamp and data."""
    data: dict[str, Any] = {}
    if content.claim:
        data["claim"] = content.claim
    if content.resolution:
        data["resolution"] = content.resolution
    if content.report:
        # Who subscribed to all reports is told that one is there; who it is made for is given all of it.
        whole = delivery.event == "report"
        data["report"] = _entry(content.report) | ({"content": content.report.content} if whole else {})
    if content.claims:
        data |= {"person": content.person, "claims": content.claims}
    kind = "report.ready" if delivery.event == "report" else delivery.event
    return msgspec.json.encode({"type": kind, "timestamp": _instant(delivery.happened_at), "data": data})


def slack_body(delivery: Delivery, content: Content) -> bytes:
    """The message as a text in the form that Slack's incoming webhooks take, and others after them."""
    return msgspec.json.encode({"text": told_text(delivery, content).translate(_SLACK)})


def told_text(delivery: Delivery, content: Content) -> str:
    """The message as plain text, a line a claim."""
    if content.claim:
        ended = f" - happened: {content.resolution.happened}" if content.resolution else ""
        return f"{_LEADS.get(delivery.event, delivery.event)}: {claim_line(content.claim)}{ended}"
    if content.report:
        report = content.report
        text = f"Report: {plain(report.name)}, to {report.period_to:%Y-%m-%d}"
        return f"{text}\n{report.content[:REPORT_TEXT_MAX]}" if delivery.event == "report" else text
    lines = [f"- {claim_line(claim)}" for claim in content.claims[:LINES_MAX]]
    return "\n".join([reminder_title(content), *lines])


def reminder_title(content: Content) -> str:
    """How many claims wait, in a line."""
    count = len(content.claims)
    listed = f", the first {LINES_MAX} of them" if count > LINES_MAX else ""
    return f"{count} claim{'s wait' if count != 1 else ' waits'} for a decision{listed}"


def claim_line(claim: Claim) -> str:
    """A claim in a line: its words, whose they are, and its last day or the day to look at it."""
    who = f", {plain(claim.speaker)}" if claim.speaker else ""
    last = claim.latest or claim.default_latest
    when = f"last day {last}" if last else f"to be looked at {claim.check_at:%Y-%m-%d}"
    return f'"{plain(claim.text)}"{who} ({when}) [{claim.id}]'


def _reminded_of(ledger: Ledger, delivery: Delivery) -> tuple[Claim, ...]:
    """The claims of a reminder that still wait, the longest waiting first."""
    named = [each.claim_id for each in ledger.reminded(delivery.subject_id) if each.delivery_id == delivery.id]
    claims = [ledger.claim(claim_id) for claim_id in named]
    waiting = [claim for claim in claims if claim.status == "due" and claim.review != "rejected"]
    return tuple(sorted(waiting, key=lambda claim: (claim.check_at, claim.id)))


def _entry(report: StoredReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ReportEntry.__struct_fields__}


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
