//! Setting up posts and saying who fills them.

use domain::{AccessRole, PersonId, PostId, Scope};
use store::Error::Stale;
use work::posts::{self, Ending, Filling, PostForm};
use work::{Actor, Error};

use crate::office::{Office, fields, within};

fn somebody_new(name: &str, kind: &str, from: &str, to: &str) -> Filling {
    Filling {
        name: name.into(),
        kind: kind.into(),
        from: from.into(),
        to: to.into(),
        document: "Quyết định 12-QĐ/TU".into(),
        version: 1,
        ..Filling::default()
    }
}

impl Office {
    async fn fill(&self, who: &Actor, post: PostId, typed: &Filling) -> Result<PersonId, Error> {
        let version = posts::page(&self.work, post).await.unwrap().post.version;
        let typed = Filling { version, ..typed.clone() };
        posts::fill(&self.work, who, &self.access(who).await, post, &typed).await
    }

    async fn leave(
        &self,
        who: &Actor,
        post: PostId,
        person: PersonId,
        from: &str,
        to: &str,
    ) -> Result<(), Error> {
        let version = posts::page(&self.work, post).await.unwrap().post.version;
        let typed = Ending { person: person.to_string(), from: from.into(), to: to.into(), version };
        posts::end(&self.work, who, &self.access(who).await, post, &typed).await
    }
}

#[tokio::test]
async fn a_post_is_set_up_renamed_and_abolished() {
    let office = Office::open().await;
    let form = |title: &str, abolished_on: &str, version| PostForm {
        title: title.into(),
        abolished_on: abolished_on.into(),
        version,
    };
    let id = posts::add(&office.work, &office.standing, office.science, &form(" Giám  đốc ", "", 0))
        .await
        .unwrap();
    let again = posts::add(&office.work, &office.standing, office.science, &form("giám đốc", "", 0)).await;
    assert_eq!(fields(again), ["title"]);
    assert_eq!(
        fields(posts::add(&office.work, &office.standing, office.science, &form(" ", "", 0)).await),
        ["title"]
    );
    posts::edit(&office.work, &office.standing, id, &form("Giám đốc Sở", "", 1)).await.unwrap();
    let stale = posts::edit(&office.work, &office.standing, id, &form("Quyền Giám đốc", "", 1)).await;
    assert!(matches!(stale, Err(Error::Store(Stale { current: 2 }))), "{stale:?}");
    let person = office
        .fill(&office.standing, id, &somebody_new("Lê Văn A", "holder", "2026-01-01", ""))
        .await
        .unwrap();
    let filled = posts::edit(&office.work, &office.standing, id, &form("Giám đốc Sở", "2026-12-31", 3)).await;
    assert_eq!(fields(filled), ["abolished_on"]);
    office.leave(&office.standing, id, person, "2026-01-01", "2026-11-30").await.unwrap();
    posts::edit(&office.work, &office.standing, id, &form("Giám đốc Sở", "2026-12-31", 4)).await.unwrap();
    let late = somebody_new("Trần Thị B", "holder", "2026-12-01", "");
    assert_eq!(fields(office.fill(&office.standing, id, &late).await), ["to"]);
    let page = posts::page(&office.work, id).await.unwrap();
    assert_eq!(page.post.title, "Giám đốc Sở");
    assert_eq!(page.tenures.len(), 1);
}

#[tokio::test]
async fn a_post_has_one_holder_at_a_time() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Giám đốc").await;
    let fill = async |typed: Filling| office.fill(&office.standing, post, &typed).await;
    let first = fill(somebody_new("Lê Văn A", "holder", "2026-01-01", "")).await.unwrap();
    assert_eq!(fields(fill(somebody_new("Trần Thị B", "holder", "2026-06-01", "")).await), ["from"]);
    fill(somebody_new("Trần Thị B", "acting", "2026-06-01", "")).await.unwrap();
    let same = Filling { person: first.to_string(), ..somebody_new("", "acting", "2026-06-01", "") };
    assert_eq!(fields(fill(same).await), ["from"]);
    let bare =
        |kind: &str| Filling { document: " ".into(), ..somebody_new("Phạm C", kind, "2026-06-01", "") };
    assert_eq!(fields(fill(bare("acting")).await), ["document"]);
    assert_eq!(fields(fill(bare("delegated")).await), ["document", "to"]);
    assert_eq!(fields(fill(somebody_new("Phạm C", "acting", "2026-06-01", "2026-05-31")).await), ["to"]);
    assert_eq!(fields(fill(somebody_new("", "king", "x", "y")).await), ["name", "kind", "from", "to"]);
    let people = work::people::list(&office.work, &office.access(&office.standing).await, "").await.unwrap();
    assert!(people.iter().all(|line| line.person.name != "Phạm C"), "a refused form leaves nobody behind");
}

#[tokio::test]
async fn two_who_fill_a_post_at_once_see_each_other() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Giám đốc").await;
    let access = office.access(&office.standing).await;
    let fill =
        async |typed: &Filling| posts::fill(&office.work, &office.standing, &access, post, typed).await;
    fill(&somebody_new("Lê Văn A", "holder", "2026-01-01", "2026-06-30")).await.unwrap();
    let second = fill(&somebody_new("Trần Thị B", "holder", "2026-07-01", "")).await;
    assert!(matches!(second, Err(Error::Store(Stale { current: 2 }))), "{second:?}");
}

