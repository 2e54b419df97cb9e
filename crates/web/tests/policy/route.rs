//! With which ids an address is asked for.

use axum::http::Method;
use uuid::Uuid;
use web::{About, Door, Route};

use crate::world::Place;

/// What the other words in braces stand for; all of them lead to nothing.
const OTHERS: [(&str, &str); 9] = [
    ("token", "made-up"),
    ("lang", "vi"),
    ("item", "i0"),
    ("kind", "made-up"),
    ("from", "2025-01-01"),
    ("grant", "00000000-0000-0000-0000-000000000008"),
    ("submission", "00000000-0000-0000-0000-000000000008"),
    ("indicator", "00000000-0000-0000-0000-000000000008"),
    ("evidence", "00000000-0000-0000-0000-000000000008"),
];

/// An address to ask for.
#[derive(Debug, Clone)]
pub struct Address {
    pub method: Method,
    pub path: String,
    /// What stands for `{id}`; empty where there is none.
    pub id: String,
    /// Whether every word in braces stands for something that exists.
    pub exists: bool,
}

/// The address of a route for what lies at a place.
pub fn address(route: &Route, place: &Place) -> Address {
    let about = if let Door::To(_, about) = route.door { Some(about) } else { None };
    let has_id = route.path.contains("{id}");
    let id = match about {
        Some(about) if has_id => place.id(about).clone(),
        // What belongs to the installation, or to whoever is signed in: no door looks at the id.
        _ if has_id => Uuid::from_u128(7).to_string(),
        _ => String::new(),
    };
    let exists = has_id == (id != Uuid::from_u128(7).to_string());
    filled(route, id, exists)
}

/// The same address for something that does not exist.
pub fn of_nothing(route: &Route) -> Address {
    filled(route, Uuid::from_u128(9).to_string(), false)
}

fn filled(route: &Route, id: String, exists: bool) -> Address {
    let mut path = route.path.replace("{id}", &id);
    let mut exists = exists;
    for (word, stands_for) in OTHERS {
        let braced = format!("{{{word}}}");
        exists &= !path.contains(&braced);
        path = path.replace(&braced, stands_for);
    }
    // Nothing is marked before a workbook came back.
    exists &= !path.ends_with("/workbook/marked.xlsx");
    assert!(!path.contains('{'), "tell `OTHERS` what stands for the rest of {}", route.path);
    Address { method: route.method.clone(), path, id, exists }
}

/// A door to one thing names it in the address, and every word in braces is guarded by the door.
pub fn check(route: &Route) {
    if let Door::To(_, about) = route.door {
        let names_one = route.path.contains("{id}") || about == About::Installation;
        assert!(names_one, "{} has a door to {about:?}, but its address names none", route.path);
    }
    if matches!(route.door, Door::Somewhere(_)) {
        assert!(!route.path.contains("{id}"), "{} names one thing, but its door does not look", route.path);
    }
}
