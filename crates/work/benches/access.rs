//! What it costs to decide who may do what, at the size of the whole country's list of bodies; prints a table
//! for `docs/benchmarks.md`.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context, Result};
use domain::{
    AccessGrant, AccessRole, Action, Aggregate, Anchor, Deadline, DeadlineKind, Direction, Document,
    DocumentId, Group, Indicator, IndicatorId, Means, Measure, Organisation, OrganisationKind, Path, Person,
    PersonId, Plan, PlanId, PlanLevel, Post, Responsibility, Role, Scope, Task, Tenure, TenureKind, audit,
};
use jiff::civil::date;
use store::account::Account;
use store::session::Session;
use store::{Options, Store, Write};
use work::access::{Access, Directory, Subject, targets};
use work::{Clock, Origin, Work};

const PROVINCES: usize = 34;
const COMMUNES: usize = 99;
const POSTS: usize = 200;
const INDICATORS: usize = 60;
const TASKS: usize = 60;
const RUNS: usize = 2_000;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measured())
}

async fn measured() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
    let work = Work::new(Store::open(&url, Options::default()).await?, Clock::system());
    let made = make(&work).await?;
    let [found, signed] = [look_up(&work, &made).await?, sign(&work, &made).await?];
    println!(
        "\n## Deciding about access ({} bodies, {POSTS} posts, a plan with {INDICATORS} indicators)\n",
        (COMMUNES + 1) * PROVINCES
    );
    println!("| measure | median µs | 95th percentile µs |\n|---|--:|--:|");
    row("reading the picture, once after each change", read(&work).await?);
    row("who is signed in: the session's row alone", found);
    row("the same with what they may do", signed);
    row("what they may do, from the picture", take(&work, &made).await?);
    row("the decision at a door: whose it is, and whether it is within reach", decide(&work, &made).await?);
    Ok(())
}

fn row(measure: &str, mut times_us: Vec<f64>) {
    times_us.sort_by(f64::total_cmp);
    let (median, high) = (times_us[times_us.len() / 2], times_us[times_us.len() * 95 / 100]);
    println!("| {measure} | {median:.1} | {high:.1} |");
}

/// The last of those who were made, who sees the least and so is compared the longest.
struct Made {
    person: PersonId,
    secret: String,
    indicators: Vec<IndicatorId>,
}

async fn read(work: &Work) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        let mut read = work.store.read().await?;
        black_box(Directory::read(&mut read, work.clock.today()).await?);
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(times)
}

async fn look_up(work: &Work, made: &Made) -> Result<Vec<f64>> {
    let digest = audit::sha256_hex(made.secret.as_bytes());
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        let mut read = work.store.read().await?;
        black_box(store::session::find(&mut read, &digest, work.clock.now()).await?);
        drop(read);
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(times)
}

async fn sign(work: &Work, made: &Made) -> Result<Vec<f64>> {
    let origin = Origin::default();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        black_box(work::sign_in::session(work, &made.secret, &origin).await?.context("it has not ended")?);
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(times)
}

async fn take(work: &Work, made: &Made) -> Result<Vec<f64>> {
    let generation = work.directory_now().await?.generation;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        black_box(Access::of(work, made.person, generation).await?);
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(times)
}

