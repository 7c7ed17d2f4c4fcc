//! Codes by time: RFC 6238 with HMAC-SHA-1, six digits, 30 s, as every authenticator reads them.

use hmac::{Hmac, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::draw::address_part;

/// A code is of so many seconds.
const STEP: i64 = 30;
/// Clocks may differ by so many steps.
const APART: i64 = 1;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step of a moment, in seconds since 1970.
pub fn step_at(seconds: i64) -> i64 {
    seconds.div_euclid(STEP)
}

/// The step whose code this is, among those near `now` and after `used`.
pub fn step_of(code: &str, secret: &[u8], (now, used): (i64, i64)) -> Option<i64> {
    let mut near = (now - APART).max(used + 1)..=now + APART;
    near.rfind(|step| bool::from(code_of(secret, *step).as_bytes().ct_eq(code.as_bytes())))
}

fn code_of(secret: &[u8], step: i64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("invariant: HMAC takes a key of any length");
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 0xf);
    let number = hash[at..at + 4].iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// Bytes as authenticators and people write them: base 32 without padding.
pub fn written(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let digit = |first: usize| (first..first + 5).fold(0, |digit, at| digit << 1 | usize::from(bit(at)));
    (0..bytes.len() * 8).step_by(5).map(|first| char::from(ALPHABET[digit(first)])).collect()
}

/// What an authenticator reads from a picture.
pub fn address(login: &str, secret: &[u8]) -> String {
    format!("otpauth://totp/liantu:{}?secret={}&issuer=liantu", address_part(login), written(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_of(RFC, step_at(seconds)), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_taken_a_step_early_or_late_and_once() {
        let code = |step| code_of(RFC, step);
        for (step, used, taken) in [
            (100, 0, true),
            (99, 0, true),
            (101, 0, true),
            (98, 0, false),
            (102, 0, false),
            (100, 100, false),
            (101, 100, true),
        ] {
            assert_eq!(step_of(&code(step), RFC, (100, used)), taken.then_some(step), "{step} after {used}");
        }
        assert_eq!(step_of("", RFC, (100, 0)), None);
    }

    #[test]
    fn base_32_is_that_of_the_standard() {
        for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(written(bytes.as_bytes()), text);
        }
        assert_eq!(written(RFC), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(address("王 某", b"foo"), "otpauth://totp/liantu:%E7%8E%8B%20%E6%9F%90?secret=MZXW6&issuer=liantu");
    }
}
