# Handing in, approving, verifying, consolidating, closing
log-noun-submission = report of a body
log-noun-section = narrative section
log-noun-period = reporting period
log-event-submission-submitted = A report was handed in
log-event-submission-returned = A report was sent back
log-event-submission-approved = A report was approved
log-event-submission-reopened = A report was taken up again
log-event-submission-remarked = A remark on a report
log-event-submission-figure-verified = A figure was verified
log-event-submission-figure-contested = A figure was contested
log-event-period-consolidated = The figures of a period were consolidated
log-event-period-closed = A reporting period was closed
log-field-sha256 = SHA-256
log-field-figures = number of figures

nav-verification = Verification
flow-submissions = Reports
submission-state-draft = Being filled in
submission-state-submitted = Handed in
submission-state-returned = Sent back
submission-state-approved = Approved
submission-state-consolidated = Consolidated

# What waits for whom
flow-waiting = Reports that wait
flow-waiting-mine = Reports that wait for you
flow-waiting-lead = Each line says for whom a report waits, and since when; the longest waiting comes first.
flow-waiting-none = No report waits
flow-waiting-none-hint = When a report is handed in, sent back or approved, what comes next shows here.
flow-show-mine = Only what waits for you
flow-show-all = All reports within reach
flow-waits-for-body = Waits for the body to complete it
flow-waits-for-head = Waits for the head’s approval
flow-waits-for-verifier = Waits for the verifying body
flow-waits-for-office = Waits for the standing office to consolidate
flow-waits-for-nobody = Waits for nobody
flow-since = since { $day } ({ $count } working days)
flow-figures-waiting = { $count ->
    [one] one figure
   *[other] { $count } figures
}
flow-report = Report
flow-state = State
flow-who = Waits for
flow-filled = Filled in
flow-filled-of = { $filled } of { $required } entries filled in
flow-actions = Actions

# The page on which a report is decided
flow-review = Review of a report
flow-form = Open the form
flow-revision = Approval { $number }
flow-later-than-snapshot = This period is closed. The approval below is later than what was frozen; the closed report does not change.
flow-changes = Differences from what was approved
flow-changes-note = Only entries that changed are shown.
flow-cell = Entry
flow-before = Approved
flow-after = Now
flow-blank = left blank
flow-to-settle = To settle before handing in
flow-to-weigh = To consider before approving
flow-unproven = Without evidence:
flow-missing = { $count ->
    [one] One entry is missing:
   *[other] { $count } entries are missing:
}
flow-figures = Figures of indicators
flow-tasks = Progress of tasks
flow-indicator = Indicator
flow-task = Task
flow-body = Body
flow-last = Last period
flow-figure = Figure
flow-progress = Progress
flow-ground = Source and evidence
flow-check = Verification
flow-check-verified = verified
flow-check-contested = contested
flow-check-waiting = waits to be verified
flow-copied = as last period
flow-verify = Verify
flow-thread = Thread
flow-thread-none = Nothing was said yet.
flow-message-submitted = Handed in
flow-message-returned = Sent back
flow-message-approved = Approved
flow-message-reopened = Taken up again
flow-message-verified = Verified, with a correction
flow-message-contested = Figure contested
flow-message-remark = Remark
flow-message-imported = Imported from Excel
flow-remark = Remark
flow-remark-add = Add the remark
flow-revisions = Approvals
flow-meanwhile = Somebody else decided on this report meanwhile, or the period was closed. Please look at its present state below.
flow-step-submit = Hand in for approval
flow-step-approve = Approve the report
flow-step-return = Send back
flow-step-reopen = Take up again
flow-reason-incomplete = Why it is not complete
flow-reason-incomplete-hint = The report is handed in with the list of what is missing, and this reason.
flow-reason-return = Why it is sent back
flow-reason-return-hint = Say what has to be put right.
flow-reason-reopen = Why it is changed after approval
flow-reason-reopen-hint = What was approved is kept; the next approval shows as a difference.
flow-confirm-tasks = Confirm that tasks have ended
flow-approve-hint = On approval the figures enter the plan’s ledger.
notice-flow-submitted = The report was handed in.
notice-flow-returned = The report was sent back.
notice-flow-approved = The report was approved; its figures count now.
notice-flow-reopened = The report was taken up again.
notice-flow-consolidated = The report was consolidated.
notice-flow-remarked = The remark was added.