async fn decide(work: &Work, made: &Made) -> Result<Vec<f64>> {
    let access = Access::of(work, made.person, work.directory_now().await?.generation).await?;
    let mut times = Vec::new();
    for run in 0..RUNS {
        let subject = Subject::Indicator(made.indicators[run % INDICATORS]);
        let begun = Instant::now();
        let targets = targets(work, access.directory(), subject, Action::SeeItem).await?;
        black_box(targets.iter().find_map(|target| access.grant_for(Action::SeeItem, target)));
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(times)
}

async fn make(work: &Work) -> Result<Made> {
    let mut tx = work.store.write().await?;
    let bodies = bodies(work.clock);
    store::organisation::add_all(&mut tx, &bodies).await?;
    let (person, secret) = people(work, &mut tx, &bodies).await?;
    let indicators = plan(work.clock, &mut tx, &bodies).await?;
    tx.commit_unrecorded().await?;
    Ok(Made { person, secret, indicators })
}

fn bodies(clock: Clock) -> Vec<Organisation> {
    let body = |name: String, kind, parent| Organisation {
        id: clock.id(),
        code: None,
        name,
        kind,
        parent,
        aliases: Vec::new(),
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    };
    let mut all = Vec::new();
    for p in 0..PROVINCES {
        let province = body(format!("Tỉnh {p}"), OrganisationKind::Province, None);
        let parent = Some(province.id);
        all.push(province);
        all.extend((0..COMMUNES).map(|c| body(format!("Xã {p}.{c}"), OrganisationKind::Commune, parent)));
    }
    all
}

/// Gives each of many posts a person, and a role for a body; the last one signs in.
async fn people(work: &Work, tx: &mut Write, bodies: &[Organisation]) -> Result<(PersonId, String)> {
    let (clock, always, secret) = (work.clock, date(2025, 1, 1), work.clock.secret());
    let mut last = None;
    for (n, body) in bodies.iter().enumerate().take(POSTS) {
        let post = Post::new(clock.id(), Some(body.id), format!("Chức danh {n}"));
        let person = Person::new(clock.id(), format!("Người {n}"), "");
        let (kind, document) = (TenureKind::Holder, String::new());
        let tenure = Tenure { post: post.id, person: person.id, kind, from: always, to: None, document };
        store::post::add(tx, &post).await?;
        store::person::add(tx, &person).await?;
        store::tenure::add(tx, &tenure).await?;
        for role in [AccessRole::Viewer, AccessRole::FocalOfficer, AccessRole::Head] {
            let scope = Scope { organisation: Some(body.id), ..Scope::default() };
            let (id, post) = (clock.id(), post.id);
            let grant = AccessGrant { id, post, role, scope, from: always, to: None, version: 1 };
            store::access_grant::add(tx, &grant).await?;
        }
        last = Some(person.id);
    }
    let person = last.context("somebody was made")?;
    let account = Account::new(clock.id(), person, "do-luong", clock.now());
    store::account::add(tx, &account).await?;
    let session = Session {
        id_sha256: audit::sha256_hex(secret.as_bytes()),
        account: account.id,
        means: Means::Totp,
        address: String::new(),
        agent: String::new(),
        created_at: clock.now(),
        seen_at: clock.now(),
        expires_at: clock.now() + jiff::SignedDuration::from_hours(1),
    };
    store::session::add(tx, &session).await?;
    Ok((person, secret))
}

async fn plan(clock: Clock, tx: &mut Write, bodies: &[Organisation]) -> Result<Vec<IndicatorId>> {
    let (id, document): (PlanId, DocumentId) = (clock.id(), clock.id());
    let signed = Document {
        id: document,
        symbol: None,
        kind: None,
        issuer: String::new(),
        place: String::new(),
        issued_on: None,
        title: "Kế hoạch".into(),
        file_name: "ke-hoach.txt".into(),
        sha256: String::new(),
        lines: vec!["Kế hoạch".into()],
        is_illustration: true,
    };
    store::document::add(tx, &signed).await?;
    let (title, level, owner) = ("Kế hoạch".into(), PlanLevel::Province, bodies[0].name.clone());
    store::plan::add(tx, &Plan { id, title, level, owner, implements: None, is_illustration: true }).await?;
    let group =
        Group { id: clock.id(), plan: id, position: 0, label: "I".into(), name: "Hạ tầng".into() };
    store::group::add_all(tx, std::slice::from_ref(&group)).await?;
    let said = |n: usize| {
        let named = (0..3).map(|step| &bodies[(n * 7 + step * 13) % bodies.len()]);
        let says = |body: &Organisation| Responsibility {
            role: Role::Implementer,
            text: body.name.clone(),
            organisation: Some(body.id),
            member: None,
        };
        named.map(says).collect::<Vec<_>>()
    };
    let anchor = Anchor::lines(1, 1, "Kế hoạch");
    let indicators: Vec<Indicator> = (0..INDICATORS)
        .map(|n| Indicator {
            id: clock.id(),
            plan: id,
            group: group.id,
            position: u32::try_from(n).unwrap_or(0),
            label: format!("I.{n}"),
            name: format!("Chỉ tiêu {n}"),
            unit: "%".into(),
            measure: Measure::Stock,
            direction: Direction::Up,
            across_units: Aggregate::Ratio,
            limits: None,
            subjects: Vec::new(),
            path: Path::default(),
            document,
            anchor: anchor.clone(),
            field: None,
            responsibilities: said(n),
            version: 1,
        })
        .collect();
    let tasks: Vec<Task> = (0..TASKS)
        .map(|n| Task {
            id: clock.id(),
            plan: id,
            group: group.id,
            position: u32::try_from(n).unwrap_or(0),
            label: format!("{n}"),
            text: format!("Nhiệm vụ {n}"),
            deadline: Deadline { kind: DeadlineKind::end_of_year(2026), text: "năm 2026".into() },
            product: String::new(),
            document,
            anchor: anchor.clone(),
            responsibilities: said(n + INDICATORS),
            version: 1,
        })
        .collect();
    store::indicator::add_all(tx, &indicators).await?;
    store::task::add_all(tx, &tasks).await?;
    Ok(indicators.into_iter().map(|indicator| indicator.id).collect())
}
