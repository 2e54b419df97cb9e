//! One request at a time, as little as it takes.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Where a process listens.
pub type Address = SocketAddr;

/// What came back.
pub struct Answer {
    pub head: String,
    pub body: String,
}

impl Answer {
    /// The cookies that were set, as they are sent back.
    pub fn cookie(&self) -> Option<String> {
        let set = self.head.lines().filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            let is_one = name.eq_ignore_ascii_case("set-cookie");
            value.split(';').next().filter(|_| is_one)
        });
        let cookies: Vec<&str> = set.collect();
        (!cookies.is_empty()).then(|| cookies.join("; "))
    }
}

/// Sends JSON, or an empty form, as a page of the site would.
pub async fn post(address: Address, path: &str, cookie: &str, body: &str) -> Answer {
    let kind = if body.is_empty() { "application/x-www-form-urlencoded" } else { "application/json" };
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    Answer { head: head.to_owned(), body: body.to_owned() }
}
