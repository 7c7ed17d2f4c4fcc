//! Something is done to an account.

use crate::app::desk::Permit;
use crate::app::{AppError, random_id};
use crate::model::{AccountDeed, Deed};
use crate::store::{AccountChange, NewBatch, StoreError};

/// Does something to an account, and says so in the journal.
pub(super) async fn change(
    at: &Permit<'_>,
    login: &str,
    change: AccountChange,
    (deed, account): (AccountDeed, String),
) -> Result<(), AppError> {
    let deed = Deed::Account { deed, account };
    let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed };
    match at.store().change_account(batch, login.to_owned(), change).await {
        Ok(_) => Ok(()),
        Err(StoreError::Conflict(why)) => Err(AppError::BadRequest(why)),
        Err(error) => Err(error.into()),
    }
}
