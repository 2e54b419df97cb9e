# Difficulties and proposals

nav-difficulties = Difficulties, proposals
difficulties-headline = { $open } difficulties and proposals wait for an answer; { $overdue } are overdue
difficulties-lead = Raised here or within a report; each goes to the body competent to decide, with a day to answer by and someone who holds it.
difficulties-new = Raise a difficulty or proposal
difficulties-search = Search the text
difficulties-whose-open = Waiting
difficulties-whose-mine = Mine to answer
difficulties-whose-ours = Raised by us
difficulties-whose-overdue = Overdue
difficulties-whose-all = All
difficulties-none = No difficulties or proposals
difficulties-none-hint = Nothing matches this choice.
difficulties-none-open = No difficulty or proposal waits for an answer.
difficulties-none-raised = No difficulty or proposal was raised.
difficulties-table = { $count ->
    [one] { $count } difficulty or proposal
   *[other] { $count } difficulties and proposals
  }
difficulties-threatens-count = { $count ->
    [one] threatens { $count } item
   *[other] threatens { $count } items
  }
difficulties-text = What it is about
difficulties-text-hint = What stands in the way, why, and what you propose. Write nothing that is a state secret.
difficulties-by = Raised by
difficulties-body = Body that raises it or takes it down
difficulties-kind = Kind
difficulties-source = Sender
difficulties-source-hint = A body takes down what the Front, citizens and businesses say.
difficulties-sender = Who sends it
difficulties-sender-hint = Name and work contact, nothing more about a person. Leave it empty for the body's own.
difficulties-threatens = Indicators and tasks that it threatens
difficulties-threatens-none = Tied to no indicator or task.
difficulties-competent = Body competent to decide
difficulties-competent-hint = If empty, it goes to the body that leads what is threatened, or else to the body whose plan it is.
difficulties-competent-found = find it
difficulties-nobody = not known yet
difficulties-holder = Held by
difficulties-choose = choose a body
difficulties-due = Answer due
difficulties-due-hint = If empty, the usual time given in the settings.
difficulties-raised = Raised on
difficulties-age = Waiting for
difficulties-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
difficulties-waits = waiting for { $days } days
difficulties-overdue = { $count ->
    [one] { $count } day overdue
   *[other] { $count } days overdue
  }
difficulties-state = State
difficulties-send = Send
difficulties-submission = Report of the period
difficulties-about = About it
difficulties-history = What was done
difficulties-answer = Answer
difficulties-answer-now = Answer
difficulties-answer-hint = Write what was decided. An answer cannot be changed afterwards.
difficulties-decision = Document of the decision
difficulties-decision-hint = Such as: Thông báo số 12-TB/BCĐ ngày 20/11/2026.
difficulties-route = Send to another body or set another day
difficulties-route-reason = Reason
difficulties-route-now = Send on
difficulties-withdraw = Withdraw
difficulties-withdraw-reason = Why it is withdrawn
difficulties-yours = What you just typed, not kept
difficulties-became = It became the task:
difficulties-make-task = Make a task of it
difficulties-make-task-lead = A new task of the plan with a lead, a deadline and a product; it points to the words of the answer.
difficulties-task-text = What is to be done
difficulties-product-hint = The result by which it can be confirmed as done.
difficulty-kind-difficulty = Difficulty
difficulty-kind-proposal = Proposal
difficulty-source-body = Body
difficulty-source-front = Fatherland Front
difficulty-source-citizen = Citizens
difficulty-source-business = Businesses
difficulty-state-unrouted = Nobody decides yet
difficulty-state-open = Being decided
difficulty-state-answered = Answered
difficulty-state-withdrawn = Withdrawn
difficulty-ended-unrouted = Ended on
difficulty-ended-open = Ended on
difficulty-ended-answered = Answered on
difficulty-ended-withdrawn = Withdrawn on
notice-difficulty-raised = It was sent.
notice-difficulty-answered = The answer is kept.
notice-difficulty-routed = It was sent on.
notice-difficulty-withdrawn = It was withdrawn.
notice-difficulty-task = It is a task of the plan now.
notice-difficulty-no-task = Only what was answered can become a task, and only once.
log-noun-difficulty = difficulty or proposal
log-event-difficulty-raised = Difficulty or proposal raised
log-event-difficulty-routed = Difficulty or proposal sent on
log-event-difficulty-answered = Difficulty or proposal answered
log-event-difficulty-withdrawn = Difficulty or proposal withdrawn
log-event-difficulty-became-task = Answer became a task
log-event-task-added = Task added to the plan
log-field-competent = Body competent to decide
log-field-holder = Held by
log-field-due-on = Due on
log-field-answer = Answer
log-field-decision = Document of the decision
log-field-threatens = Threatens
log-field-sender = Sender
log-field-raised-at = Raised at
log-field-raised-by = Raised by
log-field-ended-at = Ended at
log-field-submission = Report
log-field-difficulty = Difficulty or proposal
log-field-product = Product
log-field-label = Label
log-value-unrouted = nobody decides yet
log-value-answered = answered
log-value-withdrawn = withdrawn
