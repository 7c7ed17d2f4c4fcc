//! One entry of a chain's target list, as it is stored: texts by field.

use crate::model::{EntryField, TargetState, Values, ValuesBuilder, ValuesView};

/// The texts of an entry; blank where nothing is said. Segment, squad and recruiter are ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry([String; EntryField::ALL.len()]);

impl Entry {
    /// Takes back what a store kept.
    pub fn read(values: ValuesView<'_>) -> Self {
        let mut entry = Self::default();
        for &field in EntryField::ALL {
            entry.set(field, values.text(field as u8).unwrap_or_default());
        }
        entry
    }

    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        for &field in EntryField::ALL {
            values.text(field as u8, self.get(field));
        }
        values.build()
    }

    /// The text of a field.
    pub fn get(&self, field: EntryField) -> &str {
        &self.0[field as usize]
    }

    /// Says something else in a field.
    pub fn set(&mut self, field: EntryField, text: &str) {
        text.clone_into(&mut self.0[field as usize]);
    }

    /// How far it is; an unknown word counts as the beginning.
    pub fn state(&self) -> TargetState {
        self.get(EntryField::State).parse().unwrap_or(TargetState::Listed)
    }

    /// The fields that say something else in `after`.
    pub fn changed(&self, after: &Self) -> Vec<EntryField> {
        EntryField::ALL.iter().copied().filter(|field| self.get(*field) != after.get(*field)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
