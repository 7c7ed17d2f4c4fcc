//! Why a person changed something in place: a row beside what the edit wrote, in the same batch.

use super::words::words;
use super::{Holds, Values, ValuesBuilder, ValuesView};

/// What begins the source of what people change in place; what it says beats every other source.
pub const EDITED_BY: &str = "local:";

/// The source of what a person changes in place.
pub fn edited_by(who: &str) -> String {
    format!("{EDITED_BY}{who}")
}

words! {
    /// What is kept of an edit. The order is that on disk: new ones go to the end.
    EditField {
        Reason = "reason", "理由";
        Source = "source", "依据";
        Table = "table", "表";
        What = "what", "改了什么";
        Before = "before", "原来";
        After = "after", "现在";
    }
}

impl EditField {
    /// What it holds; a reason can be erased for good.
    pub fn holds(self) -> Holds {
        if self == Self::Reason { Holds::ErasableText } else { Holds::Text }
    }
}

/// Why something was changed, and what it said before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditNote {
    /// Why; blank where something was added.
    pub reason: String,
    /// What the person goes by: a visit, a report, an address.
    pub source: String,
    /// The canonical file it belongs to.
    pub table: String,
    /// The column or the thing, in Chinese.
    pub what: String,
    /// What stood there before, as people read it.
    pub before: String,
    /// What the person typed; blank of whom to call.
    pub after: String,
}

impl EditNote {
    /// As a row keeps it.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        let all = [&self.reason, &self.source, &self.table, &self.what, &self.before, &self.after];
        EditField::ALL.iter().zip(all).for_each(|(field, text)| values.text(*field as u8, text));
        values.build()
    }

    /// Takes back what a row keeps.
    pub fn read(values: ValuesView<'_>) -> Self {
        let text = |field: EditField| values.text(field as u8).unwrap_or_default().to_owned();
        Self {
            reason: text(EditField::Reason),
            source: text(EditField::Source),
            table: text(EditField::Table),
            what: text(EditField::What),
            before: text(EditField::Before),
            after: text(EditField::After),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_note_is_read_back(texts in prop::array::uniform6("[a-z甲乙 ]{0,9}")) {
            let [reason, source, table, what, before, after] = texts;
            let note = EditNote { reason, source, table, what, before, after };
            prop_assert_eq!(EditNote::read(note.values().view()), note);
        }
    }
}
