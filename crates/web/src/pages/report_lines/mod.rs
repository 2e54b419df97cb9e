//! Report lines: one picture of all bodies within reach, and what is missing in it.

use askama::Template;
use axum::extract::Query;
use domain::{Gap, GapRule, ReportLine};
use work::report_lines;

use super::people::{Asked, Cut};
use super::{Page, show as render};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "report_lines/list.html")]
struct List {
    ctx: Ctx,
    asked: Asked,
    cut: Cut<ReportLine>,
    gaps: Vec<Gap>,
    idle: usize,
    on: jiff::civil::Date,
}

impl List {
    /// What is missing, by the rule that saw it.
    fn groups(&self) -> Vec<(GapRule, Vec<&Gap>)> {
        by_rule(&self.gaps)
    }

    fn grave(&self) -> usize {
        self.gaps.iter().filter(|gap| gap.severity() == domain::Severity::Error).count()
    }
}

/// Gaps by the rule that saw them, in the order given.
pub(super) fn by_rule(gaps: &[Gap]) -> Vec<(GapRule, Vec<&Gap>)> {
    let mut groups: Vec<(GapRule, Vec<&Gap>)> = Vec::new();
    for gap in gaps {
        match groups.iter_mut().find(|(rule, _)| *rule == gap.rule) {
            Some((_, group)) => group.push(gap),
            None => groups.push((gap.rule, vec![gap])),
        }
    }
    groups
}

/// `GET /report-lines`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let all = report_lines::list(ctx.work(), ctx.access()?).await?;
    let keys: Vec<String> = domain::text::fold(&asked.q).split_whitespace().map(str::to_owned).collect();
    let matches = |line: &ReportLine| {
        let folded = domain::text::fold(&line.name);
        keys.iter().all(|key| folded.contains(key.as_str()))
    };
    let cut = asked.cut("/report-lines", all.lines.into_iter().filter(matches).collect());
    render(&List { ctx, asked, cut, gaps: all.gaps, idle: all.idle, on: all.on })
}
