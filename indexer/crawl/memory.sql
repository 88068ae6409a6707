-- data/crawl/memory.db: what the crawler remembers of each address. Nothing of it is precious:
-- deleting it loses time, for refused addresses are asked once more and every page counts as young.
CREATE TABLE IF NOT EXISTS address (
    url         TEXT PRIMARY KEY,
    site        TEXT NOT NULL,
    looked      TEXT,              -- when it gave a page last; times are ISO 8601 in UTC
    since       TEXT,              -- since when that page has had the same text
    text_digest TEXT,              -- of that text, once it had to be compared
    listed      TEXT,              -- when the site's lists said, at that look, that it changed
    refused     TEXT,              -- when it gave nothing to keep, NULL when it gave a page since
    reason      TEXT NOT NULL DEFAULT '',
    detail      TEXT NOT NULL DEFAULT '',
    times       INTEGER NOT NULL DEFAULT 0  -- refusals in a row
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS address_site ON address (site, url);
