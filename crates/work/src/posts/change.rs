//! Setting up, renaming and abolishing posts.

use domain::audit::Event;
use domain::{OrganisationId, Post, PostId};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{Actor, Error, FieldError, Work, typed_day};

/// What was typed into the form of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PostForm {
    /// The title.
    pub title: String,
    /// The last day that it exists; empty while it does.
    pub abolished_on: String,
    /// The version that the form was shown with.
    pub version: i64,
}

impl From<&Post> for PostForm {
    fn from(post: &Post) -> Self {
        let abolished_on = post.abolished_on.map(|day| day.to_string()).unwrap_or_default();
        Self { title: post.title.clone(), abolished_on, version: post.version }
    }
}

/// Sets up a post in a body.
pub async fn add(
    work: &Work,
    actor: &Actor,
    body: OrganisationId,
    typed: &PostForm,
) -> Result<PostId, Error> {
    let mut tx = work.store.write().await?;
    let organisation = store::organisation::get(&mut tx, body).await?;
    let title = title(typed)?;
    if !organisation.exists_on(work.clock.today()) {
        return Err(invalid("title", "Đơn vị này không còn hoạt động.", "This body is no more."));
    }
    let post = Post::new(work.clock.id(), Some(body), title);
    let folded = domain::text::fold(&post.title);
    let others = store::post::list_of_body(&mut tx, body).await?;
    let is_same = |other: &Post| other.abolished_on.is_none() && domain::text::fold(&other.title) == folded;
    if others.iter().any(is_same) {
        return Err(invalid(
            "title",
            "Đơn vị đã có chức danh này. Nếu có nhiều người cùng chức danh, đề nghị ghi rõ thêm, \
             ví dụ “Phó Giám đốc (phụ trách ngân sách)”.",
            "The body already has this post. Where several people share a title, please say which, \
             such as “Deputy Director (budget)”.",
        ));
    }
    store::post::add(&mut tx, &post).await?;
    work.keep(tx, actor, [Event::done("post.added", post.id).of_body(body).added(&post)]).await?;
    Ok(post.id)
}

/// Changes the title of a post, or abolishes it with a day; nobody may fill it any longer.
pub async fn edit(work: &Work, actor: &Actor, id: PostId, typed: &PostForm) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::post::get(&mut tx, id).await?;
    let (title, abolished_on) = (title(typed)?, last_day(typed)?);
    if let Some(last) = abolished_on {
        let tenures = store::tenure::list(&mut tx, id).await?;
        if let Some(tenure) = Post::filled_beyond(last, &tenures).next() {
            let name = store::person::get(&mut tx, tenure.person).await?.name;
            return Err(invalid(
                "abolished_on",
                format!("Sau ngày đó {name} vẫn giữ chức danh này. Đề nghị kết thúc trước khi bãi bỏ."),
                format!("After that day {name} still fills this post. Please end that first."),
            ));
        }
    }
    let after = Post { title, abolished_on, version: typed.version, ..before.clone() };
    store::post::update(&mut tx, &after).await?;
    let event = Event::done("post.changed", id).of_body(after.organisation).changed(&before, &after);
    work.keep(tx, actor, [event]).await
}

fn last_day(typed: &PostForm) -> Result<Option<Date>, Error> {
    let day = typed_day(&typed.abolished_on);
    if day.is_none() && !typed.abolished_on.trim().is_empty() {
        let (vi, en) = ("Nhập ngày, ví dụ 31/10/2026.", "Enter a day, such as 31/10/2026.");
        return Err(invalid("abolished_on", vi, en));
    }
    Ok(day)
}

/// Titles are short; longer ones are something else pasted.
const LONGEST_TITLE: usize = 200;

fn title(typed: &PostForm) -> Result<String, Error> {
    let title = domain::text::squeeze(&typed.title);
    match title.chars().count() {
        0 => Err(invalid("title", "Nhập chức danh.", "Enter the post's title.")),
        1..=LONGEST_TITLE => Ok(title),
        _ => {
            Err(invalid("title", "Chức danh dài quá 200 ký tự.", "The title is longer than 200 characters."))
        }
    }
}

fn invalid(field: &str, vi: impl Into<String>, en: impl Into<String>) -> Error {
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}
