-- add_articles: A batch of new articles.
INSERT INTO articles BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "sha256": "VARCHAR", "text": "VARCHAR", "title": "VARCHAR", "url": "VARCHAR",
        "publisher": "VARCHAR", "author": "VARCHAR", "country": "VARCHAR", "time_zone": "VARCHAR",
        "published_at": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_mentions: A batch of dated events that articles tell of.
INSERT INTO article_mentions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "article_id": "UUID", "start": "BIGINT", "end": "BIGINT", "text": "VARCHAR",
        "earliest": "DATE", "latest": "DATE", "speaker": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_failures: A batch of failed runs.
INSERT INTO job_failures BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "job": "VARCHAR", "subject_id": "UUID", "error": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_claims: A batch of new claims.
INSERT INTO claims BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "article_id": "UUID", "start": "BIGINT", "end": "BIGINT", "text": "VARCHAR",
        "ruleset": "VARCHAR", "rules": "VARCHAR[]", "speaker_id": "UUID", "speaker": "VARCHAR", "role": "VARCHAR",
        "organisation": "VARCHAR", "via": "VARCHAR", "attribution": "VARCHAR", "kind": "VARCHAR",
        "negated": "BOOLEAN", "conditional": "BOOLEAN", "condition": "VARCHAR", "hedge": "VARCHAR",
        "probability": "DOUBLE", "probability_source": "VARCHAR", "topics": "VARCHAR[]", "made_at": "VARCHAR",
        "time_zone": "VARCHAR", "horizon": "VARCHAR", "shape": "VARCHAR", "openness": "VARCHAR", "begins": "DATE",
        "earliest": "DATE", "latest": "DATE", "default_latest": "DATE", "strict_latest": "DATE",
        "lenient_latest": "DATE", "earliest_at": "TIMESTAMPTZ", "deadline_at": "TIMESTAMPTZ", "status": "VARCHAR",
        "review": "VARCHAR", "check_at": "TIMESTAMPTZ", "check_reason": "VARCHAR", "recorded_at": "TIMESTAMPTZ",
        "version": "BIGINT", "event": "BIGINT", "round": "BIGINT", "answers": "BIGINT", "postponed": "BIGINT",
        "doubt": "BIGINT", "merged_into": "UUID", "condition_id": "UUID", "assignee": "VARCHAR",
        "snoozed_until": "TIMESTAMPTZ", "thread_id": "UUID"
    }]')) AS row
) AS batch;

-- queue_claims: The due queue's rows of claims; one that was rejected, or merged into another, waits for nothing.
INSERT INTO due_queue (claim_id, status, check_at, snoozed_until)
SELECT batch.row.id, batch.row.status, batch.row.check_at, batch.row.snoozed_until
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "status": "VARCHAR", "review": "VARCHAR", "check_at": "TIMESTAMPTZ", "merged_into": "UUID",
        "snoozed_until": "TIMESTAMPTZ"
    }]')) AS row
) AS batch
WHERE batch.row.status IN ('pending', 'due') AND batch.row.review <> 'rejected' AND batch.row.merged_into IS NULL;

-- move_claims: A batch of moved claims, each only if it still stands at the version before.
UPDATE claims
SET status = batch.row.status, review = batch.row.review, check_at = batch.row.check_at,
    check_reason = batch.row.check_reason, version = batch.row.version, event = batch.row.event,
    round = batch.row.round, answers = batch.row.answers, postponed = batch.row.postponed, merged_into = batch.row.merged_into,
    condition_id = batch.row.condition_id, assignee = batch.row.assignee, snoozed_until = batch.row.snoozed_until,
    thread_id = batch.row.thread_id
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "status": "VARCHAR", "review": "VARCHAR", "check_at": "TIMESTAMPTZ", "check_reason": "VARCHAR",
        "version": "BIGINT", "event": "BIGINT", "round": "BIGINT", "answers": "BIGINT", "postponed": "BIGINT",
        "merged_into": "UUID", "condition_id": "UUID", "assignee": "VARCHAR", "snoozed_until": "TIMESTAMPTZ",
        "thread_id": "UUID"
    }]')) AS row
) AS batch
WHERE claims.id = batch.row.id AND claims.version = batch.row.version - 1;

