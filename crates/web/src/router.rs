//! The table of contents of the site.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use domain::Action::{
    AnswerDifficulty, AssignReportLine, EditItem, EnterFigure, ExportLog, FillSubmission, ImportDocument,
    ManageAccounts, ManageBodies, ManageJobs, ManagePeople, ManagePeriods, ManageSettings, OpenInspection,
    PublishPlan, RaiseDifficulty, SeeBody, SeeDifficulty, SeeDocument, SeeHistory, SeeInspection, SeeItem,
    SeeLog, SeePeople, SeePeriod, SeePlan, SeeReport, SeeSubmission, UpdateTask, VerifyFigure, WriteReport,
};
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use crate::app::App;
use crate::door::About::{
    Account, BodyGroup, Calendar, Difficulty, Document, Grant, Import, Indicator, Inspection, Installation,
    Member, Organisation, Period, Person, Plan, Post, Submission, Task,
};
use crate::door::Door::{Arriving, Open, SignedIn, Somewhere, To};
use crate::door::{Doors, Route};
use crate::error::Error;
use crate::pages::account::{password, second_factor};
use crate::pages::sign_in::second_step;
use crate::pages::{
    account, accounts, assignments, body_groups, calendars, committee, difficulties, documents, fields,
    history, home, identities, imports, indicators, inspections, jobs, language, log as logs, mail, notices,
    observations, organisations, passkeys, people, periods, plans, policy, posts, report_lines,
    report_templates, reports, settings, sign_in, special_days, submissions, tasks, workbooks,
};
use crate::{assets, ctx, error, pages, security};

/// Every address of the site.
pub fn router(app: App) -> Router {
    let (pages, _) = doors(app.clone()).open();
    pages
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::NotFound })
        .layer(from_fn(pages::take_back_notice))
        .layer(from_fn_with_state(app.clone(), error::pages))
        .layer(from_fn_with_state(app.clone(), ctx::recognise))
        .route("/assets/{name}", get(assets::show))
        .layer(from_fn_with_state(app.clone(), security::guard))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(app)
}

/// Every address with its door.
pub fn routes(app: App) -> Vec<Route> {
    doors(app).open().1
}

#[rustfmt::skip]
fn doors(app: App) -> Doors {
    Doors::new(app.clone())
        .get("/", SignedIn, home::show)
        .get("/policy", SignedIn, policy::show)
        .get("/indicators", Somewhere(SeeItem), indicators::list)
        .get("/indicators/{id}", To(SeeItem, Indicator), indicators::show)
        .get("/indicators/{id}/observations", To(EnterFigure, Indicator), observations::new)
        .post("/indicators/{id}/observations", To(EnterFigure, Indicator), observations::create)
        .get("/indicators/{id}/verification", To(VerifyFigure, Indicator), observations::check)
        .post("/indicators/{id}/verification", To(VerifyFigure, Indicator), observations::verify)
        .get("/tasks", Somewhere(SeeItem), tasks::list)
        .get("/tasks/{id}", To(SeeItem, Task), tasks::show)
        .post("/tasks/{id}", To(UpdateTask, Task), tasks::update)
        .get("/committee", Somewhere(SeePlan), committee::list)
        .get("/committee/{id}", To(SeePlan, Member), committee::show)
        .get("/organisations", Somewhere(SeeBody), organisations::list)
        .get("/organisations/{id}", To(SeeBody, Organisation), organisations::show)
        .get("/documents", Somewhere(SeeDocument), documents::list)
        .get("/documents/{id}", To(SeeDocument, Document), documents::show)
        .get("/plans", Somewhere(SeeItem), plans::list)
        .get("/plans/{id}", To(SeeItem, Plan), plans::choose)
        .with(bodies)
        .merge(importing(app.clone()))
        .merge(workbooks_of_reports(app.clone()))
        .merge(giving_evidence(app))
        .with(rules)
        .with(inspecting)
        .with(raising)
        .with(telling)
        .with(submitting)
        .with(keeping_accounts)
        .with(people)
        .with(reporting_upward)
        .with(signing_in)
        .with(without_password)
        .with(deciding)
        .with(log)
        .with(reporting_periods)
        .get("/language/{lang}", Open, language::choose)
}

