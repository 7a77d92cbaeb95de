-- cells: How often claims of each sort ended how, under the strict, nominal and lenient reading, and what was forecast.
SELECT
    apart, kind, band,
    CASE WHEN stated IS NOT NULL THEN stated
        ELSE CASE hedge WHEN 'certain' THEN $certain WHEN 'likely' THEN $likely WHEN 'possible' THEN $possible
            ELSE $unlikely END END AS p,
    strict, nominal, lenient, sum(n)::BIGINT AS n
FROM (
    SELECT apart, kind, band, hedge, stated, strict, nominal, lenient, count(*) AS n
    FROM judgements
    WHERE counts_from <= CAST($as_of AS TIMESTAMPTZ)
        AND (repeats_from IS NULL OR repeats_from > CAST($as_of AS TIMESTAMPTZ))
    GROUP BY ALL
)
GROUP BY ALL
ORDER BY ALL;

-- standings: Of each speaker's headline under one reading: claims decided, those that came true, and the mean Brier score.
SELECT
    speaker_id::VARCHAR AS speaker_id,
    count(*) AS n,
    count(*) FILTER (WHERE outcome >= 0.5) AS hits,
    avg((p - outcome) ** 2) AS brier
FROM (
    SELECT
        speaker_id,
        CASE $reading WHEN 'strict' THEN strict WHEN 'lenient' THEN lenient ELSE nominal END AS outcome,
        CASE WHEN stated IS NOT NULL THEN stated
            ELSE CASE hedge WHEN 'certain' THEN $certain WHEN 'likely' THEN $likely WHEN 'possible' THEN $possible
                ELSE $unlikely END END AS p
    FROM judgements
    WHERE apart = 'headline'
        AND speaker_id IS NOT NULL
        AND counts_from <= CAST($as_of AS TIMESTAMPTZ)
        AND (repeats_from IS NULL OR repeats_from > CAST($as_of AS TIMESTAMPTZ))
) AS judged
WHERE outcome IS NOT NULL
GROUP BY judged.speaker_id
ORDER BY judged.speaker_id;

-- speaking: Those of some speakers who have claims.
SELECT DISTINCT claims.speaker_id::VARCHAR AS speaker_id
FROM claims
WHERE speaker_id IN (SELECT unnest(CAST($ids AS UUID[]))) AND merged_into IS NULL
ORDER BY 1;

-- names: The names of all speakers.
SELECT speakers.id::VARCHAR, name FROM speakers ORDER BY 1;
