//! The items of a draft by their ids: what they are called and where they stand.

use domain::{Anchor, Finding};
use work::import::{DraftIndicator, DraftMember, DraftSection, DraftTask, Import, member_item};

/// The document's head, which is corrected like an item.
pub const DOCUMENT: &str = "document";

/// So many letters of an item's words are enough to know it again.
const NAME_LETTERS: usize = 60;

/// An item of a draft.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    /// An indicator.
    Indicator(&'a DraftIndicator),
    /// A task.
    Task(&'a DraftTask),
    /// A committee member.
    Member(&'a DraftMember),
    /// A heading, which is only read.
    Section(&'a DraftSection),
}

impl<'a> Item<'a> {
    /// The item with this id.
    pub fn find(import: &'a Import, id: &str) -> Option<Self> {
        let draft = &import.review.draft;
        let indicator = draft.indicators.iter().find(|i| i.id == id).map(Self::Indicator);
        let task = || draft.tasks.iter().find(|t| t.id == id).map(Self::Task);
        let member = || draft.members.iter().find(|m| member_item(m) == id).map(Self::Member);
        let section = || draft.sections.iter().find(|s| s.id == id).map(Self::Section);
        indicator.or_else(task).or_else(member).or_else(section)
    }

    /// Whether it is shown among the draft's items and has a form.
    pub fn can_be_corrected(self) -> bool {
        !matches!(self, Self::Section(_))
    }

    /// Its printed label and the beginning of its words.
    pub fn name(self) -> String {
        let (label, words) = match self {
            Self::Indicator(i) => (&i.label, &i.name),
            Self::Task(t) => (&t.label, &t.text),
            Self::Member(m) => (&m.label, &m.post),
            Self::Section(s) => (&s.label, &s.title),
        };
        format!("{label} {}", beginning(words)).trim().to_owned()
    }

    /// Every place that it was read from; an indicator stands wherever one of its targets does.
    pub fn anchors(self) -> Vec<&'a Anchor> {
        match self {
            Self::Indicator(i) => {
                std::iter::once(&i.anchor).chain(i.targets.iter().map(|t| &t.anchor)).collect()
            }
            Self::Task(t) => vec![&t.anchor],
            Self::Member(m) => vec![&m.anchor],
            Self::Section(s) => vec![&s.anchor],
        }
    }
}

/// The id of the form in which what a finding doubts is corrected, if there is one.
pub fn form_of(import: &Import, finding: &Finding) -> Option<String> {
    match &finding.item {
        Some(id) => Item::find(import, id).filter(|item| item.can_be_corrected()).map(|_| id.clone()),
        None => finding.rule.starts_with("document.").then(|| DOCUMENT.to_owned()),
    }
}

/// Cut at a word.
fn beginning(words: &str) -> String {
    if words.chars().count() <= NAME_LETTERS {
        return words.to_owned();
    }
    let cut: String = words.chars().take(NAME_LETTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
