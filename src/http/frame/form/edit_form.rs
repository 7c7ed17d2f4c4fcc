//! A form that stands in its page: opened by the address, and shown again with what was typed where it was refused.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fields;
use crate::app::edits::{Correction, EditGrounds, EditLine, EditRefused, Edited, RowForm, Subject};
use crate::app::{AppError, ErrorKind};
use crate::http::frame::failure::Failure;
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Parameter;
use crate::http::frame::words::{FilterOption, options};
use crate::model::{CanonicalColumn, CanonicalTable, Day, Holds, Kind};

/// What the grounds of a change are sent as.
pub const GROUNDS: [FormField; 3] =
    [("reason", "理由"), ("ground", "依据：走访、年报、网址……"), ("who", "经手人；不写是本机网页")];

/// Which form of a page is open, and which change was just made.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct EditAsked {
    /// The form that is open: a column, or what is added.
    pub edit: Parameter<String>,
    /// Journal number of the change that led here.
    pub done: Parameter<usize>,
}

/// A form that was sent and refused.
#[derive(Debug)]
pub struct Refusal {
    open: String,
    typed: Fields,
    refused: EditRefused,
    status: StatusCode,
}

/// The state of the forms of a page.
#[derive(Debug, Default)]
pub struct Editing {
    asked: EditAsked,
    refusal: Option<Refusal>,
}

/// A form as a page shows it.
#[derive(Debug, Clone)]
pub struct EditForm {
    /// Which of the page's forms it is.
    pub name: String,
    pub title: String,
    pub action: String,
    pub hidden: Vec<(&'static str, String)>,
    pub inputs: Vec<EditInput>,
    pub submit: &'static str,
    /// What is wrong with it as a whole.
    pub wrong: Option<String>,
    /// The page without it.
    pub cancel: String,
}

/// One field of it.
#[derive(Debug, Clone)]
pub struct EditInput {
    pub name: &'static str,
    pub label: String,
    pub value: String,
    pub hint: String,
    pub choices: Option<Vec<FilterOption>>,
    pub required: bool,
    pub wrong: Option<String>,
    /// Whom the text may mean, to choose from.
    pub meant: Vec<FilterOption>,
    /// Whether a firm is named, so that its names are told while one types.
    pub firm: bool,
    /// Whether it is one day, so that a calendar is offered.
    pub day: bool,
}

impl EditInput {
    /// A line of text.
    pub fn text(name: &'static str, label: &str, hint: &str) -> Self {
        let (label, hint, value) = (label.to_owned(), hint.to_owned(), String::new());
        let (choices, wrong, meant) = (None, None, Vec::new());
        Self { name, label, value, hint, choices, required: true, wrong, meant, firm: false, day: false }
    }

    /// One of several.
    pub fn choice(name: &'static str, label: &str, choices: impl Iterator<Item = (String, String)>) -> Self {
        let choices = options(choices.map(|(code, word)| (code, word, false)));
        Self { choices: Some(choices), ..Self::text(name, label, "") }
    }

    /// What a column of a canonical file holds, sent as `name`.
    pub fn of_column(name: &'static str, column: &CanonicalColumn, value: &str) -> Self {
        let yes = || vec![("1", "是"), ("0", "否")];
        let words: Option<Vec<(&str, &str)>> = match column.holds {
            Holds::Word(_, words) => Some(words.to_vec()),
            Holds::YesNo => Some(yes()),
            _ => None,
        };
        let choices = words.map(|words| options(words.into_iter().map(|(code, word)| (code, word, code == value))));
        let hint = if column.example.is_empty() { String::new() } else { format!("例：{}", column.example) };
        let required = column.role.must_be_given();
        let (label, value) = (column.header().to_owned(), value.to_owned());
        let firm = column.names_a_firm();
        Self { name, label, value, hint, choices, required, wrong: None, meant: Vec::new(), firm, day: false }
    }

    /// Begins with what stands there; a day that is not whole is typed, not chosen.
    pub fn begin(&mut self, stands: &RowForm) {
        let Some((_, value)) = stands.cells.iter().find(|(name, _)| *name == self.name) else { return };
        self.value.clone_from(value);
        self.day &= value.is_empty() || value.parse::<Day>().is_ok();
        self.choices.iter_mut().flatten().for_each(|choice| choice.chosen = choice.code == *value);
    }

    /// The same, where it may be left blank or not.
    #[must_use]
    pub fn required(self, required: bool) -> Self {
        Self { required, ..self }
    }

    /// The columns of a canonical file, each sent under its own name.
    pub fn of_table(kind: Kind, wanted: &[&str]) -> Vec<Self> {
        let columns = CanonicalTable::of(kind).columns.iter();
        columns.filter(|column| wanted.contains(&column.name)).map(|c| Self::of_column(c.name, c, "")).collect()
    }
}

impl EditForm {
    /// A form with these fields, then the grounds; a reason is asked for where something is corrected.
    pub fn new(name: &str, title: String, page: &PageAddress, inputs: Vec<EditInput>, with_reason: bool) -> Self {
        let mut inputs = inputs;
        if with_reason {
            inputs.push(EditInput::text("reason", "理由", "为什么改"));
        }
        inputs.push(EditInput::text("ground", "依据", "走访、年报、网址……"));
        inputs.push(EditInput::text("who", "经手人", "不写是本机网页").required(false));
        Self {
            name: name.to_owned(),
            title,
            action: page.0.clone(),
            hidden: vec![("form", name.to_owned())],
            inputs,
            submit: if with_reason { "改" } else { "加上" },
            wrong: None,
            cancel: page.0.clone(),
        }
    }

