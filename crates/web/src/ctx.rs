//! The one extractor of every handler: who asks, in which language, about which plan.

use std::borrow::Borrow;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::header::{HOST, USER_AGENT};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use domain::access::Target;
use domain::{Action, DocumentId, Lang, MemberId, OrganisationId, Plan, PlanId, PostId};
use jiff::civil::Date;
use work::access::{Access, Subject};
use work::sign_in::Visit;
use work::tracked::{self, Tracked};
use work::{Actor, Origin, Work};

use crate::app::App;
use crate::error::Error;
use crate::i18n;

/// The cookie that holds the session's secret; see [`crate::app::Site::own_cookie`].
pub const SESSION_COOKIE: &str = "cotmoc_session";
/// The cookie that holds the chosen language.
pub const LANG_COOKIE: &str = "cotmoc_lang";
/// The cookie that holds the plan being looked at.
pub const PLAN_COOKIE: &str = "cotmoc_plan";
/// The cookie that holds the key of a notice, shown once after a redirect.
pub const NOTICE_COOKIE: &str = "cotmoc_notice";

/// What a page knows about the request.
#[derive(Clone)]
pub struct Ctx {
    app: App,
    /// The language of the answer.
    pub lang: Lang,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// What they may do.
    access: Option<Access>,
    /// The path and query asked for, to come back to.
    pub here: String,
    /// The plan being looked at and the day it is judged on, once there is one.
    pub plan: Option<(Plan, Date)>,
    notice: Option<String>,
    /// How many notices to the posts of the person signed in are unread, counted to 99.
    pub unread: usize,
    origin: Origin,
    host: String,
}

/// One entry of the navigation.
pub struct NavItem {
    /// Its address.
    pub href: &'static str,
    /// The symbol's name after `i-` in `sprite.html`.
    pub icon: &'static str,
    /// Its label.
    pub label: String,
    /// Whether the page lies in it.
    pub current: bool,
}

/// Address, symbol, label, and the action without which an entry is not shown.
const NAV: [(&str, &str, &str, Option<Action>); 18] = [
    ("/", "overview", "nav-overview", None),
    ("/submissions", "edit", "nav-submissions", Some(Action::FillSubmission)),
    ("/indicators", "indicators", "nav-indicators", Some(Action::SeeItem)),
    ("/tasks", "tasks", "nav-tasks", Some(Action::SeeItem)),
    ("/difficulties", "difficulties", "nav-difficulties", Some(Action::SeeDifficulty)),
    ("/periods", "periods", "nav-periods", Some(Action::SeePeriod)),
    ("/verification", "inspections", "nav-verification", Some(Action::VerifyFigure)),
    ("/committee", "committee", "nav-committee", Some(Action::SeePlan)),
    ("/organisations", "organisations", "nav-organisations", Some(Action::SeeBody)),
    ("/report-lines", "committee", "report-lines", Some(Action::SeePeople)),
    ("/documents", "documents", "nav-documents", Some(Action::SeeDocument)),
    ("/imports", "imports", "nav-imports", Some(Action::ImportDocument)),
    ("/plans", "plans", "nav-plans", Some(Action::SeeItem)),
    ("/inspections", "inspections", "nav-inspections", Some(Action::SeeInspection)),
    ("/accounts", "committee", "nav-accounts", Some(Action::ManageAccounts)),
    ("/settings", "settings", "nav-settings", Some(Action::ManageSettings)),
    ("/jobs", "jobs", "jobs", Some(Action::ManageJobs)),
    ("/log", "log", "nav-log", Some(Action::SeeLog)),
];

impl Ctx {
    /// For an error page when the request's own context could not be read.
    pub fn stranger(app: App, lang: Lang) -> Self {
        Self {
            app,
            lang,
            actor: None,
            access: None,
            here: "/".into(),
            plan: None,
            notice: None,
            unread: 0,
            origin: Origin::default(),
            host: String::new(),
        }
    }

    /// The verbs' handle.
    pub fn work(&self) -> &Work {
        self.app.work()
    }

