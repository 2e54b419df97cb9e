//! Days off and swapped working days: the table of a year, and the form of one day.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::IntoResponse as _;
use domain::{Action, SpecialDay};
use jiff::civil::Date;
use serde::Deserialize;
use work::special_days::{self, Typed};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// What the address of the list asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: Option<i16>,
}

#[derive(Template)]
#[template(path = "special_days/list.html")]
struct List {
    ctx: Ctx,
    year: i16,
    /// Every year that has days, with the present one.
    years: Vec<i16>,
    days: Vec<SpecialDay>,
}

impl List {
    fn off(&self) -> usize {
        self.days.iter().filter(|special| !special.is_working).count()
    }

    fn weekday(&self, day: &Date) -> String {
        let name = self.ctx.tk("weekday", &day.weekday().to_monday_one_offset().to_string());
        format!("{name}, {}", self.ctx.date(day))
    }
}

/// `GET /special-days`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let all = special_days::list(ctx.work()).await?;
    let this_year = ctx.work().clock.today().year();
    let mut years: Vec<_> = all.iter().map(|special| special.day.year()).chain([this_year]).collect();
    years.sort_unstable();
    years.dedup();
    let year = asked.year.unwrap_or(this_year);
    let days = all.into_iter().filter(|special| special.day.year() == year).collect();
    render(&List { ctx, year, years, days })
}

#[derive(Template)]
#[template(path = "special_days/edit.html")]
struct Edit {
    ctx: Ctx,
    /// The day as it is kept; none while it is new.
    kept: Option<SpecialDay>,
    typed: Typed,
    errors: FormErrors,
}

impl Edit {
    fn title(&self) -> String {
        match &self.kept {
            Some(kept) => self.ctx.date(&kept.day),
            None => self.ctx.t("special-day-new"),
        }
    }
}

/// `GET /special-days/new`.
pub async fn new(ctx: Ctx) -> Page {
    let typed = Typed { kind: "off".into(), announced: "yes".into(), ..Typed::default() };
    render(&Edit { ctx, kept: None, typed, errors: FormErrors::default() })
}

/// `POST /special-days/new`.
pub async fn create(ctx: Ctx, Form(typed): Form<Typed>) -> Page {
    match special_days::add(ctx.work(), ctx.actor()?, &typed).await {
        Ok(day) => Ok(kept(day)),
        Err(error) => refused(ctx, None, typed, error),
    }
}

/// Which day a form is about.
#[derive(Debug, Deserialize)]
pub struct About {
    day: Date,
}

/// `GET /special-days/edit?day=`.
pub async fn edit(ctx: Ctx, Query(about): Query<About>) -> Page {
    let special = special_days::get(ctx.work(), about.day).await?;
    let typed = Typed::of(&special);
    render(&Edit { ctx, kept: Some(special), typed, errors: FormErrors::default() })
}

/// `POST /special-days/edit?day=`.
pub async fn update(ctx: Ctx, Query(about): Query<About>, Form(typed): Form<Typed>) -> Page {
    change(ctx, about.day, typed, false).await
}

/// `POST /special-days/remove?day=`.
pub async fn delete(ctx: Ctx, Query(about): Query<About>, Form(typed): Form<Typed>) -> Page {
    change(ctx, about.day, typed, true).await
}

async fn change(ctx: Ctx, day: Date, typed: Typed, is_removal: bool) -> Page {
    let special = special_days::get(ctx.work(), day).await?;
    let done = if is_removal {
        special_days::remove(ctx.work(), ctx.actor()?, day, &typed).await
    } else {
        special_days::update(ctx.work(), ctx.actor()?, day, &typed).await
    };
    match done {
        Ok(()) => Ok(kept(day)),
        Err(error) if is_removal => {
            let typed = Typed { reason: typed.reason, ..Typed::of(&special) };
            refused(ctx, Some(special), typed, error)
        }
        Err(error) => refused(ctx, Some(special), typed, error),
    }
}

fn kept(day: Date) -> axum::response::Response {
    go_on(&format!("/special-days?year={}", day.year()), "notice-special-day-kept")
}

fn refused(ctx: Ctx, kept: Option<SpecialDay>, mut typed: Typed, error: work::Error) -> Page {
    match error {
        work::Error::Invalid(invalid) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit { ctx, kept, typed, errors })
        }
        work::Error::Store(store::Error::Stale { current }) => {
            typed.version = current;
            let errors = FormErrors::stale(&ctx, "name");
            show_both(&Edit { ctx, kept, typed, errors })
        }
        error => Ok(Error::from(error).into_response()),
    }
}
