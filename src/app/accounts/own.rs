//! One's own sessions; one's password is changed at the door, where attempts are counted. Whoever has an account may; no
//! right of the table is asked for.

use serde::Serialize;

use super::change::change;
use crate::app::{AppError, StoreDesk, to_the_minute};
use crate::model::AccountDeed;
use crate::store::{AccountChange, Session};

/// A log-in that lasts.
#[derive(Debug, Clone, Serialize)]
pub struct OwnSession {
    /// Whose it is.
    pub login: String,
    /// When it began, to the minute.
    pub begun: String,
    /// When it ends unless something is asked, to the minute.
    pub idle_at: String,
    /// The address of whoever began it.
    pub address: String,
}

impl OwnSession {
    pub(super) fn of(session: Session) -> Self {
        Self {
            login: session.login,
            begun: to_the_minute(&session.begun),
            idle_at: to_the_minute(&session.idle_at),
            address: session.address,
        }
    }
}

impl StoreDesk {
    /// The sessions of whoever asks.
    ///
    /// # Errors
    /// They have no account, or the store fails.
    pub async fn own_sessions(&self) -> Result<Vec<OwnSession>, AppError> {
        let (at, person) = self.own()?;
        let sessions = at.store().sessions(Some(person.login.clone()), at.clock().now()).await?;
        Ok(sessions.into_iter().map(OwnSession::of).collect())
    }

    /// Ends every session of whoever asks, this one too.
    ///
    /// # Errors
    /// They have no account, or the store fails.
    pub async fn own_out(&self) -> Result<(), AppError> {
        let (at, person) = self.own()?;
        change(&at, &person.login, AccountChange::EndSessions, (AccountDeed::End, person.login.clone())).await
    }
}
