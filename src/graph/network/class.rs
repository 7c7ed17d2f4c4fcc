//! Strengths as they are compared: those equal but for rounding are equal.

/// A strength as it is compared: in units of the ninth decimal.
#[expect(clippy::cast_possible_truncation, reason = "a strength lies in [0, 1]")]
pub fn class(strength: f64) -> i64 {
    (strength * 1e9).round() as i64
}
