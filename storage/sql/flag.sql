-- add_flag_events: The events of the claims that are due, longest waiting first.
INSERT INTO claim_events BY NAME
SELECT
    due.position, due.claim_event AS previous, 'claim' AS subject, due.claim_id AS subject_id, 'claim.flagged' AS kind,
    $actor AS actor, CAST($recorded_at AS TIMESTAMPTZ) AS recorded_at, due.body, false AS from_row,
    CAST('0x' || due.digest[1:4] AS USMALLINT) AS "check"
FROM flagging AS due
ORDER BY due.position;

-- choose: Choose the claims to flag, with the positions, bodies and digests of their events.
CREATE OR REPLACE TEMP TABLE flagging AS
WITH waiting AS MATERIALIZED (
    SELECT claim_id, check_at
    FROM due_queue
    WHERE status = 'pending' AND check_at <= CAST($until AS TIMESTAMPTZ)
    ORDER BY check_at, claim_id
    LIMIT $limit
)
SELECT
    $position + row_number() OVER (ORDER BY waiting.check_at, waiting.claim_id) AS position,
    waiting.claim_id,
    waiting.check_at,
    claims.event AS claim_event,
    '{"set":{"status":"due","version":' || (claims.version + 1) || '}}' AS body,
    sha256(
        '["claim","' || waiting.claim_id || '","claim.flagged",' || $actor_json || ',"' || $recorded_at
        || '","{\"set\":{\"status\":\"due\",\"version\":' || (claims.version + 1) || '}}"]'
    ) AS digest
FROM waiting
JOIN claims ON claims.id = waiting.claim_id;

-- flagged: What was chosen, and the digests of the events.
SELECT claim_id::VARCHAR, check_at AT TIME ZONE 'UTC', digest FROM flagging ORDER BY position;

-- flag_claims: Make the claims due that were chosen.
UPDATE claims
SET status = 'due', version = claims.version + 1, event = flagging.position
FROM flagging
WHERE claims.id = flagging.claim_id;

-- flag_queue: Likewise in the due queue.
UPDATE due_queue
SET status = 'due'
WHERE claim_id IN (SELECT claim_id FROM flagging);
