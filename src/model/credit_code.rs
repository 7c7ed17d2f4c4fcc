//! Unified social credit code (统一社会信用代码), GB 32100-2015.

use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code whose check character is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; 18]);

/// Why a text is no valid credit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Not 18 characters: the text, and how many it has.
    #[error("应有 18 位，这里有 {1} 位")]
    Length(String, usize),
    /// A character outside digits and capital letters without I, O, S, V, Z.
    #[error("不能有“{0}”")]
    Character(char),
    /// The last character is not the one that the others give.
    #[error("最后一位应是 {expected}，不是 {found}")]
    Check {
        /// The one they give.
        expected: char,
        /// The one that stands there.
        found: char,
    },
}

impl CreditCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("invariant: only characters of the alphabet are stored")
    }
}

impl FromStr for CreditCode {
    type Err = CreditCodeError;

    /// Checks length, alphabet and check character: (31 − Σ cᵢ·3^(i−1) mod 31) mod 31.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let count = text.chars().count();
        if count != 18 {
            return Err(CreditCodeError::Length(text.to_owned(), count));
        }
        let mut bytes = [0; 18];
        let (mut weight, mut sum) = (1, 0);
        for (slot, c) in bytes.iter_mut().zip(text.chars()) {
            let upper = c.to_ascii_uppercase();
            let value = ALPHABET.iter().position(|&b| char::from(b) == upper).ok_or(CreditCodeError::Character(c))?;
            *slot = ALPHABET[value];
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        let last = ALPHABET.iter().position(|&b| b == bytes[17]).unwrap_or_default();
        let check = (31 - (sum - last * LAST_WEIGHT) % 31) % 31;
        if check != last {
            return Err(CreditCodeError::Check { expected: char::from(ALPHABET[check]), found: char::from(bytes[17]) });
        }
        Ok(Self(bytes))
    }
}

/// 3^17 mod 31: the weight the check character would have had in the running sum.
const LAST_WEIGHT: usize = 22;

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_the_design_are_valid() {
        for code in ["91350100M000100Y43", "91110000101623741K", "91440300708461136T"] {
            assert_eq!(CreditCode::from_str(code).map(|c| c.to_string()), Ok(code.to_owned()));
        }
    }

    #[test]
    fn a_wrong_check_character_is_named() {
        let error = CreditCode::from_str("91350100M000100Y44").unwrap_err();
        assert_eq!(error, CreditCodeError::Check { expected: '3', found: '4' });
    }

    #[test]
    fn lower_case_is_read_and_letters_outside_the_alphabet_are_not() {
        assert!(CreditCode::from_str("91350100m000100y43").is_ok());
        assert_eq!(CreditCode::from_str("91350100I000100Y43"), Err(CreditCodeError::Character('I')));
    }
}
