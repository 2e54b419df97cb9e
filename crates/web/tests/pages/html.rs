//! A page taken apart: what every page must have, and what a form would send.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

/// A parsed page.
pub struct Html {
    path: String,
    document: scraper::Html,
}

impl Html {
    pub fn parse(path: &str, body: &str) -> Self {
        Self { path: path.to_owned(), document: scraper::Html::parse_document(body) }
    }

    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.document.select(&Selector::parse(selector).unwrap()).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{}: {selector}", self.path);
        found[0]
    }

    /// The words of every element that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text).collect()
    }

    /// The words of the only element that a selector finds.
    pub fn text(&self, selector: &str) -> String {
        text(self.one(selector))
    }

    /// Every value that an attribute has.
    pub fn values(&self, attribute: &str) -> BTreeSet<&str> {
        let selector = format!("[{attribute}]");
        self.all(&selector).iter().filter_map(|element| element.attr(attribute)).collect()
    }

    /// Addresses within the site, without the places in their pages.
    pub fn links(&self) -> BTreeSet<String> {
        let hrefs = self.all("a[href]").into_iter().filter_map(|a| a.attr("href"));
        let within = hrefs.filter(|href| href.starts_with('/'));
        within.map(|href| href.split('#').next().unwrap_or_default().to_owned()).collect()
    }

    /// What a form would send, with some fields typed anew; and where to, if it says so.
    pub fn filled_form(&self, form: &str, typed: &[(&str, &str)]) -> (Option<String>, Vec<(String, String)>) {
        let form = self.one(form);
        let mut fields = BTreeMap::new();
        for field in form.select(&Selector::parse("input[name], textarea[name], select[name]").unwrap()) {
            let name = field.attr("name").unwrap_or_default().to_owned();
            if let Some(value) = value_of(field) {
                fields.insert(name, value);
            }
        }
        // A button belongs to a form from anywhere on the page, so its value is typed, too.
        let buttons = self.values("name");
        for (name, value) in typed {
            assert!(buttons.contains(name), "{}: the page has no field `{name}`", self.path);
            fields.insert((*name).to_owned(), (*value).to_owned());
        }
        (form.attr("action").map(str::to_owned), fields.into_iter().collect())
    }

    /// What holds for every page of the site.
    pub fn check(&self, lang: &str) {
        self.check_syntax();
        self.check_frame(lang);
        self.check_references();
        self.check_words(lang);
    }

    fn check_syntax(&self) {
        assert!(self.document.errors.is_empty(), "{}: {:?}", self.path, self.document.errors);
        for forbidden in ["[style]", "style", "script:not([src])", "a[href^='javascript:']"] {
            assert!(!self.has(forbidden), "{}: {forbidden}", self.path);
        }
        for element in self.document.tree.values().filter_map(|node| node.as_element()) {
            let handler = element.attrs().find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{}: <{}>", self.path, element.name());
        }
    }

    fn check_frame(&self, lang: &str) {
        assert_eq!(self.one("html").attr("lang"), Some(lang), "{}", self.path);
        let title = self.text("head > title");
        assert!(title.trim_end_matches("· Cột Mốc").trim().len() > 1, "{}: {title:?}", self.path);
        let headline = self.text("h1");
        assert!(headline.len() > 1, "{}: {headline:?}", self.path);
        assert!(self.has("main#content"), "{}", self.path);
    }

    /// Whatever a page points to within itself is there, once.
    fn check_references(&self) {
        let mut ids = BTreeSet::new();
        for element in self.all("[id]") {
            let id = element.attr("id").unwrap_or_default();
            assert!(!id.contains(' ') && ids.insert(id), "{}: id `{id}` twice", self.path);
        }
        for attribute in ["aria-labelledby", "aria-describedby", "for", "form"] {
            for value in self.values(attribute) {
                for id in value.split(' ') {
                    assert!(ids.contains(id), "{}: {attribute}=\"{id}\" points nowhere", self.path);
                }
            }
        }
        for href in self.values("href") {
            if let Some(id) = href.strip_prefix('#') {
                assert!(ids.contains(id), "{}: \"#{id}\" points nowhere", self.path);
            }
        }
    }

    /// No key shows through, and the interface speaks one language.
    fn check_words(&self, lang: &str) {
        let body = self.text("body");
        assert!(!body.contains("Unknown localization"), "{}", self.path);
        let own = "h2, th, label, legend, summary, dt, button, .btn, .nav-link, .field-hint, .status, .tag, .card-note";
        // What declares a language of its own is no part of the interface: an official report is Vietnamese.
        let own = self.all(own).into_iter().filter(|element| !declares_its_language(*element));
        for words in own.map(text) {
            assert!(!TEXTS.keys.contains(&words), "{}: the key `{words}` shows through", self.path);
            let other = TEXTS.only_in(if lang == "vi" { "en" } else { "vi" });
            assert!(!other.contains(&words), "{}: “{words}” is not in language {lang}", self.path);
        }
    }
}

/// Whether an element, or one around it within the page, says in which language it is.
fn declares_its_language(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    let mut within = std::iter::once(element).chain(around).filter(|one| one.value().name() != "html");
    within.any(|one| one.attr("lang").is_some())
}

/// What a browser would send of a control; `None` when nothing.
fn value_of(field: ElementRef<'_>) -> Option<String> {
    let attribute = |name| field.attr(name).map(str::to_owned);
    match field.value().name() {
        "textarea" => Some(field.text().collect()),
        "select" => {
            let options: Vec<_> = field.select(&Selector::parse("option").unwrap()).collect();
            let chosen =
                options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
            Some(chosen.attr("value").map_or_else(|| text(*chosen), str::to_owned))
        }
        _ => match field.attr("type") {
            Some("radio" | "checkbox") if field.attr("checked").is_none() => None,
            Some("file" | "submit") => None,
            _ => attribute("value").or_else(|| Some(String::new())),
        },
    }
}

/// The words of an element, with single spaces.
pub fn text(element: ElementRef<'_>) -> String {
    let all: String = element.text().collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The interface's texts, as the pages' locales hold them.
struct Texts {
    keys: BTreeSet<String>,
    vi: BTreeSet<String>,
    en: BTreeSet<String>,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let (vi, en) = (texts("vi"), texts("en"));
    let keys = vi.keys().filter(|key| key.contains('-')).cloned().collect();
    Texts { keys, vi: vi.into_values().collect(), en: en.into_values().collect() }
});

impl Texts {
    fn only_in(&self, lang: &str) -> BTreeSet<&String> {
        let (own, other) = if lang == "vi" { (&self.vi, &self.en) } else { (&self.en, &self.vi) };
        own.difference(other).collect()
    }
}

fn texts(lang: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang);
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let all: String = files.collect();
    let pairs = all.lines().filter_map(|line| line.split_once(" = "));
    pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
