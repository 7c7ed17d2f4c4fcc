//! Who comes in: sessions, log-in, one-time links. What nobody in particular may ask is asked here, not at a desk.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::time::timeout;

use super::limits::Attempts;
use super::password::{self, is_current};
use super::people::{NOBODY, folded, new_hash};
use super::secret::{digest, new_secret, seal};
use crate::access::{Caller, LoggedIn};
use crate::app::{AppError, Clock, random_id};
use crate::model::{AccountDeed, Deed};
use crate::store::{self, Account, AccountChange, Comer, NewBatch, SecretDigest, Store};

/// A session ends when nothing was asked for so many seconds.
const IDLE: i64 = 12 * 3_600;
/// It is put off by that at most so often, in seconds.
const NOTED_EVERY: i64 = 60;
/// So long a request waits until that is written.
const KEEPING: Duration = Duration::from_millis(200);
/// A session ends after so many seconds, whatever is asked.
const AT_MOST: i64 = 30 * 24 * 3_600;

/// Where people come in.
#[derive(Debug)]
pub struct Door {
    store: Store,
    clock: Clock,
    limits: Attempts,
    /// Once there was an account, or where others than this machine can come, this process never again takes anybody for the one
    /// at the machine: not even after a backup without accounts was restored.
    closed: AtomicBool,
    /// Whether the end of a session is being put off.
    keeping: Arc<AtomicBool>,
}

/// A session that was begun.
#[derive(Debug, Clone)]
pub struct BegunSession {
    /// What the browser keeps.
    pub secret: String,
    /// So many seconds.
    pub lasts: i64,
}

/// Why somebody was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotLetIn {
    /// Login or password is wrong, or the account is disabled; which of these is not told.
    Wrong,
    /// Too many attempts failed.
    TooOften,
}

/// Whom a one-time link is for.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The login.
    pub login: String,
    /// What people call them.
    pub name: String,
}

impl Door {
    /// The door of a store.
    pub fn of(store: Store, clock: Clock) -> Self {
        Self { store, clock, limits: Attempts::default(), closed: AtomicBool::default(), keeping: Arc::default() }
    }

    /// Nobody is taken for the one at the machine any more: others can reach the pages.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Who asks, by the secret their browser keeps; none where they must log in first.
    ///
    /// # Errors
    /// The store fails.
    pub async fn caller(&self, secret: Option<&str>) -> Result<Option<Caller>, AppError> {
        let (account, session) = match self.store.comer(secret.map(digest), self.clock.now()).await? {
            Comer::NoAccounts => return Ok((!self.closed.load(Ordering::Relaxed)).then_some(Caller::Local)),
            Comer::Stranger => (None, None),
            Comer::Known(known) => (Some(known.0), Some(known.1)),
        };
        self.close();
        let (Some(account), Some(session), Some(secret)) = (account, session, secret) else { return Ok(None) };
        if session.idle_at < self.clock.after(IDLE - NOTED_EVERY) {
            self.keep(session.digest).await;
        }
        let Account { login, name, grants, .. } = account;
        Ok(Some(Caller::Person(Arc::new(LoggedIn { login, name, grants, seal: seal(secret) }))))
    }

    /// Puts off the end of a session that is used. Whoever only reads does not wait long for one who writes, and reads on where
    /// nothing can be written.
    async fn keep(&self, digest: SecretDigest) {
        if self.keeping.swap(true, Ordering::Relaxed) {
            return;
        }
        let (store, keeping, idle_at) = (self.store.clone(), Arc::clone(&self.keeping), self.clock.after(IDLE));
        let kept = tokio::spawn(async move {
            if let Err(error) = store.keep_session(digest, idle_at).await {
                tracing::warn!(%error, "the end of a session was not put off");
            }
            keeping.store(false, Ordering::Relaxed);
        });
        let _ = timeout(KEEPING, kept).await;
    }

