//! The doors of the site: no page without one. Each says what must be allowed before the handler runs.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{FromRequestParts as _, RawPathParams, Request, State};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::MethodRouter;
use domain::Action;
use domain::access::Target;
use domain::audit::Event;
use work::access::{Subject, targets};
use work::sign_in::Visit;

use crate::app::App;
use crate::error::{self, Error};

/// What must be allowed before a page is shown or a form is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anyone may pass, signed in or not.
    Open,
    /// Whoever is signed in may pass: it is about themselves, or about no one.
    SignedIn,
    /// The same, even for those who must first set a password or enrol a second factor.
    Arriving,
    /// The action must be allowed somewhere; the page shows only what lies within reach.
    Somewhere(Action),
    /// The action must be allowed to what `{id}` in the address names.
    To(Action, About),
}

/// What the address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The installation itself; the address names nothing.
    Installation,
    /// A plan.
    Plan,
    /// An indicator.
    Indicator,
    /// A task.
    Task,
    /// A document.
    Document,
    /// A body.
    Organisation,
    /// A committee member.
    Member,
    /// A document on its way in.
    Import,
    /// A post.
    Post,
    /// A person.
    Person,
    /// An account.
    Account,
    /// A role given to a post.
    Grant,
    /// An inspection.
    Inspection,
    /// A group of bodies.
    BodyGroup,
    /// A reporting calendar.
    Calendar,
    /// A reporting period as a whole.
    Period,
    /// What a body reports in a period.
    Submission,
    /// A difficulty or a proposal.
    Difficulty,
}

impl About {
    /// The subject that an id names; `None` when it is no id.
    fn subject(self, id: &str) -> Option<Subject> {
        Some(match self {
            About::Installation => Subject::Installation,
            About::Plan => Subject::Plan(id.parse().ok()?),
            About::Indicator => Subject::Indicator(id.parse().ok()?),
            About::Task => Subject::Task(id.parse().ok()?),
            About::Document => Subject::Document(id.parse().ok()?),
            About::Organisation => Subject::Organisation(id.parse().ok()?),
            About::Member => Subject::Member(id.parse().ok()?),
            About::Import => Subject::Import(id.parse().ok()?),
            About::Post => Subject::Post(id.parse().ok()?),
            About::Person => Subject::Person(id.parse().ok()?),
            About::Account => Subject::Account(id.parse().ok()?),
            About::Grant => Subject::Grant(id.parse().ok()?),
            About::Inspection => Subject::Inspection(id.parse().ok()?),
            About::BodyGroup => Subject::BodyGroup(id.parse().ok()?),
            About::Calendar => Subject::Calendar(id.parse().ok()?),
            About::Period => Subject::Period(id.parse().ok()?),
            About::Submission => Subject::Submission(id.parse().ok()?),
            About::Difficulty => Subject::Difficulty(id.parse().ok()?),
        })
    }
}

/// One address with one method, and its door.
#[derive(Debug, Clone)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: Method,
    /// The address, with `{id}` for what it names.
    pub path: &'static str,
    /// What must be allowed.
    pub door: Door,
}

/// Builds the router and remembers every door, so that a test can try them all.
pub struct Doors {
    app: App,
    router: Router<App>,
    routes: Vec<Route>,
}

impl Doors {
    /// A site without pages.
    pub fn new(app: App) -> Self {
        Self { app, router: Router::new(), routes: Vec::new() }
    }

    /// A page.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(self, path: &'static str, door: Door, handler: H) -> Self {
        self.add(Method::GET, path, door, axum::routing::get(handler))
    }

    /// A form.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, door: Door, handler: H) -> Self {
        self.add(Method::POST, path, door, axum::routing::post(handler))
    }

    /// Pages and forms described elsewhere.
    #[must_use]
    pub fn with(self, more: impl FnOnce(Self) -> Self) -> Self {
        more(self)
    }

    /// The same pages, after `change` to their router.
    #[must_use]
    pub fn layered(self, change: impl FnOnce(Router<App>) -> Router<App>) -> Self {
        Self { router: change(self.router), ..self }
    }

    /// Joins other doors to these.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.routes.extend(other.routes);
        Self { router: self.router.merge(other.router), ..self }
    }

    /// The router and its doors.
    pub fn open(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.routes)
    }

    fn add(mut self, method: Method, path: &'static str, door: Door, handler: MethodRouter<App>) -> Self {
        let guarded = handler.layer(from_fn_with_state((self.app.clone(), door), pass));
        self.routes.push(Route { method, path, door });
        Self { router: self.router.route(path, guarded), ..self }
    }
}

/// Lets a request pass its door, or says why not; who is denied stands in the audit chain.
async fn pass(State((app, door)): State<(App, Door)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let params = RawPathParams::from_request_parts(&mut parts, &app).await;
    let id = params
        .ok()
        .and_then(|params| params.iter().find(|(name, _)| *name == "id").map(|(_, value)| value.to_owned()));
    let visit = parts.extensions.get::<Visit>().cloned();
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let response = match decide(&app, door, visit.as_ref(), id.as_deref()).await {
        Ok(acting) => {
            let mut request = Request::from_parts(parts, body);
            if let Some(acting) = acting {
                request.extensions_mut().insert(acting);
            }
            next.run(request).await
        }
        Err(error) => error.into_response(),
    };
    // The door may have denied it, or the handler when it saw what else the form names.
    if let (Some(action), Some(visit)) = (error::denied(&response), &visit) {
        let tried = HashMap::from([("address", path.as_str()), ("method", method.as_str())]);
        let event = Event::done("access.denied", id.unwrap_or_default()).denied();
        let event = event.added(&tried).because(action.code());
        if let Err(error) = app.work().note(&visit.actor, event).await {
            tracing::error!(%error, "a denied attempt could not be recorded");
        }
    }
    response
}

/// Whether a door opens; the visit comes back acting by the post that opened it.
async fn decide(
    app: &App,
    door: Door,
    visit: Option<&Visit>,
    id: Option<&str>,
) -> Result<Option<Visit>, Error> {
    let action = match door {
        Door::Open => return Ok(visit.cloned()),
        Door::Arriving => return visit.cloned().map(Some).ok_or(Error::SignInFirst),
        Door::SignedIn => return arrived(visit).cloned().map(Some),
        Door::Somewhere(action) | Door::To(action, _) => action,
    };
    let visit = arrived(visit)?;
    let Door::To(_, about) = door else {
        let may = visit.access.may_somewhere(action);
        return if may { Ok(Some(visit.clone())) } else { Err(Error::Forbidden(action)) };
    };
    let subject = about.subject(id.unwrap_or_default()).ok_or(Error::NotFound)?;
    let targets = targets(app.work(), visit.access.directory(), subject, action).await?;
    // Only whoever reaches everything learns that there is no such thing.
    if targets.is_empty() && visit.access.may(action, &Target::default()) {
        return Err(Error::NotFound);
    }
    let grant = targets.iter().find_map(|target| visit.access.grant_for(action, target));
    let grant = grant.ok_or(Error::Forbidden(action))?;
    Ok(Some(visit.acting_by(grant.post)))
}

/// Whoever is signed in and owes nothing first.
fn arrived(visit: Option<&Visit>) -> Result<&Visit, Error> {
    let visit = visit.ok_or(Error::SignInFirst)?;
    visit.duty.map_or(Ok(visit), |duty| Err(Error::DutyFirst(duty)))
}
