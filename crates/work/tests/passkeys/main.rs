//! Passkeys and identities: who is let in by them, and who is not.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod device;
mod identities;

use domain::Means;
use store::{Options, Store};
use work::sign_in::passkey::{self, RelyingParty, Unfit};
use work::sign_in::{self, ADMINISTRATOR, STANDING_OFFICE, Seat};
use work::{Actor, Clock, Error, Origin, Work};

use device::Device;

const ADDRESS: &str = "https://cotmoc.example";

/// A site with two accounts, and the device of one.
struct Site {
    work: Work,
    party: RelyingParty,
    owner: Actor,
    other: Actor,
    _folder: tempfile::TempDir,
}

impl Site {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let store = Store::open(&url, Options::default()).await.unwrap();
        let work = Work::new(store, Clock::fixed("2026-11-22T02:00:00Z".parse().unwrap()));
        let owner = seated(&work, STANDING_OFFICE).await;
        let other = seated(&work, ADMINISTRATOR).await;
        Self { work, party: RelyingParty::at(ADDRESS).unwrap(), owner, other, _folder: folder }
    }

    /// With a device on which the owner has a passkey.
    async fn with_device() -> (Self, Device) {
        let site = Self::open().await;
        let mut device = Device::at(ADDRESS);
        site.add(&mut device, "Máy tính cơ quan").await.unwrap();
        (site, device)
    }

    async fn add(&self, device: &mut Device, name: &str) -> Result<(), Error> {
        let ceremony = passkey::start_adding(&self.work, &self.party, &self.owner).await.unwrap();
        let answer = device.create(&ceremony.options);
        passkey::add(&self.work, &self.party, &self.owner, &ceremony.secret, name, &answer).await
    }

    async fn sign_in(&self, device: &mut Device) -> Result<String, Error> {
        let ceremony = passkey::start_signing_in(&self.work, &self.party, &Origin::default()).await.unwrap();
        let answer = device.get(&ceremony.options);
        self.answer(&ceremony.secret, &answer).await
    }

    async fn answer(&self, secret: &str, answer: &str) -> Result<String, Error> {
        passkey::sign_in(&self.work, &self.party, secret, answer, &Origin::default()).await
    }

    /// The last entries of the audit chain: codes and outcomes.
    async fn chain(&self) -> Vec<String> {
        let mut read = self.work.store.read().await.unwrap();
        let entries = store::audit::list_after(&mut read, 0, 1_000).await.unwrap();
        entries.into_iter().map(|e| format!("{} {}", e.entry.event, e.entry.outcome.code())).collect()
    }
}

async fn seated(work: &Work, seat: Seat) -> Actor {
    let link = sign_in::invite(work, seat).await.unwrap();
    sign_in::invited(work, &link).await.unwrap()
}

/// The field that a refusal names.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.unwrap_err() {
        Error::Invalid(errors) => errors[0].field.clone(),
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_passkey_that_was_added_signs_in() {
    let (site, mut device) = Site::with_device().await;
    for turn in 1..=2 {
        let session = site.sign_in(&mut device).await.unwrap();
        let visit = sign_in::session(&site.work, &session, &Origin::default()).await.unwrap().unwrap();
        assert_eq!(visit.actor.account, site.owner.account);
        assert_eq!(visit.session.means, Means::Passkey);
        let kept = passkey::list(&site.work, site.owner.account.unwrap()).await.unwrap();
        assert!(kept[0].credential.contains(&format!("\"counter\":{turn}")), "{}", kept[0].credential);
        assert_eq!(kept[0].last_used_at, Some(site.work.clock.now()));
    }
    let chain = site.chain().await;
    assert_eq!(&chain[chain.len() - 3..], ["passkey.added done", "session.begun done", "session.begun done"]);
}

#[tokio::test]
async fn the_device_keeps_the_key_and_asks_its_owner() {
    let site = Site::open().await;
    let asked = passkey::start_adding(&site.work, &site.party, &site.owner).await.unwrap().options;
    let wanted = &asked["publicKey"]["authenticatorSelection"];
    assert_eq!(wanted["residentKey"], "required");
    assert_eq!(wanted["userVerification"], "required");
    assert_eq!(asked["publicKey"]["rp"]["id"], "cotmoc.example");
    let asked = passkey::start_signing_in(&site.work, &site.party, &Origin::default()).await.unwrap().options;
    assert_eq!(asked["publicKey"]["userVerification"], "required");
    assert_eq!(asked["publicKey"]["allowCredentials"], serde_json::json!([]));
}

#[tokio::test]
async fn an_answer_counts_once_and_for_its_own_challenge() {
    let (site, mut device) = Site::with_device().await;
    let first = passkey::start_signing_in(&site.work, &site.party, &Origin::default()).await.unwrap();
    let answer = device.get(&first.options);
    site.answer(&first.secret, &answer).await.unwrap();
    assert_eq!(refused(site.answer(&first.secret, &answer).await), "answer", "it was used");
    let second = passkey::start_signing_in(&site.work, &site.party, &Origin::default()).await.unwrap();
    assert_eq!(refused(site.answer(&second.secret, &answer).await), "answer", "it answers something else");
    let right = device.get(&second.options);
    assert_eq!(refused(site.answer(&second.secret, &right).await), "answer", "the challenge was used");
}

