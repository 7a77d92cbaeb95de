-- add_flag_events: The events of the claims that are due, longest waiting first, with their digests.
INSERT INTO claim_events (position, id, subject, subject_id, kind, actor, recorded_at, body, digest)
WITH waiting AS MATERIALIZED (
    SELECT claim_id, check_at
    FROM due_queue
    WHERE status = 'pending' AND check_at <= CAST($until AS TIMESTAMPTZ)
    ORDER BY check_at, claim_id
    LIMIT $limit
),
placed AS MATERIALIZED (
    SELECT
        $position + row_number() OVER (ORDER BY waiting.check_at, waiting.claim_id) AS position,
        uuidv7() AS id,
        waiting.claim_id,
        claims.version + 1 AS version
    FROM waiting
    JOIN claims ON claims.id = waiting.claim_id
)
SELECT
    position, id, 'claim', claim_id, 'claim.flagged', $actor, CAST($recorded_at AS TIMESTAMPTZ),
    '{"set":{"status":"due","version":' || version || '}}',
    sha256(
        '["' || id || '","claim","' || claim_id || '","claim.flagged",' || $actor_json || ',"' || $recorded_at
        || '","{\"set\":{\"status\":\"due\",\"version\":' || version || '}}"]'
    )
FROM placed
ORDER BY position;

-- flagged: What the events after a position are about, and their digests.
SELECT due_queue.claim_id::VARCHAR, due_queue.check_at AT TIME ZONE 'UTC', claim_events.digest
FROM claim_events
JOIN due_queue ON due_queue.claim_id = claim_events.subject_id
WHERE claim_events.position > $position
ORDER BY claim_events.position;

-- flag_claims: Make the claims due that the events after a position are about.
UPDATE claims
SET status = 'due', version = version + 1
WHERE id IN (SELECT subject_id FROM claim_events WHERE position > $position);

-- flag_queue: Likewise in the due queue.
UPDATE due_queue
SET status = 'due'
WHERE claim_id IN (SELECT subject_id FROM claim_events WHERE position > $position);
