//! The cells of a row: a number for each column, or none where there is nothing to divide by.

use std::collections::BTreeSet;

use super::city_work::Holder;
use super::duties::{DutyLine, done};
use super::moment::CityMoment;
use super::selection::Selection;
use super::sheet_columns::{AMOUNT_STEPS, BID_STATES, COUNTED_NODES, RATED_NODES, ScoreRows};
use super::stages::Stand;
use crate::graph::number::{real, share};
use crate::model::ProjectNode;

/// The cells of a row, as the columns of its sheet stand.
pub type CellNumbers = Vec<Option<f64>>;

/// What a sheet's cells are worked out of: a moment, and the duties of its year.
#[derive(Debug)]
pub struct Scorer<'m, 'c> {
    moment: &'m CityMoment<'c>,
    duties: Vec<DutyLine>,
}

impl<'m, 'c> Scorer<'m, 'c> {
    /// Works out cells at a moment.
    pub fn new(moment: &'m CityMoment<'c>) -> Self {
        let window = moment.window;
        let cut = crate::model::Day::of_number(window.cut);
        let mut duties = super::duties::duty_lines(moment.city, window.year(), cut);
        duties.retain(|line| moment.part.duty(&line.duty));
        Self { moment, duties }
    }

    /// The cells of what belongs to a row.
    pub fn cells(&self, rows: ScoreRows, has: &Selection) -> CellNumbers {
        let mut cells = Vec::new();
        match rows {
            ScoreRows::Recruiters => {
                self.person_travel(has, &mut cells);
                self.visits(has, &mut cells);
                self.care(has, &mut cells);
                self.projects(has, &mut cells);
                self.duties(has, &mut cells);
                self.requests(has, &mut cells);
                self.bids(has, &mut cells);
            }
            ScoreRows::Squads => {
                self.squad_travel(has, &mut cells);
                self.visits(has, &mut cells);
                self.leads(has, &mut cells);
                self.projects(has, &mut cells);
                self.duties(has, &mut cells);
            }
            ScoreRows::Chains => {
                self.projects(has, &mut cells);
                self.bids(has, &mut cells);
            }
            ScoreRows::Funds => self.projects(has, &mut cells),
        }
        cells
    }

    /// Days away of some people.
    fn days(&self, people: &[u32]) -> f64 {
        let halves: i32 = people.iter().map(|who| self.moment.travel.halves[*who as usize]).sum();
        f64::from(halves) / 2.0
    }

    fn trips(&self, people: &[u32]) -> f64 {
        real(distinct(people, &self.moment.travel.trips).len())
    }

    fn person_travel(&self, has: &Selection, cells: &mut CellNumbers) {
        cells.extend([Some(self.trips(&has.people)), Some(self.days(&has.people))]);
    }

    fn squad_travel(&self, has: &Selection, cells: &mut CellNumbers) {
        let trips: usize = has.people.iter().map(|who| self.moment.travel.trips[*who as usize].len()).sum();
        let days = self.days(&has.people);
        let members = has.people.len();
        let mean = (members > 0).then(|| days / real(members));
        cells.extend([Some(self.trips(&has.people)), share(trips, members), Some(days), mean]);
    }

    fn visits(&self, has: &Selection, cells: &mut CellNumbers) {
        let visits = distinct(&has.people, &self.moment.visits);
        let firms: BTreeSet<u32> = visits.iter().map(|at| self.moment.city.visits[*at as usize].firm).collect();
        let met = firms.iter().filter(|firm| self.moment.listed.contains(firm)).count();
        cells.extend([Some(real(visits.len())), Some(real(met))]);
    }

    fn care(&self, has: &Selection, cells: &mut CellNumbers) {
        let CityMoment { city, window, visits, .. } = self.moment;
        let (mut care, mut cared) = (BTreeSet::<u32>::new(), BTreeSet::<u32>::new());
        for (leader, firm, since) in city.care.iter().filter(|(leader, ..)| has.people.binary_search(leader).is_ok()) {
            if window.exists(*since) {
                care.insert(*firm);
                let seen = visits[*leader as usize].iter().any(|at| city.visits[*at as usize].firm == *firm);
                cared.extend(seen.then_some(*firm));
            }
        }
        cells.extend([Some(real(care.len())), Some(real(cared.len()))]);
    }

    fn leads(&self, has: &Selection, cells: &mut CellNumbers) {
        let own = |lead: &&super::SquadLead| has.squads.contains(&lead.squad) && self.moment.window.holds(lead.seen);
        cells.push(Some(real(self.moment.city.leads.iter().filter(own).count())));
    }

