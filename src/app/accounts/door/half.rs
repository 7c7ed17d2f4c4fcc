//! Log-ins of which the password was right and the code is still to come.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::accounts::secret::{digest, new_secret};
use crate::store::SecretDigest;

/// So long the code is waited for.
const WAITS: Duration = Duration::from_secs(300);
/// So many at once.
const MOST: usize = 1_000;

/// A log-in of which the password was right.
#[derive(Debug, Clone)]
pub struct Half {
    /// Whose it is.
    pub login: String,
    /// The hash that the password was checked against; none where no password was asked for.
    pub checked: Option<String>,
    /// The same password hashed as passwords are now, where that is otherwise.
    pub renewed: Option<String>,
}

/// Those of this process, by what the page of the code sends along.
#[derive(Debug, Default)]
pub struct Halves(Mutex<HashMap<SecretDigest, (Half, Instant)>>);

impl Halves {
    /// Keeps one; gives what leads back to it, or nothing where there are too many.
    pub fn keep(&self, half: Half, now: Instant) -> Option<String> {
        let mut all = self.all();
        all.retain(|_, (_, begun)| now.duration_since(*begun) < WAITS);
        (all.len() < MOST).then(|| {
            let secret = new_secret();
            all.insert(digest(&secret), (half, now));
            secret
        })
    }

    /// One that still waits.
    pub fn waiting(&self, secret: &str, now: Instant) -> Option<Half> {
        let all = self.all();
        let (half, _) = all.get(&digest(secret)).filter(|(_, begun)| now.duration_since(*begun) < WAITS)?;
        Some(half.clone())
    }

    /// One is whole, or over.
    pub fn end(&self, secret: &str) {
        self.all().remove(&digest(secret));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<SecretDigest, (Half, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_log_in_waits_five_minutes_and_there_are_not_too_many() {
        let half = || Half { login: "wang".into(), checked: Some("hash".into()), renewed: None };
        let (halves, now) = (Halves::default(), Instant::now());
        let secret = halves.keep(half(), now).unwrap();
        assert!(halves.waiting(&secret, now + WAITS / 2).is_some() && halves.waiting("x", now).is_none());
        assert!(halves.waiting(&secret, now + WAITS).is_none());
        let kept = (0..2 * MOST).filter_map(|_| halves.keep(half(), now)).count();
        assert_eq!(kept, MOST - 1);
        assert!(halves.keep(half(), now + WAITS).is_some(), "those that are over make room");
        halves.end(&secret);
        assert!(halves.waiting(&secret, now).is_none());
    }
}