/// Signing in and out, and what whoever is signed in does about that.
#[rustfmt::skip]
fn signing_in(doors: Doors) -> Doors {
    doors
        .get("/sign-in", Open, sign_in::ask)
        .post("/sign-in", Open, sign_in::enter)
        .get("/sign-in/second-step", Open, second_step::ask)
        .post("/sign-in/second-step", Open, second_step::take)
        .get("/sign-in/{token}", Open, sign_in::accept)
        .post("/sign-in/{token}", Open, sign_in::create)
        .post("/sign-out", Arriving, sign_in::delete)
        .get("/account/security", SignedIn, account::show)
        .post("/account/sessions", SignedIn, account::end_session)
        .post("/account/sessions/others", SignedIn, account::end_others)
        .get("/account/password", Arriving, password::edit)
        .post("/account/password", Arriving, password::update)
        .get("/account/second-factor", Arriving, second_factor::show)
        .post("/account/second-factor", Arriving, second_factor::enrol)
        .post("/account/second-factor/remove", SignedIn, second_factor::remove)
        .post("/account/recovery-codes", SignedIn, second_factor::renew_codes)
}

/// Everyone may read the rules they are judged by; they are changed for the whole installation.
#[rustfmt::skip]
fn rules(doors: Doors) -> Doors {
    doors
        .get("/settings", SignedIn, settings::list)
        .get("/settings/export.toml", To(ManageSettings, Installation), settings::export)
        .post("/settings/import", To(ManageSettings, Installation), settings::preview)
        .post("/settings/import/apply", To(ManageSettings, Installation), settings::apply)
        .get("/settings/new/{kind}", To(ManageSettings, Installation), settings::new)
        .post("/settings/new/{kind}", To(ManageSettings, Installation), settings::create)
        .get("/settings/{kind}/{from}", SignedIn, settings::show)
        .get("/settings/{kind}/{from}/edit", To(ManageSettings, Installation), settings::edit)
        .post("/settings/{kind}/{from}/edit", To(ManageSettings, Installation), settings::update)
        .post("/settings/{kind}/{from}/remove", To(ManageSettings, Installation), settings::delete)
}

/// Evidence: files come part by part, and their size is counted while they do.
#[rustfmt::skip]
fn giving_evidence(app: App) -> Doors {
    Doors::new(app)
        .get("/submissions/{id}/evidence", To(SeeSubmission, Submission), submissions::evidence::list)
        .post("/submissions/{id}/evidence", To(FillSubmission, Submission), submissions::evidence::upload)
        .post("/submissions/{id}/evidence/link", To(FillSubmission, Submission), submissions::evidence::link)
        .get("/submissions/{id}/evidence/{evidence}", To(SeeSubmission, Submission), submissions::evidence::open)
        .post("/submissions/{id}/evidence/{evidence}/remove", To(FillSubmission, Submission), submissions::evidence::remove)
        .layered(|router| router.layer(DefaultBodyLimit::disable()))
}

/// What bodies report: what is due, and the form.
#[rustfmt::skip]
fn submitting(doors: Doors) -> Doors {
    doors
        .get("/submissions", Somewhere(SeeSubmission), submissions::list)
        .get("/submissions/{id}", To(SeeSubmission, Submission), submissions::show)
        .post("/submissions/{id}", To(FillSubmission, Submission), submissions::update)
        .post("/submissions/{id}/cells", To(FillSubmission, Submission), submissions::cells::save)
        .post("/submissions/{id}/copy", To(FillSubmission, Submission), submissions::copy)
}

