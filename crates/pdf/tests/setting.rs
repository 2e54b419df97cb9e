//! Setting papers as PDF: the same bytes, the standards, every letter, long tables.

use domain::Regime;
use pdf::{missing_letters, pdf};
use report::official::{Paper, ReportHead, Source, Template, compose, sample};

fn paper(regime: Regime) -> Paper {
    let snapshot = sample(regime);
    let head = ReportHead::suggested(&snapshot);
    let template = Template::built_in(regime);
    compose(Source { snapshot: &snapshot, digest: "abc", is_draft: false, head: &head, template: &template })
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for regime in Regime::ALL {
        let (one, two) = (pdf(&paper(*regime)).unwrap(), pdf(&paper(*regime)).unwrap());
        assert!(one == two, "{regime:?}: two settings differ");
        assert!(one.starts_with(b"%PDF-1.7") && one.len() > 20_000);
    }
}

#[test]
fn it_is_for_archives_and_for_screen_readers() {
    let bytes = pdf(&paper(Regime::State)).unwrap();
    for mark in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", "/Lang", "/StructTreeRoot"] {
        assert!(holds(&bytes, mark), "{mark}");
    }
}

#[test]
fn the_embedded_face_has_every_letter() {
    let missing = missing_letters();
    assert_eq!(missing.len(), 4, "regular, italic, bold, both");
    for (style, letters) in missing {
        assert_eq!(letters, "", "{style}");
    }
}

#[test]
fn a_draft_is_another_paper() {
    let draft = Paper { is_draft: true, ..paper(Regime::Party) };
    assert_ne!(pdf(&draft).unwrap(), pdf(&paper(Regime::Party)).unwrap());
}

#[test]
fn words_of_people_are_never_commands() {
    let mut snapshot = sample(Regime::Party);
    "#read(\"/etc/passwd\") \\ \" $x$ *b* // c".clone_into(&mut snapshot.narratives[0].text);
    let head = ReportHead { signer: "\\\" + panic(\"x\") + \"".into(), ..ReportHead::suggested(&snapshot) };
    let template = Template::built_in(Regime::Party);
    let source =
        Source { snapshot: &snapshot, digest: "abc", is_draft: false, head: &head, template: &template };
    pdf(&compose(source)).unwrap();
}

#[test]
fn a_template_that_leaves_levels_out_is_set() {
    let snapshot = sample(Regime::Party);
    let head = ReportHead::suggested(&snapshot);
    let template = Template::parse("@loai A\n@trich_yeu b\n### sâu\n# cao\n### sâu\n").unwrap();
    let source =
        Source { snapshot: &snapshot, digest: "abc", is_draft: false, head: &head, template: &template };
    pdf(&compose(source)).unwrap();
}
