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

-- What a run has to ask, in its order; it outlives the run where a limit or a kill ended that.
CREATE TABLE IF NOT EXISTS frontier (
    site   TEXT NOT NULL,
    url    TEXT NOT NULL,
    due    INTEGER NOT NULL,          -- why it is asked, the most urgent first
    newest REAL NOT NULL,             -- minus the epoch of `listed`; an address without comes last
    listed TEXT,                      -- when the site's lists say that it changed
    via    TEXT NOT NULL DEFAULT '',  -- the redirects that led here, one a line
    asked  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS frontier_order ON frontier (site, due, newest, url) WHERE NOT asked;
