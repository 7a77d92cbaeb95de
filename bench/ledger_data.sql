-- macros: What each claim is, as functions of its number `i`; instants are naive UTC, in microseconds where they end in _us.
CREATE OR REPLACE TEMP MACRO share(i, salt) AS (hash(i * 31 + salt) % 1000000) / 1000000.0;
CREATE OR REPLACE TEMP MACRO uid(ms, i, salt) AS CAST(
    printf('%012x', CAST(ms AS BIGINT)) || '7' || substr(md5(salt || ':' || i), 1, 3) || '8' || substr(md5(salt || ':' || i), 4, 15)
    AS UUID);
CREATE OR REPLACE TEMP MACRO salt_of(i, what) AS CAST(
    substr(md5(what || '/' || i), 1, 12) || '4' || substr(md5(what || '/' || i), 13, 3) || 'a' || substr(md5(what || '/' || i), 16, 15)
    AS UUID);
CREATE OR REPLACE TEMP MACRO iso_day(ts) AS strftime(ts, '%Y-%m-%d');
CREATE OR REPLACE TEMP MACRO iso(ts) AS CASE WHEN epoch_us(ts) % 1000000 = 0
    THEN strftime(ts, '%Y-%m-%dT%H:%M:%S') ELSE strftime(ts, '%Y-%m-%dT%H:%M:%S.%f') END || '+00:00';
CREATE OR REPLACE TEMP MACRO recorded_us(i) AS
    1451606400000000 + CAST(i AS BIGINT) * getvariable('step_us') + CAST(hash(i + 1) % getvariable('step_us') AS BIGINT);