#[tokio::test]
async fn a_copied_key_is_found_out_by_its_counter() {
    let (site, mut device) = Site::with_device().await;
    device.counter = 7;
    site.sign_in(&mut device).await.unwrap();
    device.counter = 5;
    assert_eq!(refused(site.sign_in(&mut device).await), "answer");
    let chain = site.chain().await;
    let last = chain.last().unwrap();
    assert!(last.starts_with("session.") && last.ends_with(" failed"), "{last}");
}

#[tokio::test]
async fn an_answer_given_to_another_page_is_refused() {
    let (site, mut device) = Site::with_device().await;
    for origin in
        ["https://cotmoc.example.evil.example", "http://cotmoc.example", "https://cotmoc.example:8443"]
    {
        device.origin = origin.into();
        assert_eq!(refused(site.sign_in(&mut device).await), "answer", "{origin}");
        assert_eq!(refused(site.add(&mut Device::at(origin), "Khóa").await), "answer", "{origin}");
    }
}

#[tokio::test]
async fn a_device_that_did_not_recognise_its_owner_is_refused() {
    let (site, mut device) = Site::with_device().await;
    device.is_unlocked = false;
    assert_eq!(refused(site.sign_in(&mut device).await), "answer");
    let mut locked = Device::at(ADDRESS);
    locked.is_unlocked = false;
    assert_eq!(refused(site.add(&mut locked, "Khóa").await), "answer");
}

#[tokio::test]
async fn a_stranger_s_key_signs_nobody_in() {
    let (site, _) = Site::with_device().await;
    let mut stranger = Device::at(ADDRESS);
    let ceremony = passkey::start_adding(&site.work, &site.party, &site.owner).await.unwrap();
    stranger.create(&ceremony.options);
    assert_eq!(refused(site.sign_in(&mut stranger).await), "answer");
    for nonsense in ["", "{}", "null", "[1]"] {
        let ceremony = passkey::start_signing_in(&site.work, &site.party, &Origin::default()).await.unwrap();
        assert_eq!(refused(site.answer(&ceremony.secret, nonsense).await), "answer");
    }
}

#[tokio::test]
async fn a_closed_account_stays_closed() {
    let (site, mut device) = Site::with_device().await;
    let mut tx = site.work.store.write().await.unwrap();
    let mut account = store::account::get(&mut tx, site.owner.account.unwrap()).await.unwrap();
    account.disabled_at = Some(site.work.clock.now());
    store::account::update(&mut tx, &account).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();
    site.sign_in(&mut device).await.unwrap_err();
}

#[tokio::test]
async fn a_key_is_added_by_whoever_asked_and_once() {
    let (site, mut device) = Site::with_device().await;
    assert_eq!(refused(site.add(&mut device, "Lần nữa").await), "answer", "it is there already");
    let ceremony = passkey::start_adding(&site.work, &site.party, &site.owner).await.unwrap();
    let answer = Device::at(ADDRESS).create(&ceremony.options);
    let by_other =
        passkey::add(&site.work, &site.party, &site.other, &ceremony.secret, "Khóa", &answer).await;
    assert_eq!(refused(by_other), "answer", "somebody else asked");
    let known = passkey::start_adding(&site.work, &site.party, &site.owner).await.unwrap().options;
    assert_eq!(known["publicKey"]["excludeCredentials"][0]["id"], device.id());
    assert_eq!(refused(site.add(&mut Device::at(ADDRESS), "  ").await), "name");
    assert_eq!(refused(site.add(&mut Device::at(ADDRESS), &"x".repeat(61)).await), "name");
}

#[tokio::test]
async fn the_last_way_in_stays() {
    let (site, device) = Site::with_device().await;
    passkey::remove(&site.work, &site.other, &device.id()).await.unwrap();
    assert_eq!(refused(passkey::remove(&site.work, &site.owner, &device.id()).await), "passkey");
    site.add(&mut Device::at(ADDRESS), "Điện thoại").await.unwrap();
    passkey::remove(&site.work, &site.owner, &device.id()).await.unwrap();
    let left = passkey::list(&site.work, site.owner.account.unwrap()).await.unwrap();
    assert_eq!(left.iter().map(|key| key.name.as_str()).collect::<Vec<_>>(), ["Điện thoại"]);
    assert_eq!(site.chain().await.last().unwrap(), "passkey.removed done");
}

#[test]
fn browsers_offer_passkeys_by_name_and_over_https() {
    for fit in ["https://cotmoc.tinh.vn", "https://cotmoc.tinh.vn:8443", "http://localhost:5757"] {
        assert!(RelyingParty::at(fit).is_ok(), "{fit}");
    }
    for numeric in ["http://127.0.0.1:5757", "https://10.0.0.1", "http://[::1]:5757", ""] {
        assert_eq!(RelyingParty::at(numeric).unwrap_err(), Unfit::Numeric, "{numeric}");
    }
    assert_eq!(RelyingParty::at("http://cotmoc.tinh.vn").unwrap_err(), Unfit::Insecure);
}
