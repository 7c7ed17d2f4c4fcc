//! The rows of a ledger that a caller may see, each with how it stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::ledger::Ledger;
use super::line::LedgerLine;
use super::part::{LedgerReach, whose};
use super::stand::LedgerDay;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk};
use crate::dispatch::{CityWork, chains_without};
use crate::model::{Day, Period};

/// Which rows of a ledger are asked for.
#[derive(Debug, Clone)]
pub struct LedgerQuestion {
    /// Of which ledger.
    pub ledger: Ledger,
    /// One of the ledger's choices; by default its first.
    pub only: Option<String>,
    /// Rows of this year, quarter or month; by default the latest there is, where a ledger is looked at period by period.
    pub period: Option<String>,
    /// What a row says somewhere.
    pub text: String,
}

/// Rows of a ledger on a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LedgerAnswer {
    /// The ledger, by the name of its file.
    pub ledger: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The day.
    pub today: Day,
    /// The period that is looked at; none: all.
    pub period: Option<String>,
    /// The rows, those that are late first.
    pub rows: Vec<LedgerLine>,
    /// Whether the caller may add one.
    pub enters: bool,
    /// The periods that there are, the latest first.
    #[serde(skip)]
    pub periods: Vec<String>,
    /// Whom the caller may name as whoever answers for a row: `kind:id` and name.
    #[serde(skip)]
    pub holders: Vec<(String, String)>,
    /// The recruiter that the caller is, as `kind:id`.
    #[serde(skip)]
    pub oneself: Option<String>,
    /// Projects that a row may name: id and name.
    #[serde(skip)]
    pub projects: Vec<(String, String)>,
    /// Of nominations: chains that nominate nobody, and who leads them.
    #[serde(skip)]
    pub without: Vec<(String, String)>,
    #[serde(skip)]
    pub(super) of: Ledger,
}

impl LedgerQuestion {
    /// All that a ledger shows when its page is opened.
    pub fn usual(ledger: Ledger) -> Self {
        Self { ledger, only: None, period: None, text: String::new() }
    }

    fn choice(&self) -> Result<&'static str, AppError> {
        let all = self.ledger.choices();
        let Some(asked) = self.only.as_deref() else { return Ok(all[0].0) };
        all.iter().map(|(code, _)| *code).find(|code| *code == asked).ok_or_else(|| {
            let told: Vec<String> = all.iter().map(|(code, word)| format!("{code}（{word}）")).collect();
            AppError::BadRequest(format!("没有「{asked}」这一种；请写{}", told.join("、")))
        })
    }
}

impl Desk {
    /// The rows of a ledger that the caller may see.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, the question makes no sense, or the store fails.
    pub async fn ledger(&self, question: &LedgerQuestion) -> Result<LedgerAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let (ledger, only, city) = (question.ledger, question.choice()?, at.city_work().await?);
        let mut lines = at.ledger_lines(ledger, &city, at.work_number().await?).await?;
        let sees = at.ledger_reach(Right::SeeDispatch, &city);
        lines.retain(|line| sees.reaches(&whose(ledger, (at.graph(), &city), line)));
        let periods = periods(ledger, &lines);
        let asked = asked_period(question, at.today(), &periods)?;
        if let Some((_, period)) = &asked {
            lines.retain(|line| line.when(ledger).is_some_and(|own| period.from <= own.from && own.to <= period.to));
        }
        let writes = at.ledger_reach(ledger.right(), &city);
        let may = self.known_at().is_none() && self.holds(ledger.right(), Scope::Somewhere);
        at.tell_stands((ledger, &city), &mut lines);
        for line in &mut lines {
            line.edits = may && writes.reaches(&whose(ledger, (at.graph(), &city), line));
        }
        lines.retain(|line| line.counted.choices.contains(&only) && line.says(&question.text));
        lines.sort_by(|x, y| x.order().cmp(&y.order()));
        let without = at.without_nominee(ledger, &city, asked.as_ref().map(|(_, period)| *period));
        Ok(LedgerAnswer {
            ledger: ledger.kind().code(),
            title: ledger.title(),
            today: at.today(),
            period: asked.map(|(text, _)| text),
            rows: lines,
            enters: may,
            periods,
            holders: if may { holders(ledger, &city, &writes) } else { Vec::new() },
            oneself: writes.oneself().map(|id| format!("recruiter:{id}")),
            projects: at.projects_named(ledger, &city),
            without,
            of: ledger,
        })
    }
}

