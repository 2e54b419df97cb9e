//! One request at a time, as little as it takes.

use std::net::SocketAddr;

use domain::{CellEntry, CellKey};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Where a process listens.
pub type Address = SocketAddr;

/// What came back.
pub struct Answer {
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The same answer, which must have this status.
    pub fn with(self, status: u16) -> Self {
        let is_so = self.head.starts_with(&format!("HTTP/1.1 {status} "));
        assert!(is_so, "{}\n{:.4000}", self.head, self.text());
        self
    }
}

/// Somebody who is signed in at an address.
#[derive(Clone)]
pub struct Visitor {
    pub address: Address,
    pub cookie: String,
}

impl Visitor {
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", "").await
    }

    /// Sends a form, already encoded, as a page of the site would.
    pub async fn form(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, "application/x-www-form-urlencoded", body).await
    }

    pub async fn json(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, "application/json", body).await
    }

    async fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        let Self { address, cookie } = self;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let body = answer.split_off(end + 4);
        Answer { head: String::from_utf8_lossy(&answer).into_owned(), body }
    }
}

/// Changed cells as the script of a report's form sends them: one choice tells how final a figure is, or why there
/// is none.
pub fn cells(changed: &[(CellKey, CellEntry)], version: i64) -> String {
    let cell = |(key, entry): &(CellKey, CellEntry)| {
        let mut fields = json!(entry);
        let kind = if entry.absence.is_empty() { &entry.maturity } else { &entry.absence };
        fields["kind"] = Value::from(kind.as_str());
        json!({ "name": format!("{}-{}", key.noun(), key.item()), "version": version, "fields": fields })
    };
    json!({ "cells": changed.iter().map(cell).collect::<Vec<_>>() }).to_string()
}
