//! The second factor: codes of a time (TOTP, RFC 6238) from a device, and recovery codes for when it is lost.

use domain::UserId;
use domain::audit::Event;
use jiff::SignedDuration;
use store::totp::Totp as Kept;
use totp_rs::{Builder, Secret, Totp};

use super::password::prove;
use super::session::renew;
use super::strength;
use super::{digest, rules};
use crate::sign_in::Visit;
use crate::{Actor, Error, FieldError, Work};

/// Whose codes these are, as the device shows it.
const ISSUER: &str = "Cột Mốc";
/// How many bytes the shared secret has (RFC 4226 recommends 160 bits).
const SECRET_BYTES: usize = 20;
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// Letters and digits of a recovery code: none that look alike, so each gives five bits.
const RECOVERY_LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// Whoever signed in so recently need not type the password again.
const RECENT: SignedDuration = SignedDuration::from_mins(10);

/// A second factor offered, to be taken up by a device.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The shared secret to type in, in groups of four.
    pub secret: String,
    /// The same as a QR code: a PNG picture in base64.
    pub qr_png: String,
}

/// How an account stands with its second factor.
#[derive(Debug, Clone)]
pub enum Standing {
    /// It has none yet; this one is offered.
    Offered(Offer),
    /// It has one, and so many recovery codes are left.
    Enrolled {
        /// How many recovery codes are left.
        codes_left: usize,
    },
}

/// What comes of enrolling: recovery codes, shown once, and the new secret of the session.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// The recovery codes.
    pub codes: Vec<String>,
    /// The secret of the session, which is now trusted with more.
    pub session: String,
}

/// How whoever is signed in stands with the second factor; offers one where there is none.
pub async fn standing(work: &Work, visit: &Visit) -> Result<Standing, Error> {
    let account = visit.session.account;
    let mut read = work.store.read().await?;
    let kept = store::totp::find(&mut read, account).await?;
    if kept.as_ref().is_some_and(|kept| kept.confirmed_at.is_some()) {
        let left = store::recovery_code::count_left(&mut read, account).await?;
        return Ok(Standing::Enrolled { codes_left: usize::try_from(left).unwrap_or(0) });
    }
    let name = store::account::get(&mut read, account).await?.sign_in_name;
    drop(read);
    let secret = match kept {
        Some(kept) => open(work, &kept)?,
        None => offer(work, account).await?,
    };
    let totp = totp(secret, &name)?;
    let plain = totp.secret().to_base32();
    let groups: Vec<&str> =
        (0..plain.len()).step_by(4).filter_map(|at| plain.get(at..plain.len().min(at + 4))).collect();
    let qr_png = totp.to_qr_base64().map_err(|_| Error::Vault)?;
    Ok(Standing::Offered(Offer { secret: groups.join(" "), qr_png }))
}

/// Keeps a new secret that awaits its first code.
async fn offer(work: &Work, account: UserId) -> Result<Vec<u8>, Error> {
    let secret = work.clock.random::<SECRET_BYTES>();
    let sealed = work.vault.seal(work.clock, &secret, &about(account))?;
    let mut tx = work.store.write().await?;
    store::totp::offer(&mut tx, account, &sealed).await?;
    tx.commit_unrecorded().await?;
    Ok(secret.to_vec())
}

/// Enrols the second factor offered, by a first code from the device.
pub async fn enrol(work: &Work, visit: &Visit, code: &str, password: &str) -> Result<Enrolled, Error> {
    prove_again(work, visit, password).await?;
    let account = visit.session.account;
    let codes = new_codes(work);
    let mut tx = work.store.write().await?;
    let kept = store::totp::find(&mut tx, account).await?.ok_or_else(wrong_code)?;
    let code = code.replace(' ', "");
    let step = matching_step(work, &kept, &code)?.ok_or_else(wrong_code)?;
    let is_first = store::totp::advance(&mut tx, account, step).await?
        && store::totp::confirm(&mut tx, account, work.clock.now()).await?;
    if !is_first {
        return Err(wrong_code());
    }
    store::recovery_code::renew(&mut tx, account, &digests(account, &codes)).await?;
    let session = renew(work, &mut tx, visit).await?;
    let events = [Event::done("totp.enrolled", account), Event::done("recovery_code.renewed", account)];
    work.keep(tx, &visit.actor, events).await?;
    Ok(Enrolled { codes, session })
}

/// Gives whoever is signed in new recovery codes; the old ones are worth nothing from then on.
pub async fn renew_codes(work: &Work, visit: &Visit, password: &str) -> Result<Vec<String>, Error> {
    prove_again(work, visit, password).await?;
    let account = visit.session.account;
    let codes = new_codes(work);
    let mut tx = work.store.write().await?;
    store::recovery_code::renew(&mut tx, account, &digests(account, &codes)).await?;
    work.keep(tx, &visit.actor, [Event::done("recovery_code.renewed", account)]).await?;
    Ok(codes)
}

