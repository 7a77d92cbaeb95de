-- add_feed_sources: A batch of new sources.
INSERT INTO feed_sources BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "url": "VARCHAR", "publisher": "VARCHAR", "country": "VARCHAR", "time_zone": "VARCHAR",
        "every_min": "BIGINT", "ended_at": "TIMESTAMPTZ", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_feed_sources: A batch of moved sources, each only if it still stands at the version before.
UPDATE feed_sources
SET every_min = batch.row.every_min, ended_at = batch.row.ended_at, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "every_min": "BIGINT", "ended_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE feed_sources.id = batch.row.id AND feed_sources.version = batch.row.version - 1;

-- add_source_items: A batch of items that were dealt with.
INSERT INTO source_items BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "source_id": "UUID", "url": "VARCHAR", "article_id": "UUID", "error": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_article_urls: A batch of places at which articles stood.
INSERT INTO article_urls BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "article_id": "UUID", "first_id": "UUID", "url": "VARCHAR", "number": "BIGINT",
        "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- clear_polls: Take out polls, to be put back as they now stand.
DELETE FROM polls
WHERE id IN (SELECT unnest(from_json($rows, '[{"id": "UUID"}]')).id);

-- put_polls: Polls as they now stand.
INSERT INTO polls BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "next_poll_at": "TIMESTAMPTZ", "polled_at": "TIMESTAMPTZ", "etag": "VARCHAR",
        "last_modified": "VARCHAR", "failures": "BIGINT", "error": "VARCHAR"
    }]')) AS row
) AS batch;

-- feed_source_version: The version at which a source stands.
SELECT version FROM feed_sources WHERE id = TRY_CAST($id AS UUID);
