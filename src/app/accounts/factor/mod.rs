//! The second factor: codes by time, and recovery codes for whoever has lost them.
//!
//! What codes are made of follows from a key of this process and the session, so that looking at it keeps nothing; it is kept once
//! a code shows that somebody's authenticator has it.

mod totp;

use fast_qr::QRBuilder;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::change::change;
use super::door::{Door, NotLetIn, Whence};
use super::people::found;
use super::secret::digest;
use crate::access::{LoggedIn, UsersPart};
use crate::app::{AppError, StoreDesk};
use crate::model::AccountDeed;
use crate::store::{AccountChange, Factor, NewFactor, Proof};

/// So many recovery codes.
const CODES: usize = 10;
/// Bytes of what codes are made of, as the standard has it.
const SECRET: usize = 20;
/// Bytes of a recovery code.
const CODE: usize = 10;

/// A second factor that may be set.
#[derive(Debug, Clone)]
pub struct OfferedFactor {
    /// What codes will be made of, in groups of four to be typed.
    pub secret: String,
    /// The picture an authenticator reads: an SVG path of unit squares.
    pub picture: String,
    /// So many units wide and high, with its margin.
    pub size: usize,
}

impl Door {
    /// The second factor that somebody may set in this session.
    ///
    /// # Errors
    /// The picture cannot be made.
    pub fn offered_factor(&self, person: &LoggedIn) -> Result<OfferedFactor, AppError> {
        let secret = self.offered(person);
        let (picture, size) = picture(&totp::address(&person.login, &secret))?;
        Ok(OfferedFactor { secret: in_fours(&totp::written(&secret)), picture, size })
    }

    fn offered(&self, person: &LoggedIn) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key()).expect("invariant: HMAC takes a key of any length");
        mac.update(person.seal.as_bytes());
        mac.finalize().into_bytes()[..SECRET].to_vec()
    }

    /// Sets the second factor that was offered in this session, shown by a code of it; gives the recovery codes, which are told
    /// this once. The other sessions end.
    ///
    /// # Errors
    /// `BadRequest` where there is one already; the store fails.
    pub async fn set_factor(
        &self,
        person: &LoggedIn,
        session: &str,
        (password, code): (&str, &str),
        whence: &Whence,
    ) -> Result<Result<Vec<String>, NotLetIn>, AppError> {
        let checked = match self.is_password(person, password, whence).await? {
            Ok(checked) => checked,
            Err(why) => return Ok(Err(why)),
        };
        let secret = self.offered(person);
        let Some(used) = totp::step_of(&plain(code), &secret, (self.step(), 0)) else {
            return Ok(Err(NotLetIn::WrongCode));
        };
        let codes = (0..CODES).map(|_| new_code()).collect::<Result<Vec<_>, _>>()?;
        let digests = codes.iter().map(|code| digest(&plain(code))).collect();
        let new = NewFactor { secret, used, codes: digests, checked, session: digest(session) };
        self.change(person, AccountChange::Factor(new), AccountDeed::Factor).await?;
        Ok(Ok(codes))
    }

    /// Takes one's second factor away, which a code of it or a recovery code shows; all sessions end.
    ///
    /// # Errors
    /// The store fails.
    pub async fn drop_factor(
        &self,
        person: &LoggedIn,
        (password, code): (&str, &str),
        whence: &Whence,
    ) -> Result<Result<(), NotLetIn>, AppError> {
        if let Err(why) = self.is_password(person, password, whence).await? {
            return Ok(Err(why));
        }
        let factor = self.factor(person).await?;
        if factor.and_then(|factor| self.proof(code, &factor)).is_none() {
            return Ok(Err(NotLetIn::WrongCode));
        }
        self.change(person, AccountChange::NoFactor, AccountDeed::NoFactor).await?;
        Ok(Ok(()))
    }

    /// The second factor of whoever is logged in.
    ///
    /// # Errors
    /// The store fails.
    pub async fn factor(&self, person: &LoggedIn) -> Result<Option<Factor>, AppError> {
        Ok(self.store().factor(person.login.clone()).await?)
    }

    /// What a code, or a recovery code, proves.
    pub(super) fn proof(&self, code: &str, factor: &Factor) -> Option<Proof> {
        let code = plain(code);
        if code.len() == totp::written(&[0; CODE]).len() {
            return Some(Proof::Recovery(digest(&code)));
        }
        totp::step_of(&code, &factor.secret, (self.step(), factor.used)).map(Proof::Code)
    }

    fn step(&self) -> i64 {
        totp::step_at(self.clock().seconds())
    }
}

impl StoreDesk {
    /// Takes the second factor of an account away: whoever lost it sets another one. Its sessions end.
    ///
    /// # Errors
    /// The caller may not, there is no such account, or it has none.
    pub async fn account_no_factor(&self, login: &str) -> Result<(), AppError> {
        let at = self.users(UsersPart::Grants)?;
        let account = found(at.store(), login).await?;
        if !account.has_factor {
            return Err(AppError::BadRequest(format!("账户 {} 没有开验证码", account.login)));
        }
        change(&at, &account.login, AccountChange::NoFactor, (AccountDeed::NoFactor, account.login.clone())).await
    }
}

/// A code as it is compared, however it was typed.
fn plain(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect()
}

fn new_code() -> Result<String, AppError> {
    let mut bytes = [0u8; CODE];
    getrandom::fill(&mut bytes).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(in_fours(&totp::written(&bytes)).replace(' ', "-"))
}

fn in_fours(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A text as a square that a camera reads, with the margin of four that it needs.
pub(in crate::app) fn picture(text: &str) -> Result<(String, usize), AppError> {
    const MARGIN: usize = 4;
    let code = QRBuilder::new(text).build();
    let code = code.map_err(|error| AppError::Internal(format!("no picture of a second factor: {error:?}")))?;
    let cells = (0..code.size).flat_map(|row| (0..code.size).map(move |column| (row, column)));
    let dark = cells.filter(|(row, column)| code[*row][*column].value());
    let square = |(row, column): (usize, usize)| format!("M{} {}h1v1h-1z", column + MARGIN, row + MARGIN);
    Ok((dark.map(square).collect(), code.size + 2 * MARGIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        let code = new_code().unwrap();
        assert!(code.len() == 19 && code != new_code().unwrap(), "{code}");
        assert_eq!(plain(&code), plain(&format!(" {} ", code.to_lowercase().replace('-', " "))));
        assert_eq!(plain("12 34-56"), "123456");
    }

    #[test]
    fn a_picture_has_its_three_corners_and_its_margin() {
        let (path, size) = picture("otpauth://totp/liantu:wang?secret=MZXW6&issuer=liantu").unwrap();
        let last = size - 5;
        for (x, y) in [(4, 4), (last, 4), (4, last)] {
            assert!(path.contains(&format!("M{x} {y}h1v1h-1z")), "{x} {y}");
        }
        assert!(!path.contains(&format!("M{last} {last}h")) || size > 8);
        assert!(!path.contains("M3 ") && !path.contains(&format!("M{} ", last + 1)));
    }
}
