//! Report lines, derived from roles, tenures and plans.

use domain::{AccessRole, FieldId, GapRule, OrganisationId, Scope};
use work::fields::{self as fields_of, FieldForm};
use work::report_lines;

use crate::office::{Office, fields, within};

impl Office {
    async fn field(&self, name: &str) -> FieldId {
        let typed = FieldForm { name: name.into(), version: 0 };
        fields_of::add(&self.work, &self.standing, &typed).await.unwrap()
    }

    async fn gaps(&self, body: OrganisationId) -> Vec<GapRule> {
        let lines = report_lines::of_body(&self.work, body).await.unwrap();
        lines.gaps.iter().map(|gap| gap.rule).collect()
    }
}

#[tokio::test]
async fn a_line_is_drawn_from_roles_and_who_fills_the_posts() {
    let office = Office::open().await;
    let budget = office.field("Ngân sách").await;
    let line = report_lines::of_body(&office.work, office.science).await.unwrap().lines.remove(0);
    assert!(line.focal.is_empty() && line.heads.is_empty());
    let focal = office.post(Some(office.science), "Chuyên viên").await;
    let head = office.post(Some(office.science), "Giám đốc").await;
    let checker = office.post(Some(office.finance), "Trưởng phòng").await;
    office.officer("Lê Văn A", focal, AccessRole::FocalOfficer, within(office.science)).await;
    office.officer("Trần Thị B", head, AccessRole::Head, within(office.science)).await;
    let scope = Scope { field: Some(budget), ..within(office.province) };
    office.officer("Phạm Văn C", checker, AccessRole::Verifier, scope).await;
    let line = report_lines::of_body(&office.work, office.science).await.unwrap().lines.remove(0);
    let names = |stations: &[domain::Station]| {
        stations.iter().flat_map(|s| s.fillers.iter().map(|f| f.name.clone())).collect::<Vec<_>>()
    };
    assert_eq!(names(&line.focal), ["Lê Văn A"]);
    assert_eq!(names(&line.heads), ["Trần Thị B"]);
    assert_eq!(names(&line.verifiers), ["Phạm Văn C"]);
    assert_eq!(line.verifiers[0].field, Some(budget));
    assert_eq!(line.office.len(), 1, "the office of the whole installation");
    let other = report_lines::of_body(&office.work, office.finance).await.unwrap().lines.remove(0);
    assert!(other.focal.is_empty(), "a role reaches no further than its scope");
    assert_eq!(names(&other.verifiers), ["Phạm Văn C"]);
}

#[tokio::test]
async fn what_is_missing_is_told() {
    let office = Office::open().await;
    assert_eq!(office.gaps(office.science).await, [GapRule::NoFocalOfficer, GapRule::NoHead]);
    let post = office.post(Some(office.science), "Chuyên viên").await;
    let one = office.officer("Lê Văn A", post, AccessRole::FocalOfficer, within(office.science)).await;
    assert_eq!(office.gaps(office.science).await, [GapRule::NoHead, GapRule::NoAccount]);
    office.account(one.person.unwrap(), "levana").await;
    assert_eq!(office.gaps(office.science).await, [GapRule::NoHead]);
    let follower = office.post(Some(office.finance), "Phó Giám đốc").await;
    office.officer("Trần Thị B", follower, AccessRole::CommitteeMember, within(office.science)).await;
    let gaps = office.gaps(office.science).await;
    assert_eq!(gaps, [GapRule::NoHead, GapRule::FollowerNoMember, GapRule::NoAccount]);
}

#[tokio::test]
async fn only_bodies_within_reach_are_shown() {
    let office = Office::open().await;
    for (body, name) in [(office.science, "Lê Văn A"), (office.finance, "Trần Thị B")] {
        let post = office.post(Some(body), "Giám đốc").await;
        office.officer(name, post, AccessRole::Head, within(body)).await;
    }
    let all = report_lines::list(&office.work, &office.access(&office.standing).await).await.unwrap();
    assert_eq!((all.lines.len(), all.idle), (2, 1), "the province itself has nobody in a line");
    let desk = office.post(Some(office.science), "Chánh Văn phòng").await;
    let head = office.officer("Phạm Văn C", desk, AccessRole::Head, within(office.science)).await;
    let own = report_lines::list(&office.work, &office.access(&head).await).await.unwrap();
    assert_eq!(own.lines.iter().map(|line| line.body).collect::<Vec<_>>(), [office.science]);
    let access = office.access(&office.standing).await;
    let near = report_lines::bodies_near(&office.work, &access, Some(office.science)).await.unwrap();
    let near: Vec<_> = near.into_iter().map(|(id, _)| id).collect();
    assert_eq!(near, [office.science, office.finance, office.province]);
}

#[tokio::test]
async fn fields_are_named_once() {
    let office = Office::open().await;
    let budget = office.field("Ngân sách").await;
    let typed = |name: &str, version| FieldForm { name: name.into(), version };
    assert_eq!(
        fields(fields_of::add(&office.work, &office.standing, &typed("ngan sach", 0)).await),
        ["name"]
    );
    assert_eq!(fields(fields_of::add(&office.work, &office.standing, &typed(" ", 0)).await), ["name"]);
    fields_of::rename(&office.work, &office.standing, budget, &typed("Ngân sách nhà nước", 1)).await.unwrap();
    let stale = fields_of::rename(&office.work, &office.standing, budget, &typed("Tài chính", 1)).await;
    assert!(matches!(stale, Err(work::Error::Store(store::Error::Stale { current: 2 }))), "{stale:?}");
    assert_eq!(fields_of::list(&office.work).await.unwrap()[0].name, "Ngân sách nhà nước");
}

/// Two hundred bodies with 600 posts filled: drawn at once, within half a second even unoptimised.
#[tokio::test]
async fn two_hundred_bodies_are_drawn_at_once() {
    let office = Office::open().await;
    office.add_communes(200).await;
    let access = office.access(&office.standing).await;
    let begun = std::time::Instant::now();
    let all = report_lines::list(&office.work, &access).await.unwrap();
    let took = begun.elapsed();
    assert_eq!(all.lines.len(), 200);
    assert!(all.lines.iter().all(|line| line.focal.len() == 1 && line.heads.len() == 1));
    println!("200 report lines in {took:?}");
    assert!(took.as_secs() < 2, "{took:?}");
}