    fn projects(&self, has: &Selection, cells: &mut CellNumbers) {
        let window = self.moment.window;
        let stands = has.projects.iter().map(|at| &self.moment.stands[*at as usize]);
        let stands: Vec<&Stand<'_>> = stands.filter(|stand| stand.active).collect();
        let signed_in = |from: i32, to: i32| -> Vec<&Stand<'_>> {
            stands.iter().copied().filter(|stand| stand.signed_in(from, to)).collect()
        };
        let (from, last) = (window.from, window.last());
        let (signed, cohort) = (signed_in(from, last), signed_in(window.year_from(), last));
        let count = |some: &[&Stand<'_>], of: &dyn Fn(&Stand<'_>) -> bool| {
            Some(real(some.iter().filter(|stand| of(stand)).count()))
        };
        cells.extend([Some(real(signed.len())), Some(amount(&signed))]);
        cells.push(count(&signed, &|stand| stand.project.amount.is_none()));
        cells.extend(AMOUNT_STEPS.map(|step| count(&signed, &|stand| stand.project.is_at_least(step))));
        let dated = |node| count(&stands, &|stand| stand.actual(node).is_some_and(|day| window.holds(day)));
        cells.extend(COUNTED_NODES.map(dated));
        cells.extend([Some(real(cohort.len())), Some(amount(&cohort))]);
        let came = |of: &dyn Fn(&Stand<'_>, i32) -> f64| {
            Some(stands.iter().map(|stand| of(stand, last) - of(stand, from - 1)).sum::<f64>())
        };
        cells.push(came(&|stand, day| stand.project.invested(day)));
        cells.push(came(&|stand, day| stand.project.statistics(day)));
        self.rates(&cohort, cells);
        self.found(has, cells);
    }

    fn rates(&self, cohort: &[&Stand<'_>], cells: &mut CellNumbers) {
        let cut = self.moment.window.cut;
        let reached = |node: ProjectNode| cohort.iter().filter(|stand| stand.reached(node)).count();
        cells.extend(RATED_NODES.map(|node| share(reached(node), cohort.len())));
        let known: Vec<&Stand<'_>> =
            cohort.iter().copied().filter(|stand| stand.project.amount.is_some_and(|amount| amount > 0.0)).collect();
        let whole = amount(&known);
        let part = |of: &dyn Fn(&Stand<'_>) -> f64| {
            (whole > 0.0).then(|| known.iter().map(|stand| of(stand)).sum::<f64>() / whole)
        };
        cells.push(part(&|stand| stand.project.invested(cut)));
        cells.push(part(&|stand| stand.project.statistics(cut)));
    }

    /// What is found of the row's projects: nothing of those that were given up.
    fn found(&self, has: &Selection, cells: &mut CellNumbers) {
        let found = || has.projects.iter().map(|at| &self.moment.findings[*at as usize]);
        cells.extend([
            Some(real(found().map(|found| found.stalled.len()).sum())),
            Some(real(found().map(|found| found.health.len()).sum())),
            Some(real(found().map(|found| found.missed.len()).sum())),
            Some(real(found().map(|found| found.overdue.len()).sum())),
        ]);
    }

    fn duties(&self, has: &Selection, cells: &mut CellNumbers) {
        let lines: Vec<&DutyLine> = self.lines_of(&has.holders).collect();
        let behind = lines.iter().filter(|line| line.behind).count();
        cells.extend([done(&lines), Some(real(behind))]);
    }

    fn lines_of<'d>(&'d self, holders: &'d [Holder]) -> impl Iterator<Item = &'d DutyLine> {
        self.duties.iter().filter(|line| holders.binary_search(&line.duty.who).is_ok())
    }

    /// The duties of some holders, ascending, that are seen.
    pub fn duties_of(&self, holders: &[Holder]) -> Vec<DutyLine> {
        self.lines_of(holders).cloned().collect()
    }

    fn requests(&self, has: &Selection, cells: &mut CellNumbers) {
        let window = self.moment.window;
        let all = has.requests.iter().map(|at| &self.moment.city.requests[*at as usize]);
        let there: Vec<_> = all.filter(|request| request.date <= window.cut).collect();
        let raised = there.iter().filter(|request| window.holds(request.date)).count();
        let open = there.iter().filter(|request| !request.is_closed(window.cut)).count();
        let overdue = there.iter().filter(|request| request.is_overdue(window.cut)).count();
        let due: Vec<_> = there
            .iter()
            .filter_map(|request| Some((request, request.due?)))
            .filter(|(_, due)| window.holds(*due))
            .collect();
        let in_time = due.iter().filter(|(request, due)| request.is_answered(*due)).count();
        cells.extend([Some(real(raised)), Some(real(open)), Some(real(overdue)), share(in_time, due.len())]);
    }

    fn bids(&self, has: &Selection, cells: &mut CellNumbers) {
        let all = has.bids.iter().map(|at| &self.moment.city.bids[*at as usize]);
        let there: Vec<_> = all.filter(|bid| self.moment.window.exists(bid.date)).collect();
        let of = |state| Some(real(there.iter().filter(|bid| bid.state == state).count()));
        cells.extend(BID_STATES.iter().map(|state| of(*state)));
        cells.push(Some(there.iter().filter_map(|bid| bid.asked).sum()));
        cells.push(Some(there.iter().filter_map(|bid| bid.granted).sum()));
    }
}

impl super::FirmRequest {
    /// Whether it was closed by a day.
    pub fn is_closed(&self, day: i32) -> bool {
        self.closed.is_some_and(|closed| closed <= day)
    }

    /// Whether it was answered or closed by a day.
    pub fn is_answered(&self, day: i32) -> bool {
        self.is_closed(day) || self.answered.is_some_and(|answered| answered <= day)
    }

    /// Whether it is there on a day, due, and neither answered nor closed.
    pub fn is_overdue(&self, day: i32) -> bool {
        self.date <= day && self.due.is_some_and(|due| due <= day) && !self.is_answered(day)
    }
}

/// 万元, as far as known.
fn amount(stands: &[&Stand<'_>]) -> f64 {
    stands.iter().filter_map(|stand| stand.project.amount).sum()
}

/// What some people have among them, each once.
pub fn distinct(people: &[u32], of: &[Vec<u32>]) -> Vec<u32> {
    let mut all: Vec<u32> = people.iter().flat_map(|who| &of[*who as usize]).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}
