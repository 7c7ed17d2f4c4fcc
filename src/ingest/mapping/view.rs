//! Rows of a source as canonical rows; what was given stays at hand for messages.

use std::collections::{BTreeMap, HashMap};

use super::filling::RowFilling;
use super::guess::heads_stages;
use super::near::near;
use super::pattern::fits;
use super::rule::{ColumnRule, From, TableRule, Take};
use crate::ingest::amount::{AmountRule, Unit};
use crate::ingest::cells::{CellValue, says_nothing};
use crate::ingest::header::{FileHeader, Meaning, SOURCE, refuse_blank, used_names};
use crate::ingest::rows::{Broken, FileFault, SourceCell, SourceRow};
use crate::ingest::told_values::ToldValues;
use crate::ingest::{CellReader, Cure, Fault, problem};
use crate::model::{CanonicalTable, Holds, Kind, Stage};
use crate::normalize::text;
use std::sync::Arc;

/// One table's view of one file.
#[derive(Debug)]
pub struct View {
    pub(super) rule: Arc<TableRule>,
    /// The canonical header of the rows it gives: the rule's columns, then extra values.
    pub header: FileHeader,
    /// Headers: those that the mapping puts before, then the source's.
    pub(super) names: Vec<String>,
    /// How many the mapping puts before the source's.
    pub(super) added: usize,
    /// Places of each column's headers.
    pub(super) places: Vec<Vec<usize>>,
    pub(super) filling: RowFilling,
    extras: Vec<Extra>,
    /// Headers of the source that are left out on purpose.
    pub(super) ignored: Vec<String>,
    pub(super) misfits: BTreeMap<usize, ToldValues>,
    /// Rows that are read as none of this table.
    pub(super) left: LeftRows,
    /// Of members: the columns that may say where in the chain their segments stand, and what they said last.
    stages: StagesBeside,
}

/// How many rows are read as none of a table.
#[derive(Debug, Default)]
pub(super) struct LeftRows {
    /// The rule's conditions leave them to others.
    pub(super) passed_over: u64,
    /// They are of contacts, and name nobody and no number.
    pub(super) nobody: u64,
}

/// Columns of the source that no field takes and that say a stage of the chain.
#[derive(Debug, Default)]
struct StagesBeside {
    /// Each with whether its header says so.
    places: Vec<(usize, bool)>,
    /// Blank cells say what the ones above them say.
    down: bool,
    last: Option<Stage>,
}

/// A column of the source kept under its own name.
#[derive(Debug)]
struct Extra {
    place: usize,
    /// Kept whatever it holds, not only where it fits nowhere.
    always: bool,
}

impl StagesBeside {
    fn of(rule: &TableRule, names: &[String]) -> Self {
        let free = names.iter().enumerate().filter(|(_, name)| rule.kind == Kind::Member && !rule.takes(name));
        let places = free.map(|(place, name)| (place, heads_stages(name))).collect();
        Self { places, down: rule.columns.iter().any(|column| column.down), last: None }
    }
}

