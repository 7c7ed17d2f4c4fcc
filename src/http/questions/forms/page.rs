//! The forms of a page as a whole: where they lead, and what was changed by them.

use crate::app::Desk;
use crate::app::edits::EditLine;
use crate::http::frame::form::{EditForm, Editing, PageAddress};

/// What every page with forms of a record shows of them.
#[derive(Debug)]
pub struct PageForms {
    /// The page itself, where forms are sent and lead back to.
    pub here: String,
    /// Where a form is opened: what it is called follows.
    pub open: String,
    /// A form that adds something, or takes it off.
    pub adding: Option<EditForm>,
    /// The change that led here.
    pub done: Option<EditLine>,
    /// The page with that change on it.
    pub done_at: String,
    /// Every change of the record, the last first.
    pub edits: Vec<EditLine>,
    /// Whether something may be changed: what was known in the past stays as it was.
    pub editable: bool,
}

impl PageForms {
    /// The forms of a page, the one that is open with what was typed.
    pub fn of(
        desk: &Desk,
        here: PageAddress,
        adding: Option<EditForm>,
        edits: Vec<EditLine>,
        editing: &Editing,
    ) -> Self {
        let done = editing.done(&edits).cloned();
        Self {
            adding: adding.map(|form| editing.filled(form)),
            done_at: done.as_ref().map_or_else(String::new, |edit| here.with("done", &edit.number.to_string())),
            done,
            open: here.with("edit", ""),
            here: here.0,
            edits,
            editable: desk.known_at().is_none(),
        }
    }
}
