//! The secret that a form of this service carries: another site can send a form here, but cannot read the secret.

use std::sync::LazyLock;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::access::LoggedIn;
use crate::app::random_id;
use crate::model::hex;

static KEY: LazyLock<String> = LazyLock::new(|| random_id() + &random_id());

/// The token of the forms of one session, or of whoever has none: 256 bits of a key of this process and of the session's seal.
pub fn token(person: Option<&LoggedIn>) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("invariant: HMAC takes a key of any length");
    mac.update(person.map_or("", |person| &person.seal).as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Whether a form carries it. Takes the same time wherever the two differ.
pub fn is_token(given: &str, person: Option<&LoggedIn>) -> bool {
    given.as_bytes().ct_eq(token(person).as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_is_the_token() {
        let right = token(None);
        let wrong = right.replace(|c: char| c.is_ascii_digit(), "x");
        assert!(is_token(&right, None) && right.len() == 64);
        assert!(!is_token("", None) && !is_token(&wrong, None) && !is_token(&right[1..], None));
    }

    #[test]
    fn the_token_of_one_session_is_not_that_of_another() {
        let person = |seal: &str| LoggedIn {
            login: "w".into(),
            name: "王".into(),
            grants: Vec::new(),
            recruiter: None,
            seal: seal.into(),
        };
        let (one, other) = (person("a"), person("b"));
        assert!(is_token(&token(Some(&one)), Some(&one)));
        assert!(!is_token(&token(Some(&one)), Some(&other)) && !is_token(&token(None), Some(&one)));
    }
}
