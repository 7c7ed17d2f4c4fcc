//! The secret that a form of this service carries: another site can send a form here, but cannot read the secret.

use std::sync::LazyLock;

use subtle::ConstantTimeEq;

use crate::app::random_id;

static TOKEN: LazyLock<String> = LazyLock::new(|| random_id() + &random_id());

/// The token of this process: 256 random bits.
pub fn token() -> &'static str {
    &TOKEN
}

/// Whether a form carries it. Takes the same time wherever the two differ.
pub fn is_token(given: &str) -> bool {
    given.as_bytes().ct_eq(TOKEN.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_is_the_token() {
        let wrong = token().replace(|c: char| c.is_ascii_digit(), "x");
        assert!(is_token(token()) && token().len() == 64);
        assert!(!is_token("") && !is_token(&wrong) && !is_token(&token()[1..]));
    }
}