impl View {
    /// The view a rule gives of a file with this header row.
    pub fn new(rule: Arc<TableRule>, row: &SourceRow) -> Result<Self, FileFault> {
        let own = used_names(row);
        refuse_missing(&rule, &own, row.number)?;
        refuse_blank(&own, row.number)?;
        // Nothing stands above a row of JSON, whose header stands in no row.
        let filling = RowFilling::new(&rule, &own, row.number > 0);
        let names: Vec<String> = rule.added().map(str::to_owned).chain(own).collect();
        let added = rule.added().count();
        refuse_twice(&names, added, row.number)?;
        let place: HashMap<&str, usize> = names.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
        let of = |column: &ColumnRule| match &column.from {
            From::Headers(headers) => headers.iter().filter_map(|h| place.get(h.as_str()).copied()).collect(),
            From::Constant(_) => Vec::new(),
        };
        let places: Vec<Vec<usize>> = rule.columns.iter().map(of).collect();
        let level = |name: &String| rule.levels.iter().any(|level| level.value == *name);
        let taken = |i: usize| level(&names[i]) || rule.columns.iter().any(|column| column.taken().contains(&names[i]));
        let on_purpose = |name: &str| rule.ignore_rest || rule.ignore.iter().any(|at| at.value == name);
        let (mut extras, mut ignored) = (Vec::new(), Vec::new());
        let here = |i: &usize| taken(*i) || !rule.elsewhere.contains(&names[*i]);
        for (i, name) in (0..names.len()).filter(here).map(|i| (i, &names[i])) {
            let columns = || rule.columns.iter().zip(&places).filter(move |(_, all)| all.contains(&i)).map(|(c, _)| c);
            if columns().any(|c| c.keep) || (!taken(i) && !on_purpose(name)) {
                extras.push(Extra { place: i, always: true });
            } else if columns().any(|c| c.misfit) {
                extras.push(Extra { place: i, always: false });
            } else if !taken(i) {
                ignored.push(name.clone());
            }
        }
        let known = rule.columns.iter().map(|c| Meaning::Known { field: c.field, column: c.column });
        let kept = extras.iter().map(|extra| Meaning::Extra(names[extra.place].clone()));
        let columns: Vec<Meaning> = known.chain(kept).collect();
        let own = rule.columns.iter().map(ColumnRule::title);
        let titles = own.chain(extras.iter().map(|extra| names[extra.place].clone())).collect();
        let mut amounts: Vec<AmountRule> = rule.columns.iter().map(ColumnRule::amounts).collect();
        amounts.resize(columns.len(), AmountRule::default());
        let (table, namespace) = (CanonicalTable::of(rule.kind), rule.namespace.clone());
        let header = FileHeader { table, names: titles, columns, amounts, namespace };
        let (misfits, left, stages) = (BTreeMap::new(), LeftRows::default(), StagesBeside::of(&rule, &names));
        Ok(Self { rule, header, names, added, places, filling, extras, ignored, misfits, left, stages })
    }

