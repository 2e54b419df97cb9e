//! The rules over time: who reads them, who changes them, what comes back.

use axum::http::StatusCode;
use domain::AccessRole;
use work::sign_in::ADMINISTRATOR;

use crate::visitor::Visitor;

async fn an_administrator() -> Visitor {
    assert_eq!(ADMINISTRATOR.role, AccessRole::Administrator);
    let mut visitor = Visitor::stranger().await;
    visitor.sign_in_as(ADMINISTRATOR).await;
    visitor
}

const RETENTION: [(&str, &str); 3] =
    [("from", "2027-01-01"), ("source", "Quyết định 12-QĐ/TU"), ("log_months", "24")];

#[tokio::test]
async fn everyone_reads_the_rules_but_only_an_administrator_changes_them() {
    let mut office = Visitor::on_empty_site().await;
    for lang in ["vi", "en"] {
        office.speak(lang).await;
        for address in ["/settings", "/settings/sign_in/2026-07-01", "/settings/assessment/2025-01-01"] {
            let page = office.page(address).await.html();
            page.check(lang);
            assert!(!page.links().iter().any(|link| link.starts_with("/settings/new")), "{address}");
        }
    }
    for address in ["/settings/new/retention", "/settings/export.toml", "/settings/retention/2027-01-01/edit"]
    {
        assert_eq!(office.get(address).await.status, StatusCode::FORBIDDEN, "{address}");
    }
    assert_eq!(office.get("/settings/weather/2027-01-01").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_new_set_is_kept_changed_and_removed() {
    let mut visitor = an_administrator().await;
    for lang in ["en", "vi"] {
        visitor.speak(lang).await;
        for kind in ["sign_in", "assessment", "retention"] {
            visitor.page(&format!("/settings/new/{kind}")).await.html().check(lang);
        }
    }
    let form = visitor.page("/settings/new/retention").await;
    let wrong = visitor
        .submit(&form, "form.card:not([action])", &[("from", "2027-01-01"), ("log_months", "1")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("từ 3 đến 120 tháng") || wrong.body.contains("căn cứ"), "{}", wrong.body);
    let kept = visitor.submit(&form, "form.card:not([action])", &RETENTION).await;
    let list = visitor.follow(&kept).await;
    assert!(list.body.contains("Quyết định 12-QĐ/TU"));

    let edit = visitor.page("/settings/retention/2027-01-01/edit").await;
    edit.html().check("vi");
    let first = visitor.submit(&edit, "form.card:not([action])", &[("log_months", "36")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let second = visitor.submit(&edit, "form.card:not([action])", &[("log_months", "48")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    second.html().check("vi");
    assert!(second.body.contains("36") && second.body.contains("48"));
    let decided = visitor.submit(&second, "form.card:not([action])", &[]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.body);

    let removed = visitor.post("/settings/retention/2027-01-01/remove", &[("version", "3")]).await;
    assert!(!visitor.follow(&removed).await.body.contains("Quyết định 12-QĐ/TU"));
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_applied() {
    let mut visitor = an_administrator().await;
    let file = visitor.get("/settings/export.toml").await;
    assert_eq!(file.status, StatusCode::OK);
    let own = "\n[[set]]\nkind = \"retention\"\nfrom = \"2028-01-01\"\nsource = \"Quyết định 30-QĐ/TU\"\n[set.values]\nlog_months = 24\n";
    let more = format!("{}{own}", file.body);
    let look = visitor.upload_to("/settings/import", "rules.toml", more.as_bytes()).await;
    assert_eq!(look.status, StatusCode::OK, "{}", look.body);
    look.html().check("vi");
    assert!(look.body.contains("24 tháng"));
    let applied = visitor.submit(&look, "form[action$=apply]", &[]).await;
    let list = visitor.follow(&applied).await;
    assert!(list.html().links().contains("/settings/retention/2028-01-01"));
    let again = visitor.submit(&look, "form[action$=apply]", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "the rules are no longer those that were shown");

    let broken = visitor.upload_to("/settings/import", "rules.toml", b"format = ").await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    broken.html().check("vi");
    assert!(broken.body.contains("TOML"));
}

#[tokio::test]
async fn an_indicator_names_the_rules_it_was_judged_by() {
    let mut visitor = Visitor::on_demonstration().await;
    let list = visitor.page("/indicators").await.html();
    let indicator = list.links().into_iter().find(|link| link.starts_with("/indicators/")).unwrap();
    let page = visitor.page(&indicator).await;
    assert!(page.html().links().contains("/settings/assessment/2025-01-01"));
    assert!(page.body.contains("Ngưỡng mặc định của chương trình"));
}
