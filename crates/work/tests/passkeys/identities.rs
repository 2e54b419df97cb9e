//! Identities at a provider.

use domain::Means;
use work::sign_in::{self, identity};
use work::{Actor, Error, Origin};

use crate::{Site, refused};

const ISSUER: &str = "https://id.example";

async fn sign_in(site: &Site, subject: &str) -> Result<Option<String>, Error> {
    identity::sign_in(&site.work, ISSUER, subject, &Origin::default()).await
}

async fn link(site: &Site, actor: &Actor, subject: &str) -> Result<(), Error> {
    identity::link(&site.work, actor, ISSUER, subject).await
}

#[tokio::test]
async fn a_linked_identity_signs_in_and_an_unlinked_one_does_not() {
    let site = Site::open().await;
    assert_eq!(sign_in(&site, "an").await.unwrap(), None);
    let chain = site.chain().await;
    let last = chain.last().unwrap();
    assert!(last.starts_with("session.") && last.ends_with(" failed"), "{last}");

    link(&site, &site.owner, "an").await.unwrap();
    assert_eq!(site.chain().await.last().unwrap(), "identity.linked done");
    let session = sign_in(&site, "an").await.unwrap().unwrap();
    let visit = sign_in::session(&site.work, &session, &Origin::default()).await.unwrap().unwrap();
    assert_eq!((visit.actor.account, visit.session.means), (site.owner.account, Means::Oidc));
    assert_eq!(
        identity::sign_in(&site.work, "https://evil.example", "an", &Origin::default()).await.unwrap(),
        None
    );
    assert_eq!(sign_in(&site, "AN").await.unwrap(), None, "a subject is taken letter by letter");
}

#[tokio::test]
async fn an_identity_is_one_account_s_and_an_account_has_one_at_a_provider() {
    let site = Site::open().await;
    link(&site, &site.owner, "an").await.unwrap();
    link(&site, &site.owner, "an").await.unwrap();
    assert_eq!(refused(link(&site, &site.other, "an").await), "identity");
    assert_eq!(refused(link(&site, &site.owner, "binh").await), "identity");
    assert_eq!(identity::list(&site.work, site.owner.account.unwrap()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_closed_or_locked_account_is_refused_like_an_unlinked_identity() {
    let site = Site::open().await;
    link(&site, &site.owner, "an").await.unwrap();
    for (closed, locked) in [(true, false), (false, true)] {
        let mut tx = site.work.store.write().await.unwrap();
        let mut account = store::account::get(&mut tx, site.owner.account.unwrap()).await.unwrap();
        let now = site.work.clock.now();
        account.disabled_at = closed.then_some(now);
        account.locked_until = locked.then(|| now + jiff::SignedDuration::from_mins(1));
        store::account::update(&mut tx, &account).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        assert_eq!(sign_in(&site, "an").await.unwrap(), None, "closed {closed}, locked {locked}");
    }
}

#[tokio::test]
async fn a_journey_comes_back_once_with_what_was_remembered() {
    let site = Site::open().await;
    let account = site.owner.account;
    let (secret, journey) =
        identity::start(&site.work, account, &Origin::default(), "https://cotmoc.example/back", "/tasks")
            .await
            .unwrap();
    assert_eq!((journey.back.as_str(), journey.next.as_str()), ("https://cotmoc.example/back", "/tasks"));
    assert_eq!(journey.state.len(), 43);
    assert_eq!(identity::come_back(&site.work, "unknown").await.unwrap(), None);
    assert_eq!(identity::come_back(&site.work, &secret).await.unwrap(), Some((account, journey)));
    assert_eq!(identity::come_back(&site.work, &secret).await.unwrap(), None);
}

#[tokio::test]
async fn unlinking_leaves_a_way_in() {
    let site = Site::open().await;
    link(&site, &site.owner, "an").await.unwrap();
    assert_eq!(refused(identity::unlink(&site.work, &site.owner, ISSUER).await), "identity");
    identity::link(&site.work, &site.owner, "https://other.example", "an").await.unwrap();
    identity::unlink(&site.work, &site.owner, ISSUER).await.unwrap();
    assert_eq!(site.chain().await.last().unwrap(), "identity.unlinked done");
    assert_eq!(sign_in(&site, "an").await.unwrap(), None);
}
