//! The words of the drop-downs, in the order they are offered.

use super::Column;
use crate::{Maturity, TaskState, text};

const REACHED: &[(&str, &str)] = &[("yes", "Đạt"), ("no", "Chưa đạt")];
const ABSENCES: &[(&str, &str)] = &[
    ("not_available", "Chưa có số liệu"),
    ("not_applicable", "Không áp dụng"),
    ("refused", "Từ chối cung cấp"),
];
const MATURITIES: &[(&str, &str)] =
    &[("estimate", "Ước tính"), ("provisional", "Sơ bộ"), ("official", "Chính thức")];
const STATES: &[(&str, &str)] = &[
    ("not_started", "Chưa thực hiện"),
    ("under_way", "Đang thực hiện"),
    ("awaiting_confirmation", "Chờ xác nhận"),
    ("done", "Hoàn thành"),
    ("paused", "Tạm dừng"),
    ("dropped", "Không còn phù hợp"),
];

/// The codes and words that a column offers; none where it is not chosen from.
pub fn words_of(column: Column) -> &'static [(&'static str, &'static str)] {
    match column {
        Column::Reached => REACHED,
        Column::Absence => ABSENCES,
        Column::Maturity => MATURITIES,
        Column::State => STATES,
        _ => &[],
    }
}

/// The code that a word of a drop-down stands for, however its marks and letters were typed.
pub fn read_choice(column: Column, typed: &str) -> Option<&'static str> {
    let (offered, typed) = (words_of(column), typed.trim());
    if let Some((code, _)) = offered.iter().find(|(code, word)| *word == typed || *code == typed) {
        return Some(code);
    }
    let folded = text::fold(typed);
    offered.iter().find(|(_, word)| text::fold(word) == folded).map(|(code, _)| *code)
}

/// How final a figure is, in words.
pub fn maturity_word(maturity: Maturity) -> &'static str {
    word(Column::Maturity, maturity.code())
}

/// How far a task has come, in words.
pub fn state_word(state: TaskState) -> &'static str {
    word(Column::State, state.code())
}

fn word(column: Column, code: &str) -> &'static str {
    words_of(column).iter().find(|(known, _)| *known == code).map_or("", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_maturity_has_its_word() {
        assert!(TaskState::ALL.iter().all(|state| !state_word(*state).is_empty()));
        assert!(Maturity::ALL.iter().all(|maturity| !maturity_word(*maturity).is_empty()));
    }

    #[test]
    fn words_are_read_with_or_without_their_marks() {
        assert_eq!(read_choice(Column::State, " đang thực hiện"), Some("under_way"));
        assert_eq!(read_choice(Column::State, "Dang thuc hien"), Some("under_way"));
        assert_eq!(read_choice(Column::Absence, "Không áp dụng"), Some("not_applicable"));
        assert_eq!(read_choice(Column::State, "xong"), None);
    }

    #[test]
    fn no_two_words_of_a_column_fold_alike() {
        for column in [Column::Reached, Column::Absence, Column::Maturity, Column::State] {
            let mut folded: Vec<_> = words_of(column).iter().map(|(_, word)| text::fold(word)).collect();
            folded.sort();
            folded.dedup();
            assert_eq!(folded.len(), words_of(column).len(), "{column:?}");
        }
    }
}
