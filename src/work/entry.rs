//! One entry of a chain's target list, as it is stored: texts by field.

use crate::model::{EntryField, ErasableText, TargetState, Values, ValuesBuilder, ValuesView};

/// The texts of an entry; blank where nothing is said. Segment, squad and recruiter are ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry([ErasableText; EntryField::ALL.len()]);

impl Entry {
    /// Takes back what a store kept.
    pub fn read(values: ValuesView<'_>) -> Self {
        let mut entry = Self::default();
        for &field in EntryField::ALL {
            entry.0[field as usize] = values.erasable(field as u8);
        }
        entry
    }

    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        for &field in EntryField::ALL {
            values.erasable(field as u8, &self.0[field as usize]);
        }
        values.build()
    }

    /// The text of a field, or the word for one that was erased.
    pub fn get(&self, field: EntryField) -> &str {
        self.0[field as usize].as_str()
    }

    /// Whether the words of a field were erased.
    pub fn is_erased(&self, field: EntryField) -> bool {
        matches!(self.0[field as usize], ErasableText::Erased(_))
    }

    /// Says something else in a field; the word for what was erased leaves it erased.
    pub fn set(&mut self, field: EntryField, text: &str) {
        self.0[field as usize].set(text);
    }

    /// How far it is; an unknown word counts as the beginning.
    pub fn state(&self) -> TargetState {
        self.get(EntryField::State).parse().unwrap_or(TargetState::Listed)
    }

    /// The fields that say something else in `after`.
    pub fn changed(&self, after: &Self) -> Vec<EntryField> {
        EntryField::ALL.iter().copied().filter(|field| self.0[*field as usize] != after.0[*field as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ERASED, WordsDigest};

    #[test]
    fn an_entry_is_read_back_as_it_was_written() {
        let mut entry = Entry::default();
        entry.set(EntryField::State, "visited");
        entry.set(EntryField::Note, "镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎");
        let back = Entry::read(entry.values().view());
        assert_eq!(back, entry);
        assert_eq!(back.state(), TargetState::Visited);
        assert_eq!(Entry::default().changed(&back), [EntryField::State, EntryField::Note]);
    }

    #[test]
    fn what_was_erased_is_shown_and_written_as_erased() {
        let digest = WordsDigest::new(&[7; 32]);
        let mut values = ValuesBuilder::default();
        values.erasable(EntryField::Note as u8, &ErasableText::Erased(digest));
        let stored = values.build();
        let mut entry = Entry::read(stored.view());
        assert_eq!((entry.get(EntryField::Note), entry.is_erased(EntryField::Note)), (ERASED, true));
        entry.set(EntryField::Note, ERASED);
        assert_eq!(entry.values(), stored, "a form that comes back as it went out changes nothing");
        entry.set(EntryField::Note, "新的备注");
        assert_eq!((entry.get(EntryField::Note), entry.is_erased(EntryField::Note)), ("新的备注", false));
    }
}
