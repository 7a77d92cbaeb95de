-- tables: Every table of the ledger that is carried over, by name; the noted migrations are those of the new store.
SELECT table_name FROM duckdb_tables() WHERE NOT internal AND table_name <> 'schema_version' ORDER BY table_name;

-- zone: Write instants in UTC.
SET TimeZone = 'UTC';

-- limit: Stream tables through this much memory, and go to the disk for more.
SET memory_limit = '1GB';

-- schema_number: The number of the last migration.
SELECT max(number) FROM schema_version;

-- root: The chain's head.
SELECT max_by(root, number) FROM chain;

-- count: How many rows a table has; the marker stands for its quoted name.
SELECT count(*) FROM "%table%";

-- empty: Take out the row with which a migration begins a table.
DELETE FROM "%table%";

-- export_parquet: Write a table's rows, in the order in which they are kept.
COPY "%table%" TO $path (FORMAT parquet, COMPRESSION zstd);

-- export_ndjson: Write a table's rows as JSON, one on a line.
COPY "%table%" TO $path (FORMAT json);

-- import_parquet: Read a table's rows.
COPY "%table%" FROM $path (FORMAT parquet);

-- import_ndjson: Read a table's rows from JSON, one on a line.
COPY "%table%" FROM $path (FORMAT json);

-- import_ndjson_long: Likewise where a row may be hundreds of megabytes long; the buffers for that are taken at once.
COPY "%table%" FROM $path (FORMAT json, MAXIMUM_OBJECT_SIZE 268435456);
