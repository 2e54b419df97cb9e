//! Every address of the site, in both languages.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::visitor::Visitor;

/// How many pages of one kind are read: an indicator with figures, one without, one whose target is a word …
const OF_EACH: usize = 12;

/// Every kind of page that is reached by links from the front page.
const KINDS: [&str; 19] = [
    "/",
    "/body-groups",
    "/body-groups/new",
    "/committee",
    "/committee/{id}",
    "/documents",
    "/documents/{id}",
    "/imports",
    "/imports/{id}",
    "/indicators",
    "/indicators/{id}",
    "/indicators/{id}/observations",
    "/organisations",
    "/organisations/{id}",
    "/organisations/{id}/act",
    "/organisations/load",
    "/organisations/new",
    "/organisations/tree",
    "/plans",
];

/// The address with its ids taken out, and without the query.
fn kind(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let part = |part: &str| if part.len() == 36 { "{id}".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Follows every link from the front page and checks every page; gives the kinds of pages seen.
async fn walk(lang: &str) -> BTreeSet<String> {
    let mut visitor = Visitor::on_demonstration().await;
    visitor.speak(lang).await;
    let mut known = BTreeSet::from(["/".to_owned()]);
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(address) = waiting.pop_front() {
        let count = seen.entry(kind(&address)).or_default();
        *count += 1;
        if *count > OF_EACH {
            continue;
        }
        let page = visitor.page(&address).await;
        let html = page.html();
        html.check(lang);
        assert!(html.has(".context .illustrative"), "{address} does not say that its figures illustrate");
        for link in html.links() {
            let leads_on = ["/language/", "/assets/", "/plans/"].iter().all(|other| !link.starts_with(other));
            // What is taken out for other programs is no page.
            let is_page =
                !["/export.", ".xlsx", ".docx", ".pdf", "/central/"].iter().any(|file| link.contains(file));
            if leads_on && is_page && known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
    }
    seen.into_keys().collect()
}

#[tokio::test]
async fn every_page_that_links_lead_to_is_whole_in_vietnamese() {
    let seen = walk("vi").await;
    for kind in KINDS.iter().chain(&["/tasks", "/tasks/{id}"]) {
        assert!(seen.contains(*kind), "{kind}: {seen:?}");
    }
}

#[tokio::test]
async fn every_page_that_links_lead_to_is_whole_in_english() {
    let seen = walk("en").await;
    for kind in KINDS.iter().chain(&["/tasks", "/tasks/{id}"]) {
        assert!(seen.contains(*kind), "{kind}: {seen:?}");
    }
}

#[tokio::test]
async fn every_choice_of_every_filter_gives_a_page() {
    let mut visitor = Visitor::on_demonstration().await;
    for list in ["/indicators", "/tasks"] {
        let page = visitor.page(list).await.html();
        let whole = page.all("tbody tr").len();
        let mut choices = Vec::new();
        for select in page.all("form.filters select") {
            let name = select.attr("name").unwrap();
            let options = page.all(&format!("select[name={name}] option"));
            let values = options
                .iter()
                .map(|option| option.attr("value").map_or_else(|| crate::html::text(*option), str::to_owned));
            choices.extend(values.map(|value| format!("{list}?{name}={}", value.replace(' ', "+"))));
        }
        assert!(choices.len() > 10, "{choices:?}");
        for address in choices {
            let rows = visitor.page(&address).await.html().all("tbody tr").len();
            assert!(rows <= whole, "{address}");
            assert!(!address.ends_with('=') || rows == whole, "{address}: an empty choice means all");
        }
    }
}

#[tokio::test]
async fn searching_needs_no_marks() {
    let mut visitor = Visitor::on_demonstration().await;
    let marked = visitor.page("/indicators?q=s%E1%BB%91").await.html().texts("tbody .row-title");
    let plain = visitor.page("/indicators?q=so").await.html().texts("tbody .row-title");
    assert!(!marked.is_empty() && marked.iter().all(|name| plain.contains(name)), "{marked:?} {plain:?}");
    let nothing = visitor.page("/indicators?q=khongcochutinnao").await.html();
    assert!(!nothing.has("tbody tr") && nothing.has(".empty"));
}

#[tokio::test]
async fn an_empty_site_says_where_to_begin() {
    let mut visitor = Visitor::on_empty_site().await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let front = visitor.page("/").await.html();
        front.check(lang);
        assert!(front.links().contains("/imports"));
        for address in ["/imports", "/plans", "/documents", "/organisations"] {
            visitor.page(address).await.html().check(lang);
        }
        for address in ["/indicators", "/tasks", "/committee"] {
            let answer = visitor.get(address).await;
            assert_eq!(answer.status, 404, "{address}");
            answer.html().check(lang);
            assert!(answer.html().links().contains("/imports"), "{address}");
        }
    }
}

#[tokio::test]
async fn the_past_is_shown_as_it_was_judged() {
    let mut visitor = Visitor::on_demonstration().await;
    let now = visitor.page("/").await.html();
    let then = visitor.page("/?on=2025-12-31").await.html();
    assert_eq!(now.text(".context-facts strong"), "31/10/2026");
    assert_eq!(then.text(".context-facts strong"), "31/12/2025");
    assert_ne!(now.texts(".legend-count"), then.texts(".legend-count"));
}

#[tokio::test]
async fn a_search_takes_any_words() {
    let mut visitor = Visitor::on_demonstration().await;
    let long = "chuyển đổi số ".repeat(400);
    for words in [
        "\"",
        "*",
        "a*",
        "AND",
        "NEAR(a b)",
        "a OR",
        "-a",
        "(",
        "^a:b",
        "'; DROP TABLE plan; --",
        "%",
        "_",
        "🙂",
        &long,
    ] {
        let query = words.bytes().fold(String::new(), |query, byte| query + &format!("%{byte:02X}"));
        for list in ["/indicators", "/tasks", "/organisations"] {
            let page = visitor.page(&format!("{list}?q={query}")).await.html();
            page.check("vi");
            let shown = page.one("input[name=q]").attr("value").unwrap();
            assert_eq!(shown, words, "{list}");
        }
    }
}

#[tokio::test]
async fn any_day_can_be_asked_for() {
    let mut visitor = Visitor::on_demonstration().await;
    for day in
        ["0001-01-01", "1969-12-31", "2026-02-29", "2045-12-31", "9999-12-31", "-9999-01-01", "today", ""]
    {
        for page in ["/", "/indicators", "/tasks", "/committee", "/organisations"] {
            visitor.page(&format!("{page}?on={day}")).await.html().check("vi");
        }
        let indicators = visitor.page("/indicators").await.html().links();
        let indicator = indicators.iter().find(|link| link.starts_with("/indicators/")).unwrap();
        visitor.page(&format!("{indicator}?on={day}")).await.html().check("vi");
    }
}
