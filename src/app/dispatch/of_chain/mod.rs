//! What of dispatch is a chain's: its row of the score sheet, the squads that work for it, problems by name, and what became
//! of those that the sheet frozen before told of.
//!
//! Invariant: of a city's work only what [`CityPart`] shows to whoever sees that chain is looked at, whoever asks.

mod promised;
mod sheet_of_chain;

use super::PeriodDays;
use super::asked::{period, usual_period, window};
use super::problem_lines::NamedProblemLine;
use super::problem_words::DispatchNames;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, questions};
use crate::dispatch::{
    CityMoment, CityPart, CityWork, Presets, ProblemKind, ScoreRows, SeenOver, SheetWindow, problems, sheet,
};
use crate::draw::Table;
use crate::graph::{Chain, ChainIx, Graph};
use crate::model::{Adcode, Day, Period};
pub use promised::PromiseKept;

/// What of dispatch is a chain's, at a day.
#[derive(Debug)]
pub struct ChainDispatch {
    /// The two whole months before the next meeting, cut at the day; before the day where no meeting is near.
    pub period: PeriodDays,
    /// Up to when the sheet counts.
    pub cut_off: Day,
    /// What the chain has, a line each: in the period, in the one before, a year ago.
    pub sheet: Table,
    /// The same in one sentence: what was signed, started, invested.
    pub headline: String,
    /// The squads that are assigned to it: who went where, what was signed; empty where nobody reads of them.
    pub squads: Table,
    /// Whether its leader nominated nobody this year.
    pub unnominated: bool,
    /// Problems by name on the day, but for that.
    pub problems: Vec<NamedProblemLine>,
    /// When the sheet was frozen that told of problems before, and what became of each; none: none was frozen.
    pub promised: Option<(String, Vec<PromiseKept>)>,
    names: DispatchNames,
}

impl ChainDispatch {
    /// Problems as people read them aloud, with the days that they last.
    pub fn told_problems(&self) -> Vec<String> {
        self.problems.iter().map(|line| self.told(line)).collect()
    }

    /// The same of those that the sheet before did not tell of.
    pub fn new_problems(&self) -> Vec<String> {
        let before = |line: &NamedProblemLine| {
            let mut all = self.promised.iter().flat_map(|(_, kept)| kept);
            all.any(|kept| kept.of.0 == line.kind && kept.of.1 == line.what)
        };
        self.problems.iter().filter(|line| !before(line)).map(|line| self.told(line)).collect()
    }

    fn told(&self, line: &NamedProblemLine) -> String {
        let days = line.since.map(|_| format!("，已 {} 天", line.days)).unwrap_or_default();
        format!("{}{days}", self.names.told(line))
    }

    /// The same as a table.
    pub fn problems_table(&self) -> Table {
        self.names.problems_by_kind(&self.problems)
    }

    /// What became of those that the sheet before told of.
    pub fn promised_table(&self) -> Table {
        promised::table(self.promised.as_ref().map_or(&[], |(_, kept)| kept))
    }
}

/// The kind of problem that a chain's leader nominated nobody.
const NO_NOMINATION: &str = ProblemKind::NoNomination.code();

/// Where a chain is looked at from.
struct ChainLook<'c> {
    work: &'c CityWork,
    part: CityPart,
    presets: &'c Presets,
    home: Adcode,
    day: Day,
}

impl<'c> ChainLook<'c> {
    /// None: nobody keeps anything of dispatch, or the chain has no city.
    fn of((graph, work): (&Graph, &'c CityWork), chain: &Chain, day: Day, presets: &'c Presets) -> Option<Self> {
        let rows = [work.projects.len(), work.duties.len(), work.trips.len(), work.requests.len(), work.visits.len()];
        let is_kept = rows.iter().any(|rows| *rows > 0);
        let at = work.chains.iter().position(|known| known.id == chain.id).filter(|_| is_kept)?;
        let assigned = graph.assignments.iter().filter(|(of, _)| graph.chain(*of).id == chain.id);
        let over = SeenOver {
            chains: vec![u32::try_from(at).ok()?],
            assigned: assigned.map(|(_, squad)| squad.0).collect(),
            ..SeenOver::default()
        };
        let part = CityPart::of(work, &over);
        Some(Self { work, part, presets, home: chain.adcode?, day })
    }

    fn moment(&self, window: SheetWindow) -> CityMoment<'_> {
        CityMoment::new((self.work, &self.part), self.presets, window, self.home)
    }

    /// Problems by name of a period, as they stand on the day.
    fn problems(&self, of: &str) -> Result<Vec<NamedProblemLine>, AppError> {
        let window = window(period(of)?, Some(self.day), self.day)?;
        Ok(problems(&self.moment(window)).into_iter().map(NamedProblemLine::from).collect())
    }
}

/// Whether a problem is named on the papers of a chain: that somebody travelled nowhere is told of squads alone, and that the
/// leader nominated nobody is told as a matter to be done.
fn is_named(line: &NamedProblemLine) -> bool {
    line.kind != NO_NOMINATION && !(line.kind == "no_trip" && line.what.starts_with("recruiter:"))
}

/// The two whole months before a meeting, where they have begun by the day; else those before the day.
fn period_before(meeting: Option<Day>, day: Day) -> String {
    let of_meeting = meeting.map(usual_period);
    let begun = |of: &String| of.parse::<Period>().is_ok_and(|of| of.from <= day);
    of_meeting.filter(begun).unwrap_or_else(|| usual_period(day))
}

impl GraphPermit<'_> {
    /// What of dispatch is a chain's on a day, before a meeting or else before the next one, its squads where they are read of; none
    /// where the caller may not see it, or there is nothing.
    pub(in crate::app) async fn dispatch_of_chain(
        &self,
        chain: ChainIx,
        day: Day,
        meeting: Option<Day>,
        with_squads: bool,
    ) -> Result<Option<ChainDispatch>, AppError> {
        let known = self.graph().chain(chain);
        if !self.holds(Right::SeeDispatch, Scope::Chain(&known.id)) {
            return Ok(None);
        }
        let work = self.city_work().await?;
        let Some(look) = ChainLook::of((self.graph(), &work), known, day, self.desk().scoring().presets()) else {
            return Ok(None);
        };
        let next = || questions::next_meeting(self.graph(), chain, day).map(|meeting| meeting.date.day());
        let usual = period_before(meeting.or_else(next), day);
        let of = period(&usual)?;
        let window = window(of, None, day)?;
        let moment = look.moment(window);
        let of_chains = sheet(&moment, look.home, ScoreRows::Chains, None);
        let of_squads = with_squads.then(|| sheet(&moment, look.home, ScoreRows::Squads, None).rows);
        let own = of_chains.rows.iter().find(|row| row.id == known.id);
        let (problems, others): (Vec<_>, Vec<_>) = look.problems(&usual)?.into_iter().partition(is_named);
        let names = DispatchNames::of(&work);
        let promised = match self.frozen_before(of.from).await? {
            Some(frozen) => Some(promised::kept(&look, &names, &frozen, &problems)?),
            None => None,
        };
        Ok(Some(ChainDispatch {
            period: PeriodDays { from: of.from, to: of.to },
            cut_off: Day::of_number(window.cut),
            headline: sheet_of_chain::headline(own),
            sheet: sheet_of_chain::row(own),
            squads: sheet_of_chain::squads(of_squads.as_deref().unwrap_or_default()),
            unnominated: others.iter().any(|line| line.kind == NO_NOMINATION),
            problems,
            promised,
            names,
        }))
    }
}
