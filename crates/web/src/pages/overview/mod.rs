//! The front page: a sentence first, then where things stand, what to decide, who owes what.

use askama::Template;
use domain::Group;
use work::indicators::Status;
use work::overview::{self, About, Counted, Owed, ToDecide};
use work::charts::Drawn;
use work::tracked::{self, Tracked, TrackedIndicator};

use super::{Page, show as render};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "overview/show.html")]
struct Overview {
    ctx: Ctx,
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

impl Overview {
    /// Groups that hold indicators, with how many of them are well.
    fn groups(&self) -> impl Iterator<Item = (&Group, Vec<&TrackedIndicator>, usize)> {
        self.counted.groups.iter().filter_map(|(id, counts)| {
            let group = self.tracked.group(*id)?;
            Some((group, overview::of_group(&self.tracked, *id).collect(), counts.good()))
        })
    }

    fn href(&self, item: &TrackedIndicator) -> String {
        format!("/indicators/{}", item.indicator.id)
    }

    /// The milestone that most indicators are judged by.
    fn next_year(&self) -> Option<i16> {
        let years = self.tracked.indicators.iter().filter_map(|t| Some(t.judgement.next.as_ref()?.year));
        years.min()
    }

    fn late_tasks(&self) -> usize {
        let is_late = |t: &&tracked::TrackedTask| t.judgement.status.timeliness == domain::Timeliness::Overdue;
        self.tracked.tasks.iter().filter(is_late).count()
    }

    fn owed_figures(&self) -> usize {
        self.owed.iter().map(|owed| owed.indicators.len()).sum()
    }

    fn month(&self) -> String {
        work::indicators::words::period(overview::last_month(&self.tracked), self.ctx.lang)
    }
}

/// `GET /`.
pub async fn show(ctx: Ctx) -> Page {
    let Ok((plan, on)) = ctx.plan() else {
        return render(&Welcome { ctx });
    };
    let tracked = tracked::load(ctx.work(), plan, on).await?;
    let counted = overview::count(&tracked);
    let to_decide = overview::to_decide(&tracked, ctx.lang);
    let owed = overview::owed(&tracked);
    let chart = work::charts::status_bars(&tracked, &counted, ctx.lang);
    render(&Overview { tracked, counted, to_decide, owed, chart, ctx })
}
