//! Other writings of a body's name, made by the rules that Vietnamese offices abbreviate by.

use domain::{OrganisationKind, text};

/// Words that stand for each other anywhere in a name.
const SHORT: [(&str, &str); 5] = [
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Mặt trận Tổ quốc", "MTTQ"),
    ("Ban Quản lý", "BQL"),
    ("Bảo hiểm xã hội", "BHXH"),
];

/// What a name may also be written as; never the name itself.
pub fn aliases(kind: OrganisationKind, name: &str) -> Vec<String> {
    let mut found = match kind {
        OrganisationKind::Commune => of_commune(name),
        OrganisationKind::Province => of_province(name),
        _ => name.strip_prefix("Sở ").map(of_department).unwrap_or_default(),
    };
    found.extend(SHORT.iter().filter_map(|(long, short)| exchanged(name, long, short)));
    without_repeats(name, found)
}

/// Drops what is the same as the name or an earlier writing, marks and case aside.
pub(super) fn without_repeats(name: &str, writings: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut keys = vec![text::fold(name)];
    let is_new = |writing: &String| {
        let key = text::fold(writing);
        let is_new = !key.is_empty() && !keys.contains(&key);
        keys.push(key);
        is_new
    };
    writings.into_iter().filter(is_new).collect()
}

/// `Xã Y Tý`: its committees are named by it.
fn of_commune(name: &str) -> Vec<String> {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let name: String = first.chain(letters).collect();
    ["UBND", "Ủy ban nhân dân", "Đảng ủy", "HĐND"].map(|committee| format!("{committee} {name}")).into()
}

/// `Tỉnh Lào Cai`, `Thành phố Huế`: plans often leave the first word out.
fn of_province(name: &str) -> Vec<String> {
    if let Some(place) = name.strip_prefix("Thành phố ") {
        return vec![place.to_owned(), format!("TP {place}"), format!("TP. {place}")];
    }
    name.strip_prefix("Tỉnh ").map(str::to_owned).into_iter().collect()
}

/// `Khoa học và Công nghệ`: KH&CN, KHCN.
fn of_department(field: &str) -> Vec<String> {
    let field = field.replace(" - ", ", ");
    let parts: Vec<&str> = field.split(" và ").collect();
    let joined = parts.iter().map(|part| initials(part)).collect::<Vec<_>>().join("&");
    let tight = joined.replace(['&', ','], "");
    let mut found = vec![format!("Sở {joined}"), format!("Sở {tight}"), format!("S{tight}")];
    if parts.len() > 1 {
        found.push(format!("S{joined}"));
        found.push(format!("Sở {}", joined.replace('&', " và ")));
    }
    found
}

/// `Văn hóa, Thể thao`: VH,TT.
fn initials(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        out.extend(word.chars().next().into_iter().flat_map(char::to_uppercase));
        if word.ends_with(',') {
            out.push(',');
        }
    }
    out
}

fn exchanged(name: &str, long: &str, short: &str) -> Option<String> {
    if name.contains(long) {
        return Some(name.replace(long, short));
    }
    let has_word = name.split_whitespace().any(|word| word == short);
    has_word.then(|| name.replace(short, long))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: OrganisationKind, name: &str, expected: &[&str]) {
        assert_eq!(aliases(kind, name), expected, "{name}");
    }

    #[test]
    fn departments_are_abbreviated() {
        let check = |name: &str, expected: &[&str]| check(OrganisationKind::Agency, name, expected);
        check("Sở Khoa học và Công nghệ", &["Sở KH&CN", "Sở KHCN", "SKHCN", "SKH&CN", "Sở KH và CN"]);
        check("Sở Tài chính", &["Sở TC", "STC"]);
        check(
            "Sở Văn hóa, Thể thao và Du lịch",
            &["Sở VH,TT&DL", "Sở VHTTDL", "SVHTTDL", "SVH,TT&DL", "Sở VH,TT và DL"],
        );
        check("Sở Giáo dục và Đào tạo", &["Sở GD&ĐT", "Sở GDĐT", "SGDĐT", "SGD&ĐT", "Sở GD và ĐT"]);
        check("Văn phòng UBND tỉnh", &["Văn phòng Ủy ban nhân dân tỉnh"]);
        check("Công an tỉnh", &[]);
    }

    #[test]
    fn places_are_named_by_their_committees() {
        check(
            OrganisationKind::Commune,
            "Đặc khu Côn Đảo",
            &[
                "UBND đặc khu Côn Đảo",
                "Ủy ban nhân dân đặc khu Côn Đảo",
                "Đảng ủy đặc khu Côn Đảo",
                "HĐND đặc khu Côn Đảo",
            ],
        );
        check(OrganisationKind::Province, "Tỉnh Lào Cai", &["Lào Cai"]);
        check(OrganisationKind::Province, "Thành phố Huế", &["Huế", "TP Huế", "TP. Huế"]);
    }
}
