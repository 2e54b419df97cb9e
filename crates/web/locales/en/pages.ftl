# Texts of the pages.


# Common
all = all
filter = Filter
show-all = Show all
search-hint = without marks works too, e.g. so hoa
none-found = Nothing matches
none-found-hint = Try fewer words or remove a filter.
keep = Save
cancel = Cancel
line = line
lines =
    { $count ->
        [one] 1 line
       *[other] { $count } lines
    }
milestone = Milestone
target = Target
unit = Unit
nobody = nobody assigned
not-stated = not stated in the document
nav-imports = Import
nav-plans = Plans
col-label = Item
col-indicator = Indicator
col-group = Group
col-status = Status
col-state = State
col-now = Now
col-path = Path
col-next = Next milestone
col-trend = Trend
col-period = Period
col-stage = Stage
col-value = Value
col-recorded = Recorded
col-note = Note
col-task = Task
col-post = Post
col-role = Role
col-kind = Kind
col-file = File
col-received = Received
col-by = By
follower = Followed by
implementers = Carried out by
lead-body = Lead
coordinating = Coordinating
deadline = Deadline
product = Product
tasks =
    { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }
members =
    { $count ->
        [one] 1 member
       *[other] { $count } members
    }
duties =
    { $count ->
        [one] 1 duty
       *[other] { $count } duties
    }
bodies =
    { $count ->
        [one] 1 body
       *[other] { $count } bodies
    }
items =
    { $count ->
        [one] 1 item
       *[other] { $count } items
    }
findings =
    { $count ->
        [one] 1 point
       *[other] { $count } points
    }
history = History of figures
history-note = Every entry is a new revision; earlier ones are kept.
history-none = No figure has been recorded yet.
history-table =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
revision = revision

# Overview
welcome-headline = No plan is tracked yet
welcome-empty = Begin with the plan document
welcome-hint = Import the signed document; the program reads indicators, tasks and followers and points out what to check.
welcome-import = Import a document
overview-good = { $good } of { $total } indicators are met or on track.
overview-at-risk = { $count } may miss the { $year } milestone
overview-behind =
    { $count ->
        [one] 1 is behind the path
       *[other] { $count } are behind the path
    }
overview-missed =
    { $count ->
        [one] 1 was missed
       *[other] { $count } were missed
    }
overview-unknown = { $count } cannot be judged yet.
overview-late-tasks =
    { $count ->
        [one] 1 task is overdue.
       *[other] { $count } tasks are overdue.
    }
overview-where = Where things stand
overview-where-note = Each square is an indicator; the figure on the right counts those met or on track.
overview-decide = Ten things to decide
overview-decide-note = The more serious, the further behind and the nearer its deadline, the higher it stands.
overview-decide-none = Nothing needs a decision.
overview-bars = Status by group
overview-milestones = By milestone
overview-milestones-note = Indicators with a target at each milestone.
overview-targets = With a target
overview-met = Met
overview-adverse = Behind, at risk, missed
overview-owed = Figures still owed
overview-owed-note = { $month }: { $count } indicators have neither a figure nor a reason.
overview-owed-none = Nobody owes a figure.

# Indicators
indicators-headline = { $total } indicators, { $adverse } need attention
indicators-lead = In the order of the signed document.
indicators-search = Search indicators
indicators-table =
    { $count ->
        [one] 1 indicator
       *[other] { $count } indicators
    }
no-indicators = No indicators.
no-tasks = No tasks.
enter-figure = Enter a figure
stat-path = On the path
stat-below = { $gap } below
stat-above = { $gap } above
stat-lag-note = in months of the path
stat-pace = Needed each month
stat-recent-pace = recently { $pace }
lag-behind = Behind the path
lag-ahead = Ahead of the path
lag-unknown = Against the path
months = { $months } months
months-at-least = ≥ { $months } months
chart-table = The chart's figures
in-signed-document = In the signed document
targets-signed = Signed targets
why = Why this status
arithmetic = The arithmetic, step by step
rules-used = Rules applied
threshold = threshold
since = since
clears-when = This status changes when
who = Who answers for it
measure = Measures
measure-stock = a state at a date
measure-flow = an amount within the period
measure-cumulative = an amount since the start
direction = Direction
direction-up = higher is better
direction-down = lower is better
direction-hold = to be kept at a level
direction-range = to be kept within a range
related-tasks = Tasks of the bodies that carry it out
related-tasks-note = Overdue tasks first.

