# Passkeys and identities at a provider.

refused-back = Go back

# Passkeys
passkeys = Passkeys
passkeys-headline = Sign in by passkey
passkeys-lead = The key stays on your device and opens by finger, face or PIN; you need neither password nor code.
passkeys-see = See and add passkeys
passkeys-yours = Your passkeys
passkeys-none = None yet.
passkeys-added = added
passkeys-used = last used
passkeys-unused = never used
passkeys-remove = Remove
passkeys-add = Add a passkey
passkeys-add-button = Add a passkey
passkeys-name = Name
passkeys-name-hint = To know the device by, such as: Office computer.
passkeys-sign-in = Sign in by passkey
passkeys-refused = You are not signed in
passkeys-cancelled = The device did not confirm. Please try again.
passkeys-known = This device holds a passkey of the account already.
passkeys-failed = The passkey did not work. Try again, or sign in another way.
passkeys-unsupported = This browser does not know passkeys.
passkeys-need-name = A passkey is bound to the site's name and does not work while the address is a number. Open the site by its name:
passkeys-need-https = Passkeys only work where the site is opened by https://. Please ask the administrator.
passkeys-need-script = To add a passkey, turn on JavaScript in the browser.
notice-passkey-added = The passkey was added.
notice-passkey-removed = The passkey was removed.

# Identities at a provider
identity-headline = Sign in through { $provider }
identity-lead = Link once, then sign in by your { $provider } account.
identity-see = See the link
identity-linked = Linked on
identity-subject = Identity:
identity-none = This account is not linked.
identity-link = Link with { $provider }
identity-unlink = Unlink
identity-sign-in = Sign in through { $provider }
identity-leaving = Taking you to { $provider }
identity-leaving-hint = If the browser does not go on by itself, use the button below.
identity-go-on = Go on
notice-identity-linked = The identity was linked.
notice-identity-unlinked = The identity was unlinked.
identity-unlinked-title = This { $provider } identity cannot sign in yet
identity-unlinked-hint = It is not linked to an account that can be used. Sign in another way and link it on your account page, or ask the administrator.
identity-lost-title = The sign-in request is no longer valid
identity-lost-hint = It is too old, was used before, or did not begin in this browser. Please start again.
identity-unreachable-title = { $provider } cannot be reached
identity-unreachable-hint = { $provider } does not answer. Try again in a few minutes, or sign in another way.
identity-refused-title = { $provider } did not confirm
identity-refused-hint = Signing in at { $provider } was cancelled or refused. Please try again.
identity-expired-title = The confirmation of { $provider } has expired
identity-expired-hint = Please sign in again. If this goes on, the server's clock may be wrong: tell the administrator.
identity-forged-title = The confirmation of { $provider } is not valid
identity-forged-hint = Its signature is wrong or it is not meant for this site, so it was refused. Try again; if this goes on, tell the administrator.
