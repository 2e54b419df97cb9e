//! `/imports`: from a file to a plan that is looked at.

use serde_json::Value;

use crate::visitor::{Answer, Visitor};

/// A plan of an invented province, with a doubtful sign and without anyone who follows.
const PLAN: &str = include_str!("../fixtures/song-lam.txt");

/// The plan with HTML where a reader might let it through.
fn plan_in_markup() -> String {
    let name = "Tỷ lệ hộ gia đình có kết nối cáp quang";
    PLAN.replace(name, &format!("{name} <script>alert(1)</script> & \"<b>nhà</b>\""))
}

async fn review(visitor: &mut Visitor, text: &str) -> Answer {
    let answer = visitor.upload("song-lam.txt", text.as_bytes()).await;
    visitor.follow(&answer).await
}

/// Presses one of the buttons of a review.
async fn step(visitor: &mut Visitor, page: &Answer, step: &str) -> Answer {
    let answer = visitor.submit(page, "#steps", &[("step", step)]).await;
    visitor.follow(&answer).await
}

#[tokio::test]
async fn an_upload_becomes_a_review_with_findings_first() {
    let mut visitor = Visitor::on_empty_site().await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let page = review(&mut visitor, PLAN).await.html();
        page.check(lang);
        assert_eq!(page.all("[id^=d-i]").len(), 2, "two indicators");
        assert!(page.has("[id^=d-t]"), "a task");
        assert_eq!(page.texts("#d-i1 .draft-targets .year"), ["2026", "2030"], "linked over the milestones");
        let rules = page.texts("#findings code");
        assert!(rules.contains(&"target.comparator_differs".to_owned()), "{rules:?}");
        assert!(page.all(".doc-lines li").len() >= PLAN.lines().count());
        assert!(page.texts(".doc-lines a[data-pair=i1]").iter().any(|line| line.contains("> 60%")));
    }
}

#[tokio::test]
async fn the_draft_is_offered_as_json() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    let answer = visitor.page(&format!("{}/draft.json", page.path)).await;
    assert_eq!(answer.headers["content-type"], "application/json");
    let draft: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(draft["format"], "cotmoc.draft/1");
    assert_eq!(draft["document"]["symbol"], "12/KH-UBND");
    assert_eq!(draft["indicators"][0]["targets"][0]["value"], 60.0);
}

#[tokio::test]
async fn a_correction_is_shown_and_a_wrong_one_comes_back() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    let form = visitor.page(&format!("{}/items/i1", page.path)).await;
    form.html().check("vi");
    assert_eq!(form.html().one("#target-2026").attr("value"), Some("> 60%"));
    assert!(
        form.html().texts(".doc-lines li").iter().any(|line| line.contains("> 60%")),
        "its lines stand beside it"
    );

    let wrong =
        visitor.submit(&form, "form[data-keep=item]", &[("name", " "), ("target-2026", "nhiều %%")]).await;
    assert_eq!(wrong.status, 422);
    wrong.html().check("vi");
    assert_eq!(wrong.html().one("#target-2026").attr("value"), Some("nhiều %%"));
    let summary = wrong.html().values("href").into_iter().filter(|h| *h == "#name").count();
    assert_eq!(summary, 1, "the summary leads to the name");

    let answer = visitor.submit(&form, "form[data-keep=item]", &[("target-2026", "≥ 60%")]).await;
    let page = visitor.follow(&answer).await.html();
    page.check("vi");
    assert!(page.text("#d-i1").contains("≥ 60%") && page.text("#d-i1").contains("đã sửa"));
    assert!(
        !page.texts("#findings code").contains(&"target.comparator_differs".to_owned()),
        "its finding is settled"
    );
}

