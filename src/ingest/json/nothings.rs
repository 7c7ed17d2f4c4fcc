//! NaN and Infinity, which many programs write though JSON has no such numbers: they become a sign that a cell reads as
//! blank.

/// How many bytes behind a place must be known to tell what stands there: the longest word, and what ends it.
pub const AHEAD: usize = 10;

/// What stands for such a word until its cell is read: a text of one sign that no text holds.
pub const NOTHING: &str = "\u{7f}";

const WORDS: [&str; 8] = ["NaN", "nan", "Infinity", "infinity", "Inf", "inf", "INF", "NAN"];

/// Reads along a JSON text and puts [`NOTHING`] in place of such words, byte for byte, so that places stay what they are.
#[derive(Debug, Default)]
pub struct Nothings {
    in_text: bool,
    escaped: bool,
}

impl Nothings {
    /// Goes through `window` from `from` up to `to`; gives where it stopped, which is behind `to` where a word reaches so far.
    pub fn blank_out(&mut self, window: &mut [u8], from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to {
            let byte = window[at];
            if self.in_text {
                let ends = byte == b'"' && !self.escaped;
                self.escaped = byte == b'\\' && !self.escaped;
                self.in_text = !ends;
            } else if byte == b'"' {
                self.in_text = true;
            } else if matches!(byte, b'N' | b'n' | b'I' | b'i' | b'-')
                && let Some(length) = word_at(&window[at..])
            {
                window[at..at + length].fill(b' ');
                window[at..at + 3].copy_from_slice(b"\"\x7f\"");
                at += length;
                continue;
            }
            at += 1;
        }
        at
    }
}

/// The length of such a word at the beginning of a text, with its sign.
fn word_at(text: &[u8]) -> Option<usize> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let word = WORDS.iter().find(|word| text[sign..].starts_with(word.as_bytes()))?;
    let length = sign + word.len();
    let ends = text.get(length).is_none_or(|next| !next.is_ascii_alphanumeric());
    ends.then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_becomes_blank_where_it_is_no_text() {
        let cases = [
            (r#"{"a":NaN,"b":-Infinity}"#, r#"{"a":"_","b":"_"      }"#),
            (r#"["NaN", "\"NaN", "\\", nan]"#, r#"["NaN", "\"NaN", "\\", "_"]"#),
            ("[-nan,inf,-inf,null,-1]", r#"["_" ,"_","_" ,null,-1]"#),
            ("NaN", r#""_""#),
            ("[NaNa, Infinit, none]", "[NaNa, Infinit, none]"),
        ];
        for (text, blanked) in cases {
            let mut bytes = text.as_bytes().to_vec();
            let end = Nothings::default().blank_out(&mut bytes, 0, text.len());
            assert_eq!((String::from_utf8_lossy(&bytes).replace(NOTHING, "_").as_str(), end), (blanked, text.len()));
        }
    }
}
