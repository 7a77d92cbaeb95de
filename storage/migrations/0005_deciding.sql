-- What deciding on claims needs: rounds of resolutions, duplicates, conditions, corrections, filings, and whose it is.

ALTER TABLE claims ADD COLUMN round BIGINT DEFAULT 1;
ALTER TABLE claims ADD COLUMN answers BIGINT DEFAULT 0;
ALTER TABLE claims ADD COLUMN postponed BIGINT DEFAULT 0;
ALTER TABLE claims ADD COLUMN doubt BIGINT DEFAULT 0;
ALTER TABLE claims ADD COLUMN merged_into UUID;
ALTER TABLE claims ADD COLUMN condition_id UUID;
ALTER TABLE claims ADD COLUMN assignee VARCHAR;
ALTER TABLE claims ADD COLUMN snoozed_until TIMESTAMPTZ;

ALTER TABLE due_queue ADD COLUMN snoozed_until TIMESTAMPTZ;
ALTER TABLE resolutions ADD COLUMN round BIGINT DEFAULT 1;
ALTER TABLE resolutions ADD COLUMN supersedes UUID;

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