#[tokio::test]
async fn every_item_can_be_corrected_in_its_own_form() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    for (item, typed, shown) in [
        ("document", [("title", "Tên mới của kế hoạch"), ("symbol", "13/KH-UBND")], "13/KH-UBND"),
        ("t1", [("lead", "Sở Nội vụ"), ("deadline", "hết năm 2027")], "31/12/2027"),
    ] {
        let form = visitor.page(&format!("{}/items/{item}", page.path)).await;
        form.html().check("vi");
        let answer = visitor.submit(&form, "form[data-keep=item]", &typed).await;
        let place = answer.location().split_once('#').unwrap().1.to_owned();
        let page = visitor.follow(&answer).await.html();
        page.check("vi");
        assert!(
            page.text(&format!("#{place}")).contains(shown),
            "{item}: {}",
            page.text(&format!("#{place}"))
        );
    }
    for (field, wrong) in [("symbol", "không có"), ("issued_on", "hôm qua")] {
        let form = visitor.page(&format!("{}/items/document", page.path)).await;
        let answer = visitor.submit(&form, "form[data-keep=item]", &[(field, wrong)]).await;
        assert_eq!(answer.status, 422, "{field}");
        assert_eq!(answer.html().one(&format!("#{field}")).attr("value"), Some(wrong));
    }
    assert_eq!(visitor.get(&format!("{}/items/i99", page.path)).await.status, 404);
}

#[tokio::test]
async fn a_review_ends_in_a_plan_that_is_looked_at() {
    let mut visitor = Visitor::on_demonstration().await;
    let page = review(&mut visitor, PLAN).await;
    let page = step(&mut visitor, &page, "drop:i2").await;
    let page = step(&mut visitor, &page, "accept:i1").await;
    let page = step(&mut visitor, &page, "accept-rest").await;
    page.html().check("vi");

    let form = visitor.page(&format!("{}/publish", page.path)).await;
    form.html().check("vi");
    let nameless =
        visitor.submit(&form, "main form", &[("title", ""), ("owner", ""), ("in_force_from", "")]).await;
    assert_eq!(nameless.status, 422);
    nameless.html().check("vi");
    assert!(nameless.html().has(".error-summary a"));

    let answer = visitor
        .submit(&form, "main form", &[("owner", "Tỉnh Sông Lam"), ("title", "Kế hoạch Sông Lam")])
        .await;
    let chosen = visitor.get(answer.location()).await;
    let front = visitor.follow(&chosen).await.html();
    front.check("vi");
    assert!(front.text(".context").contains("Kế hoạch Sông Lam"), "{}", front.text(".context"));
    assert!(!front.has(".illustrative"), "these are not the demonstration's figures");
    assert_eq!(
        visitor.page("/indicators").await.html().all("tbody tr").len(),
        1,
        "the other one was dropped"
    );
    assert_eq!(visitor.page("/plans").await.html().all(".btn-primary[href^='/plans/']").len(), 1);

    let closed = visitor.page(&page.path).await.html();
    closed.check("vi");
    assert!(!closed.has("button[name=step]"), "a published draft is closed");
    let again = visitor.submit(&form, "main form", &[("owner", "x")]).await;
    assert_eq!(again.status, 409);
    again.html().check("vi");
}

#[tokio::test]
async fn of_two_reviewers_the_second_is_told() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    step(&mut visitor, &page, "accept:i1").await;
    let late = visitor.submit(&page, "#steps", &[("step", "drop:i1")]).await;
    assert_eq!(late.status, 409);
    late.html().check("vi");
    assert!(visitor.page(&page.path).await.html().text("#d-i1").contains("đã chấp nhận"));
}

#[tokio::test]
async fn a_step_that_means_nothing_changes_nothing() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    for nonsense in ["", "explode", "accept:i99", "settle:many", "settle:999", "restore:i99", "accept:"] {
        let answer = visitor.submit(&page, "#steps", &[("step", nonsense)]).await;
        assert!(answer.status.is_client_error(), "{nonsense}: {}", answer.status);
        answer.html().check("vi");
    }
    assert_eq!(visitor.page(&page.path).await.html().texts(".tag").len(), 0);
}

#[tokio::test]
async fn a_draft_put_aside_stays_in_the_list() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    let list = step(&mut visitor, &page, "discard").await;
    assert_eq!(list.path, "/imports");
    assert!(list.html().has(".notice-good"));
    assert!(list.html().text("tbody tr").contains("đã bỏ"));
    let late = visitor.submit(&page, "#steps", &[("step", "accept:i1")]).await;
    assert_eq!(late.status, 409);
    let publish = visitor.get(&format!("{}/publish", page.path)).await;
    assert_eq!(publish.status, 409);
    assert!(!publish.html().has("main form"), "a closed draft has no form to publish it");
}

