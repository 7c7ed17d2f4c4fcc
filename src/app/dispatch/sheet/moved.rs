//! Which rows that were written since moved a cell.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::cells_moved::{CellMoved, MovedRow};
use super::score::ScoreQuestion;
use super::time::SheetTime;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::dispatch::asked::{home, period, window};
use crate::app::dispatch::said_rows::row_called;
use crate::app::{AppError, Desk, HeldWork};
use crate::dispatch::{CellFacts, CellFinder, CityMoment, CityPart, Presets, ScoreRows, SheetWindow};
use crate::model::{Adcode, BatchRecord, Deed, Journal, Kind, NodeId, OF_SQUAD, Version, source_of};

/// A city's work as one side of a comparison knows it.
pub(super) struct SheetSide {
    work: Arc<HeldWork>,
    home: Adcode,
    window: SheetWindow,
    presets: Presets,
}

impl SheetSide {
    pub async fn of(desk: &Desk, asked: &ScoreQuestion) -> Result<Self, AppError> {
        let at = desk.may(Right::SeeDispatch, Scope::City)?;
        let work = at.city_work().await?;
        let home = home(at.graph(), &work, asked.home.as_deref())?;
        let window = window(period(&asked.period)?, asked.cut_off, at.today())?;
        Ok(Self { work, home, window, presets: asked.presets.clone() })
    }

    /// What cells of a sheet of one time were counted from: the marks of everything they looked at.
    fn marks(&self, kind: ScoreRows, time: SheetTime, cells: &[(Option<&str>, &str)]) -> Vec<HashSet<Mark>> {
        let whole = CityPart::whole();
        let moment = CityMoment::new((&self.work, &whole), &self.presets, time.window(self.window), self.home);
        let finder = CellFinder::new(&moment, kind);
        let of = |(row, column): &(Option<&str>, &str)| {
            let mut marks = finder.of(*row, column).map_or_else(HashSet::new, |facts| self.marked(&facts));
            marks.extend(row.map(|id| (row_kind(kind), id.to_owned())));
            marks
        };
        cells.iter().map(of).collect()
    }

    fn marked(&self, facts: &CellFacts) -> HashSet<Mark> {
        let work = &self.work;
        let firm = |at: u32| work.firms[at as usize].clone();
        let recruiter = |at: u32| work.recruiters[at as usize].id.clone();
        let mut marks = HashSet::new();
        let mut add = |kind: Kind, id: String| {
            marks.insert((kind, id));
        };
        facts.trips.iter().for_each(|at| add(Kind::Trip, work.trips[*at as usize].id.clone()));
        for visit in facts.visits.iter().map(|at| &work.visits[*at as usize]) {
            add(Kind::Visit, visit.row.clone());
            add(Kind::Entry, firm(visit.firm));
        }
        facts.leads.iter().for_each(|at| add(Kind::Enterprise, work.leads[*at as usize].firm.clone()));
        facts.care.iter().for_each(|(leader, ..)| add(Kind::Care, recruiter(*leader)));
        facts.projects.iter().for_each(|(at, _)| add(Kind::Project, work.project(*at).id.clone()));
        for line in &facts.duties {
            add(Kind::Duty, work.told(line.duty.who).by_id().0.to_owned());
            line.projects.iter().for_each(|at| add(Kind::Project, work.project(*at).id.clone()));
        }
        facts.requests.iter().for_each(|at| add(Kind::Request, work.requests[*at as usize].id.clone()));
        facts.bids.iter().for_each(|at| add(Kind::Bid, work.bids[*at as usize].id.clone()));
        facts.people.iter().for_each(|at| add(Kind::Recruiter, recruiter(*at)));
        marks
    }
}

/// A thing by its kind and what it is known by.
type Mark = (Kind, String);

/// Rows that were written since a number, each with the thing that it is about.
pub(super) struct Moving {
    rows: Vec<(Mark, MovedRow)>,
    /// The places of those that moved something, in the order in which they are told.
    told: BTreeMap<usize, usize>,
}

impl Moving {
    /// What was written of dispatch since a number.
    pub async fn since(at: &GraphPermit<'_>, number: u64) -> Result<Self, AppError> {
        let batches = at.store().changes(Journal(number)).await?;
        let numbers = batches.iter().map(|batch| batch.number).collect();
        let records = at.store().batches_numbered(numbers).await?;
        let rows =
            batches.iter().zip(&records).flat_map(|(batch, record)| batch.rows.iter().zip(std::iter::repeat(record)));
        let rows: Vec<(&Version, &BatchRecord)> =
            rows.filter(|(row, _)| counts(row)).filter_map(|(row, record)| Some((row, record.as_ref()?))).collect();
        let nodes: Vec<NodeId> = rows.iter().flat_map(|(row, _)| [row.key.a, row.key.b]).collect();
        let names = at.store().node_names(nodes).await?;
        let told = |((row, record), ends): (&(&Version, &BatchRecord), &[Option<crate::model::NodeName>])| {
            let text = |at: usize| ends[at].as_ref().map_or("", |name| &*name.text);
            let first = text(0).rsplit_once(':').map_or(text(0), |(_, id)| id);
            moved(row, record, (first, text(1)))
        };
        Ok(Self { rows: rows.iter().zip(names.chunks(2)).map(told).collect(), told: BTreeMap::new() })
    }

