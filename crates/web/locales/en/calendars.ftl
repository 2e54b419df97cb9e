# Periods, calendars, days off, background jobs

nav-periods = Periods
period = Period
period-window = Data from – to
period-opens = Opens on
period-due = Due on
period-closes = Closes on
period-progress = Progress
period-state = State
period-kind = Kind of report
period-state-coming = coming
period-state-open = open
period-state-closed = closed
period-approved-of = { $approved }/{ $bodies } bodies approved
period-handed-in = { $count } handed in
cadence-weekly = Weekly
cadence-monthly = Monthly
cadence-quarterly = Quarterly
cadence-half-yearly = 6 months
cadence-nine-months = 9 months
cadence-yearly = Yearly
cadence-mid-term = Mid-term review
cadence-end-of-term = End-of-term review
cadence-thematic = Thematic
cadence-ad-hoc = Ad hoc
period-title-weekly = Report for the week to { $day }
period-title-monthly = Report for { $period }
period-title-quarterly = Report for { $period }
period-title-half-yearly = Report for { $period }
period-title-nine-months = Report for { $period }
period-title-yearly = Report for { $period }
period-title-mid-term = Mid-term review to { $day }
period-title-end-of-term = End-of-term review to { $day }
period-title-thematic = Thematic: { $topic }
period-title-ad-hoc = Ad hoc: { $topic }
regime-state = State bodies
regime-party = Party bodies
senders-named = Bodies that lead or carry out items of the plan
senders-owner = The plan's owner, upward

periods-headline = { $count } open; the next: { $period }, due on { $day }.
periods-headline-none = No period is open.
periods-open = Open
periods-open-none = No period is open yet.
periods-coming = Coming
periods-coming-note = they open by themselves; until then they follow the calendar, the rules and the days off
periods-coming-none = None in the next two months. Periods are made from reporting calendars.
periods-closed = Closed
periods-closed-none = No period is closed yet.
periods-matrix = Bodies over the periods
period-new = Ask for a thematic or ad hoc report
period-new-lead = The period opens at once. A due day on a day off moves to the next working day.
period-new-needs-calendar = A reporting calendar is needed first, which says who reports to whom.
period-topic = Topic, what is asked for
period-topic-hint = In short, such as: how far the science budget is spent.
period-who = Who reports
period-who-hint = As the reporting calendars say.
period-window-from = Data from
period-window-to = Up to and with
period-due-hint = A day off moves to the next working day.
period-request = Send the request
period-open-now = Open it now
period-postpone = Postpone
period-postpone-lead = Days can only be moved later. The reason is entered in the log.
period-due-new = New due day
period-closes-new = New closing day
period-postpone-reason = Why it is postponed
notice-period-opened = The period is open.
notice-period-postponed = The period is postponed.

matrix = Bodies of the period
matrix-note = those to be chased first; completeness and timeliness are reckoned by the program
matrix-headline = { $approved } of { $all } bodies have an approved report.
matrix-headline-overdue = { $approved } of { $all } bodies have an approved report; { $overdue } are overdue and silent.
matrix-headline-missing = { $approved } of { $all } bodies have an approved report; { $overdue } handed in nothing.
matrix-headline-coming = Not open yet; it opens on { $day }.
matrix-lead = { $draft } being filled in, { $submitted } waiting for the head, { $returned } sent back, { $late } handed in late.
matrix-body = Body
matrix-timing = Timeliness
matrix-state = State
matrix-complete = Completeness
matrix-touched = Last typed
matrix-untouched = nothing typed
matrix-since = for { $count ->
    [one] one working day
   *[other] { $count } working days
}
matrix-stale = old figures, to { $day }
matrix-stale-count = { $count ->
    [one] 1 body has
   *[other] { $count } bodies have
} only old figures.
matrix-copied = { $count } cells as in the period before
timing-in-time = in time
timing-late = late by { $count ->
    [one] one day
   *[other] { $count } days
}
timing-due = { $count ->
    [one] one day left
   *[other] { $count } days left
}
timing-missing = not handed in
timing-overdue = overdue by { $count ->
    [one] one day
   *[other] { $count } days
}
submission-is-draft = Being filled in
submission-is-submitted = Waiting for the head
submission-is-returned = Sent back
submission-is-approved = Approved
submission-is-consolidated = Consolidated
over-periods-headline-none = No body was late in two or more of the recent periods.
over-periods-headline = { $count ->
    [one] One body was late in two or more of the last periods.
   *[other] { $count } bodies were late in two or more of the last periods.
}
over-periods-lead = Timeliness counts working days, with holidays and swapped days. The percentage is how complete the report is.
over-periods-none = No periods to compare yet
over-periods-none-hint = This table appears when the first period opens.
over-periods-not-asked = not asked

