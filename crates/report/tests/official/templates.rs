//! Templates: what is right is filled in, what is wrong is told with its line.

use std::collections::BTreeSet;

use domain::{Lang, Regime};
use proptest::prelude::*;
use report::official::template::{NAMES, NameKind, Place, Scope, Value, built_in, root};
use report::official::{CENTRAL_KEYS, ReportHead, Source, Template, central, docx_bare, sample};

use crate::prose::{paper_of, paragraphs};

#[test]
fn those_that_ship_are_right_and_fill_every_part() {
    for regime in Regime::ALL {
        let snapshot = sample(*regime);
        let paper = paper_of(&snapshot, &ReportHead::suggested(&snapshot), built_in(*regime));
        assert_eq!(paper.kind, "BÁO CÁO");
        assert_eq!(paper.annexes.len(), 2);
        assert_eq!(paper.annexes[1].label, "Phụ lục II");
        let lines = paragraphs(&paper);
        assert!(lines.iter().all(|line| !line.contains("{{") && !line.contains(": .")), "{lines:#?}");
        assert_eq!(Template::built_in(*regime).slots().len(), 6);
    }
}

#[test]
fn the_form_of_the_centre_has_its_three_boxes() {
    let snapshot = sample(Regime::Party);
    let head = ReportHead::suggested(&snapshot);
    let template = Template::built_in(Regime::Party);
    let source =
        Source { snapshot: &snapshot, digest: "d", is_draft: false, head: &head, template: &template };
    let sections = central(source);
    assert_eq!(sections.iter().map(|section| section.key).collect::<Vec<_>>(), CENTRAL_KEYS);
    let titles: Vec<_> = sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Kết quả nổi bật", "Khó khăn, vướng mắc", "Nhiệm vụ tiếp theo"]);
    assert!(sections.iter().all(|section| !section.paragraphs().is_empty()));
    assert!(sections[1].html().contains("<p>- Sở Khoa học và Công nghệ: Chưa có hướng dẫn"));
    let json: serde_json::Value = serde_json::from_str(&sections[0].json()).unwrap();
    assert_eq!(json["key"], "results");
    let paper = sections[0].paper(source);
    assert_eq!(docx_bare(&paper), docx_bare(&paper));
}

fn faults(text: &str) -> Vec<(usize, String)> {
    let faults = Template::parse(text).unwrap_err();
    faults.into_iter().map(|fault| (fault.line, fault.message(Lang::En).to_owned())).collect()
}

#[test]
fn a_mistake_has_its_line_and_what_could_stand_there() {
    let check = |text: &str, line: usize, said: &str| {
        let text = format!("@loai A\n@trich_yeu b\n{text}");
        let found = faults(&text);
        assert!(found.iter().any(|(at, what)| *at == line && what.contains(said)), "{text}: {found:?}");
    };
    check("a {{ nhiemvu.tong }}", 3, "There is no name “nhiemvu.tong”");
    check("\n{{ ky.ten", 4, "closes a name");
    check("{{ nhom }}", 3, "is a list");
    check("@lap nhom\nx", 3, "@het");
    check("x\n@het", 4, "@het without");
    check("@khong", 3, "@khong stands once");
    check("@lap nhiem_vu.tong\n@het", 3, "no list");
    check("@lap nhom\n@lap nhom\n@het\n@het", 4, "no list");
    check("@neu gi\n@het", 3, "There is no name “gi”");
    check("{{ ct.ten }}", 3, "There is no name “ct.ten”");
    check("@bang khac", 3, "There is no table");
    check("@in x", 3, "There is no word “@in”");
    check("#### x", 3, "three levels");
    check("**đậm", 3, "not closed");
    check("@loi_van", 3, "@loi_van needs words");
    check("@lap nhom\n@loi_van x\n@het", 4, "@loi_van needs words");
    check("@neu nhom\n@phu_luc x\n@het", 4, "stand outside");
    assert!(faults("x")[0].1.contains("exactly one line @loai"));
    let known =
        &Template::parse("@loai A\n@trich_yeu b\n@lap nhom\n{{ nhom.x }}\n@het").unwrap_err()[0].known;
    assert!(
        known.contains(&"nhom.ten") && known.contains(&"ky.ten") && !known.contains(&"ct.ten"),
        "{known:?}"
    );
}

