//! A score sheet that was frozen, or an amendment of it, as a row keeps it.

use crate::model::{SheetField, Values, ValuesBuilder, ValuesView};

/// What a row of a frozen sheet says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrozenSheet {
    /// The whole sheet, as JSON.
    pub sheet: String,
    /// The limits it was made with, as JSON.
    pub presets: String,
    /// The text of the formula of points; blank where there are none.
    pub formula: String,
    /// Which cells an amendment changes and what moved them, as JSON; blank of the sheet itself.
    pub moved: String,
}

impl FrozenSheet {
    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        let all = [&self.sheet, &self.presets, &self.formula, &self.moved];
        SheetField::ALL.iter().zip(all).for_each(|(field, text)| values.text(*field as u8, text));
        values.build()
    }

    /// Takes back what a store kept.
    pub fn read(values: ValuesView<'_>) -> Self {
        let text = |field: SheetField| values.text(field as u8).unwrap_or_default().to_owned();
        Self {
            sheet: text(SheetField::Sheet),
            presets: text(SheetField::Presets),
            formula: text(SheetField::Formula),
            moved: text(SheetField::Moved),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_sheet_is_read_back() {
        let frozen = FrozenSheet {
            sheet: "{\"rows\":[]}".into(),
            presets: "{}".into(),
            formula: String::new(),
            moved: "[]".into(),
        };
        assert_eq!(FrozenSheet::read(frozen.values().view()), frozen);
    }
}
