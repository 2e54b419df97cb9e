//! Interface texts: Fluent files in `locales/`, Vietnamese first, English second.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::Lang;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use unic_langid::{LanguageIdentifier, langid};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "vi",
        // Isolation marks would show up in copied text and in `title` attributes.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const VI: LanguageIdentifier = langid!("vi");
const EN: LanguageIdentifier = langid!("en");

/// The text of a key.
pub fn text(lang: Lang, key: &str) -> String {
    LOCALES.lookup(&tag(lang), key)
}

/// The text of a key, if this very language has it; for keys made of codes that come from data.
pub fn find(lang: Lang, key: &str) -> Option<String> {
    LOCALES.lookup_single_language::<&str>(&tag(lang), key, None).ok()
}

/// The text of a key with its arguments filled in.
pub fn text_with(lang: Lang, key: &str, arguments: &[(&'static str, String)]) -> String {
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = arguments
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from(value.as_str())))
        .collect();
    LOCALES.lookup_with_args(&tag(lang), key, &arguments)
}

/// The text of a key whose argument is `count`; English tells one from many.
pub fn counted(lang: Lang, key: &str, count: usize) -> String {
    let arguments = HashMap::from([(Cow::Borrowed("count"), FluentValue::from(count))]);
    LOCALES.lookup_with_args(&tag(lang), key, &arguments)
}

fn tag(lang: Lang) -> LanguageIdentifier {
    lang.pick(VI, EN)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    fn keys(lang: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang);
        let texts = fs::read_dir(folder).unwrap().map(|e| fs::read_to_string(e.unwrap().path()).unwrap());
        texts
            .flat_map(|text| {
                let lines = text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic()));
                lines.filter_map(|l| Some(l.split_once(" =")?.0.to_owned())).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        assert_eq!(keys("vi"), keys("en"));
    }

    #[test]
    fn every_key_that_a_page_names_exists() {
        let known = keys("vi");
        let mut missing = BTreeSet::new();
        for_each_source(Path::new(env!("CARGO_MANIFEST_DIR")), &mut |text| {
            for call in ["ctx.t(\"", "ctx.tw(\"", "ctx.n(\"", "text(lang, \"", "Key(\""] {
                for rest in text.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    if !key.is_empty() && !key.contains('{') && !known.contains(key) {
                        missing.insert(key.to_owned());
                    }
                }
            }
        });
        assert!(missing.is_empty(), "not in locales: {missing:?}");
    }

    fn for_each_source(folder: &Path, see: &mut impl FnMut(&str)) {
        for sub in ["src", "templates"] {
            walk(&folder.join(sub), see);
        }
    }

    fn walk(folder: &Path, see: &mut impl FnMut(&str)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, see);
            } else if path.extension().is_some_and(|e| e == "html" || e == "rs") && !path.ends_with("i18n.rs")
            {
                see(&fs::read_to_string(&path).unwrap());
            }
        }
    }
}