#[tokio::test]
async fn a_draft_put_aside_can_be_taken_up_again() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    let early = visitor.submit(&page, "#steps", &[("step", "reopen")]).await;
    assert_eq!(early.status, 409, "it is open");
    step(&mut visitor, &page, "discard").await;
    let closed = visitor.page(&page.path).await;
    assert_eq!(closed.html().all("button[name=step]").len(), 1, "nothing else can be done");
    let open = step(&mut visitor, &closed, "reopen").await;
    assert!(open.html().has(".notice-good"));
    let page = step(&mut visitor, &open, "accept:i1").await.html();
    assert!(page.text("#d-i1").contains("đã chấp nhận"));
}

#[tokio::test]
async fn every_form_that_a_review_leads_to_is_there() {
    let mut visitor = Visitor::on_empty_site().await;
    // Without its number the document's head is doubted; a heading out of order is too, but has no form.
    let doubtful = PLAN.replace("Số: 12/KH-UBND", "").replace("III. TỔ CHỨC", "V. TỔ CHỨC");
    let page = review(&mut visitor, &doubtful).await.html();
    assert!(page.has("#findings a[href$='/items/document']"), "{:?}", page.texts("#findings code"));
    let about_headings = page.texts(".finding-place");
    assert!(about_headings.iter().any(|place| place.contains("V. TỔ CHỨC")), "{about_headings:?}");
    for form in page.links().into_iter().filter(|link| link.contains("/items/")) {
        assert_eq!(visitor.get(&form).await.status, 200, "{form}");
    }
}

#[tokio::test]
async fn a_target_shows_how_it_was_understood_where_its_print_differs() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, &PLAN.replace("> 60%", "trên 60%")).await.html();
    assert_eq!(page.texts("#d-i1 .draft-targets small"), ["đọc là > 60%"], "{}", page.text("#d-i1"));
}

#[tokio::test]
async fn an_item_is_called_by_its_name() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, PLAN).await;
    let form = visitor.page(&format!("{}/items/i1", page.path)).await.html();
    assert!(form.text(".breadcrumb").contains("Tỷ lệ"), "{}", form.text(".breadcrumb"));
    let places = page.html().texts(".finding-place a[href^='#d-']");
    assert!(places.iter().any(|place| place.contains("Tỷ lệ")), "{places:?}");
}

#[tokio::test]
async fn an_upload_over_the_limit_is_told_as_too_large() {
    let mut visitor = Visitor::on_empty_site().await;
    let answer = visitor.upload("lon.txt", &vec![b'a'; 52 * 1024 * 1024]).await;
    assert_eq!(answer.status, 413);
    answer.html().check("vi");
}

#[tokio::test]
async fn markup_in_a_document_stays_words_on_every_page() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = review(&mut visitor, &plan_in_markup()).await;
    let item = visitor.page(&format!("{}/items/i2", page.path)).await;
    let form = visitor.page(&format!("{}/publish", page.path)).await;
    let typed = [("owner", "Tỉnh <i>Sông Lam</i>"), ("title", "<script>alert(2)</script>")];
    let answer = visitor.submit(&form, "main form", &typed).await;
    visitor.get(answer.location()).await;
    let mut pages = vec![page, item];
    for address in ["/", "/indicators", "/plans", "/documents", "/imports", "/organisations"] {
        pages.push(visitor.page(address).await);
    }
    let links = pages[3].html().links();
    let indicators = links.iter().filter(|link| link.starts_with("/indicators/"));
    let documents = pages[5].html().links();
    let documents = documents.iter().filter(|link| link.starts_with("/documents/"));
    for address in indicators.chain(documents).cloned().collect::<Vec<_>>() {
        pages.push(visitor.page(&address).await);
    }
    let mut met = 0;
    for page in pages {
        page.html().check("vi");
        assert!(!page.body.contains("<script>") && !page.body.contains("<b>nhà"), "{}", page.path);
        met += usize::from(page.body.contains("alert(1)"));
    }
    assert!(met >= 5, "the name was shown on {met} pages");
}
