-- What comes in by itself: sources, what was found at them, where articles stood, and how far the polling has got.
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
