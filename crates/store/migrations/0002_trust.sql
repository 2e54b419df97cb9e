-- Who may do what, who did what, and the bodies over time. The same rules as in 0001 hold.

-- Bodies over time

-- A dated act changes bodies: found, rename, move, merge, split, dissolve.
CREATE TABLE organisation_act (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('found', 'rename', 'move', 'merge', 'split', 'dissolve')),
    effective_on TEXT NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);
CREATE INDEX organisation_act_by_day ON organisation_act (effective_on);

CREATE TABLE organisation_act_body (
    act UUID NOT NULL REFERENCES organisation_act (id),
    position BIGINT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
    organisation UUID NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (act, position)
);
CREATE INDEX organisation_act_body_by_organisation ON organisation_act_body (organisation);

-- What a body was, up to and including a day; its row in `organisation` says what it is since.
CREATE TABLE organisation_past (
    organisation UUID NOT NULL REFERENCES organisation (id),
    until_on TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('province', 'commune', 'agency', 'party', 'front', 'force', 'other')),
    parent UUID REFERENCES organisation (id),
    act UUID NOT NULL REFERENCES organisation_act (id),
    PRIMARY KEY (organisation, until_on)
);

-- A saved selection of bodies ("các sở, ban, ngành"): by kind below a body, and by name.
CREATE TABLE body_group (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    below UUID NOT NULL REFERENCES organisation (id),
    kinds TEXT NOT NULL,
    version BIGINT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX body_group_by_below ON body_group (below, folded);

CREATE TABLE body_group_body (
    body_group UUID NOT NULL REFERENCES body_group (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    is_member BOOLEAN NOT NULL,
    PRIMARY KEY (body_group, organisation)
);

-- People and posts

ALTER TABLE person ADD COLUMN erased_at BIGINT;
ALTER TABLE person ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE post ADD COLUMN abolished_on TEXT;
ALTER TABLE post ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE tenure ADD COLUMN kind TEXT NOT NULL DEFAULT 'holder' CHECK (kind IN ('holder', 'acting', 'delegated'));
ALTER TABLE tenure ADD COLUMN document TEXT NOT NULL DEFAULT '';

-- A field (lĩnh vực) that one body verifies across all others, such as the budget.
CREATE TABLE field (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL
);
ALTER TABLE indicator ADD COLUMN field UUID REFERENCES field (id);
CREATE INDEX indicator_by_field ON indicator (field);

ALTER TABLE import ADD COLUMN organisation UUID REFERENCES organisation (id);

-- Accounts and signing in; no secret is kept that could be used as it stands

DROP TABLE session;
DROP TABLE sign_in_link;
DROP TABLE account;

CREATE TABLE account (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL UNIQUE REFERENCES person (id),
    sign_in_name TEXT NOT NULL UNIQUE,
    password TEXT,
    password_set_at BIGINT,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT,
    version BIGINT NOT NULL
);

-- A link that signs in once: an invitation, a new start after a lost password, the first administrator.
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
    means TEXT NOT NULL CHECK (means IN ('link', 'password', 'totp', 'recovery_code', 'passkey', 'oidc')),
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expiry ON session (expires_at);

-- What is remembered between two steps of signing in; `state` is JSON.
CREATE TABLE sign_in_step (
    id_sha256 TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    account UUID REFERENCES account (id),
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_step_by_expiry ON sign_in_step (expires_at);

-- The shared secret is encrypted with the installation's key.
CREATE TABLE totp (
    account UUID NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed_secret TEXT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    account UUID NOT NULL REFERENCES account (id),
    code_sha256 TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account, code_sha256)
);

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    credential TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account);

-- Who an account is to an OpenID provider.
CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account UUID NOT NULL REFERENCES account (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_by_account ON identity (account);

-- Failed attempts by where they came from, for the rate limit.
CREATE TABLE sign_in_failure (
    address TEXT NOT NULL,
    failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_by_address ON sign_in_failure (address, failed_at);

-- Who may do what: a role, given to a post, within a scope

CREATE TABLE access_grant (
    id UUID NOT NULL PRIMARY KEY,
    post UUID NOT NULL REFERENCES post (id),
    role TEXT NOT NULL CHECK (role IN ('administrator', 'standing_office', 'head', 'focal_officer', 'verifier',
        'committee_member', 'inspector', 'viewer')),
    organisation UUID REFERENCES organisation (id),
    plan UUID REFERENCES plan (id),
    field UUID REFERENCES field (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    version BIGINT NOT NULL,
    CHECK (valid_from <= valid_to)
);
CREATE INDEX access_grant_by_post ON access_grant (post);
CREATE INDEX access_grant_by_organisation ON access_grant (organisation);

-- Counts changes to what access is decided by, so that a process knows when to read it again.
CREATE TABLE generation (
    name TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO generation (name, number) VALUES ('access', 1);

-- Who did what: rows are only ever added, each sealed with the one before

CREATE TABLE audit_entry (
    seq BIGINT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    account UUID,
    post UUID,
    event TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'denied', 'failed')),
    noun TEXT NOT NULL,
    item TEXT NOT NULL,
    plan UUID,
    organisation UUID,
    details TEXT,
    details_sha256 TEXT NOT NULL,
    hash TEXT NOT NULL
);
-- Lists are read in the order of time, narrowed by one of these.
CREATE INDEX audit_entry_by_time ON audit_entry (at_ms, seq);
CREATE INDEX audit_entry_by_item ON audit_entry (noun, item, at_ms, seq);
CREATE INDEX audit_entry_by_noun ON audit_entry (noun, at_ms, seq);
CREATE INDEX audit_entry_by_account ON audit_entry (account, at_ms, seq);
CREATE INDEX audit_entry_by_organisation ON audit_entry (organisation, at_ms, seq);
CREATE INDEX audit_entry_by_event ON audit_entry (event, at_ms, seq);
-- Nearly all is done; what was refused or failed is looked for among little.
CREATE INDEX audit_entry_not_done ON audit_entry (outcome, at_ms, seq) WHERE outcome <> 'done';

-- One row: the end of the chain. Whoever appends holds it until the end of the transaction, so the chain cannot fork.
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');

-- Rules that change by law: the set valid on the day of what it is applied to counts

CREATE TABLE rule_set (
    kind TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    source TEXT NOT NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (kind, valid_from),
    CHECK (valid_from <= valid_to)
);

-- Inspections

CREATE TABLE inspection (
    id UUID NOT NULL PRIMARY KEY,
    noun TEXT NOT NULL CHECK (noun IN ('indicator', 'task', 'organisation')),
    item UUID NOT NULL,
    plan UUID REFERENCES plan (id),
    organisation UUID REFERENCES organisation (id),
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    opened_by UUID REFERENCES post (id),
    closed_on TEXT,
    conclusion TEXT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (opened_on <= closed_on)
);
CREATE INDEX inspection_by_item ON inspection (noun, item);
CREATE INDEX inspection_by_organisation ON inspection (organisation);
