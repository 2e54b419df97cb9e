//! A mail server as small as SMTP allows, that can be told to refuse.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It takes every mail.
    Takes,
    /// It knows no recipient (550).
    KnowsNobody,
    /// It asks to come again later (451).
    Later,
}

#[derive(Clone)]
pub struct Server {
    pub port: u16,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<(String, String)>>>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, mood: Arc::new(Mutex::new(Mood::Takes)), mails: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        server
    }

    pub fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// The mails taken: recipient, and headers with body as they were sent.
    pub fn mails(&self) -> Vec<(String, String)> {
        self.mails.lock().unwrap().clone()
    }

    /// To whom mail was taken, in order of their names.
    pub fn recipients(&self) -> Vec<String> {
        let mut all: Vec<_> = self.mails().into_iter().map(|(to, _)| to).collect();
        all.sort();
        all
    }

    async fn talk(self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut to = String::new();
        write.write_all(b"220 test\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let mood = *self.mood.lock().unwrap();
            let answer = match line.split([' ', ':']).next().unwrap_or_default().to_uppercase().as_str() {
                "EHLO" | "HELO" => "250 test",
                "RCPT" if mood == Mood::KnowsNobody => "550 no such user",
                "RCPT" if mood == Mood::Later => "451 come again later",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    "250 ok"
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.unwrap();
                    let mut mail = String::new();
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        mail.push_str(&line);
                        mail.push('\n');
                    }
                    self.mails.lock().unwrap().push((to.clone(), mail));
                    "250 taken"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                return;
            }
        }
    }
}