# Entering a figure
period-hint = the figure's month, e.g. 2026-10
stage-reported = reported
stage-verified = verified
maturity = Maturity
maturity-official = official
maturity-provisional = provisional
maturity-estimate = estimate
value-hint = a comma for decimals, e.g. 15,1
numerator = Numerator
numerator-hint = if you have both, the share is computed from them
denominator = Denominator
reached-question = Has it been reached?
reached-yes = Reached
reached-no = Not reached
absence-question = No figure?
absence-none = There is a figure above
absence-not-available = Not available; give the reason in the note
absence-not-applicable = Not applicable
absence-refused = Refused; give the reason in the note
expected-on = Expected on
expected-on-hint = when there is no figure yet
note-hint = source, remark, or the reason of a correction
keep-figure = Record
earlier-figures = Earlier figures
notice-figure-kept = The figure was recorded.

# Tasks
tasks-headline = { $total } tasks, none overdue
tasks-headline-late = { $total } tasks, { $overdue } overdue
tasks-search = Search tasks
task-history = Progress so far
task-history-none = No progress recorded yet.
record-progress = Record progress
done-on = Done on
extended-to = Extended to
task-note = Result, evidence
task-note-hint = "done" needs the product or its evidence
notice-progress-kept = Progress was recorded.

# Committee
committee-headline =
    { $count ->
        [one] The committee has 1 member.
       *[other] The committee has { $count } members.
    }
committee-unfollowed =
    { $count ->
        [one] 1 indicator has no follower.
       *[other] { $count } indicators have no follower.
    }
committee-none = No committee yet
committee-none-hint = Import the document that assigns the members.
member-follows =
    { $count ->
        [one] Follows 1 indicator.
       *[other] Follows { $count } indicators.
    }
member-indicators = Indicators followed
member-tasks = Tasks of the body
member-duties = Duties assigned

# Organisations
organisations-headline =
    { $count ->
        [one] 1 organisation
       *[other] { $count } organisations
    }
organisations-search = Search organisations
organisations-hint = full or short name, e.g. so khcn
kind-province = Provinces and cities
kind-commune = Communes and wards
kind-agency = Agencies
kind-party = Party bodies
kind-front = Front and unions
kind-force = Police and military
kind-other = Others
about-body = About this body
official-code = Official code
parent-body = Body above
bodies-below = Bodies below
also-written = Also written
valid-from = Exists from
valid-to = Until
successors = Succeeded by
predecessors = Formed from

# Documents
documents-headline =
    { $count ->
        [one] 1 document on file
       *[other] { $count } documents on file
    }
documents-none = No documents yet
lineage = How the documents hang together
lineage-drawing = Drawing of the documents' relations
document-lines = The document's lines
lineage-note = Dashed boxes are named but not on file.
doc-symbol = Symbol
doc-symbol-hint = e.g. 238-KH/TU, 145/KH-UBND; leave empty if it has none
doc-no-symbol = no number
doc-kind = Kind
doc-title = Title
doc-issuer = Issuer
doc-place = Place
doc-issued = Issued
doc-links = Related documents
doc-items = Items read from it
relation-implements = carries out
relation-based-on = based on
relation-replaces = replaces
relation-amends = amends
relation-attached-to = attached to
relation-mentions = mentions

# Imports
imports-headline = Read a plan document
imports-lead = The program reads the document and marks what is doubtful; a person decides item by item.
imports-file = Document
imports-file-hint = .docx, .xlsx, .txt or .md, at most 50 MB; no secret documents
imports-read = Read the document
imports-none = Nothing imported yet
imports-none-hint = Choose a file above to begin.
imports-table = Imported documents
import-draft = under review
import-published = published
import-discarded = put aside
import-closed-published = The draft has been published
import-closed-discarded = The draft has been put aside
notice-discarded = The draft was put aside.
notice-reopened = The draft is open for review again.
review-errors =
    { $count ->
        [one] 1 error to settle before publishing
       *[other] { $count } errors to settle before publishing
    }
review-open =
    { $count ->
        [one] 1 point to look at
       *[other] { $count } points to look at
    }