#[test]
fn every_mistake_is_told_at_once() {
    assert_eq!(faults("@loai A\n@trich_yeu b\n{{ a }}\n@x\n{{ b }}").len(), 3);
}

#[test]
fn choices_and_loops_are_followed() {
    let snapshot = sample(Regime::Party);
    let lines = |template: &str| {
        paragraphs(&paper_of(
            &snapshot,
            &ReportHead::default(),
            &format!("@loai A\n@trich_yeu b\n{template}"),
        ))
    };
    let yes = lines("@neu nhiem_vu.qua_han\ncó\n@khong\nkhông\n@het\n// ghi chú\nhết");
    assert_eq!(yes, ["có", "hết."]);
    assert_eq!(lines("@neu nhiem_vu.tam_dung\ncó\n@khong\nkhông\n@het"), ["không."]);
    assert_eq!(lines("@lap nhom\n{{ thu_tu }}. {{ nhom.ten }}\n@het").len(), 4);
}

#[test]
fn words_of_people_are_never_read_as_a_template() {
    let mut snapshot = sample(Regime::Party);
    "@lap nhom {{ ky.ten }} **x**".clone_into(&mut snapshot.narratives[0].text);
    let template = "@loai A\n@trich_yeu b\n@loi_van chỉ đạo\nhết\n";
    let lines = paragraphs(&paper_of(&snapshot, &ReportHead::default(), template));
    assert!(lines[0].ends_with("@lap nhom {{ ky.ten }} **x**"), "{lines:?}");
}

fn names_of(scope: &Scope, place: Place, known: &mut BTreeSet<(&'static str, String)>) {
    for (name, value) in scope {
        known.insert((name, format!("{place:?}")));
        let declared = NAMES.iter().find(|known| known.name == *name && known.place == place).unwrap();
        match (value, declared.kind) {
            (Value::List(parts), NameKind::List(inner)) => {
                for part in parts {
                    names_of(part, inner, known);
                }
            }
            (Value::Text(_), NameKind::Text) | (Value::Count(_), NameKind::Count) => (),
            (value, kind) => panic!("{name} is {value:?}, declared {kind:?}"),
        }
    }
}

#[test]
fn every_name_has_a_value_and_every_value_a_name() {
    let snapshot = sample(Regime::Party);
    let mut found = BTreeSet::new();
    names_of(&root(&snapshot), Place::Root, &mut found);
    let declared: BTreeSet<_> = NAMES.iter().map(|name| (name.name, format!("{:?}", name.place))).collect();
    assert_eq!(found, declared);
}

#[test]
fn the_manual_lists_every_name() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/report-template.md");
    let manual = std::fs::read_to_string(path).unwrap();
    for name in NAMES {
        let row = format!("| `{}` | {} | {} |", name.name, name.vi, name.en);
        assert!(manual.contains(&row), "docs/report-template.md lacks: {row}");
    }
    let rows = manual
        .lines()
        .filter(|line| line.starts_with("| `") && !line[3..].starts_with(['@', '#', '/']))
        .count();
    assert_eq!(rows, NAMES.len(), "docs/report-template.md lists names that do not exist");
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(
        lines in prop::collection::vec(
            prop_oneof![
                Just("@lap nhom".to_owned()), Just("@het".to_owned()), Just("@khong".to_owned()),
                Just("@neu ky.ten".to_owned()), Just("@loai A".to_owned()), Just("@trich_yeu B".to_owned()),
                "\\PC{0,30}", "[@#{}*_ a-z.]{0,20}"
            ],
            0..20,
        )
    ) {
        if let Ok(template) = Template::parse(&lines.join("\n")) {
            let snapshot = sample(Regime::Party);
            let head = ReportHead::default();
            let source = report::official::Source {
                snapshot: &snapshot, digest: "", is_draft: false, head: &head, template: &template,
            };
            let _ = report::official::compose(source);
        }
    }
}