-- reread_claims: A batch of claims that were read again, each only if it still stands at the version before.
UPDATE claims
SET start = batch.row.start, "end" = batch.row."end", text = batch.row.text, ruleset = batch.row.ruleset,
    rules = batch.row.rules, speaker_id = batch.row.speaker_id, speaker = batch.row.speaker, role = batch.row.role,
    organisation = batch.row.organisation, via = batch.row.via, attribution = batch.row.attribution,
    kind = batch.row.kind, negated = batch.row.negated, conditional = batch.row.conditional,
    condition = batch.row.condition, hedge = batch.row.hedge, probability = batch.row.probability,
    probability_source = batch.row.probability_source, made_at = batch.row.made_at, time_zone = batch.row.time_zone,
    horizon = batch.row.horizon, shape = batch.row.shape, openness = batch.row.openness, begins = batch.row.begins,
    earliest = batch.row.earliest, latest = batch.row.latest, default_latest = batch.row.default_latest,
    strict_latest = batch.row.strict_latest, lenient_latest = batch.row.lenient_latest,
    earliest_at = batch.row.earliest_at, deadline_at = batch.row.deadline_at, status = batch.row.status,
    review = batch.row.review, check_at = batch.row.check_at, check_reason = batch.row.check_reason,
    version = batch.row.version, event = batch.row.event, doubt = batch.row.doubt, topics = batch.row.topics
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "start": "BIGINT", "end": "BIGINT", "text": "VARCHAR", "ruleset": "VARCHAR",
        "rules": "VARCHAR[]", "speaker_id": "UUID", "speaker": "VARCHAR", "role": "VARCHAR",
        "organisation": "VARCHAR", "via": "VARCHAR", "attribution": "VARCHAR", "kind": "VARCHAR",
        "negated": "BOOLEAN", "conditional": "BOOLEAN", "condition": "VARCHAR", "hedge": "VARCHAR",
        "probability": "DOUBLE", "probability_source": "VARCHAR", "made_at": "VARCHAR",
        "time_zone": "VARCHAR", "horizon": "VARCHAR", "shape": "VARCHAR", "openness": "VARCHAR", "begins": "DATE",
        "earliest": "DATE", "latest": "DATE", "default_latest": "DATE", "strict_latest": "DATE",
        "lenient_latest": "DATE", "earliest_at": "TIMESTAMPTZ", "deadline_at": "TIMESTAMPTZ", "status": "VARCHAR",
        "review": "VARCHAR", "check_at": "TIMESTAMPTZ", "check_reason": "VARCHAR", "version": "BIGINT",
        "event": "BIGINT", "doubt": "BIGINT", "topics": "VARCHAR[]"
    }]')) AS row
) AS batch
WHERE claims.id = batch.row.id AND claims.version = batch.row.version - 1;

-- unqueue_claims: Take moved claims out of the due queue, to be put back where they now belong.
DELETE FROM due_queue
WHERE claim_id IN (SELECT unnest(from_json($rows, '[{"id": "UUID"}]')).id);

-- add_speakers: A batch of new speakers.
INSERT INTO speakers BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "name": "VARCHAR", "role": "VARCHAR", "organisation": "VARCHAR", "roles": "VARCHAR",
        "wikidata": "VARCHAR", "merged_into": "UUID", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_speakers: A batch of moved speakers, each only if they still stand at the version before.
UPDATE speakers
SET roles = batch.row.roles, wikidata = batch.row.wikidata, merged_into = batch.row.merged_into,
    version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "roles": "VARCHAR", "wikidata": "VARCHAR", "merged_into": "UUID", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE speakers.id = batch.row.id AND speakers.version = batch.row.version - 1;

-- add_aliases: A batch of new names of speakers.
INSERT INTO speaker_aliases BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "speaker_id": "UUID", "alias": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_distinctions: A batch of pairs of speakers who are two.
INSERT INTO distinctions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "speaker_id": "UUID", "other_id": "UUID", "actor": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_resolutions: A batch of new resolutions; their evidence is kept as JSON text.
INSERT INTO resolutions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "claim_id": "UUID", "happened": "VARCHAR", "value": "DOUBLE", "void_reason": "VARCHAR",
        "occurred_from": "DATE", "occurred_to": "DATE", "known_at": "DATE", "evidence": "VARCHAR",
        "reason": "VARCHAR", "actor": "VARCHAR", "recorded_at": "TIMESTAMPTZ", "round": "BIGINT", "supersedes": "UUID"
    }]')) AS row
) AS batch;

