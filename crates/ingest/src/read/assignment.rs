//! Who leads a task and who takes part, from the words of an item or of the heading above it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::body_lists::{HEAD, VERB, after_bracket, bodies_at, names_at, split, subjects_at};
use super::indicators::keyed::Keyed;
use super::markers::is_capitals;
use super::patterns::folded as pattern;
use super::tables::bodies;

/// Who leads (chủ trì) and who coordinates (phối hợp).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Assignment {
    /// Bodies or posts that lead; one is right, several are doubtful.
    pub lead: Vec<String>,
    /// Bodies that take part.
    pub coordinating: Vec<String>,
}

static LEAD_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:co quan|don vi|bo phan|phong|to chuc)(?: duoc giao)? )?(?:chu tri|chiu trach nhiem(?: chinh)?)(?: thuc hien| tham muu| trien khai)?\s*:\s*(?P<it>[^.)]+)",
    )
});
static DOING_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:co quan|don vi|bo phan|to chuc|nguoi|trach nhiem|phan cong)(?: thuc hien| trien khai| thi hanh)+|\bphan cong|^thuc hien|[.(;] ?thuc hien)\s*:\s*(?P<it>[^.)]+)",
    )
});
static COORDINATING_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:(?:co quan|don vi|bo phan) )?phoi hop(?: thuc hien| trien khai)?\s*:\s*(?P<it>[^.)]+)")
});
static NEXT_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:co quan|don vi|bo phan|phoi hop|chu tri|thoi gian|thoi han|tien do|hoan thanh|san pham|ket qua|trinh|kinh phi|bao cao|xong)\b",
    )
});
static LEADS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:\bla (?:co quan|don vi) )?\bchu tri\b"));
static WITH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bph[oôố]i h[oợ]p(?: chat che| thuc hien)?(?:,? (?:voi|cung))? "));
static TAKES_PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bphoi hop(?: thuc hien)?\s*(?:[,;.)]|$)"));
static ASSIGNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[.;:] )(?:giao|de nghi|yeu cau|phan cong)(?: cho)? (?:trach nhiem cho )?")
});
/// "Chỉ đạo Sở X tham mưu …", where an item begins so.
static DIRECTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^chi dao "));
/// A last pair of brackets: "… quy hoạch. (Sở Xây dựng)".
static TRAILER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((?P<it>[^()]+)\)\W*$"));
static ADDRESSEE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:bao cao|gui|trinh|thong qua|qua)\b[^.;,]*$"));
/// Where the body that leads may begin within its clause.
static SUBJECT_JOINT: LazyLock<Regex> = LazyLock::new(|| pattern(r" [-–] |, (?:do )?| do "));
/// Adverbs before the subject: "Hằng năm, Ban Chỉ đạo tổ chức …".
static ADVERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:hang (?:nam|quy|thang|tuan)|dinh k\w|truoc|giua|cuoi|thuong xuyen|trong)\b")
});
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:trach nhiem|nhiem vu|phan cong|giao|doi voi|de nghi|yeu cau)(?: trach nhiem| nhiem vu)?(?: cua| cho)?\s+",
    )
});

/// Reads who does an item, from the item's own words.
pub(super) fn read(text: &Keyed) -> Assignment {
    let mut found = labelled(text);
    if found.lead.is_empty() {
        found.lead = leading(text)
            .or_else(|| assigned(text))
            .or_else(|| prefixed(text))
            .or_else(|| directed(text))
            .or_else(|| subject(text))
            .or_else(|| trailing(text))
            .unwrap_or_default();
    }
    if found.coordinating.is_empty() {
        found.coordinating = coordinating(text);
    }
    let Assignment { lead, coordinating } = &mut found;
    coordinating.retain(|body| !lead.contains(body));
    found
}

/// Reads whose part a heading introduces: `Trách nhiệm của Sở Y tế`, `Văn phòng Tỉnh ủy:`.
pub(super) fn of_heading(title: &str) -> Assignment {
    let text = Keyed::new(title.trim_end_matches([':', '.', ' ']));
    // In capitals `TỔ CHỨC THỰC HIỆN` looks like a name.
    if is_capitals(title) && !HEAD.is_match(text.key()) {
        return Assignment::default();
    }
    let start = HEADING.find(text.key()).map_or(0, |m| m.end());
    let has_lead_words = start > 0;
    let Some(place) = bodies_at(&text, start) else { return Assignment::default() };
    let rest = text.key()[place.end..].trim_start_matches([' ', ',']);
    let is_whole = rest.is_empty()
        || VERB.is_match(rest)
            && (has_lead_words
                || rest.starts_with("chi dao")
                || rest.starts_with("lanh dao")
                || rest.starts_with("chu tri")
                || rest.starts_with("co nhiem vu")
                || rest.starts_with("co trach nhiem"));
    if !is_whole {
        return Assignment::default();
    }
    Assignment { lead: split(&text, place), coordinating: coordinating(&text) }
}

