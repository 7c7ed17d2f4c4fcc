//! Numbers that are no amounts: shares and degrees.

use super::about::exact;
use super::amount::{AmountError, no_number};
use crate::normalize::text;

/// The number a cell says; `percent`: with its sign or without.
///
/// # Errors
/// It says none, or only what lies about one.
pub fn plain_number(given: &str, percent: bool) -> Result<f64, AmountError> {
    // Most cells hold nothing but their number: those are not folded.
    if let Some(number) = text::number(given) {
        return Ok(number);
    }
    let folded = text::folded(given);
    let bare = exact(&folded);
    let bare = if percent { exact(bare.strip_suffix('%').unwrap_or(bare)) } else { bare };
    text::number(bare).ok_or_else(|| no_number(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_an_amount_is() {
        for given in ["35%", "35", "约35%", "35%左右", "约３５％"] {
            assert_eq!(plain_number(given, true), Ok(35.0), "{given}");
        }
        assert_eq!(plain_number("51%以上", true), Err(AmountError::Bound("以上")));
        assert_eq!(plain_number("近51%", true), Err(AmountError::Bound("近")));
        assert_eq!(plain_number("30-40%", true), Err(AmountError::Range));
        for given in ["35‰", "三成", "35%%"] {
            assert_eq!(plain_number(given, true), Err(AmountError::NoNumber), "{given}");
        }
        assert_eq!(plain_number("35%", false), Err(AmountError::NoNumber));
    }
}
