-- What goes out: subscriptions, reminder settings, targets of reports, keys of feeds, and the outbox with how far it got.
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
