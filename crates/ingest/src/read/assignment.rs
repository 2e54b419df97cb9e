//! Who leads a task and who takes part, from the words of an item or of the heading above it.

use std::ops::Range;
use std::sync::LazyLock;

use domain::text::fold;
use regex::Regex;

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

/// First words of bodies and posts, in folded text.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:ubnd|hdnd|mttq|vnpt|viettel|bhxh|u ?y ban|hoi dong|cong an|van phong|thanh tra|dang uy|huyen uy|thanh uy|tinh uy|tinh doan|thuong truc|mat tran|cuc|chi cuc|kho bac|ngan hang|lien (?:doan|minh|hiep)|hiep hoi|hoi (?:nong dan|lien hiep|cuu chien binh|phu nu|chu thap do|khuyen hoc)|doan (?:thanh nien|tncs)|trung tam|benh vien|cong ty|tap doan|toa an|vien kiem sat|bo (?:chi huy|doi|phan)|bao hiem xa hoi|buu dien|dien luc|tram y te|chi bo|dang bo|ban (?:chi dao|to chuc|tuyen giao|noi chinh|dan van|quan ly|thuong vu|chap hanh|can su|giam sat)|co quan (?:thuong truc|chuyen trach|tham muu|thuong tru)|to (?:cong nghe so|cong tac|giup viec|de an)|nguoi dung dau|thu truong|cong chuc|(?:pho )?giam doc|(?:pho )?chu tich|(?:pho )?bi thu|chanh|truong (?:phong|thon|ban|cong an)|cap uy|lanh dao (?:cac|so|ubnd|u ?y ban|van phong|phong|co quan)|(?:tat ca )?cac (?:co quan|don vi|so|ban|nganh|phong|xa|phuong|dia phuong|cap|to chuc|doan the|huyen|truong|doanh nghiep|hoi|dong chi|thanh vien|thon|bo|dang uy|chi bo|hiep hoi|vien)|cac ban dang)\b",
    )
});
/// Words that begin a body's name only before a capital: `Sở Y tế`, but `Tổ chức họp`.
static SHORT_HEAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:so|ban|bo|phong|to|hoi|vien|truong|doan|bao|dai|khoi|dang bo)\s"));
/// Verbs that end a list of bodies; they stand in lower case.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:chu tri|phoi hop|to chuc|thuc hien|trien khai|xay dung|tham muu|ra soat|huong dan|don doc|theo doi|kiem tra|giam sat|bao cao|de xuat|chi dao|lanh dao|tong hop|bo tri|can doi|cap nhat|hoan thien|nghien cuu|ban hanh|trinh|tuyen truyen|quan triet|day manh|tang cuong|dam bao|bao dam|van dong|cung cap|phat trien|lap|thong bao|phe duyet|cong bo|dao tao|boi duong|so hoa|ho tro|tiep tuc|kien toan|thanh lap|cu the hoa|phan cong|giai quyet|xu ly|danh gia|trong viec|trong|de|nham|thuong xuyen|dinh k\w|co trach nhiem|chiu trach nhiem|phai|can|tiep nhan|van hanh|nang cap|ket noi|phu trach|huy dong|tap trung|can cu|khan truong|chu dong|kip thoi|gui|lam|la|duoc|giup|tham gia|dua|day|theo|tren co so|khi|truoc|hoan thanh|h[a]ng (?:nam|quy|thang|tuan)|cung|thuc day|khuyen khich|nang cao|phat huy|tao (?:dieu kien|moi truong|dot pha|lap|ra|su)|cong khai|thiet lap|phat dong|duy tri|dau tu|mua sam|thue|tich hop|trao doi|hop|xac dinh|quy dinh|chuan bi|xem xet|quyet dinh|cho y kien|ket hop|cu|vao|o|tai)\b",
    )
});
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
static ASSIGNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[.;:] )(?:giao|de nghi|yeu cau|phan cong)(?: cho)? (?:trach nhiem cho )?")
});
/// Adverbs before the subject: "Hằng năm, Ban Chỉ đạo tổ chức …".
static ADVERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:h[a]ng (?:nam|quy|thang|tuan)|dinh k\w|truoc|giua|cuoi|thuong xuyen|trong)\b")
});
/// "…, sở, ban, ngành, …" names a group without its "các".
static DEPARTMENTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(^|,\s*)((?:sở|ban),\s*(?:ban,\s*)?ngành(?:,\s*đoàn thể)?)\b,?\s*"));
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
            .or_else(|| subject(text))
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
                || rest.starts_with("chu tri"));
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
            bodies_at(text, place.start).or_else(|| Some(whole).filter(|_| is_field && piece.len() <= 100));
        names.extend(place.map(|place| split(text, place)).unwrap_or_default());
    }
    names
}

/// "Sở X chủ trì", with the body just before the verb.
fn leading(text: &Keyed) -> Option<Vec<String>> {
    LEADS.find_iter(text.key()).find_map(|verb| {
        let before = &text.key()[..verb.start()];
        let clause = before.rfind(['(', '.', ';', ':']).map_or(0, |i| i + 1);
        let clause = clause + (before[clause..].len() - before[clause..].trim_start().len());
        let start = ASSIGNS.find(&text.key()[clause..verb.start()]).map_or(clause, |m| clause + m.end());
        let place = bodies_at(text, start)?;
        // The list must lead up to the verb.
        text.key()[place.end.min(verb.start())..verb.start()]
            .trim_matches([' ', ','])
            .is_empty()
            .then(|| split(text, place))
    })
}

