//! Hashing passwords (Argon2id): slow on purpose, so beside the server's own threads and few at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::rules::PasswordCost;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

use crate::Error;

/// The salt of the hash that is computed where there is none to compare with.
const NOBODY: [u8; 16] = *b"nobody's account";

/// Lets as many passwords be hashed at a time as there are processors; the others wait their turn.
#[derive(Debug, Clone)]
pub(crate) struct Hashing(Arc<Semaphore>);

impl Default for Hashing {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Semaphore::new(processors)))
    }
}

impl Hashing {
    /// Waits for a turn to hash one password.
    pub(crate) async fn turn(&self) -> Result<Turn, Error> {
        let permit = self.0.clone().acquire_owned().await.map_err(|_| Error::Hashing)?;
        Ok(Turn { _permit: permit })
    }
}

/// A turn to hash a password; the next one waits until it is over.
pub(crate) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Turn {
    /// Whether a password is the one that was hashed; where no hash is given, the same work ends in no.
    pub(crate) async fn verify(
        &self,
        password: &str,
        hash: Option<&str>,
        cost: PasswordCost,
    ) -> Result<bool, Error> {
        let (password, hash) = (password.to_owned(), hash.map(str::to_owned));
        aside(move || match hash {
            Some(hash) => Ok(Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()),
            None => hash_with(&password, &NOBODY, cost).map(|_| false),
        })
        .await
    }

    /// The hash of a password in PHC form.
    pub(crate) async fn hash(
        &self,
        password: &str,
        salt: [u8; 16],
        cost: PasswordCost,
    ) -> Result<String, Error> {
        let password = password.to_owned();
        aside(move || hash_with(&password, &salt, cost)).await
    }
}

/// Whether a hash was made at a lower cost than is now asked for.
pub(crate) fn is_cheaper(hash: &str, cost: PasswordCost) -> bool {
    let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
    params.is_none_or(|params| {
        params.m_cost() < cost.memory_kib || params.t_cost() < cost.passes || params.p_cost() < cost.lanes
    })
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.map_err(|_| Error::Hashing)?
}

fn hash_with(password: &str, salt: &[u8; 16], cost: PasswordCost) -> Result<String, Error> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None).map_err(|_| Error::Hashing)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(password.as_bytes(), salt).map_err(|_| Error::Hashing)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: PasswordCost = PasswordCost { memory_kib: 64, passes: 1, lanes: 1 };

    #[tokio::test]
    async fn only_the_same_password_is_right() {
        let turn = Hashing::default().turn().await.unwrap();
        let hash = turn.hash("mật khẩu dài của tôi", [1; 16], CHEAP).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(turn.verify("mật khẩu dài của tôi", Some(&hash), CHEAP).await.unwrap());
        assert!(!turn.verify("mật khẩu dài của tô", Some(&hash), CHEAP).await.unwrap());
        assert!(!turn.verify("", Some("not a hash"), CHEAP).await.unwrap());
        assert!(!turn.verify("mật khẩu dài của tôi", None, CHEAP).await.unwrap());
    }

    #[tokio::test]
    async fn a_hash_made_under_lower_rules_is_told() {
        let turn = Hashing::default().turn().await.unwrap();
        let hash = turn.hash("x", [1; 16], CHEAP).await.unwrap();
        assert!(!is_cheaper(&hash, CHEAP));
        assert!(!is_cheaper(&hash, PasswordCost { memory_kib: 32, ..CHEAP }));
        assert!(is_cheaper(&hash, PasswordCost { memory_kib: 128, ..CHEAP }));
        assert!(is_cheaper(&hash, PasswordCost { passes: 2, ..CHEAP }));
        assert!(is_cheaper("not a hash", CHEAP));
    }
}
