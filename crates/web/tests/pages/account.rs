//! `/account`: a first password, the second factor, recovery codes, and the sessions one sees and ends.

use totp_rs::{Builder, Secret};
use work::sign_in::{self, ADMINISTRATOR, STANDING_OFFICE, Seat};

use crate::visitor::{Answer, Visitor};

/// A password that nobody guesses.
pub const PASSWORD: &str = "gốc đa phở bò 63 chiếc ô";

/// Comes in by a link, on a site where more is asked for than that.
pub async fn invited(visitor: &mut Visitor, seat: Seat) -> Answer {
    let secret = sign_in::invite(&visitor.work, seat).await.unwrap();
    visitor.post(&format!("/sign-in/{secret}"), &[]).await
}

/// Comes in by a link and sets a password.
pub async fn settled(visitor: &mut Visitor, seat: Seat) {
    invited(visitor, seat).await;
    let answer = set_password(visitor, PASSWORD, PASSWORD).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

pub async fn set_password(visitor: &mut Visitor, new: &str, again: &str) -> Answer {
    let page = visitor.page("/account/password").await;
    visitor.submit(&page, "main form", &[("new", new), ("again", again)]).await
}

/// The code that a device shows for a secret, in the test's time.
pub fn code(visitor: &Visitor, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(visitor.work.clock.now().as_second().unsigned_abs()).to_string()
}

/// Enrols a device; gives its secret and the recovery codes.
pub async fn enrol(visitor: &mut Visitor) -> (String, Vec<String>) {
    let page = visitor.page("/account/second-factor").await;
    let secret = page.html().text("code.secret");
    let typed = code(visitor, &secret);
    let codes = visitor.submit(&page, "main form", &[("code", &typed)]).await;
    assert_eq!(codes.status, 200, "{}", codes.body);
    (secret, codes.html().texts(".codes li"))
}

pub async fn enter(visitor: &mut Visitor, name: &str, password: &str) -> Answer {
    visitor.post("/sign-in", &[("name", name), ("password", password), ("next", "/")]).await
}

#[tokio::test]
async fn whoever_is_invited_sets_a_password_before_anything_else() {
    let mut visitor = Visitor::strict().await;
    assert_eq!(invited(&mut visitor, STANDING_OFFICE).await.location(), "/");
    for address in ["/", "/indicators", "/account/security"] {
        assert_eq!(visitor.get(address).await.location(), "/account/password", "{address}");
    }
    for lang in ["en", "vi"] {
        visitor.speak(lang).await;
        let page = visitor.page("/account/password").await.html();
        page.check(lang);
        assert!(!page.has("#old"), "there is none yet");
    }
    for (new, again, wrong) in [
        ("ngắn quá", "ngắn quá", "#new"),
        ("matkhau123456789", "matkhau123456789", "#new"),
        ("vanphong rất dài để thử", "vanphong rất dài để thử", "#new"),
        (PASSWORD, "khác", "#again"),
    ] {
        let answer = set_password(&mut visitor, new, again).await;
        assert_eq!(answer.status, 422, "{new}");
        assert!(answer.html().has(&format!(".error-summary a[href='{wrong}']")), "{new}");
        assert!(!answer.body.contains(new), "a password is never sent back");
        answer.html().check("vi");
    }
    let answer = set_password(&mut visitor, PASSWORD, PASSWORD).await;
    assert_eq!(visitor.follow(&answer).await.path, "/");

    let mut later = visitor.another();
    let answer = enter(&mut later, " VanPhong ", PASSWORD).await;
    assert!(later.follow(&answer).await.body.contains(STANDING_OFFICE.name));
}

#[tokio::test]
async fn an_administrator_enrols_a_second_factor_and_is_asked_for_it_from_then_on() {
    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, ADMINISTRATOR).await;
    assert_eq!(visitor.get("/").await.location(), "/account/second-factor");
    let page = visitor.page("/account/second-factor").await;
    page.html().check("vi");
    let wrong = visitor.submit(&page, "main form", &[("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    let (secret, codes) = enrol(&mut visitor).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(visitor.get("/").await.status, 200);

    visitor.wait(2);
    let mut later = visitor.another();
    let answer = enter(&mut later, "quantri", PASSWORD).await;
    assert_eq!(answer.location(), "/sign-in/second-step");
    assert_eq!(later.get("/").await.location(), "/sign-in", "half the way is not in");
    for lang in ["en", "vi"] {
        later.speak(lang).await;
        later.page("/sign-in/second-step").await.html().check(lang);
    }
    let page = later.page("/sign-in/second-step").await;
    let wrong = later.submit(&page, "main form", &[("code", "12345")]).await;
    assert_eq!(wrong.status, 422);
    wrong.html().check("vi");
    let typed = code(&later, &secret);
    let answer = later.submit(&page, "main form", &[("code", &typed)]).await;
    assert_eq!(later.follow(&answer).await.path, "/");
    assert_eq!(later.get("/sign-in/second-step").await.location(), "/sign-in", "the step was taken");
}

#[tokio::test]
async fn sessions_are_seen_and_ended() {
    let mut here = Visitor::strict().await;
    settled(&mut here, STANDING_OFFICE).await;
    let (mut there, mut elsewhere) = (here.another(), here.another());
    enter(&mut there, "vanphong", PASSWORD).await;
    enter(&mut elsewhere, "vanphong", PASSWORD).await;
    let page = here.page("/account/security").await;
    page.html().check("vi");
    assert_eq!(page.html().texts("tbody tr").len(), 3);
    assert_eq!(page.html().texts("tbody .tag").len(), 1, "one of them is this one");
    let html = page.html();
    let other = html.all("input[name=session]")[0].value().attr("value").unwrap().to_owned();
    let answer = here.post("/account/sessions", &[("session", &other)]).await;
    assert!(here.follow(&answer).await.html().has(".notice-good"));
    let signed_in = [there.get("/").await.status, elsewhere.get("/").await.status];
    assert_eq!(signed_in.iter().filter(|status| **status == 200).count(), 1, "{signed_in:?}");
    here.post("/account/sessions/others", &[]).await;
    for visitor in [&mut there, &mut elsewhere] {
        assert_eq!(visitor.get("/").await.location(), "/sign-in");
    }
    assert_eq!(here.page("/account/security").await.html().texts("tbody tr").len(), 1);
}

#[tokio::test]
async fn a_changed_password_ends_every_other_session() {
    let mut here = Visitor::strict().await;
    settled(&mut here, STANDING_OFFICE).await;
    here.wait(31);
    let (mut here, mut there) = (here.another(), here.another());
    enter(&mut here, "vanphong", PASSWORD).await;
    enter(&mut there, "vanphong", PASSWORD).await;
    let new = "thuyền nan và 7 quả bưởi";
    let page = here.page("/account/password").await;
    let typed = [("old", "sai mật khẩu"), ("new", new), ("again", new)];
    let answer = here.submit(&page, "main form", &typed).await;
    assert_eq!(answer.status, 422);
    assert!(answer.html().has(".error-summary a[href='#old']"));
    let typed = [("old", PASSWORD), ("new", new), ("again", new)];
    let answer = here.submit(&page, "main form", &typed).await;
    assert_eq!(answer.location(), "/account/security");
    assert_eq!(here.get("/").await.status, 200);
    assert_eq!(there.get("/").await.location(), "/sign-in");
    assert_eq!(enter(&mut there, "vanphong", PASSWORD).await.status, 422);
    assert_eq!(enter(&mut there, "vanphong", new).await.status, 303);
}

#[tokio::test]
async fn an_idle_session_is_locked_and_leads_back_to_the_same_page() {
    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, STANDING_OFFICE).await;
    for _ in 0..3 {
        visitor.wait(14);
        assert_eq!(visitor.get("/account/security").await.status, 200, "used again in time");
    }
    visitor.wait(15);
    let answer = visitor.get("/indicators?q=5G").await;
    assert_eq!(answer.location(), "/sign-in?next=/indicators%3Fq%3D5G&idle=1");
    let page = visitor.page("/sign-in?next=/indicators%3Fq%3D5G&idle=1").await;
    assert!(page.html().text(".notice").contains("tự khóa"));
    let typed = [("name", "vanphong"), ("password", PASSWORD)];
    let answer = visitor.submit(&page, "main form", &typed).await;
    assert_eq!(answer.location(), "/indicators?q=5G");
}

#[tokio::test]
async fn an_administrator_is_locked_sooner_and_a_day_ends_every_session() {
    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, ADMINISTRATOR).await;
    enrol(&mut visitor).await;
    visitor.wait(4);
    assert_eq!(visitor.get("/account/security").await.status, 200);
    visitor.wait(5);
    assert_eq!(visitor.get("/account/security").await.status, 303);

    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, STANDING_OFFICE).await;
    for _ in 0..51 {
        visitor.wait(14);
        assert_eq!(visitor.get("/account/security").await.status, 200);
    }
    visitor.wait(6);
    assert_eq!(visitor.get("/account/security").await.location(), "/sign-in?next=/account/security");
}

