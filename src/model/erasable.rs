//! Texts that can be erased for good: a row keeps a keyed digest of each, the words stand elsewhere.

/// The first byte of a payload that is the digest of a text: none of UTF-8, so no text begins with it.
const MARK: u8 = 0xff;

/// What stands where words were erased.
pub const ERASED: &str = "已删除";

/// A text that can be erased, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErasableText {
    /// The words; blank where nothing is said.
    Said(String),
    /// The words are gone. Their digest is written again with whatever else the record says.
    Erased(WordsDigest),
}

/// A keyed digest of words, as a row keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordsDigest(Box<[u8]>);

impl WordsDigest {
    /// The digest of words, of 32 bytes.
    pub fn new(digest: &[u8]) -> Self {
        Self([&[MARK], digest].concat().into())
    }

    /// Takes back what a row keeps; none where the payload is a text.
    pub fn read(payload: &[u8]) -> Option<Self> {
        (payload.first() == Some(&MARK)).then(|| Self(payload.into()))
    }

    /// The payload a row keeps.
    pub fn as_payload(&self) -> &[u8] {
        &self.0
    }
}

impl ErasableText {
    /// The words, or the word for what was erased.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Said(text) => text,
            Self::Erased(_) => ERASED,
        }
    }

    /// Says something else. Where a form comes back with the word for what was erased, that stays erased.
    pub fn set(&mut self, text: &str) {
        if self.as_str() != text || matches!(self, Self::Said(_)) {
            *self = Self::Said(text.to_owned());
        }
    }
}

impl Default for ErasableText {
    fn default() -> Self {
        Self::Said(String::new())
    }
}
