//! How often one may try.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::accounts::secret::digest;
use crate::store::SecretDigest;

/// Failures that are counted, and how long.
const WINDOW: Duration = Duration::from_secs(600);
/// So many of one account from one address, or from a browser where it logged in before.
const OF_ACCOUNT: u32 = 5;
/// So many from one address.
const OF_ADDRESS: u32 = 20;
/// So many codes of one account, from wherever: whoever tries them has its password.
const OF_CODES: u32 = 10;
/// After so many of one account, from wherever, each attempt waits…
const UNHURRIED: u32 = 10;
/// … so much longer than the one before, …
const SLOWER: Duration = Duration::from_millis(500);
/// … and so long at most.
const SLOWEST: Duration = Duration::from_secs(5);
/// So many are counted; one more forgets those that are over, and else is not let in.
const MOST_COUNTED: usize = 10_000;
/// So many more have room only for browsers where the account logged in before.
const ROOM_FOR_KNOWN: usize = 1_000;

/// Of what failures are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Counted {
    AccountFrom(IpAddr, SecretDigest),
    Address(IpAddr),
    Account(SecretDigest),
    Codes(SecretDigest),
    /// One where the account logged in before.
    Browser(SecretDigest),
}

/// Somebody tries something.
#[derive(Debug, Clone, Copy)]
pub struct Tried<'a> {
    /// The login that is tried; blank where it is no log-in, and only the address counts.
    pub login: &'a str,
    /// Where they come from.
    pub address: IpAddr,
    /// What shows that the account logged in with this browser before: what others tried does not count for it.
    pub mark: Option<&'a str>,
    /// Whether a code is tried, the password being right.
    pub is_code: bool,
}

impl Tried<'_> {
    /// Of what it counts, and how many each may have; none: any number, but slowly.
    fn counted(&self) -> Vec<(Counted, Option<u32>)> {
        if let Some(mark) = self.mark {
            return vec![(Counted::Browser(digest(mark)), Some(OF_ACCOUNT))];
        }
        let (address, account) = (counted(self.address), digest(self.login));
        if self.login.is_empty() {
            return vec![(Counted::Address(address), Some(OF_ADDRESS))];
        }
        let mut all = vec![
            (Counted::AccountFrom(address, account), Some(OF_ACCOUNT)),
            (Counted::Address(address), Some(OF_ADDRESS)),
            (Counted::Account(account), None),
        ];
        all.extend(self.is_code.then_some((Counted::Codes(account), Some(OF_CODES))));
        all
    }
}

