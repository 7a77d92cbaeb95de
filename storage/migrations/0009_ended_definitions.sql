-- When no further reports of a definition are wanted.
ALTER TABLE report_definitions ADD COLUMN ended_at TIMESTAMPTZ;
