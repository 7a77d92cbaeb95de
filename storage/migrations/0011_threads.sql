-- The slip thread that a claim stands in: claims about one outcome, whose deadline may have moved.
ALTER TABLE claims ADD COLUMN thread_id UUID;
