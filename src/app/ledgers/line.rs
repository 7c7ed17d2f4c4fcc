//! Rows of a ledger as people read them, and as they come back from a form.

use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::{Ledger, source};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, FirmPlaces, SaidRows, SaidThing};
use crate::dispatch::CityWork;
use crate::draw::Cell;
use crate::graph::Graph;
use crate::model::{CanonicalColumn, CanonicalTable, Holds, Journal, Kind, NodeName, Period, RowKey};
use crate::normalize::text;

/// A row of a ledger.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LedgerLine {
    /// What it is known by among the rows of its ledger.
    pub key: String,
    /// What it says, by the columns of its file; one that says nothing is left out.
    pub cells: Vec<LedgerCell>,
    /// How it stands today, in words; blank where there is nothing to say.
    pub stand: String,
    /// Whether that is late, or behind.
    pub late: bool,
    /// Whether the caller may change it.
    pub edits: bool,
    /// The number of the last row that says it.
    #[serde(skip)]
    pub version: u64,
    /// What was counted of it.
    #[serde(skip)]
    pub counted: LedgerStand,
    /// The rows that say it.
    #[serde(skip)]
    pub(super) rows: Vec<RowKey>,
    /// Columns that other sources say than what is typed here.
    #[serde(skip)]
    pub(super) elsewhere: Vec<&'static str>,
}

/// What a row says in a column.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LedgerCell {
    /// The column's English name.
    pub column: &'static str,
    /// As people read it: names, words.
    pub text: String,
    /// The id of what it names, the code of a word, the value as stored.
    pub value: String,
}

/// What was counted of a row.
#[derive(Debug, Clone, Default)]
pub struct LedgerStand {
    /// A cell for each of the further columns of its ledger.
    pub figures: Vec<Cell>,
    /// Which of the ledger's choices hold it.
    pub choices: Vec<&'static str>,
}

impl LedgerLine {
    /// A row that is only typed, by columns.
    pub(super) fn typed(cells: &[(String, String)]) -> Self {
        let columns =
            |name: &str| Ledger::ALL.iter().find_map(|ledger| ledger.columns().find(|known| known.name == name));
        let cell = |(name, said): &(String, String)| {
            Some(LedgerCell { column: columns(name)?.name, text: said.clone(), value: said.clone() })
        };
        let cells = cells.iter().filter_map(cell).collect();
        let (key, stand) = (String::new(), String::new());
        let (counted, rows, elsewhere) = (LedgerStand::default(), Vec::new(), Vec::new());
        Self { key, cells, stand, late: false, edits: false, version: 0, counted, rows, elsewhere }
    }

    /// What it says in a column.
    pub fn cell(&self, column: &str) -> Option<&LedgerCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The same as people read it; blank where it says nothing.
    pub fn text(&self, column: &str) -> &str {
        self.cell(column).map_or("", |cell| &cell.text)
    }

    /// The same as stored; blank where it says nothing.
    pub fn value(&self, column: &str) -> &str {
        self.cell(column).map_or("", |cell| &cell.value)
    }

    /// Whether it says a text somewhere; any row says a blank one.
    pub(super) fn says(&self, wanted: &str) -> bool {
        let wanted = text::folded(wanted);
        let holds = |said: &str| text::folded(said).contains(&wanted);
        wanted.is_empty() || self.cells.iter().any(|cell| holds(&cell.text) || holds(&cell.value))
    }

    /// What is late first, then what is due first; what is due on no day last.
    pub(super) fn order(&self) -> (bool, bool, &str, &str) {
        let due = ["due", "next"].into_iter().map(|column| self.value(column)).find(|due| !due.is_empty());
        (!self.late, due.is_none(), due.unwrap_or_default(), &self.key)
    }

    /// The days that it is of.
    pub(super) fn when(&self, ledger: Ledger) -> Option<Period> {
        self.value(ledger.when()).parse().ok()
    }
}