/// "Cơ quan chủ trì: …", "Đơn vị phối hợp: …", "Đơn vị thực hiện: …".
fn labelled(text: &Keyed) -> Assignment {
    let lead = listed(text, &LEAD_LABEL);
    let lead = if lead.is_empty() && !LEADS.is_match(text.key()) { listed(text, &DOING_LABEL) } else { lead };
    Assignment { lead, coordinating: listed(text, &COORDINATING_LABEL) }
}

/// The bodies after a label, up to the next label.
fn listed(text: &Keyed, label: &Regex) -> Vec<String> {
    let Some(found) = label.captures(text.key()) else { return Vec::new() };
    // After "Cơ quan phối hợp:" anything is a body's name, after "phối hợp:" in a sentence it is not.
    let is_field = found[0].starts_with(['c', 'd', 'b']);
    let Some(value) = found.name("it") else { return Vec::new() };
    let mut names = Vec::new();
    let mut start = value.start();
    for piece in value.as_str().split(';') {
        let place = start..start + piece.len();
        start = place.end + 1;
        if NEXT_LABEL.is_match(piece.trim_start()) {
            break;
        }
        let whole = place.start + (piece.len() - piece.trim_start().len())..place.end;
        let place =
            names_at(text, place.start).or_else(|| Some(whole).filter(|_| is_field && piece.len() <= 100));
        names.extend(place.map(|place| split(text, place)).unwrap_or_default());
    }
    names
}

/// "Sở X chủ trì", with the body just before the verb.
fn leading(text: &Keyed) -> Option<Vec<String>> {
    LEADS.find_iter(text.key()).find_map(|verb| {
        let clause = clause_start(&text.key()[..verb.start()]);
        let clause = clause + ASSIGNS.find(&text.key()[clause..verb.start()]).map_or(0, |m| m.end());
        let joints = SUBJECT_JOINT.find_iter(&text.key()[clause..verb.start()]).map(|m| clause + m.end());
        let mut starts = std::iter::once(clause).chain(joints);
        starts.find_map(|start| {
            let place = subjects_at(text, start)?;
            // The list must lead up to the verb.
            let between = after_bracket(&text.key()[place.end.min(verb.start())..verb.start()]);
            between.is_empty().then(|| split(text, place))
        })
    })
}

/// Where the clause begins that ends with these words; brackets that are closed belong to it.
fn clause_start(before: &str) -> usize {
    let mut is_closed = false;
    let start = before.char_indices().rev().find(|(_, c)| match c {
        ')' => {
            is_closed = true;
            false
        }
        '(' => !std::mem::take(&mut is_closed),
        '.' | ';' | ':' => !is_closed,
        _ => false,
    });
    let start = start.map_or(0, |(at, _)| at + 1);
    start + before[start..].len() - before[start..].trim_start().len()
}

/// "Giao Sở X tham mưu …".
fn assigned(text: &Keyed) -> Option<Vec<String>> {
    ASSIGNS.find_iter(text.key()).find_map(|giving| {
        let names = split(text, subjects_at(text, giving.end())?);
        // In the middle of an item "giao các cơ quan …" is one of its steps, not its assignment.
        let is_meant = giving.start() == 0 || !names.iter().all(|name| bodies::is_group(name));
        is_meant.then_some(names)
    })
}

/// "Chỉ đạo Sở X tham mưu …": one body, not the whole system.
fn directed(text: &Keyed) -> Option<Vec<String>> {
    let names = split(text, bodies_at(text, DIRECTS.find(text.key())?.end())?);
    names.iter().all(|name| !bodies::is_group(name)).then_some(names)
}

/// "Rà soát quy hoạch. (Sở Xây dựng)"; but in "báo cáo UBND tỉnh (Sở Y tế)" it receives.
fn trailing(text: &Keyed) -> Option<Vec<String>> {
    let found = TRAILER.captures(text.key())?;
    let (whole, inside) = (found.get(0)?, found.name("it")?);
    let place = subjects_at(text, inside.start())?;
    let is_meant = place.end == inside.end() && !ADDRESSEE.is_match(&text.key()[..whole.start()]);
    is_meant.then(|| split(text, place))
}

/// "Văn phòng Tỉnh ủy: Thực hiện …".
fn prefixed(text: &Keyed) -> Option<Vec<String>> {
    let colon = text.key().find(':').filter(|colon| *colon < 160)?;
    let place = bodies_at(text, 0)?;
    (place.end == colon).then(|| split(text, place))
}

