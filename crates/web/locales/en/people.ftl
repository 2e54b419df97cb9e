# Posts, persons, report lines, fields.

people = People
people-headline = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
people-lead = Responsibility hangs on the post. Whoever fills it on a day has the post's roles on that day.
people-search = Search by name or post
people-search-hint = e.g. nguyen van a
people-none-hint = People are entered when you record who fills a post.
person-name = Full name
person-erased = (data erased)
posts-today = Posts today
posts-none-today = fills no post
posts-filled = Posts filled
work-contact = Work contact
work-contact-hint = Office e-mail or telephone. Nothing private.
account = Account
account-open = open
account-none = none yet
account-closed = closed
tenures = Posts filled
tenures-none = Has filled no post yet.
tenure-kind = By what right
tenure-kind-holder = Holds the post
tenure-kind-acting = Acting
tenure-kind-delegated = Delegated
tenure-kind-short-holder = holder
tenure-kind-short-acting = acting
tenure-kind-short-delegated = delegated
tenure-document = Document
tenure-document-hint = E.g. Decision 12-QĐ/TU of 5 March 2026. Required for acting and delegated.
tenure-to-hint = Leave empty while it is open.
first-day = From
last-day = To the end of
still-lasts = until now
person-held = What is held
person-held-note = Name and work contact only; beyond that posts, account and log.
person-edit = Correct name and contact
person-edit-note = Not for a change of person: record the new one at the post.
person-export = Export everything held (JSON)
person-erase = Erase personal data
person-erase-headline = Erase the personal data of { $name }
person-known = Somebody known
person-new = Somebody new
person-new-hint = Only when not in the list above.
person-namesake = This is someone else of the same name
erased-at = Erased at
erase-reason = Reason
erase-reason-hint = The request or document, e.g. Request of 2 November 2026. Without the name.
erase-confirm = Confirm
erase-confirm-label = I understand that erased data cannot be restored
erase-goes = Goes
erase-goes-name = Name and work contact; the name in the documents of appointment
erase-goes-account = Account: sign-in name, password, passkeys, sessions
erase-goes-log = Details of log entries by this person or about this person
erase-stays = Stays
erase-stays-work = Figures and progress recorded: they stand under the post
erase-stays-chain = The chain of the log is whole; the erasure itself is an entry
erase-stays-documents = Signed documents: unchanged

people-cancel = Cancel
now-stored = Stored now

posts = Posts
posts-headline = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
posts-count = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
posts-vacant = { $count } vacant
posts-lead = Roles in the system hang on posts, not on people.
posts-search = Search by post or body
posts-search-hint = e.g. director of finance
posts-none = The body has no posts yet.
posts-none-hint = Posts are added on the page of each body.
post = Post
post-title = Title
post-title-hint = E.g. Director; Focal officer for digital transformation.
post-add = Add a post
post-edit = Edit, abolish
post-fill = Record who fills it
post-fill-headline = Who fills { $post }?
post-leave = End
post-leave-headline = { $name } leaves { $post }
leave-to-hint = The last day. If it has not begun and will not: enter a day before the first.
filled-today = Filled today by
who-filled = Who filled it over time
nobody-filled = Nobody recorded yet.
vacant = vacant
vacant-headline = – vacant
abolished-on = Abolished, last day
abolished-on-hint = Empty while the post exists. Only possible when nobody fills it after that day.
body = Body
post-roles = Roles of the post
post-roles-note = Whoever fills the post has these roles.
post-roles-none = No roles yet.
roles-pass = Roles pass with the post
roles-pass-note = Whoever is recorded has these roles on the days they fill the post; whoever leaves loses them.
role = Role
role-give = Give a role
role-give-headline = Give { $post } a role
role-end = End the role
role-end-headline = End the role { $role } of { $post }
role-end-hint = The last day on which it holds. To take back one that has not begun, enter a day before the first.
role-body = Scope
role-body-hint = This body and all below it.
role-field-hint = A verifier usually has one field, e.g. Department of Finance: budget.
scope-whole = Whole installation
scope-one-plan = one plan
scope-field = field { $field }
line-role-administrator = Administrator
line-role-standing-office = Standing office
line-role-head = Head
line-role-focal-officer = Focal officer
line-role-verifier = Verifier
line-role-committee-member = Committee member
line-role-inspector = Inspector
line-role-viewer = Viewer
line-role-long-head = Head: approves what the body reports
line-role-long-focal-officer = Focal officer: enters the body's figures
line-role-long-verifier = Verifier: checks the figures of a field
line-role-long-committee-member = Committee member: follows
line-role-long-viewer = Viewer

report-line = Report line
report-lines = Report lines
report-lines-headline = { $count ->
    [one] { $count } body reports,
   *[other] { $count } bodies report,
}
report-lines-whole = { $count ->
    [one] { $count } body reports, no gap
   *[other] { $count } bodies report, no gap
}
report-lines-gaps = { $count ->
    [one] { $count } gap
   *[other] { $count } gaps
}
report-lines-lead = By posts and who fills them on { $day }: reports → approves → verifies → follows → standing office.
report-lines-picture = Who reports, through whom
report-lines-picture-note = Derived from the roles of posts and from what plans assign.
report-lines-none-hint = A body appears here once it answers for something or has a focal officer or head.
report-lines-idle = { $count ->
    [one] { $count } body answers for nothing yet and is not shown.
   *[other] { $count } bodies answer for nothing yet and are not shown.
}
body-line-headline = Report line and posts of { $body }
body-line-link = Posts and report line
gaps = Gaps
gaps-grave = { $count } to settle at once
gap-no-focal-officer = Bodies without a focal officer
gap-several-focal-officers = Bodies with several focal officers
gap-no-head = Bodies without a head who approves
gap-own-approval = One person both reports and approves
gap-no-verifier = Fields that nobody verifies
gap-verifier-without-field = Verifiers of every field
gap-follower-no-member = Followers who are no committee members
gap-no-standing-office = No standing office
gap-vacant = Vacant posts
gap-no-account = Whoever fills the post has no account
gap-account-shut = Account locked or closed
gap-ends-soon = Roles that end soon
line-focal = Reports
line-head = Approves
line-verifiers = Verifies
line-followers = Follows
line-office = Standing office
line-nobody = nobody
line-no-focal = No focal officer
line-no-head = No head
line-no-office = No standing office
open-post = Open the post

fields = Fields
fields-headline = { $count ->
    [one] { $count } field of verification
   *[other] { $count } fields of verification
}
fields-lead = One body verifies the figures of a field for all others, e.g. the Department of Finance: budget.
fields-none = No fields yet.
fields-of-indicators = Field of each indicator
fields-of-indicators-note = Tick indicators, then choose the field below the table.
fields-choose-field = Choose the field.
fields-choose-indicators = Tick at least one indicator.
field-add = Add a field
field-name = Field
field-name-hint = E.g. Budget; Staff.
field-none = no field
field-every = Every field
field-for-chosen = Field of the ticked indicators
choose = – Choose –
rename = Rename

notice-person-kept = Name and contact are kept.
notice-person-erased = The personal data are erased. The erasure stands in the log.
notice-post-added = The post is added. Record who fills it and give it roles below.
notice-post-kept = The post is kept.
notice-post-filled = It is recorded who fills the post.
notice-post-left = The last day is recorded.
notice-role-given = The role is given.
notice-role-ended = The role is ended.
notice-field-kept = The field is kept.
notice-fields-set = The field of the indicators is kept.
