-- The schema as it is, for reading; a test holds it equal to what the migrations make.
CREATE TABLE schema_version (number INTEGER NOT NULL, name VARCHAR NOT NULL);

CREATE TABLE ledger (product VARCHAR NOT NULL, id UUID NOT NULL, judged_by VARCHAR);

CREATE TABLE articles (
    id UUID PRIMARY KEY,
    sha256 VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    title VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    author VARCHAR,
    country VARCHAR,
    time_zone VARCHAR,
    published_at VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE article_mentions (
    id UUID NOT NULL,
    article_id UUID NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    text VARCHAR NOT NULL,
    earliest DATE NOT NULL,
    latest DATE NOT NULL,
    speaker VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

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
    event BIGINT NOT NULL,
    round BIGINT DEFAULT 1,
    answers BIGINT DEFAULT 0,
    postponed BIGINT DEFAULT 0,
    doubt BIGINT DEFAULT 0,
    merged_into UUID,
    condition_id UUID,
    assignee VARCHAR,
    snoozed_until TIMESTAMPTZ,
    thread_id UUID
);

CREATE TABLE due_queue (
    claim_id UUID NOT NULL,
    status VARCHAR NOT NULL,
    check_at TIMESTAMPTZ NOT NULL,
    snoozed_until TIMESTAMPTZ
);

CREATE TABLE speakers (
    id UUID PRIMARY KEY,
    name VARCHAR NOT NULL,
    role VARCHAR,
    organisation VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL,
    roles VARCHAR,
    wikidata VARCHAR,
    merged_into UUID,
    version BIGINT DEFAULT 1
);

CREATE TABLE distinctions (
    id UUID NOT NULL,
    speaker_id UUID NOT NULL,
    other_id UUID NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE speaker_aliases (
    id UUID NOT NULL,
    speaker_id UUID NOT NULL,
    alias VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE resolutions (
    id UUID NOT NULL,
    claim_id UUID NOT NULL,
    happened VARCHAR NOT NULL,
    value DOUBLE,
    void_reason VARCHAR,
    occurred_from DATE,
    occurred_to DATE,
    known_at DATE,
    evidence VARCHAR NOT NULL,
    reason VARCHAR,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    round BIGINT DEFAULT 1,
    supersedes UUID
);

CREATE TABLE judgements (
    claim_id UUID NOT NULL,
    speaker_id UUID,
    kind VARCHAR NOT NULL,
    apart VARCHAR NOT NULL,
    band VARCHAR NOT NULL,
    hedge VARCHAR NOT NULL,
    stated DOUBLE,
    strict DOUBLE,
    nominal DOUBLE,
    lenient DOUBLE,
    counts_from TIMESTAMPTZ NOT NULL,
    repeats_from TIMESTAMPTZ,
    made_from TIMESTAMPTZ NOT NULL,
    proposition UUID NOT NULL
);

CREATE TABLE corrections (
    id UUID NOT NULL,
    claim_id UUID NOT NULL,
    fields VARCHAR[] NOT NULL,
    reading VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE conditions (
    id UUID PRIMARY KEY,
    text VARCHAR NOT NULL,
    horizon VARCHAR,
    made_at VARCHAR NOT NULL,
    time_zone VARCHAR NOT NULL,
    latest DATE,
    check_at TIMESTAMPTZ NOT NULL,
    status VARCHAR NOT NULL,
    dependants BIGINT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE condition_decisions (
    id UUID NOT NULL,
    condition_id UUID NOT NULL,
    held BOOLEAN NOT NULL,
    evidence VARCHAR NOT NULL,
    reason VARCHAR,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE reasons (
    id UUID NOT NULL,
    claim_id UUID NOT NULL,
    text VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE filings (
    id UUID PRIMARY KEY,
    claim_id UUID NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    reason VARCHAR,
    decided_by VARCHAR,
    decided_at TIMESTAMPTZ,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE report_definitions (
    id UUID PRIMARY KEY,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    cron VARCHAR NOT NULL,
    time_zone VARCHAR NOT NULL,
    period_days BIGINT NOT NULL,
    speaker_id UUID,
    topic VARCHAR,
    format VARCHAR NOT NULL,
    next_run_at TIMESTAMPTZ NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    ended_at TIMESTAMPTZ
);

CREATE TABLE reports (
    id UUID PRIMARY KEY,
    definition_id UUID NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    scheduled_at TIMESTAMPTZ NOT NULL,
    as_of TIMESTAMPTZ NOT NULL,
    period_from TIMESTAMPTZ NOT NULL,
    period_to TIMESTAMPTZ NOT NULL,
    lexicon VARCHAR NOT NULL,
    ruleset VARCHAR NOT NULL,
    "rows" VARCHAR NOT NULL,
    rows_sha256 VARCHAR NOT NULL,
    chain_head VARCHAR NOT NULL,
    note VARCHAR,
    content VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE job_failures (
    id UUID NOT NULL,
    job VARCHAR NOT NULL,
    subject_id UUID,
    error VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE people (
    id UUID PRIMARY KEY,
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE api_keys (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL,
    label VARCHAR,
    sha256 VARCHAR NOT NULL,
    expires_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE webhooks (
    id UUID PRIMARY KEY,
    url VARCHAR NOT NULL,
    label VARCHAR,
    events VARCHAR[] NOT NULL,
    form VARCHAR NOT NULL,
    speaker_id UUID,
    topic VARCHAR,
    secret VARCHAR NOT NULL,
    previous_secret VARCHAR,
    previous_until TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    ended_why VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE reminder_settings (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL,
    remind_by VARCHAR NOT NULL,
    address VARCHAR,
    webhook_id UUID,
    hour BIGINT NOT NULL,
    time_zone VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE report_targets (
    id UUID NOT NULL,
    definition_id UUID NOT NULL,
    channel VARCHAR NOT NULL,
    address VARCHAR,
    webhook_id UUID,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE feed_keys (
    id UUID PRIMARY KEY,
    label VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    revoked_at TIMESTAMPTZ,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE deliveries (
    id UUID NOT NULL,
    channel VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    webhook_id UUID,
    address VARCHAR,
    subject_id UUID NOT NULL,
    position BIGINT,
    happened_at TIMESTAMPTZ NOT NULL,
    status VARCHAR NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_at TIMESTAMPTZ,
    answer BIGINT,
    error VARCHAR,
    ended_at TIMESTAMPTZ,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE webhook_cursors (id UUID NOT NULL, position BIGINT NOT NULL, overdue_until TIMESTAMPTZ NOT NULL);

CREATE TABLE reminded (
    claim_id UUID NOT NULL,
    person_id UUID NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    period BIGINT NOT NULL,
    delivery_id UUID NOT NULL
);

CREATE TABLE redactions (
    id UUID NOT NULL,
    subject VARCHAR NOT NULL,
    subject_id UUID NOT NULL,
    reason VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE feed_sources (
    id UUID PRIMARY KEY,
    url VARCHAR NOT NULL,
    publisher VARCHAR,
    country VARCHAR,
    time_zone VARCHAR,
    every_min BIGINT NOT NULL,
    ended_at TIMESTAMPTZ,
    recorded_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE source_items (
    id UUID NOT NULL,
    source_id UUID NOT NULL,
    url VARCHAR NOT NULL,
    article_id UUID,
    error VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE article_urls (
    id UUID NOT NULL,
    article_id UUID NOT NULL,
    first_id UUID NOT NULL,
    url VARCHAR NOT NULL,
    number BIGINT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE polls (
    id UUID NOT NULL,
    next_poll_at TIMESTAMPTZ NOT NULL,
    polled_at TIMESTAMPTZ,
    etag VARCHAR,
    last_modified VARCHAR,
    failures BIGINT NOT NULL,
    error VARCHAR
);

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

CREATE TABLE salts (position BIGINT NOT NULL, salt UUID NOT NULL);

CREATE TABLE chain (
    number BIGINT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    previous VARCHAR NOT NULL,
    root VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE content_keys (key VARCHAR PRIMARY KEY, subject_id UUID NOT NULL);

CREATE TABLE idempotency_keys (
    key VARCHAR PRIMARY KEY,
    request_sha256 VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