/// "Các cấp ủy xây dựng …", "Hằng năm, Ban Chỉ đạo tổ chức …".
fn subject(text: &Keyed) -> Option<Vec<String>> {
    let key = text.key();
    let acts = |start: usize| {
        let place = subjects_at(text, start)?;
        let rest = after_bracket(&key[place.end..]);
        VERB.is_match(rest).then(|| split(text, place))
    };
    if !ADVERB.is_match(key) {
        return acts(0);
    }
    let commas = key.match_indices(", ").map(|(at, comma)| at + comma.len());
    commas.take_while(|at| *at < 100).find_map(acts)
}

fn coordinating(text: &Keyed) -> Vec<String> {
    let found = WITH.find_iter(text.key()).find_map(|with| names_at(text, with.end()));
    found.or_else(|| taking_part(text)).map(|place| split(text, place)).unwrap_or_default()
}

/// "(Sở A chủ trì, Sở B phối hợp)": the bodies just before the verb.
fn taking_part(text: &Keyed) -> Option<Range<usize>> {
    let verb = TAKES_PART.find(text.key())?;
    let before = &text.key()[..verb.start()];
    let clause = before.rfind(['(', '.', ';', ':']).map_or(0, |at| at + 1);
    let start = before[clause..].rfind("chu tri").map_or(clause, |at| clause + at + "chu tri".len());
    let start = start + before[start..].find(|c: char| c.is_alphabetic())?;
    bodies_at(text, start).filter(|place| before[place.end..].trim_matches([' ', ',']).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lead: &[&str], coordinating: &[&str]) {
        let found = read(&Keyed::new(text));
        let words = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found, Assignment { lead: words(lead), coordinating: words(coordinating) }, "{text}");
    }

    #[test]
    fn the_lead_stands_before_the_verb_or_after_the_label() {
        check("Sở Y tế chủ trì, phối hợp với Công an tỉnh lập danh mục.", &["Sở Y tế"], &["Công an tỉnh"]);
        check(
            "Giao Văn phòng chủ trì phối hợp với các phòng tổ chức thực hiện.",
            &["Văn phòng"],
            &["Các phòng"],
        );
        check("Giao Sở Nội vụ tham mưu đề án.", &["Sở Nội vụ"], &[]);
        check(
            "Lập danh mục dữ liệu (Sở Tư pháp chủ trì; hoàn thành trong Quý IV/2025).",
            &["Sở Tư pháp"],
            &[],
        );
        check(
            "Lập danh mục. Cơ quan chủ trì: Sở Tài chính. Cơ quan phối hợp: Sở Y tế, Sở Nội vụ.",
            &["Sở Tài chính"],
            &["Sở Y tế", "Sở Nội vụ"],
        );
        check("Lập sổ. Cơ quan phối hợp: Sở Y tế; Cục Thuế; thời gian: 2026.", &[], &["Sở Y tế", "Cục Thuế"]);
        check("Văn phòng HĐND và UBND xã chủ trì lập sổ.", &["Văn phòng HĐND và UBND xã"], &[]);
        check(
            "Mua máy (Phòng Kinh tế chủ trì, các trường học phối hợp, xong năm 2026).",
            &["Phòng Kinh tế"],
            &["Các trường học"],
        );
        check("Số hóa hồ sơ. Đơn vị thực hiện: Phòng Kinh tế", &["Phòng Kinh tế"], &[]);
        check("Ban Tổ chức Tỉnh ủy: Tham mưu nhân sự.", &["Ban Tổ chức Tỉnh ủy"], &[]);
        check(
            "Ban Tuyên giáo: Chủ trì, phối hợp với Văn phòng tuyên truyền.",
            &["Ban Tuyên giáo"],
            &["Văn phòng"],
        );
        check(
            "Định kỳ hàng tháng, 3 tháng, các cấp ủy trực thuộc báo cáo kết quả.",
            &["Các cấp ủy trực thuộc"],
            &[],
        );
        check(
            "Ban Chỉ đạo chuyển đổi số, khoa học và công nghệ tỉnh tổ chức họp.",
            &["Ban Chỉ đạo chuyển đổi số, khoa học và công nghệ tỉnh"],
            &[],
        );
        check("Hằng năm, Ban Chỉ đạo tổ chức kiểm tra.", &["Ban Chỉ đạo"], &[]);
        check("Các cấp ủy, tổ chức đảng xây dựng kế hoạch.", &["Các cấp ủy, tổ chức đảng"], &[]);
        check("Phối hợp với Sở Khoa học và Công nghệ triển khai.", &[], &["Sở Khoa học và Công nghệ"]);
        check("Sở Y tế và Sở Nội vụ chủ trì thực hiện.", &["Sở Y tế", "Sở Nội vụ"], &[]);
        check("Văn phòng UBND tỉnh (Trung tâm Phục vụ) chủ trì nâng cấp.", &["Văn phòng UBND tỉnh"], &[]);
        check("Rà soát quy hoạch - Sở Xây dựng chủ trì.", &["Sở Xây dựng"], &[]);
        check("Rà soát quy hoạch, do Phòng Văn hóa - Xã hội chủ trì.", &["Phòng Văn hóa - Xã hội"], &[]);
        check("Rà soát, bổ sung quy hoạch. (Sở Xây dựng)", &["Sở Xây dựng"], &[]);
        check("Chỉ đạo Sở Y tế tham mưu đề án.", &["Sở Y tế"], &[]);
        check(
            "Báo và phát thanh, truyền hình Bến Sông xây dựng chuyên mục.",
            &["Báo và phát thanh, truyền hình Bến Sông"],
            &[],
        );
        check("Trường Đại học Bến Sông mở ngành bán dẫn.", &["Trường Đại học Bến Sông"], &[]);
        check(
            "Ban Quản lý các khu công nghiệp tỉnh thu hút đầu tư.",
            &["Ban Quản lý các khu công nghiệp tỉnh"],
            &[],
        );
        check(
            "Sở Y tế chủ trì, phối hợp với Phân viện Bến Sông, Sở Nội vụ lập sổ.",
            &["Sở Y tế"],
            &["Phân viện Bến Sông", "Sở Nội vụ"],
        );
        check(
            "Lập sổ. Chủ trì: Sở Y tế; phối hợp: Phân viện Bến Sông, Sở Nội vụ.",
            &["Sở Y tế"],
            &["Phân viện Bến Sông", "Sở Nội vụ"],
        );
        check(
            "Giao Sở Xây dựng chủ trì, phối hợp với các sở: Tài chính, Nội vụ và UBND các xã lập sổ.",
            &["Sở Xây dựng"],
            &["Sở Tài chính", "Sở Nội vụ", "UBND các xã"],
        );
        check(
            "Lập sổ. Cơ quan phối hợp: Các sở, ban, ngành; Tỉnh đoàn.",
            &[],
            &["Các sở, ban, ngành", "Tỉnh đoàn"],
        );
        check(
            "Yêu cầu Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường nghiêm túc triển khai.",
            &["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường"],
            &[],
        );
        check(
            "UBND tỉnh, sở, ban, ngành, Tỉnh đoàn báo cáo kết quả.",
            &["UBND tỉnh", "Các sở, ban, ngành", "Tỉnh đoàn"],
            &[],
        );
    }

    #[test]
    fn other_words_are_no_bodies() {
        check("Ban hành quy chế bảo vệ dữ liệu.", &[], &[]);
        check("Tổ chức hội nghị, bảo đảm an toàn.", &[], &[]);
        check("Phân công đơn vị chủ trì, đơn vị phối hợp cho từng nhiệm vụ.", &[], &[]);
        check("Lãnh đạo, điều hành thống nhất việc triển khai.", &[], &[]);
        check("Họp liên ngành. Giao các cơ quan tổ chức thực hiện.", &[], &[]);
        check("Hội nhập quốc tế; phòng, chống thiên tai.", &[], &[]);
        check("Gửi báo cáo về UBND tỉnh (Sở Y tế).", &[], &[]);
        check("Chỉ đạo các cơ quan thực hiện nghiêm.", &[], &[]);
        check("TỔ CHỨC THỰC HIỆN: làm ngay.", &[], &[]);
    }

    #[test]
    fn headings_name_whose_part_follows() {
        let check = |title: &str, lead: &[&str]| {
            let lead: Vec<String> = lead.iter().map(ToString::to_string).collect();
            assert_eq!(of_heading(title).lead, lead, "{title}");
        };
        check("Trách nhiệm của Sở Y tế", &["Sở Y tế"]);
        check(
            "Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo, chỉ đạo Ủy ban nhân dân tỉnh",
            &["Đảng ủy Ủy ban nhân dân tỉnh"],
        );
        check("Văn phòng Tỉnh ủy:", &["Văn phòng Tỉnh ủy"]);
        check("Các cấp ủy đảng trực thuộc Tỉnh ủy", &["Các cấp ủy đảng trực thuộc Tỉnh ủy"]);
        check("Ban Chỉ đạo có nhiệm vụ:", &["Ban Chỉ đạo"]);
        check("Bảo đảm an ninh mạng", &[]);
        check("Công tác lãnh đạo, chỉ đạo", &[]);
        check("TỔ CHỨC THỰC HIỆN", &[]);
    }
}
