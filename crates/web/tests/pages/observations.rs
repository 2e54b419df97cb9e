//! `/indicators/{id}/observations`: entering one figure.

use crate::visitor::{Answer, Visitor};

const FORM: &str = "form[data-keep=observation]";

/// An indicator whose targets are shares, and the page of its form.
async fn form_of_a_share(visitor: &mut Visitor) -> (String, Answer) {
    for link in visitor.page("/indicators").await.html().links() {
        if link.split('/').count() == 3 && link.starts_with("/indicators/") {
            let form = visitor.page(&format!("{link}/observations")).await;
            if form.html().has("#numerator") {
                return (link, form);
            }
        }
    }
    panic!("the demonstration has no share");
}

#[tokio::test]
async fn a_wrong_figure_comes_back_with_what_is_wrong_and_what_was_typed() {
    let mut visitor = Visitor::on_demonstration().await;
    for (lang, words) in [("vi", "không phải là số"), ("en", "is not a number")] {
        visitor.speak(lang).await;
        let (_, form) = form_of_a_share(&mut visitor).await;
        let typed = [("value", "mười lăm"), ("period", "2027-05"), ("note", "theo <báo cáo>")];
        let answer = visitor.submit(&form, FORM, &typed).await;
        assert_eq!(answer.status, 422);
        let page = answer.html();
        page.check(lang);
        assert_eq!(page.one("#value").attr("value"), Some("mười lăm"));
        assert_eq!(page.one("#period").attr("value"), Some("2027-05"));
        assert_eq!(page.text("#note"), "theo <báo cáo>");
        assert_eq!(page.one("#value").attr("aria-invalid"), Some("true"));
        assert!(page.text("#value-error").contains(words));
        let summary: Vec<_> = page.all(".error-summary a").iter().filter_map(|a| a.attr("href")).collect();
        assert_eq!(summary, ["#period", "#value"]);
    }
}

#[tokio::test]
async fn every_kind_of_mistake_points_to_a_field_of_the_form() {
    let mut visitor = Visitor::on_demonstration().await;
    let (_, form) = form_of_a_share(&mut visitor).await;
    let cases: [(&[(&str, &str)], &str); 7] = [
        (&[("value", "")], "#value"),
        (&[("value", "250")], "#value"),
        (&[("value", "NaN")], "#value"),
        (&[("numerator", "3"), ("denominator", "0")], "#denominator"),
        (&[("numerator", "3")], "#denominator"),
        (&[("absence", "not_available")], "#note"),
        (&[("period", "tháng mười"), ("value", "1")], "#period"),
    ];
    for (typed, place) in cases {
        let answer = visitor.submit(&form, FORM, typed).await;
        assert_eq!(answer.status, 422, "{typed:?}");
        let page = answer.html();
        page.check("vi");
        assert_eq!(page.one(".error-summary a").attr("href"), Some(place), "{typed:?}");
    }
}

#[tokio::test]
async fn a_figure_is_kept_and_a_correction_is_its_next_revision() {
    let mut visitor = Visitor::on_demonstration().await;
    let (indicator, form) = form_of_a_share(&mut visitor).await;
    let before = visitor.page(&indicator).await.html().all("#history tbody tr").len();

    let answer = visitor.submit(&form, FORM, &[("period", "2026-11"), ("value", "41,5"), ("note", "")]).await;
    assert_eq!(answer.location(), indicator);
    let page = visitor.follow(&answer).await.html();
    page.check("vi");
    assert!(page.has(".notice-good"), "it says that the figure was kept");
    assert_eq!(page.all("#history tbody tr").len(), before + 1);
    assert!(page.texts("#history tbody tr")[0].contains("41,5"), "{:?}", page.texts("#history tbody tr")[0]);
    assert!(!visitor.page(&indicator).await.html().has(".notice-good"), "it says so once");

    let again = [("period", "2026-11"), ("value", "42"), ("note", "")];
    let refused = visitor.submit(&form, FORM, &again).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.html().one(".error-summary a").attr("href"), Some("#note"));

    let again = [("period", "2026-11"), ("value", "42"), ("note", "đơn vị báo cáo lại")];
    let answer = visitor.submit(&form, FORM, &again).await;
    let rows = visitor.follow(&answer).await.html().texts("#history tbody tr");
    assert_eq!(rows.len(), before + 2, "the first revision stays");
    assert!(
        rows.iter()
            .any(|row| row.contains("42") && row.contains("lần 2") && row.contains("đơn vị báo cáo lại")),
        "{rows:?}"
    );
}

#[tokio::test]
async fn a_share_is_reckoned_from_its_parts() {
    let mut visitor = Visitor::on_demonstration().await;
    let (_, form) = form_of_a_share(&mut visitor).await;
    let parts = [("period", "2026-11"), ("numerator", "1.250"), ("denominator", "5.000")];
    let answer = visitor.submit(&form, FORM, &parts).await;
    let row = visitor.follow(&answer).await.html().texts("#history tbody tr")[0].clone();
    assert!(row.contains("25") && row.contains("1.250 / 5.000"), "{row}");
}

#[tokio::test]
async fn a_missing_figure_is_kept_with_its_reason() {
    let mut visitor = Visitor::on_demonstration().await;
    let (_, form) = form_of_a_share(&mut visitor).await;
    let absent = [
        ("period", "2026-11"),
        ("absence", "not_available"),
        ("expected_on", "2026-12-31"),
        ("note", "chờ điều tra"),
    ];
    let answer = visitor.submit(&form, FORM, &absent).await;
    let row = visitor.follow(&answer).await.html().texts("#history tbody tr")[0].clone();
    assert!(row.contains("chờ điều tra") && row.contains("31/12/2026"), "{row}");
}
