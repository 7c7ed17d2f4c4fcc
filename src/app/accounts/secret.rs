//! Secrets that only their bearer knows.

use sha2::{Digest, Sha256};

use crate::app::random_id;
use crate::model::hex;
use crate::store::SecretDigest;

/// A new one: 256 random bits.
pub fn new_secret() -> String {
    random_id() + &random_id()
}

/// What is kept of it.
pub fn digest(secret: &str) -> SecretDigest {
    Sha256::digest(secret).into()
}

/// What forms are bound to: it follows from the secret, and the secret does not follow from it.
pub fn seal(secret: &str) -> String {
    hex(&Sha256::new().chain_update("forms ").chain_update(secret).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_secrets_are_alike_and_what_is_kept_is_neither_secret_nor_seal() {
        let (one, other) = (new_secret(), new_secret());
        assert!(one != other && one.len() == 64);
        assert!(hex(&digest(&one)) != one && hex(&digest(&one)) != seal(&one) && seal(&one) != seal(&other));
    }
}
