//! Files that are turned away, as their sender sees it.

use crate::office::{compound, docx, zip};
use crate::visitor::Visitor;

fn refused_files() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let wide = vec![b' '; 12 * 1024 * 1024];
    let secret = "ỦY BAN NHÂN DÂN\nTUYỆT MẬT\n\nKẾ HOẠCH\n1. Một việc.\n";
    vec![
        ("trong.txt", Vec::new(), "không có nội dung", "empty"),
        ("khoang-trang.txt", b" \r\n \t".to_vec(), "không có nội dung", "empty"),
        (
            "chuong-trinh.txt",
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8".to_vec(),
            "Không nhận ra định dạng",
            "not known",
        ),
        ("bom.docx", docx("Một việc.", &[("word/media/a.bin", &wide)]), "sau giải nén lớn", "unpacks"),
        ("macro.docx", docx("Một việc.", &[("word/vbaProject.bin", b"\xcc\x61")]), "macro", "macros"),
        ("mat-khau.docx", compound("EncryptedPackage"), "mật khẩu", "password"),
        ("cu.doc", compound("WordDocument"), "Word cũ", "old format"),
        ("quet.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj".to_vec(), "PDF", "PDF"),
        ("nen.zip", zip(&[("a.txt", b"x"), ("b.docx", b"y")]), "tệp nén", "archive"),
        ("cut.docx", docx("Một việc.", &[])[..200].to_vec(), "bị hỏng", "damaged"),
        (
            "mat.txt",
            secret.as_bytes().to_vec(),
            "Hệ thống không nhận văn bản mật",
            "Secret documents are not taken",
        ),
        (
            "thuc-the.docx",
            docx("&x;", &[("word/styles.xml", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>")]),
            "ENTITY",
            "ENTITY",
        ),
    ]
}

#[tokio::test]
async fn a_refused_file_is_explained_on_the_same_page_and_nothing_is_kept() {
    let mut visitor = Visitor::on_empty_site().await;
    for (name, bytes, vi, en) in refused_files() {
        for (lang, words) in [("vi", vi), ("en", en)] {
            visitor.speak(lang).await;
            let answer = visitor.upload(name, &bytes).await;
            assert_eq!(answer.status, 422, "{name}: {}", answer.body);
            let page = answer.html();
            page.check(lang);
            let message = page.text(".finding-error .finding-title");
            assert!(message.contains(words), "{name}: {message}");
            assert!(!page.text(".finding-error .finding-hint").is_empty(), "{name}: what to do about it");
            assert!(page.has("input[type=file]"), "{name}: another file can be chosen at once");
        }
        assert!(work::import::list(&visitor.work).await.unwrap().is_empty(), "{name}");
    }
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_with_its_size() {
    let mut visitor = Visitor::on_empty_site().await;
    let limit = usize::try_from(work::import::limits().max_bytes).unwrap();
    let answer = visitor.upload("lon.txt", &vec![b'a'; limit + 1]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.html().text(".finding-error .finding-title").contains("50 MB"));
    // Far over the limit the body is not even read to its end.
    let answer = visitor.upload("rat-lon.txt", &vec![b'a'; limit + 2 * 1024 * 1024]).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    answer.html().check("vi");
    assert!(work::import::list(&visitor.work).await.unwrap().is_empty());
    assert_eq!(visitor.get("/imports").await.status, 200, "the server keeps serving");
}

#[tokio::test]
async fn a_form_without_a_file_says_so() {
    let mut visitor = Visitor::on_empty_site().await;
    let answer = visitor.upload("", b"").await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    answer.html().check("vi");
    let answer = visitor.post("/imports", &[("file", "not a multipart form")]).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    answer.html().check("vi");
}

#[tokio::test]
async fn other_encodings_are_read_and_garbled_ones_refused() {
    let mut visitor = Visitor::on_empty_site().await;
    let text = "KẾ HOẠCH\nChuyển đổi số tỉnh Sông Lam\n\n1. Đào tạo cán bộ chuyển đổi số.\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let answer = visitor.upload("utf16.txt", &utf16).await;
    let page = visitor.follow(&answer).await;
    assert!(page.body.contains("Chuyển đổi số tỉnh Sông Lam"));
    page.html().check("vi");

    let garbled: Vec<u8> = [0xff, 0xfe].into_iter().chain([0x00, 0xd8].repeat(200)).collect();
    let answer = visitor.upload("utf16-hong.txt", &garbled).await;
    assert_eq!(answer.status, 422);
    assert_eq!(work::import::list(&visitor.work).await.unwrap().len(), 1);
}
