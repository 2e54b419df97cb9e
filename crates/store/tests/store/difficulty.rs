//! Lists of difficulties: filtered, in pages, counted no further than asked.

use domain::*;
use jiff::civil::date;
use store::Write;
use store::difficulty::{self, After, Filter};

use crate::both::on_both;
use crate::sample::*;

const RAISER: u128 = 310;
const DECIDER: u128 = 311;
const OTHER: u128 = 312;

fn a_difficulty(n: u128) -> Difficulty {
    Difficulty {
        id: id(800 + n),
        kind: DifficultyKind::Difficulty,
        source: DifficultySource::Body,
        organisation: id(RAISER),
        sender: String::new(),
        plan: id(100),
        submission: None,
        text: format!("Chưa có quy định về kinh phí số {n}"),
        threatens: Vec::new(),
        competent: Some(id(DECIDER)),
        holder: None,
        due_on: None,
        state: DifficultyState::Open,
        answer: String::new(),
        decision: String::new(),
        task: None,
        raised_at: at(10),
        raised_by: "Chuyên viên".into(),
        ended_at: None,
        version: 1,
    }
}

/// Three open, one answered, one of another body that nobody is competent for.
async fn raised(tx: &mut Write) -> Vec<Difficulty> {
    add_a_plan(tx).await;
    for body in [RAISER, DECIDER, OTHER] {
        store::organisation::add(tx, &an_organisation(body, &format!("Đơn vị {body}"))).await.unwrap();
    }
    let threatens = vec![CellKey::Indicator(an_indicator(0).id), CellKey::Task(id(77))];
    let all = vec![
        Difficulty { due_on: Some(date(2026, 11, 1)), ..a_difficulty(1) },
        Difficulty { raised_at: at(20), threatens: threatens.clone(), ..a_difficulty(2) },
        Difficulty { raised_at: at(20), due_on: Some(date(2026, 10, 1)), ..a_difficulty(3) },
        Difficulty {
            raised_at: at(30),
            state: DifficultyState::Answered,
            ended_at: Some(at(40)),
            due_on: Some(date(2026, 1, 1)),
            threatens,
            ..a_difficulty(4)
        },
        Difficulty {
            raised_at: at(25),
            organisation: id(OTHER),
            competent: None,
            state: DifficultyState::Unrouted,
            text: "Đề nghị bổ sung biên chế".into(),
            ..a_difficulty(5)
        },
    ];
    for one in &all {
        difficulty::add(tx, one).await.unwrap();
    }
    all
}

fn numbers(found: &[Difficulty]) -> Vec<u128> {
    found.iter().map(|one| one.id.0.as_u128() - 800).collect()
}

on_both!(a_list_shows_what_its_filter_lets_through_the_last_raised_first, |store| async {
    let mut tx = store.write().await.unwrap();
    raised(&mut tx).await;
    let bodies = |n: u128| Some(vec![id(n)]);
    let plan = Some(id(100));
    for (filter, expected) in [
        (Filter::default(), vec![4, 5, 3, 2, 1]),
        (Filter { plan, is_open: Some(true), ..Filter::default() }, vec![5, 3, 2, 1]),
        (Filter { is_open: Some(false), ..Filter::default() }, vec![4]),
        (Filter { plan: Some(id(101)), ..Filter::default() }, vec![]),
        (Filter { concerning: bodies(DECIDER), ..Filter::default() }, vec![4, 3, 2, 1]),
        (Filter { concerning: Some(vec![id(OTHER), id(RAISER)]), ..Filter::default() }, vec![4, 5, 3, 2, 1]),
        (Filter { concerning: Some(Vec::new()), ..Filter::default() }, vec![]),
        (Filter { raised_by: bodies(OTHER), ..Filter::default() }, vec![5]),
        (Filter { decided_by: bodies(DECIDER), is_open: Some(true), ..Filter::default() }, vec![3, 2, 1]),
        (Filter { due_before: Some(date(2026, 11, 1)), is_open: Some(true), ..Filter::default() }, vec![3]),
        (Filter { words: "bien che".into(), ..Filter::default() }, vec![5]),
        (Filter { words: "KINH phí 2".into(), plan, ..Filter::default() }, vec![2]),
    ] {
        let found = difficulty::list(&mut tx, &filter, None, 10).await.unwrap();
        assert_eq!(numbers(&found), expected, "{filter:?}");
        let counted = difficulty::count(&mut tx, &filter, 10).await.unwrap();
        assert_eq!(counted as usize, expected.len(), "{filter:?}");
        assert_eq!(difficulty::count(&mut tx, &filter, 2).await.unwrap(), counted.min(2), "{filter:?}");
    }
});

on_both!(pages_of_a_list_join_without_gap_or_overlap, |store| async {
    let mut tx = store.write().await.unwrap();
    raised(&mut tx).await;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = difficulty::list(&mut tx, &Filter::default(), after, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(After::from(last));
        seen.extend(numbers(&page));
    }
    assert_eq!(seen, [4, 5, 3, 2, 1]);
});

on_both!(an_item_knows_what_threatens_it_until_that_is_answered, |store| async {
    let mut tx = store.write().await.unwrap();
    let all = raised(&mut tx).await;
    for key in [CellKey::Indicator(an_indicator(0).id), CellKey::Task(id(77))] {
        assert_eq!(difficulty::list_open_of_item(&mut tx, &key).await.unwrap(), all[1..2]);
    }
    let other = CellKey::Task(id(78));
    assert_eq!(difficulty::list_open_of_item(&mut tx, &other).await.unwrap(), []);
    let answered = Difficulty { state: DifficultyState::Answered, ..all[1].clone() };
    difficulty::update(&mut tx, &answered).await.unwrap();
    let key = CellKey::Task(id(77));
    assert_eq!(difficulty::list_open_of_item(&mut tx, &key).await.unwrap(), []);
});

on_both!(the_longest_overdue_comes_first, |store| async {
    let mut tx = store.write().await.unwrap();
    raised(&mut tx).await;
    let overdue = difficulty::list_overdue(&mut tx, date(2026, 11, 2), 10).await.unwrap();
    assert_eq!(numbers(&overdue), [3, 1]);
    let first = difficulty::list_overdue(&mut tx, date(2026, 11, 2), 1).await.unwrap();
    assert_eq!(numbers(&first), [3]);
    assert_eq!(difficulty::list_overdue(&mut tx, date(2026, 10, 1), 10).await.unwrap(), []);
});
