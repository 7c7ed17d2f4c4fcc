//! A row of a ledger, added or corrected.

use super::far;
use super::ledger::{Ledger, source};
use super::line::LedgerLine;
use super::meant::Cells;
use super::part::whose;
use super::refused::refused;
use crate::access::Scope;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, EditRefused, Edited, TypedEdit, random_id, set_typed, typed_in, typed_row};
use crate::dispatch::CityWork;
use crate::ingest::{Input, TypedRows};
use crate::model::{CanonicalTable, Deed, EditNote, EventDate, Kind};
use crate::normalize::text;

/// Characters of an id that nobody types, behind its day.
const ID: usize = 6;

/// A row as it was typed.
#[derive(Debug, Clone)]
pub struct LedgerSaid {
    /// Of which ledger.
    pub ledger: Ledger,
    /// The row that is corrected; none: one is added.
    pub key: Option<String>,
    /// The version of it that its writer saw.
    pub version: Option<u64>,
    /// By the English names of columns.
    pub cells: Vec<(String, String)>,
    /// Whether an amount far from others is meant so.
    pub sure: bool,
    /// By default the caller.
    pub who: Option<String>,
}

impl Desk {
    /// Adds a row to a ledger, or corrects one, in one batch with a note.
    ///
    /// # Errors
    /// The caller may not, there is no such row, or the store fails. What is wrong with what was typed comes back for the form.
    pub async fn ledger_write(&self, given: &LedgerSaid) -> Result<Result<Edited, EditRefused>, AppError> {
        let ledger = given.ledger;
        let at = self.may(ledger.right(), Scope::Somewhere)?;
        let city = at.city_work().await?;
        let lines = at.ledger_lines(ledger, &city, at.work_number().await?).await?;
        let old = match &given.key {
            Some(key) => match at.row_seen((ledger, &city), &lines, key, given.version)? {
                Ok(old) => Some(old),
                Err(refused) => return Ok(Err(refused)),
            },
            None => None,
        };
        let mut cells = match at.ids_typed((ledger, &city), given.cells.clone(), old).await? {
            Ok(cells) => cells,
            Err(refused) => return Ok(Err(refused)),
        };
        at.give_id(ledger, &mut cells, old);
        let row = match typed_row(ledger.kind(), &cells) {
            Ok(row) => row,
            Err(refused) => return Ok(Err(refused)),
        };
        let against = at.refuse_beyond((ledger, &city), &cells).or_else(|| refused(ledger, &cells, at.today()));
        let against = against.or_else(|| match old {
            Some(old) => refuse_blank(ledger, &cells, old),
            None => at.refuse_kept(ledger, &row, &lines),
        });
        let against = against.or_else(|| far::asked(ledger, &cells, old, &lines).filter(|_| !given.sure));
        match against {
            Some(refused) => Ok(Err(refused)),
            None => at.write_row(given, row, old).await,
        }
    }
}

