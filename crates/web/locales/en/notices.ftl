# Notices and mail

nav-notices = Notices
notices-headline = { $count ->
    [0] All notices are read
    [one] { $count } unread notice
   *[other] { $count } unread notices
  }
notices-lead = Notices go to posts; whoever holds a post, acts in it or has it delegated sees them. No mail server is set up, so nothing is mailed.
notices-lead-mail = Notices go to posts; whoever holds a post, acts in it or has it delegated sees them. Unread ones are mailed, at most once a day.
notices-read-all = Mark all as read
notices-none = No notices yet
notices-none-hint = Reminders, returned reports and difficulties sent to you will stand here.
notices-unread = unread
notices-reason = Reason
notices-unread-count = { $count ->
    [one] { $count } unread notice
   *[other] { $count } unread notices
  }
notice-kind-period-opened = Period opened
notice-kind-reminder = Due soon
notice-kind-due-today = Due today
notice-kind-overdue = Overdue
notice-kind-submitted = Waits for approval
notice-kind-returned = Returned
notice-kind-contested = Figure contested
notice-kind-approved = Approved
notice-kind-difficulty-routed = Difficulty or proposal to answer
notice-kind-difficulty-answered = Difficulty or proposal answered
notice-kind-difficulty-overdue = Answer overdue
notice-notices-read = They are marked as read.

nav-mail = Mail
mail-headline = { $count ->
    [0] No mail has failed
    [one] { $count } mail could not be sent
   *[other] { $count } mails could not be sent
  }
mail-lead = At most one mail a person and day. What the server does not take is tried again for days; nothing else waits for it.
mail-not-configured = No mail server is set up (--smtp-url, --mail-from): notices stand in the program only.
mail-retry-all = Try all failed mail again
mail-retry = Try again now
mail-all = All
mail-none = No mail
mail-none-hint = No mail is in this state.
mail-table = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
  }
mail-subject = Subject
mail-recipient = To
mail-written = Written
mail-state = State
mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-failed = Could not be sent
mail-attempts = tried { $attempts } times, next { $next }
notice-mail-retried = It will be tried again now.
log-noun-mail = mail
log-event-mail-retried = Mail tried again
