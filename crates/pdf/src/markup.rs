//! A paper as typst's markup: every word of the paper stands in a string, so that none can be read as a command.

use std::fmt::Write as _;

use report::chart::{Size, status_bars};
use report::official::{Align, Annex, Block, Layout, LineHeight, Margins, Paper, Row, Run, Table};

/// The whole source.
pub(crate) fn markup(paper: &Paper) -> String {
    let mut out = Markup { out: String::with_capacity(64 * 1024), level: 0 };
    out.settings(paper);
    out.head(paper);
    out.title(paper);
    for block in &paper.blocks {
        out.block(block);
    }
    out.closing(paper);
    for (place, annex) in paper.annexes.iter().enumerate() {
        out.annex(annex, &paper.layout, place == 0);
    }
    out.out
}

/// Words as a string of typst's code.
fn string(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn margin(margins: Margins) -> String {
    let Margins { top, bottom, left, right } = margins;
    format!("(top: {top}mm, bottom: {bottom}mm, left: {left}mm, right: {right}mm)")
}

fn bold(words: &str) -> String {
    format!("strong({})", string(words))
}

/// Lines in the middle of a column, one below the other.
fn stacked(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().filter(|line| !line.ends_with("(\"\")")).cloned().collect();
    format!("stack(spacing: 5pt, {})", lines.join(", "))
}

struct Markup {
    out: String,
    /// Of the last heading: readers of headings must find none left out.
    level: u8,
}

impl Markup {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn settings(&mut self, paper: &Paper) {
        let layout = &paper.layout;
        let size = f64::from(layout.body_pt);
        // Letters reach from 0.8 above to 0.2 below the line, so that the room between lines is exact.
        let leading = match layout.line {
            LineHeight::Exactly(points) => points - size,
            LineHeight::Times(times) => size * (1.15 * times - 1.0),
        };
        let spacing = leading + f64::from(layout.before_pt);
        let draft = if paper.is_draft {
            "background: rotate(-45deg, text(size: 80pt, fill: luma(230), \"DỰ THẢO\")), "
        } else {
            ""
        };
        let settings = format!(
            "#set document(title: {title}, author: {author}, description: {digest})
#set page(paper: \"a4\", margin: {margin}, {draft}header: context {{ let n = counter(page).get().first(); if n > 1 {{ align(center, str(n)) }} }})
#set text(font: \"Tinos\", size: {size}pt, lang: \"vi\", region: \"VN\", top-edge: 0.8em, bottom-edge: -0.2em, hyphenate: false)
#set par(justify: true, leading: {leading:.2}pt, spacing: {spacing:.2}pt, first-line-indent: (amount: {first}mm, all: true))
#show heading: it => block(sticky: true, above: {spacing:.2}pt, below: {spacing:.2}pt, pad(left: {first}mm, text(size: {size}pt, weight: \"bold\", style: if it.level > 2 {{ \"italic\" }} else {{ \"normal\" }}, it.body)))
#set table.cell(breakable: false)
#show table: set text(size: 12pt)
#show table: set par(justify: false, leading: 2pt, spacing: 2pt, first-line-indent: 0pt)
#show grid: set par(justify: false, first-line-indent: 0pt)",
            title = string(&paper.title()),
            author = string(&paper.head.issuer),
            digest = string(&format!("SHA-256 {}", paper.digest)),
            margin = margin(layout.margins),
            first = layout.first_line_mm,
        );
        self.line(&settings);
    }

    fn head(&mut self, paper: &Paper) {
        let head = &paper.head;
        let rule = |share: u8| format!("line(length: {share}%, stroke: 0.6pt)");
        let plain = |words: &str| format!("text({})", string(words));
        let day = format!("emph({})", string(&head.place_and_day));
        let draft = if paper.is_draft { bold("DỰ THẢO") } else { bold("") };
        let (left, right) = if paper.layout.is_party() {
            let party = format!("text(size: 15pt, {})", bold("ĐẢNG CỘNG SẢN VIỆT NAM"));
            (
                vec![plain(&head.higher), bold(&head.issuer), plain("*"), plain(&head.number), draft],
                vec![party, rule(72), day],
            )
        } else {
            let country = format!("text(size: 13pt, {})", bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
            (
                vec![plain(&head.higher), bold(&head.issuer), rule(34), plain(&head.number), draft],
                vec![country, bold("Độc lập - Tự do - Hạnh phúc"), rule(64), day],
            )
        };
        let grid =
            format!("#grid(columns: (64mm, 1fr), align: center, {}, {})", stacked(&left), stacked(&right));
        self.line(&grid);
    }

    fn title(&mut self, paper: &Paper) {
        let below = if paper.layout.is_party() { "\"-----\"" } else { "line(length: 20%, stroke: 0.6pt)" };
        let title = format!(
            "#v(14pt)\n#block(sticky: true, align(center, {{ set par(first-line-indent: 0pt, justify: false, spacing: 4pt); par(text(size: {}pt, {})); pad(x: 10mm, par({})); {below} }}))\n#v(6pt)",
            paper.layout.body_pt + 2,
            bold(&paper.kind),
            bold(&paper.subject),
        );
        self.line(&title);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                self.level = (*level).min(self.level + 1);
                let heading = format!("#heading(level: {}, {})", self.level, string(text));
                self.line(&heading);
            }
            Block::Paragraph(runs) => {
                let runs: Vec<String> = Run::unbroken(runs).iter().map(face).collect();
                let paragraph = format!("#par([] + {})", runs.join(" + "));
                self.line(&paragraph);
            }
            Block::Table(part) => self.table(part),
            Block::Chart(chart) => {
                let drawn = status_bars("chart", &chart.title, &chart.rows, Size::Wide, domain::Lang::Vi);
                let svg = drawn.svg.replace("'Be Vietnam Pro', Arimo, Arial, sans-serif", "Tinos");
                let drawing = format!(
                    "#block(breakable: false, width: 100%, align(center, {{ emph({}); v(4pt, weak: true); image(bytes({}), format: \"svg\", width: 100%, alt: {}) }}))",
                    string(&chart.title),
                    string(&svg),
                    string(&chart.described())
                );
                self.line(&drawing);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let columns: Vec<String> = table.columns.iter().map(|column| format!("{}fr", column.share)).collect();
        let aligns: Vec<&str> = table
            .columns
            .iter()
            .map(|column| match column.align {
                Align::Left => "left + horizon",
                Align::Center => "center + horizon",
                Align::Right => "right + horizon",
            })
            .collect();
        let heads: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("table.cell(align: center + horizon, {})", bold(&column.heading)))
            .collect();
        let mut out = format!(
            "#table(columns: ({}), align: ({}), stroke: 0.5pt, inset: (x: 3pt, y: 3pt), table.header({}),\n",
            columns.join(", "),
            aligns.join(", "),
            heads.join(", ")
        );
        for row in &table.rows {
            // Writing to a string cannot fail.
            let _ = match row {
                Row::Group(name) => {
                    writeln!(
                        out,
                        "table.header(level: 2, repeat: false, table.cell(colspan: {}, align: left, {})),",
                        table.columns.len(),
                        bold(name)
                    )
                }
                Row::Cells(cells) => {
                    let cells: Vec<String> = cells.iter().map(|cell| string(cell)).collect();
                    writeln!(out, "{},", cells.join(", "))
                }
            };
        }
        out.push(')');
        self.line(&out);
    }

    fn closing(&mut self, paper: &Paper) {
        let closing = &paper.closing;
        let is_party = paper.layout.is_party();
        let (heading, size) = if is_party {
            (format!("underline({})", string("Nơi nhận")), 12)
        } else {
            (format!("text(size: 12pt, strong(emph({})))", string("Nơi nhận:")), 11)
        };
        let last = closing.recipients.len().saturating_sub(1);
        let recipient = |(place, name): (usize, &String)| {
            let sign = if place == last {
                "."
            } else if is_party {
                ","
            } else {
                ";"
            };
            string(&format!("- {name}{sign}"))
        };
        let recipients: Vec<String> = closing.recipients.iter().enumerate().map(recipient).collect();
        let lines: Vec<String> =
            recipients.iter().map(|line| format!("text(size: {size}pt, {line})")).collect();
        let left = format!("stack(spacing: 4pt, {})", [vec![heading], lines].concat().join(", "));
        let post = if is_party && !closing.authority.is_empty() {
            format!("text({})", string(&closing.post))
        } else {
            bold(&closing.post)
        };
        let right = format!(
            "stack(spacing: 5pt, {}, {post}, v(62pt), {})",
            bold(&closing.authority),
            bold(&closing.signer)
        );
        let grid = format!(
            "#v(8pt)\n#block(breakable: false, grid(columns: (1fr, 1fr), align: (left, center), {left}, {right}))"
        );
        self.line(&grid);
    }

    fn annex(&mut self, annex: &Annex, layout: &Layout, is_first: bool) {
        if is_first {
            let turned = format!("#set page(flipped: true, margin: {})", margin(layout.margins.turned()));
            self.line(&turned);
        } else {
            self.line("#pagebreak()");
        }
        let title = format!(
            "#align(center, {{ set par(first-line-indent: 0pt, justify: false, spacing: 4pt); par({}); par({}); par(emph({})) }})\n#v(4pt)",
            bold(&annex.label),
            bold(&annex.title),
            string(&annex.note)
        );
        self.line(&title);
        for block in &annex.blocks {
            self.block(block);
        }
    }
}

/// Words in their face.
fn face(run: &Run) -> String {
    let words = string(&run.text);
    match (run.is_bold, run.is_italic) {
        (true, true) => format!("strong(emph({words}))"),
        (true, false) => format!("strong({words})"),
        (false, true) => format!("emph({words})"),
        (false, false) => format!("text({words})"),
    }
}
