//! Lists of bodies within a sentence: where one begins, where the verb ends it, and the names in it.

use std::ops::Range;
use std::sync::LazyLock;

use domain::text::fold;
use regex::{Captures, Regex};

use super::indicators::keyed::Keyed;
use super::patterns::{folded as pattern, printed};
use super::tables::bodies;

/// First words of bodies and posts, in folded text.
pub(super) static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:ubnd|hdnd|mttq|ubmttq|vnpt|viettel|mobifone|vinaphone|bhxh|bao va (?:phat thanh|dai)|dai (?:phat thanh|truyen hinh)|truong (?:dai hoc|cao dang|chinh tri|trung cap|trung hoc|tieu hoc|mam non)|phan hieu|thue (?:tinh|co so|thanh pho)|vien thong (?:tinh|\p{L}+ )|u ?y ban|hoi dong|cong an|van phong|thanh tra|dang uy|huyen uy|thanh uy|tinh uy|tinh doan|thuong truc|mat tran|cuc|chi cuc|kho bac|ngan hang|lien (?:doan|minh|hiep)|hiep hoi|hoi (?:nong dan|lien hiep|cuu chien binh|phu nu|chu thap do|khuyen hoc)|doan (?:thanh nien|tncs)|trung tam|benh vien|cong ty|tap doan|toa an|vien kiem sat|bo (?:chi huy|doi|phan)|bao hiem xa hoi|buu dien|dien luc|tram y te|chi bo|dang bo|ban (?:chi dao|to chuc|tuyen giao|noi chinh|dan van|quan ly|thuong vu|chap hanh|can su|giam sat)|co quan (?:thuong truc|chuyen trach|tham muu|thuong tru)|to (?:cong nghe so|cong tac|giup viec|de an)|nguoi dung dau|thu truong|cong chuc|(?:pho )?giam doc|(?:pho )?chu tich|(?:pho )?bi thu|chanh|truong (?:phong|thon|ban|cong an)|cap uy|lanh dao (?:cac|so|ubnd|u ?y ban|van phong|phong|co quan)|(?:tat ca )?cac (?:co quan|don vi|so|ban|nganh|phong|xa|phuong|dia phuong|cap|to chuc|doan the|huyen|truong|doanh nghiep|hoi|dong chi|thanh vien|thon|bo|dang uy|chi bo|hiep hoi|vien|benh vien|tram|trung tam|hop tac xa)|cac ban dang)\b",
    )
});
/// Words that begin a body's name only before a capital: `Sở Y tế`, but `Tổ chức họp`.
static SHORT_HEAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:so|ban|bo|phong|to|hoi|vien|truong|doan|bao|dai|khoi|dang bo)\s"));
/// Words that begin like a body in capitals: `TỔ CHỨC THỰC HIỆN`, `BAN HÀNH`.
static NO_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:to chuc|ban hanh|bao (?:dam|cao|ve)|hoi (?:nghi|thao|nhap)|bo (?:tri|sung)|doan ket|phong,? chong|so (?:hoa|ket)|vien tro|truong hop)\b",
    )
});
/// Verbs that end a list of bodies; they stand in lower case.
pub(super) static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:chu tri|phoi hop|to chuc|thuc hien|trien khai|xay dung|tham muu|ra soat|huong dan|don doc|theo doi|kiem tra|giam sat|bao cao|de xuat|chi dao|lanh dao|tong hop|bo tri|can doi|cap nhat|hoan thien|nghien cuu|ban hanh|trinh|tuyen truyen|quan triet|day manh|tang cuong|dam bao|bao dam|van dong|cung cap|phat trien|lap|thong bao|phe duyet|cong bo|dao tao|boi duong|so hoa|ho tro|tiep tuc|kien toan|thanh lap|cu the hoa|phan cong|giai quyet|xu ly|danh gia|trong viec|trong|de|nham|thuong xuyen|dinh k\w|co trach nhiem|chiu trach nhiem|phai|can|tiep nhan|van hanh|nang cap|ket noi|phu trach|huy dong|tap trung|can cu|khan truong|chu dong|kip thoi|gui|lam|la|duoc|giup|tham gia|dua|day|theo|tren co so|khi|truoc|hoan thanh|hang (?:nam|quy|thang|tuan)|cung|thuc day|khuyen khich|nang cao|phat huy|tao (?:dieu kien|moi truong|dot pha|lap|ra|su)|cong khai|thiet lap|phat dong|duy tri|dau tu|mua sam|thue|tich hop|trao doi|hop|xac dinh|quy dinh|chuan bi|xem xet|quyet dinh|cho y kien|ket hop|cu|vao|o|tai|mo (?:nganh|lop|rong|khoa|chuyen|dot|them)|thu hut|khai thac|ap dung|co (?:nhiem vu|vai tro)|nghiem tuc|khao sat|thi diem|bien soan|phat (?:song|hanh)|dang tai|kiem soat|quan tam|ky ket|lien ket|cam ket|phoi ket hop|chuyen giao|cai tien)\b",
    )
});
/// "Các sở: Y tế, Công Thương": a list under its first words.
static LIST_HEAD: LazyLock<Regex> = LazyLock::new(|| printed(r"\b([Cc]ác [Ss]ở): "));
/// "…, sở, ban, ngành, …" names a group without its "các".
static DEPARTMENTS: LazyLock<Regex> =
    LazyLock::new(|| printed(r"(^|,\s*)((?:sở|ban),\s*(?:ban,\s*)?ngành(?:,\s*đoàn thể)?)\b,?\s*"));

