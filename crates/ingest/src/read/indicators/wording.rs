//! How alike two names are, whatever OCR and drifting words did to them.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::keyed::Keyed;
use crate::read::patterns::folded;

/// Links at or above this likeness are made without a word.
pub(super) const SURE: f64 = 0.8;
/// Links at or above this likeness are made and doubted.
pub(super) const DOUBTFUL: f64 = 0.58;
/// Names at or above this likeness say the same.
pub(super) const SAME: f64 = 0.93;

/// A name as a bag of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Wording {
    tokens: Vec<String>,
    /// Words in parentheses, which explain rather than name.
    asides: Vec<String>,
    /// What is measured, where it may be replaced by its next generation: `5g`.
    pub subject: Option<String>,
    levels: Vec<&'static str>,
    /// What a share is of.
    bases: Vec<&'static str>,
    stages: Vec<&'static str>,
}

/// Words that carry no meaning of their own.
const STOPS: [&str; 24] = [
    "co", "dat", "cua", "va", "cac", "duoc", "voi", "cho", "trong", "nhung", "mot", "moi", "nam", "phai",
    "toi", "la", "thi", "tren", "o", "ve", "nay", "da", "hang", "nhu",
];

/// Levels of government that never mean each other.
const LEVELS: [&str; 6] = ["xa", "huyen", "tinh", "trung uong", "thon", "quoc gia"];

/// What is covered or counted, which never mean each other.
const BASES: [&str; 7] =
    ["dan so", "trung tam cac xa", "trung tam xa", "ho gia dinh", "khu cong nghiep", "thon", "dien tich"];

/// Stages of work that never mean each other.
const STAGES: [&str; 12] = [
    "nghiem thu",
    "trien khai",
    "dang ky",
    "cap bang",
    "cap van bang",
    "thuong mai hoa",
    "chuyen giao",
    "phe duyet",
    "dao tao",
    "tuyen dung",
    "xuat khau",
    "nhap khau",
];

static ASIDE: LazyLock<Regex> = LazyLock::new(|| folded(r"\([^)]*\)?"));
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| folded(r"\b(\d) ?g\b"));
static IDLE: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:so luong|tong so|so|ty le|ti le|ty trong|quy mo|tiep tuc)\b|\btren dia ban(?: (?:toan )?tinh)?\b|\b(?:moi|hang) nam\b",
    )
});

impl Wording {
    /// Reads a name.
    pub(super) fn of(name: &str) -> Self {
        let key = Keyed::new(name).key().to_owned();
        let subject = SUBJECT.captures(&key).map(|found| format!("{}g", &found[1]));
        let key = SUBJECT.replace_all(&key, "sóng");
        let asides: String = ASIDE.find_iter(&key).map(|m| m.as_str()).collect();
        let bare = ASIDE.replace_all(&key, " ");
        let bare = IDLE.replace_all(&bare, " ");
        let padded = format!(" {} ", words(&bare).join(" "));
        let has = |phrase: &str| padded.contains(&format!(" {phrase} "));
        Self {
            levels: LEVELS.into_iter().filter(|level| has(&format!("cap {level}"))).collect(),
            bases: BASES.into_iter().filter(|base| has(base)).collect(),
            stages: STAGES.into_iter().filter(|stage| has(stage)).collect(),
            tokens: tokens(&bare),
            asides: tokens(&asides),
            subject,
        }
    }

    /// From 0 to 1, how much of both names is in the other; 0 where they speak of different levels or stages.
    pub(super) fn likeness(&self, other: &Self, weights: &Weights) -> f64 {
        let differ =
            |a: &[&str], b: &[&str]| !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x));
        if differ(&self.levels, &other.levels)
            || differ(&self.bases, &other.bases)
            || differ(&self.stages, &other.stages)
        {
            return 0.0;
        }
        // Names without a third of their words in common are never linked; most pairs end here.
        let fewer = self.tokens.len().min(other.tokens.len());
        if fewer == 0 || 3 * self.exactly_shared(other) < fewer {
            return 0.0;
        }
        let total: f64 = self.tokens.iter().chain(&other.tokens).map(|token| weights.of(token)).sum();
        let likeness = 2.0 * shared(&self.tokens, &other.tokens, weights) / total;
        if self.shares_head(other) { likeness } else { likeness * 0.8 }
    }

    /// How many words both have letter for letter.
    fn exactly_shared(&self, other: &Self) -> usize {
        self.tokens.iter().filter(|token| other.tokens.contains(token)).count()
    }

    /// Whether what one name begins with occurs in the other; `dự án` and `doanh nghiệp` count different things.
    fn shares_head(&self, other: &Self) -> bool {
        let has = |it: &Self, head: &[String]| {
            head.iter().all(|word| it.tokens.iter().chain(&it.asides).any(|token| is_like(token, word)))
        };
        let head = |it: &Self| it.tokens.iter().take(2).cloned().collect::<Vec<_>>();
        has(other, &head(self)) || has(self, &head(other))
    }
}

