//! Submissions: what is due from a body in a period, the form it is entered in, and its way to the plan's figures.
//!
//! [`due`] says what is asked for, [`open`] makes the submissions of a period, [`form`] is what a body sees,
//! [`save`] keeps what was typed, [`copy`] repeats what has not changed, [`mine`] lists what waits for somebody.

mod copy;
mod due;
pub mod evidence;
pub(crate) mod form;
mod list;
mod open;
mod save;

pub(crate) use copy::written;
pub use copy::{copy, copyable};
pub use due::{Due, due};
pub use form::{FigureRow, Form, SectionRow, TaskRow, form};
pub use list::{After, History, Listed, Mine, history, mine, own_bodies};
pub use open::{open, senders};
pub use save::{Save, Saved, save, save_to_form};

/// The usual outline of a report (đề cương): the narrative that a calendar asks for unless it names its own.
pub const OUTLINE: [&str; 4] = [
    "Kết quả chỉ đạo, điều hành và thực hiện nhiệm vụ",
    "Tồn tại, hạn chế và nguyên nhân",
    "Nhiệm vụ trọng tâm kỳ tới",
    "Đề xuất, kiến nghị",
];
