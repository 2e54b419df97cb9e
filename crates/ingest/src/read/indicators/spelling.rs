//! Which of several writings is the cleanest, judged by how the document writes the same words elsewhere.

use std::collections::HashMap;

use domain::text;

use crate::read::tables::bodies::capitalised;

/// How a document spells its words, in pairs.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    /// For each folded pair of words, how often it occurs in each spelling.
    pairs: HashMap<String, HashMap<String, u32>>,
    /// How often each folded word occurs.
    words: HashMap<String, u32>,
    /// Whether the document was read by an OCR engine, so that rare writings are misreadings.
    is_damaged: bool,
}

impl Spelling {
    /// Learns from lines.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>, is_damaged: bool) -> Self {
        let mut spelling = Self { is_damaged, ..Self::default() };
        for line in lines {
            let spelt = words(line);
            let keys: Vec<String> = spelt.iter().map(|word| text::fold(word)).collect();
            for (pair, keys) in spelt.windows(2).zip(keys.windows(2)) {
                let spellings = spelling.pairs.entry(keys.join(" ")).or_default();
                *spellings.entry(pair.join(" ")).or_default() += 1;
            }
            for key in keys {
                *spelling.words.entry(key).or_default() += 1;
            }
        }
        spelling
    }

    /// From 0 to 1, how usual the writing is.
    pub(super) fn cleanness(&self, writing: &str) -> f64 {
        let spelt = words(writing);
        if spelt.len() < 2 {
            return 1.0;
        }
        let sum: f64 =
            spelt.windows(2).map(|pair| self.share(&pair.join(" ")) * self.familiarity(&pair[1])).sum();
        sum / (spelt.len() - 1) as f64
    }

    /// The cleanest of several writings: of the words most of them agree on, whatever the marks.
    pub(super) fn cleanest<'a>(&self, writings: &[&'a str]) -> &'a str {
        let key =
            |writing: &str| words(&text::fold(writing)).join(" ").trim_end_matches(" moi nam").to_owned();
        let keys: Vec<String> = writings.iter().map(|writing| key(writing)).collect();
        let votes = |key: &String| keys.iter().filter(|k| *k == key).count() as f64;
        let mut best = (f64::MIN, "");
        for (writing, key) in writings.iter().zip(&keys) {
            let score = votes(key) + self.cleanness(writing);
            if score > best.0 + 1e-9 {
                best = (score, writing);
            }
        }
        best.1
    }

    /// The writing with the marks that the document nearly always gives the same words.
    pub(super) fn mended(&self, writing: &str) -> String {
        if !self.is_damaged {
            return writing.to_owned();
        }
        let mut mended = String::with_capacity(writing.len());
        let spelt = words(writing);
        let mut index = 0_usize;
        for part in writing.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            if word.is_empty() {
                mended.push_str(part);
                continue;
            }
            let before = index.checked_sub(1).and_then(|before| spelt.get(before));
            // `Số` before what is counted is not the document's own word.
            let usual =
                (word != "Số").then(|| self.usual(before, &spelt[index], spelt.get(index + 1))).flatten();
            match usual {
                Some(usual) => mended.push_str(&in_case_of(word, &usual)),
                None => mended.push_str(word),
            }
            mended.push_str(&part[word.len()..]);
            index += 1;
        }
        mended
    }

    /// How the document nearly always writes a word between its neighbours, where that is another way.
    fn usual(&self, before: Option<&String>, word: &str, next: Option<&String>) -> Option<String> {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        let pairs = [before.map(|b| (format!("{b} {word}"), 1)), next.map(|n| (format!("{word} {n}"), 0))];
        for (pair, place) in pairs.into_iter().flatten() {
            for (spelt, count) in self.pairs.get(&text::fold(&pair)).into_iter().flatten() {
                *counts.entry(spelt.split(' ').nth(place).unwrap_or_default()).or_default() += count;
            }
        }
        let own = counts.get(word).copied().unwrap_or(0);
        let (usual, count) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
        (usual != word && count >= 4 && count >= 2 * own).then(|| usual.to_owned())
    }

    /// How much of a pair's occurrences have this spelling.
    fn share(&self, pair: &str) -> f64 {
        let Some(spellings) = self.pairs.get(&text::fold(pair)) else { return 1.0 };
        let total: u32 = spellings.values().sum();
        f64::from(spellings.get(pair).copied().unwrap_or(0)) / f64::from(total.max(1))
    }

    /// A word that occurs once may be damaged beyond its marks.
    fn familiarity(&self, word: &str) -> f64 {
        if self.words.get(&text::fold(word)).copied().unwrap_or(0) > 1 { 1.0 } else { 0.5 }
    }
}

/// A word with a capital where the printed one has it.
fn in_case_of(printed: &str, word: &str) -> String {
    if printed.starts_with(char::is_uppercase) { capitalised(word) } else { word.to_owned() }
}

fn words(line: &str) -> Vec<String> {
    let lower = line.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 9] = [
        "Phát triển du lịch biển",
        "phát triển du lịch biển",
        "phát triển du lịch biển",
        "phát triển du lịch biển",
        "Phát triên du lịch biên",
        "phát triển naười dân",
        "người dân",
        "người dân",
        "du lịch biển",
    ];

    #[test]
    fn the_usual_writing_is_the_cleanest() {
        let spelling = Spelling::of(LINES.into_iter(), true);
        assert_eq!(
            spelling.cleanest(&["Phát triên du lịch biên", "Phát triển du lịch biển"]),
            "Phát triển du lịch biển"
        );
        assert_eq!(
            spelling.cleanest(&["phát triển naười dân", "phát triển người dân"]),
            "phát triển người dân"
        );
        assert_eq!(spelling.cleanest(&["Số cá nhân", "Số người dân", "Số nguời dân"]), "Số người dân");
        assert_eq!(spelling.cleanest(&[]), "");
    }

    #[test]
    fn rare_marks_are_mended_in_damaged_documents_only() {
        let mended =
            |is_damaged| Spelling::of(LINES.into_iter(), is_damaged).mended("Phát triên, du lịch biên!");
        assert_eq!(mended(true), "Phát triển, du lịch biển!");
        assert_eq!(mended(false), "Phát triên, du lịch biên!");
    }
}
