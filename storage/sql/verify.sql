-- event_count: How many events there are.
SELECT count(*) FROM claim_events;

-- events_in_order: The whole log, in the order in which it was written.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM claim_events
ORDER BY position;

-- from_rows: The events that added rows of one sort and whose bodies are in those rows, by the rows' ids.
SELECT claim_events.* REPLACE (
    claim_events.id::VARCHAR AS id, claim_events.subject_id::VARCHAR AS subject_id,
    claim_events.recorded_at AT TIME ZONE 'UTC' AS recorded_at
), salts.salt::VARCHAR AS salt
FROM claim_events
LEFT JOIN salts ON salts.position = claim_events.position
WHERE claim_events.from_row AND claim_events.subject = $subject
ORDER BY claim_events.subject_id, claim_events.position;

-- links_in_order: The whole chain.
SELECT * REPLACE (recorded_at AT TIME ZONE 'UTC' AS recorded_at) FROM chain ORDER BY number;

-- events_by_subject: What the log says about the rows of one sort, row by row.
SELECT subject_id::VARCHAR AS subject_id, kind, body, from_row, salts.salt::VARCHAR AS salt
FROM claim_events
LEFT JOIN salts ON salts.position = claim_events.position
WHERE subject = $subject
ORDER BY claim_events.subject_id, claim_events.position;

-- unknown_subjects: Events about a sort of row that does not exist.
SELECT position, subject
FROM claim_events
WHERE NOT list_contains($subjects, subject)
ORDER BY position
LIMIT 1;

-- article: All articles by id.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM articles
ORDER BY articles.id;

-- article_mention: All dated events that articles tell of, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_mentions
ORDER BY article_mentions.id;

-- job_failure: All failed runs by id.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM job_failures
ORDER BY job_failures.id;

-- claim: All claims by id.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
ORDER BY claims.id;

