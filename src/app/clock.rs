//! The time, injected: nothing else asks for it.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::model::{Day, hex};

/// Where the time comes from.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// Always this moment; for tests.
    Fixed(Timestamp),
}

impl Clock {
    fn moment(self) -> jiff::Zoned {
        let timestamp = match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for the time")]
            Self::System => Timestamp::now(),
            Self::Fixed(timestamp) => timestamp,
        };
        // China has kept one offset since 1991, so no table of time zones is needed.
        timestamp.to_zoned(TimeZone::fixed(Offset::constant(8)))
    }

    /// Today in Asia/Shanghai.
    pub fn today(self) -> Day {
        self.moment().date().into()
    }

    /// Now as RFC 3339 in Asia/Shanghai, to the millisecond; as text it sorts by time.
    pub fn now(self) -> String {
        self.after(0)
    }

    /// Now in seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.moment().timestamp().as_second()
    }

    /// So many seconds from now, in the same form.
    pub fn after(self, seconds: i64) -> String {
        let then = self.moment().saturating_add(jiff::SignedDuration::from_secs(seconds));
        then.strftime("%Y-%m-%dT%H:%M:%S%.3f+08:00").to_string()
    }
}

/// A moment of the journal as people read it: the day, and the time to the minute.
pub fn to_the_minute(moment: &str) -> String {
    moment.get(..16).unwrap_or(moment).replace('T', " ")
}

/// An id nobody else has: 16 random bytes in hexadecimal.
pub fn random_id() -> String {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).expect("invariant: the operating system gives random bytes");
    hex(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_in_shanghai() {
        let clock = Clock::Fixed("2026-11-22T16:30:00Z".parse().unwrap());
        assert_eq!(clock.today().to_string(), "2026-11-23");
        assert_eq!(clock.now(), "2026-11-23T00:30:00.000+08:00");
        assert_eq!(clock.after(3_600), "2026-11-23T01:30:00.000+08:00");
        assert_eq!((to_the_minute(&clock.now()).as_str(), to_the_minute("").as_str()), ("2026-11-23 00:30", ""));
    }
}