    /// A form with these fields alone, sent to an address of its own.
    pub fn alone(name: &str, title: String, (page, action): (&PageAddress, String), inputs: Vec<EditInput>) -> Self {
        let (name, cancel) = (name.to_owned(), page.0.clone());
        Self { name, title, action, hidden: Vec::new(), inputs, submit: "写入", wrong: None, cancel }
    }

    /// The form that corrects a column, whose value stands in it.
    pub fn correcting(column: &'static CanonicalColumn, typed: &str, version: u64, page: &PageAddress) -> Self {
        let input = EditInput::of_column("value", column, typed).required(true);
        let title = format!("改{}", column.zh.first().unwrap_or(&column.name));
        let form = Self::new(column.name, title, page, vec![input], true);
        form.with("version", version.to_string())
    }

    /// The same with another field that is not shown.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.hidden.push((name, value));
        self
    }

    /// The same, sent to an address that takes no other form: it does not say which one it is.
    #[must_use]
    pub fn sent_to(mut self, action: String) -> Self {
        self.hidden.retain(|(name, _)| *name != "form");
        Self { action, ..self }
    }
}

/// The address of a page with its query, to which forms are sent and which they lead back to.
#[derive(Debug, Clone)]
pub struct PageAddress(pub String);

impl PageAddress {
    /// The same with another parameter.
    pub fn with(&self, name: &str, value: &str) -> String {
        let between = if self.0.contains('?') { '&' } else { '?' };
        format!("{}{between}{name}={}", self.0, crate::http::frame::address::part(value))
    }

    /// Where a form leads that was taken.
    pub fn after(&self, edited: &Edited) -> Response {
        see(&self.with("done", &edited.number.to_string()))
    }
}

/// Leads to another page.
pub fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}

impl Editing {
    /// As the address asks.
    pub fn asked(asked: EditAsked) -> Self {
        Self { asked, refusal: None }
    }

    /// What came of a form: the change, or the form refused, with what was typed. A fault of ours is none of the form's.
    pub fn outcome(
        open: &str,
        typed: Fields,
        done: Result<Result<Edited, EditRefused>, AppError>,
    ) -> Result<Result<Edited, Self>, Failure> {
        let (refused, status) = match done {
            Ok(Ok(edited)) => return Ok(Ok(edited)),
            Ok(Err(refused)) => (refused, StatusCode::BAD_REQUEST),
            Err(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::Ambiguous | ErrorKind::BadRequest | ErrorKind::Conflict => {
                    let status = Failure::status_of(error.kind());
                    (EditRefused::whole(error.to_string()), status)
                }
                _ => return Err(error.into()),
            },
        };
        let refusal = Some(Refusal { open: open.to_owned(), typed, refused, status });
        Ok(Err(Self { asked: EditAsked::default(), refusal }))
    }

    /// Which form is open.
    pub fn open(&self) -> Option<&str> {
        self.refusal.as_ref().map(|refusal| refusal.open.as_str()).or(self.asked.edit.given())
    }

    /// The form with what was typed and what is wrong, where it was refused.
    pub fn filled(&self, mut form: EditForm) -> EditForm {
        let Some(refusal) = self.refusal.as_ref().filter(|refusal| refusal.open == form.name) else { return form };
        for input in &mut form.inputs {
            if let Some(typed) = refusal.typed.sent(input.name) {
                typed.clone_into(&mut input.value);
                input.choices.iter_mut().flatten().for_each(|choice| choice.chosen = choice.code == typed);
            }
        }
        let told = || Some(refusal.refused.told.clone());
        let at = refusal.refused.field.as_deref();
        let corrected =
            |input: &&mut EditInput| at == Some(input.name) || (input.name == "value" && at == Some(&form.name));
        match form.inputs.iter_mut().find(corrected) {
            Some(input) => {
                let meant = refusal.refused.choices.iter();
                input.meant = options(meant.map(|(id, name)| (id.as_str(), name.as_str(), false)));
                input.wrong = told();
            }
            None => form.wrong = told(),
        }
        if refusal.refused.asks {
            let sure = [("1".to_owned(), "没有写错".to_owned())].into_iter();
            form.inputs.push(EditInput::choice("sure", "核对过了", sure).required(false));
        }
        form
    }

    /// The change that was just made, or just taken back.
    pub fn done<'e>(&self, edits: &'e [EditLine]) -> Option<&'e EditLine> {
        let number: u64 = self.asked.done.given()?.parse().ok()?;
        edits.iter().find(|edit| edit.number == number)
    }

    /// A page with its forms: by the status of what was refused.
    pub fn answered(&self, mut page: Response) -> Response {
        if let Some(refusal) = &self.refusal {
            *page.status_mut() = refusal.status;
        }
        page
    }
}

impl Fields {
    /// The grounds of a change.
    pub fn grounds(&self) -> EditGrounds {
        let (reason, source) = (self.text("reason").to_owned(), self.text("ground").to_owned());
        EditGrounds { reason, source, who: self.who().map(str::to_owned) }
    }

    /// The correction of a column, which the form is named after.
    pub fn correction(&self, subject: Subject) -> Correction {
        Correction {
            subject,
            column: self.text("form").to_owned(),
            value: self.text("value").to_owned(),
            version: self.seen(),
            grounds: self.grounds(),
        }
    }

    /// What was sent under the names of a table's columns.
    pub fn cells(&self, kind: Kind) -> Vec<(String, String)> {
        let columns = CanonicalTable::of(kind).columns.iter().filter(|column| self.has(column.name));
        columns.filter_map(|c| Some((c.name.to_owned(), self.sent(c.name)?.to_owned()))).collect()
    }

    /// The version that the reader of a form saw, where the form says it.
    pub fn seen(&self) -> Option<u64> {
        self.text("version").parse().ok()
    }
}
