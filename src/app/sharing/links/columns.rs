//! The columns that a link can show.

use crate::model::EntryField;

/// A column of a link. The firm's name is always told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkColumn {
    /// A field of the entry.
    Field(EntryField),
    /// The city where the firm is, and the map.
    Place,
    /// Why its segment is a gap, in a sentence.
    Gap,
    /// Whom to call first, and by whom one is introduced.
    Call,
}

/// What is ticked before anybody chooses.
const USUAL: [LinkColumn; 8] = [
    LinkColumn::Field(EntryField::Segment),
    LinkColumn::Field(EntryField::State),
    LinkColumn::Field(EntryField::Next),
    LinkColumn::Field(EntryField::Due),
    LinkColumn::Field(EntryField::Note),
    LinkColumn::Place,
    LinkColumn::Gap,
    LinkColumn::Call,
];

impl LinkColumn {
    /// All of them, in the order of the page.
    pub fn all() -> Vec<Self> {
        let fields = EntryField::columns().into_iter().map(Self::Field);
        fields.chain([Self::Place, Self::Gap, Self::Call]).collect()
    }

    /// As it is stored, and sent by forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Field(field) => field.code(),
            Self::Place => "place",
            Self::Gap => "gap",
            Self::Call => "call",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Field(field) => field.zh(),
            Self::Place => "所在地与地图",
            Self::Gap => "为什么缺",
            Self::Call => "先联系谁",
        }
    }

    /// The column of a word; none where there is none.
    pub fn read(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|column| column.code() == code)
    }

    /// Whether it is ticked before anybody chooses.
    pub fn is_usual(self) -> bool {
        USUAL.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_word_of_its_own() {
        let all = LinkColumn::all();
        for column in &all {
            assert_eq!(LinkColumn::read(column.code()), Some(*column));
        }
        assert!(all.iter().any(|column| column.is_usual()) && LinkColumn::read("contacts").is_none());
    }
}
