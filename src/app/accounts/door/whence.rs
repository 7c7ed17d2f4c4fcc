//! Where somebody comes from: an address, and a browser that may have logged in before.
//!
//! Such a browser keeps a mark of each of the last who did: it follows from the hash of their password, so that nobody makes one
//! up, and it ends with that password. It lets nobody in; it is only never held up by what others tried.

use std::net::IpAddr;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::model::hex;

/// So many a browser keeps.
const MOST_MARKS: usize = 4;
/// Between two of them.
const BETWEEN: char = '.';

/// Where somebody comes from.
#[derive(Debug, Clone)]
pub struct Whence {
    /// The address.
    pub address: IpAddr,
    /// The marks that the browser keeps.
    pub marks: String,
}

impl Whence {
    /// An address, and a browser that nobody logged in with before.
    pub fn of(address: IpAddr) -> Self {
        Self { address, marks: String::new() }
    }

    /// Whether the browser keeps a mark. Takes as long wherever they differ.
    pub(super) fn has(&self, mark: &str) -> bool {
        let kept = self.marks.split(BETWEEN).take(MOST_MARKS);
        !mark.is_empty() && kept.filter(|kept| bool::from(kept.as_bytes().ct_eq(mark.as_bytes()))).count() > 0
    }

    /// The marks with this one before them.
    pub(super) fn with(&self, mark: &str) -> String {
        let is_mark =
            |kept: &&str| kept.len() == mark.len() && *kept != mark && kept.bytes().all(|b| b.is_ascii_hexdigit());
        let others = self.marks.split(BETWEEN).filter(is_mark).take(MOST_MARKS - 1);
        std::iter::once(mark).chain(others).collect::<Vec<_>>().join(&BETWEEN.to_string())
    }
}

/// The mark of who logged in with the password of a hash.
pub(super) fn mark(hash: &str, login: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(hash.as_bytes()).expect("invariant: HMAC takes a key of any length");
    mac.update(b"browser ");
    mac.update(login.as_bytes());
    hex(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_keeps_the_last_marks_and_nothing_else() {
        let here = || Whence::of(IpAddr::from([127, 0, 0, 1]));
        let marks: Vec<String> = (0..6).map(|n| mark("hash", &n.to_string())).collect();
        let mut browser = Whence { marks: "x.; Path=/".into(), ..here() };
        for mark in &marks {
            browser.marks = browser.with(mark);
            assert!(browser.has(mark));
        }
        assert_eq!(marks.iter().filter(|mark| browser.has(mark)).count(), MOST_MARKS);
        assert_eq!(browser.marks.len(), 64 * MOST_MARKS + MOST_MARKS - 1);
        assert!(browser.with(&marks[4]).matches(&marks[4]).count() == 1 && !here().has(""));
        assert!(mark("another", "0") != marks[0], "it ends with the password");
    }
}
