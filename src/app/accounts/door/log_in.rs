//! Somebody logs in: by a password, and by a code where the account has a second factor.

use std::time::Instant;

use tokio::time::sleep;

use super::half::Half;
use super::limits::Tried;
use super::whence::{Whence, mark};
use super::{AT_MOST, BegunSession, Door, NotLetIn};
use crate::app::AppError;
use crate::app::accounts::password::{self, is_current};
use crate::app::accounts::people::{NOBODY, folded};
use crate::app::accounts::preset::Preset;
use crate::app::accounts::secret::{digest, new_secret};
use crate::model::AccountDeed;
use crate::store::{Account, LogIn, Proof, Session};

/// How far somebody got who was not refused.
#[derive(Debug, Clone)]
pub enum LetIn {
    /// They are in.
    Session(BegunSession),
    /// The code of their second factor is asked for; this leads back to their log-in.
    CodeNext(String),
}

impl LetIn {
    /// The session, where it has begun.
    pub fn session(self) -> Option<BegunSession> {
        match self {
            Self::Session(session) => Some(session),
            Self::CodeNext(_) => None,
        }
    }
}

impl Door {
    /// Lets somebody in by a password, or as far as to the code.
    ///
    /// # Errors
    /// The store fails.
    pub async fn log_in(
        &self,
        login: &str,
        password: &str,
        whence: &Whence,
    ) -> Result<Result<LetIn, NotLetIn>, AppError> {
        let login = folded(login);
        let account = self.store.account(login.clone()).await?;
        let hash = account.as_ref().and_then(|account| account.hash.as_deref());
        let mark = hash.map(|hash| mark(hash, &login)).filter(|mark| whence.has(mark));
        let attempt = Tried { login: &login, address: whence.address, mark: mark.as_deref(), is_code: false };
        let Some(wait) = self.limits.takes(&attempt, Instant::now()) else { return Ok(Err(NotLetIn::TooOften)) };
        sleep(wait).await;
        let matches = password::matches(hash, password).await?;
        if let (true, Some(account), Some(hash)) = (matches, &account, hash)
            && let Some(let_in) = self.passed(account, (hash, password), whence).await?
        {
            match &let_in {
                LetIn::Session(_) => self.limits.went_well(&attempt),
                LetIn::CodeNext(_) => self.limits.take_back(&attempt),
            }
            return Ok(Ok(let_in));
        }
        // What was typed where there is no such account may be anything, also a password.
        let told = account.map_or("?".to_owned(), |account| account.login);
        self.refused(&format!("{told} {}", whence.address)).await?;
        Ok(Err(NotLetIn::Wrong))
    }

    /// Lets in whoever signed on before a proxy that is believed, or as far as to the code; none where there is no such account,
    /// or it is disabled.
    ///
    /// # Errors
    /// The store fails.
    pub async fn signed_on(&self, login: &str, whence: &Whence) -> Result<Option<LetIn>, AppError> {
        let login = folded(login);
        if let Some(account) = self.store.account(login.clone()).await? {
            let half = Half { login, checked: None, renewed: None };
            if let Some(let_in) = self.vouched(&account, half, whence).await? {
                return Ok(Some(let_in));
            }
        }
        self.refused(&format!("? {} 统一登录", whence.address)).await?;
        Ok(None)
    }

    /// What comes after a right password; nothing where the account is disabled or was changed meanwhile.
    async fn passed(
        &self,
        account: &Account,
        (checked, password): (&str, &str),
        whence: &Whence,
    ) -> Result<Option<LetIn>, AppError> {
        let renewed = if is_current(checked) { None } else { Some(password::hash(password).await?) };
        let half = Half { login: account.login.clone(), checked: Some(checked.to_owned()), renewed };
        self.vouched(account, half, whence).await
    }

    /// A session, or the way to the code where the account has a second factor.
    async fn vouched(&self, account: &Account, half: Half, whence: &Whence) -> Result<Option<LetIn>, AppError> {
        if !account.has_factor {
            return Ok(self.began(half, None, whence).await?.map(LetIn::Session));
        }
        let kept = if account.disabled { None } else { self.halves.keep(half, Instant::now()) };
        Ok(kept.map(LetIn::CodeNext))
    }

    /// Lets somebody in whose password was right, by a code or a recovery code.
    ///
    /// # Errors
    /// The store fails.
    pub async fn enter_code(
        &self,
        half: &str,
        code: &str,
        whence: &Whence,
    ) -> Result<Result<BegunSession, NotLetIn>, AppError> {
        let Some(waiting) = self.halves.waiting(half, Instant::now()) else { return Ok(Err(NotLetIn::Over)) };
        let login = waiting.login.clone();
        let mark = waiting.checked.as_deref().map(|hash| mark(hash, &login)).filter(|mark| whence.has(mark));
        let attempt = Tried { login: &login, address: whence.address, mark: mark.as_deref(), is_code: true };
        let Some(wait) = self.limits.takes(&attempt, Instant::now()) else { return Ok(Err(NotLetIn::TooOften)) };
        sleep(wait).await;
        let factor = self.store.factor(login.clone()).await?;
        if let Some(proof) = factor.and_then(|factor| self.proof(code, &factor))
            && let Some(session) = self.began(waiting, Some(proof), whence).await?
        {
            self.limits.went_well(&attempt);
            self.halves.end(half);
            return Ok(Ok(session));
        }
        self.refused(&format!("{login} {} 验证码", whence.address)).await?;
        Ok(Err(NotLetIn::WrongCode))
    }

    /// A session of an account whose password was checked, or for whom a proxy vouches; none where it was disabled or changed meanwhile, or what proves its
    /// second factor was used.
    async fn began(&self, half: Half, proof: Option<Proof>, whence: &Whence) -> Result<Option<BegunSession>, AppError> {
        let Half { login, checked, renewed } = half;
        let preset = Preset::named(self.store.preset().await?.as_deref());
        let secret = new_secret();
        let session = Session {
            digest: digest(&secret),
            login: login.clone(),
            begun: self.clock.now(),
            idle_at: self.clock.after(preset.idle()),
            ends: self.clock.after(AT_MOST),
            address: whence.address.to_string(),
        };
        let hash = renewed.as_deref().or(checked.as_deref());
        let marks = hash.map_or_else(|| whence.marks.clone(), |hash| whence.with(&mark(hash, &login)));
        let way = if hash.is_none() { " 统一登录" } else { "" };
        let batch = self.batch(&login, AccountDeed::LogIn, format!("{login} {}{way}", whence.address));
        let log_in = LogIn { session, checked, renewed, proof, alone: preset.is_alone() };
        let number = self.store.open_session(batch, log_in).await?;
        Ok(number.map(|_| BegunSession { secret, lasts: AT_MOST, marks }))
    }

    async fn refused(&self, told: &str) -> Result<(), AppError> {
        let batch = self.batch(NOBODY, AccountDeed::Refused, told.to_owned());
        self.store.apply(batch, Vec::new(), Vec::new()).await?;
        Ok(())
    }
}