impl GraphPermit<'_> {
    /// Every row of a ledger at a number, whoever may see it.
    pub(super) async fn ledger_lines(
        &self,
        ledger: Ledger,
        city: &CityWork,
        at: Journal,
    ) -> Result<Vec<LedgerLine>, AppError> {
        let rows = SaidRows::read(self.store(), vec![ledger.kind()], at).await?;
        let mut firms = FirmPlaces::new(self.graph());
        let called = Called { graph: self.graph(), city };
        Ok(rows.of(ledger.kind(), &mut firms).iter().map(|said| called.line(ledger, said)).collect())
    }
}

/// What ids are called.
struct Called<'c> {
    graph: &'c Graph,
    city: &'c CityWork,
}

impl Called<'_> {
    fn line(&self, ledger: Ledger, said: &SaidThing<'_>) -> LedgerLine {
        let table = CanonicalTable::of(ledger.kind());
        let (mut keys, mut ends) = (0, 0);
        let mut cells = Vec::new();
        for column in table.columns {
            cells.extend(self.cell(column, said, &mut keys, &mut ends));
        }
        let optional = table.columns.iter().filter(|column| !column.role.must_be_given() && !column.role.in_key());
        let elsewhere = optional.map(|column| column.name).filter(|name| said.says_elsewhere(name, &source()));
        let of_key = table.columns.iter().filter(|column| column.role.in_key() || column.role.is_id());
        let value =
            |name: &str| cells.iter().find(|cell: &&LedgerCell| cell.column == name).map_or("", |cell| &cell.value);
        LedgerLine {
            key: of_key.map(|column| value(column.name)).collect::<Vec<_>>().join("|"),
            version: said.rows().map(|(_, number)| number.0).max().unwrap_or_default(),
            rows: said.rows().map(|(key, _)| key.clone()).collect(),
            elsewhere: elsewhere.collect(),
            counted: LedgerStand::default(),
            stand: String::new(),
            late: false,
            edits: false,
            cells,
        }
    }

    /// What a thing says in a column; the parts of its key are met in the order of the columns.
    fn cell(
        &self,
        column: &'static CanonicalColumn,
        said: &SaidThing<'_>,
        keys: &mut usize,
        ends: &mut usize,
    ) -> Option<LedgerCell> {
        let cell = |text: String, value: String| Some(LedgerCell { column: column.name, text, value });
        if column.role.is_id() {
            let id = said.id()?.to_owned();
            return cell(id.clone(), id);
        }
        if let Holds::Reference(_) = column.holds {
            let named = match column.role.in_key() {
                true => {
                    *ends += 1;
                    if *ends == 1 { said.first() } else { said.second() }
                }
                false => said.named(column.name).next(),
            };
            let (value, text) = self.named(named?);
            return cell(text, value);
        }
        let value = match column.role.in_key() {
            true => {
                *keys += 1;
                said.key(*keys - 1)
            }
            false => said.text(column.name),
        };
        let value = value?.to_owned();
        cell(column.word_of(&value).to_owned(), value)
    }

    /// What a record is known by in a form, and what it is called.
    fn named(&self, node: &NodeName) -> (String, String) {
        let id = &node.text;
        let called = |name: Option<&str>| name.filter(|name| !name.is_empty()).unwrap_or(id).to_owned();
        let city = self.city;
        match node.kind {
            Kind::Enterprise => match self.graph.firm_with_id(id) {
                Some(firm) => (self.graph.firm_id(firm).to_owned(), self.graph.firm_name(firm).to_owned()),
                None => (id.clone(), id.clone()),
            },
            Kind::Recruiter => {
                let name = city.recruiters.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
                (format!("recruiter:{id}"), called(name))
            }
            Kind::Squad => {
                let name = city.squads.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
                (format!("squad:{id}"), called(name))
            }
            Kind::Chain => {
                let name = city.chains.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
                (id.clone(), called(name))
            }
            Kind::Project => {
                let name = city.projects.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
                (id.clone(), called(name))
            }
            Kind::Person => {
                let name = self.graph.people.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
                (id.clone(), called(name))
            }
            _ => (id.clone(), id.clone()),
        }
    }
}
