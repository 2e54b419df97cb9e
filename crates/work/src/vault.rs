//! What is kept under lock and key: secrets that must be read again, encrypted with the installation's key.
//!
//! The key lies outside the database, so that a copy of the database alone gives no second factor away.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::{Clock, Error, Work};

/// How many bytes a key has.
pub const KEY_BYTES: usize = 32;
/// How many bytes stand before the sealed text.
const NONCE_BYTES: usize = 12;
/// The setting that names the key by a digest, so that another key is noticed.
const KEY_SETTING: &str = "vault.key";

/// Seals secrets and opens them again (ChaCha20-Poly1305).
#[derive(Clone)]
pub struct Vault {
    cipher: ChaCha20Poly1305,
    /// Signs what leaves the installation and comes back; derived from the key, so that neither tells the other.
    signing: Hmac<Sha256>,
    name: String,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Vault {
    /// A vault with the installation's key.
    pub fn new(key: &[u8; KEY_BYTES]) -> Self {
        let name = domain::audit::sha256_hex(&[b"cotmoc vault ".as_slice(), key].concat());
        let derived = hmac(key).chain_update(b"cotmoc signing").finalize().into_bytes();
        let (cipher, signing) = (ChaCha20Poly1305::new(key.into()), hmac(&derived));
        Self { cipher, signing, name: name[..16].to_owned() }
    }

    /// A vault whose key ends with the program, for tests and for commands that seal nothing.
    pub fn passing(clock: Clock) -> Self {
        Self::new(&clock.random())
    }

    /// Encrypts a secret, bound to what it is about.
    pub fn seal(&self, clock: Clock, secret: &[u8], about: &str) -> Result<String, Error> {
        let nonce: [u8; NONCE_BYTES] = clock.random();
        let payload = Payload { msg: secret, aad: about.as_bytes() };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| Error::Vault)?;
        Ok(BASE64.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts a secret; fails with another key, for another matter, or when it was tampered with.
    pub fn open(&self, sealed: &str, about: &str) -> Result<Vec<u8>, Error> {
        let bytes = BASE64.decode(sealed).map_err(|_| Error::Vault)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(Error::Vault)?;
        let payload = Payload { msg: sealed, aad: about.as_bytes() };
        self.cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| Error::Vault)
    }

    /// Signs a text that leaves the installation and comes back (HMAC-SHA-256, in base64), bound to what it is for.
    pub fn sign(&self, text: &str, purpose: &str) -> String {
        BASE64.encode(self.mac(text, purpose).finalize().into_bytes())
    }

    /// Whether a signature is this installation's, of this very text.
    pub fn is_signed(&self, text: &str, purpose: &str, signature: &str) -> bool {
        let signature = BASE64.decode(signature).unwrap_or_default();
        self.mac(text, purpose).verify_slice(&signature).is_ok()
    }

    fn mac(&self, text: &str, purpose: &str) -> Hmac<Sha256> {
        self.signing.clone().chain_update(purpose).chain_update([0]).chain_update(text)
    }
}

/// An HMAC with a key, of which any length will do.
fn hmac(key: &[u8]) -> Hmac<Sha256> {
    <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length")
}

/// Whether the key is the one that this installation's secrets were sealed with; the first one becomes it.
pub async fn is_right_key(work: &Work) -> Result<bool, Error> {
    let mut tx = work.store.write().await?;
    if let Some(name) = store::setting::find(&mut tx, KEY_SETTING).await? {
        return Ok(name == work.vault.name);
    }
    store::setting::set(&mut tx, KEY_SETTING, &work.vault.name).await?;
    tx.commit_unrecorded().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_opens_it_for_the_same_matter() {
        let (vault, clock) = (Vault::new(&[7; KEY_BYTES]), Clock::system());
        let sealed = vault.seal(clock, b"secret", "account 1").unwrap();
        assert_eq!(vault.open(&sealed, "account 1").unwrap(), b"secret");
        assert_ne!(vault.seal(clock, b"secret", "account 1").unwrap(), sealed, "never the same twice");
        assert!(vault.open(&sealed, "account 2").is_err());
        assert!(Vault::new(&[8; KEY_BYTES]).open(&sealed, "account 1").is_err());
        let tampered = format!("{}{}", &sealed[..sealed.len() - 2], "AA");
        for wrong in [tampered.as_str(), "", "!", "AAAA"] {
            assert!(vault.open(wrong, "account 1").is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_the_same_key_signs_the_same_text() {
        let vault = Vault::new(&[7; KEY_BYTES]);
        let signature = vault.sign("row 1", "workbook");
        assert!(vault.is_signed("row 1", "workbook", &signature));
        assert!(Vault::new(&[7; KEY_BYTES]).is_signed("row 1", "workbook", &signature), "after a restart");
        assert!(!vault.is_signed("row 2", "workbook", &signature));
        assert!(!vault.is_signed("row 1", "letter", &signature));
        assert!(!vault.is_signed("row 1", "workbook", ""));
        assert!(!Vault::new(&[8; KEY_BYTES]).is_signed("row 1", "workbook", &signature));
    }

    #[test]
    fn a_vault_does_not_show_its_key() {
        let shown = format!("{:?}", Vault::new(&[7; KEY_BYTES]));
        assert!(!shown.contains("cipher") && shown.contains("name"), "{shown}");
    }
}
