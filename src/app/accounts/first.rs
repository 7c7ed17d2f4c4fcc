//! The first admin of a service that is reached over a network.

use super::NewAccount;
use crate::access::{Right, Scope, UsersPart, holds_part};
use crate::app::{AppError, StoreDesk};
use crate::model::{AccountRole, Grant};
use crate::store::Account;

/// What the first admin logs in as, where nobody chose a login.
const FIRST: &str = "admin";

impl StoreDesk {
    /// Login and secret of a one-time link for the first admin, who is made where there is no account; none once an admin has set
    /// a password.
    ///
    /// # Errors
    /// The caller may not, or the store fails.
    pub async fn link_of_the_first(&self) -> Result<Option<(String, String)>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let accounts = at.store().accounts().await?;
        let keeps = |grant: &Grant| holds_part(grant.role, UsersPart::Accounts);
        let is_admin = |account: &&Account| account.grants.iter().any(keeps);
        let login = match accounts.iter().filter(is_admin).find(|account| !account.disabled) {
            Some(_) if accounts.iter().filter(is_admin).any(|account| account.hash.is_some()) => return Ok(None),
            Some(admin) => admin.login.clone(),
            None if accounts.is_empty() => {
                let grants = vec![Grant { role: AccountRole::Admin, scope: None }];
                let (login, name) = (FIRST.to_owned(), String::new());
                self.account_add(NewAccount { login, name, grants, first: true, recruiter: None, password: None })
                    .await?
            }
            None => return Ok(None),
        };
        let secret = self.account_link(&login).await?;
        Ok(Some((login, secret)))
    }
}
