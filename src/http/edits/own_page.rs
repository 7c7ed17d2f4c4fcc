//! A form that has a page of its own.

use askama::Template;
use axum::response::Response;

use crate::app::Desk;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, Editing};
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};

#[derive(Template)]
#[template(path = "own_form.html")]
struct OwnFormPage<'a> {
    shell: Shell,
    /// What it is for.
    facts: &'a str,
    form: EditForm,
}

/// A form about a chain, by id, or about none, on a page of this title, with a sentence that says what it is for.
pub fn own_page(
    desk: &Desk,
    (chain, title): (&str, &str),
    facts: &str,
    form: EditForm,
    editing: &Editing,
) -> Result<Response, Failure> {
    let shell = Shell::new(desk, title, Some((chain, "group")).filter(|_| !chain.is_empty()), &Standpoint::default())?;
    Ok(editing.answered(page(&OwnFormPage { shell, facts, form })?))
}
