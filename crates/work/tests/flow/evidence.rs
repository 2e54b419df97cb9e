//! Evidence behind cells, the folder it lies in, and the scanner before it.

use std::fs;
use std::path::Path;

use domain::*;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use work::files::{Files, Received, Scanner};
use work::submissions::{self, evidence};
use work::{Error, Work};

use crate::both::on_both;
use crate::office::*;

const PDF: &[u8] = b"%PDF-1.7\nB\xc3\xa1o c\xc3\xa1o";

/// Takes in a file in two parts, as a browser sends it.
async fn receive(work: &Work, files: &Files, name: &str, bytes: &[u8]) -> Result<Received, Error> {
    let mut receiving = files.receive(work, name).await?;
    let (first, second) = bytes.split_at(bytes.len() / 2);
    receiving.write(first).await?;
    receiving.write(second).await?;
    receiving.finish().await
}

fn refused(outcome: Result<impl std::fmt::Debug, Error>) -> String {
    match outcome {
        Err(Error::Invalid(errors)) => errors[0].en.clone(),
        other => panic!("{other:?}"),
    }
}

fn lie_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found
}

on_both!(a_finished_task_counts_only_with_evidence, |store| async {
    let office = Office::open(store).await;
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path());
    let done = CellEntry {
        state: "awaiting_confirmation".into(),
        done_on: "2026-10-30".into(),
        note: "Bản đồ số".into(),
        ..CellEntry::default()
    };
    let map = CellKey::Task(id(MAP));
    office.enter(SCIENCE, &[(map.clone(), done)]).await.unwrap();
    assert_eq!(office.submission(SCIENCE).await.filled, 0);

    let submission = office.submission(SCIENCE).await.id;
    let file = receive(&office.work, &files, "bao-cao.pdf", PDF).await.unwrap();
    let sha256 = file.sha256.clone();
    assert_eq!(sha256, domain::audit::sha256_hex(PDF));
    let given = evidence::add_file(&office.work, &officer(), submission, map.clone(), file).await.unwrap();
    assert_eq!(office.submission(SCIENCE).await.filled, 1);
    assert_eq!(lie_in(folder.path()), std::slice::from_ref(&sha256));
    let mut read = Vec::new();
    files.open(&sha256).await.unwrap().read_to_end(&mut read).await.unwrap();
    assert_eq!(read, PDF);

    evidence::remove(&office.work, &officer(), submission, given.id).await.unwrap();
    assert_eq!(office.submission(SCIENCE).await.filled, 0);
    assert!(evidence::find(&office.work, submission, given.id).await.is_err());
    let link = ("", "https://so.tinh.vn/ban-do");
    evidence::add_link(&office.work, &officer(), submission, map, link).await.unwrap();
    assert_eq!(office.submission(SCIENCE).await.filled, 1);
    assert!(office.chain().await.contains(&"submission.evidence_added".to_owned()));
});

on_both!(evidence_is_taken_only_where_it_belongs_and_leads_somewhere, |store| async {
    let office = Office::open(store).await;
    let submission = office.submission(SCIENCE).await.id;
    let officer = officer();
    let add = |key: CellKey, url: &'static str| {
        let (work, officer) = (office.work.clone(), officer.clone());
        async move { evidence::add_link(&work, &officer, submission, key, ("Nguồn", url)).await }
    };
    for wrong in ["javascript:alert(1)", "file:///etc/passwd", "so.tinh.vn", "", "data:text/html,x"] {
        assert!(refused(add(key(STATIONS), wrong).await).contains("http"), "{wrong}");
    }
    let foreign = add(CellKey::Task(id(FUND)), "https://so.tinh.vn").await;
    assert!(matches!(foreign, Err(Error::Store(store::Error::NotFound { .. }))), "{foreign:?}");
    let given = add(key(STATIONS), "https://so.tinh.vn").await.unwrap();
    // Another body's officer does not find it through a report of their own.
    let other = office.submission(FINANCE).await.id;
    assert!(evidence::find(&office.work, other, given.id).await.is_err());
    office.enter(SCIENCE, &[(key(STATIONS), value("12"))]).await.unwrap();
    office.submit(SCIENCE, "chưa có số liệu").await.unwrap();
    assert!(matches!(add(key(STATIONS), "https://so.tinh.vn").await, Err(Error::Closed)));
});