# Verifying figures
verification-title = Figures that wait to be verified
verification-lead = Approved by the head of the body, within your field; the longest waiting comes first.
verification-empty = No figure waits to be verified
verification-none-hint = Figures show here when the head of a body approves its report.
verification-since = Waits since
verification-evidence = { $count ->
    [one] one piece of evidence
   *[other] { $count } pieces of evidence
}
verification-agree = Agree
verification-agree-or-correct = Agree or put right
verification-correct-hint = Leave the figure blank if the reported one is right.
verification-corrected = The right figure
verification-ground = Ground
verification-ground-hint = Needed where the verified figure differs from the reported one.
verification-verify = Keep the finding
verification-contest = Contest
verification-objection = Why it is contested
verification-objection-hint = The reason goes to the body, which has to correct the figure or explain it.
verification-approved = Approved by { $by }, revision { $number }.
verification-no-note = The body names no source.
verification-before = Earlier findings
notice-figure-verified = The finding was kept.
notice-figure-contested = The objection was sent to the body.

# Consolidation
totals-title = Totals
totals-whole = the whole plan
totals-for = Totals for
totals-partial-count = { $count ->
    [one] One indicator lacks figures of bodies; its total is an estimate.
   *[other] { $count } indicators lack figures of bodies; their totals are estimates.
}
totals-all-whole = Every indicator has the figures of all bodies.
totals-later = This period is closed. The totals here include corrections made since; the figures as they were when it was closed stand in the
totals-later-report = official report
totals-none = No indicator to consolidate yet
totals-none-hint = No body in this branch has a figure to report.
totals-operator = Put together by
totals-by-last = The latest figure
totals-by-sum = Sum of the bodies
totals-by-ratio = Sum of numerators over sum of denominators
totals-by-mean = Mean
totals-by-min = The smallest figure
totals-by-max = The largest figure
totals-by-authoritative = The lead’s own figure
totals-total = Total
totals-bodies = Bodies
totals-sure = Certainty
totals-partial = partial
totals-stage-none = none yet
totals-stage-reported = as reported
totals-stage-verified = verified
totals-write = Write the totals down
totals-write-hint = Totals become figures of the plan, which the judgement reads; writing them again changes nothing where they are the same.
totals-cells = Figures of the bodies
totals-silent = not reported yet
totals-was-reported = reported as
totals-revision = revision { $number }
totals-made-of = What the total is made of
totals-count-counted = Bodies with a figure
totals-count-silent = Not reported yet
totals-count-not-available = No figure available
totals-count-refused = Refused
totals-count-unusable = Cannot be put together (parts of a share missing)
totals-count-not-applicable = Not applicable
totals-partial-hint = The missing bodies are not in this figure, so it is kept as an estimate.
totals-indicator = Judgement of the indicator
notice-totals-written = The totals were written down.
notice-totals-same = The totals are what they were.

# Closing
closing-title = Close the period
closing-headline = Close the reporting period
closing-closed = The period is closed
closing-lead = Once it is closed nothing changes but by a new approval with its reason.
closing-approved = Reports approved
closing-approved-note = of the bodies that were to report
closing-partial = Partial totals
closing-partial-note = of the indicators consolidated
closing-unverified = Figures not verified
closing-unverified-note = they count as reported
closing-missing = Reports not approved
closing-missing-note = These bodies count as late.
closing-none-missing = Every report is approved.
closing-earlier-counts = its earlier approval counts
closing-hint = The totals are written down, and all that the period says is frozen with its digest. A closed period is not opened again.
closing-close = Close this period
closing-snapshot = Frozen state
closing-taken = Frozen at
closing-check = Check
closing-whole = Whole: it has the digest it was frozen with.
closing-not-whole = It no longer has the digest it was frozen with!
closing-later = { $count ->
    [one] One body has an approval later than what was frozen:
   *[other] { $count } bodies have approvals later than what was frozen:
}
closing-not-open = This period has not opened, so it cannot be closed.
notice-period-closed = The period was closed.
notice-period-closed-before = The period had been closed before.
