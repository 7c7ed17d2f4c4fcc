//! Numbers in bytes of a binary workbook; none where the bytes end.

/// Two bytes, little end first.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes, little end first.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A float of eight bytes.
pub fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A number in the four bytes that Excel calls RK: an integer or the upper half of a float, maybe a hundredfold.
pub fn rk_at(bytes: &[u8], at: usize) -> Option<f64> {
    let raw = u32_at(bytes, at)?;
    let number = match raw & 2 {
        0 => f64::from_bits(u64::from(raw & !3) << 32),
        _ => f64::from(raw.cast_signed() >> 2),
    };
    Some(if raw & 1 == 1 { number / 100.0 } else { number })
}

/// A text in UTF-16 of so many units.
pub fn utf_16_at(bytes: &[u8], at: usize, units: usize) -> Option<String> {
    let text = bytes.get(at..at.checked_add(units.checked_mul(2)?)?)?;
    let units: Vec<u16> = text.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_read() {
        let rk = |raw: u32| rk_at(&raw.to_le_bytes(), 0).unwrap().to_string();
        assert_eq!([rk(0x3ff0_0000), rk((5 << 2) | 2), rk((1234 << 2) | 3)], ["1", "5", "12.34"]);
        assert_eq!(rk((-7i32 << 2).cast_unsigned() | 2), "-7");
        assert_eq!((u32_at(&[1, 2, 3], 0), u16_at(&[1, 2], usize::MAX)), (None, None));
    }
}
