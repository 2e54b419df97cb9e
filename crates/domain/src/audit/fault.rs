//! What verification finds wrong in the chain, and how it is told.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Entry, Head};
use crate::Lang;

/// Names an entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The number it bears.
    pub seq: i64,
    /// When it says it happened.
    pub at: Timestamp,
    /// The event's code.
    pub event: String,
}

impl From<&Entry> for Place {
    fn from(entry: &Entry) -> Self {
        Self { seq: entry.seq, at: entry.at, event: entry.event.clone() }
    }
}

/// Which part of an entry was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A sealed field.
    Fields,
    /// The details.
    Details,
    /// The stored seal, or the seal and the fields.
    Seal,
}

/// Something wrong in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An entry is not as it was sealed.
    Changed {
        /// Which.
        entry: Place,
        /// Which part of it.
        part: Part,
    },
    /// Entries are missing.
    Removed {
        /// The number of the first, as it was sealed.
        first: i64,
        /// The number of the last.
        last: i64,
        /// The entry before, where there is one.
        after: Option<Place>,
        /// The entry after, which cannot be checked without the seal that is missing.
        before: Option<Place>,
    },
    /// An entry was not there when the entries after it were sealed.
    Inserted {
        /// Which.
        entry: Place,
        /// How many there are from there on.
        count: u64,
    },
    /// An entry stands at another place than where it was sealed.
    Reordered {
        /// Which, as it stands now.
        entry: Place,
        /// Where it belongs.
        belongs_at: i64,
        /// With which it was exchanged, where that is so.
        with: Option<Place>,
    },
    /// Entries bear other numbers than those they were sealed with.
    Renumbered {
        /// The first, as it stands now.
        entry: Place,
        /// The number it was sealed with.
        sealed_as: i64,
    },
    /// The details of an entry are gone, and no erasure was entered.
    DetailsMissing {
        /// Of which.
        entry: Place,
    },
    /// The last entries are missing.
    CutOff {
        /// The number of the first that is missing.
        first: i64,
        /// The number of the last.
        last: i64,
    },
    /// The end that is on record is not the end of the entries.
    Head {
        /// What is on record.
        recorded: Head,
        /// What the entries say.
        found: Head,
    },
    /// A head kept outside does not fit: everything up to there was written anew.
    Rewritten {
        /// What was kept outside.
        kept: Head,
    },
    /// A head kept outside names an entry that is not there.
    Unmet {
        /// What was kept outside.
        kept: Head,
    },
    /// The chain is broken in so many further places that they are only counted.
    Further {
        /// How many.
        count: u64,
    },
}

impl Fault {
    /// The fault as a sentence.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Fault::Changed { entry, part } => changed(entry, *part, lang),
            Fault::Removed { first, last, after, before } => {
                removed(*first, *last, after.as_ref(), before.as_ref(), lang)
            }
            Fault::Inserted { entry, count } => inserted(entry, *count, lang),
            Fault::Reordered { entry, belongs_at, with } => {
                reordered(entry, *belongs_at, with.as_ref(), lang)
            }
            Fault::Renumbered { entry, sealed_as } => lang.pick(
                format!("Bản ghi {} bị đánh số lại: số khi niêm là {sealed_as}.", entry.named(lang)),
                format!("Entry {} was renumbered: it was sealed as number {sealed_as}.", entry.named(lang)),
            ),
            Fault::DetailsMissing { entry } => lang.pick(
                format!(
                    "Chi tiết của bản ghi {} đã mất mà không có lần xóa nào được ghi lại.",
                    entry.named(lang)
                ),
                format!("The details of entry {} are gone, and no erasure was entered.", entry.named(lang)),
            ),
            Fault::CutOff { first, last } => lang.pick(
                format!("Phần cuối bị cắt: mất {}.", numbers(*first, *last, lang)),
                format!("The end was cut off: {} are missing.", numbers(*first, *last, lang)),
            ),
            Fault::Head { recorded, found } => head(recorded, found, lang),
            Fault::Rewritten { kept } => lang.pick(
                format!(
                    "Đầu chuỗi giữ bên ngoài không khớp ở bản ghi {}: toàn bộ phần trước đó có thể đã bị viết lại.",
                    kept.seq
                ),
                format!(
                    "A head kept outside does not fit at entry {}: everything up to there may have been written anew.",
                    kept.seq
                ),
            ),
            Fault::Unmet { kept } => lang.pick(
                format!("Đầu chuỗi giữ bên ngoài nêu bản ghi {} nhưng nhật ký không còn bản ghi đó.", kept.seq),
                format!("A head kept outside names entry {}, which is not there.", kept.seq),
            ),
            Fault::Further { count } => lang.pick(
                format!("Chuỗi còn đứt ở {count} chỗ khác."),
                format!("The chain is broken in {count} further places."),
            ),
        }
    }

    /// Whether it says that entries are missing, or where they end.
    pub(super) fn is_absence(&self) -> bool {
        matches!(self, Fault::Removed { .. } | Fault::CutOff { .. } | Fault::Head { .. })
    }

    /// The number by which faults are put in order.
    pub(super) fn number(&self) -> i64 {
        match self {
            Fault::Changed { entry, .. }
            | Fault::Inserted { entry, .. }
            | Fault::Reordered { entry, .. }
            | Fault::Renumbered { entry, .. }
            | Fault::DetailsMissing { entry } => entry.seq,
            Fault::Removed { first, .. } | Fault::CutOff { first, .. } => *first,
            Fault::Head { .. } => i64::MAX - 3,
            Fault::Rewritten { .. } => i64::MAX - 2,
            Fault::Unmet { .. } => i64::MAX - 1,
            Fault::Further { .. } => i64::MAX,
        }
    }
}