review-ready = The draft is ready
review-lead = Read: { $indicators } indicators, { $tasks } tasks, { $members } members.
review-document = Document
review-head = About the document
review-findings = Points to look at
review-no-findings = Nothing to look at.
review-read-as = read as
review-keep = Keep as signed
review-correct = Correct
review-accept = Accept
review-drop = Leave out
review-undo = Undo
review-accept-rest = Accept the rest
review-discard = Put aside
review-discard-hint = The draft will be closed; it stays in the list and can be opened again.
review-discard-confirm = Put it aside
review-reopen = Open again for review
review-publish = Publish
review-see-plan = See the plan
decision-accepted = accepted
decision-corrected = corrected
decision-dropped = left out
edit-headline = Correct from the signed document
targets-hint = as in the document: ≥ 40%, 8 - 10, X; empty for no target
one-a-line = one body a line
one-lead = exactly one accountable body
deadline-hint = as in the document, e.g. hết quý III/2026, thường xuyên
preview = Compared with the tracked plan
preview-note = Please look before publishing; indicators that the new document does not name stay as they are.
preview-known = Known indicators, which take the new targets
preview-new = New indicators
preview-unnamed = Indicators that the new document does not name
preview-before = before
publish-headline = Publish the draft
publish-lead = { $indicators } indicators and { $tasks } tasks will be tracked.
publish-back = Back to the review
publish-plan = Into
publish-plan-hint = a plan of its own, or a new version of one that is tracked
publish-new-plan = a new plan

# Plans
plans-headline =
    { $count ->
        [one] 1 plan tracked
       *[other] { $count } plans tracked
    }
plan-title = Plan's title
plan-title-hint = title, owner and level are used for a new plan only
plan-owner = Whose plan it is
plan-owner-hint = figures of the whole plan are kept for this body
plan-level = Level
level-central = central
level-province = province
level-agency = agency
level-commune = commune
plan-version = Version
in-force-from = In force from
plan-current = being looked at
plan-choose = Look at this plan

# Sign-in

# Errors
error-not-found-title = This page does not exist
error-not-found-hint = The item may have moved. Please look for it in the lists.
error-forbidden-title = This lies outside your scope
error-forbidden-hint = None of the roles you hold allows this, or there is no such thing. If you need it, please ask the administrator or the standing office.
error-no-plan-title = No plan is tracked yet
error-no-plan-hint = Please import a plan document first.
error-sign-in-title = Please sign in
error-sign-in-hint = This page needs a signed-in person.
error-foreign-host-title = This address is not served
error-foreign-host-hint = Please open the address that the program printed.
error-cross-site-title = The form came from another site
error-cross-site-hint = For safety, changes are taken only from this program's own pages. Please reopen the page and send again.
error-bad-form-title = The form could not be read
error-bad-form-hint = Please reload the page and send again.
error-too-large-title = What was sent is too large
error-too-large-hint = A file may have at most 50 MB. Please split it or remove its pictures, then send again.
error-refused-title = The file was refused
error-refused-hint = Please choose another file.
error-invalid-title = The data is not valid
error-invalid-hint = Please go back and correct it.
error-nothing-to-track-title = The draft has nothing to track
error-nothing-to-track-hint = No indicator or task is kept. Please go back to the review.
error-unresolved-title = Some errors are still open
error-unresolved-hint = Please go back to the review and settle the errors first.
error-closed-title = The draft is closed
error-closed-hint = The draft was published or put aside.
error-link-used-title = The sign-in link is no longer valid
error-link-used-hint = A link works once and for a limited time. Please ask the administrator for a new one; on the server, run cotmoc sign-in-link.
error-stale-form = Someone else has just changed this. What you entered is kept below; please compare it with the new state, then send again.
error-stale-title = Someone else has just changed this
error-stale-hint = What you sent was not saved. Please reload to see the new state, then send again.
error-busy-title = The system is busy
error-busy-hint = Nothing was saved. Please try again in a few minutes.
error-reader-failed-title = This document could not be read
error-reader-failed-hint = Nothing was saved. Please save it as .docx or .txt and import it again, and tell your IT unit.
error-internal-title = Something went wrong
error-internal-hint = The problem was logged. Please try again; if it persists, tell your IT unit.