/// An administrator of a body reaches the accounts of that body and below.
#[rustfmt::skip]
fn keeping_accounts(doors: Doors) -> Doors {
    doors
        .get("/accounts", Somewhere(ManageAccounts), accounts::list)
        .get("/accounts/new", Somewhere(ManageAccounts), accounts::new)
        .post("/accounts/new", Somewhere(ManageAccounts), accounts::create)
        .get("/accounts/{id}", To(ManageAccounts, Account), accounts::show)
        .post("/accounts/{id}", To(ManageAccounts, Account), accounts::update)
}

#[rustfmt::skip]
fn inspecting(doors: Doors) -> Doors {
    doors
        .get("/inspections", Somewhere(SeeInspection), inspections::list)
        .get("/inspections/{id}", To(SeeInspection, Inspection), inspections::show)
        .post("/inspections/{id}", To(OpenInspection, Inspection), inspections::close)
        .get("/indicators/{id}/inspections", To(OpenInspection, Indicator), inspections::new_of_indicator)
        .post("/indicators/{id}/inspections", To(OpenInspection, Indicator), inspections::create_of_indicator)
        .get("/tasks/{id}/inspections", To(OpenInspection, Task), inspections::new_of_task)
        .post("/tasks/{id}/inspections", To(OpenInspection, Task), inspections::create_of_task)
        .get("/organisations/{id}/inspections", To(OpenInspection, Organisation), inspections::new_of_organisation)
        .post("/organisations/{id}/inspections", To(OpenInspection, Organisation), inspections::create_of_organisation)
}

/// What posts are told, and the mail about it.
#[rustfmt::skip]
fn telling(doors: Doors) -> Doors {
    doors
        .get("/notices", SignedIn, notices::list)
        .post("/notices", SignedIn, notices::update)
        .post("/notices/{id}", SignedIn, notices::open)
        .get("/mail", To(ManageJobs, Installation), mail::list)
        .post("/mail", To(ManageJobs, Installation), mail::retry)
}

/// Difficulties and proposals.
#[rustfmt::skip]
fn raising(doors: Doors) -> Doors {
    doors
        .get("/difficulties", Somewhere(SeeDifficulty), difficulties::list)
        .get("/difficulties/new", Somewhere(RaiseDifficulty), difficulties::new)
        .post("/difficulties/new", Somewhere(RaiseDifficulty), difficulties::create)
        .get("/difficulties/{id}", To(SeeDifficulty, Difficulty), difficulties::show)
        .post("/difficulties/{id}/answer", To(AnswerDifficulty, Difficulty), difficulties::answer)
        .post("/difficulties/{id}/route", To(AnswerDifficulty, Difficulty), difficulties::reroute)
        .post("/difficulties/{id}/withdrawal", To(RaiseDifficulty, Difficulty), difficulties::withdraw)
        .get("/difficulties/{id}/task", To(PublishPlan, Difficulty), difficulties::new_task)
        .post("/difficulties/{id}/task", To(PublishPlan, Difficulty), difficulties::create_task)
}

/// Signing in without a password: by passkey, or through an OpenID provider.
#[rustfmt::skip]
fn without_password(doors: Doors) -> Doors {
    doors
        .post("/sign-in/passkey", Open, passkeys::sign_in)
        .post("/sign-in/passkey/options", Open, passkeys::ask_to_sign_in)
        .get("/account/passkeys", SignedIn, passkeys::list)
        .post("/account/passkeys", SignedIn, passkeys::create)
        .post("/account/passkeys/options", SignedIn, passkeys::ask_to_add)
        .post("/account/passkeys/remove", SignedIn, passkeys::delete)
        .post("/sign-in/provider", Open, identities::sign_in)
        .get("/sign-in/provider/back", Open, identities::come_back)
        .get("/account/identities", SignedIn, identities::list)
        .post("/account/identities", SignedIn, identities::link)
        .post("/account/identities/remove", SignedIn, identities::delete)
}

