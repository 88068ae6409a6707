-- The catalogue of data/archive: where each record lies. All of it can be made again from the WARC
-- files, for the records carry id, site and how in named fields of their own.

-- How far each WARC file is known; whatever lies behind is taken in, or cut back, at opening.
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY,
    size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a record that holds or refers to a page. Times are ISO 8601 in UTC with microseconds.
CREATE TABLE IF NOT EXISTS captures (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    fetched TEXT NOT NULL,
    status INTEGER NOT NULL,
    digest TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('crawl', 'import')),
    kind TEXT NOT NULL CHECK (kind IN ('response', 'revisit', 'resource')),
    etag TEXT,
    modified TEXT,
    file TEXT NOT NULL REFERENCES files (name),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    UNIQUE (file, offset)
) STRICT;

CREATE INDEX IF NOT EXISTS captures_by_url ON captures (url, fetched, id);
CREATE INDEX IF NOT EXISTS captures_by_site ON captures (site, id);

-- An address that vanished from its site. `seq` counts with captures.id, so that the order of a
-- page's life is one row of numbers; `lifted` is the record that ended it: the capture that brought
-- the page back.
CREATE TABLE IF NOT EXISTS tombstones (
    seq INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    lifted INTEGER,
    file TEXT NOT NULL REFERENCES files (name),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    UNIQUE (file, offset)
) STRICT;

CREATE INDEX IF NOT EXISTS tombstones_by_url ON tombstones (url, lifted);