#[tokio::test]
async fn a_form_sent_after_the_lock_leads_back_to_where_it_was_filled_in() {
    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, STANDING_OFFICE).await;
    visitor.wait(16);
    let request = visitor.request(axum::http::Method::POST, "/imports");
    let request = request.header("referer", "http://127.0.0.1:5757/imports?x=1");
    let answer = visitor.send("/imports", request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.location(), "/sign-in?next=/imports%3Fx%3D1&idle=1");
}

#[tokio::test]
async fn recovery_codes_stand_in_for_a_lost_device() {
    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, STANDING_OFFICE).await;
    let (_, codes) = enrol(&mut visitor).await;
    let mut later = visitor.another();
    enter(&mut later, "vanphong", PASSWORD).await;
    let spaced = codes[0].to_uppercase().replace('-', " ");
    let answer = later.post("/sign-in/second-step", &[("code", &spaced), ("next", "/")]).await;
    assert_eq!(answer.location(), "/");
    let page = later.page("/account/second-factor").await;
    assert!(page.body.contains("Còn 9 mã"), "{}", page.html().text("main"));
    let renewed = later.submit(&page, "form[action='/account/recovery-codes']", &[]).await;
    assert_eq!(renewed.status, 200);
    renewed.html().check("vi");
    assert!(renewed.html().texts(".codes li").iter().all(|code| !codes.contains(code)));

    let mut again = visitor.another();
    enter(&mut again, "vanphong", PASSWORD).await;
    let answer = again.post("/sign-in/second-step", &[("code", &codes[1]), ("next", "/")]).await;
    assert_eq!(answer.status, 422, "the earlier codes are worth nothing");
}

#[tokio::test]
async fn the_second_factor_is_removed_by_the_password() {
    let mut visitor = Visitor::strict().await;
    settled(&mut visitor, STANDING_OFFICE).await;
    enrol(&mut visitor).await;
    let page = visitor.page("/account/second-factor").await;
    page.html().check("vi");
    let form = "form[action='/account/second-factor/remove']";
    let wrong = visitor.submit(&page, form, &[("password", "sai")]).await;
    assert_eq!(wrong.status, 422);
    let answer = visitor.submit(&page, form, &[("password", PASSWORD)]).await;
    assert_eq!(answer.location(), "/account/security");
    assert!(visitor.page("/account/second-factor").await.html().has(".qr"), "another can be enrolled");
    let entered = enter(&mut visitor.another(), "vanphong", PASSWORD).await;
    assert_eq!(entered.location(), "/");
}
