//! The front page: a sentence first, then where things stand, what to decide, who owes what.

use askama::Template;
use domain::Group;
use work::charts::Drawn;
use work::home;
use work::indicators::Status;
use work::overview::{self, About, Counted, Owed, ToDecide};
use work::tracked::{self, Tracked, TrackedIndicator};

use super::home::HomeLink;
use super::{Page, show as render};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "overview/show.html")]
struct Overview {
    ctx: Ctx,
    links: Vec<HomeLink>,
    tracked: Tracked,
    counted: Counted,
    to_decide: Vec<ToDecide>,
    owed: Vec<Owed>,
    chart: Drawn,
}

#[derive(Template)]
#[template(path = "overview/welcome.html")]
struct Welcome {
    ctx: Ctx,
}

/// A part of the headline's second sentence.
struct Part {
    words: String,
    href: Option<&'static str>,
}

impl Overview {
    /// The first sentence: what is well.
    fn good(&self) -> String {
        let (good, total) = (self.counted.total.good(), self.counted.total.total());
        self.ctx.tw("overview-good", &[("good", good.to_string()), ("total", total.to_string())])
    }

    /// The second sentence: what is not, the worst first.
    fn adverse(&self) -> Vec<Part> {
        let total = &self.counted.total;
        let mut parts = Vec::new();
        if total.get(Status::Missed) > 0 {
            let words = self.ctx.n("overview-missed", total.get(Status::Missed));
            parts.push(Part { words, href: Some("/indicators?status=missed") });
        }
        if total.get(Status::AtRisk) > 0 {
            let year = self.next_year().map_or_else(String::new, |year| year.to_string());
            let count = total.get(Status::AtRisk).to_string();
            let words = self.ctx.tw("overview-at-risk", &[("count", count), ("year", year)]);
            parts.push(Part { words, href: Some("/indicators?status=at_risk") });
        }
        if total.get(Status::Behind) > 0 {
            parts.push(Part { words: self.ctx.n("overview-behind", total.get(Status::Behind)), href: None });
        }
        parts
    }

    /// What else a leader should know in one breath.
    fn rest(&self) -> String {
        let counts =
            [("overview-unknown", self.counted.total.unknown()), ("overview-late-tasks", self.late_tasks())];
        let said =
            counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| self.ctx.n(key, count));
        said.collect::<Vec<_>>().join(" ")
    }

    /// Groups that hold indicators, with how many of them are well.
    fn groups(&self) -> impl Iterator<Item = (&Group, Vec<&TrackedIndicator>, usize)> {
        self.counted.groups.iter().filter_map(|(id, counts)| {
            let group = self.tracked.group(*id)?;
            Some((group, overview::of_group(&self.tracked, *id).collect(), counts.good()))
        })
    }

    /// What the committee seats of whoever is signed in follow.
    fn mine(&self) -> Vec<&TrackedIndicator> {
        let person = self.ctx.user().and_then(|user| user.person);
        let access = self.ctx.access().ok();
        access.map(|access| home::followed(access, person, &self.tracked)).unwrap_or_default()
    }

    fn href(&self, item: &TrackedIndicator) -> String {
        format!("/indicators/{}", item.indicator.id)
    }

    /// The nearest milestone that one of the indicators at risk may miss.
    fn next_year(&self) -> Option<i16> {
        let at_risk = self.tracked.indicators.iter().filter(|t| t.judgement.status == Status::AtRisk);
        at_risk.filter_map(|t| Some(t.judgement.next.as_ref()?.year)).min()
    }

    fn late_tasks(&self) -> usize {
        let is_late =
            |t: &&tracked::TrackedTask| t.judgement.status.timeliness == domain::Timeliness::Overdue;
        self.tracked.tasks.iter().filter(is_late).count()
    }

    fn owed_figures(&self) -> usize {
        self.owed.iter().map(|owed| owed.indicators.len()).sum()
    }

    fn month(&self) -> String {
        work::indicators::words::period(overview::last_month(&self.tracked), self.ctx.lang)
    }
}

/// The page of whoever sees a plan whole.
pub async fn show(ctx: Ctx, links: Vec<HomeLink>) -> Page {
    if ctx.plan.is_none() {
        return render(&Welcome { ctx });
    }
    let tracked = ctx.tracked().await?;
    let counted = overview::count(&tracked);
    let to_decide = overview::to_decide(&tracked, ctx.lang);
    let owed = overview::owed(&tracked);
    let chart = work::charts::status_bars(&tracked, &counted, ctx.lang);
    render(&Overview { links, tracked, counted, to_decide, owed, chart, ctx })
}