/// Removes the second factor of whoever is signed in, whose password must be long enough to stand alone.
pub async fn remove(work: &Work, visit: &Visit, password: &str) -> Result<String, Error> {
    prove(work, visit, "password", password).await?;
    let least = strength::least(false, &rules(work).await?);
    if domain::text::nfc(password).chars().count() < least {
        return Err(Error::Invalid(vec![FieldError::new(
            "password",
            format!(
                "Mật khẩu dùng một mình cần ít nhất {least} ký tự. Đề nghị đổi mật khẩu trước khi bỏ lớp xác thực thứ hai."
            ),
            format!(
                "A password that stands alone needs at least {least} characters. Change it before removing the second factor."
            ),
        )]));
    }
    let account = visit.session.account;
    let mut tx = work.store.write().await?;
    take_away(&mut tx, account).await?;
    let session = renew(work, &mut tx, visit).await?;
    work.keep(tx, &visit.actor, [Event::done("totp.removed", account)]).await?;
    Ok(session)
}

/// Removes the second factor of an account whose owner lost device and recovery codes; its sessions end.
pub async fn reset(work: &Work, actor: &Actor, account: UserId) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    take_away(&mut tx, account).await?;
    store::session::remove_others(&mut tx, account, "").await?;
    work.keep(tx, actor, [Event::done("totp.removed", account)]).await
}

/// The same by the account's sign-in name.
pub async fn reset_by_name(work: &Work, actor: &Actor, name: &str) -> Result<(), Error> {
    let name = super::sign_in_name(name);
    let account = store::account::find_by_name(&mut work.store.read().await?, &name).await?;
    match account {
        Some(account) => reset(work, actor, account.id).await,
        None => Ok(()),
    }
}

async fn take_away(tx: &mut store::Write, account: UserId) -> Result<(), Error> {
    store::totp::remove(tx, account).await?;
    Ok(store::recovery_code::remove_all(tx, account).await?)
}

/// Whether the password is asked for again before the second factor is touched.
pub fn asks_password(work: &Work, visit: &Visit) -> bool {
    RECENT < work.clock.now().duration_since(visit.session.created_at)
}

async fn prove_again(work: &Work, visit: &Visit, password: &str) -> Result<(), Error> {
    if asks_password(work, visit) { prove(work, visit, "password", password).await } else { Ok(()) }
}

/// The time step that a code belongs to: the present one, or one beside it for clocks that differ a little.
pub(super) fn matching_step(work: &Work, kept: &Kept, code: &str) -> Result<Option<i64>, Error> {
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let totp = totp(open(work, kept)?, "")?;
    let now = u64::try_from(work.clock.now().as_second()).unwrap_or(0);
    Ok(totp.check(code, now).and_then(|step| i64::try_from(step).ok()))
}

fn totp(secret: Vec<u8>, name: &str) -> Result<Totp, Error> {
    let name = if name.is_empty() { "cotmoc" } else { name };
    let builder = Builder::new().with_secret(Secret::from(secret)).with_account_name(name.replace(':', " "));
    builder.with_issuer(Some(ISSUER)).build().map_err(|_| Error::Vault)
}

fn open(work: &Work, kept: &Kept) -> Result<Vec<u8>, Error> {
    work.vault.open(&kept.sealed_secret, &about(kept.account))
}

fn about(account: UserId) -> String {
    format!("totp {account}")
}

fn wrong_code() -> Error {
    Error::Invalid(vec![FieldError::new(
        "code",
        "Mã không đúng. Đề nghị kiểm tra giờ trên điện thoại và nhập mã mới nhất gồm 6 chữ số.",
        "The code is wrong. Check the time on your telephone and enter the latest six digits.",
    )])
}

/// Sixteen letters each, 80 bits, in groups of four.
fn new_codes(work: &Work) -> Vec<String> {
    let letter = |byte: &u8| char::from(RECOVERY_LETTERS[usize::from(byte % 32)]);
    let group = |bytes: &[u8]| bytes.iter().map(letter).collect::<String>();
    let code = |bytes: [u8; 16]| bytes.chunks(4).map(group).collect::<Vec<_>>().join("-");
    (0..RECOVERY_CODES).map(|_| code(work.clock.random())).collect()
}

fn digests(account: UserId, codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| recovery_digest(account, &code.replace('-', ""))).collect()
}

/// What is kept of a recovery code, which is given without spaces and hyphens.
pub(super) fn recovery_digest(account: UserId, code: &str) -> String {
    digest(&format!("{account} {code}"))
}
