-- checkpoint: Bring what an earlier process wrote into the file; the first statement after opening.
CHECKPOINT;

-- checkpoint_threshold: Leave checkpoints to us: DuckDB gives up on a file whose checkpoint finds the disk full.
SET checkpoint_threshold = '1TB';

-- table_count: How many tables the file has: none means that it is new.
SELECT count(*) FROM duckdb_tables() WHERE NOT internal;

-- is_ledger: Whether the tables are there by which a ledger is recognised.
SELECT count(*) = 2 FROM duckdb_tables() WHERE NOT internal AND table_name IN ('ledger', 'schema_version');

-- product: Whose ledger it is.
SELECT product FROM ledger;

-- schema_number: The number of the last migration that was applied.
SELECT coalesce(max(number), 0) FROM schema_version;

-- record_migration: Note that a migration was applied.
INSERT INTO schema_version (number, name) VALUES ($number, $name);

-- begin: Start a transaction.
BEGIN TRANSACTION;

-- commit: Make a transaction durable.
COMMIT;

-- rollback: Undo a transaction.
ROLLBACK;
