-- One text for SQLite and PostgreSQL, so only what both understand alike:
--   UUID               16 bytes (a blob on SQLite)
--   TEXT               words, codes, days as 2026-10-31, JSON
--   BIGINT             counts, and instants in milliseconds since 1970 (columns ending in _at)
--   DOUBLE PRECISION   figures
--   BOOLEAN            TRUE or FALSE
-- A column `folded` holds the words a row is searched by: lower case, without marks, each after a blank.

-- Bodies and people

CREATE TABLE organisation (
    id UUID NOT NULL PRIMARY KEY,
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('province', 'commune', 'agency', 'party', 'front', 'force', 'other')),
    parent UUID REFERENCES organisation (id),
    valid_from TEXT,
    valid_to TEXT,
    version BIGINT NOT NULL,
    folded TEXT NOT NULL,
    CHECK (valid_from <= valid_to),
    CHECK (parent <> id)
);
CREATE INDEX organisation_by_parent ON organisation (parent);
CREATE INDEX organisation_by_folded ON organisation (folded);

CREATE TABLE organisation_alias (
    organisation UUID NOT NULL REFERENCES organisation (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (organisation, position)
);
CREATE INDEX organisation_alias_by_folded ON organisation_alias (folded);

CREATE TABLE organisation_successor (
    organisation UUID NOT NULL REFERENCES organisation (id),
    position BIGINT NOT NULL,
    successor UUID NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (organisation, position),
    UNIQUE (organisation, successor),
    CHECK (successor <> organisation)
);
CREATE INDEX organisation_successor_by_successor ON organisation_successor (successor);

CREATE TABLE post (
    id UUID NOT NULL PRIMARY KEY,
    organisation UUID REFERENCES organisation (id),
    title TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX post_by_organisation ON post (organisation);
CREATE INDEX post_by_folded ON post (folded);

CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    work_contact TEXT NOT NULL
);

CREATE TABLE tenure (
    post UUID NOT NULL REFERENCES post (id),
    person UUID NOT NULL REFERENCES person (id),
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    PRIMARY KEY (post, person, starts_on),
    CHECK (starts_on <= ends_on)
);
CREATE INDEX tenure_by_person ON tenure (person);

CREATE TABLE committee (
    id UUID NOT NULL PRIMARY KEY,
    organisation UUID REFERENCES organisation (id),
    name TEXT NOT NULL
);
CREATE INDEX committee_by_organisation ON committee (organisation);

CREATE TABLE member (
    id UUID NOT NULL PRIMARY KEY,
    committee UUID NOT NULL REFERENCES committee (id),
    post UUID NOT NULL REFERENCES post (id),
    role TEXT NOT NULL CHECK (role IN ('head', 'standing_deputy', 'deputy', 'standing_member', 'member')),
    label TEXT NOT NULL,
    position BIGINT NOT NULL
);
CREATE INDEX member_by_committee ON member (committee, position);
CREATE INDEX member_by_post ON member (post);

CREATE TABLE duty (
    member UUID NOT NULL REFERENCES member (id),
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    covers_indicators BOOLEAN NOT NULL,
    anchor TEXT,
    PRIMARY KEY (member, position)
);

-- Documents

CREATE TABLE document (
    id UUID NOT NULL PRIMARY KEY,
    symbol TEXT,
    kind TEXT,
    issuer TEXT NOT NULL,
    place TEXT NOT NULL,
    issued_on TEXT,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    is_illustration BOOLEAN NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX document_by_symbol ON document (symbol);
CREATE INDEX document_by_sha256 ON document (sha256);

CREATE TABLE document_link (
    from_document UUID NOT NULL REFERENCES document (id),
    position BIGINT NOT NULL,
    relation TEXT NOT NULL
        CHECK (relation IN ('implements', 'based_on', 'replaces', 'amends', 'attached_to', 'mentions')),
    symbol TEXT NOT NULL,
    issued_on TEXT,
    to_document UUID REFERENCES document (id),
    anchor TEXT NOT NULL,
    PRIMARY KEY (from_document, position)
);
CREATE INDEX document_link_by_symbol ON document_link (symbol);
CREATE INDEX document_link_by_to ON document_link (to_document);

-- Plans

CREATE TABLE plan (
    id UUID NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('central', 'province', 'agency', 'commune')),
    owner TEXT NOT NULL,
    implements UUID REFERENCES plan (id),
    is_illustration BOOLEAN NOT NULL,
    CHECK (implements <> id)
);
CREATE INDEX plan_by_implements ON plan (implements);

CREATE TABLE plan_version (
    id UUID NOT NULL PRIMARY KEY,
    plan UUID NOT NULL REFERENCES plan (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    document UUID NOT NULL REFERENCES document (id),
    in_force_from TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    UNIQUE (plan, number)
);
CREATE INDEX plan_version_by_document ON plan_version (document);

CREATE TABLE plan_group (
    id UUID NOT NULL PRIMARY KEY,
    plan UUID NOT NULL REFERENCES plan (id),
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX plan_group_by_plan ON plan_group (plan, position);

CREATE TABLE indicator (
    id UUID NOT NULL PRIMARY KEY,
    plan UUID NOT NULL REFERENCES plan (id),
    plan_group UUID NOT NULL REFERENCES plan_group (id),
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    measure TEXT NOT NULL CHECK (measure IN ('stock', 'flow', 'cumulative')),
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'hold', 'range')),
    across_units TEXT NOT NULL
        CHECK (across_units IN ('last', 'sum', 'ratio', 'mean', 'min', 'max', 'authoritative')),
    limits TEXT,
    subjects TEXT NOT NULL,
    path TEXT NOT NULL,
    document UUID NOT NULL REFERENCES document (id),
    anchor TEXT NOT NULL,
    version BIGINT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX indicator_by_plan ON indicator (plan, position);
CREATE INDEX indicator_by_group ON indicator (plan_group);
CREATE INDEX indicator_by_document ON indicator (document);

CREATE TABLE target (
    indicator UUID NOT NULL REFERENCES indicator (id),
    plan_version UUID NOT NULL REFERENCES plan_version (id),
    year BIGINT NOT NULL CHECK (year BETWEEN 1 AND 9999),
    comparator TEXT NOT NULL CHECK (comparator IN ('>=', '<=', '>', '<', '=', 'range', 'reached', 'text')),
    value DOUBLE PRECISION,
    upper DOUBLE PRECISION,
    text TEXT NOT NULL,
    anchor TEXT NOT NULL,
    PRIMARY KEY (indicator, plan_version, year)
);
CREATE INDEX target_by_version ON target (plan_version);

CREATE TABLE task (
    id UUID NOT NULL PRIMARY KEY,
    plan UUID NOT NULL REFERENCES plan (id),
    plan_group UUID NOT NULL REFERENCES plan_group (id),
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    deadline TEXT NOT NULL,
    due_on TEXT,
    product TEXT NOT NULL,
    document UUID NOT NULL REFERENCES document (id),
    anchor TEXT NOT NULL,
    version BIGINT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX task_by_plan ON task (plan, position, id);
CREATE INDEX task_by_group ON task (plan_group);
CREATE INDEX task_by_document ON task (document);
CREATE INDEX task_by_due ON task (due_on);

CREATE TABLE task_update (
    task UUID NOT NULL REFERENCES task (id),
    revision BIGINT NOT NULL CHECK (revision >= 1),
    state TEXT NOT NULL
        CHECK (state IN ('not_started', 'under_way', 'awaiting_confirmation', 'done', 'paused', 'dropped')),
    done_on TEXT,
    extended_to TEXT,
    note TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (task, revision)
);

-- Who answers for an indicator or a task: exactly one of the two.
CREATE TABLE responsibility (
    indicator UUID REFERENCES indicator (id),
    task UUID REFERENCES task (id),
    position BIGINT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'coordinating', 'implementer', 'follower')),
    text TEXT NOT NULL,
    organisation UUID REFERENCES organisation (id),
    member UUID REFERENCES member (id),
    UNIQUE (indicator, position),
    UNIQUE (task, position),
    CHECK ((indicator IS NULL) <> (task IS NULL))
);
CREATE INDEX responsibility_by_organisation ON responsibility (organisation);
CREATE INDEX responsibility_by_member ON responsibility (member);

-- Facts

-- Rows are only ever added: a correction is the next revision of its cell.
CREATE TABLE observation (
    indicator UUID NOT NULL REFERENCES indicator (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    period TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('reported', 'verified', 'published')),
    revision BIGINT NOT NULL CHECK (revision >= 1),
    period_ends_on TEXT NOT NULL,
    value DOUBLE PRECISION,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION CHECK (denominator > 0),
    reached BOOLEAN,
    absence TEXT,
    maturity TEXT NOT NULL CHECK (maturity IN ('estimate', 'provisional', 'official')),
    note TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (indicator, organisation, period, stage, revision),
    CHECK ((numerator IS NULL) = (denominator IS NULL)),
    CHECK (
        CASE WHEN value IS NULL THEN 0 ELSE 1 END + CASE WHEN numerator IS NULL THEN 0 ELSE 1 END
        + CASE WHEN reached IS NULL THEN 0 ELSE 1 END + CASE WHEN absence IS NULL THEN 0 ELSE 1 END = 1
    )
);
CREATE INDEX observation_by_organisation ON observation (organisation, period_ends_on);

-- Documents on their way in

CREATE TABLE import (
    id UUID NOT NULL PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    draft TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'discarded')),
    document UUID REFERENCES document (id),
    plan UUID REFERENCES plan (id),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX import_by_state ON import (state, created_at);
CREATE INDEX import_by_sha256 ON import (sha256);

-- Signing in; secrets are kept as SHA-256 only

CREATE TABLE account (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    post TEXT NOT NULL
);

CREATE TABLE sign_in_link (
    token_sha256 TEXT NOT NULL PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_in_link_by_account ON sign_in_link (account);

CREATE TABLE session (
    id_sha256 TEXT NOT NULL PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expiry ON session (expires_at);

-- The data folder's own facts

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
