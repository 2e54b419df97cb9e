//! Rows by the million: a generated province, then series that the database makes by itself.

use anyhow::{Context as _, Result};
use domain::{AccessGrant, AccessRole, CellEntry, CellKey, Scope, SubmissionId, SubmissionRevision};
use jiff::civil::date;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use uuid::Uuid;
use work::Work;
use work::demo::large::{Province, Size, province};

const SIZE: Size = Size { bodies: 200, indicators: 60, tasks: 80 };
/// Rows of one page of the queue come from so many reports.
const APPROVED: u128 = 5;
/// What ids of a table begin with, so that all of them differ.
const PERIOD: u8 = 0xb1;
const SUBMISSION: u8 = 0xb2;

/// Which of the two databases an address names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Sqlite,
    Postgres,
}

/// Makes the province, and so many rows of everything that grows.
pub async fn fill(work: &Work, url: &str, rows: i64) -> Result<Province> {
    let made = province(work, SIZE).await?;
    let person = store::account::get(&mut work.store.read().await?, made.office.account).await?.person;
    let tenures = store::tenure::list_on(&mut work.store.read().await?, work.clock.today()).await?;
    let seat = tenures.iter().find(|tenure| tenure.person == person).context("the office is filled")?;
    let mut tx = work.store.write().await?;
    // The log is looked at by inspectors; the one who sees all else takes that role too.
    let grant = AccessGrant {
        id: work.clock.id(),
        post: seat.post,
        role: AccessRole::Inspector,
        scope: Scope { organisation: Some(made.owner), ..Scope::default() },
        from: date(2025, 7, 1),
        to: None,
        version: 1,
    };
    store::access_grant::add(&mut tx, &grant).await?;
    tx.commit_unrecorded().await?;
    let dialect = if url.starts_with("sqlite:") { Dialect::Sqlite } else { Dialect::Postgres };
    let statements = statements(dialect, rows, &made, seat.post.0);
    run(dialect, url, &statements).await?;
    approve(work, &made).await?;
    Ok(made)
}

async fn run(dialect: Dialect, url: &str, statements: &[String]) -> Result<()> {
    let sql = |statement: &String| sqlx::raw_sql(AssertSqlSafe(statement.clone()));
    if dialect == Dialect::Sqlite {
        let options: sqlx::sqlite::SqliteConnectOptions = url.parse()?;
        let mut connection = options.foreign_keys(false).connect().await?;
        for statement in statements {
            connection.execute(sql(statement)).await.with_context(|| statement.clone())?;
        }
        connection.close().await?;
    } else {
        let mut connection = sqlx::PgConnection::connect(url).await?;
        for statement in statements {
            connection.execute(sql(statement)).await.with_context(|| statement.clone())?;
        }
        connection.execute(sqlx::raw_sql("VACUUM ANALYZE")).await?;
        connection.close().await?;
    }
    Ok(())
}

/// What the first of the queue's reports approved, which a page shows.
async fn approve(work: &Work, made: &Province) -> Result<()> {
    let entry = CellEntry { value: "57".into(), maturity: "official".into(), ..CellEntry::default() };
    let cells = |id: &domain::IndicatorId| (CellKey::Indicator(*id), entry.clone());
    let mut tx = work.store.write().await?;
    for n in 0..APPROVED {
        let revision = SubmissionRevision {
            submission: SubmissionId(Uuid::from_u128((u128::from(SUBMISSION) << 40) + n)),
            revision: 1,
            cells: made.indicators.iter().map(cells).collect(),
            reason: String::new(),
            approved_at: work.clock.now(),
            approved_by: "Người đứng đầu".into(),
            sha256: "0".repeat(64),
        };
        store::submission_revision::add(&mut tx, &revision).await?;
    }
    tx.commit_unrecorded().await?;
    Ok(())
}

/// The words in which the two databases differ.
impl Dialect {
    /// The id with a number, of those that begin with a byte.
    fn id(self, class: u8, n: &str) -> String {
        let number = i64::from(class) << 40;
        match self {
            Dialect::Sqlite => format!("unhex(printf('%032x', {number} + ({n})))"),
            Dialect::Postgres => format!("CAST(lpad(to_hex({number} + ({n})), 32, '0') AS UUID)"),
        }
    }

