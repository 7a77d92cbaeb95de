-- article: One article by id.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM articles
WHERE id = TRY_CAST($id AS UUID);

-- articles: A page of articles, newest first.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM articles
WHERE $before IS NULL OR articles.id < TRY_CAST($before AS UUID)
ORDER BY articles.id DESC
LIMIT $limit;

-- article_entries: A page of articles without their texts, newest first.
SELECT
    id::VARCHAR AS id, sha256, title, publisher, author, url, published_at, length(text) AS length,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM articles
WHERE $before IS NULL OR articles.id < TRY_CAST($before AS UUID)
ORDER BY articles.id DESC
LIMIT $limit;

-- article_count: How many articles there are.
SELECT count(*) FROM articles;

-- claim: One claim by id.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
WHERE claims.id = TRY_CAST($id AS UUID);

-- claim_ids: The ids in a range (`until` exclusive) of the claims wanted, newest first.
SELECT claims.id::VARCHAR AS id
FROM claims
WHERE claims.id >= CAST($from AS UUID)
    AND claims.id < CAST($until AS UUID)
    AND ($status IS NULL OR claims.status = $status)
    AND ($review IS NULL OR claims.review = $review)
    AND ($kind IS NULL OR claims.kind = $kind)
    AND ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))
    AND ($check_from IS NULL OR claims.check_at >= CAST($check_from AS TIMESTAMPTZ))
    AND ($check_until IS NULL OR claims.check_at < CAST($check_until AS TIMESTAMPTZ))
    AND ($merged IS NULL OR (claims.merged_into IS NOT NULL) = $merged)
    AND ($merged_into IS NULL OR claims.merged_into = TRY_CAST($merged_into AS UUID))
    AND ($condition_id IS NULL OR claims.condition_id = TRY_CAST($condition_id AS UUID))
ORDER BY claims.id DESC
LIMIT $limit;

-- speaker_claims: Claims of one speaker, newest first; they lie all over the table, so that one pass finds and reads them.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
WHERE claims.speaker_id = TRY_CAST($speaker_id AS UUID)
    AND claims.id < CAST($until AS UUID)
    AND claims.merged_into IS NULL
ORDER BY claims.id DESC
LIMIT $limit;

-- merged_claim_ids: The ids of the claims that were merged into some others, by id.
SELECT claims.id::VARCHAR AS id
FROM claims
WHERE claims.merged_into IN (SELECT TRY_CAST(unnest(CAST($ids AS VARCHAR[])) AS UUID))
ORDER BY claims.id;

-- claims_of: All claims of some speakers, found and read in one pass.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
WHERE claims.speaker_id IN (SELECT unnest(CAST($ids AS UUID[]))) AND claims.merged_into IS NULL
ORDER BY claims.id;

-- duplicate_ids: The ids of the claims that were merged into one, newest first; zone maps leave out where none was.
SELECT claims.id::VARCHAR AS id
FROM claims
WHERE claims.merged_into = TRY_CAST($merged_into AS UUID) AND claims.id < CAST($until AS UUID)
ORDER BY claims.id DESC
LIMIT $limit;

-- thread_ids: A page of slip threads with a claim by somebody or about something, by id, newest first.
SELECT DISTINCT thread_id::VARCHAR AS id
FROM claims
WHERE thread_id IS NOT NULL
    AND claims.merged_into IS NULL
    AND claims.review <> 'rejected'
    AND ($before IS NULL OR claims.thread_id < TRY_CAST($before AS UUID))
    AND ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))
ORDER BY id DESC
LIMIT $limit;

-- thread_claim_ids: The ids of all claims of some slip threads.
SELECT id::VARCHAR AS id FROM claims WHERE thread_id IN (SELECT unnest(CAST($ids AS UUID[]))) ORDER BY claims.id;

-- source_claim_ids: The ids of the newest claims that one speaker or organisation is answerable for and that count.
SELECT id::VARCHAR AS id
FROM claims
WHERE (claims.speaker_id = TRY_CAST($speaker_id AS UUID) OR lower(claims.organisation) = lower($organisation))
    AND claims.merged_into IS NULL
    AND claims.review <> 'rejected'
