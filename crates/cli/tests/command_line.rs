//! The commands as people type them: what they print where, and how they end.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const PLAN: &str = include_str!("fixtures/song-lam.txt");

/// A command in a folder of its own.
struct Shell(TempDir);

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Shell {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, words: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
        for variable in ["COTMOC_DATABASE", "COTMOC_PUBLIC_URL", "COTMOC_LISTEN", "COTMOC_DATA", "COTMOC_LOG"]
        {
            command.env_remove(variable);
        }
        let Output { status, stdout, stderr } =
            command.current_dir(self.0.path()).args(words).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        file
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

fn plan() -> String {
    PLAN.replace("{signed}", "2026").replace("{first}", "2027").replace("{last}", "2030")
}

fn draft(ended: &Ended) -> Value {
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    serde_json::from_str(&ended.out).expect("standard output is JSON and nothing else")
}

#[test]
fn a_dry_run_prints_the_draft_alone_and_keeps_nothing() {
    let shell = Shell::new();
    shell.write("plan.txt", plan());
    let draft = draft(&shell.run(&["import", "plan.txt", "--dry-run", "--format", "json"]));
    assert_eq!(draft["format"], "cotmoc.draft/1");
    assert_eq!(draft["document"]["symbol"], "12/KH-UBND");
    assert_eq!(draft["document"]["issued_on"], "2026-03-15");
    assert_eq!(draft["indicators"].as_array().unwrap().len(), 2);
    assert_eq!(draft["indicators"][0]["targets"][1]["year"], 2030);
    assert_eq!(draft["tasks"][0]["lead"][0], "Sở Khoa học và Công nghệ");
    assert_eq!(draft["tasks"][0]["deadline"]["date"], "2027-09-30");
    assert_eq!(draft["findings"][0]["rule"], "target.comparator_differs");
    assert_eq!(fs::read_dir(shell.path(".")).unwrap().count(), 1, "no data folder was made");
}

#[test]
fn a_dry_run_reads_the_signed_documents() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !corpus.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "the corpus is missing: {}", corpus.display());
        println!("left out: no corpus at {}", corpus.display());
        return;
    }
    for (name, kind, indicators) in
        [("lao-cai-phan-cong-ban-chi-dao.txt", "TB", 52), ("lang-son-thanh-tra-ke-hoach.txt", "KH", 0)]
    {
        let file = corpus.join(name);
        let draft = draft(&Shell::new().run(&[
            "import",
            &file.display().to_string(),
            "--dry-run",
            "--format",
            "json",
        ]));
        assert_eq!(draft["document"]["kind"], kind, "{name}");
        assert_eq!(draft["indicators"].as_array().unwrap().len(), indicators, "{name}");
    }
}

