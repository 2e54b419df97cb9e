# Bodies over time: tree, acts, lists, groups

tree = Tree of bodies
tree-headline = { $count } bodies on { $day }
tree-lead = Names and the bodies above as of that day; acts that take effect later do not show.
tree-day = As of
tree-show = Show
tree-none = There were no bodies on this day, or none lies below.
bodies-under = { $count ->
    [one] { $count } body below
   *[other] { $count } bodies below
}
not-on-day = This body does not exist on { $day }.
body-acts = Acts on the body
no-acts = No act is on record.
latest-act = Latest act
found-at-top = Add a body at the top
manage-body = Record an act
load-bodies = Load a list
body-groups = Groups of bodies

act-found = Found a body
act-rename = Rename
act-move = Move
act-merge = Merge
act-split = Split
act-dissolve = Dissolve
act-lead-found = The new body exists from the day on which the act takes effect.
act-lead-rename = The old name holds for the days before, and is still recognised in documents.
act-lead-move = The body and all below it lie below the new one from the day on which the act takes effect.
act-lead-merge = Merged bodies end on the day before. Their figures are kept and count for the successor, by each indicator's own rule.
act-lead-split = Figures of a body that is split are not divided among the new ones.
act-lead-dissolve = Only a body that nothing lies below can be dissolved. Its figures are kept.
act-changed = Somebody else has just changed this body; it is now
effective-on = Takes effect on
effective-on-hint = The first day, such as 01/7/2026
act-document = Document
act-document-hint = Symbol and date
act-note = Remark
record-act = Record the act
body-name = Name
body-name-hint-found = The full name
body-name-hint-rename = The new full name
body-name-hint-merge = The new body's name; leave empty when one goes on
aliases-hint = One a line; usual abbreviations are added
merge-with = Merge with
merge-into = After the merger
merge-into-new = A new body
merge-into-this = { $name } goes on
no-siblings = No other body lies beside it within your reach.
new-parent = New body above
top-of-tree = None (top)
split-parts = New bodies
split-parts-hint = One name a line. When the old body ends, what lies below it goes to the first.
split-goes-on = { $name } goes on
late-reason = Reason
late-reason-hint = Kept with the act and in the log

load-headline = Load provinces, communes and departments
load-lead = The list of 1/7/2025 with the change of 30/4/2026. What is on file is recognised by code or name and never doubled; see first, then keep.
load-all = The whole country (provinces and communes only)
load-optional = Bodies that some provinces have
load-optional-hint = Those that every province has are loaded anyway.
load-check = Preview
load-now = Keep the changes
load-preview = Would change
load-done = Kept
load-nothing = Nothing would change: the list is on file.
loaded-founded = New units
loaded-renamed = New name or code
loaded-moved = Moved
loaded-dissolved = Ended
loaded-unchanged = Unchanged
loaded-departments = New departments
loaded-groups = New groups

body-groups-headline = { $count ->
    [one] { $count } group of bodies
   *[other] { $count } groups of bodies
}
body-groups-lead = A group is worked out for each day: new bodies are in it, ended ones are not.
new-group = Add a group
edit-group = Edit
no-groups = No groups yet
no-groups-hint = Load a province's list to get the usual groups, or add one.
group-name = Name
group-name-hint = As plans write it
group-below = Below
group-kinds = Kinds of bodies
group-with = Add single bodies
group-with-hint = In the group whatever their kind
group-without = Leave single bodies out
group-without-hint = Not in the group whatever their kind
group-bodies = Its bodies today
group-changed = Somebody else has just changed this group; it is now

assign-group = Assign to each body
assign-headline = Assign to each body of a group
assign-lead = The document says “{ $words }”. The bodies chosen below are entered as { $role }; the document's words stay as they are.
assign-choose = Group
assign-bodies = Bodies
assign-named = named already
assign-now = Agree and assign

notice-act-kept = The act is recorded.
notice-group-kept = The group is kept.
notice-assigned = Assigned to each body.
