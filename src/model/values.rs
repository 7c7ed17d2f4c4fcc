//! The values of one row in a compact form that is stable on disk: pairs of a field number and a payload.

use std::collections::{BTreeMap, BTreeSet};

use super::{ERASED, ErasableText, NodeId, WordsDigest};

/// Number of a field within its table; see [`crate::model::CanonicalTable`].
pub type Field = u8;

/// The record that the key's first reference resolved to, where it is not the node given.
pub const A_TO: Field = 240;
/// The record that the key's second reference resolved to, where it is not the node given.
pub const B_TO: Field = 241;
/// The page that says so.
pub const SOURCE_URL: Field = 250;
/// The day the source said so.
pub const SEEN: Field = 251;
/// A column the schema does not know: `name U+001F value`.
pub const EXTRA: Field = 252;

/// Values of a row; no field is stored for a value that was left blank.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(Box<[u8]>);

/// A reference inside a value: the text as given, and the record it resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The text as the file gave it.
    pub given: NodeId,
    /// The record it means.
    pub to: NodeId,
}

impl Values {
    /// Takes back what a store kept.
    pub fn from_stored(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// The form a store keeps.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A borrowed view.
    pub fn view(&self) -> ValuesView<'_> {
        ValuesView(&self.0)
    }

    /// What two rows say together, where each leaves blank what it does not repeat; none where they differ in anything
    /// that both say. What columns say that the schema does not know stands side by side, parted by ；. `alike`: whether two
    /// texts are one, written differently; the lesser stands.
    pub fn together(&self, other: &Self, alike: impl Fn(&str, &str) -> bool) -> Option<Self> {
        let own = |(field, payload): ((Field, &[u8]), &[u8])| ((field.0, field.1.to_vec()), payload.to_vec());
        let mut all: BTreeMap<(Field, Vec<u8>), Vec<u8>> = self.view().said().map(own).collect();
        for ((field, name), payload) in other.view().said() {
            let said = all.entry((field, name.to_vec())).or_insert_with(|| payload.to_vec());
            if *said == payload {
                continue;
            }
            if field == EXTRA {
                *said = side_by_side(said, payload)?;
            } else if alike(text_in(said)?, text_in(payload)?) {
                *said = payload.to_vec().min(said.clone());
            } else {
                return None;
            }
        }
        let mut builder = ValuesBuilder::default();
        all.iter().for_each(|((field, _), payload)| builder.stored(*field, payload));
        Some(builder.build())
    }
}

/// Builds [`Values`]; fields in ascending order, blank ones left out.
#[derive(Debug, Default)]
pub struct ValuesBuilder(Vec<u8>);

impl ValuesBuilder {
    /// Adds a text, unless it is blank.
    pub fn text(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.payload(field, text.as_bytes());
        }
    }

    /// Adds a text that can be erased, unless it is blank.
    pub fn erasable(&mut self, field: Field, text: &ErasableText) {
        match text {
            ErasableText::Said(text) => self.text(field, text),
            ErasableText::Erased(digest) => self.payload(field, digest.as_payload()),
        }
    }

    /// Adds references, unless there are none.
    pub fn references(&mut self, field: Field, references: &[Reference]) {
        if references.is_empty() {
            return;
        }
        let mut bytes = Vec::with_capacity(references.len() * 8);
        for r in references {
            push_varint(&mut bytes, u64::from(r.given.0));
            push_varint(&mut bytes, u64::from(r.to.0));
        }
        self.payload(field, &bytes);
    }

    /// Adds the node a key reference resolved to.
    pub fn node(&mut self, field: Field, to: NodeId) {
        let mut bytes = Vec::with_capacity(4);
        push_varint(&mut bytes, u64::from(to.0));
        self.payload(field, &bytes);
    }

    /// Adds a payload taken from other values.
    pub fn stored(&mut self, field: Field, payload: &[u8]) {
        self.payload(field, payload);
    }

    fn payload(&mut self, field: Field, bytes: &[u8]) {
        self.0.push(field);
        push_varint(&mut self.0, bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// The values built.
    pub fn build(self) -> Values {
        Values(self.0.into())
    }
}

/// Borrowed values of a row.
#[derive(Debug, Clone, Copy)]
pub struct ValuesView<'a>(pub &'a [u8]);

