//! Contacts: the journal gets keyed digests, the store's own table gets the words. Until they are compared the words
//! travel in the row, so that sorting bounds their memory too; no row of a contact is staged before it is parted.

use crate::ingest::Draft;
use crate::model::values::{A_TO, SEEN, SOURCE_URL};
use crate::model::{CanonicalTable, Field, Kind, NewRow, Rest, RowKey, Values, ValuesBuilder, hex};
use crate::store::{NewContact, WORDS_DIGEST};

/// The columns of words beside the name, in the order they are digested and stand in a row.
const WORDS: [&str; 3] = ["title", "phone", "email"];

/// The row of a contact under the key it is stored by, its words in its values.
pub fn keyed_row(key: &[u8], draft: &Draft, row: NewRow) -> NewRow {
    let mut values = ValuesBuilder::default();
    values.text(field("name"), name_of(draft));
    let taken = WORDS.map(field);
    if let Some(view) = row.values.as_ref().map(Values::view) {
        let kept = view.fields().filter(|(f, _)| taken.contains(f) || is_kept(*f));
        kept.for_each(|(f, payload)| values.stored(f, payload));
    }
    let rest = stored_rest(key, draft);
    NewRow { key: RowKey { rest, ..row.key }, values: Some(values.build()), ..row }
}

/// Parts a contact: the row that stands for it without a word of it, and the words.
pub fn parted(key: &[u8], row: NewRow) -> (NewRow, NewContact) {
    let words = row.values.unwrap_or_default();
    let text = |name: &str| words.view().text(field(name)).unwrap_or_default().to_owned();
    let (name, [title, phone, email]) = (text("name"), WORDS.map(text));
    let digest = NewContact::name_digest(key, &name, row.key.rest.source());
    let contact = NewContact { of: row.key.a, digest, name, title, phone, email };
    let mut values = ValuesBuilder::default();
    values.text(WORDS_DIGEST, &contact.words_digest(key));
    words.view().fields().filter(|(f, _)| is_kept(*f)).for_each(|(f, payload)| values.stored(f, payload));
    (NewRow { values: Some(values.build()), ..row }, contact)
}

/// The key columns and source of the row that stands for a contact.
pub fn stored_rest(key: &[u8], draft: &Draft) -> Rest {
    Rest::new([hex(&NewContact::name_digest(key, name_of(draft), &draft.source)).as_str()], &draft.source)
}

/// The values that stand in the journal as they are.
fn is_kept(field: Field) -> bool {
    [A_TO, SOURCE_URL, SEEN].contains(&field)
}

fn field(name: &str) -> Field {
    CanonicalTable::of(Kind::Contact).field(name).expect("invariant: the schema of contacts has these columns")
}

fn name_of(draft: &Draft) -> &str {
    draft.rest.first().map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::DraftValue;
    use crate::model::{NodeId, Origin};

    #[test]
    fn the_stored_row_of_a_contact_holds_no_word_of_it() {
        let mut own = ValuesBuilder::default();
        own.text(field("title"), "总经理助理");
        own.text(field("phone"), "000-0000-0000");
        own.text(SEEN, "2026-05-01");
        let draft = Draft {
            kind: Kind::Contact,
            source: "local".into(),
            id: None,
            references: Vec::new(),
            rest: vec!["示例联系人".into()],
            fields: vec![(field("title"), DraftValue::Text("总经理助理".into()))],
            stage: None,
        };
        let key =
            RowKey {
                kind: Kind::Contact, a: NodeId(7), b: NodeId::NONE, rest: Rest::new(["示例联系人"], "local")
            };
        let row = NewRow { key, values: Some(own.build()), origin: Origin::default() };

        let (row, contact) = parted(b"key", keyed_row(b"key", &draft, row));
        let stored = String::from_utf8_lossy(row.values.as_ref().map_or(&[], Values::as_bytes)).into_owned();
        for word in ["示例联系人", "总经理助理", "000-0000-0000"] {
            assert!(!stored.contains(word) && !row.key.rest.as_str().contains(word), "{word} is in the row");
        }
        assert_eq!(row.key.rest, stored_rest(b"key", &draft));
        assert_eq!(row.values.unwrap().view().text(SEEN), Some("2026-05-01"));
        assert_eq!(contact.spoken(), "示例联系人 总经理助理 000-0000-0000");
    }
}
