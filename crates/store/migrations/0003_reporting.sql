-- The reporting regime: calendars, periods, submissions, what became of them. The same rules as in 0001 hold.

-- Calendars and periods

-- A day that is not what its weekday says: off, or a day worked in exchange.
CREATE TABLE special_day (
    day TEXT NOT NULL PRIMARY KEY,
    is_working BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    is_announced BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE calendar (
    id UUID NOT NULL PRIMARY KEY,
    plan UUID NOT NULL REFERENCES plan (id),
    name TEXT NOT NULL,
    receiver UUID NOT NULL REFERENCES organisation (id),
    senders TEXT NOT NULL,
    regime TEXT NOT NULL CHECK (regime IN ('state', 'party')),
    cadences TEXT NOT NULL,
    sections TEXT NOT NULL,
    term TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    version BIGINT NOT NULL,
    CHECK (valid_from <= valid_to)
);
CREATE INDEX calendar_by_plan ON calendar (plan);

CREATE TABLE reporting_period (
    id UUID NOT NULL PRIMARY KEY,
    calendar UUID NOT NULL REFERENCES calendar (id),
    plan UUID NOT NULL REFERENCES plan (id),
    cadence TEXT NOT NULL CHECK (cadence IN ('weekly', 'monthly', 'quarterly', 'half_yearly', 'nine_months',
        'yearly', 'mid_term', 'end_of_term', 'thematic', 'ad_hoc')),
    regime TEXT NOT NULL CHECK (regime IN ('state', 'party')),
    topic TEXT NOT NULL,
    figures TEXT NOT NULL,
    window_from TEXT NOT NULL,
    window_to TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('coming', 'open', 'closed')),
    closed_at BIGINT,
    snapshot UUID,
    version BIGINT NOT NULL,
    -- However many processes open it, a calendar has each period once.
    UNIQUE (calendar, cadence, window_to, topic),
    CHECK (window_from <= window_to)
);
CREATE INDEX reporting_period_by_plan ON reporting_period (plan, due_on, id);
CREATE INDEX reporting_period_by_state ON reporting_period (plan, state, due_on, id);
CREATE INDEX reporting_period_unclosed ON reporting_period (state, due_on);

CREATE TABLE snapshot (
    id UUID NOT NULL PRIMARY KEY,
    period UUID NOT NULL REFERENCES reporting_period (id),
    taken_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE INDEX snapshot_by_period ON snapshot (period, taken_at);

-- Submissions

CREATE TABLE submission (
    id UUID NOT NULL PRIMARY KEY,
    period UUID NOT NULL REFERENCES reporting_period (id),
    plan UUID NOT NULL REFERENCES plan (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'consolidated')),
    revision BIGINT NOT NULL CHECK (revision >= 1),
    reason TEXT NOT NULL,
    since_at BIGINT NOT NULL,
    first_submitted_on TEXT,
    first_approved_on TEXT,
    required BIGINT NOT NULL,
    filled BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- As in its period: lists are read in the order of an index.
    is_open BOOLEAN NOT NULL,
    due_on TEXT NOT NULL,
    UNIQUE (period, organisation)
);
CREATE INDEX submission_by_organisation ON submission (organisation, is_open, due_on, id);
CREATE INDEX submission_by_plan ON submission (plan, state);
CREATE INDEX submission_by_age ON submission (is_open, since_at, id);

-- `noun` and `item` name what a cell is about: an indicator, a task, or a section by its place.
CREATE TABLE submission_cell (
    submission UUID NOT NULL REFERENCES submission (id),
    noun TEXT NOT NULL CHECK (noun IN ('indicator', 'task', 'section')),
    item TEXT NOT NULL,
    entry TEXT NOT NULL,
    is_copied BOOLEAN NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    account UUID,
    version BIGINT NOT NULL,
    PRIMARY KEY (submission, noun, item)
);

CREATE TABLE submission_revision (
    submission UUID NOT NULL REFERENCES submission (id),
    revision BIGINT NOT NULL,
    cells TEXT NOT NULL,
    reason TEXT NOT NULL,
    approved_at BIGINT NOT NULL,
    approved_by TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (submission, revision)
);

CREATE TABLE submission_message (
    submission UUID NOT NULL REFERENCES submission (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'returned', 'approved', 'reopened', 'verified', 'contested',
        'remark', 'imported')),
    noun TEXT,
    item TEXT,
    text TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    by_whom TEXT NOT NULL,
    PRIMARY KEY (submission, number),
    CHECK ((noun IS NULL) = (item IS NULL))
);

-- What the verifying body found of an approved figure; the last of a revision counts.
CREATE TABLE figure_check (
    submission UUID NOT NULL REFERENCES submission (id),
    indicator UUID NOT NULL REFERENCES indicator (id),
    revision BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('verified', 'contested')),
    note TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    PRIMARY KEY (submission, indicator, revision, at_ms)
);

-- The cells of a period: totals are made of them.
CREATE INDEX observation_by_period ON observation (indicator, period_ends_on);

-- The approved figures that wait for the verifying body, the longest first.
CREATE TABLE waiting_figure (
    submission UUID NOT NULL REFERENCES submission (id),
    indicator UUID NOT NULL REFERENCES indicator (id),
    since_at BIGINT NOT NULL,
    PRIMARY KEY (submission, indicator)
);
CREATE INDEX waiting_figure_by_age ON waiting_figure (since_at, submission, indicator);

