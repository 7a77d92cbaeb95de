-- told: Events of some kinds after a position, in order.
SELECT position, kind, subject_id::VARCHAR AS subject_id, actor, recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM claim_events
WHERE position > $after AND list_contains($kinds, kind)
ORDER BY position
LIMIT $limit;

-- webhook: One webhook by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, previous_until AT TIME ZONE 'UTC' AS previous_until,
    ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM webhooks
WHERE webhooks.id = TRY_CAST($id AS UUID);

-- webhooks: A page of webhooks by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, previous_until AT TIME ZONE 'UTC' AS previous_until,
    ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM webhooks
WHERE $after IS NULL OR webhooks.id > TRY_CAST($after AS UUID)
ORDER BY webhooks.id
LIMIT $limit;

-- cursor: How far one webhook was told.
SELECT * REPLACE (id::VARCHAR AS id, overdue_until AT TIME ZONE 'UTC' AS overdue_until)
FROM webhook_cursors
WHERE webhook_cursors.id = TRY_CAST($id AS UUID);

-- waiting_since: Unresolved claims by the time since which they wait, within bounds of it.
SELECT claim_id::VARCHAR AS claim_id, since AT TIME ZONE 'UTC' AS since
FROM (
    SELECT due_queue.claim_id, greatest(due_queue.check_at, claims.recorded_at) AS since
    FROM due_queue
    JOIN claims ON claims.id = due_queue.claim_id
    WHERE due_queue.check_at <= CAST($until AS TIMESTAMPTZ)
) AS waiting
WHERE since > CAST($after AS TIMESTAMPTZ) AND since <= CAST($until AS TIMESTAMPTZ)
ORDER BY since, claim_id;

-- delivery: One delivery by id.
SELECT * REPLACE (
    id::VARCHAR AS id, webhook_id::VARCHAR AS webhook_id, subject_id::VARCHAR AS subject_id,
    happened_at AT TIME ZONE 'UTC' AS happened_at, next_attempt_at AT TIME ZONE 'UTC' AS next_attempt_at,
    ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM deliveries
WHERE deliveries.id = TRY_CAST($id AS UUID);

-- deliveries: A page of deliveries, newest first.
SELECT * REPLACE (
    id::VARCHAR AS id, webhook_id::VARCHAR AS webhook_id, subject_id::VARCHAR AS subject_id,
    happened_at AT TIME ZONE 'UTC' AS happened_at, next_attempt_at AT TIME ZONE 'UTC' AS next_attempt_at,
    ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM deliveries
WHERE ($webhook_id IS NULL OR deliveries.webhook_id = TRY_CAST($webhook_id AS UUID))
    AND ($status IS NULL OR deliveries.status = $status)
    AND ($before IS NULL OR deliveries.id < TRY_CAST($before AS UUID))
ORDER BY deliveries.id DESC
LIMIT $limit;

-- deliveries_until: Pending deliveries whose time has come, the oldest first.
SELECT * REPLACE (
    id::VARCHAR AS id, webhook_id::VARCHAR AS webhook_id, subject_id::VARCHAR AS subject_id,
    happened_at AT TIME ZONE 'UTC' AS happened_at, next_attempt_at AT TIME ZONE 'UTC' AS next_attempt_at,
    ended_at AT TIME ZONE 'UTC' AS ended_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM deliveries
WHERE deliveries.status = 'pending' AND deliveries.next_attempt_at <= CAST($until AS TIMESTAMPTZ)
ORDER BY deliveries.id
LIMIT $limit;

-- next_delivery_at: The earliest time of an attempt to come.
SELECT min(next_attempt_at) AT TIME ZONE 'UTC' 
FROM deliveries
WHERE status = 'pending' AND ($after IS NULL OR next_attempt_at > CAST($after AS TIMESTAMPTZ));

-- reminder_setting: How one person is reminded.
SELECT * REPLACE (
    id::VARCHAR AS id, person_id::VARCHAR AS person_id, webhook_id::VARCHAR AS webhook_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reminder_settings
WHERE reminder_settings.person_id = TRY_CAST($person_id AS UUID);

-- reminder_settings: How people are reminded.
SELECT * REPLACE (
    id::VARCHAR AS id, person_id::VARCHAR AS person_id, webhook_id::VARCHAR AS webhook_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reminder_settings
ORDER BY reminder_settings.id;

-- reminded: What one person was last reminded of.
SELECT * REPLACE (
    claim_id::VARCHAR AS claim_id, person_id::VARCHAR AS person_id, due_at AT TIME ZONE 'UTC' AS due_at,
    delivery_id::VARCHAR AS delivery_id
)
FROM reminded
WHERE reminded.person_id = TRY_CAST($person_id AS UUID)
ORDER BY reminded.claim_id;

-- report_targets: Where one definition's reports go.
SELECT * REPLACE (
    id::VARCHAR AS id, definition_id::VARCHAR AS definition_id, webhook_id::VARCHAR AS webhook_id,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM report_targets
WHERE report_targets.definition_id = TRY_CAST($definition_id AS UUID)
ORDER BY report_targets.id;

-- feed_key: One feed key by id.
SELECT * REPLACE (
    id::VARCHAR AS id, revoked_at AT TIME ZONE 'UTC' AS revoked_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_keys
WHERE feed_keys.id = TRY_CAST($id AS UUID);

-- feed_keys: A page of feed keys by id.
SELECT * REPLACE (
    id::VARCHAR AS id, revoked_at AT TIME ZONE 'UTC' AS revoked_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_keys
WHERE $after IS NULL OR feed_keys.id > TRY_CAST($after AS UUID)
ORDER BY feed_keys.id
LIMIT $limit;

-- feed_key_by_digest: The feed key whose text has a digest.
SELECT * REPLACE (
    id::VARCHAR AS id, revoked_at AT TIME ZONE 'UTC' AS revoked_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM feed_keys
WHERE feed_keys.sha256 = $sha256;