ORDER BY claims.id DESC
LIMIT $limit;

-- claim_posts: The id of every so many claims, newest first: fence posts between which pages are looked for.
SELECT id::VARCHAR FROM claims WHERE rowid % 65536 = 0 ORDER BY claims.id DESC;

-- claims_by_id: Some claims, all of which lie between two ids (inclusive).
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
WHERE claims.id BETWEEN CAST($first AS UUID) AND CAST($last AS UUID)
    AND claims.id IN (SELECT unnest(CAST($ids AS UUID[])));

-- article_claims: All claims of one article, as they stand in it.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
WHERE claims.article_id = TRY_CAST($article_id AS UUID)
ORDER BY claims.start, claims."end", claims.id;

-- queued: Ids of claims of the due queue in one status, by the time to look at them, up to a time and after a place.
SELECT claim_id::VARCHAR AS id
FROM due_queue
WHERE status = $status
    AND ($until IS NULL OR check_at <= CAST($until AS TIMESTAMPTZ))
    AND ($awake_at IS NULL OR snoozed_until IS NULL OR snoozed_until <= CAST($awake_at AS TIMESTAMPTZ))
    AND (
        $after_at IS NULL
        OR check_at > CAST($after_at AS TIMESTAMPTZ)
        OR (check_at = CAST($after_at AS TIMESTAMPTZ) AND claim_id > TRY_CAST($after_id AS UUID))
    )
ORDER BY due_queue.check_at, due_queue.claim_id
LIMIT $limit;

-- due_about: Ids of flagged claims about somebody or something, by the time to look at them, after a place.
SELECT due_queue.claim_id::VARCHAR AS id
FROM due_queue
JOIN claims ON claims.id = due_queue.claim_id
WHERE due_queue.status = 'due'
    AND ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))
    AND ($assignee IS NULL OR claims.assignee = $assignee)
    AND ($disputed IS NULL OR (claims.answers > 1) = $disputed)
    AND (
        $awake_at IS NULL
        OR due_queue.snoozed_until IS NULL
        OR due_queue.snoozed_until <= CAST($awake_at AS TIMESTAMPTZ)
    )
    AND (
        $after_at IS NULL
        OR due_queue.check_at > CAST($after_at AS TIMESTAMPTZ)
        OR (due_queue.check_at = CAST($after_at AS TIMESTAMPTZ) AND due_queue.claim_id > TRY_CAST($after_id AS UUID))
    )
ORDER BY due_queue.check_at, due_queue.claim_id
LIMIT $limit;

-- due_totals: How many claims are due, and what became of those whose time allowed ran out within the week.
SELECT *
FROM (
    SELECT
        count(*) AS due,
        count(*) FILTER (since <= CAST($overdue_from AS TIMESTAMPTZ)) AS overdue,
        count(*) FILTER (check_at < recorded_at) AS old,
        count(*) FILTER (answers > 1) AS disputed,
        count(*) FILTER (snoozed_until > CAST($now AS TIMESTAMPTZ)) AS snoozed,
        count(assignee) AS assigned,
        arg_min(id, (since, id))::VARCHAR AS oldest_id,
        min(since) AT TIME ZONE 'UTC' AS oldest_since
    FROM (
        SELECT claims.*, greatest(claims.check_at, claims.recorded_at) AS since
        FROM due_queue
        JOIN claims ON claims.id = due_queue.claim_id
        WHERE due_queue.status = 'due'
    )
)
CROSS JOIN (
    SELECT
        count(*) AS reached,
        count(*) FILTER (decided_at <= check_at + to_seconds($allowed_s)) AS met
    FROM (
        SELECT claims.id, claims.check_at, min(resolutions.recorded_at) AS decided_at
        FROM claims
        LEFT JOIN resolutions
            ON claims.status = 'resolved' AND resolutions.claim_id = claims.id AND resolutions.round = claims.round
        WHERE claims.check_at >= claims.recorded_at
            AND claims.check_at > CAST($week_from AS TIMESTAMPTZ)
            AND claims.check_at <= CAST($overdue_from AS TIMESTAMPTZ)
            AND claims.review <> 'rejected'
            AND claims.merged_into IS NULL
        GROUP BY claims.id, claims.check_at
    )
);

