//! Tokens, by which programs come as an account.

use serde::Serialize;

use super::change::change;
use super::people::found;
use super::secret::{digest, new_secret};
use crate::access::{Right, Scope, UsersPart};
use crate::app::{AppError, StoreDesk, random_id, to_the_minute};
use crate::model::{AccountDeed, Day};
use crate::store::{AccountChange, Token};

/// A token lasts so many seconds, where no day is named.
const LASTS: i64 = 90 * 24 * 3_600;
/// What every token begins with, so that one that was lost is known for what it is.
const BEGINS: &str = "liantu_";

/// A token that lasts; its secret is told once, when it is made.
#[derive(Debug, Clone, Serialize)]
pub struct TokenLine {
    /// What people call it by.
    pub id: String,
    /// Whose rights it has.
    pub login: String,
    /// When it was made, to the minute.
    pub made: String,
    /// When it ends, to the minute.
    pub until: String,
}

impl TokenLine {
    fn of(token: Token) -> Self {
        let (made, until) = (to_the_minute(&token.made), to_the_minute(&token.until));
        Self { id: token.id, login: token.login, made, until }
    }
}

/// A token just made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// The secret, which nobody is told again.
    pub secret: String,
    /// What is kept of it.
    pub line: TokenLine,
}

impl StoreDesk {
    /// Makes a token with the rights of an account, to the end of a day.
    ///
    /// # Errors
    /// The caller may not; there is no such account or it is disabled; the day is over.
    pub async fn token_make(&self, login: &str, until: Option<Day>) -> Result<NewToken, AppError> {
        let at = self.users(UsersPart::Accounts)?;
        let account = found(at.store(), login).await?;
        if account.disabled {
            return Err(AppError::BadRequest(format!("账户 {} 已停用；请先启用", account.login)));
        }
        let until = match until {
            Some(day) if day < at.today() => {
                return Err(AppError::BadRequest(format!("{day} 已经过了；请写今天或以后的一天")));
            }
            Some(day) => format!("{day}T23:59:59.999+08:00"),
            None => at.clock().after(LASTS),
        };
        let secret = format!("{BEGINS}{}", new_secret());
        let id = random_id()[..8].to_owned();
        let (login, made) = (account.login.clone(), at.clock().now());
        let token = Token { digest: digest(&secret), id, login, made, until };
        let told = format!("{} {}", account.login, token.id);
        change(&at, &account.login, AccountChange::Token(token.clone()), (AccountDeed::Token, told)).await?;
        Ok(NewToken { secret, line: TokenLine::of(token) })
    }

    /// The tokens that last, of one account or of all.
    ///
    /// # Errors
    /// The caller may not, or there is no such account.
    pub async fn tokens(&self, login: Option<&str>) -> Result<Vec<TokenLine>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let login = match login {
            Some(login) => Some(found(at.store(), login).await?.login),
            None => None,
        };
        let tokens = at.store().tokens(login, at.clock().now()).await?;
        Ok(tokens.into_iter().map(TokenLine::of).collect())
    }

    /// Revokes a token of an account.
    ///
    /// # Errors
    /// The caller may not, or there is no such account or token.
    pub async fn token_revoke(&self, login: &str, id: &str) -> Result<(), AppError> {
        let at = self.users(UsersPart::Accounts)?;
        let login = found(at.store(), login).await?.login;
        let told = format!("{login} {id}");
        change(&at, &login, AccountChange::NoToken(id.to_owned()), (AccountDeed::NoToken, told)).await
    }

    /// The tokens of whoever asks.
    ///
    /// # Errors
    /// They have no account, or the store fails.
    pub async fn own_tokens(&self) -> Result<Vec<TokenLine>, AppError> {
        let (at, person) = self.own()?;
        let tokens = at.store().tokens(Some(person.login.clone()), at.clock().now()).await?;
        Ok(tokens.into_iter().map(TokenLine::of).collect())
    }

    /// Revokes a token of whoever asks.
    ///
    /// # Errors
    /// They have no account or no such token, or the store fails.
    pub async fn own_token_revoke(&self, id: &str) -> Result<(), AppError> {
        let (at, person) = self.own()?;
        let told = format!("{} {id}", person.login);
        change(&at, &person.login, AccountChange::NoToken(id.to_owned()), (AccountDeed::NoToken, told)).await
    }
}