/// Bodies over time, their groups, and who of a group is meant.
#[rustfmt::skip]
fn bodies(doors: Doors) -> Doors {
    doors
        .get("/organisations/tree", Somewhere(SeeBody), organisations::tree)
        .get("/organisations/new", To(ManageBodies, Installation), organisations::act::new)
        .post("/organisations/new", To(ManageBodies, Installation), organisations::act::create)
        .get("/organisations/load", To(ManageBodies, Installation), organisations::load::ask)
        .post("/organisations/load", To(ManageBodies, Installation), organisations::load::load)
        .get("/organisations/{id}/act", To(ManageBodies, Organisation), organisations::act::ask)
        .post("/organisations/{id}/act", To(ManageBodies, Organisation), organisations::act::record)
        .get("/body-groups", Somewhere(SeeBody), body_groups::list)
        .get("/body-groups/new", Somewhere(ManageBodies), body_groups::new)
        .post("/body-groups/new", Somewhere(ManageBodies), body_groups::create)
        .get("/body-groups/{id}", To(ManageBodies, BodyGroup), body_groups::edit)
        .post("/body-groups/{id}", To(ManageBodies, BodyGroup), body_groups::update)
        .get("/indicators/{id}/assignments/{item}", To(EditItem, Indicator), assignments::of_indicator)
        .post("/indicators/{id}/assignments/{item}", To(EditItem, Indicator), assignments::assign_indicator)
        .get("/tasks/{id}/assignments/{item}", To(EditItem, Task), assignments::of_task)
        .post("/tasks/{id}/assignments/{item}", To(EditItem, Task), assignments::assign_task)
}

/// Official reports, their templates, and the centre's form.
#[rustfmt::skip]
fn reporting_upward(doors: Doors) -> Doors {
    doors
        .get("/periods/{id}/report", To(SeeReport, Period), reports::show)
        .post("/periods/{id}/report", To(WriteReport, Period), reports::update)
        .get("/periods/{id}/report.docx", To(SeeReport, Period), reports::docx)
        .get("/periods/{id}/report.pdf", To(SeeReport, Period), reports::pdf)
        .get("/periods/{id}/report.xlsx", To(SeeReport, Period), reports::xlsx)
        .get("/periods/{id}/central", To(SeeReport, Period), reports::central::show)
        .post("/periods/{id}/central", To(WriteReport, Period), reports::central::update)
        .get("/periods/{id}/central/{item}", To(SeeReport, Period), reports::central::file)
        .get("/report-templates", Somewhere(WriteReport), report_templates::list)
        .get("/report-templates/{kind}", To(WriteReport, Installation), report_templates::edit)
        .post("/report-templates/{kind}", To(WriteReport, Installation), report_templates::update)
}

/// Posts, who fills them, what they are trusted with, and the report lines that follow from it.
#[rustfmt::skip]
fn people(doors: Doors) -> Doors {
    doors
        .get("/report-lines", Somewhere(SeePeople), report_lines::list)
        .get("/people", Somewhere(SeePeople), people::list)
        .get("/people/{id}", To(SeePeople, Person), people::show)
        .post("/people/{id}", To(ManagePeople, Person), people::update)
        .get("/people/{id}/export.json", To(ManagePeople, Person), people::export)
        .get("/people/{id}/erase", To(ManagePeople, Person), people::confirm)
        .post("/people/{id}/erase", To(ManagePeople, Person), people::erase)
        .get("/organisations/{id}/posts", To(SeePeople, Organisation), posts::of_body)
        .post("/organisations/{id}/posts", To(ManagePeople, Organisation), posts::create)
        .get("/posts", Somewhere(SeePeople), posts::list)
        .get("/posts/{id}", To(SeePeople, Post), posts::show)
        .get("/posts/{id}/edit", To(ManagePeople, Post), posts::edit)
        .post("/posts/{id}/edit", To(ManagePeople, Post), posts::update)
        .get("/posts/{id}/fill", To(ManagePeople, Post), posts::ask_fill)
        .post("/posts/{id}/fill", To(ManagePeople, Post), posts::fill)
        .get("/posts/{id}/leave", To(ManagePeople, Post), posts::ask_leave)
        .post("/posts/{id}/leave", To(ManagePeople, Post), posts::leave)
        .get("/posts/{id}/roles", To(AssignReportLine, Post), posts::roles::new)
        .post("/posts/{id}/roles", To(AssignReportLine, Post), posts::roles::create)
        .get("/posts/{id}/roles/{grant}", To(AssignReportLine, Post), posts::roles::end)
        .post("/posts/{id}/roles/{grant}", To(AssignReportLine, Post), posts::roles::delete)
        .get("/fields", Somewhere(EditItem), fields::list)
        .post("/fields", Somewhere(EditItem), fields::update)
        .post("/fields/indicators", Somewhere(EditItem), fields::assign)
}

