# Handing in, approving, verifying, consolidating, closing
log-noun-submission = report of a body
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