CREATE TABLE evidence (
    id UUID NOT NULL PRIMARY KEY,
    submission UUID NOT NULL REFERENCES submission (id),
    noun TEXT NOT NULL CHECK (noun IN ('indicator', 'task', 'section')),
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT,
    sha256 TEXT,
    size_bytes BIGINT,
    url TEXT,
    added_at BIGINT NOT NULL,
    added_by TEXT NOT NULL,
    removed_at BIGINT,
    CHECK ((url IS NULL) <> (sha256 IS NULL))
);
CREATE INDEX evidence_by_submission ON evidence (submission, noun, item);
CREATE INDEX evidence_by_sha256 ON evidence (sha256);

-- Difficulties and proposals

CREATE TABLE difficulty (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('difficulty', 'proposal')),
    source TEXT NOT NULL CHECK (source IN ('body', 'front', 'citizen', 'business')),
    organisation UUID NOT NULL REFERENCES organisation (id),
    sender TEXT NOT NULL,
    plan UUID NOT NULL REFERENCES plan (id),
    submission UUID REFERENCES submission (id),
    text TEXT NOT NULL,
    threatens TEXT NOT NULL,
    competent UUID REFERENCES organisation (id),
    holder UUID REFERENCES post (id),
    due_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('unrouted', 'open', 'answered', 'withdrawn')),
    answer TEXT NOT NULL,
    decision TEXT NOT NULL,
    task UUID REFERENCES task (id),
    raised_at BIGINT NOT NULL,
    raised_by TEXT NOT NULL,
    ended_at BIGINT,
    version BIGINT NOT NULL,
    -- Whether an answer is owed, as `state` says: lists are read in the order of an index.
    is_open BOOLEAN NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX difficulty_by_plan ON difficulty (plan, raised_at, id);
CREATE INDEX difficulty_by_open ON difficulty (plan, is_open, raised_at, id);
CREATE INDEX difficulty_by_competent ON difficulty (competent, is_open, raised_at, id);
CREATE INDEX difficulty_by_organisation ON difficulty (organisation, is_open, raised_at, id);
CREATE INDEX difficulty_by_due ON difficulty (is_open, due_on, id);
CREATE INDEX difficulty_by_submission ON difficulty (submission);

-- What each threatens, for the pages of indicators and tasks; the same as its column `threatens`.
CREATE TABLE difficulty_threat (
    difficulty UUID NOT NULL REFERENCES difficulty (id),
    noun TEXT NOT NULL CHECK (noun IN ('indicator', 'task', 'section')),
    item TEXT NOT NULL,
    PRIMARY KEY (noun, item, difficulty)
);

-- Silence: notices in the program, and mail

CREATE TABLE notice (
    id UUID NOT NULL PRIMARY KEY,
    post UUID NOT NULL REFERENCES post (id),
    -- What makes it the only one of its kind, such as `overdue_head/<submission>/<post>`.
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    plan UUID REFERENCES plan (id),
    noun TEXT NOT NULL CHECK (noun IN ('submission', 'difficulty')),
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notice_by_post ON notice (post, created_at, id);
CREATE INDEX notice_unread ON notice (post, created_at, id) WHERE read_at IS NULL;

CREATE TABLE mail (
    id UUID NOT NULL PRIMARY KEY,
    -- What makes it the only one of its kind, such as `digest/<person>/2026-11-23`.
    key TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    plain TEXT NOT NULL,
    html TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT NOT NULL
);
CREATE INDEX mail_by_state ON mail (state, next_at);
CREATE INDEX mail_by_time ON mail (created_at, id);
CREATE INDEX mail_by_state_and_time ON mail (state, created_at, id);

-- Which notice went to whom in which mail, so that no digest repeats another.
CREATE TABLE mail_notice (
    notice UUID NOT NULL REFERENCES notice (id),
    person UUID NOT NULL REFERENCES person (id),
    mail UUID NOT NULL REFERENCES mail (id),
    PRIMARY KEY (notice, person)
);

-- Background jobs: whoever holds the lease works on it; a key makes a job the only one of its kind

CREATE TABLE job (
    id UUID NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    run_at BIGINT NOT NULL,
    leased_until BIGINT,
    attempts BIGINT NOT NULL,
    last_error TEXT NOT NULL,
    result TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX job_by_state ON job (state, run_at, id);
CREATE INDEX job_by_end ON job (state, ended_at, id);

-- Reports

-- The office's own template of the official report, by layout; the last one counts.
CREATE TABLE report_template (
    id UUID NOT NULL PRIMARY KEY,
    regime TEXT NOT NULL CHECK (regime IN ('state', 'party')),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT NOT NULL
);
CREATE INDEX report_template_by_regime ON report_template (regime, saved_at);

-- What the office adds to the report of a period: number, signer, recipients, edited narrative.
CREATE TABLE report_head (
    period UUID NOT NULL PRIMARY KEY REFERENCES reporting_period (id),
    body TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- What was sent to the centre's own system, and when.
CREATE TABLE central_update (
    id UUID NOT NULL PRIMARY KEY,
    period UUID NOT NULL REFERENCES reporting_period (id),
    section TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    sent_by TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX central_update_by_period ON central_update (period, sent_at);

-- The last workbook that came back to a submission, what became of it, and its marked-up copy in base64.
CREATE TABLE workbook_return (
    submission UUID NOT NULL PRIMARY KEY REFERENCES submission (id),
    body TEXT NOT NULL,
    marked TEXT
);

-- Which version of a cell came from which workbook, so that one sent twice does not conflict with itself.
CREATE TABLE workbook_cell (
    submission UUID NOT NULL REFERENCES submission (id),
    noun TEXT NOT NULL CHECK (noun IN ('indicator', 'task', 'section')),
    item TEXT NOT NULL,
    serial UUID NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (submission, noun, item, serial)
);
