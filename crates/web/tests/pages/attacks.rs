//! Those who should not come in: by guessing, by replaying, by another's session.

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header};
use jiff::SignedDuration;
use store::account::Account;
use tower::ServiceExt as _;
use web::{App, Site};
use work::sign_in::{self, ADMINISTRATOR, STANDING_OFFICE, failure};

use crate::account::{PASSWORD, code, enrol, enter, set_password, settled};
use crate::visitor::{Answer, Visitor};

/// The account of a seat.
async fn account(visitor: &Visitor, name: &str) -> Account {
    let mut read = visitor.work.store.read().await.unwrap();
    store::account::find_by_name(&mut read, name).await.unwrap().unwrap()
}

async fn change(visitor: &Visitor, change: impl FnOnce(&mut Account)) {
    let mut changed = account(visitor, "vanphong").await;
    change(&mut changed);
    let mut tx = visitor.work.store.write().await.unwrap();
    store::account::update(&mut tx, &changed).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
}

/// The events of the audit chain with their notes.
async fn events(visitor: &Visitor) -> Vec<(String, String)> {
    let mut read = visitor.work.store.read().await.unwrap();
    let entries = store::audit::list_after(&mut read, 0, 10_000).await.unwrap();
    entries.into_iter().map(|sealed| (sealed.entry.event, sealed.details.unwrap_or_default())).collect()
}

async fn count(visitor: &Visitor, event: &str) -> usize {
    events(visitor).await.iter().filter(|(what, _)| what == event).count()
}

/// A standing office with a password, and a stranger before the same site.
async fn an_office() -> (Visitor, Visitor) {
    let mut office = Visitor::strict().await;
    settled(&mut office, STANDING_OFFICE).await;
    let stranger = office.another();
    (office, stranger)
}

#[tokio::test]
async fn a_refusal_never_tells_what_was_wrong() {
    let (office, mut stranger) = an_office().await;
    let unknown = enter(&mut stranger, "khongco9", PASSWORD).await;
    let like_unknown = |answer: &Answer, why: &str| {
        assert_eq!(answer.status, unknown.status, "{why}");
        assert_eq!(answer.body.replace("vanphong", "khongco9"), unknown.body, "{why}");
        let names = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(answer), names(&unknown), "{why}");
    };
    assert_eq!(unknown.status, 422);
    like_unknown(&enter(&mut stranger, "vanphong", "sai").await, "a wrong password");
    like_unknown(&enter(&mut stranger, "vanphong", &"x".repeat(100_000)).await, "a huge password");
    let until = office.work.clock.now() + SignedDuration::from_mins(15);
    change(&office, |account| account.locked_until = Some(until)).await;
    like_unknown(&enter(&mut stranger, "vanphong", PASSWORD).await, "a locked account");
    change(&office, |account| (account.locked_until, account.disabled_at) = (None, Some(until))).await;
    like_unknown(&enter(&mut stranger, "vanphong", PASSWORD).await, "a closed account");
    change(&office, |account| (account.disabled_at, account.password) = (None, None)).await;
    like_unknown(&enter(&mut stranger, "vanphong", PASSWORD).await, "an account without a password");
    assert_eq!(count(&stranger, "session.failed").await, 6, "each stands in the chain");
}

#[tokio::test]
async fn five_failures_lock_an_account_for_a_time() {
    let (_office, mut stranger) = an_office().await;
    for _ in 0..4 {
        enter(&mut stranger, "vanphong", "sai").await;
    }
    assert_eq!(enter(&mut stranger, "vanphong", PASSWORD).await.status, 303, "four are borne");
    let mut stranger = stranger.another();
    for _ in 0..5 {
        enter(&mut stranger, "vanphong", "sai").await;
    }
    assert_eq!(count(&stranger, "account.locked").await, 1);
    assert_eq!(enter(&mut stranger, "vanphong", PASSWORD).await.status, 422);
    for _ in 0..10 {
        enter(&mut stranger, "vanphong", "sai").await;
    }
    stranger.wait(15);
    assert_eq!(
        enter(&mut stranger, "vanphong", PASSWORD).await.status,
        303,
        "attempts do not prolong the lock"
    );
}

