//! A real plan read by an OCR engine: 213 bullets in five groups under five milestones become indicators.

mod corpus;

use domain::text::fold;
use domain::{Comparator, Measure, Severity};
use ingest::draft::{Draft, DraftIndicator};

/// The lines of the section that lists the targets.
const SECTION: std::ops::RangeInclusive<usize> = 210..=670;

/// Group, words of the name, then the targets of 2025, 2030, 2035, 2040 and 2045; `-` is none, `X` reached, `T` words.
const INDICATORS: &str = "
a|phu song 5g 6g tu nam 2035|≥60 100 50 80 100
a|toc do tren 01 gb|≥60 100 - - -
a|trung tam an ninh mang|X - - - -
b|tong chi ngan sach dia phuong|≥1 ≥1.5 ≥2 ≥2.5 ≥3
b|ty le chi cho chuyen doi so|2 3 3 3 3
b|cong chuc cap xa|≥80 100 100 - -
b|cong chuc cap tinh|100 - - - -
b|vien chuc lam chu|80 100 100 - -
b|dan so tiep can dich vu so|80 90 95 97 99
b|01 van dan|≥7 ≥12 ≥20 ≥33 ≥54
b|cum chuyen gia|- - - T T
b|thuong xuyen su dung dich vu so|- - - 80..90 ≥90
c|so doanh nghiep khoa hoc va cong nghe|≥15 ≥35 ≥100 ≥150 ≥200
c|so to chuc khoa hoc|≥3 ≥6 ≥8 ≥10 ≥12
c|nhiem vu duoc nghiem thu|≥20 ≥25 ≥50 ≥80 ≥120
c|nghien cuu khoa hoc va cong nghe toan tinh|≥200 ≥500 ≥1000 ≥1500 ≥2500
c|nhiem vu cap tinh trien khai|≥25 ≥50 ≥80 ≥120 ≥160
c|sau 12 thang|≥40 ≥60 ≥75 ≥85 ≥95
c|don dang ky so huu tri tue|≥8 ≥20 ≥40 ≥60 ≥100
c|doanh nghiep su dung ket qua nghien cuu|≥10 ≥25 ≥40 ≥60 ≥80
c|so bai bao khoa hoc|≥30 ≥75 ≥150 ≥320 ≥480
c|ty le bai bao wos|8 10 30 - -
c|cong trinh giai thuong quoc gia|≥1 ≥3 ≥5 ≥8 ≥10
c|iot big data|T T - T -
c|trung tam nghien cuu trong diem o tinh|- - - 8..10 -
c|trung tam uy tin trong nuoc|- - - 3..5 -
c|vuon tam khu vuc|- - - 10 -
d|so doanh nghiep khoa hoc va cong nghe|≥15 ≥35 ≥100 ≥50 ≥200
d|doanh nghiep khoi nghiep sang tao|≥25 ≥75 ≥150 ≥250 ≥400
d|doi moi quy trinh|≥15 ≥30 ≥50 ≥70 ≥90
d|san pham thuong mai hoa|≥10 ≥30 ≥75 ≥150 ≥250
d|ho tro tu ngan sach tinh|≥5 ≥15 ≥30 ≥50 ≥75
d|sang che dia chi tai tinh|≥3 ≥10 ≥25 ≥50 ≥100
d|bai bao khoa hoc ung dung|≥20 ≥150 ≥350 ≥1000 ≥1800
d|hop tac nghien cuu|≥10 ≥25 ≥40 ≥60 ≥80
d|sang kien|≥30 ≥35 ≥60 ≥90 ≥150
d|vuon uom|- ≥4 ≥6 ≥10 ≥15
d|du an khoi nghiep|- - - 50..60 50..70
d|trung tam doi moi sang tao trong diem|- - - 8..10 -
e|chi so chuyen doi so|≥0.6 ≥0.75 ≥0.85 ≥0.92 1
e|phi dia gioi hanh chinh|≥70 100 - - -
e|lien quan den dao tao|100 100 - - -
e|phi tiep xuc|≥70 100 - - -
e|ket qua giai quyet thu tuc hanh chinh duoc so hoa|≥70 100 - - -
e|dich vu cong truc tuyen toan trinh|≥80 100 100 100 100
e|ho so thu tuc hanh chinh xu ly truc tuyen|≥70 ≥85 ≥95 100 100
e|dien toan dam may|≥40 ≥70 ≥90 100 100
e|co so du lieu cua tinh|≥50 ≥80 100 100 100
e|du lieu cua cac nganh tich hop|≥60 ≥85 100 100 100
e|doanh nghiep vua va nho dia phuong|≥30 ≥60 ≥85 ≥95 100
e|tai khoan dinh danh|≥50 ≥80 ≥95 100 100
e|chu ky so|- ≥10 20 30 40
e|quan tri dieu hanh thong nhat|≥60 ≥90 100 100 100
e|quy mo kinh te so|15 30 40 45 50
e|thuong mai dien tu|T T - - -
e|co quan dang hoan thanh tot|- X - - -
e|trung tam dieu hanh thong minh|- - T T T
";

fn draft() -> Option<Draft> {
    corpus::source("tien-giang-ke-hoach-57.txt").map(|source| ingest::read(&source))
}