/// How much each word tells; what half the names say tells little.
#[derive(Debug, Default)]
pub(super) struct Weights {
    counts: HashMap<String, usize>,
    names: usize,
}

impl Weights {
    /// Counts in how many names each word occurs.
    pub(super) fn of_names<'a>(wordings: impl Iterator<Item = &'a Wording>) -> Self {
        let mut weights = Self::default();
        for wording in wordings {
            weights.names += 1;
            let mut tokens: Vec<&String> = wording.tokens.iter().collect();
            tokens.sort();
            tokens.dedup();
            for token in tokens {
                *weights.counts.entry(token.clone()).or_default() += 1;
            }
        }
        weights
    }

    fn of(&self, token: &str) -> f64 {
        let count = self.counts.get(token).copied().unwrap_or(0);
        1.0 / (1.0 + 4.0 * count as f64 / self.names.max(1) as f64)
    }
}

fn words(key: &str) -> Vec<&str> {
    key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn tokens(key: &str) -> Vec<String> {
    words(key).into_iter().filter(|word| !STOPS.contains(word)).map(str::to_owned).collect()
}

/// The weight of the words that both have, damaged ones counted for less.
fn shared(a: &[String], b: &[String], weights: &Weights) -> f64 {
    let mut left: Vec<&String> = b.iter().collect();
    let mut alone = Vec::new();
    let mut sum = 0.0;
    for token in a {
        match left.iter().position(|other| *other == token) {
            Some(at) => {
                left.swap_remove(at);
                sum += weights.of(token);
            }
            None => alone.push(token),
        }
    }
    for token in alone {
        if let Some(at) = left.iter().position(|other| is_like(token, other)) {
            left.swap_remove(at);
            sum += 0.8 * weights.of(token);
        }
    }
    sum
}

/// Whether two words may be one, read badly.
fn is_like(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shorter = a.len().min(b.len());
    let shares_an_end =
        a.bytes().next() == b.bytes().next() || a.bytes().next_back() == b.bytes().next_back();
    shares_an_end
        && shorter >= 3
        && a.len().abs_diff(b.len()) <= 1
        && strsim::levenshtein(a, b) <= if shorter >= 5 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        let (a, b) = (Wording::of(a), Wording::of(b));
        let weights = Weights::default();
        let there = a.likeness(&b, &weights);
        assert!((there - b.likeness(&a, &weights)).abs() < 1e-9, "likeness has no direction");
        there
    }

    #[test]
    fn drifting_and_damaged_words_are_one_indicator() {
        let sure = |a: &str, b: &str| assert!(likeness(a, b) >= SURE, "{a} / {b}: {}", likeness(a, b));
        sure("Tỷ lệ thôn có nhà văn hóa số", "Tỷ lệ thôn có nhà văn hoá sổ");
        sure("Tỷ lệ naười dân dùng ví điện tử", "Tỷ lệ người dân dùng ví điện tử");
        sure("Số hợp tác xã trên địa bàn tỉnh", "Số hợp tác xã");
        sure("Kinh tế biển", "Quy mô kinh tế biển");
        sure("Tỷ lệ phủ sóng 5G", "Tỷ lệ phủ sóng 6 G trên địa bàn");
        let doubtful = |a: &str, b: &str| {
            let likeness = likeness(a, b);
            assert!((DOUBTFUL..SURE).contains(&likeness), "{a} / {b}: {likeness}");
        };
        doubtful(
            "Số ngư dân (thuyền viên, thợ máy) tham gia đánh bắt hải sản xa bờ",
            "Số thuyền viên đánh bắt hải sản xa bờ",
        );
    }

    #[test]
    fn different_things_stay_apart() {
        let apart = |a: &str, b: &str| assert!(likeness(a, b) < DOUBTFUL, "{a} / {b}: {}", likeness(a, b));
        apart("Tỷ lệ cán bộ cấp xã biết bơi", "Tỷ lệ cán bộ cấp tỉnh biết bơi");
        apart("Số đề tài biển cấp tỉnh được nghiệm thu", "Số đề tài biển cấp tỉnh triển khai");
        apart("Số doanh nghiệp nghề cá trên địa bàn", "Số tổ chức nghề cá trên địa bàn");
        apart("Tỷ lệ phủ sóng 5G trung tâm các xã", "Tỷ lệ phủ sóng 5G dân số");
        apart("Tỷ lệ hộ có máy tính", "Tỷ lệ tàu có định vị");
    }
}
