//! What a mapping does to one text on its way into a column.

use sha2::{Digest, Sha256};

use super::rule::{ColumnRule, LinkPart, Steps, Take};
use crate::ingest::CellReader;
use crate::ingest::amount::{AmountError, AmountRule};
use crate::ingest::only_number::only_number;
use crate::ingest::plain_number::plain_number;
use crate::model::Holds;
use crate::normalize::text;

/// Parts of a hash are kept apart by this.
const BETWEEN: &str = "\u{1f}";

impl ColumnRule {
    /// The text that goes into the column, from the source's texts; blank ones count only for a hash. `Err` says why not.
    pub fn text(&self, given: &[&str], reader: &CellReader) -> Result<String, String> {
        if self.steps.hash {
            return Ok(hashed(given));
        }
        let filled: Vec<&str> = given.iter().copied().filter(|text| !text.is_empty()).collect();
        let joined = filled.join(&self.steps.join);
        if !self.is_list() {
            return self.one(&joined, reader);
        }
        let mut separators = vec![';', '；', '、'];
        if !self.steps.split.is_empty() {
            separators.clone_from(&self.steps.split);
            separators.extend(self.steps.join.chars().filter(|_| filled.len() > 1));
        }
        let parts = joined.split(|c| is_sign(&separators, c)).map(text::trimmed).filter(|part| !part.is_empty());
        let read: Result<Vec<String>, String> = parts.map(|part| self.one(part, reader)).collect();
        Ok(read?.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；"))
    }

    fn one(&self, given: &str, reader: &CellReader) -> Result<String, String> {
        let linked = self.steps.link.map_or(given, |part| link(given, part));
        let meant = self.steps.values.get(&text::folded(linked)).map(String::as_str);
        let text = meant.unwrap_or(linked);
        if text.is_empty() {
            return Ok(String::new());
        }
        let taken = match self.steps.take {
            None => text.to_owned(),
            Some(Take::Number) => self.number(text)?,
            // What a text was said to mean need be no address: a code, a name alone.
            Some(Take::Region) => reader.leading_region(text).or(meant.map(str::to_owned)).ok_or("看不出在哪个地区")?,
        };
        Ok(dated(&self.steps, taken))
    }

    /// The one number in a text; an amount keeps the unit and currency it is written with.
    fn number(&self, text: &str) -> Result<String, String> {
        if self.is_number(text) {
            return Ok(text.to_owned());
        }
        only_number(text, self.is_percent())
    }

    /// Whether a text says nothing but its number, with unit and currency.
    fn is_number(&self, text: &str) -> bool {
        match self.column.holds {
            Holds::Money | Holds::Count => {
                let read = AmountRule::default().read(text, 0);
                matches!(read, Ok(_) | Err(AmountError::Foreign(_) | AmountError::Bare))
            }
            _ => plain_number(text, self.is_percent()).is_ok(),
        }
    }

    /// Whether the number is taken out of a text that says more than it: 余, 以上, 预计.
    pub fn takes_out_of(&self, text: impl FnOnce() -> String) -> bool {
        self.steps.take == Some(Take::Number) && !self.is_number(&text())
    }

    fn is_percent(&self) -> bool {
        matches!(self.column.holds, Holds::Percent)
    }
}

/// Whether a letter is one of these signs, or its full-width twin.
pub fn is_sign(signs: &[char], c: char) -> bool {
    const WIDER: u32 = 0xFEE0;
    let twin = || char::from_u32(u32::from(c).checked_sub(WIDER)?).filter(char::is_ascii_punctuation);
    signs.contains(&c) || twin().is_some_and(|half| signs.contains(&half))
}

/// A text in one of the forms said; any other is left for the ordinary ways of writing dates.
fn dated(steps: &Steps, given: String) -> String {
    steps.dates.iter().find_map(|form| form.read(&given)).unwrap_or(given)
}

/// The wanted part of the one Markdown link in a text; a text without one is left.
fn link(given: &str, part: LinkPart) -> &str {
    let parts = || {
        let (name, rest) = given.strip_prefix('[')?.split_once("](")?;
        let url = rest.strip_suffix(')')?;
        Some((name, url))
    };
    match (parts(), part) {
        (Some((name, _)), LinkPart::Text) => text::trimmed(name),
        (Some((_, url)), LinkPart::Url) => text::trimmed(url),
        (None, _) => given,
    }
}

/// An id for texts that have none.
pub fn hashed(given: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in given {
        hash.update(text::folded(text));
        hash.update(BETWEEN);
    }
    crate::model::hex(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_give_their_address_or_their_text() {
        assert_eq!(link("[甲](https://a.cn/(b))", LinkPart::Url), "https://a.cn/(b)");
        assert_eq!(link("[甲](https://a.cn)", LinkPart::Text), "甲");
        assert_eq!(link("https://a.cn", LinkPart::Url), "https://a.cn");
    }

    #[test]
    fn blanks_count_in_a_hash() {
        assert_ne!(hashed(&["a", "", "b"]), hashed(&["a", "b", ""]));
        assert_eq!(hashed(&["ａ"]), hashed(&["a"]));
    }
}