    fn uuid(self, id: Uuid) -> String {
        match self {
            Dialect::Sqlite => format!("x'{}'", id.simple()),
            Dialect::Postgres => format!("CAST('{id}' AS UUID)"),
        }
    }

    /// So many days before the open month.
    fn day(self, n: &str) -> String {
        match self {
            Dialect::Sqlite => format!("date('2026-10-31', '-' || ({n}) || ' days')"),
            Dialect::Postgres => format!("to_char(DATE '2026-10-31' - CAST({n} AS INT), 'YYYY-MM-DD')"),
        }
    }

    /// The code and the last day of a month, so many before October 2026.
    fn month(self, n: &str) -> [String; 2] {
        match self {
            Dialect::Sqlite => [
                format!("strftime('%Y-M%m', '2026-10-01', '-' || ({n}) || ' months')"),
                format!("date('2026-10-01', '-' || ({n}) || ' months', '+1 month', '-1 day')"),
            ],
            Dialect::Postgres => {
                let first = format!("(DATE '2026-10-01' - CAST({n} AS INT) * INTERVAL '1 month')");
                [
                    format!("to_char({first}, 'YYYY-\"M\"MM')"),
                    format!("to_char({first} + INTERVAL '1 month' - INTERVAL '1 day', 'YYYY-MM-DD')"),
                ]
            }
        }
    }
}

/// `INSERT` of so many rows, whose values are made of `n`, from 0, with what `from` adds.
fn series(table: &str, rows: i64, columns: &[(&str, String)], from: &str) -> String {
    let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
    let values: Vec<_> = columns.iter().map(|(_, value)| value.as_str()).collect();
    format!(
        "INSERT INTO {table} ({}) WITH RECURSIVE series (n) AS (
            SELECT CAST(0 AS BIGINT) UNION ALL SELECT n + 1 FROM series WHERE n < {rows} - 1)
        SELECT {} FROM series {from}",
        names.join(", "),
        values.join(", ")
    )
}

const BODY: &str = "JOIN bench_body b ON b.n = series.n % 200";
const LAST_AT: i64 = 1_792_000_000_000;
/// The log goes back 200 days, in milliseconds, however many entries it has.
const SPAN: i64 = 200 * 86_400_000;

fn statements(dialect: Dialect, rows: i64, made: &Province, post: Uuid) -> Vec<String> {
    let [plan, post] = [made.plan.0, post].map(|id| dialect.uuid(id));
    let mut all = vec![
        "CREATE TABLE bench_body (n BIGINT PRIMARY KEY, id UUID NOT NULL)".to_owned(),
        "CREATE TABLE bench_indicator (n BIGINT PRIMARY KEY, id UUID NOT NULL)".to_owned(),
    ];
    let bodies = made.bodies.iter().map(|body| body.id.0);
    for (table, ids) in [
        ("bench_body", bodies.collect::<Vec<_>>()),
        ("bench_indicator", made.indicators.iter().map(|id| id.0).collect()),
    ] {
        let values: Vec<_> =
            ids.iter().enumerate().map(|(n, id)| format!("({n}, {})", dialect.uuid(*id))).collect();
        all.push(format!("INSERT INTO {table} (n, id) VALUES {}", values.join(", ")));
    }
    all.extend(reports(dialect, rows, &plan));
    all.extend(observations(dialect, rows, &dialect.uuid(made.owner.0)));
    all.push(log(rows, &plan));
    all.extend(news(dialect, rows, &plan, &post));
    all.push(difficulties(dialect, rows, &plan, &dialect.uuid(made.owner.0)));
    all
}

