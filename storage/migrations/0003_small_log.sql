-- What the log keeps is made small enough for tens of millions of events. An event of adding does not repeat its row
-- (`from_row`), a digest is kept by its first 16 bits and recomputed (the chain proves the whole of it), events have no
-- ids of their own, and salts go by position. `previous` leads from each event of a claim to the one before, from the
-- claim's own `event`, which is the last. Claims have no key: ids grow with time, so that the zone maps find them.
-- Events from before keep their whole bodies, and their ids, which are in their digests.

ALTER TABLE claim_events RENAME TO events_before;

ALTER TABLE salts RENAME TO salts_before;

ALTER TABLE claims RENAME TO claims_before;

CREATE TABLE claim_events (
    position BIGINT NOT NULL,
    previous BIGINT,
    id UUID,
    subject VARCHAR NOT NULL,
    subject_id UUID NOT NULL,
    kind VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    body VARCHAR NOT NULL,
    from_row BOOLEAN NOT NULL,
    "check" USMALLINT NOT NULL
);

INSERT INTO claim_events BY NAME
SELECT
    position,
    CASE WHEN subject = 'claim' THEN lag(position) OVER (PARTITION BY subject_id ORDER BY position) END AS previous,
    id, subject, subject_id, kind, actor, recorded_at, body,
    false AS from_row,
    CAST('0x' || digest[1:4] AS USMALLINT) AS "check"
FROM events_before
ORDER BY position;

CREATE TABLE salts (position BIGINT NOT NULL, salt UUID NOT NULL);

INSERT INTO salts BY NAME
SELECT events_before.position AS position, salts_before.salt AS salt
FROM salts_before
JOIN events_before ON events_before.id = salts_before.event_id
ORDER BY events_before.position;

CREATE TABLE claims (
    id UUID NOT NULL,
    article_id UUID,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    text VARCHAR NOT NULL,
    ruleset VARCHAR NOT NULL,
    rules VARCHAR[] NOT NULL,
    speaker_id UUID,
    speaker VARCHAR,
    role VARCHAR,
    organisation VARCHAR,
    via VARCHAR,
    attribution VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    negated BOOLEAN NOT NULL,
    conditional BOOLEAN NOT NULL,
    condition VARCHAR,
    hedge VARCHAR NOT NULL,
    probability DOUBLE NOT NULL,
    probability_source VARCHAR NOT NULL,
    topics VARCHAR[] NOT NULL,
    made_at VARCHAR NOT NULL,
    time_zone VARCHAR NOT NULL,
    horizon VARCHAR,
    shape VARCHAR NOT NULL,
    openness VARCHAR NOT NULL,
    begins DATE,
    earliest DATE,
    latest DATE,
    default_latest DATE,
    strict_latest DATE,
    lenient_latest DATE,
    earliest_at TIMESTAMPTZ,
    deadline_at TIMESTAMPTZ,
    status VARCHAR NOT NULL,
    review VARCHAR NOT NULL,
    check_at TIMESTAMPTZ NOT NULL,
    check_reason VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    event BIGINT NOT NULL
);

INSERT INTO claims BY NAME
SELECT claims_before.*, last.event AS event
FROM claims_before
JOIN (SELECT subject_id, max(position) AS event FROM events_before GROUP BY subject_id) AS last
    ON last.subject_id = claims_before.id
ORDER BY claims_before.id;

DROP TABLE events_before;

DROP TABLE salts_before;

DROP TABLE claims_before;
