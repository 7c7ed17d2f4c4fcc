//! Passwords: hashed by argon2id, weak ones refused.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::app::AppError;

/// KiB of memory, rounds and lanes of one hash.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// How the hashes that are made now begin.
const CURRENT: &str = "$argon2id$v=19$m=19456,t=2,p=1$";
const FEWEST_CHARACTERS: usize = 10;
/// The most bytes of a password; a longer one is none.
const MOST_BYTES: usize = 512;
/// How hard to guess a password must be, of 4.
const STRENGTH: zxcvbn::Score = zxcvbn::Score::Three;

/// So many are hashed at once: each takes a core and 19 MiB.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Stands where there is no hash to compare with, so that it takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash of a password.
pub async fn hash(password: &str) -> Result<String, AppError> {
    let password = password.to_owned();
    worked_out(move || hashed(&password)).await?
}

/// Whether a password is the one of a hash; of none, it never is, and that takes as long.
pub async fn matches(hash: Option<&str>, password: &str) -> Result<bool, AppError> {
    let (hash, password) = (hash.map(str::to_owned), password.to_owned());
    worked_out(move || {
        let there = hash.is_some();
        verified(hash.as_deref().unwrap_or(NOBODYS), &password) && there
    })
    .await
}

/// Whether a hash was made as hashes are made now.
pub fn is_current(hash: &str) -> bool {
    hash.starts_with(CURRENT)
}

/// What is wrong with a password that somebody chooses; `known` is what others know of them.
pub fn weakness(password: &str, known: &[&str]) -> Option<&'static str> {
    let password = plain(password);
    if password.chars().count() < FEWEST_CHARACTERS {
        return Some("密码太短：至少 10 个字符");
    }
    if password.len() > MOST_BYTES {
        return Some("密码太长：最多 512 字节");
    }
    let known: Vec<&str> = known.iter().copied().chain(["liantu", "链图"]).collect();
    let weak = zxcvbn::zxcvbn(&password, &known).score() < STRENGTH;
    weak.then_some("密码容易被猜中：请换更长的，或几个不相干的词；不要用姓名、账号、键盘顺序、日期")
}

/// Works something out beside the threads that carry bytes, few at once.
async fn worked_out<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let failed = |what: &str| AppError::Internal(format!("a password could not be hashed: {what}"));
    let _place = AT_ONCE.acquire().await.map_err(|_| failed("closed"))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| failed(&error.to_string()))
}

/// Keyboards differ in how they write the same characters.
fn plain(password: &str) -> String {
    password.nfkc().collect()
}

fn argon2() -> Result<Argon2<'static>, AppError> {
    let (memory, rounds, lanes) = COST;
    let cost = Params::new(memory, rounds, lanes, None).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost))
}

fn hashed(password: &str) -> Result<String, AppError> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|error| AppError::Internal(error.to_string()))?;
    let hash = argon2()?.hash_password_with_salt(plain(password).as_bytes(), &salt);
    Ok(hash.map_err(|error| AppError::Internal(error.to_string()))?.to_string())
}

fn verified(hash: &str, password: &str) -> bool {
    let long = password.len() > MOST_BYTES;
    let password = if long { String::new() } else { plain(password) };
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), hash).is_ok()) && !long
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[tokio::test]
    async fn only_the_password_is_the_password() {
        let made = hash("马车 北冰洋 螺丝 3").await.unwrap();
        assert!(is_current(&made) && !is_current("$argon2id$v=19$m=4096,t=3,p=1$x"), "{made}");
        assert_ne!(made, hash("马车 北冰洋 螺丝 3").await.unwrap(), "salted");
        for (password, is) in [
            ("马车 北冰洋 螺丝 3", true),
            ("马车 北冰洋 螺丝 ３", true),
            ("马车 北冰洋 螺丝", false),
            ("马车 北冰洋 螺丝 3 ", false),
            ("", false),
        ] {
            assert_eq!(matches(Some(&made), password).await.unwrap(), is, "{password}");
        }
        assert!(is_current(NOBODYS) && PasswordHash::new(NOBODYS).is_ok(), "it takes as long");
        assert!(!matches(None, "").await.unwrap() && !matches(Some("no hash"), "").await.unwrap());
        let long = "x".repeat(MOST_BYTES + 1);
        assert!(!matches(Some(&hash(&long).await.unwrap()), &long).await.unwrap());
    }

    #[test]
    fn what_is_easily_guessed_is_refused() {
        for weak in
            ["", "short1!", "password1234", "1234567890", "qwertyuiop", "aaaaaaaaaaaa", "wangxiaoming", "liantu2026"]
        {
            assert!(weakness(weak, &["wangxiaoming", "王小明"]).is_some(), "{weak}");
        }
        assert!(weakness(&"长".repeat(200), &[]).is_some());
        for strong in ["correct horse battery", "马车北冰洋螺丝刀三七二十一", "Kv9#tRw2!mQz"] {
            assert_eq!(weakness(strong, &["wangxiaoming"]), None, "{strong}");
        }
    }
}