/// Periods of 200 reports each, all but four of them closed, and figures that wait.
fn reports(dialect: Dialect, rows: i64, plan: &str) -> Vec<String> {
    let text = |text: &str| text.to_owned();
    let state = |open: &str, closed: &str| format!("CASE WHEN n < 4 THEN {open} ELSE {closed} END");
    let day = dialect.day("n");
    let periods = [
        ("id", dialect.id(PERIOD, "series.n")),
        ("calendar", text("p.calendar")),
        ("plan", text(plan)),
        ("cadence", text("'ad_hoc'")),
        ("regime", text("'party'")),
        ("topic", text("'Chuyên đề ' || n")),
        ("figures", text("p.figures")),
        ("window_from", day.clone()),
        ("window_to", day.clone()),
        ("opens_on", day.clone()),
        ("due_on", day.clone()),
        ("closes_on", day),
        ("state", state("'open'", "'closed'")),
        ("closed_at", state("NULL", &LAST_AT.to_string())),
        ("version", text("1")),
    ];
    let from = "JOIN reporting_period p ON p.cadence = 'monthly'";
    let place = "series.n / 200";
    let submissions = [
        ("id", dialect.id(SUBMISSION, "series.n")),
        ("period", dialect.id(PERIOD, place)),
        ("plan", text(plan)),
        ("organisation", text("b.id")),
        ("state", text("CASE WHEN series.n < 800 THEN 'submitted' ELSE 'consolidated' END")),
        ("revision", text("1")),
        ("reason", text("''")),
        ("since_at", format!("{LAST_AT} - series.n * 1000")),
        ("required", text("140")),
        ("filled", text("140")),
        ("version", text("1")),
        ("is_open", text("series.n < 800")),
        ("due_on", dialect.day(place)),
    ];
    let waiting = [
        ("submission", dialect.id(SUBMISSION, "series.n / 60")),
        ("indicator", text("i.id")),
        ("since_at", format!("{LAST_AT} + series.n * 1000")),
    ];
    vec![
        series("reporting_period", rows / 200, &periods, from),
        series("submission", rows, &submissions, BODY),
        series("waiting_figure", rows, &waiting, "JOIN bench_indicator i ON i.n = series.n % 60"),
    ]
}

/// The figures of each body and indicator, month by month; the plan's owner has five years.
fn observations(dialect: Dialect, rows: i64, owner: &str) -> [String; 2] {
    let columns = |month: &str, body: &str| {
        let [period, ends_on] = dialect.month(month);
        let text = |text: &str| text.to_owned();
        [
            ("indicator", text("i.id")),
            ("organisation", text(body)),
            ("period", period),
            ("stage", text("'reported'")),
            ("revision", text("1")),
            ("period_ends_on", ends_on),
            ("value", text("series.n % 90")),
            ("maturity", text("'official'")),
            ("note", text("''")),
            ("recorded_at", text("1750000000000")),
            ("recorded_by", text("'Chuyên viên đầu mối'")),
        ]
    };
    let indicator = "JOIN bench_indicator i ON i.n = series.n % 60";
    let from = format!("{indicator} JOIN bench_body b ON b.n = series.n / 60 % 200");
    [
        series("observation", rows, &columns("series.n / 12000", "b.id"), &from),
        series("observation", 60 * 60, &columns("series.n / 60", owner), indicator),
    ]
}

fn log(rows: i64, plan: &str) -> String {
    let text = |text: &str| text.to_owned();
    let details = "'{\"salt\":\"0\",\"acting_as\":\"Chuyên viên đầu mối\",\"address\":\"10.1.2.3\",\"before\":{\"value\":1},\"after\":{\"value\":2}}'";
    let columns = [
        ("seq", text("series.n + 1")),
        ("at_ms", format!("{LAST_AT} - ({rows} - series.n) * {}", SPAN / rows)),
        ("account", text("a.id")),
        (
            "event",
            text(
                "CASE WHEN series.n % 40 = 11 THEN 'indicator.edited' WHEN series.n % 3 = 0 THEN 'session.begun'
                ELSE 'submission.saved' END",
            ),
        ),
        ("outcome", text("CASE WHEN series.n % 40 = 13 THEN 'denied' ELSE 'done' END")),
        (
            "noun",
            text(
                "CASE WHEN series.n % 40 = 11 THEN 'indicator' WHEN series.n % 3 = 0 THEN 'session'
                ELSE 'submission' END",
            ),
        ),
        ("item", text("CASE WHEN series.n % 40 = 11 THEN '7' ELSE CAST(series.n / 20 AS TEXT) END")),
        ("plan", text(plan)),
        ("organisation", text("b.id")),
        ("details", text(details)),
        ("details_sha256", text("''")),
        ("hash", text("''")),
    ];
    // Each account and body often enough for more than a page in the smaller store too.
    let from = "JOIN bench_body b ON b.n = series.n % 40
        JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY sign_in_name) - 1 AS n FROM account) a ON a.n = series.n % 40";
    series("audit_entry", rows, &columns, from)
}

