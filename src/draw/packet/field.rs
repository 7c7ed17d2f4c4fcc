//! A field of a target as the page shows it.

use super::PacketLine;
use crate::model::{EntryField, Holds};

/// How a field is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldForm {
    /// A state, chosen.
    State,
    /// A recruiter of the squad, chosen.
    Recruiter,
    /// A day.
    Date,
    /// Asked for anew where a state needs it.
    Reason,
    /// Several lines.
    Long,
    /// Anything else; amounts too, since their units may be written.
    Text,
}

/// A field of a target on the page.
#[derive(Debug, Clone)]
pub(super) struct PageField<'a> {
    pub name: &'static str,
    pub value: &'a str,
    pub form: FieldForm,
}

impl PageField<'_> {
    pub fn is_broad(&self) -> bool {
        matches!(self.form, FieldForm::Reason | FieldForm::Long)
    }

    pub fn is_reason(&self) -> bool {
        self.form == FieldForm::Reason
    }
}

impl PacketLine {
    /// A field as the page shows it.
    pub(super) fn field(&self, field: EntryField) -> PageField<'_> {
        let form = match field.schema().holds {
            Holds::Word(..) => FieldForm::State,
            Holds::Reference(_) => FieldForm::Recruiter,
            Holds::Date => FieldForm::Date,
            _ if field == EntryField::Reason => FieldForm::Reason,
            _ if field == EntryField::Note => FieldForm::Long,
            _ => FieldForm::Text,
        };
        PageField { name: field.zh(), value: self.value(field), form }
    }
}
