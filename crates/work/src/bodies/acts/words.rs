//! Why an act cannot be, in words.

use domain::{ActKind, ActRefusal};
use jiff::civil::Date;

use crate::{Error, FieldError};

/// The form again, with why an act cannot be.
pub(in crate::bodies) fn refused(refusal: &ActRefusal, field: &str) -> Error {
    let (vi, en) = words(refusal);
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}

/// The field of the form that a refusal points to.
pub(super) fn field_of(refusal: &ActRefusal, kind: ActKind) -> &'static str {
    match (refusal, kind) {
        (
            ActRefusal::Circle { .. }
            | ActRefusal::NoParent { .. }
            | ActRefusal::Unknown
            | ActRefusal::NothingChanges,
            ActKind::Move,
        ) => "parent",
        (ActRefusal::NameTaken { .. }, ActKind::Split) | (ActRefusal::NotSplit, _) => "parts",
        (ActRefusal::NotTwo | ActRefusal::Circle { .. }, _) => "bodies",
        (ActRefusal::NameTaken { .. }, ActKind::Found | ActKind::Rename | ActKind::Merge)
        | (ActRefusal::NothingChanges, _) => "name",
        (ActRefusal::CodeTaken { .. }, _) => "code",
        _ => "effective_on",
    }
}

/// Why an act cannot be, in Vietnamese and English.
pub(in crate::bodies) fn words(refusal: &ActRefusal) -> (String, String) {
    let day = |day: &Date| day.strftime("%d/%m/%Y").to_string();
    let text = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    match refusal {
        ActRefusal::Unknown => text("Không có đơn vị này.", "There is no such body."),
        ActRefusal::TooEarly { name, from } => (
            format!("{name} chỉ có từ ngày {}; đề nghị chọn ngày sau đó.", day(from)),
            format!("{name} exists only from {}; please choose a later day.", day(from)),
        ),
        ActRefusal::TooLate { name, to } => {
            (format!("{name} đã kết thúc ngày {}.", day(to)), format!("{name} ended on {}.", day(to)))
        }
        ActRefusal::LaterAct { name, last } => (
            format!(
                "{name} đã có quyết định có hiệu lực ngày {}; các quyết định được ghi theo thứ tự ngày.",
                day(last)
            ),
            format!(
                "An act on {name} of {} is on file; acts are recorded in the order of their days.",
                day(last)
            ),
        ),
        ActRefusal::Circle { name } => (
            format!("{name} sẽ trực thuộc chính mình; đề nghị chọn đơn vị khác."),
            format!("{name} would lie below itself; please choose another body."),
        ),
        ActRefusal::NoParent { name, on } => (
            format!("Ngày {} không có đơn vị cấp trên của {name}.", day(on)),
            format!("The body above {name} does not exist on {}.", day(on)),
        ),
        ActRefusal::NameTaken { name, on } => (
            format!("Ngày {} đã có đơn vị cùng cấp tên “{name}”.", day(on)),
            format!("On {} a body named “{name}” lies there already.", day(on)),
        ),
        ActRefusal::CodeTaken { code, name } => {
            (format!("Mã {code} đang là của {name}."), format!("The code {code} belongs to {name}."))
        }
        ActRefusal::NotTwo => text(
            "Sáp nhập cần ít nhất hai đơn vị khác nhau.",
            "A merger needs at least two different bodies.",
        ),
        ActRefusal::NotSplit => {
            text("Sau khi chia, tách phải có ít nhất hai đơn vị.", "A split leaves at least two bodies.")
        }
        ActRefusal::BodiesBelow { name, below } => (
            format!(
                "{name} còn {} đơn vị trực thuộc: {}. Đề nghị chuyển hoặc giải thể trước.",
                below.len(),
                below.join(", ")
            ),
            format!(
                "{} bodies lie below {name}: {}. Please move or dissolve them first.",
                below.len(),
                below.join(", ")
            ),
        ),
        ActRefusal::NothingChanges => text("Chưa có thay đổi nào.", "Nothing would change."),
    }
}