    /// The application's state.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The plan being looked at and the day it is judged on.
    pub fn plan(&self) -> Result<(&Plan, Date), Error> {
        self.plan.as_ref().map(|(plan, on)| (plan, *on)).ok_or(Error::NoPlan)
    }

    /// The plan being looked at as it stands on its day, as far as the person signed in sees it.
    pub async fn tracked(&self) -> Result<Tracked, Error> {
        let (plan, on) = self.plan()?;
        Ok(tracked::seen(self.work(), self.access()?, plan, on).await?)
    }

    /// Turns to the plan that an item belongs to, so that the item is judged on that plan's day.
    pub async fn turn_to(&mut self, plan: PlanId) -> Result<(), Error> {
        if self.plan.as_ref().is_none_or(|(current, _)| current.id != plan) {
            self.plan = work::plans::chosen(self.work(), self.access()?, Some(plan)).await?;
        }
        Ok(())
    }

    /// Who acts; pages that change something are reached only when signed in.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.actor.as_ref().ok_or(Error::SignInFirst)
    }

    /// What the person signed in may do.
    pub fn access(&self) -> Result<&Access, Error> {
        self.access.as_ref().ok_or(Error::SignInFirst)
    }

    /// Goes on only when an action is allowed to something that a form names beside what its address does.
    pub fn require(&self, action: Action, target: &Target) -> Result<(), Error> {
        if self.access()?.may(action, target) { Ok(()) } else { Err(Error::Forbidden(action)) }
    }

    /// Whether the person signed in may do something at all; for showing a control.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.access.as_ref().is_some_and(|access| access.may_somewhere(action))
    }

    /// Whether the person signed in may do something to a target; for showing a control.
    pub fn may(&self, action: Action, target: &Target) -> bool {
        self.access.as_ref().is_some_and(|access| access.may(action, target))
    }

    /// Whether the person signed in may enter figures of an indicator or record how far a task has come.
    pub fn may_to_item(&self, action: Action, item: Subject) -> bool {
        self.access.as_ref().is_some_and(|access| access.may_to_item(action, item))
    }

    /// Whether the history of a body may be shown.
    pub fn sees_history_of(&self, id: &OrganisationId) -> bool {
        self.may(Action::SeeHistory, &Target::of_body(*id))
    }

    /// Whether the history of a plan may be shown.
    pub fn sees_history_of_plan(&self, id: &PlanId) -> bool {
        let access = self.access.as_ref();
        access.is_some_and(|access| access.may(Action::SeeHistory, &access.directory().plan_target(*id)))
    }

    /// Whether the person signed in may open the page of a body.
    pub fn sees_body(&self, id: &OrganisationId) -> bool {
        self.access.as_ref().is_some_and(|access| access.sees_body(*id))
    }

    /// Whether the person signed in may open the page of a post.
    pub fn sees_post(&self, id: &PostId) -> bool {
        let target = |access: &Access| access.directory().post(*id).map(work::posts::target);
        let may = |access: &Access| target(access).is_some_and(|of| access.may(Action::SeePeople, &of));
        self.access.as_ref().is_some_and(may)
    }

    /// Whether the person signed in may open the page of a committee member.
    pub fn sees_member(&self, id: &MemberId) -> bool {
        self.access.as_ref().is_some_and(|access| access.sees_member(*id))
    }

    /// Whether the person signed in may open a document.
    pub fn sees_document(&self, id: &DocumentId) -> bool {
        self.access.as_ref().is_some_and(|access| access.sees_document(*id))
    }

    /// From where the request comes.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The site's address as the browser shows it, such as `https://cotmoc.tinh.vn`: one of the known hosts.
    pub fn address(&self) -> String {
        let scheme = if self.app.site().is_https { "https" } else { "http" };
        format!("{scheme}://{}", self.host)
    }

    /// The text of a key in the page's language.
    pub fn t(&self, key: &str) -> String {
        i18n::text(self.lang, key)
    }

    /// The text of a key with arguments.
    pub fn tw(&self, key: &str, arguments: &[(&'static str, String)]) -> String {
        i18n::text_with(self.lang, key, arguments)
    }

    /// The text of a key that counts something (`{ $count }`).
    pub fn n(&self, key: &str, count: impl Borrow<usize>) -> String {
        i18n::counted(self.lang, key, *count.borrow())
    }

    /// The text of a key that ends in a code: `tk("status", "at_risk")` is `status-at-risk`.
    pub fn tk(&self, prefix: &str, code: &str) -> String {
        self.t(&format!("{prefix}-{}", code.replace('_', "-")))
    }

    /// The language's tag, for `<html lang>`.
    pub fn lang(&self) -> &'static str {
        self.lang.tag()
    }

    /// This page in another language.
    pub fn lang_href(&self, lang: &str) -> String {
        format!("/language/{lang}?next={}", crate::address::encode(&self.here))
    }

    /// A date as the sentences of the page write it: 03/12/2026 or 3 Dec 2026.
    pub fn date(&self, date: &Date) -> String {
        work::indicators::words::day(*date, self.lang)
    }

    /// The navigation.
    pub fn nav(&self) -> Vec<NavItem> {
        let is_shown = |action: Option<Action>| action.is_none_or(|action| self.leads_to_something(action));
        let shown = NAV.into_iter().filter(|(.., action)| is_shown(*action));
        let item =
            |(href, icon, key, _)| NavItem { href, icon, label: self.t(key), current: self.is_in(href) };
        shown.map(item).collect()
    }

    /// A whole plan is seen by those only whose reach takes in the plan's owner.
    fn leads_to_something(&self, action: Action) -> bool {
        let plan = self.plan.as_ref().filter(|_| action == Action::SeePlan);
        let sees = |plan: &Plan| self.access.as_ref().is_some_and(|access| access.sees_whole(plan.id));
        self.may_somewhere(action) && plan.is_none_or(|(plan, _)| sees(plan))
    }

    fn is_in(&self, part: &str) -> bool {
        let path = self.here.split('?').next().unwrap_or_default();
        path == part || (part != "/" && path.strip_prefix(part).is_some_and(|rest| rest.starts_with('/')))
    }

    /// The name of the plan being looked at; empty where there is none.
    pub fn plan_name(&self) -> &str {
        self.plan.as_ref().map_or("", |(plan, _)| plan.title.as_str())
    }

    /// Whose plan it is; empty where there is none.
    pub fn place(&self) -> &str {
        self.plan.as_ref().map_or("", |(plan, _)| plan.owner.as_str())
    }

    /// The day judged on; empty where there is no plan.
    pub fn as_of(&self) -> String {
        self.plan.as_ref().map_or(String::new(), |(_, on)| self.date(on))
    }

    /// Whether the figures only illustrate.
    pub fn illustrative(&self) -> bool {
        self.plan.as_ref().is_some_and(|(plan, _)| plan.is_illustration)
    }

    /// Who is signed in.
    pub fn user(&self) -> Option<&Actor> {
        self.actor.as_ref()
    }

    /// What the page before did, said once.
    pub fn notice(&self) -> Option<String> {
        self.notice.as_ref().map(|key| self.t(key))
    }
}

