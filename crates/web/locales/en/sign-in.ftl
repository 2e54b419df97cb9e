# Signing in, passwords, the second factor, sessions.

sign-in-headline = Sign in
sign-in-name = Sign-in name
password = Password
sign-in-button = Sign in
sign-in-help = If you forgot your password or have no account yet, please ask the system administrator for a one-time sign-in link.
sign-in-idle = The session was locked because nothing was done for a while. After signing in you come back to the same page, with what you had typed.
sign-in-refused-title = Not signed in
sign-in-refused = The name or the password is wrong, or the account is locked for a time. Please check, or try again in a few minutes.
sign-in-too-many = Too many attempts to sign in from this network have failed. Please try again in a few minutes.
sign-in-as = Sign in as:
sign-in-once = This link works once.

second-step = Second factor
second-step-headline = Enter the code
second-step-code = Code
second-step-hint = The six digits in your authenticator app, or a recovery code.
second-step-button = Continue
second-step-back = Back
second-step-help = If you lost your telephone and have no recovery codes, please ask the system administrator.

account-security = Account security
account-headline = Account security
password-set-at = Set on
password-none = No password has been set.
password-change = Change the password
password-set = Set a password
password-headline = Change the password
password-first-headline = Set a password
password-first-lead = The link that you opened works once; from now on you sign in with this password. Sign-in name:
password-lead = Every other session will end. Sign-in name:
password-old = Present password
password-new = New password
password-new-hint = At least { $count } characters. Join a few words that have nothing to do with each other; do not use the sign-in name or a common password.
password-again = New password once more
password-keep = Keep the password
notice-password-set = The password is kept; every other session has ended.

second-factor = Second factor
second-factor-on = On: signing in also asks for a code from your telephone.
second-factor-off = Off. Turn it on, so that knowing the password is not enough to sign in.
second-factor-see = See
second-factor-enrol = Turn on the second factor
second-factor-lead = Besides the password, signing in asks for six digits from your telephone.
second-factor-owed = The rules ask this account for a second factor. Please set it up before going on.
second-factor-app = Install an authenticator app on your telephone, such as Google Authenticator, Microsoft Authenticator or FreeOTP.
second-factor-scan = Open the app and scan this code:
second-factor-qr = QR code with the secret key; the characters below can be typed instead.
second-factor-typed = If scanning does not work, type this:
second-factor-enter = Enter the code that the app shows:
second-factor-code = Six digits
second-factor-confirm = Turn on the second factor
second-factor-remove = Remove the second factor
second-factor-remove-hint = From then on only the password guards the account; the recovery codes no longer work.
notice-second-factor-removed = The second factor was removed.

recovery-codes = Recovery codes
recovery-codes-left = { $count ->
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
  }
recovery-codes-renew-hint = New codes make all earlier ones worthless.
recovery-codes-renew = Issue new recovery codes
recovery-codes-headline = Keep these recovery codes
recovery-codes-lead = Each works once when you do not have your telephone. They are shown only now: print them or write them down and keep them safe.
recovery-codes-kept = Kept, go on

sessions = Sessions
sessions-note = If you see a session that is not yours, end it and change your password.
session-device = Device
session-means = Signed in by
session-address = Network address
session-begun = Begun
session-seen = Last used
session-this = this session
session-end = End
sessions-end-others = End all other sessions
notice-session-ended = The session has ended.
notice-sessions-ended = All other sessions have ended.

means-link = One-time link
means-password = Password
means-totp = Password and code
means-recovery-code = Password and recovery code
means-passkey = Passkey
means-oidc = Identity provider

error-not-admitted-title = Not signed in
error-not-admitted-hint = Please sign in again; if that fails, ask the system administrator.
error-too-many-attempts-title = Too many failed attempts to sign in
error-too-many-attempts-hint = Please try again in a few minutes.
error-vault-title = A protected secret cannot be opened
error-vault-hint = The system's key may have changed. Please ask the administrator to check the key file.