/// The failures of the last minutes, in this process.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<Counted, Failures>>);

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Attempts {
    /// Counts an attempt as failed, before it is looked at; gives how long it is to wait, or nothing where none was left.
    pub fn takes(&self, attempt: &Tried<'_>, now: Instant) -> Option<Duration> {
        let asked = attempt.counted();
        let most = MOST_COUNTED + if attempt.mark.is_some() { ROOM_FOR_KNOWN } else { 0 };
        let mut all = self.all();
        if all.len() + asked.len() > most {
            all.retain(|_, failures| now.duration_since(failures.last) < WINDOW);
        }
        let failed = |counted: &Counted| all.get(counted).map_or(0, |failures| failures.at(now));
        let is_left = |(counted, most): &(Counted, Option<u32>)| most.is_none_or(|most| failed(counted) < most);
        if all.len() + asked.len() > most || !asked.iter().all(is_left) {
            return None;
        }
        let hurried = asked.iter().filter(|(_, most)| most.is_none()).map(|(counted, _)| failed(counted));
        let wait = SLOWER * hurried.max().unwrap_or_default().saturating_sub(UNHURRIED);
        for (counted, _) in asked {
            let failures = all.entry(counted).or_insert(Failures { count: 0, last: now });
            *failures = Failures { count: failures.at(now) + 1, last: now };
        }
        Some(wait.min(SLOWEST))
    }

    /// An attempt that was counted did not fail, and is as if it had not been.
    pub fn take_back(&self, attempt: &Tried<'_>) {
        let mut all = self.all();
        for (counted, _) in attempt.counted() {
            if let Some(failures) = all.get_mut(&counted) {
                failures.count = failures.count.saturating_sub(1);
            }
        }
    }

    /// An attempt that was counted let somebody in: nothing is counted of the account there any more, one less of the address.
    pub fn went_well(&self, attempt: &Tried<'_>) {
        self.take_back(attempt);
        let mut all = self.all();
        for (counted, _) in attempt.counted() {
            if !matches!(counted, Counted::Address(_) | Counted::Account(_)) {
                all.remove(&counted);
            }
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

    fn of(login: &str, address: IpAddr) -> Tried<'_> {
        Tried { login, address, mark: None, is_code: false }
    }

    fn takes(limits: &Attempts, login: &str, address: IpAddr, now: Instant) -> bool {
        limits.takes(&of(login, address), now).is_some()
    }

    #[test]
    fn five_of_an_account_then_ten_minutes_and_others_go_on() {
        let (limits, now) = (Attempts::default(), Instant::now());
        assert!((0..5).all(|_| takes(&limits, "wang", HERE, now)));
        let soon = now + Duration::from_secs(599);
        assert!(!takes(&limits, "wang", HERE, now) && !takes(&limits, "wang", HERE, soon));
        assert!(takes(&limits, "wang", THERE, now) && takes(&limits, "li", HERE, now));
        assert!(takes(&limits, "wang", HERE, now + WINDOW));
    }

    #[test]
    fn whoever_is_on_this_machine_has_one_address() {
        let (limits, now) = (Attempts::default(), Instant::now());
        let own = |n: u8| IpAddr::V4(Ipv4Addr::new(127, 0, 0, n));
        assert!((1..6).all(|n| takes(&limits, "wang", own(n), now)));
        let mapped = IpAddr::V6(Ipv4Addr::new(127, 9, 9, 9).to_ipv6_mapped());
        let others = [own(77), IpAddr::V6(std::net::Ipv6Addr::LOCALHOST), mapped];
        assert!(others.into_iter().all(|address| !takes(&limits, "wang", address, now)));
    }

    #[test]
    fn twenty_of_an_address_whatever_the_account() {
        let (limits, now) = (Attempts::default(), Instant::now());
        assert!((0..20).all(|n| takes(&limits, &n.to_string(), HERE, now)));
        assert!(!takes(&limits, "another", HERE, now) && takes(&limits, "another", THERE, now));
        assert!(takes(&limits, "another", HERE, now + WINDOW));
    }

    #[test]
    fn a_browser_where_the_account_logged_in_is_held_up_by_itself_only() {
        let (limits, now) = (Attempts::default(), Instant::now());
        let known = Tried { mark: Some("mark"), ..of("wang", HERE) };
        let far = (0..200u32).map(|n| IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + n)));
        assert_eq!(far.filter(|address| takes(&limits, "wang", *address, now)).count(), 200);
        assert_eq!((0..40).filter(|n| takes(&limits, &n.to_string(), HERE, now)).count(), 20);
        assert!(!takes(&limits, "wang", HERE, now) && limits.takes(&known, now) == Some(Duration::ZERO));
        assert!((1..5).all(|_| limits.takes(&known, now).is_some()));
        assert_eq!(limits.takes(&known, now), None, "its own attempts count");
        let many = (0..20_000u32).map(|n| IpAddr::V4(Ipv4Addr::from(n << 8)));
        assert!(many.filter(|address| takes(&limits, "li", *address, now)).count() < MOST_COUNTED);
        let other = Tried { mark: Some("another"), ..of("li", HERE) };
        assert!(limits.takes(&other, now).is_some(), "there is room for it, however many others try");
    }

    #[test]
    fn from_everywhere_at_once_an_account_is_slowed_and_its_codes_are_ten() {
        let (limits, now) = (Attempts::default(), Instant::now());
        let from = |n: u32| IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + n));
        let waits: Vec<_> = (0..40).map(|n| limits.takes(&of("wang", from(n)), now)).collect();
        assert_eq!((waits[0], waits[10], waits[11]), (Some(Duration::ZERO), Some(Duration::ZERO), Some(SLOWER)));
        assert_eq!((waits[39], limits.takes(&of("li", from(0)), now)), (Some(SLOWEST), Some(Duration::ZERO)));
        let code = |n| Tried { is_code: true, ..of("zhao", from(n)) };
        assert_eq!((0..40).filter(|n| limits.takes(&code(*n), now).is_some()).count(), OF_CODES as usize);
        assert!(limits.takes(&code(99), now + WINDOW).is_some());
    }

    #[test]
    fn what_goes_well_is_not_counted() {
        let (limits, now) = (Attempts::default(), Instant::now());
        for _ in 0..100 {
            assert!(takes(&limits, "wang", HERE, now));
            limits.went_well(&of("wang", HERE));
        }
        assert!((0..20).all(|n| takes(&limits, &n.to_string(), HERE, now)));
    }

    #[test]
    fn what_is_counted_is_bounded() {
        let (limits, now) = (Attempts::default(), Instant::now());
        let address = |n: u32| IpAddr::V4(Ipv4Addr::from(n));
        let taken = (0..20_000).filter(|n| takes(&limits, "wang", address(*n), now)).count();
        assert!(taken <= MOST_COUNTED / 2 && limits.all().len() <= MOST_COUNTED);
        assert!(takes(&limits, "wang", address(30_000), now + WINDOW), "those that are over make room");
    }
}
