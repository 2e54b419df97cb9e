# Roles, what they may do, and each role's own page.

verify-figure = Verify a figure
verify-lead = The verified figure is what is judged. Whoever entered the reported one does not verify it.
task-confirmed-by-others = That a task is done, is dropped or may take longer is confirmed by the head or the standing office; choose “Awaiting confirmation” when it is finished.
task-settled = This task has been confirmed. If it has to be corrected, ask the head of the body or the standing office.
