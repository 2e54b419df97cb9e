//! The way to the mail server: SMTP through `lettre`.

use std::fmt;
use std::time::{Duration, SystemTime};

use domain::Mail;
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How mail leaves the house.
#[derive(Clone, Default)]
pub struct MailSettings {
    /// The server: `smtp://host:25`, `smtp://user:password@host:587?tls=required` or `smtps://…`.
    pub url: String,
    /// From whom: an address, with a name before it if wished.
    pub from: String,
    /// The site's address for links, without a slash at its end; empty for none.
    pub site: String,
    /// Where the day's head of the audit chain goes; empty for nowhere.
    pub heads_to: String,
}

/// Why the settings of mail cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// The server's address cannot be read; it is not repeated, since it may hold a password.
    #[error("the address of the mail server cannot be read")]
    Url,
    /// An address of mail cannot be read.
    #[error("an address of mail cannot be read")]
    Address,
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// In the server's or the program's words.
    pub(super) why: String,
    /// Whether trying again is of no use.
    pub(super) is_final: bool,
}

/// What sends mail; cheap to clone.
#[derive(Clone)]
pub struct PostOffice {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    pub(super) site: String,
    pub(super) heads_to: String,
}

impl fmt::Debug for PostOffice {
    /// The server's address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostOffice").field("from", &self.from).finish_non_exhaustive()
    }
}

impl PostOffice {
    /// Reads the settings; nothing is sent yet.
    pub fn new(settings: &MailSettings) -> Result<Self, MailFault> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url);
        let transport = transport.map_err(|_| MailFault::Url)?.timeout(Some(PATIENCE)).build();
        let is_address = settings.heads_to.is_empty() || settings.heads_to.parse::<Mailbox>().is_ok();
        let from = settings.from.parse().map_err(|_| MailFault::Address)?;
        if !is_address {
            return Err(MailFault::Address);
        }
        let site = settings.site.trim_end_matches('/').to_owned();
        Ok(Self { transport, from, site, heads_to: settings.heads_to.clone() })
    }

    /// Hands a mail to the server.
    pub(super) async fn send(&self, mail: &Mail) -> Result<(), Refused> {
        let message = self.message(mail).map_err(|why| Refused { why, is_final: true })?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| {
            // 550 to 554 are about this mail; other refusals are about the server or the way there.
            let is_final = error.status().map(u16::from).is_some_and(|code| (550..=554).contains(&code));
            Refused { why: words(&error), is_final }
        })
    }

    fn message(&self, mail: &Mail) -> Result<Message, String> {
        let to: Mailbox = mail.recipient.parse().map_err(|_| format!("{}: ?", mail.recipient))?;
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&mail.subject)
            .date(SystemTime::from(mail.created_at))
            .message_id(Some(format!("<{}@{host}>", mail.id)));
        let message = if mail.html.is_empty() {
            message.singlepart(SinglePart::plain(mail.plain.clone()))
        } else {
            message.multipart(MultiPart::alternative_plain_html(mail.plain.clone(), mail.html.clone()))
        };
        message.map_err(|error| error.to_string())
    }
}

/// An error with what caused it, in one line.
fn words(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let told = inner.to_string();
        if !words.contains(&told) {
            words = format!("{words}: {told}");
        }
        cause = inner.source();
    }
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect()
}
