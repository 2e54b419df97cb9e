//! Labels that Word computes for automatically numbered paragraphs.
//!
//! Rules after ECMA-376 part 1, §17.9: an instance (`w:num`) points to a definition (`w:abstractNum`)
//! whose counters it shares with the definition's other instances, unless it starts a level anew.

use std::collections::{HashMap, HashSet};

use crate::Refusal;
use crate::source::xml::{Tag, Xml};

const LEVELS: usize = 9;
/// Word itself stops at about two thousand; files that grew by copying hold a few times as many.
const MAX_DEFINITIONS: usize = 20_000;
/// Longest label pattern that is kept.
const MAX_LABEL_CHARS: usize = 200;

/// Definitions from `numbering.xml` and the counters as they stand.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Definition>,
    instances: HashMap<String, Instance>,
    counters: HashMap<String, [Option<usize>; LEVELS]>,
    started: HashSet<(String, usize)>,
}

#[derive(Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// A definition may only name the list style that holds the levels.
    style: Option<String>,
}

#[derive(Default)]
struct Instance {
    definition: String,
    starts: HashMap<usize, usize>,
    levels: HashMap<usize, Level>,
}

#[derive(Clone)]
struct Level {
    start: usize,
    format: String,
    text: String,
    /// Level after which this one begins again, from 1; 0 for never; `None` after any higher level.
    restart: Option<usize>,
    /// Shows every number in Arabic figures (`w:isLgl`).
    legal: bool,
    /// Paragraph style that puts its paragraphs on this level.
    style: Option<String>,
    picture_font: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            restart: None,
            legal: false,
            style: None,
            picture_font: false,
        }
    }
}

impl Numbering {
    /// Reads `numbering.xml`; `style_instance` tells the instance that a list style points to.
    pub(super) fn read(text: &str, style_instance: impl Fn(&str) -> Option<String>) -> Result<Self, Refusal> {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        while let Some(tag) = xml.next_tag()? {
            let id = |name: &str| tag.attr(name).unwrap_or_default();
            match tag.name() {
                "abstractNum" => {
                    let definition = read_definition(&mut xml)?;
                    numbering.definitions.insert(id("abstractNumId"), definition);
                }
                "num" => {
                    let instance = read_instance(&mut xml)?;
                    numbering.instances.insert(id("numId"), instance);
                }
                _ => {}
            }
            if numbering.definitions.len() + numbering.instances.len() > MAX_DEFINITIONS {
                return Err(Refusal::ZipBomb);
            }
        }
        numbering.follow_list_styles(style_instance);
        Ok(numbering)
    }

    /// Level that a paragraph style is tied to within an instance.
    pub(super) fn level_of_style(&self, instance: &str, style: &str) -> Option<usize> {
        let instance = self.instances.get(instance)?;
        let definition = self.definitions.get(&instance.definition)?;
        definition.levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one paragraph and returns its printed label with the space after it.
    pub(super) fn label(&mut self, instance_id: &str, level: usize) -> Option<String> {
        let instance = self.instances.get(instance_id)?;
        let definition = self.definitions.get(&instance.definition)?;
        let level = level.min(LEVELS - 1);
        let levels: [&Level; LEVELS] =
            std::array::from_fn(|at| instance.levels.get(&at).unwrap_or(&definition.levels[at]));
        let starts: [usize; LEVELS] =
            std::array::from_fn(|at| instance.starts.get(&at).copied().unwrap_or(levels[at].start));
        let counters = self.counters.entry(instance.definition.clone()).or_default();
        let starts_anew =
            instance.starts.contains_key(&level) && self.started.insert((instance_id.to_owned(), level));
        advance(counters, level, &levels, &starts, starts_anew);
        let label = printed(levels[level], counters, &levels);
        let label = label.trim_end();
        // Where Word prints no space after the label, one still helps to tell it from the text.
        (!label.is_empty()).then(|| format!("{label} "))
    }

    fn follow_list_styles(&mut self, style_instance: impl Fn(&str) -> Option<String>) {
        let linked: Vec<(String, [Level; LEVELS])> = self
            .definitions
            .iter()
            .filter_map(|(id, definition)| {
                let instance = style_instance(definition.style.as_deref()?)?;
                let target = &self.instances.get(&instance)?.definition;
                Some((id.clone(), self.definitions.get(target)?.levels.clone()))
            })
            .collect();
        for (id, levels) in linked {
            if let Some(definition) = self.definitions.get_mut(&id) {
                definition.levels = levels;
            }
        }
    }
}

fn advance(
    counters: &mut [Option<usize>; LEVELS],
    level: usize,
    levels: &[&Level; LEVELS],
    starts: &[usize; LEVELS],
    starts_anew: bool,
) {
    for above in 0..level {
        counters[above].get_or_insert(starts[above]);
    }
    counters[level] = match counters[level] {
        Some(count) if !starts_anew => Some(count.saturating_add(1)),
        _ => Some(starts[level]),
    };
    for below in level + 1..LEVELS {
        if levels[below].restart.is_none_or(|after| level < after) {
            counters[below] = None;
        }
    }
}

fn printed(level: &Level, counters: &[Option<usize>; LEVELS], levels: &[&Level; LEVELS]) -> String {
    if level.format == "bullet" {
        return bullet(level);
    }
    if level.format == "none" && !level.text.contains('%') {
        return level.text.clone();
    }
    let mut label = String::new();
    let mut rest = level.text.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        label.push_str(before);
        let place = after.chars().next().and_then(|c| c.to_digit(10)).map(|digit| digit as usize);
        if let Some(place @ 1..=LEVELS) = place {
            let format = if level.legal { "decimal" } else { &levels[place - 1].format };
            label.push_str(&figure(counters[place - 1].unwrap_or(levels[place - 1].start), format));
            rest = &after[1..];
        } else {
            label.push('%');
            rest = after;
        }
    }
    label + rest
}

