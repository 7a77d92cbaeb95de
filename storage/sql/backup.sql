-- attach: Make the file of a copy.
ATTACH $path AS backup (STORAGE_VERSION 'v1.5.0');

-- source: The name under which the ledger's own file is known.
SELECT current_database();

-- copy: Copy everything, as of one transaction, keys included; the marker stands for the quoted name of the source.
COPY FROM DATABASE "%source%" TO backup;

-- detach: Let go of the copy, which writes it out.
DETACH backup;

-- counts: How many rows and links there are, and the chain's head.
SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM resolutions) AS resolutions,
    (SELECT count(*) FROM reports) AS reports,
    (SELECT count(*) FROM claim_events) AS events,
    (SELECT count(*) FROM chain) AS links,
    (SELECT max_by(root, number) FROM chain) AS root;