/// Whether a body's name begins at this byte of the key.
pub(super) fn begins_body(text: &Keyed, at: usize) -> bool {
    let key = &text.key()[at..];
    if HEAD.is_match(key) {
        return true;
    }
    let Some(head) = SHORT_HEAD.find(key).filter(|_| !NO_HEAD.is_match(key)) else { return false };
    text.printed(at + head.end()..text.key().len()).starts_with(char::is_uppercase)
}

/// No list of bodies is longer, in letters.
const LONGEST: usize = 260;

/// The place of a list of bodies that begins at a byte of the key, up to a verb or the end of the clause.
pub(super) fn bodies_at(text: &Keyed, from: usize) -> Option<Range<usize>> {
    let start = after_blanks(text, from);
    if begins_body(text, start) { list_at(text, start) } else { None }
}

/// The same where a body must stand, so that any name in capitals is one: "phối hợp với Phân viện X".
pub(super) fn names_at(text: &Keyed, from: usize) -> Option<Range<usize>> {
    let start = after_blanks(text, from);
    let is_name = text.printed(start..text.key().len()).starts_with(char::is_uppercase)
        && !VERB.is_match(&text.key()[start..]);
    if is_name || begins_body(text, start) { list_at(text, start) } else { None }
}

/// The same for subjects that semicolons part: "Giám đốc các sở; Chủ tịch UBND các xã báo cáo …".
pub(super) fn subjects_at(text: &Keyed, from: usize) -> Option<Range<usize>> {
    let mut place = bodies_at(text, from)?;
    while text.key()[place.end..].starts_with(';')
        && let Some(next) = bodies_at(text, place.end + 1)
    {
        place.end = next.end;
    }
    Some(place)
}

/// What follows words in brackets: "Văn phòng (Trung tâm X) chủ trì …".
pub(super) fn after_bracket(rest: &str) -> &str {
    let rest = rest.trim_start_matches([' ', ',']);
    let inside = rest.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    inside.map_or(rest, |(_, after)| after.trim_start_matches([' ', ',']))
}

fn after_blanks(text: &Keyed, from: usize) -> usize {
    from + text.key()[from..].len() - text.key()[from..].trim_start().len()
}

fn list_at(text: &Keyed, start: usize) -> Option<Range<usize>> {
    let key = text.key();
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
        if bare == "so:" && before == "cac" {
            continue;
        }
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
pub(super) fn split(text: &Keyed, place: Range<usize>) -> Vec<String> {
    let words = LIST_HEAD.replace_all(text.printed(place), "$1 ");
    let words = DEPARTMENTS.replace_all(&words, |found: &Captures<'_>| {
        let before = &words[..found.get(0).map_or(0, |m| m.start())];
        let is_whole = before.to_lowercase().ends_with("sở");
        if is_whole { found[0].to_owned() } else { format!("{}; Các {}; ", &found[1], &found[2]) }
    });
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