/// The language chosen by cookie; Vietnamese otherwise.
pub fn chosen_lang(jar: &CookieJar) -> Lang {
    match jar.get(LANG_COOKIE).map(Cookie::value) {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// Pages need a signed-in person: nothing is public until someone publishes it.
impl FromRequestParts<App> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let Guest(mut ctx) = Guest::from_request_parts(parts, app).await?;
        if ctx.actor.is_none() {
            return Err(Error::SignInFirst);
        }
        let jar = CookieJar::from_headers(&parts.headers);
        let chosen = jar.get(PLAN_COOKIE).and_then(|cookie| cookie.value().parse().ok());
        ctx.plan = work::plans::chosen(app.work(), ctx.access()?, chosen).await?;
        if parts.method == Method::GET {
            ctx.unread = work::notices::count_unread(app.work(), ctx.access()?).await?;
        }
        if let Some(on) = asked_day(parts.uri.query()) {
            ctx.plan = ctx.plan.map(|(plan, _)| (plan, on));
        }
        Ok(ctx)
    }
}

/// `?on=2026-06-30`: as judged on that day, with what was known then.
fn asked_day(query: Option<&str>) -> Option<Date> {
    let on = query?.split('&').find_map(|pair| pair.strip_prefix("on="))?;
    on.parse().ok()
}