/// "Giao Sở X tham mưu …".
fn assigned(text: &Keyed) -> Option<Vec<String>> {
    ASSIGNS.find_iter(text.key()).find_map(|giving| {
        let names = split(text, bodies_at(text, giving.end())?);
        // In the middle of an item "giao các cơ quan …" is one of its steps, not its assignment.
        let is_meant = giving.start() == 0 || !names.iter().all(|name| bodies::is_group(name));
        is_meant.then_some(names)
    })
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
        let place = bodies_at(text, start)?;
        let rest = key[place.end..].trim_start_matches([' ', ',']);
        VERB.is_match(rest).then(|| split(text, place))
    };
    if !ADVERB.is_match(key) {
        return acts(0);
    }
    let commas = key.match_indices(", ").map(|(at, comma)| at + comma.len());
    commas.take_while(|at| *at < 100).find_map(acts)
}

fn coordinating(text: &Keyed) -> Vec<String> {
    let found = WITH.find_iter(text.key()).find_map(|with| bodies_at(text, with.end()));
    found.map(|place| split(text, place)).unwrap_or_default()
}

/// Whether a body's name begins at this byte of the key.
fn begins_body(text: &Keyed, at: usize) -> bool {
    let key = &text.key()[at..];
    if HEAD.is_match(key) {
        return true;
    }
    let Some(head) = SHORT_HEAD.find(key) else { return false };
    text.printed(at + head.end()..text.key().len()).starts_with(char::is_uppercase)
}

/// No list of bodies is longer, in letters.
const LONGEST: usize = 260;

/// The place of a list of bodies that begins at a byte of the key, up to a verb or the end of the clause.
fn bodies_at(text: &Keyed, from: usize) -> Option<Range<usize>> {
    let key = text.key();
    let start = from + (key[from..].len() - key[from..].trim_start().len());
    if !begins_body(text, start) {
        return None;
    }
    let mut end = start;
    let mut before = "";
    for word in key[start..].split_inclusive(' ') {
        if end - start > LONGEST {
            return None;
        }
        let is_verb = end > start
            && VERB.is_match(&key[end..])
            && begins_lower(text, end)
            && !is_part_of_name(before, &key[end..]);
        if is_verb {
            break;
        }
        let bare = word.trim_end();
        end += word.len();
        if bare.ends_with(['.', ';', ':', '(', ')']) || bare.starts_with('(') {
            end -= word.len() - bare.trim_end_matches(['.', ';', ':', '(', ')']).len();
            if bare.starts_with('(') {
                end -= bare.trim_end_matches(['.', ';', ':', ')']).len();
            }
            break;
        }
        before = bare;
    }
    let end = start + key[start..end].trim_end_matches([' ', ',']).len();
    (end > start).then_some(start..end)
}

fn begins_lower(text: &Keyed, at: usize) -> bool {
    text.printed(at..text.key().len()).starts_with(char::is_lowercase)
}

/// "các tổ chức", "cơ quan báo chí", "cấp dưới": words of a name, not verbs.
fn is_part_of_name(before: &str, rest: &str) -> bool {
    matches!(before, "cac" | "va")
        || rest.starts_with("nghien cuu") && matches!(before, "vien" | "tam" | "so")
        || rest.starts_with("xay dung dang")
        || rest.starts_with("to chuc chinh tri")
        || rest.starts_with("to chuc dang")
        || rest.starts_with("to chuc doan the")
}

/// The names in a list of bodies.
fn split(text: &Keyed, place: Range<usize>) -> Vec<String> {
    let words = DEPARTMENTS.replace_all(text.printed(place), "${1}; Các $2; ");
    let pieces = words.split("; ").flat_map(apart).filter(|piece| !piece.trim().is_empty());
    let mut names: Vec<String> = pieces.flat_map(|piece| named(&piece)).collect();
    names.dedup();
    names
}

/// The names in words without "và": a piece in small letters goes on with the name before it
/// (`Ban Chỉ đạo khoa học, công nghệ`), but departments may be listed in small letters.
fn named(words: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in words.split(", ") {
        let goes_on = piece.starts_with(char::is_lowercase) && !piece.starts_with("các ");
        match names.last_mut() {
            Some(name) if goes_on || begins_with_department(name) && !piece.starts_with("các ") => {
                name.push_str(", ");
                name.push_str(piece);
            }
            _ => names.push(piece.trim_matches([' ', ',', '.']).to_owned()),
        }
    }
    let parts = names.into_iter().flat_map(|name| {
        if begins_with_department(&name) {
            bodies::split(&name).names
        } else {
            vec![bodies::capitalised(&name)]
        }
    });
    parts.filter(|name| name.chars().count() >= 2).collect()
}

fn begins_with_department(name: &str) -> bool {
    let key = fold(name);
    key.starts_with("so ") || key.starts_with("cac so ")
}

/// Parts "Sở A và Sở B", but not "Sở Khoa học và Công nghệ".
fn apart(words: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, joint) in words.match_indices(" và ") {
        let next = Keyed::new(&words[at + joint.len()..]);
        // `Văn phòng HĐND và UBND`, `Mặt trận Tổ quốc và các tổ chức …` are one body, or one list.
        let is_office = fold(&words[start..at]).starts_with("van phong") && words[..at].ends_with(['D', 'H']);
        let is_body = begins_body(&next, 0) && !next.key().starts_with("cac to chuc") && !is_office;
        if is_body {
            pieces.push(words[start..at].to_owned());
            start = at + joint.len();
        }
    }
    pieces.push(words[start..].to_owned());
    pieces
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
        check("Bảo đảm an ninh mạng", &[]);
        check("Công tác lãnh đạo, chỉ đạo", &[]);
        check("TỔ CHỨC THỰC HIỆN", &[]);
    }
}
