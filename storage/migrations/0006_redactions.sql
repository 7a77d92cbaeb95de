-- What was taken out of the ledger on request, by whom and why.

CREATE TABLE redactions (
    id UUID NOT NULL,
    subject VARCHAR NOT NULL,
    subject_id UUID NOT NULL,
    reason VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
