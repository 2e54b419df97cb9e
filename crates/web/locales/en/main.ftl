# Words shared by the frame of the pages and by the components.

skip = Skip to content
menu = Menu
plan-shown = The plan shown
nav-overview = Overview
nav-indicators = Indicators
nav-tasks = Tasks
nav-committee = Steering committee
nav-organisations = Organisations
nav-documents = Documents
language = Language
theme = Switch between light and dark
sign-in = Sign in
sign-out = Sign out
as-of = Data to
illustrative = illustrative data
illustrative-hint = The results on this page were invented by the program for illustration; they are not the province’s figures.
breadcrumb = Where you are
pages = Pages
previous = Previous
next = Next
licences = Licences of fonts and styles
changed-to = became
optional = optional
errors = { $count ->
    [one] One thing to correct before sending
   *[other] { $count } things to correct before sending
}

severity-error = Error
severity-warning = To review
severity-note = Note

# The judgement of an indicator
status-exceeded = Exceeded
status-achieved = Achieved
status-on-track = On track
status-behind = Behind
status-at-risk = At risk
status-missed = Missed
status-not-assessable = Not enough data to assess
status-no-data = No data yet
status-stale = Data out of date
status-not-due = Not due yet

# A task: how far it has come
task-not-started = Not started
task-under-way = Under way
task-awaiting-confirmation = Awaiting confirmation
task-done = Done
task-paused = Paused
task-dropped = No longer applicable

# A task: in time or late; of one that is done only this is written
time-in-time = in time
time-due-soon = due soon
time-overdue = overdue
time-done-in-time = done in time
time-done-late = done late
time-ongoing = ongoing
time-no-deadline = no deadline
