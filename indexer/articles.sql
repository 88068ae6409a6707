-- data/index/<generation>/articles.db: all of it can be made again from the archive.
CREATE TABLE IF NOT EXISTS article (
    id        TEXT PRIMARY KEY,
    site      TEXT NOT NULL,
    url       TEXT NOT NULL,           -- canonical
    captured  TEXT NOT NULL,           -- the address that it was read from
    published INTEGER,                 -- seconds since 1970, NULL when unknown
    capture   INTEGER NOT NULL,        -- the capture that it was read from
    value     TEXT NOT NULL            -- the Article as JSON
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_captured ON article (captured);

-- Pages of the archive that hold no article, and why.
CREATE TABLE IF NOT EXISTS passed_over (
    url     TEXT PRIMARY KEY,
    capture INTEGER NOT NULL,
    reason  TEXT NOT NULL
) WITHOUT ROWID;

-- Who is named where; `key` is equal for all spellings of one name.
CREATE TABLE IF NOT EXISTS naming (
    article  TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    key      TEXT NOT NULL,
    form     TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (article, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS naming_key ON naming (key, form);

-- The form that a person is shown under, and every word of every form that finds the person.
CREATE TABLE IF NOT EXISTS label (
    key  TEXT PRIMARY KEY,
    form TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS label_word (
    word TEXT NOT NULL,
    key  TEXT NOT NULL,
    PRIMARY KEY (word, key)
) WITHOUT ROWID;

-- How far the archive has been read: 'captures', 'tombstones'.
CREATE TABLE IF NOT EXISTS reached (
    what   TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
