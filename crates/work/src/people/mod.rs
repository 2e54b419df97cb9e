//! Persons: name and work contact, the posts they filled, and the account they sign in by.

mod erase;
mod export;

use std::collections::HashMap;

use domain::access::Target;
use domain::audit::Event;
use domain::{Action, Person, PersonId, Post, Tenure};
use serde::Deserialize;
use store::Read;
use store::account::Account;

use crate::access::Access;
use crate::{Actor, Error, FieldError, Work, posts};

pub use erase::{Erasing, erase};
pub use export::export;

/// A person with the posts filled today.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// The person.
    pub person: Person,
    /// The posts filled today, each with the body's name.
    pub posts: Vec<(Post, String)>,
    /// Whether the person has an account that is open.
    pub has_account: bool,
}

/// The persons within reach whose name or post match the words, by name.
pub async fn list(work: &Work, access: &Access, words: &str) -> Result<Vec<PersonLine>, Error> {
    let keys: Vec<String> = domain::text::fold(words).split_whitespace().map(str::to_owned).collect();
    let today = work.clock.today();
    let mut read = work.store.read().await?;
    let names = posts::body_names(&mut read).await?;
    let all: HashMap<_, _> = store::post::list(&mut read).await?.into_iter().map(|p| (p.id, p)).collect();
    let mut tenures: HashMap<PersonId, Vec<Tenure>> = HashMap::new();
    for tenure in store::tenure::list_all(&mut read).await? {
        tenures.entry(tenure.person).or_default().push(tenure);
    }
    let accounts = store::account::list(&mut read).await?;
    let open: Vec<_> = accounts.iter().filter(|a| a.disabled_at.is_none()).map(|a| a.person).collect();
    let mut lines = Vec::new();
    for person in store::person::list(&mut read).await? {
        let filled = tenures.remove(&person.id).unwrap_or_default();
        let bodies = filled.iter().filter_map(|t| all.get(&t.post)?.organisation).collect();
        if !access.may(Action::SeePeople, &Target { bodies, ..Target::default() }) {
            continue;
        }
        let body = |post: &Post| post.organisation.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let now = filled.iter().filter(|tenure| tenure.covers(today)).filter_map(|t| all.get(&t.post));
        let posts: Vec<_> = now.map(|post| (post.clone(), body(post))).collect();
        let has_account = open.contains(&person.id);
        let line = PersonLine { person, posts, has_account };
        if line.matches(&keys) {
            lines.push(line);
        }
    }
    Ok(lines)
}

impl PersonLine {
    fn matches(&self, keys: &[String]) -> bool {
        let posts = self.posts.iter().flat_map(|(post, body)| [post.title.as_str(), body]);
        let words: Vec<&str> = std::iter::once(self.person.name.as_str()).chain(posts).collect();
        let folded = domain::text::fold(&words.join(" "));
        keys.iter().all(|key| folded.contains(key.as_str()))
    }
}

/// A person with the posts filled over time and the account.
#[derive(Debug, Clone)]
pub struct PersonPage {
    /// The person.
    pub person: Person,
    /// The posts filled, the latest first, each with the tenure and the body's name.
    pub tenures: Vec<(Tenure, Post, String)>,
    /// The account, open or closed.
    pub account: Option<Account>,
}

impl PersonPage {
    /// Whether a post is filled on a day or later.
    pub fn fills_after(&self, day: jiff::civil::Date) -> bool {
        self.tenures.iter().any(|(tenure, ..)| tenure.to.is_none_or(|to| day <= to))
    }
}

/// Loads a person with the posts filled and the account.
pub async fn page(work: &Work, id: PersonId) -> Result<PersonPage, Error> {
    page_in(&mut work.store.read().await?, id).await
}

async fn page_in(read: &mut Read, id: PersonId) -> Result<PersonPage, Error> {
    let person = store::person::get(read, id).await?;
    let mut tenures = Vec::new();
    for tenure in store::tenure::list_of_person(read, id).await? {
        let post = store::post::get(read, tenure.post).await?;
        let body = match post.organisation {
            Some(body) => store::organisation::get(read, body).await?.name,
            None => String::new(),
        };
        tenures.push((tenure, post, body));
    }
    tenures.reverse();
    let account = store::account::find_of_person(read, id).await?;
    Ok(PersonPage { person, tenures, account })
}

/// What was typed into the form of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// The name.
    pub name: String,
    /// The contact at work.
    pub contact: String,
    /// The version that the form was shown with.
    pub version: i64,
}

impl From<&Person> for PersonForm {
    fn from(person: &Person) -> Self {
        Self { name: person.name.clone(), contact: person.work_contact.clone(), version: person.version }
    }
}

/// Corrects name and work contact.
pub async fn edit(work: &Work, actor: &Actor, id: PersonId, typed: &PersonForm) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::person::get(&mut tx, id).await?;
    let person = new_person(id, &typed.name, &typed.contact).map_err(|error| Error::Invalid(vec![error]))?;
    if before.erased_at.is_some() {
        return Err(Error::Invalid(vec![gone("name")]));
    }
    let after = Person { version: typed.version, ..person };
    store::person::update(&mut tx, &after).await?;
    let event = Event::done("person.changed", id).changed(&before, &after);
    work.keep(tx, actor, [event]).await
}

/// Nothing is left to change of a person who was erased.
fn gone(field: &str) -> FieldError {
    FieldError::new(field, "Dữ liệu của người này đã được xóa.", "The data of this person have been erased.")
}

/// Names and contacts are short; longer ones are something else pasted.
const LONGEST: usize = 120;

/// A person as typed; nothing beyond name and work contact is ever asked.
pub(crate) fn new_person(id: PersonId, name: &str, contact: &str) -> Result<Person, FieldError> {
    let (name, contact) = (domain::text::squeeze(name), domain::text::squeeze(contact));
    if name.is_empty() {
        return Err(FieldError::new("name", "Nhập họ và tên.", "Enter the full name."));
    }
    for (field, typed) in [("name", &name), ("contact", &contact)] {
        if typed.chars().count() > LONGEST {
            return Err(FieldError::new(field, "Dài quá 120 ký tự.", "Longer than 120 characters."));
        }
    }
    Ok(Person::new(id, name, contact))
}

/// The bodies of every post that a person ever filled.
async fn bodies_of(read: &mut Read, id: PersonId) -> Result<Vec<domain::OrganisationId>, Error> {
    let mut bodies = Vec::new();
    for tenure in store::tenure::list_of_person(read, id).await? {
        bodies.extend(store::post::get(read, tenure.post).await?.organisation);
    }
    Ok(bodies)
}

/// Whether an action may be done to a person who is known and was not erased.
pub(crate) async fn is_reached(
    read: &mut Read,
    access: &Access,
    action: Action,
    id: PersonId,
) -> Result<bool, Error> {
    let Some(person) = store::person::find(read, id).await? else { return Ok(false) };
    let bodies = bodies_of(read, id).await?;
    Ok(person.erased_at.is_none() && access.may(action, &Target { bodies, ..Target::default() }))
}

/// Somebody within reach who has the same name, in any case and with or without marks.
pub(crate) async fn find_namesake(
    read: &mut Read,
    access: &Access,
    name: &str,
) -> Result<Option<Person>, Error> {
    let folded = domain::text::fold(name);
    for person in store::person::list(read).await? {
        let is_same = domain::text::fold(&person.name) == folded;
        if is_same && is_reached(read, access, Action::SeePeople, person.id).await? {
            return Ok(Some(person));
        }
    }
    Ok(None)
}
