-- data/crawl/memory.db: what the crawler remembers of each address. Nothing of it is precious:
-- deleting it loses time, for refused addresses are asked once more and every page counts as young.
-- A memory of an earlier version is given the columns that it lacks when it is opened.
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
    times       INTEGER NOT NULL DEFAULT 0, -- refusals in a row
    first       TEXT,                       -- when it gave a page first
    looks       INTEGER NOT NULL DEFAULT 0, -- how often it gave one since,
    changes     INTEGER NOT NULL DEFAULT 0, -- and how often with another text
    vain        INTEGER NOT NULL DEFAULT 0, -- looks in a row at which the lists' news were none
    unmodified  INTEGER NOT NULL DEFAULT 0, -- the last look was answered 304
    missed      INTEGER NOT NULL DEFAULT 0, -- visits in a row at which it was gone
    missed_since TEXT,                      -- the first of these
    capture     INTEGER NOT NULL DEFAULT 0  -- the archive's number of the last look; 0 not known
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
    there  INTEGER NOT NULL DEFAULT 0,  -- it was captured, and was there when it was looked at last
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS frontier_order ON frontier (site, due, newest, url) WHERE NOT asked;

-- What a run found gone. Whether that is an outage shows at its end, or when the next one begins.
CREATE TABLE IF NOT EXISTS vanished (
    site   TEXT NOT NULL,
    url    TEXT NOT NULL,
    seen   TEXT NOT NULL,  -- by the run's clock
    asked  TEXT NOT NULL,  -- by the world's
    detail TEXT NOT NULL,
    PRIMARY KEY (site, url)
) WITHOUT ROWID;

-- Redirects that were followed and whose end is not known yet.
CREATE TABLE IF NOT EXISTS hop (
    site    TEXT NOT NULL,
    url     TEXT NOT NULL,
    target  TEXT NOT NULL,
    asked   TEXT NOT NULL,
    status  INTEGER NOT NULL,  -- 301, 302, …
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS hop_target ON hop (site, target);

-- What is known of a site as a whole.
CREATE TABLE IF NOT EXISTS site (
    key          TEXT PRIMARY KEY,
    rests_until  TEXT,                     -- it wants to be left alone until then,
    why          TEXT NOT NULL DEFAULT '', -- because of this
    outage_since TEXT                      -- since when most of its pages have been gone at once
) WITHOUT ROWID;

-- What each run of the last days brought.
CREATE TABLE IF NOT EXISTS run (
    site  TEXT NOT NULL,
    ended TEXT NOT NULL,
    new   INTEGER NOT NULL,
    whole INTEGER NOT NULL,  -- it asked for all that was due
    PRIMARY KEY (site, ended)
) WITHOUT ROWID;
