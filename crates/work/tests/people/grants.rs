//! Giving, changing and ending roles.

use domain::{AccessRole, GrantId, OrganisationId, PostId};
use store::Error::Stale;
use work::grants::{self, Trust};
use work::{Actor, Error};

use crate::office::{Office, fields, within};

fn a_role(role: &str, body: Option<OrganisationId>, from: &str, to: &str) -> Trust {
    Trust {
        role: role.into(),
        organisation: body.map(|id| id.to_string()).unwrap_or_default(),
        from: from.into(),
        to: to.into(),
        version: 1,
        ..Trust::default()
    }
}

impl Office {
    async fn give(&self, who: &Actor, post: PostId, typed: &Trust) -> Result<GrantId, Error> {
        grants::give(&self.work, who, &self.access(who).await, post, typed).await
    }

    async fn end(&self, who: &Actor, id: GrantId, version: i64, day: &str) -> Result<(), Error> {
        grants::end(&self.work, who, &self.access(who).await, id, version, day).await
    }

    async fn grant(&self, id: GrantId) -> domain::AccessGrant {
        store::access_grant::get(&mut self.work.store.read().await.unwrap(), id).await.unwrap()
    }
}

#[tokio::test]
async fn the_standing_office_gives_the_roles_of_the_report_line_and_no_others() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Chuyên viên").await;
    for role in ["focal_officer", "head", "verifier", "committee_member", "viewer"] {
        let typed = a_role(role, Some(office.science), "2026-11-01", "");
        office.give(&office.standing, post, &typed).await.unwrap();
    }
    for role in ["administrator", "standing_office", "inspector"] {
        let typed = a_role(role, Some(office.science), "2026-11-01", "");
        assert_eq!(fields(office.give(&office.standing, post, &typed).await), ["role"], "{role}");
        office.give(&office.administrator, post, &typed).await.unwrap();
    }
    let denied = office.chain().await.into_iter().filter(|entry| entry == "grant.given denied").count();
    assert_eq!(denied, 3, "every denied attempt is on record");
}

#[tokio::test]
async fn nobody_gives_beyond_their_own_scope() {
    let office = Office::open().await;
    let desk = office.post(Some(office.science), "Văn phòng Sở").await;
    let local = office.officer("Lê Thị B", desk, AccessRole::StandingOffice, within(office.science)).await;
    let own = office.post(Some(office.science), "Chuyên viên").await;
    let other = office.post(Some(office.finance), "Chuyên viên").await;
    let give =
        async |post, body| office.give(&local, post, &a_role("focal_officer", body, "2026-11-01", "")).await;
    give(own, Some(office.science)).await.unwrap();
    assert_eq!(fields(give(own, Some(office.finance)).await), ["organisation"]);
    assert_eq!(fields(give(own, Some(office.province)).await), ["organisation"]);
    assert_eq!(fields(give(own, None).await), ["organisation"]);
    assert_eq!(fields(give(other, Some(office.science)).await), ["organisation"], "the post lies elsewhere");
    assert_eq!(fields(give(desk, Some(office.science)).await), ["role"], "nobody gives to themselves");
}

#[tokio::test]
async fn the_form_names_every_field_that_is_wrong() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Chuyên viên").await;
    let typed =
        Trust { role: "king".into(), organisation: "x".into(), from: "32/1/2026".into(), ..Trust::default() };
    assert_eq!(fields(office.give(&office.standing, post, &typed).await), ["role", "organisation", "from"]);
    let backwards = a_role("head", Some(office.science), "2026-11-01", "2026-10-31");
    assert_eq!(fields(office.give(&office.standing, post, &backwards).await), ["to"]);
    let nowhere = a_role("head", Some(OrganisationId(office.work.clock.id())), "2026-11-01", "");
    assert_eq!(fields(office.give(&office.standing, post, &nowhere).await), ["organisation"]);
}

#[tokio::test]
async fn the_same_role_is_not_held_twice_at_a_time() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Chuyên viên").await;
    let give = async |from, to| {
        office.give(&office.standing, post, &a_role("head", Some(office.science), from, to)).await
    };
    give("2026-01-01", "2026-06-30").await.unwrap();
    assert_eq!(fields(give("2026-06-30", "").await), ["from"]);
    let second = give("2026-07-01", "").await.unwrap();
    assert_eq!(fields(give("2026-05-01", "2026-05-02").await), ["from"]);
    let back = Trust { from: "2026-06-01".into(), ..Trust::from(&office.grant(second).await) };
    let access = office.access(&office.standing).await;
    let changed = grants::change(&office.work, &office.standing, &access, second, &back).await;
    assert_eq!(fields(changed), ["from"]);
}

#[tokio::test]
async fn a_role_is_changed_and_ended_under_its_version() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Chuyên viên").await;
    let typed = a_role("head", Some(office.science), "2026-11-01", "");
    let id = office.give(&office.standing, post, &typed).await.unwrap();
    let access = office.access(&office.standing).await;
    let later = Trust { from: "2026-11-05".into(), ..typed.clone() };
    grants::change(&office.work, &office.standing, &access, id, &later).await.unwrap();
    let stale = grants::change(&office.work, &office.standing, &access, id, &typed).await;
    assert!(matches!(stale, Err(Error::Store(Stale { current: 2 }))), "{stale:?}");
    let stale = office.end(&office.standing, id, 1, "2026-11-30").await;
    assert!(matches!(stale, Err(Error::Store(Stale { current: 2 }))), "{stale:?}");
    assert_eq!(fields(office.end(&office.standing, id, 2, "2026-11-04").await), ["to"], "it held already");
    office.end(&office.standing, id, 2, "30/11/2026").await.unwrap();
    let ended = office.grant(id).await;
    assert_eq!((ended.to, ended.version), (Some(jiff::civil::date(2026, 11, 30)), 3));
}

#[tokio::test]
async fn a_role_that_has_not_begun_is_taken_back() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Chuyên viên").await;
    let typed = a_role("head", Some(office.science), "2026-12-01", "");
    let id = office.give(&office.standing, post, &typed).await.unwrap();
    office.end(&office.standing, id, 1, "2026-11-30").await.unwrap();
    let mut read = office.work.store.read().await.unwrap();
    assert_eq!(store::access_grant::list_of_post(&mut read, post).await.unwrap(), []);
    assert_eq!(office.chain().await.last().unwrap(), "grant.withdrawn done");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let office = Office::open().await;
    let seat = office.administrator.post_id.unwrap();
    let first = store::access_grant::list_of_post(&mut office.work.store.read().await.unwrap(), seat)
        .await
        .unwrap()
        .remove(0);
    // Another administrator without an account cannot sign in, and so does not count.
    let post = office.post(None, "Quản trị thứ hai").await;
    let second =
        office.officer("Trần Văn C", post, AccessRole::Administrator, domain::Scope::default()).await;
    for day in ["2026-11-21", "2026-11-22", "2027-01-01"] {
        assert_eq!(fields(office.end(&second, first.id, first.version, day).await), ["to"], "{day}");
    }
    let narrowed = Trust { organisation: office.province.to_string(), ..Trust::from(&first) };
    let access = office.access(&second).await;
    let changed = grants::change(&office.work, &second, &access, first.id, &narrowed).await;
    assert_eq!(fields(changed), ["to"]);
    assert_eq!(office.grant(first.id).await, first, "nothing was kept");
}