fn cells(indicator: &DraftIndicator) -> String {
    let cell = |year| {
        let Some(target) = indicator.targets.iter().find(|t| t.year == year) else { return "-".to_owned() };
        let value = target.value.map(|v| v.to_string()).unwrap_or_default();
        match target.comparator {
            Comparator::Reached => "X".to_owned(),
            Comparator::Text => "T".to_owned(),
            Comparator::Range => format!("{value}..{}", target.upper.unwrap_or_default()),
            comparator => format!("{}{value}", comparator.sign()),
        }
    };
    [2025, 2030, 2035, 2040, 2045].map(cell).join(" ")
}

/// Whether every word occurs in the name, in order.
fn has_words(name: &str, words: &str) -> bool {
    let name = fold(name);
    let mut rest = name.as_str();
    words.split(' ').all(|word| {
        let found = rest.find(word);
        rest = found.map_or("", |at| &rest[at + word.len()..]);
        found.is_some()
    })
}

/// The indicator meant by a group and words of its name.
fn find<'a>(draft: &'a Draft, group: &str, words: &str) -> &'a DraftIndicator {
    let prefix = format!("{group}.");
    let found: Vec<&DraftIndicator> = draft
        .indicators
        .iter()
        .filter(|i| i.label.starts_with(&prefix) && has_words(&i.name, words))
        .collect();
    assert!(!found.is_empty(), "{group}: {words}");
    // Short words may name a longer indicator too; the shorter name is meant.
    found.into_iter().min_by_key(|i| i.name.len()).expect("checked above")
}

#[test]
fn an_indicator_keeps_its_targets_however_its_words_drift() {
    let Some(draft) = draft() else { return };
    let mut wrong = Vec::new();
    for row in INDICATORS.trim().lines() {
        let [group, words, expected] = row.split('|').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let read = cells(find(&draft, group, words));
        if read != expected {
            wrong.push(format!("{row}: {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_bullet_is_accounted_for() {
    let Some(source) = corpus::source("tien-giang-ke-hoach-57.txt") else { return };
    let draft = ingest::read(&source);
    let is_bullet = |line: &usize| {
        let words = source.lines[*line - 1].trim_start();
        // A wrapped line may begin with a dash too; it goes on in lower case.
        words.strip_prefix('-').is_some_and(|w| !w.trim_start().starts_with("xã hội"))
    };
    let bullets: Vec<usize> = SECTION.filter(is_bullet).collect();
    assert_eq!(bullets.len(), 213);
    let targets: Vec<_> = draft.indicators.iter().flat_map(|i| &i.targets).collect();
    for line in bullets {
        assert!(targets.iter().any(|t| t.anchor.covers(line)), "line {line} has a target");
    }
    assert!(targets.iter().all(|t| SECTION.contains(&t.anchor.line_start)), "nothing else is a target");
}

#[test]
fn groups_are_five_and_cleanly_spelt() {
    let Some(draft) = draft() else { return };
    let mut groups: Vec<&str> = draft.indicators.iter().map(|i| i.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    assert_eq!(
        groups,
        [
            "Phát triển chuyển đổi số",
            "Phát triển hạ tầng",
            "Phát triển hệ sinh thái đổi mới sáng tạo",
            "Phát triển khoa học, công nghệ",
            "Phát triển nguồn lực",
        ]
    );
}

#[test]
fn the_nature_of_figures_is_told() {
    let Some(draft) = draft() else { return };
    let check = |group: &str, words: &str, unit: Option<&str>, measure| {
        let it = find(&draft, group, words);
        assert_eq!((it.unit.as_deref(), it.measures), (unit, measure), "{}", it.name);
    };
    check("a", "phu song 5g", Some("%"), Measure::Stock);
    check("b", "ty le chi cho", Some("% GRDP"), Measure::Stock);
    check("b", "01 van dan", Some("người/vạn dân"), Measure::Stock);
    check("c", "nhiem vu duoc nghiem thu", Some("nhiệm vụ"), Measure::Flow);
    check("d", "vuon uom", Some("vườn ươm"), Measure::Stock);
    check("e", "chi so chuyen doi so", None, Measure::Stock);
    check("e", "quy mo kinh te so", Some("% GRDP"), Measure::Stock);
    let subjects: Vec<_> =
        find(&draft, "a", "phu song").subjects.iter().map(|s| (s.from_year, s.name.as_str())).collect();
    assert_eq!(subjects, [(None, "5G"), (Some(2035), "6G")]);
}

#[test]
fn what_an_official_would_question_is_questioned() {
    let Some(draft) = draft() else { return };
    let about = |rule: &str| draft.findings.iter().filter(|f| f.rule == rule).collect::<Vec<_>>();
    assert_eq!(about("ocr.greater_than").len(), 1, "one finding for all signs");
    let contradictions = about("target.contradicts");
    assert!(contradictions.iter().all(|f| f.severity == Severity::Error));
    assert!(contradictions.iter().any(|f| f.message.contains("> 150") && f.message.contains("> 50")));
    assert!(about("indicator.duplicate").iter().any(|f| f.message.contains("2025")));
    let doubted = |words: &str| about("indicator.link_doubtful").iter().any(|f| has_words(&f.message, words));
    assert!(doubted("nhiem vu duoc nghiem thu cong trinh duoc nghiem thu"));
    assert!(doubted("ca nhan can bo nghien cuu"));
    let regressing: Vec<_> = about("target.regresses").iter().filter_map(|f| f.item.as_deref()).collect();
    assert_eq!(
        regressing,
        [find(&draft, "d", "so doanh nghiep khoa hoc").id.as_str()],
        "5G giving way to 6G is none"
    );
}
