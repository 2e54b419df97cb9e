//! Signing in by a passkey that was added before.

use crate::browser::{Browser, Kind};
use crate::device::Device;
use crate::program::Program;

#[tokio::test]
async fn a_passkey_is_added_signs_in_and_is_removed() {
    let program = Program::start().await.by_name();
    let browser = Browser::open(Kind::Wide).await;
    browser.plug_in(Device::PluggedIn).await;
    add_passkey(&browser, &program).await;
    browser.check().await;

    browser.fill("#name", "Lần nữa").await;
    browser.click("form[data-passkey] button").await;
    browser.shows("[data-passkey-status]", "đã có khóa").await;

    browser.follow(".side form[action='/sign-out'] button").await;
    browser.goto(&format!("{}/sign-in?next=/tasks", program.address)).await;
    assert_eq!(browser.path().await, "/sign-in", "nobody is signed in");
    browser.check().await;
    browser.follow("form[data-passkey] button").await;
    browser.arrive(&format!("{}/tasks", program.address)).await;

    browser.goto(&format!("{}/account/passkeys", program.address)).await;
    browser.follow("form[action='/account/passkeys/remove'] button").await;
    assert!(browser.has(".error-summary").await, "the last way in stays");
    browser.check().await;
    set_password(&browser, &program).await;
    browser.goto(&format!("{}/account/passkeys", program.address)).await;
    browser.follow("form[action='/account/passkeys/remove'] button").await;
    assert!(!browser.has("main .plain-list").await, "it is gone");
    browser.close().await;
}

#[tokio::test]
async fn a_passkey_in_the_machine_is_suggested_beside_the_name() {
    let program = Program::start().await.by_name();
    let browser = Browser::open(Kind::Wide).await;
    browser.plug_in(Device::Inside).await;
    add_passkey(&browser, &program).await;
    browser.follow(".side form[action='/sign-out'] button").await;
    // The pretended owner takes the suggestion at once.
    browser.goto(&format!("{}/sign-in?next=/tasks", program.address)).await;
    browser.arrive(&format!("{}/tasks", program.address)).await;
    browser.goto(&format!("{}/account/security", program.address)).await;
    assert!(browser.text("main tbody").await.contains("Khóa truy cập"), "that is how the session began");
    browser.close().await;
}

/// Signs in by the link and adds a passkey, by the way that a person finds it.
async fn add_passkey(browser: &Browser, program: &Program) {
    browser.sign_in(program).await;
    browser.goto(&format!("{}/account/security", program.address)).await;
    browser.follow("main a[href='/account/passkeys']").await;
    browser.check().await;
    browser.fill("#name", "Máy tính cơ quan").await;
    browser.follow("form[data-passkey] button").await;
    assert!(browser.has(".notice-good").await, "it says that it was done");
    assert_eq!(browser.text("main .plain-list strong").await, "Máy tính cơ quan");
}

async fn set_password(browser: &Browser, program: &Program) {
    browser.goto(&format!("{}/account/password", program.address)).await;
    browser.fill("#new", "mot hai ba con ngua troi qua song Hau").await;
    browser.fill("#again", "mot hai ba con ngua troi qua song Hau").await;
    browser.follow("main form button.btn-primary").await;
    assert!(browser.has(".notice-good").await, "the password is set");
}

#[tokio::test]
async fn a_browser_without_the_key_is_told_so_in_words() {
    let program = Program::start().await.by_name();
    let browser = Browser::open(Kind::Wide).await;
    browser.plug_in(Device::PluggedIn).await;
    browser.goto(&format!("{}/sign-in", program.address)).await;
    browser.check().await;
    browser.click("form[data-passkey] button").await;
    browser.shows("[data-passkey-status]", "thử lại").await;
    browser.close().await;
}

#[tokio::test]
async fn by_number_and_without_script_no_passkey_is_offered() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::Wide).await;
    browser.goto(&format!("{}/sign-in", program.address)).await;
    assert!(!browser.has("form[data-passkey]").await);
    browser.sign_in(&program).await;
    browser.goto(&format!("{}/account/passkeys", program.address)).await;
    assert!(browser.has("main a[href^='http://localhost:']").await, "it says by which name to come");
    browser.check().await;
    browser.close().await;

    let program = program.by_name();
    let browser = Browser::open(Kind::WithoutScript).await;
    browser.goto(&format!("{}/sign-in", program.address)).await;
    assert!(!browser.is_shown("form[data-passkey]").await);
    browser.close().await;
}
