//! Bodies: their tree, their names, their changes.

use domain::OrganisationKind;
use jiff::civil::date;
use store::{Error, organisation};

use crate::both::on_both;
use crate::sample::*;

on_both!(an_organisation_keeps_all_it_says, |store| async {
    let plain = an_organisation(300, "Sở Nội vụ");
    let mut merged = an_organisation(301, "Sở Thông tin và Truyền thông");
    merged.code = Some("H38.15".into());
    merged.kind = OrganisationKind::Other;
    merged.parent = Some(plain.id);
    merged.aliases = vec!["Sở TT&TT".into(), "STTTT".into()];
    (merged.valid_from, merged.valid_to) = (Some(date(2008, 1, 1)), Some(date(2025, 2, 28)));
    merged.successors = vec![id(302), id(300)];
    let successor = an_organisation(302, "Sở Khoa học và Công nghệ");

    let mut tx = store.write().await.unwrap();
    let all = [plain.clone(), merged.clone(), successor.clone()];
    organisation::add_all(&mut tx, &all).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    assert_eq!(
        organisation::list(&mut read).await.unwrap(),
        [successor.clone(), plain.clone(), merged.clone()]
    );
    assert_eq!(organisation::get(&mut read, id(301)).await.unwrap(), merged);
    assert_eq!(organisation::find(&mut read, id(9)).await.unwrap(), None);
    assert!(matches!(organisation::get(&mut read, id(9)).await, Err(Error::NotFound { .. })));
});

on_both!(more_are_listed_than_one_statement_can_name, |store| async {
    let mut all: Vec<_> = (0..1100).map(|n| an_organisation(n, &format!("Xã {n:04}"))).collect();
    all[1099].aliases = vec!["Xã cuối".into()];
    let mut tx = store.write().await.unwrap();
    organisation::add_all(&mut tx, &all).await.unwrap();
    assert!(organisation::list(&mut tx).await.unwrap() == all);
});

on_both!(an_official_code_is_not_given_twice, |store| async {
    let mut one = an_organisation(300, "Xã Bắc Hà");
    one.code = Some("02785".into());
    let mut other = an_organisation(301, "Xã Bảo Nhai");
    other.code.clone_from(&one.code);
    let mut tx = store.write().await.unwrap();
    organisation::add(&mut tx, &one).await.unwrap();
    assert!(matches!(organisation::add(&mut tx, &other).await, Err(Error::Conflict(_))));
});

on_both!(an_organisation_is_found_by_any_writing_of_its_name, |store| async {
    let mut science = an_organisation(300, "Sở Khoa học và Công nghệ");
    science.aliases = vec!["Sở KH&CN".into()];
    let (low, high) = (an_organisation(301, "Xã Tân Lập"), an_organisation(302, "Xã Tấn Lập"));
    let hoa = an_organisation(303, "Xã Hòa Bình");
    let mut tx = store.write().await.unwrap();
    organisation::add_all(&mut tx, &[science.clone(), low.clone(), high.clone(), hoa.clone()]).await.unwrap();

    let mut named = async |name: &str| organisation::list_by_name(&mut tx, name).await.unwrap();
    assert_eq!(named("SỞ KHOA HỌC  VÀ CÔNG NGHỆ").await, [science.clone()]);
    assert_eq!(named("so khoa hoc va cong nghe").await, [science.clone()]);
    assert_eq!(named("Sở KH & CN").await, [science]);
    assert_eq!(named("xã Hoà Bình").await, [hoa]);
    assert_eq!(named("Xã Tấn Lập").await, std::slice::from_ref(&high));
    assert_eq!(named("xa tan lap").await, [low, high]);
    assert_eq!(named("Sở").await, []);
    assert_eq!(named("").await, []);
});

on_both!(organisations_form_a_tree, |store| async {
    let mut all = vec![an_organisation(300, "Tỉnh Lào Cai")];
    for (n, name, parent) in [(302, "Sở Y tế", 300), (301, "Sở Nội vụ", 300), (303, "Trung tâm Y tế", 302)]
    {
        let mut below = an_organisation(n, name);
        below.parent = Some(id(parent));
        all.push(below);
    }
    all.push(an_organisation(310, "Tỉnh khác"));
    let mut tx = store.write().await.unwrap();
    organisation::add_all(&mut tx, &all).await.unwrap();

    let parents = organisation::list_parents(&mut tx, date(2026, 1, 1)).await.unwrap();
    let above = |n| parents.iter().find(|(id, _)| *id == crate::sample::id(n)).map(|(_, above)| *above);
    assert_eq!((above(303), above(301), above(310)), (Some(id(302)), Some(id(300)), None));
    assert_eq!(parents.len(), 3);
});

on_both!(an_organisation_is_changed_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    organisation::add_all(&mut tx, &[an_organisation(300, "Sở Y tế"), an_organisation(301, "Sở mới")])
        .await
        .unwrap();
    let mut renamed = an_organisation(300, "Sở Y tế và Dân số");
    renamed.aliases = vec!["Sở Y tế".into()];
    renamed.valid_to = Some(date(2026, 12, 31));
    renamed.successors = vec![id(301)];
    renamed.version = organisation::update(&mut tx, &renamed).await.unwrap();
    assert_eq!(organisation::get(&mut tx, id(300)).await.unwrap(), renamed);
    let stale = organisation::update(&mut tx, &an_organisation(300, "Sở Y tế")).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
});
