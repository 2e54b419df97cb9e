//! Chromium, driven by its driver.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::axe;
use crate::device::Device;
use crate::program::Program;

/// What keeps Chromium quiet and alone.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,900",
    // A page that glides to a place has not arrived when the next click comes.
    "--force-prefers-reduced-motion",
];

/// How long a page may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with a profile of its own; it ends with this value.
pub struct Browser {
    client: Client,
    _driver: Child,
    _profile: TempDir,
}

/// What a browser is like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A desktop's.
    Wide,
    /// A telephone's, 390 pixels wide.
    Narrow,
    /// A desktop's that runs no script.
    WithoutScript,
}

impl Browser {
    pub async fn open(kind: Kind) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let (driver, port) = start_driver().await;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(kind, profile.path()))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the driver opens Chromium");
        Self { client, _driver: driver, _profile: profile }
    }

    /// Opens the printed link and signs in by its button.
    pub async fn sign_in(&self, program: &Program) {
        self.goto(&program.sign_in).await;
        self.follow("main form button").await;
    }

    /// Ends the browser in good order; without this its driver is just stopped.
    pub async fn close(self) {
        self.client.close().await.expect("Chromium closes");
    }

    /// Gives the browser a device that keeps passkeys.
    pub async fn plug_in(&self, device: Device) {
        self.client.issue_cmd(device).await.expect("the driver knows virtual devices");
    }

    /// Forgets the cookies of the site that is shown.
    pub async fn forget(&self) {
        self.client.delete_all_cookies().await.unwrap();
    }

    pub async fn goto(&self, address: &str) {
        self.client.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// The whole address of the page that is shown.
    pub async fn address(&self) -> String {
        self.client.current_url().await.unwrap().to_string()
    }

    /// Waits until a page is shown that comes by itself.
    pub async fn arrive(&self, address: &str) {
        let begun = Instant::now();
        while !self.address().await.starts_with(address) {
            assert!(begun.elapsed() < PATIENCE, "still at {}, not {address}", self.address().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until an element says something.
    pub async fn shows(&self, css: &str, words: &str) {
        let begun = Instant::now();
        while !self.text(css).await.contains(words) {
            assert!(begun.elapsed() < PATIENCE, "{css} says {}, not {words}", self.text(css).await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The part of the page's address after `#`.
    pub async fn fragment(&self) -> Option<String> {
        self.client.current_url().await.unwrap().fragment().map(str::to_owned)
    }

    pub async fn find(&self, css: &str) -> Element {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css} on {}: {error}\n{}", self.path().await, self.words().await),
        }
    }

    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    /// Clicks on what changes this page.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Clicks on what leads to another page, or to this one anew, and waits until it is there.
    pub async fn follow(&self, css: &str) {
        let left = self.document().await;
        self.click(css).await;
        let begun = Instant::now();
        while self.document().await.is_none_or(|shown| left.as_ref() == Some(&shown)) {
            assert!(begun.elapsed() < PATIENCE, "{css} leads nowhere from {}", self.path().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Names the document that is shown; the same address loaded anew is another one.
    async fn document(&self) -> Option<ElementRef> {
        Some(self.client.find(Locator::Css("html")).await.ok()?.element_id())
    }

    /// Types into a field, in place of what stands there.
    pub async fn fill(&self, css: &str, typed: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap_or_else(|error| panic!("{css}: {error}"));
        field.send_keys(typed).await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Chooses a file to send.
    pub async fn choose_file(&self, css: &str, file: &Path) {
        self.find(css).await.send_keys(&file.display().to_string()).await.unwrap();
    }

    /// The words that an element shows.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// An attribute of an element.
    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.find(css).await.attr(name).await.unwrap()
    }

    /// The addresses that links lead to.
    pub async fn hrefs(&self, css: &str) -> Vec<String> {
        let mut hrefs = Vec::new();
        for link in self.client.find_all(Locator::Css(css)).await.unwrap() {
            hrefs.extend(link.attr("href").await.unwrap());
        }
        hrefs
    }

    pub async fn is_shown(&self, css: &str) -> bool {
        self.find(css).await.is_displayed().await.unwrap()
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }

    /// Lets axe look at the page: nothing serious, nothing critical.
    pub async fn check(&self) {
        let violations = axe::violations(self).await;
        assert!(violations.is_empty(), "{}: {}", self.path().await, violations.join("\n"));
    }

    async fn words(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }
}

fn capabilities(kind: Kind, profile: &Path) -> Capabilities {
    let mut arguments: Vec<String> = FLAGS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let mut options = json!({ "args": arguments, "prefs": {} });
    if let Some(chromium) = named_by("COTMOC_CHROMIUM") {
        options["binary"] = json!(chromium);
    }
    match kind {
        Kind::Wide => (),
        Kind::Narrow => {
            options["mobileEmulation"] =
                json!({ "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 1.0 } });
        }
        Kind::WithoutScript => {
            options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
        }
    }
    Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)])
}

/// Starts the driver on a free port, which it prints.
async fn start_driver() -> (Child, u16) {
    let driver = named_by("COTMOC_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut command = Command::new(&driver);
    command.arg("--port=0").stdout(Stdio::piped()).kill_on_drop(true);
    let mut process = command.spawn().unwrap_or_else(|error| {
        panic!("cannot start {} (COTMOC_CHROMEDRIVER, or on the path): {error}", driver.display())
    });
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        let port = line
            .rsplit_once("successfully on port ")
            .and_then(|(_, port)| port.trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            return (process, port);
        }
    }
    panic!("{} ended without naming its port", driver.display());
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}
