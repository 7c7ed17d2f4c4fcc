//! Who comes in: sessions, log-in, one-time links. What nobody in particular may ask is asked here, not at a desk.

mod half;
mod limits;
mod log_in;
mod whence;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use self::half::Halves;
pub(in crate::app) use self::limits::{Attempts, Tried};
pub use self::log_in::LetIn;
pub use self::whence::Whence;
use super::password;
use super::people::new_hash;
use super::preset::{DoFirst, Preset};
use super::secret::{digest, new_secret, seal};
use crate::access::{Caller, LoggedIn};
use crate::app::{AppError, Clock, random_id};
use crate::model::{AccountDeed, Deed};
use crate::store::{Account, AccountChange, Comer, NewBatch, SecretDigest, Store, StoreError};

/// The end of a session is put off at most so often, in seconds.
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
    halves: Halves,
    key: Key,
    /// Once there was an account, or where others than this machine can come, this process never again takes anybody for the one
    /// at the machine: not even after a backup without accounts was restored.
    closed: AtomicBool,
    /// Whether the end of a session is being put off.
    keeping: Arc<AtomicBool>,
}

/// Of this process; nothing prints it.
struct Key(String);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// Whoever asks.
#[derive(Debug, Clone)]
pub struct Comes {
    /// Who they are.
    pub caller: Caller,
    /// What they must do before anything else.
    pub first: Option<DoFirst>,
}

/// A session that was begun.
#[derive(Debug, Clone)]
pub struct BegunSession {
    /// What the browser keeps.
    pub secret: String,
    /// So many seconds.
    pub lasts: i64,
    /// The marks that it keeps longer: who logged in with it is not held up by what others try.
    pub marks: String,
}

/// Why somebody was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotLetIn {
    /// Login or password is wrong, or the account is disabled; which of these is not told.
    Wrong,
    /// The code is wrong, or was used.
    WrongCode,
    /// Too many attempts failed.
    TooOften,
    /// The code came too late, or the log-in is whole already.
    Over,
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
        let (limits, halves, key) = (Attempts::default(), Halves::default(), Key(new_secret()));
        Self { store, clock, limits, halves, key, closed: AtomicBool::default(), keeping: Arc::default() }
    }

    /// Nobody is taken for the one at the machine any more: others can reach the pages.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Who asks, by the secret their browser keeps; none where they must log in first.
    ///
    /// # Errors
    /// The store fails.
    pub async fn caller(&self, secret: Option<&str>) -> Result<Option<Comes>, AppError> {
        let known = match self.store.comer(secret.map(digest), self.clock.now()).await? {
            Comer::NoAccounts => {
                let is_open = !self.closed.load(Ordering::Relaxed);
                return Ok(is_open.then_some(Comes { caller: Caller::Local, first: None }));
            }
            Comer::Stranger => None,
            Comer::Known(known) => Some(*known),
        };
        self.close();
        let (Some((account, session, preset)), Some(secret)) = (known, secret) else { return Ok(None) };
        let preset = Preset::named(preset.as_deref());
        if session.idle_at < self.clock.after(preset.idle() - NOTED_EVERY) {
            self.keep(session.digest, preset.idle()).await;
        }
        let first = preset.first(&account, &self.oldest_password(preset));
        Ok(Some(Comes { caller: person(account, secret), first }))
    }

    /// From which moment on a password is good.
    fn oldest_password(&self, preset: Preset) -> String {
        self.clock.after(-preset.password_days().unwrap_or_default() * 24 * 3_600)
    }

    /// Who asks, by the token of a program; none where it is none, or ended.
    ///
    /// # Errors
    /// The store fails.
    pub async fn bearer(&self, token: &str) -> Result<Option<Caller>, AppError> {
        let account = self.store.bearer(digest(token), self.clock.now()).await?;
        Ok(account.map(|account| person(account, token)))
    }

    /// Puts off the end of a session that is used. Whoever only reads does not wait long for one who writes, and reads on where
    /// nothing can be written.
    async fn keep(&self, digest: SecretDigest, idle: i64) {
        if self.keeping.swap(true, Ordering::Relaxed) {
            return;
        }
        let (store, keeping, idle_at) = (self.store.clone(), Arc::clone(&self.keeping), self.clock.after(idle));
        let kept = tokio::spawn(async move {
            if let Err(error) = store.keep_session(digest, idle_at).await {
                tracing::warn!(%error, "the end of a session was not put off");
            }
            keeping.store(false, Ordering::Relaxed);
        });
        let _ = timeout(KEEPING, kept).await;
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
    /// `BadRequest` where the new one is weak or one of before, or the one of before was changed meanwhile; the store fails.
    pub async fn change_password(
        &self,
        person: &LoggedIn,
        (before, new): (&str, &str),
        whence: &Whence,
    ) -> Result<Result<(), NotLetIn>, AppError> {
        let checked = match self.is_password(person, before, whence).await? {
            Ok(checked) => Some(checked),
            Err(why) => return Ok(Err(why)),
        };
        let hash = new_hash(&self.store, &person.login, new).await?;
        self.change(person, AccountChange::Password { hash, checked }, AccountDeed::Password).await?;
        Ok(Ok(()))
    }

    /// The hash of the password of whoever is logged in, where this is it.
    pub(super) async fn is_password(
        &self,
        person: &LoggedIn,
        password: &str,
        whence: &Whence,
    ) -> Result<Result<String, NotLetIn>, AppError> {
        let hash = self.store.account(person.login.clone()).await?.and_then(|account| account.hash);
        let mark = hash.as_deref().map(|hash| whence::mark(hash, &person.login)).filter(|mark| whence.has(mark));
        let (login, address) = (person.login.as_str(), whence.address);
        let attempt = Tried { login, address, mark: mark.as_deref(), is_code: false };
        let Some(wait) = self.limits.takes(&attempt, Instant::now()) else { return Ok(Err(NotLetIn::TooOften)) };
        sleep(wait).await;
        match hash {
            Some(hash) if password::matches(Some(&hash), password).await? => {
                self.limits.went_well(&attempt);
                Ok(Ok(hash))
            }
            _ => Ok(Err(NotLetIn::Wrong)),
        }
    }

    /// Does something to the account of whoever is logged in, and says so in the journal.
    pub(super) async fn change(
        &self,
        person: &LoggedIn,
        change: AccountChange,
        deed: AccountDeed,
    ) -> Result<(), AppError> {
        let batch = self.batch(&person.login, deed, person.login.clone());
        match self.store.change_account(batch, person.login.clone(), change).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict(why)) => Err(AppError::BadRequest(why)),
            Err(error) => Err(error.into()),
        }
    }

    pub(in crate::app) fn store(&self) -> &Store {
        &self.store
    }

    pub(in crate::app) fn clock(&self) -> Clock {
        self.clock
    }

    /// How often one may try.
    pub(in crate::app) fn limits(&self) -> &Attempts {
        &self.limits
    }

    /// What is worked out for one session is bound to this.
    pub(super) fn key(&self) -> &[u8] {
        self.key.0.as_bytes()
    }

    fn batch(&self, who: &str, deed: AccountDeed, account: String) -> NewBatch {
        NewBatch { id: random_id(), who: who.to_owned(), when: self.clock.now(), deed: Deed::Account { deed, account } }
    }
}

/// Whoever comes with the secret of a session or a token of an account.
fn person(account: Account, secret: &str) -> Caller {
    let Account { login, name, grants, recruiter, .. } = account;
    Caller::Person(Arc::new(LoggedIn { login, name, grants, recruiter, seal: seal(secret) }))
}
