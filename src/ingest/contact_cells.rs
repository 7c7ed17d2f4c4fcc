//! A contact whose name stands in one cell with the number: each goes where it belongs.

use super::draft::{Draft, DraftValue};
use super::people::{PersonSaid, UNNAMED, people};
use crate::model::{CanonicalTable, Kind};

/// Tells name, title, number and address of a contact apart, where the cell of its name, or of its number, says them
/// together.
pub fn tell_apart(draft: &mut Draft) {
    let table = CanonicalTable::of(Kind::Contact);
    let phone = table.field("phone").expect("invariant: contacts have a phone");
    for (_, value) in draft.fields.iter_mut().filter(|(field, _)| *field == phone) {
        if let DraftValue::Text(text) = value
            && let [PersonSaid { name, phone, .. }] = people(text).as_slice()
            && !name.is_empty()
            && !phone.is_empty()
        {
            text.clone_from(phone);
        }
    }
    let Some(name) = draft.rest.first_mut() else { return };
    let mut said = people(name);
    let (Some(person), true) = (said.pop(), said.is_empty()) else { return };
    *name = if person.name.is_empty() { UNNAMED.to_owned() } else { person.name };
    for (column, told) in [("title", person.title), ("phone", person.phone), ("email", person.email)] {
        let field = table.field(column).expect("invariant: contacts have these columns");
        if !told.is_empty() && draft.fields.iter().all(|(own, _)| *own != field) {
            draft.fields.push((field, DraftValue::Text(told)));
        }
    }
    draft.fields.sort_by_key(|(field, _)| *field);
}
