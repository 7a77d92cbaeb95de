-- add_webhooks: A batch of new webhooks.
INSERT INTO webhooks BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "url": "VARCHAR", "label": "VARCHAR", "events": "VARCHAR[]", "form": "VARCHAR",
        "speaker_id": "UUID", "topic": "VARCHAR", "secret": "VARCHAR", "previous_secret": "VARCHAR",
        "previous_until": "TIMESTAMPTZ", "ended_at": "TIMESTAMPTZ", "ended_why": "VARCHAR",
        "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_webhooks: A batch of moved webhooks, each only if it still stands at the version before.
UPDATE webhooks
SET secret = batch.row.secret, previous_secret = batch.row.previous_secret,
    previous_until = batch.row.previous_until, ended_at = batch.row.ended_at, ended_why = batch.row.ended_why,
    version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "secret": "VARCHAR", "previous_secret": "VARCHAR", "previous_until": "TIMESTAMPTZ",
        "ended_at": "TIMESTAMPTZ", "ended_why": "VARCHAR", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE webhooks.id = batch.row.id AND webhooks.version = batch.row.version - 1;

-- add_reminder_settings: A batch of new reminder settings.
INSERT INTO reminder_settings BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "person_id": "UUID", "remind_by": "VARCHAR", "address": "VARCHAR", "webhook_id": "UUID",
        "hour": "BIGINT", "time_zone": "VARCHAR", "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_reminder_settings: A batch of moved reminder settings, each only if it still stands at the version before.
UPDATE reminder_settings
SET remind_by = batch.row.remind_by, address = batch.row.address, webhook_id = batch.row.webhook_id,
    hour = batch.row.hour, time_zone = batch.row.time_zone, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "remind_by": "VARCHAR", "address": "VARCHAR", "webhook_id": "UUID", "hour": "BIGINT",
        "time_zone": "VARCHAR", "version": "BIGINT"
    }]')) AS row
) AS batch
WHERE reminder_settings.id = batch.row.id AND reminder_settings.version = batch.row.version - 1;

-- add_report_targets: A batch of new targets of reports.
INSERT INTO report_targets BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "definition_id": "UUID", "channel": "VARCHAR", "address": "VARCHAR", "webhook_id": "UUID",
        "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- add_feed_keys: A batch of new feed keys.
INSERT INTO feed_keys BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "label": "VARCHAR", "sha256": "VARCHAR", "revoked_at": "TIMESTAMPTZ",
        "recorded_at": "TIMESTAMPTZ", "version": "BIGINT"
    }]')) AS row
) AS batch;

-- move_feed_keys: A batch of moved feed keys, each only if it still stands at the version before.
UPDATE feed_keys
SET revoked_at = batch.row.revoked_at, version = batch.row.version
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "revoked_at": "TIMESTAMPTZ", "version": "BIGINT"}]')) AS row
) AS batch
WHERE feed_keys.id = batch.row.id AND feed_keys.version = batch.row.version - 1;

-- clear_deliveries: Take out deliveries, to be put back as they now stand.
DELETE FROM deliveries
WHERE id IN (SELECT unnest(from_json($rows, '[{"id": "UUID"}]')).id);

-- put_deliveries: Deliveries as they now stand.
INSERT INTO deliveries BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "id": "UUID", "channel": "VARCHAR", "event": "VARCHAR", "webhook_id": "UUID", "address": "VARCHAR",
        "subject_id": "UUID", "position": "BIGINT", "happened_at": "TIMESTAMPTZ", "status": "VARCHAR",
        "attempts": "BIGINT", "next_attempt_at": "TIMESTAMPTZ", "answer": "BIGINT", "error": "VARCHAR",
        "ended_at": "TIMESTAMPTZ", "recorded_at": "TIMESTAMPTZ"
    }]')) AS row
) AS batch;

-- forget_deliveries: Let deliveries go that ended long ago.
DELETE FROM deliveries
WHERE status <> 'pending'
    AND ended_at < (SELECT max(batch.row.before) FROM (
        SELECT unnest(from_json($rows, '[{"before": "TIMESTAMPTZ"}]')) AS row
    ) AS batch);

-- clear_cursors: Take out cursors, to be put back where they now stand.
DELETE FROM webhook_cursors
WHERE id IN (SELECT unnest(from_json($rows, '[{"id": "UUID"}]')).id);

-- put_cursors: Cursors where they now stand.
INSERT INTO webhook_cursors BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{"id": "UUID", "position": "BIGINT", "overdue_until": "TIMESTAMPTZ"}]')) AS row
) AS batch;

-- clear_reminded: Take out what people were reminded of, to be put back as it now is.
DELETE FROM reminded
WHERE (claim_id, person_id) IN (
    SELECT (batch.row.claim_id, batch.row.person_id)
    FROM (SELECT unnest(from_json($rows, '[{"claim_id": "UUID", "person_id": "UUID"}]')) AS row) AS batch
);

-- put_reminded: What people were last reminded of.
INSERT INTO reminded BY NAME
SELECT unnest(batch.row)
FROM (
    SELECT unnest(from_json($rows, '[{
        "claim_id": "UUID", "person_id": "UUID", "due_at": "TIMESTAMPTZ", "period": "BIGINT", "delivery_id": "UUID"
    }]')) AS row
) AS batch;

-- webhook_version: The version at which a webhook stands.
SELECT version FROM webhooks WHERE id = TRY_CAST($id AS UUID);

-- reminder_setting_version: The version at which a reminder setting stands.
SELECT version FROM reminder_settings WHERE id = TRY_CAST($id AS UUID);

-- feed_key_version: The version at which a feed key stands.
SELECT version FROM feed_keys WHERE id = TRY_CAST($id AS UUID);