-- speaker: All speakers by id, without their aliases.
SELECT * REPLACE (
    id::VARCHAR AS id, merged_into::VARCHAR AS merged_into, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM speakers
ORDER BY speakers.id;

-- speaker_alias: All aliases by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM speaker_aliases
ORDER BY speaker_aliases.id;

-- distinction: All pairs of speakers who are two, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, other_id::VARCHAR AS other_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM distinctions
ORDER BY distinctions.id;

-- resolution: All resolutions by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, supersedes::VARCHAR AS supersedes,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM resolutions
ORDER BY resolutions.id;

-- correction: All corrections by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM corrections
ORDER BY corrections.id;

-- reason: All reasons for which claims were moved, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reasons
ORDER BY reasons.id;

-- condition: All conditions by id.
SELECT * REPLACE (
    id::VARCHAR AS id, check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM conditions
ORDER BY conditions.id;

-- condition_decision: All decisions on conditions by id.
SELECT * REPLACE (
    id::VARCHAR AS id, condition_id::VARCHAR AS condition_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM condition_decisions
ORDER BY condition_decisions.id;

-- filing: All filings by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, decided_at AT TIME ZONE 'UTC' AS decided_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM filings
ORDER BY filings.id;

-- report_definition: All report definitions by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, next_run_at AT TIME ZONE 'UTC' AS next_run_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, ended_at AT TIME ZONE 'UTC' AS ended_at
)
FROM report_definitions
ORDER BY report_definitions.id;

-- report: All reports by id.
SELECT * REPLACE (
    id::VARCHAR AS id, definition_id::VARCHAR AS definition_id, scheduled_at AT TIME ZONE 'UTC' AS scheduled_at,
    as_of AT TIME ZONE 'UTC' AS as_of, period_from AT TIME ZONE 'UTC' AS period_from,
    period_to AT TIME ZONE 'UTC' AS period_to, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reports
ORDER BY reports.id;

-- person: All people by id.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM people
ORDER BY people.id;

-- api_key: All API keys by id.
SELECT * REPLACE (
    id::VARCHAR AS id, person_id::VARCHAR AS person_id, expires_at AT TIME ZONE 'UTC' AS expires_at,
    revoked_at AT TIME ZONE 'UTC' AS revoked_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM api_keys
ORDER BY api_keys.id;

-- redaction: All redactions by id.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM redactions
ORDER BY redactions.id;

-- source: All sources by id.
SELECT * REPLACE (
    id::VARCHAR AS id, ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_sources
ORDER BY feed_sources.id;

-- source_item: All items of sources by id.
SELECT * REPLACE (
    id::VARCHAR AS id, source_id::VARCHAR AS source_id, article_id::VARCHAR AS article_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM source_items
ORDER BY source_items.id;

-- article_url: All places at which articles stood, by id.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, first_id::VARCHAR AS first_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_urls
ORDER BY article_urls.id;

-- queue_difference: A claim that stands in the due queue other than by its own row.
SELECT coalesce(wanted.id, queued.claim_id)::VARCHAR AS claim_id
FROM (
    SELECT id, status, check_at, snoozed_until
    FROM claims
    WHERE status <> 'resolved' AND review <> 'rejected' AND merged_into IS NULL
) AS wanted
FULL JOIN (
    SELECT claim_id, min(status) AS status, min(check_at) AS check_at, min(snoozed_until) AS snoozed_until,
        count(*) AS copies
    FROM due_queue
    GROUP BY claim_id
) AS queued
    ON queued.claim_id = wanted.id
WHERE wanted.id IS NULL
    OR queued.claim_id IS NULL
    OR queued.copies <> 1
    OR queued.status <> wanted.status
    OR queued.check_at <> wanted.check_at
    OR queued.snoozed_until IS DISTINCT FROM wanted.snoozed_until
ORDER BY 1
LIMIT 1;

-- previous_difference: An event that does not lead to the one before it about the same claim.
SELECT position
FROM (
    SELECT
        position, previous,
        CASE WHEN subject = 'claim' THEN lag(position) OVER (PARTITION BY subject_id ORDER BY position) END AS wanted
    FROM claim_events
) AS placed
WHERE previous IS DISTINCT FROM wanted
ORDER BY position
LIMIT 1;

-- last_difference: A claim that does not lead to the last event about it.
SELECT claims.id::VARCHAR
FROM claims
LEFT JOIN (
    SELECT subject_id, max(position) AS event FROM claim_events WHERE subject = 'claim' GROUP BY subject_id
) AS last ON last.subject_id = claims.id
WHERE claims.event IS DISTINCT FROM last.event
ORDER BY claims.id
LIMIT 1;

-- salt_difference: A salt that belongs to no event, or a second one of an event.
SELECT salts.position
FROM salts
LEFT JOIN claim_events ON claim_events.position = salts.position
GROUP BY salts.position
HAVING count(*) > 1 OR count(claim_events.position) = 0
ORDER BY 1
LIMIT 1;

-- key_difference: An article that is not found by its digest.
SELECT articles.id::VARCHAR AS article_id
FROM articles
LEFT JOIN content_keys ON content_keys.key = 'article:' || articles.sha256
WHERE content_keys.subject_id IS DISTINCT FROM articles.id
ORDER BY 1
LIMIT 1;

-- webhook: All webhooks by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, previous_until AT TIME ZONE 'UTC' AS previous_until,
    ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM webhooks
ORDER BY webhooks.id;

-- reminder_setting: All reminder settings by id.
SELECT * REPLACE (
    id::VARCHAR AS id, person_id::VARCHAR AS person_id, webhook_id::VARCHAR AS webhook_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reminder_settings
ORDER BY reminder_settings.id;

-- report_target: All targets of reports by id.
SELECT * REPLACE (
    id::VARCHAR AS id, definition_id::VARCHAR AS definition_id, webhook_id::VARCHAR AS webhook_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM report_targets
ORDER BY report_targets.id;

-- feed_key: All feed keys by id.
SELECT * REPLACE (
    id::VARCHAR AS id, revoked_at AT TIME ZONE 'UTC' AS revoked_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_keys
ORDER BY feed_keys.id;
