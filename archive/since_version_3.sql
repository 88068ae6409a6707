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

-- The greatest number ever given, also to records that are lost since; one row.
CREATE TABLE IF NOT EXISTS given (
    number INTEGER NOT NULL
) STRICT;

-- Records that repeat another one byte for byte, for a WARC file was copied: nothing new.
CREATE TABLE IF NOT EXISTS copies (
    file TEXT NOT NULL REFERENCES files (name),
    offset INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (file, offset)
) STRICT, WITHOUT ROWID;

-- Stretches that could not be read when the file was catalogued. What the catalogue before knew of
-- the record there is kept, so that a later capture of the page can be told to stand for it.
CREATE TABLE IF NOT EXISTS lost (
    file TEXT NOT NULL REFERENCES files (name),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    number INTEGER,
    url TEXT,
    site TEXT,
    digest TEXT,
    PRIMARY KEY (file, offset)
) STRICT, WITHOUT ROWID;