impl GraphPermit<'_> {
    /// A row by its key, as whoever changes it saw it; one that is not the caller's to change is as if it were not there.
    pub(super) fn row_seen<'l>(
        &self,
        (ledger, city): (Ledger, &CityWork),
        lines: &'l [LedgerLine],
        key: &str,
        version: Option<u64>,
    ) -> Result<Result<&'l LedgerLine, EditRefused>, AppError> {
        let reach = self.ledger_reach(ledger.right(), city);
        let found = lines.iter().find(|line| line.key == key);
        let found = found.filter(|line| reach.reaches(&whose(ledger, (self.graph(), city), line)));
        let Some(line) = found else {
            return Err(AppError::NotFound { what: ledger.kind().zh(), text: key.to_owned(), near: Vec::new() });
        };
        let told = "这一行刚被别人改过，没有写入：请看现在的值，再改";
        Ok(if version == Some(line.version) { Ok(line) } else { Err(EditRefused::whole(told)) })
    }

    /// The id of a row whose file has one: its own, or a new one.
    fn give_id(&self, ledger: Ledger, cells: &mut Cells, old: Option<&LedgerLine>) {
        let Some(column) = CanonicalTable::of(ledger.kind()).columns.iter().find(|column| column.role.is_id()) else {
            return;
        };
        let letter = if ledger.kind() == Kind::Request { 'N' } else { 'B' };
        let day = self.today().to_string().replace('-', "");
        let new = || format!("{letter}{day}-{}", &random_id()[..ID]);
        let id = old.map_or_else(new, |old| old.value(column.name).to_owned());
        set_typed(cells, column.name, id);
    }

    /// Refuses a row that would not be the caller's to see and write.
    fn refuse_beyond(&self, (ledger, city): (Ledger, &CityWork), cells: &[(String, String)]) -> Option<EditRefused> {
        let reach = self.ledger_reach(ledger.right(), city);
        let line = LedgerLine::typed(cells);
        if reach.reaches(&whose(ledger, (self.graph(), city), &line)) {
            return None;
        }
        let what = ledger.kind().zh();
        Some(EditRefused::whole(match reach.own_told(ledger) {
            own if own.is_empty() => format!("您不能写这样的{what}；请找调度办或管理员"),
            own => format!("您只能写自己范围内的{what}：{own}"),
        }))
    }

    /// Refuses to add what is there already.
    fn refuse_kept(&self, ledger: Ledger, row: &[(&'static str, String)], lines: &[LedgerLine]) -> Option<EditRefused> {
        let table = CanonicalTable::of(ledger.kind());
        if table.columns.iter().any(|column| column.role.is_id()) {
            return None;
        }
        let said = |name: &str| row.iter().find(|(own, _)| *own == name).map_or("", |(_, said)| said);
        let same = |line: &&LedgerLine| {
            let keys = table.columns.iter().filter(|column| column.role.in_key());
            keys.into_iter().all(|column| is_same(line.value(column.name), said(column.name)))
        };
        let told = "已经有这一行了：请在表里点开它来改，不要再加一行";
        lines.iter().find(same).map(|_| EditRefused::whole(told))
    }

    async fn write_row(
        &self,
        given: &LedgerSaid,
        row: Vec<(&'static str, String)>,
        old: Option<&LedgerLine>,
    ) -> Result<Result<Edited, EditRefused>, AppError> {
        let who = self.who(given.who.as_deref())?;
        let (ledger, table) = (given.ledger, CanonicalTable::of(given.ledger.kind()));
        let said = |name: &str| row.iter().find(|(own, _)| *own == name).map_or("", |(_, said)| said.as_str());
        let changed: Vec<&str> = match old {
            Some(old) => {
                table.columns.iter().map(|c| c.name).filter(|name| !is_same(old.value(name), said(name))).collect()
            }
            None => Vec::new(),
        };
        if old.is_some() && changed.is_empty() {
            return Ok(Err(EditRefused::whole("和现在的一样，没有改动")));
        }
        let told = Told { ledger, given, changed };
        let (what, heading) = (if old.is_some() { "改" } else { "新增" }, told.named(old));
        let note = EditNote {
            reason: String::new(),
            source: String::new(),
            table: ledger.kind().code().to_owned(),
            what: format!("{what}{}", ledger.kind().zh()),
            before: old.map_or_else(String::new, |old| told.before(old)),
            after: if old.is_some() { told.after() } else { heading },
        };
        let id = table.columns.iter().find(|column| column.role.is_id()).map_or("", |column| said(column.name));
        let deed = Deed::Edit {
            table: ledger.kind(),
            thing: if id.is_empty() { row_key(ledger, &row) } else { id.to_owned() },
        };
        let mut cells: Vec<(&str, String)> = table.columns.iter().map(|c| (c.name, said(c.name).to_owned())).collect();
        cells.push(("source", source()));
        cells.push(("seen", EventDate::of_day(self.today()).to_string()));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let values: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(ledger.kind(), TypedRows::new(&header, &[values]));
        self.write(&who, typed, TypedEdit { deed, seen: None, note, beside: Vec::new() }).await
    }
}

/// Whether a value is what was typed: numbers and dates in any of their forms.
fn is_same(value: &str, typed: &str) -> bool {
    let number = |text: &str| text::number(text);
    value == typed || number(value).is_some() && number(value) == number(typed)
}

/// Refuses to blank what another source says: it would come back.
fn refuse_blank(ledger: Ledger, cells: &[(String, String)], old: &LedgerLine) -> Option<EditRefused> {
    let column = ledger.columns().find(|column| {
        old.elsewhere.contains(&column.name)
            && typed_in(cells, column.name).is_empty()
            && old.cell(column.name).is_some()
    })?;
    let told = format!("「{}」是导入的表里写的，不能改成空的；请改成对的值，或删去这一行再新增", column.zh[0]);
    Some(EditRefused::of(column.name, told))
}

fn row_key(ledger: Ledger, row: &[(&'static str, String)]) -> String {
    let keys = CanonicalTable::of(ledger.kind()).columns.iter().filter(|column| column.role.in_key());
    let said = keys.filter_map(|column| row.iter().find(|(name, _)| *name == column.name));
    said.map(|(_, said)| said.as_str()).collect::<Vec<_>>().join(" ")
}

/// What is told of a change, as it was typed.
struct Told<'t> {
    ledger: Ledger,
    given: &'t LedgerSaid,
    changed: Vec<&'t str>,
}

impl Told<'_> {
    fn words(&self, said: impl Fn(&'static crate::model::CanonicalColumn) -> String) -> String {
        let columns = self.ledger.columns().filter(|column| self.changed.contains(&column.name));
        columns.map(|column| format!("{} {}", column.zh[0], said(column))).collect::<Vec<_>>().join("；")
    }

    fn before(&self, old: &LedgerLine) -> String {
        let or_blank = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        self.words(|column| or_blank(old.text(column.name)))
    }

    fn after(&self) -> String {
        self.words(|column| {
            let typed = column.word_of(typed_in(&self.given.cells, column.name));
            if typed.is_empty() { "（空）".to_owned() } else { typed.trim_start_matches("recruiter:").to_owned() }
        })
    }

    /// What names the row to people.
    fn named(&self, old: Option<&LedgerLine>) -> String {
        let heading = self.ledger.heading();
        let typed = typed_in(&self.given.cells, heading).trim_start_matches("recruiter:").trim_start_matches("squad:");
        old.map_or_else(|| typed.to_owned(), |old| old.text(heading).to_owned())
    }
}
