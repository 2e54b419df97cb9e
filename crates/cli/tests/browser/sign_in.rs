//! The first administrator: from the printed link to a password and a second factor, and in again by both.

use totp_rs::{Builder, Secret};
use work::Clock;

use crate::browser::{Browser, Kind};
use crate::program::Program;

const PASSWORD: &str = "gốc đa phở bò 63 chiếc ô";

/// The code that a device shows for a secret, so many seconds from now.
fn code(secret: &str, seconds: u64) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(Clock::system().now().as_second().unsigned_abs() + seconds).to_string()
}

#[tokio::test]
async fn from_an_invitation_to_a_password_and_a_second_factor() {
    let program = Program::start_anew().await;
    let browser = Browser::open(Kind::Wide).await;
    browser.goto(&program.sign_in).await;
    browser.check().await;
    browser.follow("main form button").await;
    set_password(&browser).await;
    let secret = enrol(&browser).await;
    see_sessions(&browser).await;
    browser.follow(".side form[action='/sign-out'] button").await;
    assert_eq!(browser.path().await, "/sign-in");
    come_back(&browser, &program, &secret).await;
    browser.close().await;
}

async fn set_password(browser: &Browser) {
    assert_eq!(browser.path().await, "/account/password", "a link is not enough");
    browser.check().await;
    browser.fill("#new", "ngắn").await;
    browser.fill("#again", "ngắn").await;
    browser.follow("main form button.btn-primary").await;
    assert!(browser.text(".error-summary").await.contains("ít nhất 8 ký tự"));
    browser.check().await;
    browser.fill("#new", PASSWORD).await;
    browser.fill("#again", PASSWORD).await;
    browser.follow("main form button.btn-primary").await;
}

async fn enrol(browser: &Browser) -> String {
    assert_eq!(browser.path().await, "/account/second-factor", "an administrator needs one");
    browser.check().await;
    let is_drawn = "return document.querySelector('img.qr').naturalWidth > 100";
    assert_eq!(browser.run(is_drawn).await, true, "the code to scan is shown");
    let secret = browser.text("code.secret").await;
    browser.fill("#code", &code(&secret, 0)).await;
    browser.follow("main form button.btn-primary").await;
    browser.check().await;
    let count = "return document.querySelectorAll('.codes li').length";
    assert_eq!(browser.run(count).await, 10);
    browser.follow("main a.btn-primary").await;
    assert!(!browser.path().await.starts_with("/account"), "nothing is owed any more");
    secret
}

async fn see_sessions(browser: &Browser) {
    browser.follow(".side a[href='/account/security']").await;
    browser.check().await;
    let session = browser.text("tbody tr").await;
    assert!(session.contains("Chrome") && session.contains("phiên này"), "{session}");
    browser.follow("main a[href='/account/second-factor']").await;
    browser.check().await;
}

async fn come_back(browser: &Browser, program: &Program, secret: &str) {
    browser.goto(&format!("{}/account/security", program.address)).await;
    assert_eq!(browser.path().await, "/sign-in");
    browser.check().await;
    browser.fill("#name", "quantri").await;
    browser.fill("#password", "một mật khẩu khác").await;
    browser.follow("main form button.btn-primary").await;
    assert!(browser.has(".error-summary").await);
    browser.check().await;
    browser.fill("#password", PASSWORD).await;
    browser.follow("main form button.btn-primary").await;
    assert_eq!(browser.path().await, "/sign-in/second-step");
    browser.check().await;
    // The code that enrolled the device was used up; the next one is taken a little early.
    browser.fill("#code", &code(secret, 30)).await;
    browser.follow("main form button.btn-primary").await;
    assert_eq!(browser.path().await, "/account/security", "it goes on where it was asked for");
}
