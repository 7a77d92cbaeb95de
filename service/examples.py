"""Requests as they may be sent, shown in the OpenAPI description; a test makes each of them."""

from typing import Final

from litestar.openapi.spec import Example

ARTICLE: Final = Example(
    summary="A report with one dated claim",
    value={
        "text": 'The harbour bridge will reopen "in one or two days, no more", said Ada Brandt, who runs the port.',
        "published_at": "2025-03-12",
        "title": "Harbour bridge to reopen",
        "url": "https://news.example/harbour-bridge",
        "publisher": "Coast Ledger",
        "country": "GB",
        "time_zone": "Europe/London",
    },
)
PAGE: Final = Example(
    summary="A page, which says itself when it was published",
    value={
        "html": '<html><head><title>Ferry to return</title><meta property="article:published_time" '
        'content="2025-03-12T09:30:00+00:00"></head><body><article><h1>Ferry to return</h1><p>The ferry to Mavik will '
        "run again within three weeks, said Ada Brandt, who runs the port.</p></article></body></html>",
        "url": "https://news.example/ferry",
    },
)
CLAIM_BY_WORDS: Final = Example(
    summary="A claim dated by its own words",
    value={
        "text": "The ferry to Mavik will run again within three weeks.",
        "speaker": "Ada Brandt",
        "made_at": "2025-03-12",
        "horizon": "within three weeks",
        "kind": "commitment",
    },
)
CLAIM_BY_INSTANT: Final = Example(
    summary="A claim with a deadline to the second",
    value={
        "text": "The lock gates will be open at noon.",
        "speaker": "Ada Brandt",
        "made_at": "2025-03-12T09:00:00+00:00",
        "deadline_at": "2025-03-12T12:00:00+00:00",
    },
)
CLAIMS: Final = Example(summary="Two claims in one change", value=[CLAIM_BY_WORDS.value, CLAIM_BY_INSTANT.value])
HAPPENED: Final = Example(
    summary="It happened, on a known day",
    value={
        "happened": "yes",
        "occurred_from": "2025-03-13",
        "evidence": [{"url": "https://news.example/bridge-open", "quote": "The bridge opened on Thursday."}],
    },
)
VOID: Final = Example(
    summary="It cannot be judged",
    value={"happened": "void", "void_reason": "ambiguous", "reason": "Two bridges fit the description."},
)
REREADING: Final = Example(
    summary="What would change, without changing it",
    value={"apply": False},
)
WEEKLY_REPORT: Final = Example(
    summary="A report every Monday morning about the week before",
    value={"name": "Weekly resolutions", "cron": "0 8 * * mon", "time_zone": "Europe/London", "period_days": 7},
)
SCORECARD_PAGE: Final = Example(
    summary="A page of scorecards on the first of each month, put into the folder of reports",
    value={
        "name": "Scorecards",
        "cron": "0 7 1 * *",
        "kind": "scorecard",
        "format": "html",
        "targets": [{"channel": "folder"}, {"channel": "email", "address": "desk@news.example"}],
    },
)
SOURCE: Final = Example(
    summary="A newspaper's feed, every half hour",
    value={
        "url": "https://news.example/feed.xml",
        "publisher": "Coast Ledger",
        "country": "GB",
        "time_zone": "Europe/London",
        "every_min": 30,
    },
)
PERSON: Final = Example(summary="Somebody who resolves claims", value={"name": "mira", "role": "resolver"})
ROLE: Final = Example(summary="May add articles and claims, but not resolve", value={"role": "contributor"})
API_KEY: Final = Example(
    summary="A key for ninety days",
    value={"person_id": "01999999-9999-7999-8999-999999999999", "label": "laptop", "expires_in_days": 90},
)
REDACTION: Final = Example(summary="On request", value={"reason": "The person concerned has asked for it."})
FEED_KEY: Final = Example(summary="For a calendar", value={"label": "newsroom calendar"})
REMINDERS: Final = Example(
    summary="By e-mail, at eight in the morning",
    value={"remind_by": "email", "address": "mira@news.example", "hour": 8, "time_zone": "Europe/London"},
)
WEBHOOK: Final = Example(
    summary="What comes due and what is decided about one topic",
    value={
        "url": "https://hooks.example/bythen",
        "label": "desk",
        "events": ["claim.due", "claim.resolved"],
        "filters": {"topic": "harbour"},
    },
)
SECRET: Final = Example(summary="A new secret; for a day the old one signs too", value={"overlap_h": 24})
REDELIVERY: Final = Example(
    summary="One that was given up, once more", value={"delivery_id": "01999999-9999-7999-8999-999999999999"}
)
BACKUP: Final = Example(summary="A backup that is checked before it is answered", value={"verify": True})
NO_ID: Final = "01999999-9999-7999-8999-999999999999"
BATCH: Final = Example(
    summary="Two claims, each by itself",
    value={
        "items": [
            {
                "claim_id": NO_ID,
                "happened": "yes",
                "occurred_from": "2025-03-13",
                "evidence": [{"document": "Port notice 12 of 13 March 2025", "quote": "Open to traffic."}],
            },
            {"claim_id": NO_ID, "happened": "void", "void_reason": "unverifiable", "reason": "Nobody wrote of it."},
        ]
    },
)
POSTPONEMENT: Final = Example(
    summary="The figures come out later",
    value={"check_at": "2030-01-15", "reason": "The port publishes its figures in January."},
)
REOPENING: Final = Example(summary="New evidence", value={"reason": "The port has corrected the date."})
REVIEW: Final = Example(summary="Not a claim", value={"verdict": "reject", "reason": "It tells of what has happened."})
CORRECTION: Final = Example(
    summary="Another speaker, and another day",
    value={"speaker": "Ada Brandt", "horizon": "by 1 May 2025", "reason": "The paragraph before names her."},
)
ASSIGNMENT: Final = Example(summary="Whoever is on this machine", value={"assignee": "local"})
SNOOZE: Final = Example(summary="Until the fifteenth", value={"until": "2030-01-15"})
TOPICS: Final = Example(summary="What it is about", value={"topics": ["harbour", "transport"]})
MERGE: Final = Example(
    summary="The same words in another paper", value={"into": NO_ID, "reason": "One speech, reported twice."}
)
DESCRIPTION: Final = Example(
    summary="A minister, and what she was before",
    value={
        "roles": [
            {"role": "mayor", "organisation": "Port Amsel", "since": "2018-05-01", "until": "2022-04-30"},
            {"role": "minister of transport", "since": "2022-05-01"},
        ],
        "wikidata": "Q42",
    },
)
SPEAKER_MERGE: Final = Example(summary="One person, spelled in two ways", value={"into": NO_ID})
DISTINCTION: Final = Example(summary="Two people of one name", value={"other_id": NO_ID})
UNMERGE: Final = Example(summary="Two claims after all", value={"reason": "They are about two bridges."})
JOIN: Final = Example(
    summary="The same opening, put off", value={"claim_ids": [NO_ID, "01999999-9999-7999-8999-999999999998"]}
)
SPLIT: Final = Example(summary="Another bridge", value={"claim_ids": [NO_ID], "reason": "It is about the footbridge."})
CONDITION: Final = Example(
    summary="What a claim hangs on",
    value={"claim_ids": [NO_ID], "text": "if the council agrees", "horizon": "by 1 May 2025"},
)
CONDITION_DECISION: Final = Example(
    summary="It failed",
    value={"held": False, "evidence": [{"document": "Minutes of the council, 28 April 2025, item 4"}]},
)
FILING: Final = Example(
    summary="The speaker's reply",
    value={"kind": "reply", "text": "I spoke of the footbridge.", "author": "Ada Brandt"},
)
FILING_DECISION: Final = Example(summary="Shown with the claim", value={"accept": True})