#[test]
fn a_summary_is_for_reading() {
    let shell = Shell::new();
    shell.write("plan.txt", plan());
    let ended = shell.run(&["import", "plan.txt", "--dry-run"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert!(ended.out.starts_with("12/KH-UBND "), "{}", ended.out);
    assert!(ended.out.contains("2 chỉ tiêu, 4 mục tiêu"), "{}", ended.out);
    assert!(ended.out.contains("> 60%"), "its findings: {}", ended.out);
}

#[test]
fn an_import_keeps_the_draft_for_review() {
    let shell = Shell::new();
    shell.write("plan.txt", plan());
    let ended = shell.run(&["import", "plan.txt", "--data", "office"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.err.contains("/imports/"), "it says where to review: {}", ended.err);
    assert!(shell.path("office/cotmoc.db").is_file());
    let link = shell.run(&["sign-in-link", "--data", "office"]);
    assert_eq!(link.code, Some(0));
    assert!(link.out.starts_with("/sign-in/") && link.out.trim().len() > 40, "{}", link.out);
    assert!(link.err.contains("--public-url"), "it says how to complete the path: {}", link.err);
    for (flag, told, base) in [
        ("--listen", "0.0.0.0:6060", "http://127.0.0.1:6060"),
        ("--public-url", "https://Cotmoc.tinh.vn/", "https://cotmoc.tinh.vn"),
    ] {
        let link = shell.run(&["sign-in-link", "--data", "office", flag, told]);
        assert!(link.out.starts_with(&format!("{base}/sign-in/")), "{}", link.out);
    }
}

#[test]
fn a_folder_without_data_gets_no_sign_in_link() {
    let shell = Shell::new();
    let ended = shell.run(&["sign-in-link", "--data", "nowhere"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    for part in ["nowhere", "chưa có dữ liệu", "holds no data"] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    assert!(!shell.path("nowhere").exists(), "nothing was made");
}

#[test]
fn the_help_begins_with_what_the_program_is_for() {
    let help = Shell::new().run(&["--help"]).out;
    assert!(help.starts_with("Theo dõi, đánh giá"), "{help}");
    assert!(help.contains("tracks and judges action plans"), "{help}");
}

#[test]
fn a_postgresql_server_that_does_not_answer_is_told_soon() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("postgres://office:word@{}/cotmoc", silent.local_addr().unwrap());
    let begun = std::time::Instant::now();
    let ended = Shell::new().run(&["serve", "--database", &address, "--listen", "127.0.0.1:0"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(begun.elapsed().as_secs() < 15, "{:?}", begun.elapsed());
    for part in ["máy chủ PostgreSQL không trả lời", "did not answer"] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    assert!(!ended.err.contains("word@"), "the password is not shown: {}", ended.err);
}

#[test]
fn a_refused_file_ends_with_two_and_says_why_in_both_languages() {
    let shell = Shell::new();
    let secret = "TỈNH ỦY SÔNG LAM\nTỐI MẬT\n\nKẾ HOẠCH\n1. Một việc.\n";
    for (name, bytes, vi, en) in [
        ("trong.txt", &b""[..], "không có nội dung", "empty"),
        ("quet.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "không đọc tệp PDF", "PDF files are not read"),
        ("chuong-trinh.txt", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8", "Không nhận ra", "not known"),
        ("hong.docx", b"PK\x03\x04 and no more", "bị hỏng", "damaged"),
        ("mat.txt", secret.as_bytes(), "không nhận văn bản mật", "Secret documents are not taken"),
    ] {
        shell.write(name, bytes);
        for words in
            [&["import", name, "--dry-run", "--format", "json"][..], &["import", name, "--data", "office"]]
        {
            let ended = shell.run(words);
            assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{words:?}");
            for part in [name, vi, en] {
                assert!(ended.err.contains(part), "{part}: {}", ended.err);
            }
        }
        assert!(!shell.path("office").exists(), "{name}: nothing was kept");
    }
}

#[test]
fn a_file_over_the_limit_is_refused_without_being_loaded_whole() {
    let shell = Shell::new();
    let file = fs::File::create(shell.path("lon.txt")).unwrap();
    // A file of holes: 200 MB to read, nothing on the disk.
    file.set_len(200 * 1024 * 1024).unwrap();
    let ended = shell.run(&["import", "lon.txt", "--dry-run"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert!(ended.err.contains("50 MB"), "{}", ended.err);
}

#[test]
fn a_missing_file_is_named() {
    let ended = Shell::new().run(&["import", "khong-co.txt", "--dry-run"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.contains("khong-co.txt"), "{}", ended.err);
}

#[test]
fn the_demonstration_is_loaded_once_and_anew_when_asked() {
    let shell = Shell::new();
    let demo = ["demo", "--no-serve", "--data", "demo"];
    let first = shell.run(&demo);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert!(first.out.lines().count() >= 6, "a plain line for each step: {}", first.out);
    let file = shell.path("demo/cotmoc.db");
    let loaded = fs::read(&file).unwrap();

    let again = shell.run(&demo);
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(again.out.contains("--reset"), "it says how to start anew: {}", again.out);
    assert_eq!(fs::metadata(&file).unwrap().len(), loaded.len() as u64);

    fs::write(shell.path("demo/mine.txt"), "not the program's").unwrap();
    let anew = shell.run(&["demo", "--no-serve", "--reset", "--data", "demo"]);
    assert_eq!(anew.code, Some(0), "{}", anew.err);
    assert_eq!(anew.out, first.out);
    assert_ne!(fs::read(&file).unwrap(), loaded, "ids are new");
    assert!(shell.path("demo/mine.txt").exists(), "only its own files are removed");
}

#[test]
fn a_folder_of_another_version_or_of_no_data_at_all_is_named() {
    let shell = Shell::new();
    let file = shell.write("office/cotmoc.db", "");
    make_tables(&file);
    let other = of_another_version(fs::read(&file).unwrap());
    fs::write(&file, other).unwrap();
    let ended = shell.run(&["serve", "--data", "office", "--listen", "127.0.0.1:0"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    for part in ["office", "phiên bản khác", "another version"] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }

    shell.write("garbage/cotmoc.db", [b"this is no database ".repeat(400)].concat());
    let ended = shell.run(&["serve", "--data", "garbage", "--listen", "127.0.0.1:0"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.contains("garbage"), "{}", ended.err);
}

/// Makes an empty database and closes it, so that everything stands in its one file.
#[tokio::main(flavor = "current_thread")]
async fn make_tables(file: &Path) {
    let address = format!("sqlite:{}", file.display());
    store::Store::open(&address, store::Options::default()).await.unwrap().close().await;
}

/// The same file as another version of the program would have made it: the fingerprint of the first
/// step that built its tables differs by one byte.
fn of_another_version(mut database: Vec<u8>) -> Vec<u8> {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations");
    let first = fs::read_dir(migrations).unwrap().map(|entry| entry.unwrap().file_name()).min().unwrap();
    let first = first.to_str().unwrap().trim_end_matches(".sql").split_once('_').unwrap().1.replace('_', " ");
    // Its row holds the name, the moment (19 letters) and then the fingerprint.
    let row = [first.as_bytes(), b"20"].concat();
    let at = database.windows(row.len()).position(|window| window == row).expect("the row is there");
    database[at + first.len() + 19 + 4] ^= 1;
    database
}

#[test]
fn a_port_that_is_taken_is_named_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = Shell::new().run(&["serve", "--data", "office", "--listen", &address]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.contains(&address) && ended.err.contains("--listen"), "{}", ended.err);
}

#[test]
fn a_public_address_must_be_a_web_address() {
    for wrong in
        ["cotmoc.tinh.vn", "ftp://cotmoc.tinh.vn", "https://", "http://a b", "https://tinh.vn/cotmoc"]
    {
        let shell = Shell::new();
        let words = ["serve", "--data", "office", "--listen", "127.0.0.1:0", "--public-url", wrong];
        let ended = shell.run(&words);
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{wrong}");
        assert!(ended.err.contains("--public-url") && ended.err.contains("http://"), "{}", ended.err);
    }
}

#[test]
fn a_link_for_an_unknown_account_is_refused() {
    let shell = Shell::new();
    shell.write("plan.txt", plan());
    shell.run(&["import", "plan.txt", "--data", "office"]);
    let ended = shell.run(&["sign-in-link", "--data", "office", "--account", "nguoila"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.contains("nguoila: không có tài khoản này"), "{}", ended.err);
    shell.run(&["sign-in-link", "--data", "office"]);
    let known = shell.run(&["sign-in-link", "--data", "office", "--account", "QuanTri"]);
    assert!(known.out.starts_with("/sign-in/"), "{}", known.out);
}

/// `cotmoc serve` on a folder.
fn serve(shell: &Shell, listen: &str, stdout: Stdio) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
    command.current_dir(shell.0.path()).args(["serve", "--listen", listen, "--data", "office"]);
    for variable in ["COTMOC_DATABASE", "COTMOC_PUBLIC_URL", "COTMOC_KEY_FILE"] {
        command.env_remove(variable);
    }
    command.stdout(stdout).stderr(Stdio::piped()).spawn().unwrap()
}

/// Asks for a page, so that what comes before serving is done; then tells the program to end.
fn visit_and_stop(address: &str, child: &Child) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
    let pid = rustix::process::Pid::from_child(child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
}

/// What it prints until it serves.
fn greeting(shell: &Shell) -> String {
    let mut child = serve(shell, "127.0.0.1:0", Stdio::piped());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let running = lines.find(|line| line.contains("http://")).expect("it says where it runs");
    visit_and_stop(running.split("http://").nth(1).unwrap().trim(), &child);
    let rest: Vec<String> = lines.collect();
    assert!(child.wait().unwrap().success());
    rest.join("\n")
}

#[test]
fn a_new_installation_prints_a_link_and_makes_a_key_that_only_its_owner_reads() {
    use std::os::unix::fs::PermissionsExt as _;
    let shell = Shell::new();
    for start in 1..=2 {
        assert!(greeting(&shell).contains("/sign-in/"), "start {start}: nobody has a password yet");
    }
    let key = shell.path("office/cotmoc.key");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&key).unwrap().len(), 32);

    fs::write(&key, [9; 32]).unwrap();
    let child = serve(&shell, "127.0.0.1:0", Stdio::null());
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success() && err.contains("không phải khóa"), "{err}");

    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let child = serve(&shell, "127.0.0.1:0", Stdio::null());
    let err = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(err.contains("chmod 600"), "{err}");
}

#[test]
fn nobody_need_read_what_it_prints() {
    let shell = Shell::new();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut child = serve(&shell, &free, Stdio::piped());
    drop(child.stdout.take());
    let begun = Instant::now();
    while TcpStream::connect(&free).is_err() {
        assert_eq!(child.try_wait().unwrap(), None, "it ended");
        assert!(begun.elapsed() < Duration::from_secs(20), "it never listened");
        std::thread::yield_now();
    }
    visit_and_stop(&free, &child);
    let ended = child.wait().unwrap();
    assert!(ended.success(), "{ended}");
}

#[test]
fn the_chain_is_verified_against_heads_kept_outside() {
    let shell = Shell::new();
    shell.write("plan.txt", plan());
    assert_eq!(shell.run(&["import", "plan.txt", "--data", "data"]).code, Some(0));
    let audit = |words: &[&str]| shell.run(&[&["audit"], words, &["--data", "data"]].concat());
    let head = audit(&["head"]);
    assert_eq!((head.code, head.out.split(' ').next()), (Some(0), Some("1")), "{}", head.err);
    shell.write("heads.txt", &head.out);
    let whole = audit(&["verify", "--heads", "heads.txt"]);
    assert_eq!(whole.code, Some(0), "{}{}", whole.out, whole.err);
    assert!(whole.out.contains("Toàn vẹn: 1 bản ghi") && whole.out.contains("1 heads from outside fit"));

    let seal = head.out.split_whitespace().last().unwrap();
    shell.write("heads.txt", head.out.replace(seal, &"0".repeat(64)));
    let rewritten = audit(&["verify", "--heads", "heads.txt"]);
    assert_eq!(rewritten.code, Some(1));
    assert!(
        rewritten.out.contains("CÓ SAI LỆCH: 1 chỗ") && rewritten.out.contains("at entry 1:"),
        "{}",
        rewritten.out
    );

    shell.write("heads.txt", "not a head");
    let unread = audit(&["verify", "--heads", "heads.txt"]);
    assert!(unread.code == Some(1) && unread.err.contains("Line 1 is no head"), "{}", unread.err);
}

#[test]
fn the_log_is_written_for_a_program_and_for_a_spreadsheet() {
    let shell = Shell::new();
    shell.write("plan.txt", plan());
    shell.run(&["import", "plan.txt", "--data", "data"]);
    let export = |words: &[&str]| shell.run(&[&["audit", "export", "--data", "data"], words].concat());
    let lines = export(&[]);
    let entry: Value = serde_json::from_str(lines.out.lines().next().unwrap()).unwrap();
    assert_eq!((&entry["seq"], &entry["event"]), (&1.into(), &"import.received".into()));
    let table = export(&["--format", "csv"]);
    assert!(table.out.starts_with("\u{feff}seq,at,") && table.out.contains("log.exported"), "{}", table.out);
    let before = export(&["--format", "csv", "--to", "2020-01-01"]);
    assert_eq!(before.out.lines().count(), 1);
    assert_eq!(export(&["--from", "yesterday"]).code, Some(1));
}
