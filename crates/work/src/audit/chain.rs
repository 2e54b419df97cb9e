//! Verification of the whole chain: pages are read side by side while another thread seals them again.

use std::collections::VecDeque;

use domain::audit::{Head, Sealed, Verdict, Verifier};
use store::Store;
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::{JoinHandle, spawn, spawn_blocking};

use crate::{Error, Work};

/// How many entries are read at once.
const PAGE: u32 = 10_000;
/// How many pages are read side by side.
const READERS: usize = 3;

/// Verifies every entry against its seal, the head on record, and heads that were kept outside.
///
/// Entries appended meanwhile are left to the next time.
pub async fn verify(work: &Work, kept: &[Head]) -> Result<Verdict, Error> {
    let mut read = work.store.read().await?;
    let head = store::audit::head(&mut read).await?;
    let span = store::audit::span(&mut read).await?;
    drop(read);
    let mut verifier = Verifier::new(kept);
    let (pages, mut waiting) = channel::<Vec<Sealed>>(READERS);
    let sealing = spawn_blocking(move || {
        while let Some(page) = waiting.blocking_recv() {
            for sealed in page {
                verifier.push(sealed);
            }
        }
        verifier.finish(&head)
    });
    if let Some((first, last, entries)) = span {
        read_all(&work.store, first, last, entries, &pages).await?;
    }
    drop(pages);
    sealing.await.map_err(|_| Error::ReaderFailed)
}

async fn read_all(
    store: &Store,
    first: i64,
    last: i64,
    entries: i64,
    pages: &Sender<Vec<Sealed>>,
) -> Result<(), Error> {
    // Numbers with wide gaps, which only tampering makes, are followed one page after another.
    let is_dense = last.checked_sub(first).is_some_and(|wide| wide / 2 <= entries);
    if is_dense {
        return side_by_side(store, first - 1, last, pages).await;
    }
    let mut after = i64::MIN;
    loop {
        let page = page(store.clone(), after, last).await?;
        let Some(end) = page.last() else { return Ok(()) };
        after = end.entry.seq;
        send(pages, page).await?;
    }
}

async fn side_by_side(
    store: &Store,
    mut after: i64,
    last: i64,
    pages: &Sender<Vec<Sealed>>,
) -> Result<(), Error> {
    let mut waiting: VecDeque<JoinHandle<Result<Vec<Sealed>, Error>>> = VecDeque::new();
    loop {
        while waiting.len() < READERS && after < last {
            let through = (after + i64::from(PAGE)).min(last);
            waiting.push_back(spawn(page(store.clone(), after, through)));
            after = through;
        }
        let Some(page) = waiting.pop_front() else { return Ok(()) };
        send(pages, page.await.map_err(|_| Error::ReaderFailed)??).await?;
    }
}

async fn page(store: Store, after: i64, through: i64) -> Result<Vec<Sealed>, Error> {
    Ok(store::audit::list_between(&mut store.read().await?, after, through, PAGE).await?)
}

async fn send(pages: &Sender<Vec<Sealed>>, page: Vec<Sealed>) -> Result<(), Error> {
    pages.send(page).await.map_err(|_| Error::ReaderFailed)
}
