//! The secret that a form of this service carries: another site can send a form here, but cannot read the secret.

use std::sync::LazyLock;

use crate::app::random_id;

static TOKEN: LazyLock<String> = LazyLock::new(|| random_id() + &random_id());

/// The token of this process: 256 random bits.
pub fn token() -> &'static str {
    &TOKEN
}

/// Whether a form carries it. Takes the same time wherever the two differ.
pub fn is_token(given: &str) -> bool {
    let differ = |(x, y): (u8, u8)| x ^ y;
    given.len() == TOKEN.len() && given.bytes().zip(TOKEN.bytes()).map(differ).fold(0, |all, one| all | one) == 0
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
