//! Who may log in, as a store keeps it.

use std::sync::Arc;

use super::{Account, AccountChange, Comer, Factor, LogIn, NewBatch, Result, SecretDigest, Session, Store, Token};
use super::{blocking, delegate};
use crate::model::Journal;

#[expect(clippy::missing_errors_doc, reason = "the type of `Store` says it of all; a method says what is its own")]
impl Store {
    /// Every account, by login.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        delegate!(self, accounts())
    }

    /// The account with this login.
    pub async fn account(&self, login: String) -> Result<Option<Account>> {
        delegate!(self, account(&login))
    }

    /// The hashes of the last passwords of an account before the one in use, as many as are not taken again.
    pub async fn past_passwords(&self, login: String) -> Result<Vec<String>> {
        delegate!(self, past_passwords(&login))
    }

    /// Does something to an account; the batch, which says what, is written in the same transaction.
    ///
    /// # Errors
    /// `Conflict` where one that is made is there already, or one that is changed is not.
    pub async fn change_account(&self, batch: NewBatch, login: String, change: AccountChange) -> Result<Journal> {
        delegate!(self, change_account(&batch, &login, &change))
    }

    /// Whom a one-time link is for; none once it was used, is over, or the account was disabled.
    pub async fn invited(&self, digest: SecretDigest, now: String) -> Result<Option<Account>> {
        delegate!(self, invited(&digest, &now))
    }

    /// Sets a password by a one-time link, which then is used; none where it no longer works. Of many at once one gets it.
    pub async fn redeem(&self, batch: NewBatch, digest: SecretDigest, hash: String) -> Result<Option<Journal>> {
        delegate!(self, redeem(&batch, &digest, &hash))
    }

    /// Who bears the secret of a session.
    pub async fn comer(&self, digest: Option<SecretDigest>, now: String) -> Result<Comer> {
        delegate!(self, comer(digest.as_ref(), &now))
    }

    /// Begins a session of an account; where the account was disabled, its password changed or what proved its second factor
    /// was used meanwhile, it begins none.
    pub async fn open_session(&self, batch: NewBatch, log_in: LogIn) -> Result<Option<Journal>> {
        delegate!(self, open_session(&batch, &log_in))
    }

    /// The name of the rules by which people are let in, where they were chosen.
    pub async fn preset(&self) -> Result<Option<String>> {
        delegate!(self, preset())
    }

    /// Lets people in by other rules; every session ends.
    pub async fn set_preset(&self, batch: NewBatch, preset: String) -> Result<Journal> {
        delegate!(self, set_preset(&batch, &preset))
    }

    /// The second factor of an account.
    pub async fn factor(&self, login: String) -> Result<Option<Factor>> {
        delegate!(self, factor(&login))
    }

    /// The account that a program with a token comes as.
    pub async fn bearer(&self, digest: SecretDigest, now: String) -> Result<Option<Account>> {
        delegate!(self, bearer(&digest, &now))
    }

    /// The tokens that last, of one account or of all.
    pub async fn tokens(&self, login: Option<String>, now: String) -> Result<Vec<Token>> {
        delegate!(self, tokens(login.as_deref(), &now))
    }

    /// Puts off the moment at which a session ends unless something is asked.
    pub async fn keep_session(&self, digest: SecretDigest, idle_at: String) -> Result<()> {
        delegate!(self, keep_session(&digest, &idle_at))
    }

    /// Ends a session.
    pub async fn end_session(&self, digest: SecretDigest) -> Result<()> {
        delegate!(self, end_session(&digest))
    }

    /// The sessions that last, of one account or of all.
    pub async fn sessions(&self, login: Option<String>, now: String) -> Result<Vec<Session>> {
        delegate!(self, sessions(login.as_deref(), &now))
    }
}
