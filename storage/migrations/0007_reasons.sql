-- Why a claim was moved, in the words of who moved it: beside the log, so that words can be taken out of it.

CREATE TABLE reasons (
    id UUID NOT NULL,
    claim_id UUID NOT NULL,
    text VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
