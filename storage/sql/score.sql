-- judged: The claims that count, each with its group, band and outcomes, as claims/scoring.py has them; `$as_of` is the instant.
WITH standing AS (
    SELECT resolutions.*
    FROM resolutions
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY recorded_at DESC, id DESC) = 1
),
dated AS (
    SELECT
        claims.id, claims.speaker_id, claims.kind, claims.shape, claims.negated, claims.hedge, claims.openness,
        claims.latest, claims.strict_latest, claims.lenient_latest, claims.deadline_at, claims.probability,
        claims.probability_source = 'stated' AS stated, claims.text,
        coalesce(claims.latest, claims.default_latest) AS nominal,
        coalesce(claims.earliest, claims.begins) AS opens, coalesce(claims.begins, claims.earliest) AS begins,
        coalesce(claims.speaker_id::VARCHAR, nullif(lower(claims.speaker), ''), 'article ' || claims.article_id, 'article')
            AS voice,
        standing.happened, standing.value, standing.occurred_from AS first,
        coalesce(standing.occurred_to, standing.occurred_from) AS last,
        CASE WHEN regexp_full_match(claims.time_zone, '[+-][0-9]{2}:[0-9]{2}')
            THEN to_minutes(CAST(claims.time_zone[1] || '1' AS INTEGER)
                * (60 * CAST(claims.time_zone[2:3] AS INTEGER) + CAST(claims.time_zone[5:6] AS INTEGER))) END AS ahead,
        CASE WHEN ahead IS NULL AND claims.time_zone <> 'Z' THEN claims.time_zone ELSE 'UTC' END AS zone,
        length(claims.made_at) = 10 AS by_day, claims.made_at[1:10] AS made_at_day,
        CASE WHEN NOT by_day THEN CAST(upper(claims.made_at) AS TIMESTAMPTZ) END AS made_instant
    FROM claims
    JOIN standing ON standing.claim_id = claims.id
    WHERE claims.status = 'resolved'
        AND claims.merged_into IS NULL
        AND claims.review = 'accepted'
        AND claims.recorded_at <= CAST($as_of AS TIMESTAMPTZ)
        AND standing.recorded_at <= CAST($as_of AS TIMESTAMPTZ)
        AND standing.happened <> 'void'
        AND coalesce(claims.latest, claims.default_latest) IS NOT NULL
),
timed AS (
    SELECT
        *,
        CASE WHEN by_day THEN TRY_CAST(made_at_day AS DATE)
            ELSE CAST((made_instant AT TIME ZONE zone) + coalesce(ahead, INTERVAL 0 MINUTE) AS DATE) END AS made_day,
        CASE WHEN deadline_at IS NOT NULL
            AND lenient_latest <= CAST(
                (deadline_at - INTERVAL 1 MICROSECOND) AT TIME ZONE zone + coalesce(ahead, INTERVAL 0 MINUTE) AS DATE)
            THEN deadline_at
            ELSE (CAST(lenient_latest + 1 AS TIMESTAMP) - coalesce(ahead, INTERVAL 0 MINUTE)) AT TIME ZONE zone
            END AS closes_at
    FROM dated
),
ready AS (
    SELECT
        *,
        coalesce(made_instant, (CAST(made_day AS TIMESTAMP) - coalesce(ahead, INTERVAL 0 MINUTE)) AT TIME ZONE zone)
            AS made_order,
        hash(voice, negated, shape, deadline_at, nominal) AS deadline
    FROM timed
    WHERE closes_at <= CAST($as_of AS TIMESTAMPTZ)
),
crowded AS (SELECT deadline FROM ready GROUP BY deadline HAVING count(*) > 1),
-- Words are compared where a speaker has several claims for one deadline only: to part them takes longer than all else.
worded AS (
    SELECT
        ready.id, ready.made_order,
        hash(ready.deadline, trim(CASE WHEN strlen(text) = length(text)
            THEN regexp_replace(lower(text), '[^a-z0-9_]+', ' ', 'g')
            ELSE regexp_replace(replace(lower(text), 'ß', 'ss'), '[^\p{L}\p{N}_]+', ' ', 'g') END)) AS proposition
    FROM ready
    SEMI JOIN crowded ON crowded.deadline = ready.deadline
),
repeats AS (
    SELECT id FROM worded QUALIFY row_number() OVER (PARTITION BY proposition ORDER BY made_order, id) > 1
),
counted AS (SELECT * FROM ready ANTI JOIN repeats ON repeats.id = ready.id),
judged AS (
    SELECT
        id, speaker_id, kind,
        CASE WHEN kind = 'schedule' THEN 'schedules'
            WHEN openness = 'vague' OR latest IS NULL THEN 'vague'
            WHEN hedge = 'possible' AND NOT stated THEN 'hedge_too_wide'
            ELSE 'headline' END AS apart,
        CASE WHEN nominal - made_day <= 7 THEN 'week'
            WHEN nominal - made_day <= 31 THEN 'month'
            WHEN nominal - made_day <= 92 THEN 'quarter'
            WHEN nominal - made_day <= 366 THEN 'year'
            ELSE 'longer' END AS band,
        CASE WHEN stated THEN probability
            ELSE CASE hedge WHEN 'certain' THEN $certain WHEN 'likely' THEN $likely WHEN 'possible' THEN $possible
                ELSE $unlikely END END AS p,
        list_transform([strict_latest, nominal, lenient_latest], lambda bound: CASE
            WHEN shape IN ('throughout', 'at_least') THEN CASE
                WHEN happened = 'yes' THEN 1.0
                WHEN happened = 'partly' THEN value
                WHEN shape = 'throughout' THEN CASE
                    WHEN first IS NULL THEN NULL
                    WHEN first > bound THEN 1.0
                    WHEN last > bound THEN NULL
                    ELSE 0.0 END
                WHEN begins IS NULL OR first IS NULL THEN 0.0
                WHEN first > begins - 1 THEN 1.0
                WHEN last > begins - 1 THEN NULL
                ELSE 0.0 END
            WHEN happened = 'no' THEN CASE WHEN shape = 'not_before' AND NOT negated THEN 1.0 ELSE 0.0 END
            WHEN first IS NULL THEN CASE WHEN happened = 'partly' THEN coalesce(value, 1.0) ELSE NULL END
            WHEN first > bound THEN 0.0
            WHEN last > bound THEN NULL
            WHEN last < coalesce(opens, made_day)
                THEN CASE WHEN shape IN ('by', 'undated') AND NOT negated THEN coalesce(value, 1.0) ELSE 0.0 END
            WHEN first < coalesce(opens, made_day) AND NOT (shape IN ('by', 'undated') AND NOT negated) THEN NULL
            ELSE coalesce(value, 1.0) END) AS extents,
        list_transform(extents, lambda extent: CASE WHEN negated THEN 1 - extent ELSE extent END) AS outcomes
    FROM counted
)

-- cells: How often claims of each sort ended how, under the strict, nominal and lenient reading, and what was forecast.
%judged%
SELECT apart, kind, band, p, outcomes[1] AS strict, outcomes[2] AS nominal, outcomes[3] AS lenient, count(*) AS n
FROM judged
GROUP BY ALL
ORDER BY ALL;

-- standings: Of each speaker's headline under one reading: claims decided, those that came true, and the mean Brier score.
%judged%
SELECT
    judged.speaker_id::VARCHAR AS speaker_id,
    count(*) AS n,
    count(*) FILTER (WHERE outcomes[$reading] >= 0.5) AS hits,
    avg((p - outcomes[$reading]) ** 2) AS brier
FROM judged
WHERE apart = 'headline' AND speaker_id IS NOT NULL AND outcomes[$reading] IS NOT NULL
GROUP BY judged.speaker_id
ORDER BY judged.speaker_id;

-- speaking: The speakers who have claims.
SELECT DISTINCT claims.speaker_id::VARCHAR AS speaker_id
FROM claims
WHERE speaker_id IS NOT NULL AND merged_into IS NULL
ORDER BY 1;

-- names: The names of all speakers.
SELECT speakers.id::VARCHAR, name FROM speakers ORDER BY 1;
