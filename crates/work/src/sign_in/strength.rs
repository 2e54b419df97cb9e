//! Which passwords are taken: long enough, not the person's own name, not one that is soon guessed.
//!
//! How soon a password is guessed is estimated by `zxcvbn`, which knows what people use everywhere; what is
//! used in Vietnam and in its offices is told to it here.

use domain::rules::SignInRules;
use domain::text;

use crate::FieldError;

/// More characters than this are not taken; hashing longer ones would only cost time.
pub const LONGEST: usize = 128;
/// A password must stand this many guesses, as a power of ten, when the guesser knows how people choose.
const GUESSES_LOG10: f64 = 7.0;

/// Words that people here put into passwords, without marks; zxcvbn adds the variants (`M4tkhau`, turned round).
const HABITS: &[&str] = &[
    "matkhau",
    "mat khau",
    "khongco",
    "khongbiet",
    "anhyeuem",
    "emyeuanh",
    "yeuem",
    "iloveyou",
    "conyeume",
    "giadinh",
    "hanhphuc",
    "vietnam",
    "viet nam",
    "hanoi",
    "saigon",
    "danang",
    "haiphong",
    "cantho",
    "tphcm",
    "hcm",
    "hochiminh",
    "bacho",
    "tinhuy",
    "tinh uy",
    "thanhuy",
    "danguy",
    "ubnd",
    "hdnd",
    "uyban",
    "vanphong",
    "van phong",
    "phongban",
    "sokhcn",
    "khcn",
    "sotaichinh",
    "sonoivu",
    "congan",
    "chuyendoiso",
    "chuyen doi so",
    "nghiquyet57",
    "nghiquyet",
    "nq57",
    "quantri",
    "quan tri",
    "admin",
    "administrator",
    "nguoidung",
    "taikhoan",
    "dangnhap",
    "dang nhap",
    "cotmoc",
    "cot moc",
    "chuyenvien",
    "lanhdao",
    "giamdoc",
    "thuky",
    "nguyen",
    "tran",
    "pham",
    "hoang",
    "huynh",
    "phan",
    "minh",
    "tuan",
    "hung",
    "dung",
    "linh",
    "huong",
    "thao",
    "trang",
    "phuong",
    "thanh",
    "xinchao",
    "chaoban",
    "toilaai",
    "chucmung",
    "nammoi",
    "tet2026",
    "tet2027",
];

/// What is known of whoever chooses a password.
#[derive(Debug, Clone, Copy)]
pub struct Chooser<'a> {
    /// The name typed to sign in.
    pub sign_in_name: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// Whether a second factor is asked for as well.
    pub has_second_factor: bool,
}

/// What is wrong with a password that somebody chooses; `None` when it can be taken.
pub fn fault(password: &str, chooser: Chooser<'_>, rules: &SignInRules) -> Option<FieldError> {
    let wrong = |vi: String, en: String| Some(FieldError::new("new", vi, en));
    let length = password.chars().count();
    let least = least(chooser.has_second_factor, rules);
    if length < least {
        return wrong(
            format!("Mật khẩu cần ít nhất {least} ký tự; hiện có {length}."),
            format!("The password needs at least {least} characters; it has {length}."),
        );
    }
    if length > LONGEST {
        return wrong(
            format!("Mật khẩu dài nhất {LONGEST} ký tự; hiện có {length}."),
            format!("The password may have at most {LONGEST} characters; it has {length}."),
        );
    }
    let folded = text::fold(password);
    if squeezed(&folded).contains(&squeezed(&text::fold(chooser.sign_in_name))) {
        return wrong(
            "Mật khẩu không được chứa tên đăng nhập.".into(),
            "The password must not contain the sign-in name.".into(),
        );
    }
    if is_soon_guessed(&folded, chooser) {
        return wrong(
            "Mật khẩu này dễ đoán. Hãy ghép vài từ không liên quan với nhau, ví dụ tên một loài cây, một món ăn và một con số.".into(),
            "This password is easily guessed. Join a few words that have nothing to do with each other, such as a tree, a dish and a number.".into(),
        );
    }
    None
}

/// The fewest characters of a password.
pub fn least(has_second_factor: bool, rules: &SignInRules) -> usize {
    let least =
        if has_second_factor { rules.password_min_with_second_factor } else { rules.password_min_alone };
    usize::try_from(least).unwrap_or(LONGEST).min(LONGEST)
}

fn is_soon_guessed(folded: &str, chooser: Chooser<'_>) -> bool {
    // Figures and signs around one such word add little, but zxcvbn rates every further part highly.
    let letters: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    if HABITS.iter().any(|habit| squeezed(habit) == letters) {
        return true;
    }
    let name = text::fold(chooser.name);
    let own = name.split(' ').chain([name.as_str()]).filter(|word| word.chars().count() > 2);
    let known: Vec<&str> = HABITS.iter().copied().chain(own).collect();
    zxcvbn::zxcvbn(folded, &known).guesses_log10() < GUESSES_LOG10
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str, has_second_factor: bool) -> Option<String> {
        let chooser = Chooser { sign_in_name: "nva", name: "Nguyễn Văn An", has_second_factor };
        fault(password, chooser, &SignInRules::default()).map(|fault| fault.en)
    }

    #[test]
    fn a_password_alone_is_longer_than_one_beside_a_second_factor() {
        assert_eq!(check("kmw7Hq2x", true), None);
        assert!(check("kmw7Hq2", true).unwrap().contains("at least 8 characters; it has 7"));
        assert!(check("kmw7Hq2xPd9fT", false).unwrap().contains("at least 14 characters; it has 13"));
        assert_eq!(check("kmw7Hq2xPd9fTz", false), None);
        assert!(check(&"cây đa ".repeat(20), false).unwrap().contains("at most 128"));
    }

    #[test]
    fn letters_are_counted_as_people_see_them() {
        assert_eq!(check("gốc đa, phở 63 bát", false), None);
        assert!(check("ồềểổữứựẵ", true).is_none_or(|fault| !fault.contains("at least")));
    }

    #[test]
    fn what_everybody_uses_is_refused() {
        for guessed in [
            "matkhau123456789",
            "12345678901234",
            "MatKhau@2026!!!",
            "vietnamvietnam",
            "qwertyuiopasdf",
            "anhyeuem123456",
            "aaaaaaaaaaaaaaaa",
            "Mật khẩu 123456",
            "vanphongtinhuy",
        ] {
            assert!(check(guessed, false).is_some_and(|fault| fault.contains("easily guessed")), "{guessed}");
        }
        for guessed in ["admin123", "hanoi2026", "12345678", "nguyenan"] {
            assert!(check(guessed, true).is_some_and(|fault| fault.contains("easily guessed")), "{guessed}");
        }
    }

    #[test]
    fn the_sign_in_name_is_found_however_it_is_written() {
        for password in ["xk4-NVA-92-mwq-p", "xk4-N V Ả-92-mwq-p"] {
            assert!(check(password, false).unwrap().contains("sign-in name"), "{password}");
        }
    }
}
