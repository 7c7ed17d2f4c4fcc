//! Counts as the real numbers that shares are computed with.

/// A count as a double. Exact: no count of a graph reaches 2^53, since its places are 32-bit.
#[expect(clippy::cast_precision_loss, reason = "counts of 32-bit places stay far below 2^53")]
pub fn real(count: usize) -> f64 {
    count as f64
}

/// A share in [0, 1], or none of nothing.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| real(part) / real(whole))
}

/// A value as it is compared for order: rounded to 9 decimals, so that the last bits of a sum decide nothing
/// (docs/definitions.md#截至与比较).
pub fn for_order(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}
