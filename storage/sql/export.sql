-- cell: A text as spreadsheets may have it: one that they would take for a formula has a quote mark before it.
CREATE OR REPLACE TEMP MACRO cell(words) AS
CASE WHEN regexp_matches(words, '^\s*[=+@\-]|^[\t\r\n]') THEN '''' || words ELSE words END;

-- plain: A text as it is.
CREATE OR REPLACE TEMP MACRO cell(words) AS words;

-- claims: Claims about somebody or something, with who is answerable by name.
SELECT
    claims.id::VARCHAR AS claim_id, claims.status, claims.review, claims.kind, claims.negated, claims.conditional,
    claims.hedge, claims.probability, claims.probability_source, claims.made_at, claims.time_zone,
    cell(claims.text) AS text, cell(claims.horizon) AS horizon, cell(claims.condition) AS condition,
    claims.shape, claims.openness, claims.begins, claims.earliest, claims.latest, claims.default_latest,
    claims.strict_latest, claims.lenient_latest, claims.earliest_at AT TIME ZONE 'UTC' AS earliest_at,
    claims.deadline_at AT TIME ZONE 'UTC' AS deadline_at, claims.check_at AT TIME ZONE 'UTC' AS check_at,
    claims.check_reason, claims.speaker_id::VARCHAR AS speaker_id, cell(speakers.name) AS speaker,
    cell(claims.speaker) AS speaker_as_told, cell(claims.role) AS role, cell(claims.organisation) AS organisation,
    cell(claims.via) AS via, claims.attribution, cell(array_to_string(claims.topics, '; ')) AS topics,
    claims.article_id::VARCHAR AS article_id, claims.start, claims."end", claims.ruleset,
    array_to_string(claims.rules, '; ') AS rules, claims.doubt, claims.round, claims.answers, claims.postponed,
    claims.merged_into::VARCHAR AS merged_into, claims.condition_id::VARCHAR AS condition_id,
    claims.thread_id::VARCHAR AS thread_id, cell(claims.assignee) AS assignee,
    claims.recorded_at AT TIME ZONE 'UTC' AS recorded_at, claims.version
FROM claims
LEFT JOIN speakers ON speakers.id = claims.speaker_id
WHERE ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))

-- resolutions: Resolutions of claims about somebody or something, superseded ones too.
SELECT
    resolutions.id::VARCHAR AS resolution_id, resolutions.claim_id::VARCHAR AS claim_id, resolutions.happened,
    resolutions.value, resolutions.void_reason, resolutions.occurred_from, resolutions.occurred_to,
    resolutions.known_at, cell(resolutions.reason) AS reason, resolutions.evidence, cell(resolutions.actor) AS actor,
    resolutions.round, resolutions.supersedes::VARCHAR AS supersedes,
    resolutions.recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM resolutions
JOIN claims ON claims.id = resolutions.claim_id
WHERE ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))

-- events: What happened to claims about somebody or something: what, by whom, when; not what it set.
SELECT
    claim_events.position, claim_events.subject_id::VARCHAR AS claim_id, claim_events.kind,
    cell(claim_events.actor) AS actor, claim_events.recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM claim_events
JOIN claims ON claims.id = claim_events.subject_id
WHERE claim_events.subject = 'claim'
    AND ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))
