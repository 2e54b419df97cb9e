//! Notices: told to posts once each, seen by whoever fills the post today, acting or delegated ones too.

use domain::{Notice, NoticeAbout, NoticeId, NoticeKind, NoticeWords, PlanId, PostId};
use jiff::Timestamp;
use store::Write;
use store::notice::After;

use crate::access::Access;
use crate::{Error, Work};

/// How many notices a page shows.
const PAGE: u32 = 50;
/// Up to how many unread ones are counted.
const COUNTED: u32 = 99;

/// Something to be told to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The post.
    pub post: PostId,
    /// What it tells.
    pub kind: NoticeKind,
    /// On what occasion, so that it is told once: a rung of the ladder, a version.
    pub occasion: String,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// What it is about.
    pub about: NoticeAbout,
    /// What its sentences are made of.
    pub words: NoticeWords,
}

impl Telling {
    /// What makes it the only one of its kind.
    pub fn key(&self) -> String {
        format!("{}/{}/{}/{}", self.about.noun(), self.about.item(), self.occasion, self.post)
    }
}

/// Tells a post something, unless it was told before; says whether it is new.
pub(crate) async fn tell(work: &Work, tx: &mut Write, telling: Telling) -> Result<bool, Error> {
    let notice = Notice {
        id: work.clock.id(),
        key: telling.key(),
        post: telling.post,
        kind: telling.kind,
        plan: Some(telling.plan),
        about: telling.about,
        words: telling.words,
        created_at: work.clock.now(),
        read_at: None,
    };
    Ok(store::notice::add(tx, &notice).await?)
}

/// Tells posts what they were not told before, and counts that.
///
/// Notices are bookkeeping of what the audit chain tells already, so they have no entry there.
pub(crate) async fn tell_all(work: &Work, tellings: Vec<Telling>) -> Result<u64, Error> {
    let keys: Vec<String> = tellings.iter().map(Telling::key).collect();
    let known = store::notice::list_known(&mut work.store.read().await?, &keys).await?;
    let new: Vec<_> = tellings.into_iter().zip(keys).filter(|(_, key)| !known.contains(key)).collect();
    if new.is_empty() {
        return Ok(0);
    }
    let mut tx = work.store.write().await?;
    let mut told = 0;
    for (telling, _) in new {
        told += u64::from(tell(work, &mut tx, telling).await?);
    }
    tx.commit_unrecorded().await?;
    Ok(told)
}

/// A page of notices.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The notices, the latest first.
    pub notices: Vec<Notice>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<After>,
}

/// The notices to the posts that somebody fills, the latest first.
pub async fn list(work: &Work, access: &Access, after: Option<After>) -> Result<Listed, Error> {
    let mut read = work.store.read().await?;
    let mut notices = store::notice::list(&mut read, &access.posts(), after, PAGE + 1).await?;
    let has_more = notices.len() > PAGE as usize;
    notices.truncate(PAGE as usize);
    let next = notices.last().filter(|_| has_more).map(After::from);
    Ok(Listed { notices, next })
}

/// How many notices somebody has not read, counted to 99.
pub async fn count_unread(work: &Work, access: &Access) -> Result<usize, Error> {
    let count = store::notice::count_unread(&mut work.store.read().await?, &access.posts(), COUNTED).await?;
    Ok(count as usize)
}

/// Marks a notice to one of the reader's posts as read and gives it; none where it is somebody else's.
pub async fn open(work: &Work, access: &Access, id: NoticeId) -> Result<Option<Notice>, Error> {
    let found = store::notice::find(&mut work.store.read().await?, id).await?;
    let Some(notice) = found.filter(|notice| access.fills(notice.post)) else { return Ok(None) };
    if notice.read_at.is_none() {
        let mut tx = work.store.write().await?;
        store::notice::mark_read(&mut tx, id, work.clock.now()).await?;
        tx.commit_unrecorded().await?;
    }
    Ok(Some(notice))
}

/// Marks as read what was told to the reader's posts up to a time, and counts it.
pub async fn mark_all_read(work: &Work, access: &Access, until: Timestamp) -> Result<u64, Error> {
    let mut tx = work.store.write().await?;
    let now = work.clock.now();
    let marked = store::notice::mark_all_read(&mut tx, &access.posts(), until.min(now), now).await?;
    tx.commit_unrecorded().await?;
    Ok(marked)
}
