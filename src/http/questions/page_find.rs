//! `GET /find?text=`: 找企业, from the box in the menu.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::{Desk, FindAnswer, FoundFirm};
use crate::http::frame::address::enterprise;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    shell: Shell,
    text: String,
    answer: FindAnswer,
}

impl FindPage {
    fn address(&self, firm: &FoundFirm) -> String {
        enterprise(&firm.enterprise, &self.shell.kept)
    }
}

/// Lists the firms that go by a text; goes straight to the only one.
pub async fn show(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let answer = desk.find(&filters.find()?).await?;
    let shell = Shell::new(&desk, "找企业", Some(("", "find")), &filters)?;
    if let [only] = answer.enterprises.as_slice() {
        return Ok(Redirect::to(&enterprise(&only.enterprise, &shell.kept)).into_response());
    }
    page(&FindPage { text: filters.text().to_owned(), shell, answer })
}