impl<'a> ValuesView<'a> {
    /// All fields with their payloads, in order. Stops at the first byte that makes no sense.
    pub fn fields(self) -> impl Iterator<Item = (Field, &'a [u8])> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (&field, after) = rest.split_first()?;
            let (len, after) = read_varint(after)?;
            let len = usize::try_from(len).ok()?;
            let payload = after.get(..len)?;
            rest = &after[len..];
            Some((field, payload))
        })
    }

    /// All payloads by their fields; those of columns that the schema does not know by their names, too.
    fn said(self) -> impl Iterator<Item = ((Field, &'a [u8]), &'a [u8])> {
        self.fields().map(|(field, payload)| {
            let name = if field == EXTRA { payload.split(|byte| *byte == 0x1f).next() } else { None };
            ((field, name.unwrap_or_default()), payload)
        })
    }

    /// What columns say that the schema does not know: each with its name.
    pub fn extras(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.fields().filter(|(field, _)| *field == EXTRA).filter_map(|(_, said)| text_in(said)?.split_once('\u{1f}'))
    }

    /// The text of a field, or the word for one that was erased.
    pub fn text(self, field: Field) -> Option<&'a str> {
        text_in(self.payload(field)?)
    }

    /// The text of a field that can be erased; blank where there is none.
    pub fn erasable(self, field: Field) -> ErasableText {
        let Some(payload) = self.payload(field) else { return ErasableText::default() };
        let said = || ErasableText::Said(text_in(payload).unwrap_or_default().to_owned());
        WordsDigest::read(payload).map_or_else(said, ErasableText::Erased)
    }

    fn payload(self, field: Field) -> Option<&'a [u8]> {
        self.fields().find(|(f, _)| *f == field).map(|(_, payload)| payload)
    }

    /// The node of a field.
    pub fn node(self, field: Field) -> Option<NodeId> {
        let (number, _) = read_varint(self.payload(field)?)?;
        u32::try_from(number).ok().map(NodeId)
    }

    /// The references of a field.
    pub fn references(self, field: Field) -> Vec<Reference> {
        references_in(self.payload(field).unwrap_or_default())
    }
}

/// What two payloads of one unknown column say, each part once and in order.
fn side_by_side(one: &[u8], other: &[u8]) -> Option<Vec<u8>> {
    let (name, one) = text_in(one)?.split_once('\u{1f}')?;
    let (_, other) = text_in(other)?.split_once('\u{1f}')?;
    let parts: BTreeSet<&str> = one.split('；').chain(other.split('；')).collect();
    Some(format!("{name}\u{1f}{}", Vec::from_iter(parts).join("；")).into_bytes())
}

/// The text inside a payload, or the word for one that was erased.
pub fn text_in(payload: &[u8]) -> Option<&str> {
    if WordsDigest::read(payload).is_some() {
        return Some(ERASED);
    }
    std::str::from_utf8(payload).ok()
}

/// The references inside a payload.
pub fn references_in(mut payload: &[u8]) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut next = || {
        let (number, after) = read_varint(payload)?;
        payload = after;
        u32::try_from(number).ok().map(NodeId)
    };
    while let (Some(given), Some(to)) = (next(), next()) {
        found.push(Reference { given, to });
    }
    found
}

fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn read_varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    for (i, &byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f).checked_shl(7 * u32::try_from(i).ok()?)?;
        if byte < 0x80 {
            return Some((number, &bytes[i + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_built_is_read_back(texts in prop::collection::vec("[^\u{0}-\u{1f}]{0,40}", 0..8), nodes in prop::collection::vec((0u32.., 0u32..), 0..6)) {
            let mut builder = ValuesBuilder::default();
            for (field, text) in (0u8..).zip(&texts) {
                builder.text(field, text);
            }
            let references: Vec<_> = nodes.iter().map(|&(g, t)| Reference { given: NodeId(g), to: NodeId(t) }).collect();
            builder.references(100, &references);
            builder.node(A_TO, NodeId(7));
            let values = builder.build();
            for (field, text) in (0u8..).zip(&texts) {
                prop_assert_eq!(values.view().text(field).unwrap_or_default(), text.as_str());
            }
            prop_assert_eq!(values.view().references(100), references);
            prop_assert_eq!(values.view().node(A_TO), Some(NodeId(7)));
        }

        #[test]
        fn what_rows_say_together_is_what_each_says(cells in prop::collection::vec((0u8..3, 0u8..3), 0..6)) {
            let row = |which: usize| {
                let mut builder = ValuesBuilder::default();
                let texts = ["", "甲", "乙"];
                for (field, both) in (0u8..).zip(&cells) {
                    builder.text(field, texts[usize::from([both.0, both.1][which])]);
                }
                builder.build()
            };
            let (x, y) = (row(0), row(1));
            let differ = cells.iter().any(|(x, y)| *x != 0 && *y != 0 && x != y);
            let never = |_: &str, _: &str| false;
            let both = x.together(&y, never);
            prop_assert_eq!(both.is_none(), differ);
            prop_assert_eq!(&both, &y.together(&x, never));
            prop_assert!(x.together(&y, |_, _| true).is_some());
            for (field, (x, y)) in (0u8..).zip(&cells) {
                let said = ["", "甲", "乙"][usize::from(*x.max(y))];
                prop_assert!(differ || both.as_ref().unwrap().view().text(field).unwrap_or_default() == said);
            }
        }

        #[test]
        fn unknown_columns_stand_side_by_side(texts in prop::collection::vec("[甲乙；]{1,4}", 2..4)) {
            let row = |text: &String| {
                let mut builder = ValuesBuilder::default();
                builder.text(EXTRA, &format!("备注\u{1f}{text}"));
                builder.build()
            };
            let fold = |all: &[String]| all.iter().skip(1).fold(row(&all[0]), |sum, text| sum.together(&row(text), |_, _| false).unwrap());
            let backwards: Vec<String> = texts.iter().rev().cloned().collect();
            prop_assert_eq!(fold(&texts), fold(&backwards));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let values = Values::from_stored(&bytes);
            prop_assert!(values.view().fields().count() <= bytes.len());
            let _ = values.view().references(0);
        }
    }
}