/// Uploads may be larger than forms; the reader itself refuses what is too large.
#[rustfmt::skip]
fn importing(app: App) -> Doors {
    let upload_limit = usize::try_from(work::import::limits().max_bytes).unwrap_or(usize::MAX) + 1024 * 1024;
    Doors::new(app)
        .get("/imports", Somewhere(ImportDocument), imports::list)
        .post("/imports", Somewhere(ImportDocument), imports::create)
        .get("/imports/{id}", To(ImportDocument, Import), imports::show)
        .post("/imports/{id}", To(ImportDocument, Import), imports::update)
        .get("/imports/{id}/items/{item}", To(ImportDocument, Import), imports::edit)
        .post("/imports/{id}/items/{item}", To(ImportDocument, Import), imports::correct)
        .get("/imports/{id}/publish", To(PublishPlan, Import), imports::confirm)
        .post("/imports/{id}/publish", To(PublishPlan, Import), imports::publish)
        .get("/imports/{id}/draft.json", To(ImportDocument, Import), imports::json)
        .layered(|router| router.layer(DefaultBodyLimit::max(upload_limit)))
}

/// Reports as Excel files; the reader itself refuses what is too large.
#[rustfmt::skip]
fn workbooks_of_reports(app: App) -> Doors {
    let upload_limit = usize::try_from(work::workbooks::limits().max_bytes).unwrap_or(usize::MAX) + 1024 * 1024;
    Doors::new(app)
        .get("/submissions/{id}/workbook.xlsx", To(SeeSubmission, Submission), workbooks::export)
        .get("/submissions/{id}/workbook", To(FillSubmission, Submission), workbooks::show)
        .post("/submissions/{id}/workbook", To(FillSubmission, Submission), workbooks::receive)
        .get("/submissions/{id}/workbook/marked.xlsx", To(FillSubmission, Submission), workbooks::marked)
        .get("/periods/{id}/workbooks", To(ManagePeriods, Period), workbooks::export_period)
        .layered(|router| router.layer(DefaultBodyLimit::max(upload_limit)))
}

