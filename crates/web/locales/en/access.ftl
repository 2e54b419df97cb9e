# Roles, what they may do, and each role's own page.

verify-figure = Verify a figure
verify-parts = Each body’s figure
verify-lead = The verified figure is what is judged. Whoever entered the reported one does not verify it.
task-confirmed-by-others = That a task is done, is dropped or may take longer is confirmed by the head or the standing office; choose “Awaiting confirmation” when it is finished.
task-settled = This task has been confirmed. If it has to be corrected, ask the head of the body or the standing office.

# Each role's own page
homes = My pages by role
home-overview = Overview
home-unit = My body
home-verification = Verification
home-administration = Administration
overview-mine = Indicators that I follow
unit-due = { $count ->
    [one] { $count } figure is due and not reported
   *[other] { $count } figures are due and not reported
}
unit-late = { $count ->
    [one] { $count } task is overdue
   *[other] { $count } tasks are overdue
}
unit-adverse = { $count ->
    [one] { $count } indicator is behind or at risk
   *[other] { $count } indicators are behind or at risk
}
unit-nothing = nothing is due
unit-due-title = Due to be reported
unit-due-note = Indicators that the body carries out, without a figure or a reason for last month.
unit-confirm-title = Waiting for your confirmation
unit-confirm-note = Said to be finished; done once somebody confirms it.
unit-late-title = Overdue
verification-headline = { $count ->
    [one] { $count } indicator has a reported figure to verify
   *[other] { $count } indicators have reported figures to verify
}
verification-none = No figure waits to be verified
verification-earlier = { $count ->
    [one] and { $count } earlier period
   *[other] and { $count } earlier periods
}
administration-headline = { $count ->
    [one] { $count } open account
   *[other] { $count } open accounts
}
administration-lead = Accounts, settings and the log; this role sees no figures.
administration-parts = What to administer
attention = Needs attention
attention-none = Nothing needs attention.
attention-one-administrator = There is only one administrator's account. Give the role to another post too, so that nobody is locked out for good.
attention-locked = { $count ->
    [one] { $count } account is locked for a while after wrong passwords:
   *[other] { $count } accounts are locked for a while after wrong passwords:
}
attention-never = { $count ->
    [one] { $count } account has never signed in:
   *[other] { $count } accounts have never signed in:
}
nobody-headline = This account has no role yet
nobody-why = You are signed in, but no role has been given to your post, so there is nothing to show yet. Please ask an administrator or the standing office for a role.
nobody-whom = Administrators:

# The table of the policy
policy = Who may do what
policy-headline = Who may do what
policy-lead = One table holds every rule; the program decides by nothing else.
policy-mine = My roles
policy-mine-none = No role has been given to your post.
policy-scope = Scope
policy-everywhere = the whole installation
policy-until = Until
policy-no-end = no end
policy-table = The policy
policy-table-note = Reach is counted from the body, plan and field for which the role is given.
policy-action = Action
policy-is-mine = mine
reach-no = –
reach-own = own body
reach-subtree = own body and below
access-role-administrator = Administrator
access-role-standing-office = Standing office
access-role-head = Head of a body
access-role-focal-officer = Focal officer
access-role-verifier = Verifier
access-role-committee-member = Committee member
access-role-inspector = Inspector
access-role-viewer = Viewer
action-see-plan = See a whole plan
action-see-item = See indicators and tasks
action-see-document = See documents
action-see-body = See bodies
action-see-people = See posts, who fills them, and report lines
action-import-document = Take in documents and review their drafts
action-publish-plan = Put a plan under tracking
action-enter-figure = Enter reported figures
action-verify-figure = Verify figures
action-update-task = Record how far a task has come
action-confirm-task = Confirm that a task is done
action-edit-item = Set the field of an indicator
action-manage-bodies = Manage bodies
action-manage-people = Manage posts and who fills them
action-assign-report-line = Assign report lines
action-manage-accounts = Manage accounts and roles
action-manage-settings = Change settings
action-see-history = See the history of an item
action-see-log = See the log
action-export-log = Export the log
action-see-inspection = See inspections
action-open-inspection = Open and close inspections
action-see-period = See a reporting period as a whole
action-manage-periods = Manage calendars and days off; open, consolidate and close periods
action-see-submission = See what a body reports
action-fill-submission = Fill in and submit what a body reports
action-approve-submission = Approve what a body reports
action-return-submission = Return what a body reports, with a reason
action-see-report = See and take out official reports
action-write-report = Write official reports
action-see-difficulty = See difficulties and proposals
action-raise-difficulty = Raise difficulties and proposals
action-answer-difficulty = Answer difficulties and proposals
action-manage-jobs = See background jobs and outgoing mail, and try again
