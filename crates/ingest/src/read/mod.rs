//! A source becomes a draft: head, links, outline, indicators, tasks, members and everything doubtful.

pub(crate) mod findings;
pub(crate) mod indicators;
mod lines;
mod markers;
mod milestone;
pub(crate) mod outline;
pub(crate) mod paragraphs;
mod sequence;
pub(crate) mod tables;

#[cfg(test)]
mod scratch {
    #[test]
    fn outline_dump() {
        let Ok(file) = std::env::var("DUMP") else { return };
        let bytes = std::fs::read(&file).unwrap();
        let source = crate::source::open(&file, &bytes, &crate::source::Limits::default()).unwrap();
        let outline = super::outline::Outline::of(&source);
        for p in &outline.paragraphs {
            let s = p.section.map(|s| &outline.sections[s]);
            let head = if p.is_heading { format!("{}{} <{}>", "  ".repeat(s.unwrap().depth), "##", s.unwrap().id) } else { format!("      [{}]", s.map_or("", |s| &s.id)) };
            let text: String = p.text.chars().take(110).collect();
            let tail: String = { let c: Vec<char> = p.text.chars().collect(); if c.len() > 110 { format!(" … {}", c[c.len()-25..].iter().collect::<String>()) } else { String::new() } };
            println!("{:4}-{:4} {head} {:?} {text}{tail}", p.line_start, p.line_end, p.label());
        }
        for l in &outline.end_matter { println!("END {} {}", l.number, l.text); }
    }
}
