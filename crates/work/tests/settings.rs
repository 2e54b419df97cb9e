//! Rule sets, as an administrator keeps them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::rules::Standing;
use domain::{Lang, RuleKind, RuleSet};
use jiff::civil::{Date, date};
use store::{Options, Store};
use work::settings::{self, Typed};
use work::{Actor, Clock, Error, Work};

const TODAY: Date = date(2026, 11, 22);

async fn a_work() -> (Work, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
    let store = Store::open(&url, Options::default()).await.unwrap();
    (Work::new(store, Clock::fixed("2026-11-22T02:00:00Z".parse().unwrap())), folder)
}

fn actor() -> Actor {
    Actor::program("quản trị")
}

/// What the form holds that starts from the set in force, with some fields typed over.
async fn typed(work: &Work, kind: RuleKind, from: &str, changes: &[(&str, &str)]) -> Typed {
    let set = settings::in_force(work, kind, TODAY).await.unwrap();
    let mut typed = Typed {
        from: from.into(),
        to: String::new(),
        source: "Quyết định 12-QĐ/TU".into(),
        ..Typed::of(&set)
    };
    for (field, value) in changes {
        typed.values.insert((*field).to_owned(), (*value).to_owned());
    }
    typed
}

fn wrong_fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result.unwrap_err() {
        Error::Invalid(fields) => fields.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_own_set_counts_from_its_first_day_on() {
    let (work, _folder) = a_work().await;
    assert_eq!(settings::sign_in_rules(&work).await.unwrap().lock_after, 5);
    let coming = typed(&work, RuleKind::SignIn, "01/01/2027", &[("lock_after", "3")]).await;
    settings::add(&work, &actor(), RuleKind::SignIn, &coming).await.unwrap();
    assert_eq!(settings::sign_in_rules(&work).await.unwrap().lock_after, 5);
    let book = settings::book(&work).await.unwrap();
    let own = book.in_force(RuleKind::SignIn, date(2027, 1, 1));
    assert_eq!(own.source, "Quyết định 12-QĐ/TU");
    assert_eq!(book.standing(own, TODAY), Standing::Coming);
    let today = typed(&work, RuleKind::SignIn, "2026-11-22", &[("lock_after", "4")]).await;
    let today = Typed { to: "31/12/2026".into(), ..today };
    settings::add(&work, &actor(), RuleKind::SignIn, &today).await.unwrap();
    assert_eq!(settings::sign_in_rules(&work).await.unwrap().lock_after, 4);
}

#[tokio::test]
async fn a_past_day_is_judged_by_the_rules_then_in_force() {
    let (work, _folder) = a_work().await;
    let stricter = typed(&work, RuleKind::Assessment, "01/12/2026", &[("at_risk_months", "3,5")]).await;
    settings::add(&work, &actor(), RuleKind::Assessment, &stricter).await.unwrap();
    let at_risk = async |on| settings::assessment_rules(&work, on).await.unwrap().at_risk_months;
    assert!((at_risk(date(2026, 11, 30)).await - 6.0).abs() < 1e-9);
    assert!((at_risk(date(2026, 12, 1)).await - 3.5).abs() < 1e-9);
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let (work, _folder) = a_work().await;
    let add = async |changes: &[(&str, &str)]| {
        let typed = typed(&work, RuleKind::SignIn, "01/01/2027", changes).await;
        wrong_fields(settings::add(&work, &actor(), RuleKind::SignIn, &typed).await)
    };
    assert_eq!(add(&[("lock_after", "2")]).await, ["lock_after"]);
    assert_eq!(add(&[("lock_after", "4,5")]).await, ["lock_after"]);
    assert_eq!(add(&[("lock_after", "năm")]).await, ["lock_after"]);
    assert_eq!(add(&[("argon2.passes", "0")]).await, ["argon2.passes"]);
    let shorter = [("idle_minutes", "4")];
    assert_eq!(add(&shorter).await, ["idle_minutes"], "not below the administrator's");
    let no_source = Typed { source: " ".into(), ..typed(&work, RuleKind::SignIn, "01/01/2027", &[]).await };
    assert_eq!(wrong_fields(settings::add(&work, &actor(), RuleKind::SignIn, &no_source).await), ["source"]);
}

#[tokio::test]
async fn less_than_the_law_asks_needs_a_cited_document() {
    let (work, _folder) = a_work().await;
    let weaker = typed(&work, RuleKind::SignIn, "01/01/2027", &[("password_min_alone", "10")]).await;
    let uncited = Typed { source: "Theo yêu cầu thực tế".into(), ..weaker.clone() };
    assert_eq!(
        wrong_fields(settings::add(&work, &actor(), RuleKind::SignIn, &uncited).await),
        ["password_min_alone"]
    );
    settings::add(&work, &actor(), RuleKind::SignIn, &weaker).await.unwrap();
}

#[tokio::test]
async fn two_sets_never_cover_the_same_day() {
    let (work, _folder) = a_work().await;
    let first = typed(&work, RuleKind::Retention, "01/12/2026", &[]).await;
    settings::add(&work, &actor(), RuleKind::Retention, &first).await.unwrap();
    let second = typed(&work, RuleKind::Retention, "01/06/2027", &[("log_months", "24")]).await;
    assert_eq!(wrong_fields(settings::add(&work, &actor(), RuleKind::Retention, &second).await), ["from"]);
    let first_day = date(2026, 12, 1);
    let ended = Typed { to: "31/05/2027".into(), version: "1".into(), ..first };
    settings::update(&work, &actor(), RuleKind::Retention, first_day, &ended).await.unwrap();
    settings::add(&work, &actor(), RuleKind::Retention, &second).await.unwrap();
    let longer = Typed { to: "01/06/2027".into(), version: "2".into(), ..ended };
    let refused = settings::update(&work, &actor(), RuleKind::Retention, first_day, &longer).await;
    assert_eq!(wrong_fields(refused), ["from"]);
}

#[tokio::test]
async fn days_that_are_over_change_only_with_a_reason() {
    let (work, _folder) = a_work().await;
    let past = typed(&work, RuleKind::Assessment, "01/10/2026", &[("stale_days", "45")]).await;
    assert_eq!(wrong_fields(settings::add(&work, &actor(), RuleKind::Assessment, &past).await), ["reason"]);
    let past = Typed { reason: "Ban Chỉ đạo thống nhất từ tháng 10".into(), ..past };
    settings::add(&work, &actor(), RuleKind::Assessment, &past).await.unwrap();

    let from = date(2026, 10, 1);
    let set = settings::get(&work, RuleKind::Assessment, from).await.unwrap();
    let ended = Typed { to: "31/12/2026".into(), ..Typed::of(&set) };
    settings::update(&work, &actor(), RuleKind::Assessment, from, &ended).await.unwrap();
    let moved = Typed { from: "01/11/2026".into(), version: "2".into(), ..ended.clone() };
    let refused = settings::update(&work, &actor(), RuleKind::Assessment, from, &moved).await;
    assert_eq!(wrong_fields(refused), ["from"]);
    let sooner = Typed { to: "31/10/2026".into(), version: "2".into(), ..ended };
    let refused = settings::update(&work, &actor(), RuleKind::Assessment, from, &sooner).await;
    assert_eq!(wrong_fields(refused), ["reason"]);
    let refused = settings::remove(&work, &actor(), RuleKind::Assessment, from, 2).await;
    assert_eq!(wrong_fields(refused), ["to"]);
}

#[tokio::test]
async fn the_second_of_two_who_change_a_set_is_told() {
    let (work, _folder) = a_work().await;
    let set = typed(&work, RuleKind::Retention, "01/01/2027", &[]).await;
    let from = settings::add(&work, &actor(), RuleKind::Retention, &set).await.unwrap();
    let set = Typed { version: "1".into(), ..set };
    settings::update(&work, &actor(), RuleKind::Retention, from, &set).await.unwrap();
    let late = settings::update(&work, &actor(), RuleKind::Retention, from, &set).await;
    assert!(matches!(late, Err(Error::Store(store::Error::Stale { current: 2 }))), "{late:?}");
    let late = settings::remove(&work, &actor(), RuleKind::Retention, from, 1).await;
    assert!(matches!(late, Err(Error::Store(store::Error::Stale { current: 2 }))), "{late:?}");
    settings::remove(&work, &actor(), RuleKind::Retention, from, 2).await.unwrap();
    assert!(settings::get(&work, RuleKind::Retention, from).await.is_err());
}

#[tokio::test]
async fn every_change_stands_in_the_log_with_its_reason() {
    let (work, _folder) = a_work().await;
    let past = typed(&work, RuleKind::Retention, "01/11/2026", &[("log_months", "24")]).await;
    let past = Typed { reason: "Theo yêu cầu kiểm tra".into(), ..past };
    settings::add(&work, &actor(), RuleKind::Retention, &past).await.unwrap();
    let mut read = work.store.read().await.unwrap();
    let log = store::audit::list_of_item(&mut read, "rule_set", "retention/2026-11-01", i64::MAX, 10)
        .await
        .unwrap();
    let details = log[0].details.as_deref().unwrap();
    assert_eq!(log[0].entry.event, "rule_set.added");
    assert!(details.contains("Theo yêu cầu kiểm tra") && details.contains("\"log_months\":24"), "{details}");
}

#[tokio::test]
async fn an_export_changes_nothing_where_it_came_from_and_everything_elsewhere() {
    let (work, _folder) = a_work().await;
    let own = typed(&work, RuleKind::SignIn, "01/01/2027", &[("idle_minutes", "10")]).await;
    settings::add(&work, &actor(), RuleKind::SignIn, &own).await.unwrap();
    let file = settings::export(settings::book(&work).await.unwrap().sets());
    let preview = settings::preview(&work, &file).await.unwrap();
    assert_eq!((preview.changes.len(), preview.untouched.len()), (0, 0));

    let (other, _other_folder) = a_work().await;
    let preview = settings::preview(&other, &file).await.unwrap();
    assert_eq!(preview.changes.len(), 1);
    let words =
        settings::differences(preview.changes[0].before.as_ref(), &preview.changes[0].after, Lang::Vi);
    assert!(words.iter().any(|difference| difference.after == "10 phút"), "{words:?}");
    assert_eq!(settings::apply(&other, &actor(), &file, Some(&preview.state), "").await.unwrap(), 1);
    let stale = settings::apply(&other, &actor(), &file, Some(&preview.state), "").await;
    assert!(matches!(stale, Err(Error::Store(store::Error::Stale { .. }))), "{stale:?}");
    let same =
        |book: &domain::RuleBook| book.sets().iter().map(|s| (s.from, s.body.clone())).collect::<Vec<_>>();
    let (mine, theirs) = (settings::book(&work).await.unwrap(), settings::book(&other).await.unwrap());
    assert_eq!(same(&mine), same(&theirs));
}

#[tokio::test]
async fn a_file_that_overlaps_or_lacks_a_reason_leaves_nothing_behind() {
    let (work, _folder) = a_work().await;
    let book = settings::book(&work).await.unwrap();
    let set = |from: Date, to: Option<Date>| RuleSet {
        from,
        to,
        source: "Quyết định 12-QĐ/TU".into(),
        ..book.in_force(RuleKind::Retention, TODAY).clone()
    };
    let overlapping = [set(date(2027, 1, 1), None), set(date(2027, 6, 1), None)];
    let refused = settings::apply(&work, &actor(), &settings::export(&overlapping), None, "").await;
    assert_eq!(wrong_fields(refused), ["from"]);
    let past = [set(date(2026, 10, 1), None)];
    let refused = settings::apply(&work, &actor(), &settings::export(&past), None, "").await;
    assert_eq!(wrong_fields(refused), ["reason"]);
    assert_eq!(*settings::book(&work).await.unwrap(), *book);
    settings::apply(&work, &actor(), &settings::export(&past), None, "Áp dụng lại").await.unwrap();
}

#[tokio::test]
async fn a_file_says_what_is_wrong_with_it() {
    let (work, _folder) = a_work().await;
    let message = async |text: &str| match settings::preview(&work, text).await {
        Err(Error::Invalid(errors)) => {
            errors.iter().map(|e| format!("{}\n{}", e.vi, e.en)).collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    };
    let with = |set: &str| format!("format = \"cotmoc.settings/1\"\n[[set]]\n{set}");
    let fine = "from = \"2027-01-01\"\nsource = \"12-QĐ/TU\"\n";
    for (text, told) in [
        ("a = = 1".to_owned(), "dòng 1"),
        ("format = \"cotmoc.settings/2\"".to_owned(), "cotmoc.settings/2"),
        ("format = \"cotmoc.settings/1\"\ncolour = 1".to_owned(), "colour"),
        (with(&format!("kind = \"weather\"\n{fine}")), "weather"),
        (with("kind = \"retention\"\nfrom = \"hôm qua\""), "from"),
        (
            with(&format!("kind = \"retention\"\n{fine}values = {{ log_months = 12, log_years = 1 }}")),
            "log_years",
        ),
        (with(&format!("kind = \"retention\"\n{fine}values = {{ log_months = 1 }}")), "từ 3 đến 120 tháng"),
        (with(&format!("kind = \"retention\"\n{fine}values = {{ log_months = \"12\" }}")), "giá trị"),
        (with(&format!("kind = \"retention\"\n{fine}")), "values"),
    ] {
        let message = message(&text).await;
        assert!(message.contains(told), "{text}: {message}");
    }
}
