-- data/index/<generation>/articles.db: all of it can be made again from the archive.

-- Every address of which the archive has a capture, and what its captures were read as.
CREATE TABLE IF NOT EXISTS page (
    url         TEXT PRIMARY KEY,          -- as captured
    place       TEXT NOT NULL,             -- the address without scheme and www
    site        TEXT NOT NULL,             -- of the newest capture
    newest      INTEGER NOT NULL,          -- the newest capture that was noticed
    gone        TEXT,                      -- when the site dropped it, NULL while it stands
    moved       TEXT,                      -- the address that it leads to for good, without scheme
                                           -- and www; NULL while it stands
    move        INTEGER,                   -- number of that move in the archive
    read_with   TEXT NOT NULL DEFAULT '',  -- version of reading and digest of the site's
                                           -- declaration; empty: to be read (again)
    named_with  TEXT NOT NULL DEFAULT '',  -- version of naming
    outcome     TEXT NOT NULL DEFAULT '',  -- 'article', or why it is passed over
    capture     INTEGER,                   -- the capture that the outcome is of
    fetched     TEXT,                      -- when that was fetched, UTC
    article     TEXT,                      -- id of the article that it is a page of
    named       TEXT,                      -- id of the article at the canonical address that it
                                           -- names; another one only where the two disagree
    claimed     TEXT,                      -- the same; of the address that a page moved to, what
                                           -- that page names
    met         TEXT,                      -- id of the article that it is a page of by that
    alike       INTEGER,                   -- equal for pages of one day with the same text; those
                                           -- are pages of what the shortest address of them met
    own         INTEGER NOT NULL DEFAULT 0, -- whether this is that canonical address, or the one
                                           -- that it moved to
    canonical   INTEGER NOT NULL DEFAULT 0, -- whether this is the canonical address that it names
    text_digest TEXT,                      -- of title and text
    notice      INTEGER NOT NULL DEFAULT 0, -- little text and nothing else: the same under another
                                           -- address, it is the server's notice
    value       BLOB                       -- the Article that it was read as, see article_json
);
CREATE INDEX IF NOT EXISTS page_due ON page (newest) WHERE read_with = '';
CREATE INDEX IF NOT EXISTS page_article ON page (article);
CREATE INDEX IF NOT EXISTS page_claimed ON page (claimed);
CREATE INDEX IF NOT EXISTS page_alike ON page (alike) WHERE alike IS NOT NULL;
CREATE INDEX IF NOT EXISTS page_moved ON page (moved, move) WHERE moved IS NOT NULL;
CREATE INDEX IF NOT EXISTS page_notice ON page (text_digest, site) WHERE notice;
CREATE INDEX IF NOT EXISTS page_capture ON page (capture);
CREATE INDEX IF NOT EXISTS page_place ON page (place);
CREATE INDEX IF NOT EXISTS page_site ON page (site, read_with);
CREATE INDEX IF NOT EXISTS page_named ON page (named_with, newest) WHERE article IS NOT NULL;

-- Captures that gave no article, and why.
-- One whose record was damaged has an empty read_with and is tried again with its page.
CREATE TABLE IF NOT EXISTS passed_over (
    capture   INTEGER PRIMARY KEY,
    url       TEXT NOT NULL,
    reason    TEXT NOT NULL,
    read_with TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passed_over_url ON passed_over (url);

-- Of a page that was captured with several contents: what each of them says.
CREATE TABLE IF NOT EXISTS content (
    capture   INTEGER PRIMARY KEY,
    url       TEXT NOT NULL,
    read_with TEXT NOT NULL,
    wording   TEXT NOT NULL     -- title, date, paragraphs; JSON
);
CREATE INDEX IF NOT EXISTS content_url ON content (url);

-- The versions of a page that said more than one thing.
CREATE TABLE IF NOT EXISTS version (
    page    TEXT NOT NULL,
    number  INTEGER NOT NULL,
    seen    TEXT NOT NULL,      -- UTC
    capture INTEGER NOT NULL,
    changed TEXT NOT NULL,      -- kinds of change, a space between
    PRIMARY KEY (page, number)
) WITHOUT ROWID;

-- One row an article: the page that stands for it, and whether all of its pages are gone.
CREATE TABLE IF NOT EXISTS article (
    id    TEXT PRIMARY KEY,
    url   TEXT NOT NULL,    -- canonical
    place TEXT NOT NULL,
    page  TEXT NOT NULL,
    gone  TEXT,
    left_out TEXT NOT NULL DEFAULT '' -- paragraphs that are titles of other articles, by number
);
CREATE INDEX IF NOT EXISTS article_place ON article (place);

-- Titles, and paragraphs that may be one: a paragraph that is word for word the title of another
-- article of the site is a link to it.
CREATE TABLE IF NOT EXISTS line (
    digest  INTEGER NOT NULL,   -- of the site and the words
    title   INTEGER NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (digest, title, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS line_article ON line (article);

-- Who is named where; `key` is equal for all spellings of one name.
CREATE TABLE IF NOT EXISTS naming (
    article  TEXT NOT NULL,
    key      TEXT NOT NULL,
    form     TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    certain  INTEGER NOT NULL,
    also     TEXT NOT NULL DEFAULT '', -- keys of other names of the same person there
    PRIMARY KEY (article, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS naming_key ON naming (key, form, certain);
CREATE INDEX IF NOT EXISTS naming_also ON naming (key, also) WHERE also <> '';

-- The authority: whom each name of the archive stands for. A function of the names that sound
-- alike and of the editors' decisions.
CREATE TABLE IF NOT EXISTS name (
    key      TEXT PRIMARY KEY,
    sound    TEXT NOT NULL,
    form     TEXT NOT NULL,    -- as most articles write it
    articles INTEGER NOT NULL, -- rounded
    full     INTEGER NOT NULL,
    who      TEXT NOT NULL,    -- the key of the person; empty for none
    by       TEXT NOT NULL     -- the rule; empty for a name that stands for itself
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_sound ON name (sound);
CREATE INDEX IF NOT EXISTS name_who ON name (who);

-- Names whose articles changed since the authority was settled.
CREATE TABLE IF NOT EXISTS unsettled (
    key TEXT PRIMARY KEY
) WITHOUT ROWID;

-- The editors' decisions as they were applied last, a line each.
CREATE TABLE IF NOT EXISTS decision (
    line TEXT PRIMARY KEY
) WITHOUT ROWID;

-- What is said in the articles, by whom.
CREATE TABLE IF NOT EXISTS quote (
    article TEXT NOT NULL,
    number  INTEGER NOT NULL,
    key     TEXT NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS quote_key ON quote (key, article) WHERE key <> '';

-- The form that each person is shown under, whether any article names the person for certain, and
-- every word of every form that finds the person. `key` is the person's.
CREATE TABLE IF NOT EXISTS label (
    key     TEXT PRIMARY KEY,
    form    TEXT NOT NULL,
    certain INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS label_word (
    word TEXT NOT NULL,
    key  TEXT NOT NULL,
    PRIMARY KEY (word, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS label_word_key ON label_word (key);

-- Articles whose document in the search index is not yet as this table has it.
CREATE TABLE IF NOT EXISTS outbox (
    article TEXT PRIMARY KEY
) WITHOUT ROWID;

-- How far the archive has been read: 'captures', 'tombstones', 'moves'; 'underway' while pages are read.
CREATE TABLE IF NOT EXISTS reached (
    what   TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
