//! Writing SVG: escaped text, rounded numbers, closed elements.

use std::fmt::Write;

use crate::markup::escape;

/// A place on the drawing.
pub type Point = (f64, f64);

/// Places joined by straight lines.
pub type Line = Vec<Point>;

/// The value of an attribute.
pub enum Value<'a> {
    /// A length or coordinate, written with at most one decimal.
    Number(f64),
    /// Text, escaped.
    Text(&'a str),
    /// Text made on the way, escaped.
    Owned(String),
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Owned(text)
    }
}

/// Attributes in the order they are written.
pub type Attributes<'a> = &'a [(&'static str, Value<'a>)];

/// An SVG element under construction; elements are closed in the order they were opened.
pub struct Svg {
    out: String,
    open: Vec<&'static str>,
}

/// What every chart's root element says.
pub struct Head<'a> {
    /// Unique on the page; the ids of title and description are made from it.
    pub id: &'a str,
    /// The class names.
    pub class: &'a str,
    /// Width and height of the view box.
    pub size: (f64, f64),
    /// The title.
    pub title: &'a str,
    /// What the chart shows, in words.
    pub description: &'a str,
    /// Whether parts of it lead elsewhere: then it is a group, since an image hides its links.
    pub has_links: bool,
}

impl Svg {
    /// Opens the root with its title and description.
    pub fn new(head: &Head<'_>) -> Self {
        let mut svg = Self { out: String::with_capacity(4096), open: Vec::new() };
        let (width, height) = head.size;
        let (title, description) = (format!("{}-title", head.id), format!("{}-desc", head.id));
        let labelled =
            if head.description.is_empty() { title.clone() } else { format!("{title} {description}") };
        svg.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg".into()),
                ("class", head.class.into()),
                ("viewBox", format!("0 0 {} {}", number(width), number(height)).into()),
                ("width", width.into()),
                ("height", height.into()),
                ("role", if head.has_links { "group" } else { "img" }.into()),
                ("aria-labelledby", labelled.into()),
                ("font-family", "'Be Vietnam Pro', Arimo, Arial, sans-serif".into()),
                ("font-size", 12.0.into()),
                ("fill", "currentColor".into()),
            ],
        );
        svg.text("title", &[("id", title.into())], head.title);
        if !head.description.is_empty() {
            svg.text("desc", &[("id", description.into())], head.description);
        }
        svg
    }

    /// Opens an element that will have children.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.end(name);
        }
    }

    /// An element without children.
    pub fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds only text.
    pub fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        self.out.push('>');
        escape(text, &mut self.out);
        self.end(name);
    }

    /// The text of the whole element.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            match value {
                Value::Number(value) => self.out.push_str(&number(*value)),
                Value::Text(text) => escape(text, &mut self.out),
                Value::Owned(text) => escape(text, &mut self.out),
            }
            self.out.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

/// A coordinate with at most one decimal; what is no number is drawn at 0, what is far off just far off.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let value = value.clamp(-1e5, 1e5);
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The `d` of a path through points.
pub fn through(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let command = if i == 0 { 'M' } else { 'L' };
        // Writing to a string cannot fail.
        let _ = write!(d, "{command}{} {}", number(*x), number(*y));
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_always_numbers() {
        let check = |value: f64, text: &str| assert_eq!(number(value), text);
        check(1.0, "1");
        check(1.26, "1.3");
        check(-0.01, "0");
        check(f64::NAN, "0");
        check(f64::INFINITY, "0");
    }

    #[test]
    fn text_is_escaped_and_elements_close() {
        let mut svg = Svg::new(&Head {
            id: "a",
            class: "chart",
            size: (10.0, 5.0),
            title: "≥ 1 & <2>",
            description: "",
            has_links: false,
        });
        svg.open("g", &[("data-x", "\"\u{0}".into())]);
        let text = svg.finish();
        assert!(text.contains("<title id=\"a-title\">≥ 1 &amp; &lt;2&gt;</title>"), "{text}");
        assert!(text.ends_with("<g data-x=\"&quot;\"></g></svg>"), "{text}");
    }
}