/// The way of reports after they are filled in: approved, verified, consolidated, closed.
#[rustfmt::skip]
fn deciding(doors: Doors) -> Doors {
    use domain::Action::{ApproveSubmission, FillSubmission, ManagePeriods, ReturnSubmission, SeePeriod, SeeSubmission};
    use crate::door::About::{Period, Submission};
    use crate::pages::{closing, review, totals, verification};
    doors
        .get("/submissions/waiting", Somewhere(SeeSubmission), review::waiting::list)
        .get("/submissions/{id}/review", To(SeeSubmission, Submission), review::show)
        .post("/submissions/{id}/submit", To(FillSubmission, Submission), review::submit)
        .post("/submissions/{id}/return", To(ReturnSubmission, Submission), review::return_back)
        .post("/submissions/{id}/approve", To(ApproveSubmission, Submission), review::approve)
        .post("/submissions/{id}/reopen", To(FillSubmission, Submission), review::reopen)
        .post("/submissions/{id}/remarks", To(FillSubmission, Submission), review::remark)
        .get("/verification", Somewhere(VerifyFigure), verification::list)
        .get("/indicators/{id}/verification/{submission}", To(VerifyFigure, Indicator), verification::show)
        .post("/indicators/{id}/verification/{submission}", To(VerifyFigure, Indicator), verification::verify)
        .post("/indicators/{id}/verification/{submission}/contest", To(VerifyFigure, Indicator), verification::contest)
        .get("/periods/{id}/totals", To(SeePeriod, Period), totals::list)
        .post("/periods/{id}/totals", To(ManagePeriods, Period), totals::consolidate)
        .get("/periods/{id}/totals/{indicator}", To(SeePeriod, Period), totals::show)
        .get("/periods/{id}/close", To(ManagePeriods, Period), closing::ask)
        .post("/periods/{id}/close", To(ManagePeriods, Period), closing::close)
}

#[rustfmt::skip]
fn log(doors: Doors) -> Doors {
    doors
        .get("/log", Somewhere(SeeLog), logs::list)
        .get("/log/head", Somewhere(SeeLog), logs::head)
        .post("/log/export", Somewhere(ExportLog), logs::export)
        .get("/history/indicator/{id}", To(SeeHistory, Indicator), history::show)
        .get("/history/task/{id}", To(SeeHistory, Task), history::show)
        .get("/history/organisation/{id}", To(SeeHistory, Organisation), history::show)
        .get("/history/plan/{id}", To(SeeHistory, Plan), history::show)
        .get("/history/document/{id}", To(SeeHistory, Document), history::show)
        .get("/history/import/{id}", To(SeeHistory, Import), history::show)
        .get("/history/person/{id}", To(SeeHistory, Person), history::show)
        .get("/history/post/{id}", To(SeeHistory, Post), history::show)
        .get("/history/account/{id}", To(SeeLog, Account), history::show)
        .get("/history/grant/{id}", To(SeeLog, Grant), history::show)
}

/// Calendars, the periods that follow from them, days off, and the jobs that open and close periods.
#[rustfmt::skip]
fn reporting_periods(doors: Doors) -> Doors {
    doors
        .get("/periods", Somewhere(SeePeriod), periods::list)
        .get("/periods/new", Somewhere(ManagePeriods), periods::new)
        .post("/periods/new", Somewhere(ManagePeriods), periods::create)
        .get("/periods/matrix", Somewhere(SeePeriod), periods::history)
        .get("/periods/{id}", To(SeePeriod, Period), periods::show)
        .post("/periods/{id}/open", To(ManagePeriods, Period), periods::open)
        .get("/periods/{id}/days", To(ManagePeriods, Period), periods::show_days)
        .post("/periods/{id}/days", To(ManagePeriods, Period), periods::postpone)
        .get("/calendars", Somewhere(SeePeriod), calendars::list)
        .get("/calendars/new", Somewhere(ManagePeriods), calendars::new)
        .post("/calendars/new", Somewhere(ManagePeriods), calendars::create)
        .get("/calendars/{id}", To(ManagePeriods, Calendar), calendars::edit)
        .post("/calendars/{id}", To(ManagePeriods, Calendar), calendars::update)
        .get("/special-days", Somewhere(SeePeriod), special_days::list)
        .get("/special-days/new", Somewhere(ManagePeriods), special_days::new)
        .post("/special-days/new", Somewhere(ManagePeriods), special_days::create)
        .get("/special-days/edit", Somewhere(ManagePeriods), special_days::edit)
        .post("/special-days/edit", Somewhere(ManagePeriods), special_days::update)
        .post("/special-days/remove", Somewhere(ManagePeriods), special_days::delete)
        .get("/jobs", Somewhere(ManageJobs), jobs::list)
        .post("/jobs", Somewhere(ManageJobs), jobs::retry)
}
