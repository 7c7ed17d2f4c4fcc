//! How often one may try.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::secret::digest;
use crate::store::SecretDigest;

/// Failures that are counted, and how long.
const WINDOW: Duration = Duration::from_secs(600);
/// So many of one account from one address.
const OF_ACCOUNT: u32 = 5;
/// So many from one address.
const OF_ADDRESS: u32 = 20;
/// So many are counted; one more forgets those that are over, and else is not let in.
const MOST_COUNTED: usize = 10_000;

/// Of what failures are counted: an address, with the login that was tried or alone.
type Counted = (IpAddr, Option<SecretDigest>);

/// The failures of the last minutes, in this process.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<Counted, Failures>>);

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Attempts {
    /// Counts an attempt as failed, before it is looked at; whether there was one left.
    pub fn takes(&self, login: &str, address: IpAddr, now: Instant) -> bool {
        let address = counted(address);
        let mut all = self.all();
        if all.len() + 2 > MOST_COUNTED {
            all.retain(|_, failures| now.duration_since(failures.last) < WINDOW);
        }
        let asked = [((address, Some(digest(login))), OF_ACCOUNT), ((address, None), OF_ADDRESS)];
        let is_left = |(counted, most): &(Counted, u32)| all.get(counted).is_none_or(|f| f.at(now) < *most);
        if all.len() + 2 > MOST_COUNTED || !asked.iter().all(is_left) {
            return false;
        }
        for (counted, _) in asked {
            let failures = all.entry(counted).or_insert(Failures { count: 0, last: now });
            *failures = Failures { count: failures.at(now) + 1, last: now };
        }
        true
    }

    /// An attempt that was counted did not fail: nothing is counted of the account any more, one less of the address.
    pub fn went_well(&self, login: &str, address: IpAddr) {
        let address = counted(address);
        let mut all = self.all();
        all.remove(&(address, Some(digest(login))));
        if let Some(failures) = all.get_mut(&(address, None)) {
            failures.count = failures.count.saturating_sub(1);
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Counted, Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address that is counted: whoever is on this machine may take any of its own addresses.
fn counted(address: IpAddr) -> IpAddr {
    let address = address.to_canonical();
    if address.is_loopback() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address }
}

impl Failures {
    /// How many count at a moment: none once nothing failed for the whole window.
    fn at(self, now: Instant) -> u32 {
        if now.duration_since(self.last) < WINDOW { self.count } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));

    #[test]
    fn five_of_an_account_then_ten_minutes_and_others_go_on() {
        let (limits, now) = (Attempts::default(), Instant::now());
        assert!((0..5).all(|_| limits.takes("wang", HERE, now)));
        assert!(!limits.takes("wang", HERE, now) && !limits.takes("wang", HERE, now + Duration::from_secs(599)));
        assert!(limits.takes("wang", THERE, now) && limits.takes("li", HERE, now));
        assert!(limits.takes("wang", HERE, now + WINDOW));
    }

    #[test]
    fn whoever_is_on_this_machine_has_one_address() {
        let (limits, now) = (Attempts::default(), Instant::now());
        let own = |n: u8| IpAddr::V4(Ipv4Addr::new(127, 0, 0, n));
        assert!((1..6).all(|n| limits.takes("wang", own(n), now)));
        let mapped = IpAddr::V6(Ipv4Addr::new(127, 9, 9, 9).to_ipv6_mapped());
        let others = [own(77), IpAddr::V6(std::net::Ipv6Addr::LOCALHOST), mapped];
        assert!(others.into_iter().all(|address| !limits.takes("wang", address, now)));
    }

    #[test]
    fn twenty_of_an_address_whatever_the_account() {
        let (limits, now) = (Attempts::default(), Instant::now());
        assert!((0..20).all(|n| limits.takes(&n.to_string(), HERE, now)));
        assert!(!limits.takes("another", HERE, now) && limits.takes("another", THERE, now));
        assert!(limits.takes("another", HERE, now + WINDOW));
    }

    #[test]
    fn what_goes_well_is_not_counted() {
        let (limits, now) = (Attempts::default(), Instant::now());
        for _ in 0..100 {
            assert!(limits.takes("wang", HERE, now));
            limits.went_well("wang", HERE);
        }
        assert!((0..20).all(|n| limits.takes(&n.to_string(), HERE, now)));
    }

    #[test]
    fn what_is_counted_is_bounded() {
        let (limits, now) = (Attempts::default(), Instant::now());
        let address = |n: u32| IpAddr::V4(Ipv4Addr::from(n));
        let taken = (0..20_000).filter(|n| limits.takes("wang", address(*n), now)).count();
        assert!(taken <= MOST_COUNTED / 2 && limits.all().len() <= MOST_COUNTED);
        assert!(limits.takes("wang", address(30_000), now + WINDOW), "those that are over make room");
    }
}