-- add_corrections: A batch of corrections of claims.
INSERT INTO corrections BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "claim_id": "UUID", "fields": "VARCHAR[]", "reading": "VARCHAR", "reason": "VARCHAR",
        "actor": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_reasons: A batch of reasons for which claims were moved.
INSERT INTO reasons BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "claim_id": "UUID", "text": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_conditions: A batch of new conditions.
INSERT INTO conditions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "text": "VARCHAR", "horizon": "VARCHAR", "made_at": "VARCHAR", "time_zone": "VARCHAR",
        "latest": "DATE", "check_at": "TIMESTAMPTZ", "status": "VARCHAR", "dependants": "BIGINT",
        "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_conditions: A batch of moved conditions, each only if it still stands at the version before.
UPDATE conditions
SET status = batch.row.status, dependants = batch.row.dependants, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "status": "VARCHAR", "dependants": "BIGINT", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE conditions.id = batch.row.id AND conditions.version = batch.row.version - 1;

-- add_condition_decisions: A batch of decisions on conditions; their evidence is kept as JSON text.
INSERT INTO condition_decisions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "condition_id": "UUID", "held": "BOOLEAN", "evidence": "VARCHAR", "reason": "VARCHAR",
        "actor": "VARCHAR", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_filings: A batch of new filings.
INSERT INTO filings BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "claim_id": "UUID", "kind": "VARCHAR", "text": "VARCHAR", "author": "VARCHAR",
        "status": "VARCHAR", "reason": "VARCHAR", "decided_by": "VARCHAR", "decided_at": "TIMESTAMPTZ",
        "actor": "VARCHAR", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_filings: A batch of decided filings, each only if it still stands at the version before.
UPDATE filings
SET status = batch.row.status, reason = batch.row.reason, decided_by = batch.row.decided_by,
    decided_at = batch.row.decided_at, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "status": "VARCHAR", "reason": "VARCHAR", "decided_by": "VARCHAR", "decided_at": "TIMESTAMPTZ",
        "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE filings.id = batch.row.id AND filings.version = batch.row.version - 1;

-- add_definitions: A batch of new report definitions.
INSERT INTO report_definitions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "name": "VARCHAR", "kind": "VARCHAR", "cron": "VARCHAR", "time_zone": "VARCHAR",
        "period_days": "BIGINT", "speaker_id": "UUID", "topic": "VARCHAR", "format": "VARCHAR",
        "next_run_at": "TIMESTAMPTZ", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT", "ended_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- move_definitions: A batch of moved report definitions, each only if it still stands at the version before.
UPDATE report_definitions
SET next_run_at = batch.row.next_run_at, ended_at = batch.row.ended_at, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "next_run_at": "TIMESTAMPTZ", "ended_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE report_definitions.id = batch.row.id AND report_definitions.version = batch.row.version - 1;

-- add_reports: A batch of new reports.
INSERT INTO reports BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "definition_id": "UUID", "name": "VARCHAR", "kind": "VARCHAR", "format": "VARCHAR",
        "scheduled_at": "TIMESTAMPTZ", "as_of": "TIMESTAMPTZ", "period_from": "TIMESTAMPTZ",
        "period_to": "TIMESTAMPTZ", "lexicon": "VARCHAR", "ruleset": "VARCHAR", "rows": "VARCHAR",
        "rows_sha256": "VARCHAR", "chain_head": "VARCHAR", "note": "VARCHAR", "content": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_people: A batch of new people.
INSERT INTO people BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "name": "VARCHAR", "role": "VARCHAR", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_people: A batch of moved people, each only if they still stand at the version before.
UPDATE people
SET role = batch.row.role, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "role": "VARCHAR", "version": "BIGINT"}]')) AS row
) AS batch
WHERE people.id = batch.row.id AND people.version = batch.row.version - 1;

