//! The letters of which names are compared: one Chinese character each, or one Latin word or number as a whole.

/// The letters of a comparable text; blanks are none.
pub fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(' ');
        let first = rest.chars().next()?;
        let end = if first.is_ascii_alphanumeric() {
            rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (unit, left) = rest.split_at(end);
        rest = left;
        Some(unit)
    })
}

/// Whether a letter is a Latin word or a number.
pub fn is_word(unit: &str) -> bool {
    unit.starts_with(|letter: char| letter.is_ascii_alphanumeric())
}

/// A letter as a number: a character's own, or a digest of a word, which no character has.
pub fn number(unit: &str) -> u32 {
    match unit.chars().next() {
        Some(letter) if !is_word(unit) => u32::from(letter),
        // FNV-1a.
        _ => {
            unit.bytes().fold(0x811c_9dc5, |known: u32, byte| (known ^ u32::from(byte)).wrapping_mul(0x0100_0193))
                | DIGEST
        }
    }
}

/// No character has this bit.
const DIGEST: u32 = 1 << 31;

/// Whether a number is the digest of a word, which another word may have as well.
pub fn is_digest(number: u32) -> bool {
    number & DIGEST != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_word_is_one_letter() {
        let all: Vec<&str> = units("tcl科技 sap se21号").collect();
        assert_eq!(all, ["tcl", "科", "技", "sap", "se21", "号"]);
        assert_eq!((number("科"), number("a") >> 31, units(" ").count()), (u32::from('科'), 1, 0));
    }
}
