//! Erasing a person: name, contact and credentials go; what was done stays, by post and account.

use domain::audit::{Event, fields};
use domain::{OrganisationId, Person, PersonId};
use serde::Deserialize;
use serde_json::json;
use store::account::Account;
use store::{Write, erasure};

use super::{PersonPage, export, page_in};
use crate::access::Access;
use crate::grants::Watch;
use crate::{Actor, Error, FieldError, Work};

/// What was typed into the form that erases a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Erasing {
    /// The request or decision that it rests on.
    pub reason: String,
    /// `yes` once confirmed.
    pub confirmed: String,
    /// The version that the form was shown with.
    pub version: i64,
}

/// Erases a person; the entry of it lists the entries of the chain whose details went.
pub async fn erase(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: PersonId,
    typed: &Erasing,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let page = page_in(&mut tx, id).await?;
    if page.person.erased_at.is_some() {
        return Err(Error::Invalid(vec![super::gone("confirmed")]));
    }
    check(work, actor, access, &page, typed)?;
    let erased = entries(&mut tx, &page).await?;
    for seq in &erased {
        erasure::erase_details(&mut tx, *seq).await?;
    }
    for (tenure, ..) in &page.tenures {
        if names(&tenure.document, &page.person.name) {
            store::tenure::erase_document(&mut tx, tenure).await?;
        }
    }
    store::mail::forget(&mut tx, id).await?;
    let watch = Watch::begin(&mut tx, [work.clock.today()]).await?;
    if let Some(account) = &page.account {
        close(work, &mut tx, account).await?;
    }
    watch.end(&mut tx, "confirmed").await?;
    let nobody =
        Person { erased_at: Some(work.clock.now()), version: typed.version, ..Person::new(id, "", "") };
    store::person::update(&mut tx, &nobody).await?;
    let body: Option<OrganisationId> = page.tenures.iter().find_map(|(_, post, _)| post.organisation);
    let listed = fields([("erased_details", json!(erased))]);
    let event = Event::done("person.erased", id).of_body(body).added(&listed);
    work.keep(tx, actor, [event.because(domain::text::squeeze(&typed.reason))]).await
}

fn check(
    work: &Work,
    actor: &Actor,
    access: &Access,
    page: &PersonPage,
    typed: &Erasing,
) -> Result<(), Error> {
    let mut errors = Vec::new();
    let mut refuse = |field, vi, en| errors.push(FieldError::new(field, vi, en));
    if typed.reason.trim().is_empty() {
        refuse(
            "reason",
            "Nêu yêu cầu hoặc văn bản làm căn cứ.",
            "Give the request or document that this rests on.",
        );
    }
    if names(&typed.reason, &page.person.name) {
        refuse(
            "reason",
            "Căn cứ được lưu vĩnh viễn, không ghi họ tên người được xóa.",
            "The reason is kept for ever: leave the person's name out.",
        );
    }
    if typed.confirmed != "yes" {
        refuse("confirmed", "Xác nhận trước khi xóa.", "Confirm before erasing.");
    }
    if actor.person == Some(page.person.id) {
        refuse(
            "confirmed",
            "Không tự xóa dữ liệu của mình. Đề nghị người khác thực hiện.",
            "Nobody erases themselves. Please ask someone else.",
        );
    }
    if page.fills_after(work.clock.today()) {
        refuse(
            "confirmed",
            "Người này còn giữ chức danh. Đề nghị kết thúc thời gian giữ chức (trước hôm nay) rồi mới xóa.",
            "This person still fills a post. Please end that (before today) first.",
        );
    }
    if !is_within(access, page) {
        refuse(
            "confirmed",
            "Người này từng giữ chức danh ngoài phạm vi của đồng chí.",
            "This person has filled posts beyond your scope.",
        );
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Whether every post ever filled lies within reach: erasing reaches them all.
fn is_within(access: &Access, page: &PersonPage) -> bool {
    let may = |target| access.may(domain::Action::ManagePeople, &target);
    if page.tenures.is_empty() {
        return may(domain::access::Target::default());
    }
    page.tenures.iter().all(|(_, post, _)| may(crate::posts::target(post)))
}

/// The entries whose details hold personal data of the person and are not erased yet, by place.
async fn entries(tx: &mut Write, page: &PersonPage) -> Result<Vec<i64>, Error> {
    let PersonPage { person, account, .. } = page;
    let mut found = export::entries(tx, person.id, account.as_ref()).await?;
    found.retain(|_, sealed| sealed.entry.event != "person.erased");
    for sealed in erasure::list_mentioning(tx, &person.name).await? {
        let own = [Some(person.id.to_string()), account.as_ref().map(|account| account.id.to_string())];
        let is_anothers = matches!(sealed.entry.noun.as_str(), "person" | "account" | "session")
            && !own.contains(&Some(sealed.entry.item.clone()));
        let details = sealed.details.as_deref().unwrap_or_default();
        // Namesakes keep what is theirs.
        if !is_anothers && names(details, &person.name) {
            found.insert(sealed.entry.seq, sealed);
        }
    }
    Ok(found.into_iter().filter(|(_, sealed)| sealed.details.is_some()).map(|(seq, _)| seq).collect())
}

/// Whether a text names a person: all of the name, as whole words.
fn names(text: &str, name: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + name.len()..].chars().next())
        })
}

/// Closes an account for good: no way to sign in is left, and its name is free.
async fn close(work: &Work, tx: &mut Write, account: &Account) -> Result<(), Error> {
    erasure::remove_credentials(tx, account.id).await?;
    let closed = Account {
        sign_in_name: format!("erased-{}", account.id),
        password: None,
        password_set_at: None,
        failures: 0,
        locked_until: None,
        disabled_at: account.disabled_at.or(Some(work.clock.now())),
        last_sign_in_at: None,
        ..account.clone()
    };
    store::account::update(tx, &closed).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_is_found_as_whole_words() {
        let check = |text: &str, expected: bool| assert_eq!(names(text, "Lê An"), expected, "{text}");
        check("bổ nhiệm đồng chí Lê An, Sở Tài chính", true);
        check("Lê An", true);
        check("\"name\":\"Lê An\"", true);
        check("Lê Ang", false);
        check("PhLê An", false);
        check("Lê Anh và Lê An.", true);
        check("lê an", false);
        assert!(!names("", ""));
    }
}
