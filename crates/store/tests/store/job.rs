//! Jobs, claimed by any number of processes, and the days off that their days are reckoned by.

use std::collections::BTreeSet;

use domain::*;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use store::job::FURTHEST;
use store::{Error, Store, job, special_day};

use crate::both::on_both;
use crate::sample::*;

fn a_job(n: u128, run_at: Timestamp) -> Job {
    Job {
        id: id(n),
        key: format!("open_period/{n}"),
        kind: JobKind::ALL[usize::try_from(n).unwrap() % JobKind::ALL.len()],
        item: "2026".into(),
        state: JobState::Waiting,
        run_at,
        leased_until: None,
        attempts: 0,
        last_error: String::new(),
        result: String::new(),
        created_at: at(0),
        ended_at: None,
    }
}

async fn with_jobs(store: &Store, count: u128) {
    let mut tx = store.write().await.unwrap();
    for n in 1..=count {
        assert!(job::add(&mut tx, &a_job(n, at(i64::try_from(n).unwrap()))).await.unwrap());
    }
    tx.commit_unrecorded().await.unwrap();
}

async fn claim(store: &Store, now: Timestamp, until: Timestamp) -> Option<Job> {
    let mut tx = store.write().await.unwrap();
    let claimed = job::claim(&mut tx, now, until).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    claimed
}

on_both!(a_key_makes_a_job_the_only_one, |store| async {
    let mut tx = store.write().await.unwrap();
    for n in 1..=u128::try_from(JobKind::ALL.len()).unwrap() {
        assert!(job::add(&mut tx, &a_job(n, at(0))).await.unwrap());
        assert_eq!(job::find(&mut tx, id(n)).await.unwrap(), Some(a_job(n, at(0))));
    }
    let same = Job { id: id(99), ..a_job(1, at(5)) };
    assert!(!job::add(&mut tx, &same).await.unwrap());
    assert_eq!(job::find(&mut tx, id(99)).await.unwrap(), None);
    assert_eq!(job::find_by_key(&mut tx, "open_period/1").await.unwrap(), Some(a_job(1, at(0))));
});

on_both!(each_job_is_claimed_by_one_of_many, |store| async {
    with_jobs(&store, 30).await;
    let claiming = (0..8).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            let (mut mine, mut without) = (Vec::new(), 0);
            while without < 20 {
                match claim(&store, at(100), at(400)).await {
                    Some(job) => mine.push(job),
                    None => without += 1,
                }
            }
            mine
        })
    });
    let claiming: Vec<_> = claiming.collect();
    let mut claimed = Vec::new();
    for one in claiming {
        claimed.extend(one.await.unwrap());
    }
    let different: BTreeSet<_> = claimed.iter().map(|job| job.id).collect();
    assert_eq!((claimed.len(), different.len()), (30, 30));
    assert!(claimed.iter().all(|job| job.attempts == 1 && job.leased_until == Some(at(400))));
});

on_both!(a_lease_that_ran_out_is_claimed_again_and_the_first_holder_cannot_end_it, |store| async {
    with_jobs(&store, 1).await;
    let first = claim(&store, at(10), at(300)).await.unwrap();
    assert_eq!(claim(&store, at(299), at(600)).await, None);
    let second = claim(&store, at(300), at(600)).await.unwrap();
    assert_eq!((second.id, second.attempts), (first.id, 2));
    let mut tx = store.write().await.unwrap();
    assert!(!job::finish(&mut tx, &first, "xong", at(301)).await.unwrap());
    assert!(!job::put_off(&mut tx, &first, "lỗi", at(301)).await.unwrap());
    assert!(!job::give_up(&mut tx, &first, "lỗi", at(301)).await.unwrap());
    assert!(job::finish(&mut tx, &second, "đã mở", at(302)).await.unwrap());
    let done = job::find(&mut tx, first.id).await.unwrap().unwrap();
    assert_eq!((done.state, done.result.as_str(), done.ended_at), (JobState::Done, "đã mở", Some(at(302))));
    assert_eq!(job::claim(&mut tx, at(9_999), at(9_999)).await.unwrap(), None);
});

on_both!(a_job_waits_until_its_time_and_is_tried_again_when_asked, |store| async {
    with_jobs(&store, 2).await;
    let mut tx = store.write().await.unwrap();
    assert_eq!(job::find_next_run(&mut tx, at(0)).await.unwrap(), Some(at(1)));
    assert_eq!(job::claim(&mut tx, at(0), at(9)).await.unwrap(), None);
    let first = job::claim(&mut tx, at(1), at(9)).await.unwrap().unwrap();
    assert_eq!(job::find_next_run(&mut tx, at(1)).await.unwrap(), Some(at(2)));
    assert!(job::put_off(&mut tx, &first, "máy chủ thư không trả lời", at(60)).await.unwrap());
    let second = job::claim(&mut tx, at(2), at(9)).await.unwrap().unwrap();
    assert_ne!(second.id, first.id);
    assert!(job::finish(&mut tx, &second, "", at(3)).await.unwrap());
    assert_eq!(job::find_next_run(&mut tx, at(3)).await.unwrap(), Some(at(60)));
    let again = job::claim(&mut tx, at(60), at(99)).await.unwrap().unwrap();
    assert_eq!((again.attempts, again.last_error.as_str()), (2, "máy chủ thư không trả lời"));
    assert!(job::give_up(&mut tx, &again, "không gửi được", at(61)).await.unwrap());
    assert_eq!(job::find_next_run(&mut tx, at(61)).await.unwrap(), None);
    job::retry(&mut tx, again.id, at(70)).await.unwrap();
    let waiting = job::find(&mut tx, again.id).await.unwrap().unwrap();
    assert_eq!((waiting.state, waiting.attempts, waiting.run_at), (JobState::Waiting, 0, at(70)));
    assert!(matches!(job::retry(&mut tx, again.id, at(71)).await, Err(Error::NotFound { .. })));
});