/// Notices, half of them to one post; mail; jobs.
fn news(dialect: Dialect, rows: i64, plan: &str, post: &str) -> Vec<String> {
    let text = |text: &str| text.to_owned();
    let at = format!("{LAST_AT} - n * 1000");
    let notices = [
        ("id", dialect.id(0xb3, "n")),
        (
            "post",
            format!(
                "CASE WHEN n % 2 = 0 THEN {post} ELSE (SELECT id FROM post WHERE id <> {post} LIMIT 1) END"
            ),
        ),
        ("key", text("'bench/' || n")),
        ("kind", text("'reminder'")),
        ("plan", text(plan)),
        ("noun", text("'submission'")),
        ("item", text("'00000000-0000-0000-0000-00000000000a'")),
        ("words", text("'{}'")),
        ("created_at", at.clone()),
        ("read_at", format!("CASE WHEN n % 20 < 2 THEN NULL ELSE {LAST_AT} END")),
    ];
    let mails = [
        ("id", dialect.id(0xb4, "n")),
        ("key", text("'bench/' || n")),
        ("recipient", text("'daumoi@example.vn'")),
        ("subject", text("'Báo cáo tháng'")),
        ("plain", text("'Báo cáo tháng sắp đến hạn gửi.'")),
        ("html", text("''")),
        ("state", text("CASE WHEN n % 5 = 1 THEN 'failed' WHEN n % 5 = 2 THEN 'waiting' ELSE 'sent' END")),
        ("attempts", text("1")),
        ("next_at", at.clone()),
        ("created_at", at.clone()),
        ("last_error", text("''")),
    ];
    let jobs = [
        ("id", dialect.id(0xb5, "n")),
        ("key", text("'bench/' || n")),
        ("kind", text("'remind'")),
        ("item", text("'00000000-0000-0000-0000-00000000000a'")),
        ("state", text("CASE WHEN n % 5 = 1 THEN 'failed' WHEN n % 5 = 2 THEN 'waiting' ELSE 'done' END")),
        ("run_at", at.clone()),
        ("attempts", text("1")),
        ("last_error", text("''")),
        ("result", text("''")),
        ("created_at", at.clone()),
        ("ended_at", format!("CASE WHEN n % 5 = 2 THEN NULL ELSE {at} END")),
    ];
    let all: [(&str, &[(&str, String)]); 3] = [("notice", &notices), ("mail", &mails), ("job", &jobs)];
    all.map(|(table, columns)| series(table, rows, columns, "")).to_vec()
}

fn difficulties(dialect: Dialect, rows: i64, plan: &str, owner: &str) -> String {
    let text = |text: &str| text.to_owned();
    let columns = [
        ("id", dialect.id(0xb6, "series.n")),
        ("kind", text("'difficulty'")),
        ("source", text("'body'")),
        ("organisation", text("b.id")),
        ("sender", text("''")),
        ("plan", text(plan)),
        ("text", text("'Thiếu kinh phí cho hạ tầng số'")),
        ("threatens", text("'[]'")),
        ("competent", text(owner)),
        // More late ones than are counted, in the smaller store too.
        ("due_on", text("CASE WHEN series.n % 10 < 6 THEN '2026-10-01' ELSE '2027-10-01' END")),
        ("state", text("CASE WHEN series.n % 10 < 8 THEN 'open' ELSE 'answered' END")),
        ("answer", text("''")),
        ("decision", text("''")),
        ("raised_at", format!("{LAST_AT} - series.n * 1000")),
        ("raised_by", text("'Chuyên viên đầu mối'")),
        ("version", text("1")),
        ("is_open", text("series.n % 10 < 8")),
        ("folded", text("' thieu kinh phi cho ha tang so'")),
    ];
    series("difficulty", rows, &columns, BODY)
}
