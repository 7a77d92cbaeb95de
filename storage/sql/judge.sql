-- judged: How every claim that may count is judged, as claims/scoring.py does it; the markers stand for which.
WITH standing AS (
    SELECT resolutions.*
    FROM resolutions
    WHERE %of_answers%
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY recorded_at DESC, id DESC) = 1
),
dated AS (
    SELECT
        claims.id, claims.speaker_id, claims.kind, claims.shape, claims.negated, claims.hedge, claims.openness,
        claims.latest, claims.strict_latest, claims.lenient_latest, claims.deadline_at, claims.text,
        CASE WHEN claims.probability_source = 'stated' THEN claims.probability END AS stated,
        coalesce(claims.latest, claims.default_latest) AS nominal,
        coalesce(claims.earliest, claims.begins) AS opens, coalesce(claims.begins, claims.earliest) AS begins,
        coalesce(claims.speaker_id::VARCHAR, nullif(lower(claims.speaker), ''), 'article ' || claims.article_id, 'article')
            AS voice,
        standing.happened, standing.value, standing.occurred_from AS first,
        coalesce(standing.occurred_to, standing.occurred_from) AS last,
        greatest(claims.recorded_at, standing.recorded_at) AS known_from,
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
        AND standing.happened <> 'void'
        AND coalesce(claims.latest, claims.default_latest) IS NOT NULL
        AND %of_claims%
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
            AS made_from,
        greatest(known_from, closes_at) AS counts_from,
        trim(CASE WHEN strlen(text) = length(text)
            THEN regexp_replace(lower(text), '[^a-z0-9_]+', ' ', 'g')
            ELSE regexp_replace(replace(lower(text), 'ß', 'ss'), '[^\p{L}\p{N}_]+', ' ', 'g') END) AS words
    FROM timed
    WHERE closes_at IS NOT NULL
),
judged AS (
    SELECT
        id AS claim_id, speaker_id, kind,
        CASE WHEN kind = 'schedule' THEN 'schedules'
            WHEN openness = 'vague' OR latest IS NULL THEN 'vague'
            WHEN hedge = 'possible' AND stated IS NULL THEN 'hedge_too_wide'
            ELSE 'headline' END AS apart,
        CASE WHEN nominal - made_day <= 7 THEN 'week'
            WHEN nominal - made_day <= 31 THEN 'month'
            WHEN nominal - made_day <= 92 THEN 'quarter'
            WHEN nominal - made_day <= 366 THEN 'year'
            ELSE 'longer' END AS band,
        hedge, stated, made_from, counts_from,
        -- Who says it may be written in any way, and stands last, so that no two propositions are written alike.
        CAST(md5(concat_ws(
            chr(31), words, negated, shape, coalesce(CAST(epoch_us(deadline_at) AS VARCHAR), '-'), nominal, voice
        )) AS UUID) AS proposition,
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
    FROM ready
)

-- every: No bound on what is judged.
true

-- some_answers: Only the resolutions of some claims.
resolutions.claim_id IN (SELECT unnest(CAST($ids AS UUID[])))

-- some_claims: Only those claims, which lie between two ids (inclusive).
claims.id BETWEEN CAST($first AS UUID) AND CAST($last AS UUID)

-- judge: Keep how claims are judged; what they propose is returned.
INSERT INTO judgements BY NAME
%judged%
SELECT
    claim_id, speaker_id, kind, apart, band, hedge, stated, outcomes[1] AS strict, outcomes[2] AS nominal,
    outcomes[3] AS lenient, counts_from, NULL AS repeats_from, made_from, proposition
FROM judged
ORDER BY claim_id
RETURNING proposition::VARCHAR;

-- judge_all: Likewise of all claims, in an empty table; nothing is returned.
INSERT INTO judgements BY NAME
%judged%
SELECT
    claim_id, speaker_id, kind, apart, band, hedge, stated, outcomes[1] AS strict, outcomes[2] AS nominal,
    outcomes[3] AS lenient, counts_from,
    min(counts_from) OVER (
        PARTITION BY proposition ORDER BY made_from, claim_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS repeats_from,
    made_from, proposition
FROM judged
ORDER BY claim_id;

-- unjudge: Forget how some claims were judged; what they proposed is returned.
DELETE FROM judgements
WHERE claim_id IN (SELECT unnest(CAST($ids AS UUID[])))
RETURNING proposition::VARCHAR;

-- unjudge_all: Forget how all claims were judged.
DELETE FROM judgements;

-- repeat: From when on each claim with some propositions repeats one that was made before it.
UPDATE judgements
SET repeats_from = placed.repeats_from
FROM (
    SELECT
        claim_id,
        min(counts_from) OVER (
            PARTITION BY proposition ORDER BY made_from, claim_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS repeats_from
    FROM judgements
    WHERE proposition IN (SELECT unnest(CAST($propositions AS UUID[])))
) AS placed
WHERE judgements.claim_id = placed.claim_id AND judgements.repeats_from IS DISTINCT FROM placed.repeats_from;

-- judged_by: By which method the judgements that are kept were made; null where there are none yet.
SELECT judged_by FROM ledger;

-- note_method: Note the method by which all were made.
UPDATE ledger SET judged_by = $method;

-- judged_difference: A claim whose judgement that is kept is not what its row and its resolutions make of it.
%judged%
SELECT coalesce(wanted.claim_id, kept.claim_id)::VARCHAR
FROM (
    SELECT
        claim_id, speaker_id, kind, apart, band, hedge, stated, outcomes, counts_from, made_from, proposition,
        min(counts_from) OVER (
            PARTITION BY proposition ORDER BY made_from, claim_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS repeats_from
    FROM judged
) AS wanted
FULL JOIN (
    SELECT *, count(*) OVER (PARTITION BY claim_id) AS copies FROM judgements
) AS kept
    ON kept.claim_id = wanted.claim_id
WHERE kept.claim_id IS NULL
    OR wanted.claim_id IS NULL
    OR kept.copies <> 1
    OR row(
        kept.speaker_id, kept.kind, kept.apart, kept.band, kept.hedge, kept.stated, kept.strict, kept.nominal,
        kept.lenient, kept.counts_from, kept.repeats_from, kept.made_from, kept.proposition
    ) IS DISTINCT FROM row(
        wanted.speaker_id, wanted.kind, wanted.apart, wanted.band, wanted.hedge, wanted.stated, wanted.outcomes[1],
        wanted.outcomes[2], wanted.outcomes[3], wanted.counts_from, wanted.repeats_from, wanted.made_from,
        wanted.proposition
    )
ORDER BY 1
LIMIT 1;