on_both!(what_was_approved_last_is_copied_once_and_marked_until_touched, |store| async {
    let office = Office::open(store).await;
    let cells = [(key(STATIONS), value("12")), (key(FILES), share("3", "4"))];
    office.report(SCIENCE, &cells).await;
    let next = office.next_period().await;
    assert_eq!(submissions::copy(&office.work, &officer(), next).await.unwrap(), 2);
    assert_eq!(submissions::copy(&office.work, &officer(), next).await.unwrap(), 0);
    let form = submissions::form(&office.work, next).await.unwrap();
    assert_eq!((form.copied(), form.filled(), form.submission.filled), (2, 2, 2));
    let row = &form.figures[0];
    let version = row.cell.as_ref().unwrap().version;
    let change = submissions::Save { key: key(STATIONS), entry: value("13"), version };
    submissions::save(&office.work, &officer(), next, &[change]).await.unwrap();
    assert_eq!(submissions::form(&office.work, next).await.unwrap().copied(), 1);
});

/// Answers one file as clamd does, and gives what it was sent.
async fn clamd(listener: TcpListener, answer: &'static [u8]) -> Vec<u8> {
    let (mut caller, _) = listener.accept().await.unwrap();
    let mut command = [0; 10];
    caller.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut file = Vec::new();
    loop {
        let length = caller.read_u32().await.unwrap();
        if length == 0 {
            break;
        }
        let mut chunk = vec![0; usize::try_from(length).unwrap()];
        caller.read_exact(&mut chunk).await.unwrap();
        file.extend(chunk);
    }
    caller.write_all(answer).await.unwrap();
    file
}

on_both!(each_file_is_scanned_before_it_is_kept, |store| async {
    let office = Office::open(store).await;
    let answers: [(&'static [u8], Option<&str>); 3] = [
        (b"stream: OK\0", None),
        (b"stream: Eicar-Signature FOUND\0", Some("Eicar-Signature")),
        (b"INSTREAM size limit exceeded. ERROR\0", Some("could not be scanned")),
    ];
    for (answer, refusal) in answers {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scanner: Scanner = listener.local_addr().unwrap().to_string().parse().unwrap();
        let files = Files::in_folder(folder.path()).scanned_by(scanner);
        let daemon = tokio::spawn(clamd(listener, answer));
        let received = receive(&office.work, &files, "bao-cao.pdf", PDF).await;
        assert_eq!(daemon.await.unwrap(), PDF);
        match refusal {
            None => assert_eq!(lie_in(folder.path()), [received.unwrap().sha256]),
            Some(words) => {
                assert!(refused(received).contains(words));
                assert!(lie_in(folder.path()).is_empty(), "nothing of it is left");
            }
        }
    }
});

on_both!(without_its_scanner_and_over_its_limit_nothing_is_kept, |store| async {
    let office = Office::open(store).await;
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody: Scanner = listener.local_addr().unwrap().to_string().parse().unwrap();
    drop(listener);
    let unscanned = Files::in_folder(folder.path()).scanned_by(nobody);
    let said = refused(receive(&office.work, &unscanned, "bao-cao.pdf", PDF).await);
    assert!(said.contains("could not be scanned"), "{said}");
    let small = Files::in_folder(folder.path()).up_to(4);
    assert!(refused(receive(&office.work, &small, "bao-cao.pdf", PDF).await).contains("larger"));
    let files = Files::in_folder(folder.path());
    assert!(refused(receive(&office.work, &files, "bao-cao.docx", PDF).await).contains("PDF"));
    assert!(lie_in(folder.path()).is_empty());
});