#[tokio::test]
async fn many_names_from_one_address_are_stopped_and_do_not_flood_the_chain() {
    let (_office, mut stranger) = an_office().await;
    for n in 0..30 {
        assert_eq!(enter(&mut stranger, &format!("canbo{n}"), "matkhau123").await.status, 422, "{n}");
    }
    let answer = enter(&mut stranger, "canbo30", "matkhau123").await;
    assert_eq!(answer.status, 429);
    answer.html().check("vi");
    assert_eq!(enter(&mut stranger, "vanphong", PASSWORD).await.status, 429, "nobody comes in from there");
    assert_eq!(count(&stranger, "session.failed").await, 1, "one entry a minute tells of them all");
    assert!(events(&stranger).await.iter().all(|(_, details)| !details.contains("canbo")));
    stranger.wait(16);
    assert_eq!(enter(&mut stranger, "vanphong", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn many_at_once_have_no_more_guesses_than_one_after_another() {
    let (_office, stranger) = an_office().await;
    let guess = |password: &'static str| {
        let mut one = stranger.another();
        async move { enter(&mut one, "vanphong", password).await.status.as_u16() }
    };
    let all = tokio::join!(
        guess("sai 1"),
        guess("sai 2"),
        guess("sai 3"),
        guess("sai 4"),
        guess("sai 5"),
        guess("sai 6"),
    );
    assert_eq!(all, (422, 422, 422, 422, 422, 422));
    assert_eq!(count(&stranger, "account.locked").await, 1);
    assert_eq!(enter(&mut stranger.another(), "vanphong", PASSWORD).await.status, 422);
}

#[tokio::test]
async fn a_code_is_taken_once_even_by_two_at_the_same_time() {
    let (mut office, stranger) = an_office().await;
    let (secret, _) = enrol(&mut office).await;
    let used = code(&office, &secret);
    let mut replaying = stranger.another();
    enter(&mut replaying, "vanphong", PASSWORD).await;
    let answer = replaying.post("/sign-in/second-step", &[("code", &used)]).await;
    assert_eq!(answer.status, 422, "the code that enrolled the device was seen by somebody");

    let mut first = stranger.another();
    first.wait(1);
    let mut second = first.another();
    enter(&mut first, "vanphong", PASSWORD).await;
    enter(&mut second, "vanphong", PASSWORD).await;
    let typed = code(&first, &secret);
    let fields = [("code", typed.as_str())];
    let (a, b) = tokio::join!(
        first.post("/sign-in/second-step", &fields),
        second.post("/sign-in/second-step", &fields),
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let late = first.post("/sign-in/second-step", &fields).await;
    assert_ne!(late.headers.get(header::LOCATION).map(HeaderValue::as_bytes), Some(b"/".as_slice()));
}

#[tokio::test]
async fn wrong_codes_lock_the_account_too() {
    let (mut office, mut stranger) = an_office().await;
    enrol(&mut office).await;
    enter(&mut stranger, "vanphong", PASSWORD).await;
    for _ in 0..4 {
        assert_eq!(stranger.post("/sign-in/second-step", &[("code", "123456")]).await.status, 422);
    }
    let answer = stranger.post("/sign-in/second-step", &[("code", "123456")]).await;
    assert_eq!(answer.location(), "/sign-in", "the first step is forgotten");
    assert_eq!(count(&stranger, "account.locked").await, 1);
    assert_eq!(enter(&mut stranger, "vanphong", PASSWORD).await.status, 422);
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let (mut office, stranger) = an_office().await;
    let (_, codes) = enrol(&mut office).await;
    for (round, status) in [(1, 303), (2, 422)] {
        let mut one = stranger.another();
        enter(&mut one, "vanphong", PASSWORD).await;
        let answer = one.post("/sign-in/second-step", &[("code", codes[0].as_str())]).await;
        assert_eq!(answer.status, status, "{round}");
    }
    assert_eq!(count(&stranger, "recovery_code.used").await, 1);
}

#[tokio::test]
async fn a_lost_password_does_not_go_round_the_second_factor() {
    let (mut office, mut stranger) = an_office().await;
    let (secret, _) = enrol(&mut office).await;
    stranger.wait(2);
    let link = sign_in::invite(&stranger.work, STANDING_OFFICE).await.unwrap();
    let answer = stranger.post(&format!("/sign-in/{link}"), &[]).await;
    assert_eq!(answer.location(), "/sign-in/second-step");
    let typed = code(&stranger, &secret);
    assert_eq!(stranger.post("/sign-in/second-step", &[("code", &typed)]).await.location(), "/");
    assert_eq!(
        set_password(&mut stranger, "thuyền nan", "thuyền nan").await.status,
        303,
        "without the old one"
    );
}

#[tokio::test]
async fn a_session_known_to_others_is_never_taken_over() {
    let mut visitor = Visitor::strict().await;
    visitor.set_cookie("cotmoc_session", "known-to-others");
    visitor.set_cookie("cotmoc_step", "known-to-others");
    let link = sign_in::invite(&visitor.work, ADMINISTRATOR).await.unwrap();
    visitor.post(&format!("/sign-in/{link}"), &[]).await;
    let mut seen = vec!["known-to-others".to_owned()];
    let mut fresh = |visitor: &Visitor, when: &str| {
        let now = visitor.cookie("cotmoc_session").unwrap().to_owned();
        assert!(!seen.contains(&now), "after {when}");
        seen.push(now);
        seen.clone()
    };
    fresh(&visitor, "signing in");
    set_password(&mut visitor, PASSWORD, PASSWORD).await;
    fresh(&visitor, "setting a password");
    enrol(&mut visitor).await;
    let mut earlier = fresh(&visitor, "enrolling a second factor");
    assert_eq!(visitor.get("/account/security").await.status, 200);
    earlier.pop();
    for secret in earlier {
        let mut other = visitor.another();
        other.set_cookie("cotmoc_session", &secret);
        assert_eq!(other.get("/account/security").await.status, 303, "{secret}");
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    let (_office, mut stranger) = an_office().await;
    enter(&mut stranger, "vanphong", PASSWORD).await;
    let before = stranger.cookie("cotmoc_session").unwrap().to_owned();
    enter(&mut stranger, "vanphong", PASSWORD).await;
    assert_ne!(stranger.cookie("cotmoc_session").unwrap(), before);
    stranger.set_cookie("cotmoc_session", &before);
    assert_eq!(stranger.get("/").await.location(), "/sign-in");
}

#[tokio::test]
async fn one_goes_on_within_the_site_only() {
    let (_office, stranger) = an_office().await;
    for (next, to) in [
        ("/tasks?q=5G", "/tasks?q=5G"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let typed = [("name", "vanphong"), ("password", PASSWORD), ("next", next)];
        assert_eq!(stranger.another().post("/sign-in", &typed).await.location(), to, "{next}");
    }
}

#[tokio::test]
async fn another_site_signs_nobody_in() {
    let (_office, mut stranger) = an_office().await;
    for address in ["/sign-in", "/sign-in/second-step", "/account/password", "/account/sessions/others"] {
        let request = stranger
            .request(Method::POST, address)
            .header("content-type", "application/x-www-form-urlencoded");
        let mut request = request.body(Body::from("name=vanphong&password=x")).unwrap();
        request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(stranger.send(address, request).await.status, 403, "{address}");
    }
    assert_eq!(count(&stranger, "session.failed").await, 0);
}

#[tokio::test]
async fn over_https_the_cookie_belongs_to_this_host_alone() {
    let (office, _) = an_office().await;
    let site = Site::public("https://cotmoc.tinh.vn").unwrap();
    let router = web::router(App::new(office.work.clone(), site));
    let body =
        "name=vanphong&password=g%E1%BB%91c%20%C4%91a%20ph%E1%BB%9F%20b%C3%B2%2063%20chi%E1%BA%BFc%20%C3%B4";
    let request = Request::post("/sign-in")
        .header("host", "cotmoc.tinh.vn")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let cookies: Vec<_> =
        answer.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.contains("session")).expect("signed in");
    assert!(session.starts_with("__Host-cotmoc_session="), "{session}");
    for flag in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookies.iter().all(|cookie| cookie.contains(flag)), "{flag}: {cookies:?}");
    }
    assert!(!session.contains("Domain"), "{session}");
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    let (mut office, mut stranger) = an_office().await;
    enter(&mut stranger, "vanphong", PASSWORD).await;
    let link = sign_in::invite(&office.work, STANDING_OFFICE).await.unwrap();
    let now = office.work.clock.now();
    change(&office, |account| account.disabled_at = Some(now)).await;
    for visitor in [&mut office, &mut stranger] {
        assert_eq!(visitor.get("/").await.location(), "/sign-in");
    }
    assert_eq!(stranger.post(&format!("/sign-in/{link}"), &[]).await.status, 410);
}

#[tokio::test]
async fn an_account_left_unused_is_refused_until_a_new_link_is_sent() {
    let (_office, mut stranger) = an_office().await;
    stranger.wait(60 * 24 * 45 + 1);
    let rules = sign_in::rules(&stranger.work).await.unwrap();
    let unused = account(&stranger, "vanphong").await;
    assert!(failure::is_unused(&unused, &rules, stranger.work.clock.now()));
    assert_eq!(enter(&mut stranger, "vanphong", PASSWORD).await.status, 422);
    let link = sign_in::invite(&stranger.work, STANDING_OFFICE).await.unwrap();
    assert_eq!(stranger.post(&format!("/sign-in/{link}"), &[]).await.location(), "/");
    assert_eq!(enter(&mut stranger.another(), "vanphong", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn one_ends_ones_own_sessions_only() {
    let (mut office, mut stranger) = an_office().await;
    settled(&mut stranger, ADMINISTRATOR).await;
    enrol(&mut stranger).await;
    let of_office = {
        let mut read = office.work.store.read().await.unwrap();
        let office = account(&office, "vanphong").await.id;
        store::session::list(&mut read, office, stranger.work.clock.now()).await.unwrap().remove(0)
    };
    stranger.post("/account/sessions", &[("session", &of_office.id_sha256)]).await;
    stranger.post("/account/sessions/others", &[]).await;
    assert_eq!(office.get("/").await.status, 200);
}

#[tokio::test]
async fn a_new_link_makes_the_earlier_one_worthless_and_so_does_a_password() {
    let (mut office, mut stranger) = an_office().await;
    let first = sign_in::invite(&office.work, STANDING_OFFICE).await.unwrap();
    let second = sign_in::invite(&office.work, STANDING_OFFICE).await.unwrap();
    assert_eq!(stranger.post(&format!("/sign-in/{first}"), &[]).await.status, 410);
    set_password(&mut office, "thuyền nan và 7 quả bưởi", "thuyền nan và 7 quả bưởi").await;
    assert_eq!(stranger.post(&format!("/sign-in/{second}"), &[]).await.status, 410);
}

#[tokio::test]
async fn the_chain_tells_all_and_holds_no_secret() {
    let (mut office, mut stranger) = an_office().await;
    let (secret, codes) = enrol(&mut office).await;
    enter(&mut stranger, "vanphong", "một mật khẩu gõ sai").await;
    enter(&mut stranger, "vanphong", PASSWORD).await;
    stranger.post("/sign-in/second-step", &[("code", codes[0].as_str())]).await;
    stranger.post("/sign-out", &[]).await;
    let events = events(&stranger).await;
    let told: Vec<&str> = events.iter().map(|(event, _)| event.as_str()).collect();
    assert_eq!(
        told,
        [
            "account.invited",
            "session.begun",
            "password.changed",
            "totp.enrolled",
            "recovery_code.renewed",
            "session.failed",
            "recovery_code.used",
            "session.begun",
            "session.ended",
        ]
    );
    let bare = secret.replace(' ', "");
    for hidden in [PASSWORD, "gõ sai", "argon2id", codes[0].as_str(), bare.as_str()] {
        assert!(events.iter().all(|(_, details)| !details.contains(hidden)), "{hidden}");
    }
    assert!(events[1].1.contains(r#""means":"link""#) && events[7].1.contains(r#""means":"recovery_code""#));
}
