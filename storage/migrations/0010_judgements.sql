-- How resolved claims are judged, kept beside them: what scorecards and base rates are counted from. The rows are made
-- when the ledger is opened, where those that are kept were not made by the method of this version.
CREATE TABLE judgements (
    claim_id UUID NOT NULL,
    speaker_id UUID,
    kind VARCHAR NOT NULL,
    apart VARCHAR NOT NULL,
    band VARCHAR NOT NULL,
    hedge VARCHAR NOT NULL,
    stated DOUBLE,
    strict DOUBLE,
    nominal DOUBLE,
    lenient DOUBLE,
    counts_from TIMESTAMPTZ NOT NULL,
    repeats_from TIMESTAMPTZ,
    made_from TIMESTAMPTZ NOT NULL,
    proposition UUID NOT NULL
);

ALTER TABLE ledger ADD COLUMN judged_by VARCHAR;