    /// Lets somebody in.
    ///
    /// # Errors
    /// The store fails.
    pub async fn log_in(
        &self,
        login: &str,
        password: &str,
        address: IpAddr,
    ) -> Result<Result<BegunSession, NotLetIn>, AppError> {
        let login = folded(login);
        if !self.limits.takes(&login, address, Instant::now()) {
            return Ok(Err(NotLetIn::TooOften));
        }
        let account = self.store.account(login.clone()).await?;
        let hash = account.as_ref().and_then(|account| account.hash.as_deref());
        let matches = password::matches(hash, password).await?;
        if let (true, Some(hash)) = (matches, hash)
            && let Some(session) = self.began(&login, (hash, password), address).await?
        {
            self.limits.went_well(&login, address);
            return Ok(Ok(session));
        }
        // What was typed where there is no such account may be anything, also a password.
        let told = account.map_or("?".to_owned(), |account| account.login);
        let batch = self.batch(NOBODY, AccountDeed::Refused, format!("{told} {address}"));
        self.store.apply(batch, Vec::new(), Vec::new()).await?;
        Ok(Err(NotLetIn::Wrong))
    }

    /// A session of an account whose password was checked; none where it was disabled or changed meanwhile.
    async fn began(
        &self,
        login: &str,
        (checked, password): (&str, &str),
        address: IpAddr,
    ) -> Result<Option<BegunSession>, AppError> {
        let renewed = if is_current(checked) { None } else { Some(password::hash(password).await?) };
        let secret = new_secret();
        let session = store::Session {
            digest: digest(&secret),
            login: login.to_owned(),
            begun: self.clock.now(),
            idle_at: self.clock.after(IDLE),
            ends: self.clock.after(AT_MOST),
            address: address.to_string(),
        };
        let batch = self.batch(login, AccountDeed::LogIn, format!("{login} {address}"));
        let number = self.store.open_session(batch, session, checked.to_owned(), renewed).await?;
        Ok(number.map(|_| BegunSession { secret, lasts: AT_MOST }))
    }

    /// Ends the session of whoever keeps this secret.
    ///
    /// # Errors
    /// The store fails.
    pub async fn log_out(&self, secret: &str) -> Result<(), AppError> {
        Ok(self.store.end_session(digest(secret)).await?)
    }

    /// Whom a one-time link is for; none where it no longer works.
    ///
    /// # Errors
    /// The store fails.
    pub async fn invited(&self, secret: &str) -> Result<Option<Invited>, AppError> {
        let found = self.store.invited(digest(secret), self.clock.now()).await?;
        Ok(found.map(|Account { login, name, .. }| Invited { login, name }))
    }

    /// Sets a password by a one-time link; none where it no longer works.
    ///
    /// # Errors
    /// `BadRequest` where the password is weak or one of before; the store fails.
    pub async fn accept(&self, secret: &str, password: &str) -> Result<Option<Invited>, AppError> {
        let Some(guest) = self.invited(secret).await? else { return Ok(None) };
        let hash = new_hash(&self.store, &guest.login, password).await?;
        let batch = self.batch(&guest.login, AccountDeed::Password, guest.login.clone());
        Ok(self.store.redeem(batch, digest(secret), hash).await?.map(|_| guest))
    }

    /// Sets another password for whoever is logged in; all their sessions end, this one too.
    ///
    /// # Errors
    /// `BadRequest` where the new one is weak or one of before; the store fails.
    pub async fn change_password(
        &self,
        person: &LoggedIn,
        (before, new): (&str, &str),
        address: IpAddr,
    ) -> Result<Result<(), NotLetIn>, AppError> {
        let login = &person.login;
        if !self.limits.takes(login, address, Instant::now()) {
            return Ok(Err(NotLetIn::TooOften));
        }
        let hash = self.store.account(login.clone()).await?.and_then(|account| account.hash);
        if !password::matches(hash.as_deref(), before).await? {
            return Ok(Err(NotLetIn::Wrong));
        }
        self.limits.went_well(login, address);
        let hash = new_hash(&self.store, login, new).await?;
        let batch = self.batch(login, AccountDeed::Password, login.clone());
        self.store.change_account(batch, login.clone(), AccountChange::Password(hash)).await?;
        Ok(Ok(()))
    }

    fn batch(&self, who: &str, deed: AccountDeed, account: String) -> NewBatch {
        NewBatch { id: random_id(), who: who.to_owned(), when: self.clock.now(), deed: Deed::Account { deed, account } }
    }
}