#[tokio::test]
async fn a_namesake_is_asked_about() {
    let office = Office::open().await;
    let posts = [
        office.post(Some(office.science), "Giám đốc").await,
        office.post(Some(office.finance), "Giám đốc").await,
    ];
    let typed = somebody_new("Lê Văn A", "holder", "2026-01-01", "");
    let first = office.fill(&office.standing, posts[0], &typed).await.unwrap();
    assert_eq!(
        fields(
            office
                .fill(&office.standing, posts[1], &Filling { name: "le van a".into(), ..typed.clone() })
                .await
        ),
        ["name"]
    );
    let other = Filling { namesake: "yes".into(), ..typed };
    assert_ne!(office.fill(&office.standing, posts[1], &other).await.unwrap(), first);
}

#[tokio::test]
async fn who_fills_a_post_is_said_by_whoever_may_give_its_roles() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Kiểm tra viên").await;
    let inspector = office.officer("Lê Văn A", post, AccessRole::Inspector, Scope::default()).await;
    let typed = somebody_new("Trần Thị B", "acting", "2026-11-22", "");
    assert_eq!(fields(office.fill(&office.standing, post, &typed).await), ["person"]);
    assert_eq!(
        fields(
            office.leave(&office.standing, post, inspector.person.unwrap(), "2026-01-01", "2026-11-30").await
        ),
        ["to"]
    );
    office.fill(&office.administrator, post, &typed).await.unwrap();
    let oneself = Filling {
        person: office.administrator.person.unwrap().to_string(),
        ..somebody_new("", "acting", "2026-11-22", "")
    };
    assert_eq!(fields(office.fill(&office.administrator, post, &oneself).await), ["person"]);
    let denied = office.chain().await.into_iter().filter(|entry| entry.ends_with(" denied")).count();
    assert_eq!(denied, 3);
}

#[tokio::test]
async fn nobody_reaches_posts_and_people_beyond_their_scope() {
    let office = Office::open().await;
    let desk = office.post(Some(office.science), "Văn phòng Sở").await;
    let local = office.officer("Lê Thị B", desk, AccessRole::StandingOffice, within(office.science)).await;
    let (own, other) = (
        office.post(Some(office.science), "Kế toán").await,
        office.post(Some(office.finance), "Kế toán").await,
    );
    let typed = somebody_new("Trần Văn C", "holder", "2026-01-01", "");
    assert_eq!(fields(office.fill(&local, other, &typed).await), ["person"]);
    office.fill(&local, own, &typed).await.unwrap();
    let stranger = office.person("Phạm Văn D").await;
    let unseen = Filling { person: stranger.to_string(), ..somebody_new("", "acting", "2026-01-01", "") };
    assert_eq!(fields(office.fill(&local, own, &unseen).await), ["person"]);
    let seen = work::people::list(&office.work, &office.access(&local).await, "").await.unwrap();
    let names: Vec<_> = seen.iter().map(|line| line.person.name.as_str()).collect();
    assert_eq!(names, ["Lê Thị B", "Trần Văn C"]);
    let seen = posts::list(&office.work, &office.access(&local).await, "ke toan").await.unwrap();
    assert_eq!(seen.iter().map(|line| line.post.id).collect::<Vec<_>>(), [own]);
}

#[tokio::test]
async fn what_has_not_begun_is_taken_back_and_what_lasts_is_ended() {
    let office = Office::open().await;
    let post = office.post(Some(office.science), "Giám đốc").await;
    let from = "2026-12-01";
    let person =
        office.fill(&office.standing, post, &somebody_new("Lê Văn A", "holder", from, "")).await.unwrap();
    office.leave(&office.standing, post, person, from, "2026-11-30").await.unwrap();
    assert!(posts::page(&office.work, post).await.unwrap().tenures.is_empty());
    let since_new_year = somebody_new("Trần Thị B", "holder", "2026-01-01", "");
    let person = office.fill(&office.standing, post, &since_new_year).await.unwrap();
    let backwards = office.leave(&office.standing, post, person, "2026-01-01", "2025-12-31").await;
    assert_eq!(fields(backwards), ["to"]);
    office.leave(&office.standing, post, person, "2026-01-01", "30/11/2026").await.unwrap();
    let page = posts::page(&office.work, post).await.unwrap();
    assert_eq!(page.tenures[0].tenure.to, Some(jiff::civil::date(2026, 11, 30)));
}

#[tokio::test]
async fn the_post_of_the_last_administrator_stays_filled() {
    let office = Office::open().await;
    let seat = office.administrator.post_id.unwrap();
    let second = office.post(None, "Quản trị thứ hai").await;
    let second = office.officer("Trần Văn C", second, AccessRole::Administrator, Scope::default()).await;
    let holder = office.administrator.person.unwrap();
    let left = office.leave(&second, seat, holder, "2025-01-01", "2026-11-30").await;
    assert_eq!(fields(left), ["to"]);
}