calendars = Reporting calendars
calendars-headline = { $count ->
    [one] One reporting calendar
   *[other] { $count } reporting calendars
}
calendars-lead = Each says who reports to whom and how often; periods are made and opened by it.
calendars-none = No reporting calendar yet
calendars-none-hint = With the first one, periods open, remind and close by themselves.
calendar-new = New reporting calendar
calendar-lead = A change affects only periods that have not opened.
calendar-name = Reporting calendar
calendar-name-hint = Such as: monthly report to the standing office.
calendar-receiver = Receiver
calendar-senders = Who reports
calendar-senders-hint = Of a group, only bodies with an item of the plan.
calendar-regime = By whose rules
calendar-regime-hint = Decides the data window and the due day.
calendar-cadences = Kinds of report
calendar-next = Next due
calendar-no-next = none
calendar-from = From
calendar-to = Up to and with
calendar-to-hint = Empty while no end is known.
calendar-term-from = Term from year
calendar-term-to = To year
calendar-term-hint = Needed for reviews.
calendar-sections = Sections of narrative
calendar-sections-hint = One a line. Empty for the usual outline.
calendar-preview = Preview the periods
calendar-coming = Periods of the coming year
calendar-coming-note = { $count } bodies report by this calendar
calendar-nothing-comes = No period in the coming year.
notice-calendar-kept = The calendar is saved; periods that have not opened follow it.

special-days = Days off and swapped days
special-days-headline = { $year } has { $count } weekdays off.
special-days-lead = Opening, due and closing days and every delay are reckoned by the working days of this table.
special-days-year = Year
special-days-none = No days of this year yet
special-days-none-hint = Add them when holidays and swapped days are announced.
special-day-new = Add a day
special-day-lead = Periods that have not opened are reckoned anew; open ones keep their days.
special-day-day = Day
special-day-name = Name
special-day-kind = Kind
special-day-off = off
special-day-work = worked in exchange
special-day-source = Source
special-day-source-hint = The document's symbol, or the article of the law.
special-day-announcement = Announcement
special-day-announced = Officially announced
special-day-unannounced = not announced
special-day-reason = Why it is changed
special-day-reason-hint = Needed to change or remove a day.
special-day-remove = Remove this day
notice-special-day-kept = The table of days off is saved.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

jobs = Background jobs
jobs-headline = { $count ->
    [0] No background job has failed.
    [one] One background job failed.
   *[other] { $count } background jobs failed.
}
jobs-lead = The program makes, opens and closes periods, reminds and sends mail. What fails is tried again, ever later; after many attempts it stops and stands here.
jobs-state = State
jobs-none = No jobs
jobs-none-hint = Jobs appear when their day comes.
job-state-waiting = Waiting
job-state-done = Done
job-state-failed = Failed
job-what = Job
job-when = When
job-attempts = Attempts
job-outcome = Outcome
job-result = { $count ->
    [one] one change
   *[other] { $count } changes
}
job-under-way = under way
job-waits = waiting
job-retry = Try again
job-kind-make-periods = Make coming periods
job-kind-open-period = Open a period
job-kind-remind = Remind before the due day
job-kind-escalate = Escalate silence
job-kind-send-mail = Send mail
job-kind-consolidate = Add up again what was corrected
job-kind-close-period = Close a period
job-kind-sweep = Clear old jobs
notice-job-retried = The job will be tried again now.

log-event-calendar-added = A calendar was added
log-event-calendar-changed = The calendar was changed
log-event-period-added = A period was made
log-event-period-moved = The days of a period were reckoned anew
log-event-period-removed = A period that had not opened was removed
log-event-period-opened = A period was opened
log-event-period-postponed = A period was postponed
log-event-special-day-loaded = The days off that come with the program were loaded
log-event-special-day-added = A day off or swapped day was added
log-event-special-day-changed = A day off or swapped day was changed
log-event-special-day-removed = A day off or swapped day was removed
log-event-job-retried = A background job was tried again
log-noun-calendar = calendar
log-noun-special-day = day off or swapped day
log-noun-job = background job
