//! One value on a page with the form that corrects it.

use crate::app::edits::{RecordShown, ShownValue};
use crate::http::frame::form::{EditForm, Editing, PageAddress};

/// One value, and the form that corrects it, where that is open.
#[derive(Debug)]
pub struct FormValue {
    pub column: &'static str,
    pub word: &'static str,
    /// Blank where it is not known.
    pub text: String,
    pub form: Option<EditForm>,
}

impl FormValue {
    /// The values of some columns of a record, in this order.
    pub fn of(record: &RecordShown, columns: &[&str], here: &PageAddress, editing: &Editing) -> Vec<Self> {
        let found = columns.iter().filter_map(|column| record.value(column));
        found.map(|value| Self::one(record, value, here, editing)).collect()
    }

    /// One value of a record.
    pub fn one(record: &RecordShown, value: &ShownValue, here: &PageAddress, editing: &Editing) -> Self {
        let column = value.column;
        let form = || editing.filled(EditForm::correcting(column, &value.typed, record.version, here));
        Self {
            column: column.name,
            word: column.zh[0],
            text: value.text.clone().unwrap_or_default(),
            form: (editing.open() == Some(column.name)).then(form),
        }
    }
}
