//! The first steps of a new installation, and which of them are done.

use domain::AccessRole;

use crate::{Error, Work};

/// Which of the first steps are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setup {
    /// There are bodies.
    pub has_bodies: bool,
    /// Somebody can act as the standing office.
    pub has_office: bool,
    /// There is a plan.
    pub has_plan: bool,
}

impl Setup {
    /// Whether nothing is left to do.
    pub fn is_done(self) -> bool {
        self.has_bodies && self.has_office && self.has_plan
    }
}

/// Looks which of the first steps are done.
pub async fn setup(work: &Work) -> Result<Setup, Error> {
    let directory = work.directory_now().await?;
    let mut read = work.store.read().await?;
    let mut has_office = false;
    for account in store::account::list(&mut read).await? {
        let holds = directory.grants_of(account.person).iter().any(|g| g.role == AccessRole::StandingOffice);
        has_office |= holds && account.disabled_at.is_none();
    }
    Ok(Setup {
        has_bodies: !store::organisation::list(&mut read).await?.is_empty(),
        has_office,
        has_plan: !store::plan::list(&mut read).await?.is_empty(),
    })
}
