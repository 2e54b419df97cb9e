//! `/documents/{id}`, and every other address that names something.

use crate::visitor::Visitor;

const UNKNOWN: &str = "0190aaaa-0000-7000-8000-000000000000";

#[tokio::test]
async fn the_signed_words_of_an_indicator_lead_to_their_line() {
    let mut visitor = Visitor::on_demonstration().await;
    let links = visitor.page("/indicators").await.html().links();
    let indicator = links.into_iter().find(|link| link.starts_with("/indicators/")).unwrap();
    let page = visitor.page(&indicator).await.html();
    let quote = page.text("#signed blockquote");
    let (document, line) = page.one("#signed figcaption a").attr("href").unwrap().split_once('#').unwrap();
    let document = visitor.page(document).await.html();
    // The row of a table begins with its label; the name stands in one of the next cells.
    let first: usize = line[1..].parse().unwrap();
    let words: String =
        (first..first + 4).flat_map(|number| document.texts(&format!("#L{number} > span"))).collect();
    let begin: String = quote.chars().take(12).collect();
    assert!(words.contains(&begin), "{quote:?} does not begin in {words:?}");
    assert_eq!(document.one(&format!("#{line} .anchor")).attr("href"), Some(indicator.as_str()));
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_leads_on() {
    let mut visitor = Visitor::on_demonstration().await;
    let nouns = ["indicators", "tasks", "committee", "organisations", "documents", "plans", "imports"];
    let mut addresses: Vec<String> = nouns.iter().map(|noun| format!("/{noun}/{UNKNOWN}")).collect();
    addresses.extend([
        format!("/indicators/{UNKNOWN}/observations"),
        format!("/imports/{UNKNOWN}/publish"),
        format!("/imports/{UNKNOWN}/items/i1"),
        format!("/imports/{UNKNOWN}/draft.json"),
        "/no-such-page".into(),
        "/indicators/".into(),
    ]);
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        for address in &addresses {
            let answer = visitor.get(address).await;
            assert_eq!(answer.status, 404, "{address}");
            let page = answer.html();
            page.check(lang);
            assert!(page.links().contains("/indicators"), "{address}");
        }
    }
}

#[tokio::test]
async fn an_address_or_form_that_cannot_be_read_is_a_page_too() {
    let mut visitor = Visitor::on_demonstration().await;
    for address in [
        "/indicators/1",
        "/tasks/not-an-id",
        "/documents/%27%20or%201=1",
        "/plans/x",
        "/imports/x/items/i1",
        "/indicators?q=a&q=b",
        "/tasks?q=%ff",
    ] {
        let answer = visitor.get(address).await;
        assert!(matches!(answer.status.as_u16(), 200 | 400 | 404), "{address}: {}", answer.status);
        answer.html().check("vi");
    }
    let task =
        visitor.page("/tasks").await.html().links().into_iter().find(|l| l.starts_with("/tasks/")).unwrap();
    for fields in [
        &[("revision", "many"), ("state", "done")][..],
        &[("state", "done"), ("state", "paused")],
        &[("revision", "-1")],
    ] {
        let answer = visitor.post(&task, fields).await;
        assert!(answer.status.is_client_error(), "{fields:?}: {}", answer.status);
        answer.html().check("vi");
    }
}
