//! The packet as one page that works from disk: no request, everything inside.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::field::{FieldForm, PageField};
use super::{LEAD_COLUMNS, PacketError, PacketInput, PacketLine, states};
use crate::model::EntryField;

const STYLE: &str = include_str!("../../../web/pages/packet.css");
const SCRIPT: &str = include_str!("../../../web/pages/packet.js");

/// What stands open of a target; the reason shows itself where it is needed.
const OPEN: [EntryField; 5] =
    [EntryField::State, EntryField::Reason, EntryField::Next, EntryField::Due, EntryField::Note];

#[derive(Template)]
#[template(path = "packet.html")]
struct PacketPage<'a> {
    input: &'a PacketInput,
    mark: String,
    states: Vec<&'static str>,
    rules: String,
    style: &'static str,
    script: &'static str,
}

impl PacketPage<'_> {
    /// Pixels from one watermark to the next.
    fn mark_width(&self) -> usize {
        self.mark.chars().count() * 20 + 60
    }

    /// Nothing is asked for, and no script or style runs but its own.
    fn policy(&self) -> String {
        let [script, style] =
            [self.script, self.style].map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text))));
        format!(
            "default-src 'none'; script-src {script}; style-src {style}; img-src data:; form-action 'none'; base-uri 'none'"
        )
    }

    /// What of a new firm is typed at once, or seldom: its name, where it is, and what was heard stand open.
    fn leads(&self, open: bool) -> Vec<&'static str> {
        let note = EntryField::Note.zh();
        let stands = |at: usize, name: &str| (at < 2 || name == note) == open;
        let columns = LEAD_COLUMNS.into_iter().enumerate();
        columns.filter(|(at, name)| stands(*at, name)).map(|(_, name)| name).collect()
    }

    /// The words a field is chosen from, with what it says now where that is none of them.
    fn choices<'a>(&'a self, field: &PageField<'a>) -> Vec<&'a str> {
        let words: Vec<&str> = match field.form {
            FieldForm::State => self.states.clone(),
            _ => std::iter::once("").chain(self.input.recruiters.iter().map(String::as_str)).collect(),
        };
        let now = (!words.contains(&field.value)).then_some(field.value);
        now.into_iter().chain(words).collect()
    }
}

/// The page.
///
/// # Errors
/// Where the template cannot be written.
pub fn packet_page(input: &PacketInput) -> Result<String, PacketError> {
    let page = PacketPage {
        input,
        mark: input.watermark(),
        states: states(),
        // It stands in a script element, which `</script>` would end.
        rules: input.rules.to_string().replace('<', "\\u003c"),
        style: STYLE,
        script: SCRIPT,
    };
    Ok(page.render()?)
}

impl PacketLine {
    /// What is typed in at once.
    fn open(&self, fields: &[EntryField]) -> Vec<PageField<'_>> {
        OPEN.into_iter().filter(|field| fields.contains(field)).map(|field| self.field(field)).collect()
    }

    /// What is typed in seldom; a squad without recruiters chooses none.
    fn folded(&self, fields: &[EntryField], recruiters: &[String]) -> Vec<PageField<'_>> {
        let folded = EntryField::returned().into_iter().filter(|field| !OPEN.contains(field) && fields.contains(field));
        let shown = folded.map(|field| self.field(field));
        shown.filter(|field| field.form != FieldForm::Recruiter || !recruiters.is_empty()).collect()
    }
}