impl Place {
    /// Number, event and time: `17 (task.updated, 09:30:00 31/10/2026)`.
    fn named(&self, lang: Lang) -> String {
        let at = Offset::constant(7).to_datetime(self.at);
        let at = lang.pick(at.strftime("%H:%M:%S %d/%m/%Y"), at.strftime("%Y-%m-%d %H:%M:%S"));
        format!("{} ({}, {at})", self.seq, self.event)
    }
}

fn changed(entry: &Place, part: Part, lang: Lang) -> String {
    let entry = entry.named(lang);
    match part {
        Part::Fields => lang.pick(
            format!("Bản ghi {entry} bị sửa: nội dung không khớp với dấu niêm (hoặc bản ghi ngay trước bị sửa rồi niêm lại)."),
            format!("Entry {entry} was changed: its fields do not fit its seal (or the entry before it was changed and sealed anew)."),
        ),
        Part::Details => lang.pick(
            format!("Bản ghi {entry} bị sửa: chi tiết trước và sau không khớp với dấu niêm."),
            format!("Entry {entry} was changed: its details do not fit its seal."),
        ),
        Part::Seal => lang.pick(
            format!("Bản ghi {entry} bị sửa: dấu niêm lưu cùng bản ghi không phải dấu niêm ban đầu."),
            format!("Entry {entry} was changed: the seal stored with it is not the one that was made."),
        ),
    }
}

fn removed(first: i64, last: i64, after: Option<&Place>, before: Option<&Place>, lang: Lang) -> String {
    let which = numbers(first, last, lang);
    let after = after.map_or_else(
        || lang.pick("đầu nhật ký", "the beginning").to_owned(),
        |place| lang.pick("bản ghi ", "entry ").to_owned() + &place.named(lang),
    );
    let before = before.map_or_else(String::new, |place| {
        let place = place.named(lang);
        lang.pick(
            format!(" Bản ghi {place} ở ngay sau không kiểm tra được vì thiếu dấu niêm trước nó."),
            format!(" Entry {place}, right after, cannot be checked without the seal before it."),
        )
    });
    lang.pick(
        format!("Bị xóa: {which}, sau {after}.{before}"),
        format!("Removed: {which}, after {after}.{before}"),
    )
}

fn inserted(entry: &Place, count: u64, lang: Lang) -> String {
    let entry = entry.named(lang);
    if count == 1 {
        return lang.pick(
            format!("Bản ghi {entry} bị chèn thêm: các bản ghi sau được niêm khi chưa có bản ghi này."),
            format!("Entry {entry} was inserted: those after it were sealed without it."),
        );
    }
    lang.pick(
        format!("{count} bản ghi bị chèn thêm, từ bản ghi {entry}."),
        format!("{count} entries were inserted, from entry {entry} on."),
    )
}

fn reordered(entry: &Place, belongs_at: i64, with: Option<&Place>, lang: Lang) -> String {
    let entry = entry.named(lang);
    if let Some(with) = with {
        let with = with.named(lang);
        return lang.pick(
            format!("Đổi chỗ: bản ghi {entry} và bản ghi {with}."),
            format!("Reordered: entry {entry} and entry {with} were exchanged."),
        );
    }
    lang.pick(
        format!("Đổi chỗ: bản ghi {entry} được niêm ở vị trí {belongs_at}."),
        format!("Reordered: entry {entry} was sealed at place {belongs_at}."),
    )
}

fn head(recorded: &Head, found: &Head, lang: Lang) -> String {
    lang.pick(
        format!(
            "Đầu chuỗi ghi trong cơ sở dữ liệu ({}, {}) không khớp với các bản ghi ({}, {}).",
            recorded.seq, recorded.hash, found.seq, found.hash
        ),
        format!(
            "The head on record ({}, {}) does not fit the entries ({}, {}).",
            recorded.seq, recorded.hash, found.seq, found.hash
        ),
    )
}

fn numbers(first: i64, last: i64, lang: Lang) -> String {
    if first == last {
        return lang.pick(format!("bản ghi số {first}"), format!("entry number {first}"));
    }
    lang.pick(format!("các bản ghi số {first}–{last}"), format!("entries number {first}–{last}"))
}