-- due_by_assignee: The due claims by whose they are to resolve.
SELECT
    claims.assignee AS key, count(*) AS due,
    count(*) FILTER (greatest(claims.check_at, claims.recorded_at) <= CAST($overdue_from AS TIMESTAMPTZ)) AS overdue,
    min(greatest(claims.check_at, claims.recorded_at)) AT TIME ZONE 'UTC' AS oldest_since
FROM due_queue
JOIN claims ON claims.id = due_queue.claim_id
WHERE due_queue.status = 'due'
GROUP BY claims.assignee
ORDER BY due DESC, key NULLS LAST
LIMIT $limit;

-- due_by_topic: The due claims by topic; a claim with several counts with each.
SELECT
    topics.topic AS key, count(*) AS due,
    count(*) FILTER (greatest(claims.check_at, claims.recorded_at) <= CAST($overdue_from AS TIMESTAMPTZ)) AS overdue,
    min(greatest(claims.check_at, claims.recorded_at)) AT TIME ZONE 'UTC' AS oldest_since
FROM due_queue
JOIN claims ON claims.id = due_queue.claim_id
LEFT JOIN (SELECT id, unnest(topics) AS topic FROM claims WHERE status = 'due') AS topics ON topics.id = claims.id
WHERE due_queue.status = 'due'
GROUP BY topics.topic
ORDER BY due DESC, key NULLS LAST
LIMIT $limit;

-- due_by_speaker: The due claims by speaker.
SELECT
    claims.speaker_id::VARCHAR AS key, count(*) AS due,
    count(*) FILTER (greatest(claims.check_at, claims.recorded_at) <= CAST($overdue_from AS TIMESTAMPTZ)) AS overdue,
    min(greatest(claims.check_at, claims.recorded_at)) AT TIME ZONE 'UTC' AS oldest_since
FROM due_queue
JOIN claims ON claims.id = due_queue.claim_id
WHERE due_queue.status = 'due'
GROUP BY claims.speaker_id::VARCHAR
ORDER BY due DESC, key NULLS LAST
LIMIT $limit;

-- doubtful: A page of unreviewed claims, most doubtful first.
SELECT * EXCLUDE (event) REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, speaker_id::VARCHAR AS speaker_id,
    earliest_at AT TIME ZONE 'UTC' AS earliest_at, deadline_at AT TIME ZONE 'UTC' AS deadline_at,
    check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at,
    merged_into::VARCHAR AS merged_into, condition_id::VARCHAR AS condition_id, thread_id::VARCHAR AS thread_id,
    snoozed_until AT TIME ZONE 'UTC' AS snoozed_until
)
FROM claims
WHERE claims.review = 'unreviewed'
    AND claims.merged_into IS NULL
    AND (
        $after_doubt IS NULL
        OR claims.doubt < $after_doubt
        OR (claims.doubt = $after_doubt AND claims.id < TRY_CAST($after_id AS UUID))
    )
ORDER BY claims.doubt DESC, claims.id DESC
LIMIT $limit;

-- articles_with: Which of some words stand in the articles since a day that are nearest to another; each article once
-- more without a word.
WITH chosen AS MATERIALIZED (
    SELECT
        articles.id,
        row_number() OVER (
            ORDER BY
                abs(date_diff('day', CAST(left(published_at, 10) AS DATE), CAST($near AS DATE))),
                articles.id DESC
        ) AS place
    FROM articles
    WHERE left(published_at, 10) >= $since AND ($but IS NULL OR articles.id <> TRY_CAST($but AS UUID))
    ORDER BY place
    LIMIT $limit
),
near AS MATERIALIZED (
    SELECT
        articles.id::VARCHAR AS id, chosen.place,
        ' ' || translate(lower(concat_ws(' ', title, left(text, $characters))), $marks, repeat(' ', length($marks))) || ' ' AS low
    FROM chosen
    JOIN articles ON articles.id = chosen.id
),
wanted AS (
    SELECT word, ' ' || translate(word, $marks, repeat(' ', length($marks))) || ' ' AS part
    FROM (SELECT unnest(CAST($words AS VARCHAR[])) AS word)
)
SELECT id, word
FROM (
    -- The last one only tells that there are more than are read.
    SELECT near.id, wanted.word
    FROM near
    JOIN wanted ON near.place < $limit AND contains(near.low, wanted.part)
    UNION ALL
    SELECT id, NULL FROM near
)
ORDER BY id, word;

