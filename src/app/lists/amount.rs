//! Amounts of money that people write on a list, in 万元.

use crate::ingest::{AmountRule, MOST_MONEY};
use crate::normalize::text;

/// 万元 in powers of ten of 元.
pub(in crate::app) const TEN_THOUSANDS: i32 = 4;

/// A text that is no amount, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("金额“{given}”{why}；请写万元数，如 5000，或带单位，如 1.2亿")]
pub struct NoAmount {
    given: String,
    why: String,
}

/// Reads 万元, or a number with its unit, as a plain number of 万元; blank stays blank.
///
/// # Errors
/// It is no single amount of 人民币, is below zero, or is more than 10^12 万元.
pub fn amount(given: &str) -> Result<String, NoAmount> {
    if text::folded(given).is_empty() {
        return Ok(String::new());
    }
    let wrong = |why: String| NoAmount { given: given.to_owned(), why };
    let read = AmountRule::default().read(given, TEN_THOUSANDS).map_err(|error| wrong(error.to_string()))?;
    match text::number(&read) {
        Some(number) if number < 0.0 => Err(wrong("小于零".to_owned())),
        Some(number) if number <= MOST_MONEY => Ok(read),
        _ => Err(wrong("太大".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_apart() {
        let cases = [
            ("5000", "5000"),
            ("1.2亿", "12000"),
            ("３亿元", "30000"),
            ("800 万元", "800"),
            ("50000元", "5"),
            ("约5000", "5000"),
            ("1.1亿", "11000"),
            ("1000000000000", "1000000000000"),
            (" ", ""),
        ];
        for (given, expected) in cases {
            assert_eq!(amount(given).as_deref(), Ok(expected), "{given}");
        }
        for given in ["-1", "亿", "=1+1", "1e400", "很多", "100-200万", "120万美元", "1000000000001"] {
            assert!(amount(given).is_err(), "{given}");
        }
    }
}
