//! What a cell of a sheet was counted from.

use std::collections::HashMap;

use super::cells::{Scorer, distinct};
use super::city_work::Visit;
use super::duties::DutyLine;
use super::moment::CityMoment;
use super::selection::{Selection, rows, together};
use super::sheet_columns::{COUNTED_NODES, RATED_NODES, ScoreRows};
use super::stages::Stand;
use crate::model::{Day, ProjectNode};

/// What a cell was counted from, by place; of each kind only what its column looks at.
#[derive(Debug, Clone, Default)]
pub struct CellFacts {
    /// Trips.
    pub trips: Vec<u32>,
    /// Visits.
    pub visits: Vec<u32>,
    /// Places among the records that squads brought.
    pub leads: Vec<u32>,
    /// Leader and enterprise, and whether the leader was there.
    pub care: Vec<(u32, u32, bool)>,
    /// Projects, each with what it says to the cell.
    pub projects: Vec<(u32, ProjectSays)>,
    /// Duties.
    pub duties: Vec<DutyLine>,
    /// Requests.
    pub requests: Vec<u32>,
    /// Bids.
    pub bids: Vec<u32>,
    /// Recruiters of its row.
    pub people: Vec<u32>,
}

/// What a project says to a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum ProjectSays {
    /// A day: of the node that the column counts.
    On(ProjectNode, Option<Day>),
    /// 万元 in the period.
    Came(f64),
    /// 万元 up to the cut-off.
    Stands(f64),
    /// Pairs that stall: from, to, days beyond the limit.
    Stalls(Vec<(ProjectNode, ProjectNode, i32)>),
    /// Checks that fail, and for how many days.
    Health(Vec<(&'static str, i32)>),
    /// Months and quarters without word.
    Missed(Vec<String>),
    /// Nodes that are late: what was planned.
    Overdue(Vec<(ProjectNode, Day)>),
}

/// Finds what cells of a sheet were counted from.
#[derive(Debug)]
pub struct CellFinder<'m, 'c> {
    moment: &'m CityMoment<'c>,
    kind: ScoreRows,
    rows: HashMap<String, Selection>,
    all: Selection,
}

impl<'m, 'c> CellFinder<'m, 'c> {
    /// For the sheet of a kind of rows at a moment.
    pub fn new(moment: &'m CityMoment<'c>, kind: ScoreRows) -> Self {
        let rows = rows((moment.city, moment.part), kind);
        let all = together(&rows);
        Self { moment, kind, rows: rows.into_iter().map(|row| (row.id, row.has)).collect(), all }
    }

    /// What a cell was counted from: of a row by its id, or of all rows together. None where there is no such row or column.
    pub fn of(&self, row: Option<&str>, column: &str) -> Option<CellFacts> {
        self.kind.column(column)?;
        let has = row.map_or(Some(&self.all), |id| self.rows.get(id))?;
        let facts = Found { moment: self.moment, has }.of(column);
        Some(CellFacts { people: has.people.clone(), ..facts })
    }
}

struct Found<'f, 'c> {
    moment: &'f CityMoment<'c>,
    has: &'f Selection,
}

impl Found<'_, '_> {
    fn of(&self, column: &str) -> CellFacts {
        match column {
            "trips" | "frequency" => self.trips(true),
            "days" | "days_mean" => self.trips(false),
            "visits" => self.visits(|_| true),
            "met" => self.visits(|visit| self.moment.listed.contains(&visit.firm)),
            "leads" => self.leads(),
            "care" | "cared" => self.care(column == "cared"),
            "duty" | "behind" => self.duties(column == "behind"),
            "requests" | "requests_open" | "requests_overdue" | "answered_rate" => self.requests(column),
            "asked" | "granted" => self.bids(""),
            bids if bids.starts_with("bids_") => self.bids(&bids["bids_".len()..]),
            projects => self.projects(projects),
        }
    }

    /// Away trips that began in P, or that have days in it.
    fn trips(&self, began: bool) -> CellFacts {
        let of = if began { &self.moment.travel.trips } else { &self.moment.travel.away };
        CellFacts { trips: distinct(&self.has.people, of), ..CellFacts::default() }
    }

    fn visits(&self, counts: impl Fn(&Visit) -> bool) -> CellFacts {
        let all = distinct(&self.has.people, &self.moment.visits).into_iter();
        let visits = all.filter(|at| counts(&self.moment.city.visits[*at as usize])).collect();
        CellFacts { visits, ..CellFacts::default() }
    }

    fn leads(&self) -> CellFacts {
        let all = (0u32..).zip(&self.moment.city.leads);
        let own = all.filter(|(_, lead)| self.has.squads.contains(&lead.squad) && self.moment.window.holds(lead.seen));
        CellFacts { leads: own.map(|(at, _)| at).collect(), ..CellFacts::default() }
    }

    fn care(&self, cared: bool) -> CellFacts {
        let CityMoment { city, window, visits, .. } = self.moment;
        let own = city
            .care
            .iter()
            .filter(|(leader, _, since)| self.has.people.binary_search(leader).is_ok() && window.exists(*since));
        let seen =
            |leader: u32, firm: u32| visits[leader as usize].iter().any(|at| city.visits[*at as usize].firm == firm);
        let told = own.map(|(leader, firm, _)| (*leader, *firm, seen(*leader, *firm)));
        CellFacts { care: told.filter(|(.., seen)| *seen || !cared).collect(), ..CellFacts::default() }
    }

    fn duties(&self, behind: bool) -> CellFacts {
        let all = Scorer::new(self.moment).duties_of(&self.has.holders);
        CellFacts { duties: all.into_iter().filter(|line| line.behind || !behind).collect(), ..CellFacts::default() }
    }

    fn requests(&self, column: &str) -> CellFacts {
        let window = self.moment.window;
        let counts = |at: &&u32| {
            let request = &self.moment.city.requests[**at as usize];
            request.date <= window.cut
                && match column {
                    "requests" => window.holds(request.date),
                    "requests_open" => !request.is_closed(window.cut),
                    "requests_overdue" => request.is_overdue(window.cut),
                    _ => request.due.is_some_and(|due| window.holds(due)),
                }
        };
        CellFacts { requests: self.has.requests.iter().filter(counts).copied().collect(), ..CellFacts::default() }
    }

    /// Bids of a state; of any where it is blank.
    fn bids(&self, state: &str) -> CellFacts {
        let counts = |at: &&u32| {
            let bid = &self.moment.city.bids[**at as usize];
            self.moment.window.exists(bid.date) && (state.is_empty() || bid.state.code() == state)
        };
        CellFacts { bids: self.has.bids.iter().filter(counts).copied().collect(), ..CellFacts::default() }
    }

    fn projects(&self, column: &str) -> CellFacts {
        let says = |at: &u32| Some((*at, self.says(column, *at)?));
        CellFacts { projects: self.has.projects.iter().filter_map(says).collect(), ..CellFacts::default() }
    }

    /// What a project says to a column; nothing where it does not count there.
    fn says(&self, column: &str, at: u32) -> Option<ProjectSays> {
        let stand = &self.moment.stands[at as usize];
        if !stand.active {
            return None;
        }
        match column {
            "stalls" | "health" | "missed" | "overdue" => self.found(column, at),
            "invested" => self.came(&|day| stand.project.invested(day)),
            "statistics" => self.came(&|day| stand.project.statistics(day)),
            _ => self.dated(column, stand),
        }
    }

    fn came(&self, by: &dyn Fn(i32) -> f64) -> Option<ProjectSays> {
        let window = self.moment.window;
        let came = by(window.last()) - by(window.from - 1);
        (came != 0.0).then_some(ProjectSays::Came(came))
    }

    /// Columns that look at the day of a node, or at what was signed in the year.
    fn dated(&self, column: &str, stand: &Stand<'_>) -> Option<ProjectSays> {
        let window = self.moment.window;
        let day = |node: ProjectNode| stand.actual(node).map(Day::of_number);
        let on = |node: ProjectNode| ProjectSays::On(node, day(node));
        let in_p = |node: ProjectNode| stand.actual(node).is_some_and(|day| window.holds(day));
        let amount = stand.project.amount;
        if let Some(node) = COUNTED_NODES.into_iter().find(|node| node.code() == column) {
            return in_p(node).then(|| on(node));
        }
        let signed = in_p(ProjectNode::Signed).then(|| on(ProjectNode::Signed));
        let of_year = stand.signed_in(window.year_from(), window.last());
        let rated = column.strip_suffix("_rate");
        match (column, rated) {
            ("signed", _) => signed,
            ("amount", _) => signed.filter(|_| amount.is_some()),
            ("amount_unknown", _) => signed.filter(|_| amount.is_none()),
            ("amount_year", _) => (of_year && amount.is_some()).then(|| on(ProjectNode::Signed)),
            ("signed_year", _) => of_year.then(|| on(ProjectNode::Signed)),
            (_, Some("invested")) => of_year.then(|| ProjectSays::Stands(stand.project.invested(window.cut))),
            (_, Some("statistics")) => of_year.then(|| ProjectSays::Stands(stand.project.statistics(window.cut))),
            (_, Some(node)) => {
                let node = RATED_NODES.into_iter().find(|known| known.code() == node)?;
                of_year.then(|| on(node))
            }
            _ => {
                let step = super::sheet_columns::amount_step(column)?;
                signed.filter(|_| stand.project.is_at_least(step))
            }
        }
    }

    fn found(&self, column: &str, at: u32) -> Option<ProjectSays> {
        let found = &self.moment.findings[at as usize];
        match column {
            "stalls" if !found.stalled.is_empty() => {
                let pairs = found.stalled.iter().map(|pair| (pair.from, pair.to, pair.days));
                Some(ProjectSays::Stalls(pairs.collect()))
            }
            "health" if !found.health.is_empty() => {
                Some(ProjectSays::Health(found.health.iter().map(|fault| (fault.check, fault.days)).collect()))
            }
            "missed" if !found.missed.is_empty() => {
                Some(ProjectSays::Missed(found.missed.iter().map(|part| part.name.clone()).collect()))
            }
            "overdue" if !found.overdue.is_empty() => {
                let nodes = found.overdue.iter().map(|due| (due.node, Day::of_number(due.planned)));
                Some(ProjectSays::Overdue(nodes.collect()))
            }
            _ => None,
        }
    }
}