/// The periods of rows, the latest first.
fn periods(ledger: Ledger, lines: &[LedgerLine]) -> Vec<String> {
    let mut all: Vec<(Period, String)> =
        lines.iter().filter_map(|line| Some((line.when(ledger)?, line.value(ledger.when()).to_owned()))).collect();
    all.sort_by(|x, y| (y.0.to, y.0.from, &y.1).cmp(&(x.0.to, x.0.from, &x.1)));
    all.dedup();
    all.into_iter().map(|(_, text)| text).collect()
}

/// The period that is looked at, with how it is written.
fn asked_period(question: &LedgerQuestion, today: Day, known: &[String]) -> Result<Option<(String, Period)>, AppError> {
    let read = |text: &str| {
        let period =
            text.parse().map_err(|error: crate::model::PeriodError| AppError::BadRequest(error.to_string()))?;
        Ok::<_, AppError>(Some((text.to_owned(), period)))
    };
    match (&question.period, question.ledger.by_period()) {
        (Some(given), _) => read(given),
        (None, false) => Ok(None),
        (None, true) => {
            let holds = |text: &&String| text.parse::<Period>().is_ok_and(|period| period.holds(today));
            let now = known.iter().rev().find(holds).or(known.first());
            read(&now.cloned().unwrap_or_else(|| today.year().to_string()))
        }
    }
}

/// Whom a form offers as whoever answers for a row: people by name, squads behind them where they may.
fn holders(ledger: Ledger, city: &CityWork, writes: &LedgerReach<'_>) -> Vec<(String, String)> {
    let people = (0u32..).zip(&city.recruiters).filter(|(at, _)| writes.offers(city, *at));
    let people = people.map(|(_, one)| (format!("recruiter:{}", one.id), one.name.clone()));
    let squads = city.squads.iter().filter(|_| matches!(ledger, Ledger::Duties | Ledger::Indicators));
    let squads = squads.map(|squad| (format!("squad:{}", squad.id), squad.name.clone()));
    if ledger.holder().is_empty() { Vec::new() } else { people.chain(squads).collect() }
}

impl GraphPermit<'_> {
    /// Says of every row how it stands today.
    fn tell_stands(&self, (ledger, city): (Ledger, &CityWork), lines: &mut [LedgerLine]) {
        let graph = self.graph();
        let called =
            |id: &str| graph.firm_with_id(id).map_or_else(|| id.to_owned(), |firm| graph.firm_short(firm).to_owned());
        let day = LedgerDay::of(ledger, city, self.today(), lines, &called);
        lines.iter_mut().for_each(|line| day.tell(ledger, line));
    }

    /// The projects that a bid may be for: those that the caller sees.
    fn projects_named(&self, ledger: Ledger, city: &CityWork) -> Vec<(String, String)> {
        if ledger != Ledger::Bids {
            return Vec::new();
        }
        let part = self.part_of(city);
        let seen = CityWork::places(&city.projects).filter(|at| part.project(*at)).map(|at| city.project(at));
        seen.map(|project| (project.id.clone(), project.name.clone())).collect()
    }

    /// Chains that nominate nobody in the year that is looked at, and who leads them.
    fn without_nominee(&self, ledger: Ledger, city: &CityWork, period: Option<Period>) -> Vec<(String, String)> {
        let Some(period) = period.filter(|_| ledger == Ledger::Nominations) else { return Vec::new() };
        let seen = |at: &u32| self.holds(Right::SeeDispatch, Scope::Chain(&city.chain(*at).id));
        let chains = chains_without(city, period.to.year()).filter(seen).map(|at| city.chain(at));
        chains.map(|chain| (chain.name.clone(), chain.leader.clone())).collect()
    }
}