on_both!(what_a_clock_set_back_left_in_the_future_is_not_waited_for, |store| async {
    let beyond = at(10).checked_add(FURTHEST).unwrap().checked_add(SignedDuration::from_secs(1)).unwrap();
    let mut tx = store.write().await.unwrap();
    job::add(&mut tx, &a_job(1, beyond)).await.unwrap();
    assert_eq!(job::find_next_run(&mut tx, at(10)).await.unwrap(), Some(at(10)));
    assert!(job::claim(&mut tx, at(10), beyond).await.unwrap().is_some());
    assert!(job::claim(&mut tx, at(11), at(99)).await.unwrap().is_none(), "a day ahead may be a lease");
    assert!(job::claim(&mut tx, at(9), at(99)).await.unwrap().is_some(), "two days ahead is none");
});

on_both!(jobs_are_listed_by_state_page_by_page, |store| async {
    with_jobs(&store, 6).await;
    let mut tx = store.write().await.unwrap();
    let start = (Timestamp::MIN, id(0));
    let end = (Timestamp::MAX, id(u128::MAX));
    let numbers = |jobs: Vec<Job>| jobs.iter().map(|job| job.id.0.as_u128()).collect::<Vec<_>>();
    let page = job::list_waiting(&mut tx, start, 4).await.unwrap();
    let after = (page[3].run_at, page[3].id);
    assert_eq!(numbers(page), [1, 2, 3, 4]);
    assert_eq!(numbers(job::list_waiting(&mut tx, after, 4).await.unwrap()), [5, 6]);
    for n in 1..=5 {
        let claimed = job::claim(&mut tx, at(100), at(200)).await.unwrap().unwrap();
        assert!(match n {
            1..=3 => job::finish(&mut tx, &claimed, "", at(n)).await.unwrap(),
            _ => job::give_up(&mut tx, &claimed, "lỗi", at(n)).await.unwrap(),
        });
    }
    let done = job::list_ended(&mut tx, JobState::Done, end, 2).await.unwrap();
    let before = (done[1].ended_at.unwrap(), done[1].id);
    assert_eq!(numbers(done), [3, 2]);
    assert_eq!(numbers(job::list_ended(&mut tx, JobState::Done, before, 2).await.unwrap()), [1]);
    assert_eq!(numbers(job::list_ended(&mut tx, JobState::Failed, end, 9).await.unwrap()), [5, 4]);
    assert_eq!(job::count(&mut tx, JobState::Done, 2).await.unwrap(), 2);
    assert_eq!(job::count(&mut tx, JobState::Waiting, 9).await.unwrap(), 1);
    assert_eq!(job::remove_done(&mut tx, at(3)).await.unwrap(), 2);
    assert_eq!(numbers(job::list_ended(&mut tx, JobState::Done, end, 9).await.unwrap()), [3]);
});

on_both!(a_special_day_is_kept_and_changed_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    let tet = SpecialDay {
        day: date(2026, 2, 17),
        is_working: false,
        name: "Tết Nguyên đán".into(),
        source: "Bộ luật Lao động, Điều 112".into(),
        is_announced: true,
        version: 1,
    };
    let swapped = SpecialDay { day: date(2026, 8, 22), is_working: true, is_announced: false, ..tet.clone() };
    assert!(special_day::add(&mut tx, &swapped).await.unwrap());
    assert!(special_day::add(&mut tx, &tet).await.unwrap());
    assert!(!special_day::add(&mut tx, &tet).await.unwrap());
    assert_eq!(special_day::list(&mut tx).await.unwrap(), [tet.clone(), swapped.clone()]);
    let renamed = SpecialDay { name: "Mùng một Tết".into(), ..tet.clone() };
    assert_eq!(special_day::update(&mut tx, &renamed).await.unwrap(), 2);
    assert!(matches!(special_day::update(&mut tx, &renamed).await, Err(Error::Stale { current: 2 })));
    assert!(matches!(special_day::remove(&mut tx, &tet).await, Err(Error::Stale { current: 2 })));
    let now = SpecialDay { version: 2, ..renamed };
    assert_eq!(special_day::find(&mut tx, tet.day).await.unwrap().as_ref(), Some(&now));
    special_day::remove(&mut tx, &now).await.unwrap();
    assert!(matches!(special_day::remove(&mut tx, &now).await, Err(Error::NotFound { .. })));
    assert_eq!(special_day::list(&mut tx).await.unwrap(), [swapped]);
});
