//! The three-way merge of one field: as issued, as returned, as it is now.

use super::Entry;
use crate::model::EntryField;

/// What a returned text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// The receiver left it alone.
    Untouched,
    /// The receiver changed it and nobody else did.
    Applied,
    /// It says already what the receiver wrote.
    Already,
    /// Both changed it, differently.
    Conflict,
}

/// Merges one field. Where what was issued has been erased, nobody can tell whether the receiver changed it: so it counts as
/// changed, and what was erased does not come back by itself.
pub fn merged(field: EntryField, issued: &Entry, returned: &str, now: &Entry) -> Merged {
    match (issued.is_erased(field), now.is_erased(field) || now.get(field) != returned) {
        (true, true) => Merged::Conflict,
        (true, false) => Merged::Already,
        (false, _) => merged_texts(issued.get(field), returned, now.get(field)),
    }
}

/// Merges one text.
pub fn merged_texts(issued: &str, returned: &str, now: &str) -> Merged {
    match (returned == issued, returned == now, now == issued) {
        (true, ..) => Merged::Untouched,
        (_, true, _) => Merged::Already,
        (_, _, true) => Merged::Applied,
        _ => Merged::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ErasableText, ValuesBuilder, WordsDigest};

    #[test]
    fn every_case_has_its_name() {
        assert_eq!(merged_texts("甲", "甲", "乙"), Merged::Untouched);
        assert_eq!(merged_texts("甲", "乙", "甲"), Merged::Applied);
        assert_eq!(merged_texts("甲", "乙", "乙"), Merged::Already);
        assert_eq!(merged_texts("甲", "乙", "丙"), Merged::Conflict);
    }

    #[test]
    fn what_was_erased_does_not_come_back_in_a_file() {
        let note = |text: &str| {
            let mut entry = Entry::default();
            entry.set(EntryField::Note, text);
            entry
        };
        let mut values = ValuesBuilder::default();
        values.erasable(EntryField::Note as u8, &ErasableText::Erased(WordsDigest::new(&[7; 32])));
        let erased = Entry::read(values.build().view());
        assert_eq!(merged(EntryField::Note, &erased, "甲", &erased), Merged::Conflict);
        assert_eq!(merged(EntryField::Note, &erased, "甲", &note("乙")), Merged::Conflict);
        assert_eq!(merged(EntryField::Note, &erased, "乙", &note("乙")), Merged::Already);
        assert_eq!(merged(EntryField::Note, &note("甲"), "乙", &note("甲")), Merged::Applied);
    }
}
