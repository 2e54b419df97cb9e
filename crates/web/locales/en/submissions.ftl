# What bodies report: the list and the form

nav-submissions = Reports
submissions-waiting = { $count ->
    [one] One report waits for you
   *[other] { $count } reports wait for you
}
submissions-all-handed-in = Every report that is due was handed in
submissions-none-due = No report is due now
submissions-lead = What your body reports, by due day.
submissions-empty = No report yet
submissions-empty-hint = A report appears here when the standing office opens a period.
submissions-open = Due now
submissions-history = Closed periods
submissions-table = { $count ->
    [one] One report
   *[other] { $count } reports
}
submissions-report = Report
submissions-filled = Filled in
submissions-due = Due
submissions-action = What to do
submissions-fill = Fill in
submissions-see = See
due-today = due today
days-left = { $count ->
    [one] one working day left
   *[other] { $count } working days left
}
days-late = { $count ->
    [one] one working day late
   *[other] { $count } working days late
}
submission-state = State
submission-filled = { $filled } of { $required } items filled in
submission-window = Figures from { $from } to { $to }, due { $due }.
submission-copy = { $count ->
    [one] Copy the one item that has not changed
   *[other] Copy { $count } items that have not changed
}
submission-unkept = The period has just closed: the following was not kept
submission-unkept-hint = Please copy it and ask the standing office to reopen the report; what was kept before is still there.
submission-closed-meanwhile = The report takes no changes any more. What you typed stays in this browser.
submission-period-closed = The period is closed or not open yet, so nothing can be changed.
submission-handed-in = The report was handed in, so nothing can be changed; the head can send it back.
submission-figures = { $count ->
    [one] One indicator to report on
   *[other] { $count } indicators to report on
}
submission-figures-note = takes a paste from Excel; Enter goes down, arrows move
submission-tasks = { $count ->
    [one] One task to report on
   *[other] { $count } tasks to report on
}
submission-tasks-note = a finished task needs a day, a product and evidence
submission-narrative = Narrative
submission-last = Last period
submission-expected = On the path
submission-target = { $year } target: { $goal }
submission-now = This period
submission-kind = Kind of figure
submission-note = Source, remark
submission-parts = or numerator / denominator
submission-expected-on = day the figure is expected
submission-progress = Progress
submission-done-on = Finished on
submission-product = Product, result
submission-keep = Save
submission-keep-hint = Saves the draft; nobody is sent anything.
submission-kept-at = Kept { $at }, { $by }
notice-submission-kept = Saved. Everything you entered is valid.
notice-copied = What has not changed was copied; each cell is marked until it is changed.
notice-nothing-copied = There was nothing to copy.
cell-kind-official = official
cell-kind-provisional = provisional
cell-kind-estimate = estimate
cell-kind-not-available = not available yet
cell-kind-not-applicable = not applicable
cell-kind-refused = refused
cell-empty = not filled in
cell-copied = copied from last period
cell-too-long = This is too long and was not kept.
cell-not-due = This cell is not part of your body's report.
cell-elsewhere = { $by } has just changed this cell; choose which words to keep.
cell-theirs = { $by } wrote at { $at }:
cell-theirs-hint = Save once more to keep yours, or type theirs.
cell-saving = Saving…
cell-waiting = No connection: kept in this browser, sent again by itself.
cell-signed-out = Your session has ended. What you typed is kept in this browser: reload the page to sign in, then it is sent.
cell-unsent = Not sent yet, kept in this browser
cell-refused = The server did not take this. Please reload the page.
cell-take-theirs = Take theirs
cell-keep-mine = Keep mine
cell-forget = Forget this
cells-pasted = { "{" }cells{ "}" } cells were pasted.
cells-left-out = { "{" }rows{ "}" } rows or columns had no cell and were not pasted.
cells-all-kept = Every change is kept.
cells-unknown-choice = There is no choice “{ "{" }text{ "}" }”.
evidence = Evidence
evidence-none = Add evidence
evidence-count = { $count ->
    [one] One piece of evidence
   *[other] { $count } pieces of evidence
}
evidence-headline = { $count ->
    [one] One piece of evidence
   *[other] { $count } pieces of evidence
}
evidence-given = Given
evidence-remove = Take back
evidence-file = File
evidence-file-hint = PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS or TXT, { $largest } MB at most; no secret documents.
evidence-send = Send the file
evidence-url = Link
evidence-url-hint = where it lies on the network, beginning with http:// or https://
evidence-name = Name
evidence-add-link = Add the link
evidence-back = Back to the report
notice-evidence-added = The evidence was added.
notice-evidence-removed = The evidence was taken back.
log-event-submission-evidence-added = Evidence was added
log-event-submission-evidence-removed = Evidence was taken back
log-event-submission-copied = What has not changed was copied
unit-reports = { $count ->
    [one] one report to hand in
   *[other] { $count } reports to hand in
}
submission-workbook = Fill in by Excel
submission-review = Review, hand in and discuss
cells-choose = Somebody else changed a cell meanwhile: choose which words to keep.