/// A bullet as printed; those of picture fonts have no letters of their own and become a dot.
fn bullet(level: &Level) -> String {
    let own_sign = matches!(level.text.as_str(), "-" | "+" | "*" | "–" | "—");
    let private = level.text.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c));
    match () {
        () if level.text.trim().is_empty() => String::new(),
        () if own_sign => level.text.clone(),
        () if private || level.picture_font => "•".to_owned(),
        () => level.text.clone(),
    }
}

/// A number in one of Word's formats; rare ones fall back to Arabic figures.
fn figure(number: usize, format: &str) -> String {
    match format {
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

fn roman(number: usize) -> String {
    const PARTS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in PARTS {
        text.push_str(&sign.repeat(rest / value));
        rest %= value;
    }
    text
}

/// Word goes A … Z, AA, BB … ZZ, AAA.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1).filter(|&index| index < 26 * 30) else {
        return number.to_string();
    };
    let letter = char::from(b'A' + u8::try_from(index % 26).expect("a remainder below 26 fits"));
    letter.to_string().repeat(index / 26 + 1)
}

fn read_definition(xml: &mut Xml<'_>) -> Result<Definition, Refusal> {
    let mut definition = Definition::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "lvl" => {
                let at = level_index(tag);
                let level = read_level(xml)?;
                definition.levels[at] = level;
                return Ok(());
            }
            "numStyleLink" => definition.style = tag.val(),
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(definition)
}

fn read_instance(xml: &mut Xml<'_>) -> Result<Instance, Refusal> {
    let mut instance = Instance::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "abstractNumId" => instance.definition = tag.val().unwrap_or_default(),
            "lvlOverride" => return read_override(xml, level_index(tag), &mut instance),
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(instance)
}

fn read_override(xml: &mut Xml<'_>, at: usize, instance: &mut Instance) -> Result<(), Refusal> {
    xml.children(|xml, tag| {
        match tag.name() {
            "lvl" => {
                let level = read_level(xml)?;
                instance.levels.insert(at, level);
                return Ok(());
            }
            "startOverride" => {
                instance.starts.insert(at, tag.number().unwrap_or(1));
            }
            _ => {}
        }
        xml.skip(tag)
    })
}

fn read_level(xml: &mut Xml<'_>) -> Result<Level, Refusal> {
    let mut level = Level::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "start" => level.start = tag.number().unwrap_or(0),
            "numFmt" => level.format = tag.val().unwrap_or_default(),
            "lvlText" => level.text = tag.val().unwrap_or_default().chars().take(MAX_LABEL_CHARS).collect(),
            "lvlRestart" => level.restart = tag.number(),
            "isLgl" => level.legal = tag.is_on(),
            "pStyle" => level.style = tag.val(),
            "rPr" => {
                level.picture_font = has_picture_font(xml)?;
                return Ok(());
            }
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(level)
}

fn has_picture_font(xml: &mut Xml<'_>) -> Result<bool, Refusal> {
    let mut found = false;
    xml.children(|xml, tag| {
        if tag.is("rFonts") {
            let font = tag.attr("ascii").or_else(|| tag.attr("hAnsi")).unwrap_or_default();
            found = ["Symbol", "Wingdings", "Webdings", "Courier"].iter().any(|name| font.starts_with(name));
        }
        xml.skip(tag)
    })?;
    Ok(found)
}

fn level_index(tag: &Tag<'_>) -> usize {
    tag.attr("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1)
}
