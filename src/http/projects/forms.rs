//! What the forms of projects share.

use crate::http::frame::form::{EditForm, EditInput};
use crate::model::Kind;

/// What the form of progress asks.
pub const PROGRESS: [&str; 6] = ["date", "invested", "statistics", "jobs", "note", "evidence"];

/// A form that was refused for what may be right all the same: it asks whether it is.
pub fn asked_again(mut form: EditForm) -> EditForm {
    let asks = |input: &EditInput| input.wrong.as_ref().is_some_and(|wrong| wrong.contains("没有写错"));
    if form.inputs.iter().any(asks) {
        let sure = [("1".to_owned(), "没有写错".to_owned())].into_iter();
        form.inputs.push(EditInput::choice("sure", "核对过了", sure).required(false));
    }
    form
}

/// What a form of a project writes of, and which part of it: `node:land`.
pub fn form_of(name: &str) -> Option<(Kind, &str)> {
    let (what, part) = name.split_once(':').unwrap_or((name, ""));
    match what {
        "project" => Some((Kind::Project, "")),
        "node" => Some((Kind::ProjectNode, part)),
        "progress" => Some((Kind::ProjectProgress, part)),
        _ => None,
    }
}
