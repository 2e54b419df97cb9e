//! The mail server, as it is told on the command line.

use anyhow::{Context as _, bail};
use clap::Args;
use work::Work;
use work::mail::{MailFault, MailSettings, PostOffice};

/// How mail leaves the house.
#[derive(Args, Clone, Default)]
#[expect(clippy::doc_markdown, reason = "`--help` prints it as it stands")]
pub struct MailArgs {
    /// Máy chủ thư, ví dụ smtp://may-chu:25, smtp://ten:mat-khau@may-chu:587?tls=required hoặc smtps://…; không
    /// có thì chỉ thông báo trong chương trình — the mail server; without one, notices stand in the program only.
    #[arg(long, env = "COTMOC_SMTP_URL", hide_env_values = true, requires = "mail_from")]
    smtp_url: Option<String>,
    /// Địa chỉ gửi, ví dụ "Cột Mốc <cotmoc@tinh.vn>" — the address that mail comes from.
    #[arg(long, env = "COTMOC_MAIL_FROM", requires = "smtp_url")]
    mail_from: Option<String>,
    /// Nơi nhận đầu chuỗi nhật ký mỗi ngày — where the day's head of the log is mailed to.
    #[arg(long, env = "COTMOC_MAIL_HEADS_TO", requires = "smtp_url")]
    mail_heads_to: Option<String>,
}

impl MailArgs {
    /// The same verbs with a way to send mail, where a server was named; links lead to `site`.
    pub fn equip(&self, work: Work, site: Option<&str>) -> anyhow::Result<Work> {
        let (Some(url), Some(from)) = (&self.smtp_url, &self.mail_from) else { return Ok(work) };
        let settings = MailSettings {
            url: url.clone(),
            from: from.clone(),
            site: site.unwrap_or_default().to_owned(),
            heads_to: self.mail_heads_to.clone().unwrap_or_default(),
        };
        match PostOffice::new(&settings) {
            Ok(office) => Ok(work.with_post_office(office)),
            Err(MailFault::Url) => bail!(
                "--smtp-url: phải có dạng smtp://máy-chủ:cổng hoặc smtps://máy-chủ (must be smtp:// or smtps:// and a host)"
            ),
            Err(fault @ MailFault::Address) => Err(fault).with_context(|| {
                format!("--mail-from {from}, --mail-heads-to: phải là địa chỉ thư (must be mail addresses)")
            }),
        }
    }
}
