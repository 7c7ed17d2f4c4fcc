//! Contacts: the journal gets keyed digests, the store's own table gets the words.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::app::intake::import::run::Run;
use crate::ingest::{Draft, DraftValue};
use crate::model::values::{A_TO, SEEN, SOURCE_URL};
use crate::model::{CanonicalTable, Kind, NewRow, Rest, ValuesBuilder, hex};
use crate::store::NewContact;

/// The row that stands for a contact, without a word of it; the contact itself is kept for the chunk that stages it.
pub fn digested(run: &mut Run, draft: &Draft, row: NewRow) -> NewRow {
    let table = CanonicalTable::of(Kind::Contact);
    let text = |name: &str| {
        let field = table.field(name);
        let value = draft.fields.iter().find(|(f, _)| Some(*f) == field);
        if let Some((_, DraftValue::Text(text))) = value { text.clone() } else { String::new() }
    };
    let name = draft.rest.first().cloned().unwrap_or_default();
    let (title, phone, email) = (text("title"), text("phone"), text("email"));
    let digest = digest(&run.contact_key, &name, row.key.rest.source());
    let mut values = ValuesBuilder::default();
    values.text(0, &hex(&keyed(&run.contact_key, &[&title, &phone, &email])));
    if let Some(view) = row.values.as_ref().map(crate::model::Values::view) {
        view.fields().filter(|(f, _)| [A_TO, SOURCE_URL, SEEN].contains(f)).for_each(|(f, p)| values.stored(f, p));
    }
    let rest = Rest::new([hex(&digest).as_str()], row.key.rest.source());
    let row = NewRow { key: crate::model::RowKey { rest, ..row.key }, values: Some(values.build()), ..row };
    let contact = NewContact { of: row.key.a, digest, name, title, phone, email };
    run.contacts.insert(row.key.clone(), contact);
    row
}

/// The key columns and source of the row that stands for a contact.
pub fn rest(key: &[u8], draft: &Draft) -> Rest {
    let name = draft.rest.first().map_or("", String::as_str);
    Rest::new([hex(&digest(key, name, &draft.source)).as_str()], &draft.source)
}

/// The source is part of it: two sources may name the same person at the same firm.
fn digest(key: &[u8], name: &str, source: &str) -> Vec<u8> {
    keyed(key, &[name, source])
}

fn keyed(key: &[u8], parts: &[&str]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("invariant: HMAC takes a key of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}
