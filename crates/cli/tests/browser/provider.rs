//! Signing in through a real OpenID provider.

use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::browser::{Browser, Kind};
use crate::npm;
use crate::program::Program;

/// A running provider; it ends with this value.
struct Provider {
    address: String,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl Provider {
    async fn start() -> Self {
        let library = npm::installed("oidc", "oidc-provider/lib/index.js");
        let server = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc/provider.mjs");
        let mut command = Command::new("node");
        command.arg(server).arg(library).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.kill_on_drop(true).spawn().expect("node starts the provider");
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = output.next_line().await.unwrap().expect("it says its address");
        Self { address, input: process.stdin.take().unwrap(), output, _process: process }
    }

    /// Registers the site.
    async fn know(&mut self, program: &Program) {
        let back = format!("{}/sign-in/provider/back\n", program.address);
        self.input.write_all(back.as_bytes()).await.unwrap();
        assert_eq!(self.output.next_line().await.unwrap().as_deref(), Some("ready"));
    }

    /// Signs in there and agrees.
    async fn sign_in(&self, browser: &Browser, name: &str) {
        browser.arrive(&self.address).await;
        browser.fill("input[name=login]", name).await;
        browser.fill("input[name=password]", "any").await;
        browser.follow("button[type=submit]").await;
        browser.follow("button[type=submit]").await;
    }

    /// Forgets whoever signed in there.
    async fn forget(&self, browser: &Browser) {
        browser.goto(&format!("{}/.well-known/openid-configuration", self.address)).await;
        browser.forget().await;
    }
}

#[tokio::test]
async fn an_identity_is_linked_and_signs_in_and_a_stranger_is_refused() {
    let mut provider = Provider::start().await;
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "only-for-tests\n").unwrap();
    let file = secret.path().display().to_string();
    let arguments = [
        "--oidc-issuer",
        &provider.address,
        "--oidc-client-id",
        "cotmoc",
        "--oidc-client-secret-file",
        &file,
        "--oidc-name",
        "VNeID",
    ];
    let program = Program::start_with(&arguments).await.by_name();
    provider.know(&program).await;
    let browser = Browser::open(Kind::Wide).await;
    let at = |path: &str| format!("{}{path}", program.address);

    browser.sign_in(&program).await;
    browser.goto(&at("/account/security")).await;
    browser.check().await;
    browser.follow("main a[href='/account/identities']").await;
    browser.check().await;
    browser.follow("form[action='/account/identities'] button").await;
    provider.sign_in(&browser, "an.nguyen").await;
    browser.arrive(&at("/account/identities")).await;
    assert_eq!(browser.text("main code").await, "an.nguyen");
    browser.check().await;

    browser.follow(".side form[action='/sign-out'] button").await;
    browser.goto(&at("/sign-in?next=/tasks")).await;
    browser.check().await;
    browser.follow("form[action='/sign-in/provider'] button").await;
    browser.arrive(&at("/tasks")).await;

    browser.follow(".side form[action='/sign-out'] button").await;
    provider.forget(&browser).await;
    browser.goto(&at("/sign-in")).await;
    browser.follow("form[action='/sign-in/provider'] button").await;
    provider.sign_in(&browser, "binh.tran").await;
    browser.arrive(&at("/sign-in/provider/back")).await;
    browser.check().await;
    assert!(browser.text("main h1").await.contains("chưa đăng nhập được"));
    browser.goto(&at("/tasks")).await;
    assert_eq!(browser.path().await, "/sign-in", "nobody is signed in");
    browser.close().await;
}
