//! The same mail, taken by a server that others wrote: aiosmtpd, from its own package registry.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::unit::Unit;

/// The server's release; what it needs follows from it.
const RELEASE: &str = "aiosmtpd==1.4.6";

/// Prints of each mail in a folder: sender, recipient, subject and the plain words, as a mail program reads them.
const READER: &str = r#"
import mailbox, sys
from email import policy
from email.parser import BytesParser
box = mailbox.Maildir(sys.argv[1], factory=lambda f: BytesParser(policy=policy.default).parse(f))
for mail in sorted(box, key=lambda mail: mail["To"]):
    html = mail.get_body(("html",))
    print("|".join([mail["From"], mail["To"], mail["Subject"], str(html is not None)]))
    print(mail.get_body(("plain",)).get_content())
"#;

/// Python with the server installed, kept below the build folder.
fn python() -> PathBuf {
    let build = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let kept = build.join(RELEASE.replace("==", "-"));
    let python = kept.join("bin/python");
    if kept.join("installed").is_file() {
        return python;
    }
    let run = |command: &mut Command| {
        let done = command.output().expect("install Python 3 with venv");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    run(Command::new("python3").args(["-m", "venv"]).arg(&kept));
    run(Command::new(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        RELEASE,
    ]));
    fs::write(kept.join("installed"), RELEASE).unwrap();
    python
}

/// The running server; it ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(python: &Path, port: u16, folder: &Path) -> Running {
    let mut command = Command::new(python);
    command.args(["-m", "aiosmtpd", "-n", "-d", "-l", &format!("127.0.0.1:{port}")]);
    command.args(["-c", "aiosmtpd.handlers.Mailbox"]).arg(folder);
    let mut server = Running(command.stderr(Stdio::piped()).spawn().unwrap());
    let lines = BufReader::new(server.0.stderr.take().unwrap());
    let mut told = lines.lines().map(Result::unwrap);
    let listens = told.find(|line| line.contains("listening"));
    assert!(listens.is_some(), "the server said nothing");
    // Whoever stops reading would stop the server.
    std::thread::spawn(move || told.for_each(drop));
    server
}

#[tokio::test]
async fn another_server_takes_and_understands_the_mail() {
    let python = python();
    let folder = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = start(&python, port, &folder.path().join("mail"));
    let mut unit = Unit::new().await;
    unit.with_server(port);
    unit.tell().await;
    unit.work_on_mail().await;
    drop(server);
    let mut reader = Command::new(&python);
    reader.args(["-c", READER]).arg(folder.path().join("mail")).env("PYTHONIOENCODING", "utf-8");
    let read = reader.output().unwrap();
    let read = String::from_utf8(read.stdout).unwrap();
    let heads: Vec<_> = read.lines().filter(|line| line.contains('|')).collect();
    assert_eq!(
        heads,
        [
            "Cột Mốc <cotmoc@tinh.vn>|an@so.tinh.vn|Cột Mốc 23/11/2026: 1 việc cần biết|True",
            "Cột Mốc <cotmoc@tinh.vn>|binh@so.tinh.vn|Cột Mốc 23/11/2026: 1 việc cần biết|True",
        ],
        "{read}"
    );
    assert!(read.contains("Kính gửi đồng chí Trần Văn Ân,"), "{read}");
    assert!(read.contains("- Sở Tài chính: báo cáo tháng 1/2026 bị trả lại."), "{read}");
    assert!(read.contains("https://cotmoc.tinh.vn/submissions/"), "{read}");
}
