-- settings: Readers do not wait for the writer; the file is safe against a kill, and can be made anew after a power cut.
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768;

-- make: The tables of a new index: which claim each row is, the words of each, and how far the log was read.
CREATE TABLE state (form INTEGER NOT NULL, position INTEGER NOT NULL);
INSERT INTO state VALUES (1, 0);
CREATE TABLE indexed (number INTEGER PRIMARY KEY, claim_id BLOB NOT NULL UNIQUE);
CREATE VIRTUAL TABLE words USING fts5(text, speaker, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIEW entries AS SELECT claim_id, NULL AS text, NULL AS speaker FROM indexed;
CREATE TRIGGER keep_words INSTEAD OF INSERT ON entries BEGIN
    INSERT INTO indexed (claim_id) VALUES (new.claim_id);
    INSERT INTO words (rowid, text, speaker) VALUES (last_insert_rowid(), new.text, new.speaker);
END;
CREATE TRIGGER forget_words AFTER DELETE ON indexed BEGIN DELETE FROM words WHERE rowid = old.number; END;

-- form: The form of the index.
SELECT form FROM state;

-- position: How far the log was read.
SELECT position FROM state;

-- set_position: Note how far the log was read.
UPDATE state SET position = :position;

-- forget: Take a claim out.
DELETE FROM indexed WHERE claim_id = ?;

-- keep: Put a claim in.
INSERT INTO entries (claim_id, text, speaker) VALUES (?, ?, ?);

-- optimize: Merge the index into one part, in which what was deleted is no more.
INSERT INTO words(words) VALUES ('optimize');

-- checkpoint: Bring the write-ahead log into the file.
PRAGMA wal_checkpoint(TRUNCATE);

-- find: The claims that match a query, the best first, the newer first where they fit alike.
SELECT indexed.claim_id, -found.score AS score
FROM (
    SELECT rowid AS number, bm25(words, 1.0, 2.0) AS score
    FROM words
    WHERE words MATCH :query
    ORDER BY rowid DESC
    LIMIT :ranked
) AS found
JOIN indexed ON indexed.number = found.number
ORDER BY found.score, found.number DESC
LIMIT :limit;
