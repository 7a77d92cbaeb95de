-- speaker_ids: A page of the ids of speakers.
SELECT id::VARCHAR
FROM speakers
WHERE $after IS NULL OR id > TRY_CAST($after AS UUID)
ORDER BY id
LIMIT $limit;

-- speakers_by_id: Some speakers by id, with aliases; the names of those who were merged into them are among these.
WITH RECURSIVE led AS (
    SELECT id, name, merged_into AS to_id FROM speakers WHERE merged_into IS NOT NULL
    UNION ALL
    SELECT led.id, led.name, speakers.merged_into
    FROM led
    JOIN speakers ON speakers.id = led.to_id
    WHERE speakers.merged_into IS NOT NULL
)
SELECT chosen.* REPLACE (
    chosen.id::VARCHAR AS id, chosen.merged_into::VARCHAR AS merged_into,
    chosen.recorded_at AT TIME ZONE 'UTC' AS recorded_at
), coalesce(known.aliases, []) AS aliases
FROM (
    SELECT *
    FROM speakers
    WHERE id IN (SELECT TRY_CAST(unnest(CAST($ids AS VARCHAR[])) AS UUID))
) AS chosen
LEFT JOIN (
    SELECT names.speaker_id, list(DISTINCT names.alias ORDER BY names.alias) AS aliases
    FROM (
        SELECT speaker_id, alias FROM speaker_aliases
        UNION ALL
        SELECT to_id, name FROM led
        UNION ALL
        SELECT led.to_id, speaker_aliases.alias FROM led JOIN speaker_aliases ON speaker_aliases.speaker_id = led.id
    ) AS names
    JOIN speakers ON speakers.id = names.speaker_id AND speakers.name <> names.alias
    GROUP BY names.speaker_id
) AS known ON known.speaker_id = chosen.id
ORDER BY chosen.id;

-- merged_speakers: The speakers who were merged into others, by id, and into whom.
SELECT id::VARCHAR, merged_into::VARCHAR
FROM speakers
WHERE merged_into IS NOT NULL
ORDER BY id;

-- distinctions: Pairs of speakers who are two.
SELECT speaker_id::VARCHAR, other_id::VARCHAR
FROM distinctions
ORDER BY id;