    /// Tells each cell what moved it: what its numbers then and now were counted from; where none of that was written, whatever
    /// was of the tables that its column looks at.
    pub fn moved(&mut self, sides: &[SheetSide; 2], kind: ScoreRows, cells: &mut [CellMoved]) {
        for time in SheetTime::ALL {
            let of_time: Vec<usize> =
                (0..cells.len()).filter(|at| SheetTime::read(&cells[*at].time) == Some(*time)).collect();
            let asked: Vec<(Option<&str>, &str)> =
                of_time.iter().map(|at| (cells[*at].row.as_deref(), &*cells[*at].column)).collect();
            let [then, now] = sides.each_ref().map(|side| side.marks(kind, *time, &asked));
            let marks: Vec<HashSet<Mark>> =
                then.into_iter().zip(now).map(|(then, now)| then.into_iter().chain(now).collect()).collect();
            for (at, marks) in of_time.into_iter().zip(marks) {
                cells[at].rows = self.rows_of(&cells[at].column, &marks);
            }
        }
    }

    fn rows_of(&mut self, column: &str, marks: &HashSet<Mark>) -> Vec<usize> {
        let kinds = looked_at(column);
        let of_kind = |(kind, _): &Mark| kinds.contains(kind);
        let near = |rows: &[(Mark, MovedRow)], is: &dyn Fn(&Mark) -> bool| -> Vec<usize> {
            (0..rows.len()).filter(|at| is(&rows[*at].0)).collect()
        };
        let mut found = near(&self.rows, &|mark| of_kind(mark) && marks.contains(mark));
        if found.is_empty() {
            found = near(&self.rows, &of_kind);
        }
        let place = |at: usize| {
            let next = self.told.len();
            *self.told.entry(at).or_insert(next)
        };
        found.into_iter().map(place).collect()
    }

    /// The rows that moved something, in the order of the places that were told.
    pub fn used(self) -> Vec<MovedRow> {
        let mut places: Vec<(usize, usize)> = self.told.into_iter().map(|(at, place)| (place, at)).collect();
        places.sort_unstable();
        let mut rows: HashMap<usize, MovedRow> = self.rows.into_iter().map(|(_, row)| row).enumerate().collect();
        places.into_iter().filter_map(|(_, at)| rows.remove(&at)).collect()
    }
}

/// Whether a row can move a cell.
fn counts(row: &Version) -> bool {
    let kind = row.key.kind;
    let led = kind == Kind::Enterprise && source_of(row.key.rest.as_str()).starts_with(OF_SQUAD);
    let beside = [Kind::Recruiter, Kind::Squad, Kind::Chain, Kind::Fund, Kind::Entry];
    kind.is_dispatch() || led || beside.contains(&kind)
}

fn moved(row: &Version, record: &BatchRecord, (first, second): (&str, &str)) -> (Mark, MovedRow) {
    let kind = row.key.kind;
    let key = row_called(&row.key, first);
    let mark = match kind {
        Kind::ProjectNode | Kind::ProjectProgress => (Kind::Project, first.to_owned()),
        Kind::Visit => (kind, key.clone()),
        Kind::Entry => (kind, second.to_owned()),
        kind => (kind, first.to_owned()),
    };
    let by = match &record.deed {
        Deed::Import { files } => format!("导入 {files}"),
        deed => deed.sort().zh().to_owned(),
    };
    let told = MovedRow {
        table: kind.code().to_owned(),
        table_name: kind.zh().to_owned(),
        key: if kind == Kind::Entry { second.to_owned() } else { key },
        journal: record.number,
        who: record.who.clone(),
        when: record.when.clone(),
        by,
    };
    (mark, told)
}

/// The tables whose rows can move a column.
fn looked_at(column: &str) -> &'static [Kind] {
    use Kind::{Bid, Care, Chain, Duty, Enterprise, Entry, Fund, Project, Recruiter, Request, Squad, Trip, Visit};
    match column {
        "trips" | "frequency" | "days" | "days_mean" => &[Trip, Recruiter, Squad],
        "visits" => &[Visit, Recruiter, Squad],
        "met" => &[Visit, Entry, Recruiter, Squad],
        "leads" => &[Enterprise, Squad],
        "care" | "cared" => &[Care, Visit, Recruiter],
        "duty" | "behind" => &[Duty, Project, Recruiter, Squad],
        "requests" | "requests_open" | "requests_overdue" | "answered_rate" => &[Request, Recruiter],
        "asked" | "granted" => &[Bid, Recruiter, Chain],
        bids if bids.starts_with("bids_") => &[Bid, Recruiter, Chain],
        _ => &[Project, Recruiter, Squad, Chain, Fund],
    }
}

/// The table of what a sheet has rows for.
fn row_kind(kind: ScoreRows) -> Kind {
    match kind {
        ScoreRows::Recruiters => Kind::Recruiter,
        ScoreRows::Squads => Kind::Squad,
        ScoreRows::Chains => Kind::Chain,
        ScoreRows::Funds => Kind::Fund,
    }
}
