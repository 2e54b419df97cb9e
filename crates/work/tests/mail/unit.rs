//! A unit with posts and people, to whom something is told.

use domain::*;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use store::{Options, Store};
use work::mail::{MailSettings, PostOffice};
use work::{Clock, Work};

/// Monday 23/11/2026, 7:00 in Vietnam.
const MORNING: &str = "2026-11-23T00:00:00Z";

pub struct Unit {
    pub work: Work,
    post: PostId,
    told: u32,
    _folder: tempfile::TempDir,
}

impl Unit {
    /// A post that two people fill, one of them acting; a third has no address.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let store = Store::open(&url, Options::default()).await.unwrap();
        let work = Work::new(store, Clock::fixed(MORNING.parse().unwrap()));
        let mut tx = work.store.write().await.unwrap();
        let post = Post::new(work.clock.id(), None, "Chuyên viên đầu mối");
        store::post::add(&mut tx, &post).await.unwrap();
        for (name, contact, kind) in [
            ("Trần Văn Ân", "Phòng 2; an@so.tinh.vn", TenureKind::Holder),
            ("Lê Thị Bình", "binh@so.tinh.vn", TenureKind::Acting),
            ("Vũ Văn Cường", "0203 3 825 000", TenureKind::Delegated),
        ] {
            let person = Person::new(work.clock.id(), name, contact);
            store::person::add(&mut tx, &person).await.unwrap();
            let (from, document) = (date(2026, 1, 1), String::new());
            let tenure = Tenure { post: post.id, person: person.id, kind, from, to: None, document };
            store::tenure::add(&mut tx, &tenure).await.unwrap();
        }
        tx.commit_unrecorded().await.unwrap();
        Self { work, post: post.id, told: 0, _folder: folder }
    }

    /// Mail goes to a server on this machine.
    pub fn with_server(&mut self, port: u16) {
        let settings = MailSettings {
            url: format!("smtp://127.0.0.1:{port}"),
            from: "Cột Mốc <cotmoc@tinh.vn>".into(),
            site: "https://cotmoc.tinh.vn/".into(),
            heads_to: "luu-tru@tinh.vn".into(),
        };
        self.work = self.work.clone().with_post_office(PostOffice::new(&settings).unwrap());
    }

    /// Lets time pass.
    pub fn wait(&mut self, time: SignedDuration) {
        let later = self.work.clock.now() + time;
        let office = self.work.post_office().cloned();
        let work = Work::new(self.work.store.clone(), Clock::fixed(later));
        self.work = match office {
            Some(office) => work.with_post_office(office),
            None => work,
        };
    }

    /// Tells the post something new.
    pub async fn tell(&mut self) -> NoticeId {
        self.told += 1;
        let notice = Notice {
            id: self.work.clock.id(),
            post: self.post,
            key: format!("test/{}", self.told),
            kind: NoticeKind::Returned,
            plan: None,
            about: NoticeAbout::Submission(self.work.clock.id()),
            words: NoticeWords {
                body: "Sở Tài chính".into(),
                what: format!("tháng {}/2026", self.told),
                ..NoticeWords::default()
            },
            created_at: self.work.clock.now(),
            read_at: None,
        };
        let mut tx = self.work.store.write().await.unwrap();
        assert!(store::notice::add(&mut tx, &notice).await.unwrap());
        tx.commit_unrecorded().await.unwrap();
        notice.id
    }

    /// What the jobs of an instant do: the day's mail is written, and what waits is sent.
    pub async fn work_on_mail(&self) {
        work::mail::write_digests(&self.work).await.unwrap();
        while {
            let sent = work::mail::send_waiting(&self.work, 50).await.unwrap();
            sent.sent > 0 || sent.put_off > 0 || sent.failed > 0
        } {}
    }

    pub async fn count(&self, state: MailState) -> u32 {
        store::mail::count(&mut self.work.store.read().await.unwrap(), state, 1000).await.unwrap()
    }

    pub async fn read(&self, id: NoticeId) {
        let mut tx = self.work.store.write().await.unwrap();
        store::notice::mark_read(&mut tx, id, Timestamp::UNIX_EPOCH).await.unwrap();
        tx.commit_unrecorded().await.unwrap();
    }
}
