-- article: The articles in whose texts a pattern is found, by id.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM articles
WHERE regexp_matches(concat_ws(
    chr(10), articles.text, articles.title, articles.publisher, articles.author, articles.url
), $pattern)
ORDER BY articles.id;

-- article_mention: The mentions in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_mentions
WHERE regexp_matches(concat_ws(chr(10), article_mentions.text, article_mentions.speaker), $pattern)
ORDER BY article_mentions.id;

-- claim: The claims in whose texts a pattern is found, by id.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM claims
WHERE regexp_matches(concat_ws(
    chr(10), claims.text, claims.speaker, claims.role, claims.organisation, claims.via, claims.horizon, claims.condition
), $pattern)
ORDER BY claims.id;

-- speaker: The speakers in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, merged_into::VARCHAR AS merged_into, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM speakers
WHERE regexp_matches(concat_ws(
    chr(10), speakers.name, speakers.role, speakers.organisation, speakers.roles, speakers.wikidata
), $pattern)
ORDER BY speakers.id;

-- speaker_alias: The aliases in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM speaker_aliases
WHERE regexp_matches(concat_ws(chr(10), speaker_aliases.alias), $pattern)
ORDER BY speaker_aliases.id;

-- resolution: The resolutions in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM resolutions
WHERE regexp_matches(concat_ws(chr(10), resolutions.evidence, resolutions.reason), $pattern)
ORDER BY resolutions.id;

-- report_definition: The definitions in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, next_run_at AT TIME ZONE 'UTC' AS next_run_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, ended_at AT TIME ZONE 'UTC' AS ended_at
)
FROM report_definitions
WHERE regexp_matches(concat_ws(chr(10), report_definitions.name), $pattern)
ORDER BY report_definitions.id;

-- report: The reports in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, definition_id::VARCHAR AS definition_id, scheduled_at AT TIME ZONE 'UTC' AS scheduled_at,
    as_of AT TIME ZONE 'UTC' AS as_of, period_from AT TIME ZONE 'UTC' AS period_from,
    period_to AT TIME ZONE 'UTC' AS period_to, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reports
WHERE regexp_matches(concat_ws(chr(10), reports.name, reports."rows", reports.content), $pattern)
ORDER BY reports.id;

-- job_failure: The failures in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM job_failures
WHERE regexp_matches(concat_ws(chr(10), job_failures.error), $pattern)
ORDER BY job_failures.id;

-- redaction: The redactions in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM redactions
WHERE regexp_matches(concat_ws(chr(10), redactions.reason), $pattern)
ORDER BY redactions.id;

-- correction: The corrections in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM corrections
WHERE regexp_matches(concat_ws(chr(10), corrections.reading, corrections.reason), $pattern)
ORDER BY corrections.id;

-- reason: The reasons in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reasons
WHERE regexp_matches(concat_ws(chr(10), reasons.text), $pattern)
ORDER BY reasons.id;

-- condition: The conditions in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM conditions
WHERE regexp_matches(concat_ws(chr(10), conditions.text, conditions.horizon), $pattern)
ORDER BY conditions.id;

-- condition_decision: The condition decisions in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, condition_id::VARCHAR AS condition_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM condition_decisions
WHERE regexp_matches(concat_ws(chr(10), condition_decisions.evidence, condition_decisions.reason), $pattern)
ORDER BY condition_decisions.id;

-- filing: The filings in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, decided_at AT TIME ZONE 'UTC' AS decided_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM filings
WHERE regexp_matches(concat_ws(chr(10), filings.text, filings.author, filings.reason), $pattern)
ORDER BY filings.id;

-- source_item: The source items in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, source_id::VARCHAR AS source_id, article_id::VARCHAR AS article_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM source_items
WHERE regexp_matches(concat_ws(chr(10), source_items.url, source_items.error), $pattern)
ORDER BY source_items.id;

-- article_url: The article urls in whose texts a pattern is found, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, first_id::VARCHAR AS first_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_urls
WHERE regexp_matches(concat_ws(chr(10), article_urls.url), $pattern)
ORDER BY article_urls.id;

-- redact_articles: Take texts out of a batch of articles.
UPDATE articles
SET text = batch.row.text, title = batch.row.title, publisher = batch.row.publisher, author = batch.row.author,
    url = batch.row.url
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "text": "VARCHAR", "title": "VARCHAR", "publisher": "VARCHAR",
        "author": "VARCHAR", "url": "VARCHAR"
    }]')) AS row
) AS batch
WHERE articles.id = batch.row.id;

-- redact_mentions: Take texts out of a batch of mentions.
UPDATE article_mentions
SET text = batch.row.text, speaker = batch.row.speaker
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "text": "VARCHAR", "speaker": "VARCHAR"}]')) AS row
) AS batch
WHERE article_mentions.id = batch.row.id;

-- redact_claims: Take texts out of a batch of claims, each only if it still stands at the version before.
UPDATE claims
SET text = batch.row.text, speaker = batch.row.speaker, role = batch.row.role,
    organisation = batch.row.organisation, via = batch.row.via, horizon = batch.row.horizon, condition = batch.row.condition,
    version = batch.row.version, event = batch.row.event
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "text": "VARCHAR", "speaker": "VARCHAR", "role": "VARCHAR", "organisation": "VARCHAR",
        "via": "VARCHAR", "horizon": "VARCHAR", "condition": "VARCHAR", "version": "BIGINT",
        "event": "BIGINT"
    }]')) AS row
) AS batch
WHERE claims.id = batch.row.id AND claims.version = batch.row.version - 1;

