//! Problems and notices as JSON has them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::dispatch::{DispatchNotice, NamedProblem};
use crate::model::Day;

/// A problem with whoever answers for it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NamedProblemLine {
    /// `kind:id`; a chain's leader as given; none: nobody.
    pub who: Option<String>,
    /// What kind.
    pub kind: &'static str,
    /// The same as people read it.
    pub kind_name: &'static str,
    /// Of what.
    pub what: String,
    /// Since when.
    pub since: Option<Day>,
    /// For how many days.
    pub days: i32,
}

/// Something odd in the rows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NoticeLine {
    /// What is odd.
    pub kind: &'static str,
    /// The same as people read it.
    pub kind_name: &'static str,
    /// Of what.
    pub what: String,
}

impl From<NamedProblem> for NamedProblemLine {
    fn from(problem: NamedProblem) -> Self {
        let NamedProblem { who, kind, what, days, since } = problem;
        Self { who, kind: kind.code(), kind_name: kind.zh(), what, since, days }
    }
}

impl From<DispatchNotice> for NoticeLine {
    fn from(notice: DispatchNotice) -> Self {
        Self { kind: notice.kind.code(), kind_name: notice.kind.zh(), what: notice.what }
    }
}

/// Why a project is not well.
pub fn check_word(check: &str) -> &'static str {
    if check == "standing_still" { "开工后三个整月没有新投资" } else { "签约一年未开工" }
}
