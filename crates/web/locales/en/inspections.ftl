# Inspections

nav-inspections = Inspections
inspections-headline = { $count ->
    [one] One open inspection
   *[other] { $count } open inspections
}
inspections-lead = Opened from the page of an indicator, a task or a body; an inspection changes no figure.
inspections-none = No inspection yet
inspections-none-hint = An inspection is opened from the page of an indicator, a task or a body.
inspections-item = What
inspections-state = State
inspections-open = open
inspections-closed = concluded
inspections-opened = Opened on
inspections-by = Opened by
inspections-reason = Why, and what is to be cleared up
inspections-reason-hint = Name the figure or the matter, and the question.
inspections-document = Document it rests on
inspections-document-hint = Programme or decision, such as 15-KH/UBKTTU.
inspections-new = Open an inspection
inspections-close = Conclude
inspections-conclusion = Conclusion
inspections-conclusion-hint = Once kept, a conclusion cannot be changed.
inspections-yours = The conclusion you typed, not kept
inspections-about = About
inspected-indicator = Indicator
inspected-task = Task
inspected-organisation = Body
notice-inspection-opened = The inspection was opened.
notice-inspection-closed = The conclusion was kept.
