-- timeline_places: Where the entries after one stand on the timeline, in its order; what each is, claims/timeline.py tells.
-- `place` is that of its kind in EntryKind, and the least UUID stands for none.
WITH dated AS NOT MATERIALIZED (
    SELECT
        id, coalesce(article_id, CAST('00000000-0000-0000-0000-000000000000' AS UUID)) AS article_id, start, speaker_id,
        topics, thread_id, earliest_at, deadline_at, check_at, recorded_at,
        coalesce(latest, default_latest) AS ends, coalesce(earliest, begins) AS opens,
        CASE WHEN regexp_full_match(time_zone, '[+-][0-9]{2}:[0-9]{2}')
            THEN to_minutes(CAST(time_zone[1] || '1' AS INTEGER)
                * (60 * CAST(time_zone[2:3] AS INTEGER) + CAST(time_zone[5:6] AS INTEGER))) END AS ahead,
        CASE WHEN ahead IS NULL AND time_zone <> 'Z' THEN time_zone ELSE 'UTC' END AS zone,
        CASE WHEN length(made_at) > 10 THEN CAST(upper(made_at) AS TIMESTAMPTZ) END AS made_instant,
        CASE WHEN made_instant IS NULL THEN TRY_CAST(made_at[1:10] AS DATE)
            ELSE CAST((made_instant AT TIME ZONE zone) + coalesce(ahead, INTERVAL 0 MINUTE) AS DATE) END AS made_day
    FROM claims
    WHERE claims.merged_into IS NULL
        AND claims.review <> 'rejected'
        AND claims.recorded_at <= CAST($as_of AS TIMESTAMPTZ)
),
fitting AS NOT MATERIALIZED (
    SELECT *
    FROM dated
    WHERE ($speaker_id IS NULL OR dated.speaker_id = TRY_CAST($speaker_id AS UUID))
        AND ($article_id IS NULL OR dated.article_id = TRY_CAST($article_id AS UUID))
        AND ($topic IS NULL OR list_contains(dated.topics, $topic))
),
decided AS NOT MATERIALIZED (
    SELECT
        resolutions.id AS row_id, resolutions.occurred_from, resolutions.occurred_to,
        resolutions.recorded_at AS decided_at, fitting.*
    FROM resolutions
    JOIN fitting ON fitting.id = resolutions.claim_id
    WHERE resolutions.recorded_at <= CAST($as_of AS TIMESTAMPTZ)
),
flagged AS NOT MATERIALIZED (
    SELECT fitting.*, greatest(fitting.check_at, fitting.recorded_at) AS flagged_at
    FROM fitting
    LEFT JOIN (
        SELECT claim_id, min(recorded_at) AS decided_at
        FROM resolutions
        WHERE recorded_at <= CAST($as_of AS TIMESTAMPTZ)
        GROUP BY claim_id
    ) AS first ON first.claim_id = fitting.id
    WHERE flagged_at <= CAST($as_of AS TIMESTAMPTZ)
        AND (first.decided_at IS NULL OR flagged_at <= first.decided_at)
),
threaded AS NOT MATERIALIZED (
    SELECT id, ends > lag(ends IGNORE NULLS) OVER (PARTITION BY thread_id ORDER BY made_day, id) AS slipped
    FROM dated
    WHERE thread_id IS NOT NULL
),
entries AS NOT MATERIALIZED (
    SELECT
        CASE WHEN speaker IS NULL THEN 0 ELSE 1 END AS place, earliest, latest, NULL AS instant, article_id, start,
        NULL AS claim_id, id AS row_id
    FROM article_mentions
    WHERE ($article_id IS NULL OR article_mentions.article_id = TRY_CAST($article_id AS UUID))
        AND (
            ($speaker_id IS NULL AND $topic IS NULL)
            OR article_mentions.article_id IN (
                SELECT fitting.article_id FROM fitting WHERE $speaker_id IS NOT NULL OR $topic IS NOT NULL
            )
        )
        AND ($names IS NULL OR speaker IS NULL OR list_contains(CAST($names AS VARCHAR[]), speaker))
    UNION ALL
    SELECT 2, made_day, made_day, made_instant, article_id, start, id, NULL FROM fitting
    UNION ALL
    SELECT 3, made_day, made_day, made_instant, article_id, start, id, NULL
    FROM fitting
    WHERE thread_id IS NOT NULL AND id IN (SELECT threaded.id FROM threaded WHERE slipped)
    UNION ALL
    SELECT 4, opens, ends, earliest_at, article_id, start, id, NULL
    FROM fitting
    WHERE opens > made_day AND opens IS DISTINCT FROM ends
    UNION ALL
    SELECT 5, ends, ends, deadline_at, article_id, start, id, NULL FROM fitting WHERE ends IS NOT NULL
    UNION ALL
    SELECT 6, day, day, flagged_at, article_id, start, id, NULL
    FROM (
        SELECT *, CAST((flagged_at AT TIME ZONE zone) + coalesce(ahead, INTERVAL 0 MINUTE) AS DATE) AS day FROM flagged
    )
    UNION ALL
    SELECT 7, day, day, decided_at, article_id, start, id, row_id
    FROM (
        SELECT *, CAST((decided_at AT TIME ZONE zone) + coalesce(ahead, INTERVAL 0 MINUTE) AS DATE) AS day FROM decided
    )
    UNION ALL
    SELECT 8, occurred_from, coalesce(occurred_to, occurred_from), NULL, article_id, start, id, row_id
    FROM decided
    WHERE occurred_from IS NOT NULL
),
placed AS NOT MATERIALIZED (
    SELECT
        earliest, coalesce(instant AT TIME ZONE 'UTC', CAST(earliest AS TIMESTAMP)) AS moment, place, article_id, start,
        coalesce(claim_id, CAST('00000000-0000-0000-0000-000000000000' AS UUID)) AS claim_id,
        coalesce(row_id, CAST('00000000-0000-0000-0000-000000000000' AS UUID)) AS row_id
    FROM entries
    WHERE ($from IS NULL OR latest IS NULL OR latest >= CAST($from AS DATE))
        AND ($to IS NULL OR earliest <= CAST($to AS DATE))
)
SELECT
    earliest, moment AS at, place, article_id::VARCHAR AS article_id, start, claim_id::VARCHAR AS claim_id,
    row_id::VARCHAR AS row_id
FROM placed
WHERE $after_day IS NULL
    OR placed.earliest > CAST($after_day AS DATE)
    OR (
        placed.earliest = CAST($after_day AS DATE)
        AND (placed.moment, placed.place, placed.article_id, placed.start, placed.claim_id, placed.row_id) > (
            CAST($after_at AS TIMESTAMP), CAST($after_place AS INTEGER), CAST($after_article AS UUID),
            CAST($after_start AS BIGINT), CAST($after_claim AS UUID), CAST($after_row AS UUID)
        )
    )
ORDER BY
    placed.earliest, placed.moment, placed.place, placed.article_id, placed.start, placed.claim_id, placed.row_id
LIMIT $limit;

-- mentions_by_id: Some dated events and statements that articles tell of.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_mentions
WHERE article_mentions.id IN (SELECT unnest(CAST($ids AS UUID[])))
ORDER BY article_mentions.id;
