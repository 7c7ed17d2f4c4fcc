//! Contacts: sensitive, kept outside the journal; their keyed digests stand in it.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::model::{Field, NodeId, hex};

/// Bytes of the key of a store's digests.
pub const KEY_BYTES: usize = 32;
/// Where the digest of a contact's words stands in the row that stands for it.
pub const WORDS_DIGEST: Field = 0;

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// The enterprise, fund, association or person that is called through it.
    pub of: NodeId,
    /// Keyed digest of name and source, as in the row's key.
    pub digest: Vec<u8>,
    /// Of the person to call.
    pub name: String,
    /// Post, as written; blank where nobody wrote it.
    pub title: String,
    /// As written; blank where nobody wrote it.
    pub phone: String,
    /// As written; blank where nobody wrote it.
    pub email: String,
}

impl NewContact {
    /// What is known of it, in one line.
    pub fn spoken(&self) -> String {
        let parts = [&*self.name, &*self.title, &*self.phone, &*self.email];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The digest of a name. The source is part of it: two sources may name the same person at the same firm.
    pub fn name_digest(key: &[u8], name: &str, source: &str) -> Vec<u8> {
        keyed(key, &[name, source])
    }

    /// The digest of its words beside the name, in hexadecimal.
    pub fn words_digest(&self, key: &[u8]) -> String {
        hex(&keyed(key, &[&self.title, &self.phone, &self.email]))
    }
}

fn keyed(key: &[u8], parts: &[&str]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("invariant: HMAC takes a key of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}