/// Finds out who sends a request, once for all that ask later.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let origin = origin(&request, &app.site().proxies);
    let jar = CookieJar::from_headers(request.headers());
    if let Some(secret) = jar.get(&app.site().own_cookie(SESSION_COOKIE)) {
        match recognised(&app, secret.value(), &origin, &mut request).await {
            Ok(()) => (),
            Err(error) => return Error::from(error).into_response(),
        }
    }
    request.extensions_mut().insert(origin);
    next.run(request).await
}

/// A session that was locked since nobody used it.
#[derive(Clone, Copy)]
pub struct Idle;

async fn recognised(
    app: &App,
    secret: &str,
    origin: &Origin,
    request: &mut Request,
) -> Result<(), work::Error> {
    if let Some(visit) = work::sign_in::session(app.work(), secret, origin).await? {
        request.extensions_mut().insert(visit);
    } else if work::sign_in::session::was_idle(app.work(), secret).await? {
        request.extensions_mut().insert(Idle);
    }
    Ok(())
}

/// From where a request comes.
fn origin(request: &Request, proxies: &[IpAddr]) -> Origin {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| peer.ip().to_canonical());
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|said| said.to_str().ok());
    let forwarded: Vec<&str> = forwarded.flat_map(|said| said.split(',')).collect();
    let address = peer.map(|peer| sender(peer, &forwarded, proxies));
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Origin {
        address: address.map(|address| address.to_string()).unwrap_or_default(),
        agent: agent.chars().take(200).collect(),
    }
}

/// Who sent a request: the peer, or, where that is a proxy of ours, the last one that it names which is not.
/// What stands before that in the header anybody could have written.
fn sender(peer: IpAddr, forwarded: &[&str], proxies: &[IpAddr]) -> IpAddr {
    let mut sender = peer;
    for said in forwarded.iter().rev() {
        let Some(named) = said.trim().parse().ok().filter(|_| proxies.contains(&sender)) else { break };
        sender = named;
    }
    sender
}

/// The same for the few pages that anyone may see, such as the sign-in page.
pub struct Guest(pub Ctx);

impl FromRequestParts<App> for Guest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let jar = CookieJar::from_headers(&parts.headers);
        let visit = parts.extensions.get::<Visit>().cloned();
        let origin = parts.extensions.get::<Origin>().cloned().unwrap_or_default();
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
        let (actor, access) = visit.map(|visit| (visit.actor, visit.access)).unzip();
        let here = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        // Only keys of notices are ever set; anything else in the cookie is ignored.
        let notice =
            jar.get(NOTICE_COOKIE).map(|c| c.value().to_owned()).filter(|k| k.starts_with("notice-"));
        Ok(Self(Ctx {
            app: app.clone(),
            lang: chosen_lang(&jar),
            actor,
            access,
            here,
            plan: None,
            notice,
            unread: 0,
            origin,
            host,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxy_is_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = [ip("127.0.0.1"), ip("10.0.0.1")];
        for (peer, forwarded, known) in [
            ("192.0.2.7", vec!["198.51.100.1"], "192.0.2.7"),
            ("127.0.0.1", vec![], "127.0.0.1"),
            ("127.0.0.1", vec!["198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", vec!["203.0.113.9", " 198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", vec!["203.0.113.9", "198.51.100.1", "10.0.0.1"], "198.51.100.1"),
            ("127.0.0.1", vec!["203.0.113.9", "nonsense"], "127.0.0.1"),
        ] {
            assert_eq!(sender(ip(peer), &forwarded, &proxies), ip(known), "{peer} {forwarded:?}");
        }
    }
}
