//! How far a database is: its id and the number of its last transaction, out of the bookmark that it gives.
//!
//! A bookmark is opaque to clients; where it does not read as expected, nothing is known and everything is compared.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// With or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A database and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The database's id; one that was deleted and made anew has another.
    pub database: String,
    pub transaction: i64,
}

const BYTES_8: u8 = 0xcc;

impl Mark {
    /// Reads `FB:` and base64 of a list: the id as 16 bytes, then the number.
    pub fn read(bookmark: &str) -> Option<Self> {
        let bytes = BASE64.decode(bookmark.strip_prefix("FB:")?).ok()?;
        let [_, BYTES_8, 16, rest @ ..] = bytes.as_slice() else { return None };
        let (id, number) = rest.split_at_checked(16)?;
        Some(Self { database: hex(id), transaction: integer(number)? })
    }
}

fn hex(bytes: &[u8]) -> String {
    crate::model::hex(bytes)
}

/// An integer of PackStream.
fn integer(bytes: &[u8]) -> Option<i64> {
    let (&marker, rest) = bytes.split_first()?;
    match marker {
        0x00..=0x7f => Some(i64::from(marker)),
        0xc8 => Some(i64::from(i8::from_be_bytes(rest.get(..1)?.try_into().ok()?))),
        0xc9 => Some(i64::from(i16::from_be_bytes(rest.get(..2)?.try_into().ok()?))),
        0xca => Some(i64::from(i32::from_be_bytes(rest.get(..4)?.try_into().ok()?))),
        0xcb => Some(i64::from_be_bytes(rest.get(..8)?.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bookmarks_of_a_server_tell_database_and_transaction() {
        let marks = ["FB:kcwQzTjPy1riSZ2+FQUK/c7C8A2Q", "FB:kcwQzTjPy1riSZ2+FQUK/c7C8A6Q"].map(Mark::read);
        let mark = |transaction| Mark { database: "cd38cfcb5ae2499dbe15050afdcec2f0".into(), transaction };
        assert_eq!(marks, [Some(mark(13)), Some(mark(14))]);
    }

    #[test]
    fn a_bookmark_is_read_with_padding_and_without() {
        let marks = ["FB:kcwQzTjPy1riSZ2+FQUK/c7C8MkBAA==", "FB:kcwQzTjPy1riSZ2+FQUK/c7C8MkBAA"].map(Mark::read);
        assert!(marks.iter().all(|mark| mark.as_ref().is_some_and(|mark| mark.transaction == 256)), "{marks:?}");
    }

    #[test]
    fn numbers_of_every_width_are_read() {
        assert_eq!(integer(&[0xc9, 0x01, 0x00]), Some(256));
        assert_eq!(integer(&[0xca, 0x00, 0x01, 0x00, 0x00]), Some(65_536));
        assert_eq!(integer(&[0xcb, 0, 0, 0, 1, 0, 0, 0, 0]), Some(1 << 32));
    }

    #[test]
    fn what_is_no_such_bookmark_tells_nothing() {
        for text in ["", "FB:", "neo4j:bookmark:v1:tx42", "FB:????", "FB:kcwQ"] {
            assert_eq!(Mark::read(text), None, "{text}");
        }
    }
}