    /// The cells of a row that the source has.
    pub fn own_cells<'a>(&self, row: &'a SourceRow) -> &'a [SourceCell] {
        row.cells.get(self.added..).unwrap_or_default()
    }

    /// What the mapping says of the table.
    pub fn rule(&self) -> &TableRule {
        &self.rule
    }

    /// The headers of the source.
    pub fn own_names(&self) -> &[String] {
        &self.names[self.added..]
    }

    /// Whether this table takes a row; one that it leaves is counted.
    pub(super) fn takes(&mut self, row: &SourceRow) -> bool {
        let takes = self.rule.conditions.iter().all(|condition| {
            let place = self.names.iter().position(|name| *name == condition.header.value);
            let text = place.map_or("", |place| self.given(row, place, None));
            condition.patterns.iter().any(|pattern| fits(pattern, text)) == condition.wanted
        });
        self.left.passed_over += u64::from(!takes);
        takes
    }

    /// Where in the chain a row of a member says that its segment stands, in a column that no field takes.
    pub fn stage_beside(&mut self, row: &SourceRow) -> Option<Stage> {
        let said = |(place, headed): &(usize, bool)| {
            let text = text::folded(&row.cells.get(*place)?.text);
            // 中 below any other header may be a size.
            Stage::from_word(&text).filter(|_| *headed || text.chars().count() > 1)
        };
        let StagesBeside { places, down, last } = &mut self.stages;
        let found = places.iter().find_map(said).or(last.filter(|_| *down));
        *last = found;
        found
    }

    /// The canonical row; a fault names the column as the schema does.
    pub fn row(&mut self, row: &SourceRow, reader: &mut CellReader) -> Result<SourceRow, Fault> {
        self.refuse_ragged(row)?;
        let rule = Arc::clone(&self.rule);
        let mut kept: Vec<bool> = self.extras.iter().map(|extra| extra.always).collect();
        let mut cells = Vec::with_capacity(self.header.columns.len());
        for (i, column) in rule.columns.iter().enumerate() {
            match self.cell(i, column, row, reader) {
                Ok(cell) => {
                    self.note_rough((i, column), row, &cell, reader);
                    cells.push(cell);
                }
                Err(fault) if column.misfit && !is_error(&fault.value) => {
                    let example = self.value_of(i, row);
                    self.misfits.entry(i).or_default().add(row.number, example);
                    let of_column = |extra: &Extra| self.places[i].contains(&extra.place);
                    self.extras
                        .iter()
                        .zip(&mut kept)
                        .filter(|(extra, _)| of_column(extra))
                        .for_each(|(_, k)| *k = true);
                    cells.push(SourceCell::default());
                }
                Err(fault) => return Err(fault),
            }
        }
        for (extra, kept) in self.extras.iter().zip(kept) {
            cells.push(if kept { self.extra(row, extra.place) } else { SourceCell::default() });
        }
        Ok(SourceRow { number: row.number, cells })
    }

    /// The canonical row of a rejected one as far as it can be read; what cannot be is marked broken.
    pub fn readable(&self, row: &SourceRow, reader: &mut CellReader) -> Option<SourceRow> {
        self.refuse_ragged(row).ok()?;
        let unreadable = || SourceCell { broken: Some(Broken::Formula), ..SourceCell::default() };
        let cell = |(i, column): (usize, &ColumnRule)| match self.cell(i, column, row, reader) {
            Ok(cell) => cell,
            Err(fault) if column.misfit && !is_error(&fault.value) => SourceCell::default(),
            Err(_) => unreadable(),
        };
        let known = self.rule.columns.iter().enumerate().map(cell);
        let cells = known.chain(self.extras.iter().map(|_| SourceCell::default())).collect();
        Some(SourceRow { number: row.number, cells })
    }

    fn cell(&self, i: usize, rule: &ColumnRule, row: &SourceRow, reader: &mut CellReader) -> Result<SourceCell, Fault> {
        let mut cell = match &rule.from {
            From::Constant(text) => SourceCell { text: text.clone(), ..SourceCell::default() },
            From::Headers(_) => self.taken(i, rule, row, reader)?,
        };
        if rule.column.role.is_id() && !cell.text.is_empty() {
            cell.text = self.header.namespaced(&cell.text).unwrap_or(cell.text);
        }
        if rule.misfit && !cell.text.is_empty() && rule.field < SOURCE {
            reader.read(rule.column, &self.header.amounts[i], &cell)?;
        }
        Ok(cell)
    }

    fn taken(&self, i: usize, rule: &ColumnRule, row: &SourceRow, reader: &CellReader) -> Result<SourceCell, Fault> {
        let places = &self.places[i];
        if let Some(broken) = places.iter().filter_map(|p| row.cells.get(*p)).find(|cell| cell.broken.is_some()) {
            return Ok(broken.clone());
        }
        // A hash is of what the source says, whatever counts as blank, so that tables of one file agree on it.
        let text = |place: &usize| match rule.steps.hash {
            true => row.cells.get(*place).map_or("", |cell| cell.text.as_str()),
            false => self.given(row, *place, Some(rule)),
        };
        let given: Vec<&str> = places.iter().map(text).collect();
        if given.iter().all(|text| text.is_empty()) {
            return Ok(SourceCell::default());
        }
        let text = rule.text(&given, reader).map_err(|reason| {
            let value = given.join(&rule.steps.join);
            let cure = match rule.steps.take {
                Some(Take::Region) => Some(Cure::value(&value)),
                _ => Some(Cure::Misfit),
            };
            Fault::new(rule.column.name, &value, reason, "请改正这一格").cured_by(cure)
        })?;
        let same = row.cells.get(places[0]).filter(|cell| places.len() == 1 && cell.text == text);
        let (numeric, since_1904) = same.map_or((false, false), |cell| (cell.numeric, cell.since_1904));
        Ok(SourceCell { text, numeric, since_1904, broken: None })
    }

    /// The source's text at a place, blank where the mapping or custom says that it counts as blank. A text that a
    /// column's `values` speak of is what they say.
    pub(super) fn given<'a>(&self, row: &'a SourceRow, place: usize, rule: Option<&ColumnRule>) -> &'a str {
        let text = row.cells.get(place).map_or("", |cell| cell.text.as_str());
        if self.rule.blank.iter().any(|blank| blank == text) {
            return "";
        }
        let meant = || rule.is_some_and(|rule| rule.steps.values.contains_key(&text::folded(text)));
        if says_nothing(rule.map(|rule| rule.column), text) && !meant() { "" } else { text }
    }

    fn extra(&self, row: &SourceRow, place: usize) -> SourceCell {
        match row.cells.get(place) {
            Some(cell) if cell.broken.is_some() => cell.clone(),
            _ => {
                let mut text = self.given(row, place, None).to_owned();
                if text::number(&text).is_some() {
                    text.push_str(self.unit_of(place));
                }
                SourceCell { text, ..SourceCell::default() }
            }
        }
    }

    /// The unit that the mapping alone says of the amounts of a column: beside the fields they would be bare numbers.
    fn unit_of(&self, place: usize) -> &'static str {
        let said = |(rule, places): (&ColumnRule, &Vec<usize>)| {
            let money = matches!(rule.column.holds, Holds::Money) && places.contains(&place);
            rule.steps.unit.filter(|unit| money && matches!(unit, Unit::Power(_)))
        };
        let unit = self.rule.columns.iter().zip(&self.places).find_map(said);
        unit.filter(|_| AmountRule::of_header(&self.names[place]).is_none()).map_or("", Unit::word)
    }

    /// Takes note of a number taken out of a text that says more: what lies above, below or near it, or another thing.
    fn note_rough(&self, (i, rule): (usize, &ColumnRule), row: &SourceRow, cell: &SourceCell, reader: &mut CellReader) {
        let given = || self.value_of(i, row);
        if cell.text.is_empty() || !rule.takes_out_of(given) {
            return;
        }
        if let Ok(CellValue::Text(read)) = reader.read(rule.column, &self.header.amounts[i], cell) {
            reader.rough.add(i, row.number, &given(), &read);
        }
    }

    fn value_of(&self, i: usize, row: &SourceRow) -> String {
        let texts = self.places[i].iter().filter_map(|place| Some(row.cells.get(*place)?.text.as_str()));
        problem::shortened(&texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("＋"))
    }

    /// A fault with the value as the source gave it.
    pub fn in_source_terms(&self, fault: Fault, row: &SourceRow) -> Fault {
        let column = self.rule.columns.iter().position(|c| Some(c.column.name) == fault.column);
        match column {
            Some(i) if !self.places[i].is_empty() => Fault { value: self.value_of(i, row), ..fault },
            _ => fault,
        }
    }

    fn refuse_ragged(&self, row: &SourceRow) -> Result<(), Fault> {
        crate::ingest::draft::refuse_ragged(self.names.len() - self.added, self.own_cells(row))
    }
}

