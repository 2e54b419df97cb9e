//! One connection to the program, kept open: as small as measuring needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result};

/// A kept-open connection with one cookie.
pub struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    cookie: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
    cookie: Option<String>,
}

impl Connection {
    /// Connects to `127.0.0.1:5757`.
    pub fn open(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).with_context(|| format!("cannot connect to {host}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host: host.to_owned(), cookie: String::new() })
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path)
    }

    /// Sends an empty form and keeps the cookie that comes back.
    pub fn post(&mut self, path: &str) -> Result<Answer> {
        let answer = self.ask("POST", path)?;
        if let Some(cookie) = &answer.cookie {
            self.cookie.clone_from(cookie);
        }
        Ok(answer)
    }

    fn ask(&mut self, method: &str, path: &str) -> Result<Answer> {
        let (host, cookie) = (&self.host, &self.cookie);
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nContent-Length: 0\r\n\r\n"
        );
        self.stream.get_mut().write_all(head.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let (mut length, mut cookie) = (0, None);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
                _ => (),
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status: status.context("not HTTP")?, body: String::from_utf8(body)?, cookie })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
