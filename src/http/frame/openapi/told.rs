//! What the types of a handler do not say of it.

use super::access::Access;
use crate::http::frame::failure_code::FailureCode;

/// What is told of an operation beside what its types say.
#[derive(Debug)]
pub struct Told {
    pub(super) summary: &'static str,
    pub(super) access: Access,
    /// The kinds of its answer, where that is no JSON.
    pub(super) kinds: Vec<&'static str>,
    pub(super) fields: Vec<FormField>,
    /// Those of them without which nothing is done.
    pub(super) needed: Vec<&'static str>,
    /// The status by which it leads to another page, where it does.
    pub(super) leads: Option<u16>,
    pub(super) in_turn: bool,
    /// The most bytes of its form, where that is more than usual.
    pub(super) at_most: Option<u64>,
    /// Whether it answers under an assumption.
    pub(super) assumes: bool,
    pub(super) fails: Vec<FailureCode>,
}

/// A field that a form sends: its name, and what stands in it; `c{n}` are the fields `c0`, `c1` and so on.
pub type FormField = (&'static str, &'static str);

/// A question answered in JSON.
pub fn json(summary: &'static str, access: impl Into<Access>) -> Told {
    let access = access.into();
    Told {
        summary,
        access,
        kinds: Vec::new(),
        fields: Vec::new(),
        needed: Vec::new(),
        leads: None,
        in_turn: false,
        at_most: None,
        assumes: false,
        fails: Vec::new(),
    }
}

/// A page.
pub fn page(summary: &'static str, access: impl Into<Access>) -> Told {
    file(summary, access, "text/html")
}

/// A picture.
pub fn picture(summary: &'static str, access: impl Into<Access>) -> Told {
    file(summary, access, "image/svg+xml")
}

/// A file of this kind.
pub fn file(summary: &'static str, access: impl Into<Access>, kind: &'static str) -> Told {
    json(summary, access).answers(&[kind])
}

/// An address that leads to another, by this status.
pub fn leading(summary: &'static str, access: impl Into<Access>, status: u16) -> Told {
    json(summary, access).leads(status)
}

/// A form with these fields beside its token, that leads to the page which shows what was written.
pub fn form(summary: &'static str, access: impl Into<Access>, fields: impl IntoIterator<Item = FormField>) -> Told {
    sent(summary, access, fields).leads(303)
}

/// A form with these fields beside its token.
pub fn sent(summary: &'static str, access: impl Into<Access>, fields: impl IntoIterator<Item = FormField>) -> Told {
    Told { fields: fields.into_iter().collect(), ..json(summary, access) }
}

/// Marks requests of an operation that answers under an assumption.
#[derive(Debug, Clone, Copy)]
pub struct Assumes;

impl Told {
    /// It answers files of these kinds, one at a time.
    pub fn answers(mut self, kinds: &[&'static str]) -> Self {
        self.kinds.extend(kinds);
        self
    }

    /// It may lead to another page, by this status.
    pub fn leads(self, status: u16) -> Self {
        Self { leads: Some(status), ..self }
    }

    /// Nothing is done without these fields of its form.
    pub fn needs(self, needed: &[&'static str]) -> Self {
        Self { needed: needed.to_vec(), ..self }
    }

    /// A picture or document that takes a core and much memory: at most two are made at once.
    pub fn in_turn(mut self) -> Self {
        self.in_turn = true;
        self.fails(FailureCode::Busy)
    }

    /// It answers under an assumption, too.
    pub fn assuming(self) -> Self {
        Self { assumes: true, ..self }
    }

    /// Its form has files, and at most so many bytes.
    pub fn at_most(self, bytes: u64) -> Self {
        Self { at_most: Some(bytes), ..self }
    }

    /// It may fail so, which its arguments do not tell.
    pub fn fails(mut self, code: FailureCode) -> Self {
        self.fails.push(code);
        self
    }
}
