//! The policy in words: who may do what, and which roles the reader holds.

use askama::Template;
use domain::access::{POLICY, Reach};
use domain::{AccessRole, Action, Lang};
use work::access::held::{self, Held};

use super::{Page, show as render};
use crate::ctx::Ctx;
use crate::i18n;

#[derive(Template)]
#[template(path = "policy/show.html")]
struct Show {
    ctx: Ctx,
    held: Vec<Held>,
}

impl Show {
    fn roles(&self) -> &'static [AccessRole] {
        AccessRole::ALL
    }

    /// Each action with how far each role reaches, in the order of the roles.
    fn rows(&self) -> impl Iterator<Item = (Action, [(AccessRole, Reach); 8])> {
        POLICY.into_iter().map(|(action, reaches)| {
            (action, std::array::from_fn(|column| (AccessRole::ALL[column], reaches[column])))
        })
    }

    fn is_mine(&self, role: &AccessRole) -> bool {
        self.held.iter().any(|held| held.role == *role)
    }
}

/// `GET /policy`.
pub async fn show(ctx: Ctx) -> Page {
    let held = held::list(ctx.work(), ctx.access()?).await?;
    render(&Show { ctx, held })
}

/// The table of the policy as `docs/policy.md` holds it.
pub fn as_markdown() -> String {
    let roles: Vec<_> = AccessRole::ALL.iter().map(|r| word(Lang::En, "access-role", r.code())).collect();
    let head = format!("| | {} |", roles.join(" | "));
    let rule = format!("|---|{}", ":-:|".repeat(AccessRole::ALL.len()));
    let rows = POLICY.iter().map(|(action, reaches)| {
        let name = |lang| word(lang, "action", action.code());
        let reaches: Vec<_> = reaches.iter().map(|reach| word(Lang::En, "reach", reach.code())).collect();
        format!("| **{}**<br>{} | {} |", name(Lang::En), name(Lang::Vi), reaches.join(" | "))
    });
    let lines: Vec<String> = [head, rule].into_iter().chain(rows).collect();
    lines.join("\n") + "\n"
}

fn word(lang: Lang, prefix: &str, code: &str) -> String {
    i18n::text(lang, &format!("{prefix}-{}", code.replace('_', "-")))
}
