-- Tables of the catalogue that came with version 3. A catalogue of an older version gets them at the
-- first writing; to its readers they are there and empty.

-- An address that leads to another for good. `seq` counts with captures.id; `lifted` is the record
-- that ended it: a capture with bytes of the address, or a move to elsewhere.
CREATE TABLE IF NOT EXISTS moves (
    seq INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    target TEXT NOT NULL,
    lifted INTEGER,
    file TEXT NOT NULL REFERENCES files (name),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    UNIQUE (file, offset)
) STRICT;

CREATE INDEX IF NOT EXISTS moves_by_url ON moves (url, lifted);
