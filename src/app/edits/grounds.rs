//! Why something is changed in place, what came of it, and why it was refused.

use crate::app::AppError;
use crate::app::desk::Permit;
use crate::ingest::Problem;
use crate::model::{CanonicalTable, EventDate, Kind, edited_by};
use crate::normalize::text;

/// The most characters of a reason, and of what it goes by.
const LONGEST: usize = 500;

/// Why, by what, and who says so.
#[derive(Debug, Clone, Default)]
pub struct EditGrounds {
    /// Why; asked for where a value is corrected.
    pub reason: String,
    /// What the person goes by: a visit, a report, an address.
    pub source: String,
    /// By default the caller.
    pub who: Option<String>,
}

/// What a change in place did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// Its id, to take it back by.
    pub edit: String,
    /// Its journal number.
    pub number: u64,
}

/// Why nothing was changed, for the form: what was typed stays in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRefused {
    /// The English name of the field at fault; none: the form as a whole.
    pub field: Option<String>,
    /// What is wrong and what to do, in Chinese.
    pub told: String,
    /// Whom the text of the field may mean, by id and name, to choose from.
    pub choices: Vec<(String, String)>,
    /// Whether it may be right all the same: the form asks, and whoever says so (`sure`) is not refused again.
    pub asks: bool,
}

impl EditRefused {
    /// A fault of one field.
    pub fn of(field: &str, told: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::whole(told) }
    }

    /// What a field says may be right all the same: whether it is, is asked.
    pub(in crate::app) fn asking(field: &str, told: impl Into<String>) -> Self {
        Self { asks: true, ..Self::of(field, told) }
    }

    /// A fault of the form as a whole.
    pub fn whole(told: impl Into<String>) -> Self {
        Self { field: None, told: told.into(), choices: Vec::new(), asks: false }
    }

    /// A name in a field that several go by, each as `id name`.
    pub(in crate::app) fn several(field: &str, typed: &str, choices: &[String]) -> Self {
        let told = format!("「{typed}」不是哪一家的全称或简称，或不止一家叫它；请选是哪一家，或写全称、编号");
        let parted = |choice: &String| {
            let (id, name) = choice.split_once(' ').unwrap_or((choice, choice));
            (id.to_owned(), name.to_owned())
        };
        Self { choices: choices.iter().map(parted).collect(), ..Self::of(field, told) }
    }

    /// What an import says of a row, without its place: there is but one.
    pub(super) fn by(problem: &Problem) -> Self {
        let Problem { column, value, reason, suggestion, .. } = problem;
        let value = value.as_ref().filter(|value| !value.is_empty()).map(|value| format!("「{value}」"));
        let fix = suggestion.on_page();
        let fix = if fix.is_empty() { String::new() } else { format!("；{fix}") };
        let told = format!("{}{reason}{fix}", value.unwrap_or_default());
        Self { field: column.clone(), ..Self::whole(told) }
    }
}

/// Grounds that were read, fit to be kept.
#[derive(Debug, Clone)]
pub(super) struct GroundsSaid {
    pub reason: String,
    pub source: String,
    pub who: String,
}

impl EditGrounds {
    /// Reads them.
    pub(super) fn said(&self, at: Permit<'_>, with_reason: bool) -> Result<Result<GroundsSaid, EditRefused>, AppError> {
        let line = |given: &str| text::one_line(given).into_owned();
        let said =
            GroundsSaid { reason: line(&self.reason), source: line(&self.source), who: at.who(self.who.as_deref())? };
        for (field, word, words) in [("reason", "理由", &said.reason), ("ground", "依据", &said.source)] {
            let asked = with_reason || field != "reason";
            if asked && words.is_empty() {
                return Ok(Err(EditRefused::of(field, format!("请写{word}"))));
            }
            if let Some(c) = text::forbidden(words) {
                return Ok(Err(EditRefused::of(field, format!("{word}含有控制字符 U+{:04X}", u32::from(c)))));
            }
            if words.chars().count() > LONGEST {
                return Ok(Err(EditRefused::of(field, format!("{word}超过 {LONGEST} 个字"))));
            }
        }
        if said.who.chars().count() > LONGEST {
            return Ok(Err(EditRefused::of("who", format!("经手人超过 {LONGEST} 个字"))));
        }
        Ok(Ok(said))
    }
}

impl GroundsSaid {
    /// The columns that say where a row is from, with what stands in them.
    pub fn provenance(&self, at: Permit<'_>) -> Vec<(&'static str, String)> {
        let url = ["http://", "https://"].iter().any(|begin| self.source.starts_with(begin));
        let mut cells = vec![("source", edited_by(&self.who)), ("seen", EventDate::of_day(at.today()).to_string())];
        if url {
            cells.push(("source_url", self.source.clone()));
        }
        cells
    }
}

/// Cells of a form: the English name of a column, and what was typed under it.
type Cells = Vec<(String, String)>;

/// What was typed under a column; blank where nothing was.
pub(in crate::app) fn typed_in<'c>(cells: &'c [(String, String)], name: &str) -> &'c str {
    cells.iter().find(|(own, _)| own == name).map_or("", |(_, said)| text::trimmed(said))
}

/// Puts a value in the place of what was typed under a column.
pub(in crate::app) fn set_typed(cells: &mut Cells, name: &str, value: String) {
    cells.retain(|(own, _)| own != name);
    cells.push((name.to_owned(), value));
}

/// What was typed, by columns of the table; refused where one is blank that must be given.
pub(in crate::app) fn typed_row(
    kind: Kind,
    cells: &[(String, String)],
) -> Result<Vec<(&'static str, String)>, EditRefused> {
    let mut row = Vec::new();
    for column in CanonicalTable::of(kind).columns {
        let typed = typed_in(cells, column.name);
        if typed.is_empty() && column.role.must_be_given() {
            return Err(EditRefused::of(column.name, format!("请写{}", column.zh[0])));
        }
        if !typed.is_empty() {
            row.push((column.name, typed.to_owned()));
        }
    }
    Ok(row)
}