-- add_keys: A batch of new API keys.
INSERT INTO api_keys BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "person_id": "UUID", "label": "VARCHAR", "sha256": "VARCHAR", "expires_at": "TIMESTAMPTZ",
        "revoked_at": "TIMESTAMPTZ", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_keys: A batch of moved API keys, each only if it still stands at the version before.
UPDATE api_keys
SET revoked_at = batch.row.revoked_at, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "revoked_at": "TIMESTAMPTZ", "version": "BIGINT"}]')) AS row
) AS batch
WHERE api_keys.id = batch.row.id AND api_keys.version = batch.row.version - 1;

-- add_redactions: A batch of new redactions.
INSERT INTO redactions BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "subject": "VARCHAR", "subject_id": "UUID", "reason": "VARCHAR", "actor": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_events: Events of a group that follow no other.
INSERT INTO claim_events BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "position": "BIGINT", "subject": "VARCHAR", "subject_id": "UUID", "kind": "VARCHAR", "actor": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ", "body": "VARCHAR", "from_row": "BOOLEAN", "check": "USMALLINT"
    }]')) AS row
) AS batch;

-- add_following_events: Events of a group about claims that are there, each of which follows the claim's last event.
INSERT INTO claim_events BY NAME
SELECT unnest(batch.row), claims.event AS previous
FROM (
    SELECT unnest(from_json($rows, '[{
        "position": "BIGINT", "subject": "VARCHAR", "subject_id": "UUID", "kind": "VARCHAR", "actor": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ", "body": "VARCHAR", "from_row": "BOOLEAN", "check": "USMALLINT"
    }]')) AS row
) AS batch
JOIN claims ON claims.id = batch.row.subject_id;

-- add_salts: The salts of the digests in a group's events.
INSERT INTO salts BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{"position": "BIGINT", "salt": "UUID"}]')) AS row
) AS batch;

-- kept_bodies: What is kept of the events that added some rows, where that is not all of them, and their salts.
SELECT claim_events.position, claim_events.subject_id::VARCHAR, claim_events.body, salts.salt::VARCHAR
FROM claim_events
LEFT JOIN salts ON salts.position = claim_events.position
WHERE claim_events.from_row AND claim_events.subject_id IN (SELECT unnest(CAST($ids AS UUID[])));

-- keep_whole: Keep the whole body of an event.
UPDATE claim_events SET body = $body, from_row = false WHERE position = $position;

-- add_link: The link of the chain that a group makes.
INSERT INTO chain (number, first, last, previous, root, recorded_at)
VALUES ($number, $first, $last, $previous, $root, CAST($recorded_at AS TIMESTAMPTZ));

-- take_keys: Take the keys of a group; a key that is taken fails the group.
INSERT INTO content_keys BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{"key": "VARCHAR", "subject_id": "UUID"}]')) AS row
) AS batch;

-- taken_keys: Those of some keys that are taken, and what they belong to.
SELECT content_keys.key, content_keys.subject_id::VARCHAR
FROM content_keys
WHERE content_keys.key IN (SELECT unnest(from_json($rows, '[{"key": "VARCHAR"}]')).key);

-- keep_answers: Keep the answers of a group; an idempotency key that was used fails the group.
INSERT INTO idempotency_keys BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "key": "VARCHAR", "request_sha256": "VARCHAR", "body": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- claim_version: The version at which a claim stands.
SELECT version FROM claims WHERE id = TRY_CAST($id AS UUID);

-- speaker_version: The version at which a speaker stands.
SELECT version FROM speakers WHERE id = TRY_CAST($id AS UUID);

-- definition_version: The version at which a report definition stands.
SELECT version FROM report_definitions WHERE id = TRY_CAST($id AS UUID);

-- person_version: The version at which a person stands.
SELECT version FROM people WHERE id = TRY_CAST($id AS UUID);

-- key_version: The version at which an API key stands.
SELECT version FROM api_keys WHERE id = TRY_CAST($id AS UUID);

-- condition_version: The version at which a condition stands.
SELECT version FROM conditions WHERE id = TRY_CAST($id AS UUID);

-- filing_version: The version at which a filing stands.
SELECT version FROM filings WHERE id = TRY_CAST($id AS UUID);

-- expire_answers: Let go of the answers that were kept long enough.
DELETE FROM idempotency_keys WHERE recorded_at < CAST($before AS TIMESTAMPTZ);