-- redact_speakers: Take texts out of a batch of speakers.
UPDATE speakers
SET name = batch.row.name, role = batch.row.role, organisation = batch.row.organisation, roles = batch.row.roles,
    wikidata = batch.row.wikidata, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "name": "VARCHAR", "role": "VARCHAR", "organisation": "VARCHAR", "roles": "VARCHAR",
        "wikidata": "VARCHAR", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE speakers.id = batch.row.id AND speakers.version = batch.row.version - 1;

-- redact_aliases: Take texts out of a batch of aliases.
UPDATE speaker_aliases
SET alias = batch.row.alias
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "alias": "VARCHAR"}]')) AS row
) AS batch
WHERE speaker_aliases.id = batch.row.id;

-- redact_resolutions: Take texts out of a batch of resolutions.
UPDATE resolutions
SET evidence = batch.row.evidence, reason = batch.row.reason
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "evidence": "VARCHAR", "reason": "VARCHAR"}]')) AS row
) AS batch
WHERE resolutions.id = batch.row.id;

-- redact_definitions: Take texts out of a batch of definitions, each only if it still stands at the version before.
UPDATE report_definitions
SET name = batch.row.name, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "name": "VARCHAR", "version": "BIGINT"}]')) AS row
) AS batch
WHERE report_definitions.id = batch.row.id AND report_definitions.version = batch.row.version - 1;

-- redact_reports: Take texts out of a batch of reports.
UPDATE reports
SET name = batch.row.name, "rows" = batch.row."rows", content = batch.row.content
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "name": "VARCHAR", "rows": "VARCHAR", "content": "VARCHAR"
    }]')) AS row
) AS batch
WHERE reports.id = batch.row.id;

-- redact_failures: Take texts out of a batch of failures.
UPDATE job_failures
SET error = batch.row.error
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "error": "VARCHAR"}]')) AS row
) AS batch
WHERE job_failures.id = batch.row.id;

-- redact_redactions: Take texts out of a batch of redactions.
UPDATE redactions
SET reason = batch.row.reason
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "reason": "VARCHAR"}]')) AS row
) AS batch
WHERE redactions.id = batch.row.id;

-- redact_corrections: Take texts out of a batch of corrections.
UPDATE corrections
SET reading = batch.row.reading, reason = batch.row.reason
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "reading": "VARCHAR", "reason": "VARCHAR"}]')) AS row
) AS batch
WHERE corrections.id = batch.row.id;

-- redact_reasons: Take texts out of a batch of reasons.
UPDATE reasons
SET text = batch.row.text
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "text": "VARCHAR"}]')) AS row
) AS batch
WHERE reasons.id = batch.row.id;

-- redact_conditions: Take texts out of a batch of conditions, each only if it still stands at the version before.
UPDATE conditions
SET text = batch.row.text, horizon = batch.row.horizon, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "text": "VARCHAR", "horizon": "VARCHAR", "version": "BIGINT"}]')) AS row
) AS batch
WHERE conditions.id = batch.row.id AND conditions.version = batch.row.version - 1;

-- redact_condition_decisions: Take texts out of a batch of condition decisions.
UPDATE condition_decisions
SET evidence = batch.row.evidence, reason = batch.row.reason
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "evidence": "VARCHAR", "reason": "VARCHAR"}]')) AS row
) AS batch
WHERE condition_decisions.id = batch.row.id;

-- redact_filings: Take texts out of a batch of filings, each only if it still stands at the version before.
UPDATE filings
SET text = batch.row.text, author = batch.row.author, reason = batch.row.reason, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "text": "VARCHAR", "author": "VARCHAR", "reason": "VARCHAR", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE filings.id = batch.row.id AND filings.version = batch.row.version - 1;

-- redact_source_items: Take texts out of a batch of source items.
UPDATE source_items
SET url = batch.row.url, error = batch.row.error
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "url": "VARCHAR", "error": "VARCHAR"}]')) AS row
) AS batch
WHERE source_items.id = batch.row.id;

-- redact_article_urls: Take texts out of a batch of article urls.
UPDATE article_urls
SET url = batch.row.url
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "url": "VARCHAR"}]')) AS row
) AS batch
WHERE article_urls.id = batch.row.id;

-- forget_salts: Delete the salts of what the log says so far of the rows that are redacted.
DELETE FROM salts
WHERE position IN (
    SELECT claim_events.position
    FROM claim_events
    WHERE claim_events.subject_id IN (SELECT unnest(CAST($ids AS UUID[])))
);

-- forget_keys: Delete keys.
DELETE FROM content_keys
WHERE key IN (SELECT unnest(CAST($keys AS VARCHAR[])));

-- blank_answers: Take the bodies out of the kept answers in which a pattern is found.
UPDATE idempotency_keys
SET body = $redacted
WHERE regexp_matches(body, $pattern);

-- redacted_subjects: What redactions are about.
SELECT DISTINCT subject_id::VARCHAR FROM redactions ORDER BY 1;
