-- feed_source: One source by id.
SELECT * REPLACE (
    id::VARCHAR AS id, ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_sources
WHERE feed_sources.id = TRY_CAST($id AS UUID);

-- feed_sources: A page of sources by id.
SELECT * REPLACE (
    id::VARCHAR AS id, ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_sources
WHERE $after IS NULL OR feed_sources.id > TRY_CAST($after AS UUID)
ORDER BY feed_sources.id
LIMIT $limit;

-- source_items: A page of what was found at a source, newest first.
SELECT * REPLACE (
    id::VARCHAR AS id, source_id::VARCHAR AS source_id, article_id::VARCHAR AS article_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM source_items
WHERE source_items.source_id = TRY_CAST($source_id AS UUID)
    AND ($before IS NULL OR source_items.id < TRY_CAST($before AS UUID))
ORDER BY source_items.id DESC
LIMIT $limit;

-- polls: How the polling of some sources stands.
SELECT * REPLACE (
    id::VARCHAR AS id, next_poll_at AT TIME ZONE 'UTC' AS next_poll_at, polled_at AT TIME ZONE 'UTC' AS polled_at
)
FROM polls
WHERE polls.id IN (SELECT unnest(CAST($ids AS UUID[])))
ORDER BY polls.id;

-- polls_until: Polls whose time has come, of sources that go on.
SELECT polls.* REPLACE (
    polls.id::VARCHAR AS id, polls.next_poll_at AT TIME ZONE 'UTC' AS next_poll_at,
    polls.polled_at AT TIME ZONE 'UTC' AS polled_at
)
FROM polls
JOIN feed_sources ON feed_sources.id = polls.id
WHERE feed_sources.ended_at IS NULL AND polls.next_poll_at <= CAST($until AS TIMESTAMPTZ)
ORDER BY polls.next_poll_at, polls.id
LIMIT $limit;

-- next_poll_at: The earliest time of a poll to come.
SELECT min(polls.next_poll_at) AT TIME ZONE 'UTC'
FROM polls
JOIN feed_sources ON feed_sources.id = polls.id
WHERE feed_sources.ended_at IS NULL AND ($after IS NULL OR polls.next_poll_at > CAST($after AS TIMESTAMPTZ));

-- article_urls: Where one article stood beside its own URL.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, first_id::VARCHAR AS first_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_urls
WHERE article_urls.article_id = TRY_CAST($article_id AS UUID)
ORDER BY article_urls.id;

-- article_versions: The later versions of what one article was the first of.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, first_id::VARCHAR AS first_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_urls
WHERE article_urls.first_id = TRY_CAST($first_id AS UUID) AND article_urls.number > 1
ORDER BY article_urls.number, article_urls.id;