CREATE OR REPLACE TEMP MACRO recorded(i) AS make_timestamp(recorded_us(i));
CREATE OR REPLACE TEMP MACRO claim_id(i) AS uid(recorded_us(i) // 1000, i, 'claim');
CREATE OR REPLACE TEMP MACRO days(i) AS CASE WHEN i % 10 = 0 THEN 7000 ELSE 0 END + 1 + CAST(hash(i + 2) % 120 AS INTEGER);
CREATE OR REPLACE TEMP MACRO last_day(i) AS CAST(recorded(i) AS DATE) + days(i);
CREATE OR REPLACE TEMP MACRO lenient(i) AS last_day(i) + CAST(hash(i + 3) % 3 AS INTEGER);
CREATE OR REPLACE TEMP MACRO is_vague(i) AS share(i, 4) < 0.2;
CREATE OR REPLACE TEMP MACRO first_check(i) AS CAST(lenient(i) + 1 AS TIMESTAMP);
CREATE OR REPLACE TEMP MACRO later_check(i) AS CAST(DATE '2035-01-01' + CAST(hash(i + 5) % 3000 AS INTEGER) AS TIMESTAMP);
CREATE OR REPLACE TEMP MACRO speaker_of(i) AS CAST(floor(power(share(i, 6), 2) * 5000) AS INTEGER);
CREATE OR REPLACE TEMP MACRO kind_of(i) AS
    CASE WHEN share(i, 7) < 0.6 THEN 'prediction' WHEN share(i, 7) < 0.85 THEN 'commitment' ELSE 'schedule' END;
CREATE OR REPLACE TEMP MACRO hedge_of(i) AS ['certain', 'likely', 'possible', 'unlikely'][1 + CAST(hash(i + 8) % 4 AS INTEGER)];
CREATE OR REPLACE TEMP MACRO probability_of(i) AS
    CASE hedge_of(i) WHEN 'certain' THEN 0.97 WHEN 'likely' THEN 0.75 WHEN 'possible' THEN 0.4 ELSE 0.8 END;
CREATE OR REPLACE TEMP MACRO topics_of(i) AS
    ['transport', 'economy', 'energy', 'health', 'war', 'housing', 'sport', 'weather', 'trade', 'courts', 'schools', 'space'][
        1 + CAST(hash(i + 9) % 11 AS INTEGER) : 1 + CAST(hash(i + 9) % 11 AS INTEGER) + CAST(hash(i + 10) % 2 AS INTEGER)];
CREATE OR REPLACE TEMP MACRO resolved_us(i) AS epoch_us(first_check(i)) + 3600000000 + CAST(hash(i + 11) % 1728000000000 AS BIGINT);
CREATE OR REPLACE TEMP MACRO resolution_id(i) AS uid(resolved_us(i) // 1000, i, 'resolution');
CREATE OR REPLACE TEMP MACRO happened_of(i) AS CASE WHEN share(i, 12) < 0.6 THEN 'yes' ELSE 'no' END;
CREATE OR REPLACE TEMP MACRO occurred(i) AS CASE WHEN share(i, 12) < 0.6
    THEN CAST(recorded(i) AS DATE) + CAST(floor(days(i) * share(i, 13) * 1.3) AS INTEGER) END;
CREATE OR REPLACE TEMP MACRO url_of(i) AS 'https://northern-wire.example/' || year(last_day(i)) || '/' || hash(i + 14) % 1000000;
CREATE OR REPLACE TEMP MACRO quote_of(i) AS 'Reported on ' || iso_day(last_day(i)) || ' from ' || topics_of(i)[1] || ' desk ' || i % 97;
CREATE OR REPLACE TEMP MACRO evidence_of(i) AS '[{"url":"' || url_of(i) || '","quote":"' || quote_of(i) || '","note":null}]';
CREATE OR REPLACE TEMP MACRO digested(salt, text) AS 'sha256:' || sha256(CAST(salt AS VARCHAR) || ' ' || text);
CREATE OR REPLACE TEMP MACRO first_set(i) AS '{"set":{"check_at":"' || iso(first_check(i)) || '","check_reason":"'
    || CASE WHEN is_vague(i) THEN 'default' ELSE 'deadline' END || '","review":"unreviewed","status":"pending","version":1}}';

-- claims: The claims as they stand after all their events; `event` is the position of the last, found in `placed`.
INSERT INTO claims BY NAME
SELECT
    claim_id(i) AS id, 0 AS start, length(prose.text) AS "end", prose.text AS text, 'bench' AS ruleset,
    ['within <n> <unit>'] AS rules, speakers_by_number.id AS speaker_id, speakers_by_number.name AS speaker,
    'indirect' AS attribution, kind_of(i) AS kind, share(i, 15) < 0.1 AS negated, false AS conditional,
    hedge_of(i) AS hedge, probability_of(i) AS probability, 'default' AS probability_source, topics_of(i) AS topics,
    iso_day(recorded(i)) AS made_at, 'UTC' AS time_zone, 'within ' || days(i) || ' days' AS horizon, 'by' AS shape,
    CASE WHEN is_vague(i) THEN 'vague' ELSE 'closed' END AS openness,
    CASE WHEN NOT is_vague(i) THEN last_day(i) END AS latest, CASE WHEN is_vague(i) THEN last_day(i) END AS default_latest,
    last_day(i) AS strict_latest, lenient(i) AS lenient_latest,
    CASE i % 10 WHEN 0 THEN 'pending' WHEN 1 THEN 'due' WHEN 2 THEN 'resolved' WHEN 3 THEN 'resolved' WHEN 4 THEN 'resolved'
        ELSE 'pending' END AS status,
    'accepted' AS review,
    CASE WHEN i % 10 < 5 THEN first_check(i) ELSE later_check(i) END AS check_at,
    CASE WHEN is_vague(i) THEN 'default' ELSE 'deadline' END AS check_reason, recorded(i) AS recorded_at,
    CASE WHEN i % 10 = 0 THEN 2 WHEN i % 10 = 1 THEN 3 WHEN i % 10 < 5 THEN 4 ELSE 6 END AS version,
    numbers.event
FROM (
    SELECT wanted.i AS i, last.position AS event FROM range($first, $last) AS wanted(i) JOIN last ON last.i = wanted.i
) AS numbers
JOIN prose ON prose.number = hash(numbers.i + 16) % getvariable('sentences')
JOIN speakers_by_number ON speakers_by_number.number = speaker_of(numbers.i)
ORDER BY numbers.i;

-- resolutions: Their resolutions.
INSERT INTO resolutions BY NAME
SELECT
    resolution_id(i) AS id, claim_id(i) AS claim_id, happened_of(i) AS happened, occurred(i) AS occurred_from,
    occurred(i) AS occurred_to, evidence_of(i) AS evidence, 'local' AS actor, make_timestamp(resolved_us(i)) AS recorded_at
FROM placed
WHERE k = 4 AND i % 10 IN (2, 3, 4)
ORDER BY position;

-- queue: Their places in the due queue.
INSERT INTO due_queue BY NAME
SELECT
    claim_id(i) AS claim_id, CASE WHEN i % 10 = 1 THEN 'due' ELSE 'pending' END AS status,
    CASE WHEN i % 10 < 5 THEN first_check(i) ELSE later_check(i) END AS check_at
FROM range($first, $last) AS numbers(i)
WHERE i % 10 NOT IN (2, 3, 4)
ORDER BY i;

-- places: The events of all claims in the order of time: claim, which of its events, when, and its position.
CREATE OR REPLACE TABLE placed AS
WITH events AS (
    SELECT numbers.i AS i, ks.k AS k, CASE ks.k
        WHEN 1 THEN recorded_us(numbers.i)
        WHEN 2 THEN recorded_us(numbers.i) + 60000000 + CAST(hash(numbers.i + 17) % 36000000000 AS BIGINT)
        WHEN 3 THEN greatest(epoch_us(first_check(numbers.i)), recorded_us(numbers.i) + 40000000000)
        WHEN 4 THEN CASE WHEN numbers.i % 10 < 5 THEN greatest(resolved_us(numbers.i), recorded_us(numbers.i) + 50000000000)
            ELSE recorded_us(numbers.i) + (days(numbers.i) + 10) * 86400000000 END
        WHEN 5 THEN CASE WHEN numbers.i % 10 < 5 THEN greatest(resolved_us(numbers.i), recorded_us(numbers.i) + 50000000000)
            ELSE recorded_us(numbers.i) + (days(numbers.i) + 40) * 86400000000 END
        ELSE recorded_us(numbers.i) + (days(numbers.i) + 45) * 86400000000 END AS at_us
    FROM range($count) AS numbers(i), range(1, 7) AS ks(k)
    WHERE ks.k <= CASE WHEN numbers.i % 10 = 0 THEN 2 WHEN numbers.i % 10 = 1 THEN 3 WHEN numbers.i % 10 < 5 THEN 5 ELSE 6 END
),
ordered AS (
    SELECT i, k, at_us, $position + row_number() OVER (ORDER BY at_us, i, k) AS position FROM events
)
SELECT
    i, k, at_us, position,
    lag(position) OVER (PARTITION BY i, k = 4 AND i % 10 < 5 ORDER BY k) AS previous
FROM ordered
ORDER BY position;

-- last_places: The position of each claim's last event.
CREATE OR REPLACE TABLE last AS SELECT i, max(position) AS position FROM placed WHERE NOT (k = 4 AND i % 10 < 5) GROUP BY i;

-- chunk: Events from a position (exclusive) to another (inclusive), with what is kept of them and their digests.
CREATE OR REPLACE TEMP TABLE chunk AS
WITH fixed AS (
    SELECT
        position, previous, i, k, i % 10 < 5 AS short, k = 4 AND i % 10 < 5 AS resolves,
        CASE WHEN k = 1 THEN recorded(i)
            ELSE make_timestamp(CASE WHEN k IN (4, 5) AND i % 10 < 5 THEN resolved_us(i) ELSE at_us END) END AS recorded_at,
        claim_id(i) AS claim, is_vague(i) AS vague, last_day(i) AS last, CAST(days(i) AS VARCHAR) AS days_text
    FROM placed
    WHERE position > $after AND position <= $until
),
told AS (
    SELECT
        *, iso(recorded_at) AS told_at,
        CASE WHEN resolves THEN 'resolution' ELSE 'claim' END AS subject,
        CASE WHEN resolves THEN resolution_id(i) ELSE claim END AS subject_id,
        CASE k
            WHEN 1 THEN 'claim.added'
            WHEN 2 THEN 'claim.accepted'
            WHEN 3 THEN 'claim.flagged'
            WHEN 4 THEN CASE WHEN short THEN 'resolution.added' ELSE 'claim.postponed' END
            WHEN 5 THEN CASE WHEN short THEN 'claim.resolved' ELSE 'claim.flagged' END
            ELSE 'claim.postponed' END AS kind,
        CASE WHEN k = 3 OR (k = 5 AND NOT short) THEN 'scheduler' ELSE 'local' END AS actor,
        CASE k
            WHEN 1 THEN first_set(i)
            WHEN 2 THEN '{"set":{"review":"accepted","version":2}}'
            WHEN 3 THEN '{"set":{"status":"due","version":3}}'
            WHEN 4 THEN CASE WHEN short THEN '{"set":{}}'
                ELSE '{"set":{"check_at":"' || iso(later_check(i)) || '","status":"pending","version":4}}' END
            WHEN 5 THEN CASE WHEN short
                THEN '{"resolution_id":"' || resolution_id(i) || '","set":{"status":"resolved","version":4}}'
                ELSE '{"set":{"status":"due","version":5}}' END
            ELSE '{"set":{"status":"pending","version":6}}' END AS kept,
        k = 1 OR resolves AS from_row,
        CASE WHEN k = 1 THEN salt_of(i, 'claim') WHEN resolves THEN salt_of(i, 'resolution') END AS salt
    FROM fixed
),
whole AS (
    SELECT told.* EXCLUDE (claim, vague, last, days_text, short, resolves), CASE
        WHEN told.k = 1 THEN '{"set":{"attribution":"indirect","check_at":"' || iso(first_check(told.i)) || '","check_reason":"'
            || CASE WHEN vague THEN 'default' ELSE 'deadline' END || '","conditional":false,'
            || CASE WHEN vague THEN '"default_latest":"' || iso_day(last) || '",' ELSE '' END
            || '"end":' || length(prose.text) || ',"hedge":"' || hedge_of(told.i) || '","horizon":"'
            || digested(told.salt, 'within ' || days_text || ' days') || '","id":"' || claim || '","kind":"' || kind_of(told.i)
            || '",' || CASE WHEN vague THEN '' ELSE '"latest":"' || iso_day(last) || '",' END
            || '"lenient_latest":"' || iso_day(lenient(told.i)) || '","made_at":"' || iso_day(recorded_at) || '","negated":'
            || CASE WHEN share(told.i, 15) < 0.1 THEN 'true' ELSE 'false' END
            || ',"openness":"' || CASE WHEN vague THEN 'vague' ELSE 'closed' END || '","probability":'
            || CAST(probability_of(told.i) AS DOUBLE) || ',"probability_source":"default","recorded_at":"' || told_at
            || '","review":"unreviewed","rules":["within <n> <unit>"],"ruleset":"bench","shape":"by","speaker":"'
            || digested(told.salt, speakers_by_number.name) || '","speaker_id":"' || speakers_by_number.id
            || '","start":0,"status":"pending","strict_latest":"' || iso_day(last) || '","text":"'
            || digested(told.salt, prose.text) || '","time_zone":"UTC","topics":["' || array_to_string(topics_of(told.i), '","')
            || '"],"version":1}}'
        WHEN resolves THEN '{"set":{"actor":"local","claim_id":"' || claim || '","evidence":"'
            || digested(told.salt, '[{"note":null,"quote":"' || quote_of(told.i) || '","url":"' || url_of(told.i) || '"}]')
            || '","happened":"' || happened_of(told.i) || '","id":"' || told.subject_id || '",'
            || coalesce('"occurred_from":"' || iso_day(occurred(told.i)) || '","occurred_to":"' || iso_day(occurred(told.i)) || '",', '')
            || '"recorded_at":"' || told_at || '"}}'
        ELSE told.kept END AS body
    FROM told
    LEFT JOIN prose ON told.k = 1 AND prose.number = hash(told.i + 16) % getvariable('sentences')
    LEFT JOIN speakers_by_number ON told.k = 1 AND speakers_by_number.number = speaker_of(told.i)
)
SELECT * EXCLUDE (body, told_at), sha256(
    '["' || subject || '","' || subject_id || '","' || kind || '","' || actor || '","' || told_at || '","'
    || replace(body, '"', '\"') || '"]'
) AS digest
FROM whole
ORDER BY position;

-- events: The events of the chunk, as they are kept.
INSERT INTO claim_events BY NAME
SELECT
    position, previous, subject, subject_id, kind, actor, recorded_at, kept AS body, from_row,
    CAST('0x' || digest[1:4] AS USMALLINT) AS "check"
FROM chunk
ORDER BY position;

-- salts: Their salts.
INSERT INTO salts SELECT position, salt FROM chunk WHERE salt IS NOT NULL ORDER BY position;

-- digests: The digests of each link's events as they stand in the canonical list, and its ends.
SELECT min(position), max(position), string_agg(digest, '","' ORDER BY position), max(recorded_at)
FROM chunk
GROUP BY (position - $after - 1) // $link
ORDER BY 1;

-- link: One link of the chain.
INSERT INTO chain VALUES ($number, $first, $last, $previous, $root, $recorded_at);

-- tidy: Nothing of the making stays in the ledger.
DROP TABLE placed; DROP TABLE last; DROP TABLE prose; DROP TABLE speakers_by_number;

-- unjudged: Have all claims judged when the ledger is opened.
UPDATE ledger SET judged_by = NULL;
