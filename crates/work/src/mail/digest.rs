//! Writing the day's mail: a digest to each person who fills a post that was told something.

use std::collections::HashMap;

use domain::{Mail, MailState, Person, PersonId, PostId, mail};
use jiff::SignedDuration;
use report::digest::Digest;
use store::Read;

use crate::{Error, Work, audit};

/// What is older than this is not mailed any more: it stands in the program.
const MAILED_WITHIN: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Writes today's digest to everybody who was told something and has an address, and counts them.
pub async fn write_digests(work: &Work) -> Result<u64, Error> {
    let Some(office) = work.post_office() else { return Ok(0) };
    let mut read = work.store.read().await?;
    let mut written = 0;
    let mut digests = Vec::new();
    for (person, posts) in fillers(work, &mut read).await? {
        let Some(address) = mail::address(&person.work_contact) else { continue };
        if let Some(digest) = digest(work, &mut read, &person, &posts, (address, &office.site)).await? {
            digests.push((person.id, digest));
        }
    }
    drop(read);
    for (person, (mail, notices)) in digests {
        let mut tx = work.store.write().await?;
        if store::mail::add(&mut tx, &mail).await? {
            store::mail::add_notices(&mut tx, mail.id, person, &notices).await?;
            tx.commit_unrecorded().await?;
            written += 1;
        }
    }
    Ok(written)
}

/// Who fills which posts today.
async fn fillers(work: &Work, read: &mut Read) -> Result<Vec<(Person, Vec<PostId>)>, Error> {
    let mut posts: HashMap<PersonId, Vec<PostId>> = HashMap::new();
    for tenure in store::tenure::list_on(read, work.clock.today()).await? {
        posts.entry(tenure.person).or_default().push(tenure.post);
    }
    let mut all = Vec::new();
    for (person, posts) in posts {
        if let Some(person) = store::person::find(read, person).await? {
            all.push((person, posts));
        }
    }
    Ok(all)
}

async fn digest(
    work: &Work,
    read: &mut Read,
    person: &Person,
    posts: &[PostId],
    (address, site): (&str, &str),
) -> Result<Option<(Mail, Vec<domain::NoticeId>)>, Error> {
    let (now, day) = (work.clock.now(), work.clock.today());
    let since = now.saturating_sub(MAILED_WITHIN).unwrap_or(now);
    let notices = store::notice::list_to_mail(read, person.id, posts, since).await?;
    if notices.is_empty() {
        return Ok(None);
    }
    let digest = Digest { name: &person.name, day, notices: &notices, site };
    let mail = Mail {
        key: format!("digest/{}/{day}", person.id),
        subject: digest.subject(),
        plain: digest.plain(),
        html: digest.html(),
        ..letter(work, address)
    };
    Ok(Some((mail, notices.iter().map(|notice| notice.id).collect())))
}

/// Writes the mail that takes today's head of the audit chain out of the house; says whether it is new.
pub async fn write_head(work: &Work) -> Result<u64, Error> {
    let Some(office) = work.post_office().filter(|office| !office.heads_to.is_empty()) else { return Ok(0) };
    let line = audit::head(work).await?;
    let day = work.clock.today();
    let mail = Mail {
        key: format!("head/{day}"),
        subject: format!("Cột Mốc {}: đầu chuỗi nhật ký", day.strftime("%d/%m/%Y")),
        plain: format!("{line}\n\ncotmoc audit verify --heads FILE\n"),
        ..letter(work, &office.heads_to)
    };
    let mut tx = work.store.write().await?;
    let is_new = store::mail::add(&mut tx, &mail).await?;
    tx.commit_unrecorded().await?;
    Ok(u64::from(is_new))
}

/// A mail to an address that is to be sent now, still without words.
fn letter(work: &Work, address: &str) -> Mail {
    let now = work.clock.now();
    Mail {
        id: work.clock.id(),
        key: String::new(),
        recipient: address.to_owned(),
        subject: String::new(),
        plain: String::new(),
        html: String::new(),
        state: MailState::Waiting,
        attempts: 0,
        next_at: now,
        created_at: now,
        sent_at: None,
        last_error: String::new(),
    }
}