-- corrections: The corrections of a claim, in the order in which they were recorded.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM corrections
WHERE corrections.claim_id = TRY_CAST($claim_id AS UUID)
ORDER BY corrections.id;

-- reasons: The reasons for which a claim was moved, in the order in which they were recorded.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reasons
WHERE reasons.claim_id = TRY_CAST($claim_id AS UUID)
ORDER BY reasons.id;

-- condition: One condition by id.
SELECT * REPLACE (
    id::VARCHAR AS id, check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM conditions
WHERE conditions.id = TRY_CAST($id AS UUID);

-- conditions: A page of conditions by their time to look.
SELECT * REPLACE (
    id::VARCHAR AS id, check_at AT TIME ZONE 'UTC' AS check_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM conditions
WHERE ($status IS NULL OR conditions.status = $status)
    AND ($until IS NULL OR conditions.check_at <= CAST($until AS TIMESTAMPTZ))
    AND (
        $after_at IS NULL
        OR conditions.check_at > CAST($after_at AS TIMESTAMPTZ)
        OR (conditions.check_at = CAST($after_at AS TIMESTAMPTZ) AND conditions.id > TRY_CAST($after_id AS UUID))
    )
ORDER BY conditions.check_at, conditions.id
LIMIT $limit;

-- condition_decisions: What was decided on a condition, in the order in which it was recorded.
SELECT * REPLACE (
    id::VARCHAR AS id, condition_id::VARCHAR AS condition_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM condition_decisions
WHERE condition_decisions.condition_id = TRY_CAST($condition_id AS UUID)
ORDER BY condition_decisions.id;

-- filing: One filing by id.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, decided_at AT TIME ZONE 'UTC' AS decided_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM filings
WHERE filings.id = TRY_CAST($id AS UUID);

-- filings: A page of filings, the longest waiting first.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, decided_at AT TIME ZONE 'UTC' AS decided_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM filings
WHERE ($status IS NULL OR filings.status = $status)
    AND ($claim_id IS NULL OR filings.claim_id = TRY_CAST($claim_id AS UUID))
    AND ($after IS NULL OR filings.id > TRY_CAST($after AS UUID))
ORDER BY filings.id
LIMIT $limit;

-- next_check_at: The earliest time to look at a pending claim.
SELECT min(check_at) AT TIME ZONE 'UTC' 
FROM due_queue
WHERE status = 'pending' AND ($after IS NULL OR check_at > CAST($after AS TIMESTAMPTZ));

-- sources: What reports show of some articles.
SELECT id::VARCHAR AS article_id, title, publisher, url, published_at
FROM articles
WHERE id IN (SELECT unnest(CAST($ids AS UUID[])))
ORDER BY articles.id;

-- mentions: The dated events that some articles tell of.
SELECT * REPLACE (
    id::VARCHAR AS id, article_id::VARCHAR AS article_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM article_mentions
WHERE article_mentions.article_id IN (SELECT unnest(CAST($ids AS UUID[])))
ORDER BY article_mentions.id;

-- failures: A page of failed runs, newest first.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM job_failures
ORDER BY job_failures.id DESC
LIMIT $limit;

-- redactions: A page of redactions, newest first.
SELECT * REPLACE (
    id::VARCHAR AS id, subject_id::VARCHAR AS subject_id, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM redactions
WHERE ($subject_id IS NULL OR redactions.subject_id = TRY_CAST($subject_id AS UUID))
    AND ($before IS NULL OR redactions.id < TRY_CAST($before AS UUID))
ORDER BY redactions.id DESC
LIMIT $limit;

-- owner: What one key belongs to.
SELECT subject_id::VARCHAR AS subject_id FROM content_keys WHERE key = $key;

-- resolutions: All resolutions of some claims, in the order in which they were recorded.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, supersedes::VARCHAR AS supersedes,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM resolutions
WHERE resolutions.claim_id IN (SELECT unnest(CAST($claim_ids AS UUID[])))
ORDER BY resolutions.recorded_at, resolutions.id;

-- latest_resolutions: A page of resolutions, newest first.
SELECT * REPLACE (
    id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, supersedes::VARCHAR AS supersedes,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM resolutions
WHERE $before IS NULL OR resolutions.id < TRY_CAST($before AS UUID)
ORDER BY resolutions.id DESC
LIMIT $limit;

-- latest_resolutions_about: A page of the resolutions of claims about somebody or something, newest first.
SELECT resolutions.* REPLACE (
    resolutions.id::VARCHAR AS id, resolutions.claim_id::VARCHAR AS claim_id,
    resolutions.supersedes::VARCHAR AS supersedes,
    resolutions.recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM resolutions
JOIN claims ON claims.id = resolutions.claim_id
WHERE ($speaker_id IS NULL OR claims.speaker_id = TRY_CAST($speaker_id AS UUID))
    AND ($article_id IS NULL OR claims.article_id = TRY_CAST($article_id AS UUID))
    AND ($topic IS NULL OR list_contains(claims.topics, $topic))
    AND ($before IS NULL OR resolutions.id < TRY_CAST($before AS UUID))
ORDER BY resolutions.id DESC
LIMIT $limit;

-- definition: One report definition by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, next_run_at AT TIME ZONE 'UTC' AS next_run_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, ended_at AT TIME ZONE 'UTC' AS ended_at
)
FROM report_definitions
WHERE report_definitions.id = TRY_CAST($id AS UUID);

-- definitions: A page of report definitions by id.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, next_run_at AT TIME ZONE 'UTC' AS next_run_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, ended_at AT TIME ZONE 'UTC' AS ended_at
)
FROM report_definitions
WHERE $after IS NULL OR report_definitions.id > TRY_CAST($after AS UUID)
ORDER BY report_definitions.id
LIMIT $limit;

-- definitions_until: Report definitions whose time has come.
SELECT * REPLACE (
    id::VARCHAR AS id, speaker_id::VARCHAR AS speaker_id, next_run_at AT TIME ZONE 'UTC' AS next_run_at,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, ended_at AT TIME ZONE 'UTC' AS ended_at
)
FROM report_definitions
WHERE report_definitions.next_run_at <= CAST($until AS TIMESTAMPTZ) AND report_definitions.ended_at IS NULL
ORDER BY report_definitions.next_run_at, report_definitions.id
LIMIT $limit;

-- next_report_at: The earliest time of a report to come.
SELECT min(next_run_at) AT TIME ZONE 'UTC' 
FROM report_definitions
WHERE ended_at IS NULL AND ($after IS NULL OR next_run_at > CAST($after AS TIMESTAMPTZ));

-- report: One report by id.
SELECT * REPLACE (
    id::VARCHAR AS id, definition_id::VARCHAR AS definition_id, scheduled_at AT TIME ZONE 'UTC' AS scheduled_at,
    as_of AT TIME ZONE 'UTC' AS as_of, period_from AT TIME ZONE 'UTC' AS period_from,
    period_to AT TIME ZONE 'UTC' AS period_to, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM reports
WHERE reports.id = TRY_CAST($id AS UUID);

-- report_entries: A page of reports without their contents, newest first.
SELECT
    id::VARCHAR AS id, definition_id::VARCHAR AS definition_id, name, kind, format,
    scheduled_at AT TIME ZONE 'UTC' AS scheduled_at, period_from AT TIME ZONE 'UTC' AS period_from,
    period_to AT TIME ZONE 'UTC' AS period_to, recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM reports
WHERE ($definition_id IS NULL OR reports.definition_id = TRY_CAST($definition_id AS UUID))
    AND ($before IS NULL OR reports.id < TRY_CAST($before AS UUID))
ORDER BY reports.id DESC
LIMIT $limit;

-- answer: What was answered under an idempotency key.
SELECT * REPLACE (recorded_at AT TIME ZONE 'UTC' AS recorded_at) FROM idempotency_keys WHERE key = $key;

-- events: Events after a position, of one subject if wanted.
SELECT
    position, id::VARCHAR AS id, subject, subject_id::VARCHAR AS subject_id, kind, actor,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, body
FROM claim_events
WHERE position > $after AND ($subject_id IS NULL OR claim_events.subject_id = TRY_CAST($subject_id AS UUID))
ORDER BY position
LIMIT $limit;

-- last_event: The position of the last event about a claim.
SELECT event FROM claims WHERE id = TRY_CAST($id AS UUID);

-- event: One event by its position, with the position of the one before it about the same claim.
SELECT
    position, previous, id::VARCHAR AS id, subject, subject_id::VARCHAR AS subject_id, kind, actor,
    recorded_at AT TIME ZONE 'UTC' AS recorded_at, body
FROM claim_events
WHERE position = $position;

-- head: The last link of the chain.
SELECT * REPLACE (recorded_at AT TIME ZONE 'UTC' AS recorded_at) FROM chain ORDER BY number DESC LIMIT 1;

-- person: One person by id.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM people
WHERE people.id = TRY_CAST($id AS UUID);

-- people: A page of people by id.
SELECT * REPLACE (id::VARCHAR AS id, recorded_at AT TIME ZONE 'UTC' AS recorded_at)
FROM people
WHERE $after IS NULL OR people.id > TRY_CAST($after AS UUID)
ORDER BY people.id
LIMIT $limit;

-- api_key: One API key by id.
SELECT * REPLACE (
    id::VARCHAR AS id, person_id::VARCHAR AS person_id, expires_at AT TIME ZONE 'UTC' AS expires_at,
    revoked_at AT TIME ZONE 'UTC' AS revoked_at, recorded_at AT TIME ZONE 'UTC' AS recorded_at
)
FROM api_keys
WHERE api_keys.id = TRY_CAST($id AS UUID);

-- api_key_entries: A page of API keys without their digests, by id, of one person if wanted.
SELECT
    api_keys.id::VARCHAR AS id, api_keys.person_id::VARCHAR AS person_id, people.name AS person, people.role,
    api_keys.label, api_keys.expires_at AT TIME ZONE 'UTC' AS expires_at,
    api_keys.revoked_at AT TIME ZONE 'UTC' AS revoked_at, api_keys.recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM api_keys
JOIN people ON people.id = api_keys.person_id
WHERE ($after IS NULL OR api_keys.id > TRY_CAST($after AS UUID))
    AND ($person_id IS NULL OR api_keys.person_id = TRY_CAST($person_id AS UUID))
ORDER BY api_keys.id
LIMIT $limit;

-- api_key_by_digest: The API key whose text has a digest, as it is shown.
SELECT
    api_keys.id::VARCHAR AS id, api_keys.person_id::VARCHAR AS person_id, people.name AS person, people.role,
    api_keys.label, api_keys.expires_at AT TIME ZONE 'UTC' AS expires_at,
    api_keys.revoked_at AT TIME ZONE 'UTC' AS revoked_at, api_keys.recorded_at AT TIME ZONE 'UTC' AS recorded_at
FROM api_keys
JOIN people ON people.id = api_keys.person_id
WHERE api_keys.sha256 = $sha256;

-- has_api_keys: Whether a key was ever made.
SELECT count(*) > 0 FROM api_keys;

-- log_end: The position of the last event.
SELECT coalesce(max(last), 0) FROM chain;

-- texts: What is searched of every claim, the oldest first.
SELECT id::VARCHAR AS id, text, speaker FROM claims ORDER BY claims.id;

-- text_changes: The last positions of the claims whose texts were told or changed after a position, and up to one.
SELECT subject_id::VARCHAR AS id, max(position) AS position
FROM claim_events
WHERE position > $after AND position <= $until AND subject = 'claim' AND NOT list_contains($wordless, kind)
GROUP BY subject_id
ORDER BY position;

-- texts_of: What is searched of some claims, whose ids lie between the first and the last.
SELECT id::VARCHAR AS id, text, speaker
FROM claims
WHERE claims.id BETWEEN CAST($first AS UUID) AND CAST($last AS UUID)
    AND claims.id IN (SELECT unnest(CAST($ids AS UUID[])))
ORDER BY claims.id;
