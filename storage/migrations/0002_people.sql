-- People who act, and the keys with which they do; of a key only its digest is kept.
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
