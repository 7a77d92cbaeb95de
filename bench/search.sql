-- make_postings: One row for each word of each claim, clustered by word so that the zone maps find it.
CREATE TABLE postings AS
SELECT word, number, CAST(count(*) AS USMALLINT) AS times, any_value(length) AS length
FROM (
    SELECT number, unnest(words) AS word, len(words) AS length
    FROM (
        SELECT row_number() OVER () AS number,
            regexp_extract_all(lower(strip_accents(text || ' ' || coalesce(speaker, ''))), '[a-z0-9]+') AS words
        FROM store.claims
    )
)
GROUP BY word, number
ORDER BY word, number;

-- make_words: In how many claims each word is.
CREATE TABLE word_counts AS SELECT word, count(*) AS claims FROM postings GROUP BY word ORDER BY word;

-- totals: How many claims there are, and their mean length in words.
SELECT count(DISTINCT number), sum(times) / count(DISTINCT number) FROM postings;

-- by_postings: The best claims by BM25 (k1 1.2, b 0.75) that have all of some words.
SELECT number, sum(ln(1 + ($count - claims + 0.5) / (claims + 0.5)) * times * 2.2
    / (times + 1.2 * (0.25 + 0.75 * length / $mean))) AS score
FROM postings
JOIN word_counts USING (word)
WHERE word IN (SELECT unnest(CAST($words AS VARCHAR[])))
GROUP BY number
HAVING count(*) = $asked
ORDER BY score DESC, number DESC
LIMIT 50;

-- by_ilike: Claims that have all of up to three words somewhere in their text or speaker, in no order of fit.
SELECT id
FROM store.claims
WHERE (text || ' ' || coalesce(speaker, '')) ILIKE '%' || $first || '%'
    AND (text || ' ' || coalesce(speaker, '')) ILIKE '%' || $second || '%'
    AND (text || ' ' || coalesce(speaker, '')) ILIKE '%' || $third || '%'
LIMIT 50;

-- sample: Words as they stand in claims, to ask for.
SELECT regexp_extract_all(lower(strip_accents(text || ' ' || coalesce(speaker, ''))), '[a-z0-9]+')
FROM store.claims
USING SAMPLE reservoir(2000 ROWS) REPEATABLE (1);
