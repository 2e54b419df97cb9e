//! How the cells look: one typeface, grey for what is known, white for what is asked for.

use domain::workbook::ColumnKind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::MarkKind;

const FONT: &str = "Times New Roman";
const HEAD: Color = Color::RGB(0x1F_4E_79);
const GREY: Color = Color::RGB(0xF2_F2_F2);
const LINE: Color = Color::RGB(0xA6_A6_A6);
const QUIET: Color = Color::RGB(0x59_59_59);
/// How days are shown.
const DAY: &str = "dd/mm/yyyy";

/// The formats of a workbook.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) about: Format,
    pub(super) hint: Format,
    pub(super) code: Format,
    pub(super) head: Format,
    pub(super) input_head: Format,
    pub(super) shown: Format,
    pub(super) greyed: Format,
    pub(super) plain: Format,
    pub(super) step: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let text = || Format::new().set_font_name(FONT).set_font_size(11);
        let boxed = || {
            text()
                .set_border(FormatBorder::Thin)
                .set_border_color(LINE)
                .set_text_wrap()
                .set_align(FormatAlign::Top)
        };
        let head =
            || boxed().set_bold().set_align(FormatAlign::VerticalCenter).set_align(FormatAlign::Center);
        Self {
            title: text().set_bold().set_font_size(14),
            about: text().set_bold(),
            hint: text().set_italic().set_font_color(QUIET),
            code: text().set_font_size(8).set_font_color(QUIET),
            head: head().set_background_color(GREY),
            input_head: head().set_background_color(HEAD).set_font_color(Color::White),
            shown: boxed(),
            greyed: boxed().set_background_color(GREY).set_font_color(QUIET),
            plain: text().set_text_wrap().set_align(FormatAlign::Top),
            step: text().set_bold().set_align(FormatAlign::Top).set_align(FormatAlign::Center),
        }
    }

    /// A cell to fill in, unlocked; the colour tells that it is marked.
    pub(super) fn input(&self, kind: ColumnKind, mark: Option<MarkKind>) -> Format {
        let format = self.shown.clone().set_unlocked();
        let format = match kind {
            ColumnKind::Number => format.set_align(FormatAlign::Right),
            ColumnKind::Day => format.set_num_format(DAY).set_align(FormatAlign::Center),
            _ => format,
        };
        match mark {
            Some(mark) => format.set_background_color(colour(mark)),
            None => format,
        }
    }

    /// A cell of the legend or of the sheet of findings.
    pub(super) fn legend(&self, mark: MarkKind) -> Format {
        self.shown.clone().set_background_color(colour(mark))
    }
}

fn colour(mark: MarkKind) -> Color {
    match mark {
        MarkKind::Doubt => Color::RGB(0xFF_F2_CC),
        MarkKind::Conflict => Color::RGB(0xDD_EB_F7),
        MarkKind::Fault => Color::RGB(0xF8_CB_AD),
    }
}
