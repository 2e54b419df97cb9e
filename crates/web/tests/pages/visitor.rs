//! A person with a browser, in front of a site of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::{Options, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use web::oidc::Provider;
use web::{App, Site};
use work::files::Files;
use work::sign_in::{self, STANDING_OFFICE, Seat};
use work::{Clock, Vault, Work};

use crate::html::Html;

/// The only host that the site answers to.
pub const HOST: &str = "127.0.0.1:5757";

/// The present of every test: Monday 23/11/2026, 10:00 in Vietnam.
const NOW: &str = "2026-11-23T03:00:00Z";

/// A visitor keeps cookies and sends what a browser sends.
pub struct Visitor {
    /// The verbs behind the site, to see what was kept.
    pub work: Work,
    router: Router,
    cookies: BTreeMap<String, String>,
    folder: Arc<TempDir>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The address asked for.
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// As text; what is not is replaced.
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Visitor {
    /// Signed in, on the demonstration province.
    pub async fn on_demonstration() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(demonstration().await, folder.path().join("cotmoc.db")).unwrap();
        let mut visitor = Self::before(folder).await;
        visitor.sign_in().await;
        visitor
    }

    /// Signed in, where nothing is tracked yet.
    pub async fn on_empty_site() -> Self {
        let mut visitor = Self::stranger().await;
        visitor.sign_in().await;
        visitor
    }

    /// Not signed in, where nothing is tracked yet.
    pub async fn stranger() -> Self {
        Self::before(tempfile::tempdir().unwrap()).await
    }

    /// Not signed in, where people may come through a provider.
    pub async fn through(provider: Provider) -> Self {
        let mut visitor = Self::stranger().await;
        let app = App::new(visitor.work.clone(), Site::loopback(5757)).with_provider(provider);
        visitor.router = web::router(app);
        visitor
    }

    async fn before(folder: TempDir) -> Self {
        let visitor = Self::strictly_before(folder).await;
        // In a demonstration a link is enough: nobody must set a password first.
        let mut tx = visitor.work.store.write().await.unwrap();
        store::setting::set(&mut tx, "demo.seed", "1").await.unwrap();
        tx.commit_unrecorded().await.unwrap();
        visitor
    }

    async fn strictly_before(folder: TempDir) -> Self {
        let work = open(&folder.path().join("cotmoc.db")).await;
        let work = work.with_files(Files::in_folder(folder.path()));
        let router = web::router(App::new(work.clone(), Site::loopback(5757)));
        Self { work, router, cookies: BTreeMap::new(), folder: Arc::new(folder) }
    }

    /// Not signed in, where somebody who comes by a link must set a password before anything else.
    pub async fn strict() -> Self {
        Self::strictly_before(tempfile::tempdir().unwrap()).await
    }

    /// Somebody else in front of the same site, not signed in.
    pub fn another(&self) -> Self {
        let (work, router, folder) = (self.work.clone(), self.router.clone(), self.folder.clone());
        Self { work, router, cookies: BTreeMap::new(), folder }
    }

    /// Lets time pass.
    pub fn wait(&mut self, minutes: i64) {
        let later = self.work.clock.now() + SignedDuration::from_mins(minutes);
        self.work = Work::new(self.work.store.clone(), Clock::fixed(later)).with_vault(vault());
        self.router = web::router(App::new(self.work.clone(), Site::loopback(5757)));
    }

    /// Signs in as the standing office.
    pub async fn sign_in(&mut self) {
        self.sign_in_as(STANDING_OFFICE).await;
    }

    /// Signs in by the link of a seat.
    pub async fn sign_in_as(&mut self, seat: Seat) {
        let secret = sign_in::invite(&self.work, seat).await.unwrap();
        let answer = self.post(&format!("/sign-in/{secret}"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }

    /// Forgets a cookie, or all of them.
    pub fn sign_out_silently(&mut self) {
        self.cookies.clear();
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.into(), value.into());
    }

    /// Chooses the language of the answers.
    pub async fn speak(&mut self, lang: &str) {
        let answer = self.get(&format!("/language/{lang}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(path, self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Gets a page that must be there.
    pub async fn page(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer
    }

    /// Sends a form's fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = encoded(fields);
        let request = self.request(Method::POST, path);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(path, request.body(Body::from(body)).unwrap()).await
    }

    /// Fills in the form of a page and sends it, with what the page put into the other fields.
    pub async fn submit(&mut self, page: &Answer, form: &str, typed: &[(&str, &str)]) -> Answer {
        let (action, fields) = page.html().filled_form(form, typed);
        let path = action.unwrap_or_else(|| page.path.clone());
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&path, &fields).await
    }

    /// Sends a file by the form of the imports' page.
    pub async fn upload(&mut self, name: &str, bytes: &[u8]) -> Answer {
        self.upload_to("/imports", name, bytes).await
    }

    /// Sends a file by the form of another page.
    pub async fn upload_to(&mut self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        const BOUNDARY: &str = "----a-line-that-no-file-holds";
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        let request = self.request(Method::POST, path);
        let request =
            request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.send(path, request.body(Body::from(body)).unwrap()).await
    }

    /// Where an answer sends the browser on to, and that page.
    pub async fn follow(&mut self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}: {}", answer.path, answer.body);
        let to = answer.location().to_owned();
        self.page(to.split('#').next().unwrap()).await
    }

    /// Begins a request with the headers that a browser sends from a page of the site.
    pub fn request(&self, method: Method, path: &str) -> Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookies.join("; "))
    }

    /// Sends a request and keeps the cookies that come back.
    pub async fn send(&mut self, path: &str, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer {
            path: path.to_owned(),
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }
}

impl Answer {
    pub fn html(&self) -> Html {
        Html::parse(&self.path, &self.body)
    }

    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

async fn open(file: &Path) -> Work {
    let store = Store::open(&format!("sqlite:{}", file.display()), Options::default()).await.unwrap();
    Work::new(store, Clock::fixed(NOW.parse::<Timestamp>().unwrap())).with_vault(vault())
}

fn vault() -> Vault {
    Vault::new(&[7; 32])
}

/// The demonstration's database, loaded once for each build of these tests.
async fn demonstration() -> PathBuf {
    let built = fs::metadata(std::env::current_exe().unwrap()).unwrap().modified().unwrap();
    let built = built.duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("demonstration-{built}.db"));
    if !file.exists() {
        // Loaded aside and moved in whole, since another test may be doing the same.
        let aside = tempfile::tempdir_in(folder).unwrap();
        let loading = aside.path().join("cotmoc.db");
        let work = open(&loading).await;
        work::demo::load(&work, |_| ()).await.unwrap();
        work.store.close().await;
        forget_older(folder);
        fs::rename(loading, &file).unwrap();
    }
    file
}

fn forget_older(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("demonstration-") {
            // Another test may have removed it first.
            let _ = fs::remove_file(entry.path());
        }
    }
}