/// Whether a text is what a formula says that failed: that is nothing to keep, here or beside.
fn is_error(text: &str) -> bool {
    text.starts_with('#') && text.ends_with(['!', '?'])
}

fn refuse_missing(rule: &TableRule, names: &[String], row: u64) -> Result<(), FileFault> {
    let Some(missing) = rule.headers().find(|at| !names.iter().any(|name| name == at.value)) else { return Ok(()) };
    let likely = near(missing.value, names.iter().map(String::as_str));
    let found = if likely.is_empty() { names.join("、") } else { likely.join("、") };
    let word = if likely.is_empty() { "表头有" } else { "相近的列有" };
    let reason = format!("{} 第 {} 行：文件里没有列「{}」", rule.mapping, missing.line, missing.value);
    Err(FileFault::new(reason, format!("{word}：{}", problem::shortened(&text::folded(&found)))).at(row))
}

fn refuse_twice(names: &[String], added: usize, row: u64) -> Result<(), FileFault> {
    let Some((i, name)) = names.iter().enumerate().find(|(i, name)| names[..*i].contains(name)) else { return Ok(()) };
    let reason = format!("表头「{name}」出现两次（再次在第 {} 列）", i + 1 - added.min(i));
    Err(FileFault::new(reason, "请改名其中一列").at(row))
}
