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
    /// Whether the caller may change something: what was known in the past stays as it was.
    pub editable: bool,
    /// Ids of the changes that the caller may take back.
    undoable: Vec<String>,
}

impl PageForms {
    /// The forms of a page about a chain, by id, or about none, the one that is open with what was typed; `may` says whether
    /// the caller may change what the page is about.
    pub fn of(
        desk: &Desk,
        (chain, may): (&str, bool),
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
            editable: may && desk.known_at().is_none(),
            undoable: edits.iter().filter(|edit| desk.offers_undo(edit, chain)).map(|edit| edit.edit.clone()).collect(),
            edits,
        }
    }

    /// Whether the caller may take a change back.
    pub fn undoes(&self, edit: &EditLine) -> bool {
        self.undoable.contains(&edit.edit)
    }
}
