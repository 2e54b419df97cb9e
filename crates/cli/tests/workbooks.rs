//! `cotmoc import-report` and `merge-reports`: folders of workbooks, as they come by mail.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Output};

use store::{Options, Store};
use tempfile::TempDir;
use work::demo::large::{Province, Size, province};
use work::{Clock, Vault, Work, workbooks};

/// A data folder with a small province, and a folder where its workbooks lie.
struct Office {
    folder: TempDir,
    made: Province,
}

impl Office {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir_all(folder.path().join("inbox/sub")).unwrap();
        fs::create_dir_all(&data).unwrap();
        let key = data.join("cotmoc.key");
        fs::write(&key, [7; 32]).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        let url = format!("sqlite:{}", data.join("cotmoc.db").display());
        let store = Store::open(&url, Options::default()).await.unwrap();
        let work = Work::new(store, Clock::system()).with_vault(Vault::new(&[7; 32]));
        let made = province(&work, Size { bodies: 2, indicators: 3, tasks: 2 }).await.unwrap();
        let mut read = work.store.read().await.unwrap();
        let submissions = store::submission::list_of_period(&mut read, made.period).await.unwrap();
        drop(read);
        for (name, submission) in ["a.xlsx", "sub/b.xlsx"].into_iter().zip(submissions) {
            let file = workbooks::export(&work, submission.id).await.unwrap();
            fs::write(folder.path().join("inbox").join(name), file.bytes).unwrap();
        }
        work.store.close().await;
        Self { folder, made }
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
        for variable in ["COTMOC_DATABASE", "COTMOC_DATA", "COTMOC_KEY_FILE", "COTMOC_LOG"] {
            command.env_remove(variable);
        }
        let Output { status, stdout, stderr } =
            command.current_dir(self.folder.path()).args(words).args(["--data", "data"]).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code(), text(stdout) + &text(stderr))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

#[tokio::test]
async fn a_folder_is_imported_file_by_file() {
    let office = Office::open().await;
    let (code, told) = office.run(&["import-report", "inbox"]);
    assert_eq!(code, Some(0), "{told}");
    // Which of the two lies in which file is not said before.
    for body in &office.made.bodies {
        assert!(told.contains(&format!(": {}, Tháng ", body.name)), "{told}");
    }
    assert!(told.contains("✓ inbox/a.xlsx: ") && told.contains("✓ inbox/sub/b.xlsx: "), "{told}");
    assert!(told.contains("2 biểu: 2 nhận đủ") && told.contains("2 workbooks: 2 taken whole"), "{told}");
    assert!(office.path("inbox/a.xlsx").exists(), "nothing is moved unless it is asked for");
}

#[tokio::test]
async fn what_is_not_taken_is_told_and_ends_with_two() {
    let office = Office::open().await;
    fs::write(office.path("inbox/c.xlsx"), "không phải").unwrap();
    fs::write(office.path("inbox/thu.txt"), "thư").unwrap();
    fs::write(office.path("inbox/~$a.xlsx"), "khóa").unwrap();
    let (code, told) = office.run(&["import-report", "inbox", "--move-to", "done", "--marked", "marked"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("✗ inbox/c.xlsx: Tệp không phải là biểu Excel"), "{told}");
    assert!(told.contains("The file is not an Excel workbook"), "{told}");
    assert!(told.contains("3 biểu: 2 nhận đủ, 0 còn ô cần xử lý, 1 không nhận; 1 tệp khác bỏ qua"), "{told}");
    assert!(office.path("done/a.xlsx").exists() && office.path("done/b.xlsx").exists());
    assert!(!office.path("inbox/a.xlsx").exists() && office.path("inbox/c.xlsx").exists());
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let office = Office::open().await;
    let (code, told) = office.run(&["import-report", "nowhere"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("nowhere: không có tệp hay thư mục này"), "{told}");
}

#[tokio::test]
async fn a_folder_becomes_one_workbook_and_what_is_missing_is_told() {
    let office = Office::open().await;
    let period = office.made.period.to_string();
    let words = ["merge-reports", "inbox", "--period", &period, "--out", "all.xlsx"];
    let (code, told) = office.run(&words);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("2 biểu, 18 dòng, 0 điểm cần xem lại"), "{told}");
    assert!(fs::read(office.path("all.xlsx")).unwrap().starts_with(b"PK"));
    fs::remove_file(office.path("inbox/a.xlsx")).unwrap();
    let (code, told) = office.run(&words);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("chưa gửi biểu.") && told.contains("has sent no workbook."), "{told}");
}
