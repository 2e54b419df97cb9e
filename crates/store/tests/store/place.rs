//! Where items lie, told by ids alone.

use domain::{Committee, CommitteeRole, DeadlineKind, Member, Post, Responsibility, Role};
use jiff::civil::date;
use store::import::{Head, Import, ImportState};
use store::place::{Item, Named, Place, Seat};
use store::{committee, import, indicator, member, organisation, place, plan_version, post, task};

use crate::both::on_both;
use crate::sample::*;

/// A responsibility of body 300.
fn resolved(role: Role) -> Responsibility {
    Responsibility { organisation: Some(id(300)), ..a_responsibility(role, "Sở Tài chính") }
}

on_both!(every_item_has_its_plan_and_the_bodies_it_names, |store| async {
    let mut an_indicator = an_indicator(0);
    an_indicator.responsibilities.push(resolved(Role::Lead));
    let mut a_task = a_task(0, DeadlineKind::end_of_year(2026));
    a_task.responsibilities.push(resolved(Role::Coordinating));
    let mut tx = store.write().await.unwrap();
    organisation::add(&mut tx, &an_organisation(300, "Sở Tài chính")).await.unwrap();
    add_a_plan(&mut tx).await;
    plan_version::add(&mut tx, &a_version(2, date(2026, 1, 1))).await.unwrap();
    indicator::add_all(&mut tx, &[an_indicator]).await.unwrap();
    task::add_all(&mut tx, &[a_task]).await.unwrap();

    assert_eq!(place::list_bodies(&mut tx).await.unwrap(), [id(300)]);
    let (measured, done) = (Item::Indicator(id(200)), Item::Task(id(400)));
    let lies = |item| Place { item, plan: id(100), field: None };
    assert_eq!(place::list(&mut tx).await.unwrap(), [lies(measured), lies(done)]);
    let mut found = place::list_named(&mut tx).await.unwrap();
    found.sort_by_key(|named| named.item);
    let names = |item, role| Named { item, role, organisation: id(300) };
    assert_eq!(found, [names(measured, Role::Lead), names(done, Role::Coordinating)]);
    assert_eq!(
        place::list_documents(&mut tx).await.unwrap(),
        [(id(1), id(100))],
        "two versions, one document"
    );
});

on_both!(a_member_has_the_body_of_the_committee, |store| async {
    let mut tx = store.write().await.unwrap();
    organisation::add(&mut tx, &an_organisation(300, "Tỉnh ủy")).await.unwrap();
    post::add(&mut tx, &Post::new(id(610), None, "Bí thư Tỉnh ủy")).await.unwrap();
    let ours = Committee { id: id(600), organisation: Some(id(300)), name: "Ban Chỉ đạo".into() };
    committee::add(&mut tx, &ours).await.unwrap();
    let role = CommitteeRole::Head;
    let (label, duties) = (String::new(), Vec::new());
    let head = Member { id: id(620), committee: id(600), post: id(610), role, label, position: 0, duties };
    member::add(&mut tx, &head).await.unwrap();
    let seat = Seat { member: id(620), post: id(610), organisation: Some(id(300)) };
    assert_eq!(place::list_seats(&mut tx).await.unwrap(), [seat]);
});

on_both!(an_import_belongs_to_a_body_or_to_the_installation, |store| async {
    let mut tx = store.write().await.unwrap();
    organisation::add(&mut tx, &an_organisation(300, "Tỉnh ủy")).await.unwrap();
    for (n, organisation) in [(1, Some(id(300))), (2, None)] {
        let head = Head {
            id: id(n),
            file_name: "ke-hoach.docx".into(),
            sha256: "ab".repeat(32),
            state: ImportState::Draft,
            document: None,
            plan: None,
            created_at: at(0),
            created_by: "Văn phòng Tỉnh ủy".into(),
            organisation,
            version: 1,
        };
        let import = Import { head, source: "{}".into(), draft: "{}".into() };
        import::add(&mut tx, &import).await.unwrap();
    }
    assert_eq!(place::find_import(&mut tx, id(1)).await.unwrap(), Some(Some(id(300))));
    assert_eq!(place::find_import(&mut tx, id(2)).await.unwrap(), Some(None));
    assert_eq!(place::find_import(&mut tx, id(3)).await.unwrap(), None);
});
