-- Speakers as entities: the roles that they held, their item in Wikidata, and whom they were found to be. And the pairs
-- of speakers that a person looked at and found to be two.
ALTER TABLE speakers ADD COLUMN roles VARCHAR;
ALTER TABLE speakers ADD COLUMN wikidata VARCHAR;
ALTER TABLE speakers ADD COLUMN merged_into UUID;
ALTER TABLE speakers ADD COLUMN version BIGINT DEFAULT 1;

CREATE TABLE distinctions (
    id UUID NOT NULL,
    speaker_id UUID NOT NULL,
    other_id UUID NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
