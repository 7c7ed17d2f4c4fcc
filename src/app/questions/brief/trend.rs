//! How the verdicts of a chain stood at the end of each month, as known then, and stand now.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::held::digest;
use crate::app::{Answered, AppError, CountsByDay, CountsOf, DayKey, Desk, ErrorKind, Head, KnownAt, Question};
use crate::draw::{Cell, Column, Table};
use crate::gaps::VerdictCounts;
use crate::model::{Day, Journal};

/// Ends of months that are told before the day asked about.
const MONTHS: i32 = 12;

/// The verdicts of a chain month by month.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrendAnswer {
    /// What was asked, and by which rules it is answered.
    #[serde(flatten)]
    pub head: Head,
    /// The ends of months of which something was known, as known then, at most twelve; the last is the day asked about.
    pub months: Vec<TrendMonth>,
}

/// The verdicts at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrendMonth {
    /// The last day of a month; of the month asked about the day asked about.
    pub day: Day,
    /// Leaves by effective verdict.
    pub verdicts: VerdictCounts,
}

impl Desk {
    /// How the verdicts of a chain stood month by month.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub async fn trend(&self, question: &Question) -> Result<TrendAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let answered = at.gaps(question)?;
        let answer = &answered.answer;
        let of = CountsOf { chain: answer.chain.clone(), home: answer.home, rules: answer.rules.clone() };
        let (known, mut told) = (at.counts_then().known(&of), CountsByDay::new());
        for day in ends_of_months(answer.as_of) {
            let Some(number) = at.number_then(day).await? else { continue };
            let key = DayKey { day, digest: digest(at.store(), number).await? };
            let counts = match known.get(&key) {
                Some(counts) => *counts,
                None => at.counts_at(&answered, day, number).await?,
            };
            told.insert(key, counts);
        }
        if known != told {
            at.counts_then().keep(&of, &told);
        }
        let then =
            told.into_iter().filter_map(|(key, verdicts)| Some(TrendMonth { day: key.day, verdicts: verdicts? }));
        let now = TrendMonth { day: answer.as_of, verdicts: answer.summary.verdicts };
        Ok(TrendAnswer { head: Head::of(answer), months: then.chain([now]).collect() })
    }
}

impl GraphPermit<'_> {
    /// The journal number at the end of a day, never later than what this desk knows; none where nothing was known.
    async fn number_then(&self, day: Day) -> Result<Option<Journal>, AppError> {
        if day > self.today() {
            return Ok(None);
        }
        match KnownAt::Day(day).number(self.store(), self.today()).await {
            Ok(number) => Ok(Some(number.min(self.held().journal))),
            Err(error) if error.kind() == ErrorKind::BadRequest => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The verdicts at the end of a day as known then; none where nobody could be answered. The graph of that day is let go
    /// of before the next one is asked for.
    async fn counts_at(
        &self,
        answered: &Answered,
        day: Day,
        number: Journal,
    ) -> Result<Option<VerdictCounts>, AppError> {
        let then = self.desk().as_known_at(KnownAt::Number(number.0)).await?;
        let (chain, home) = (&answered.answer.chain, answered.answer.home);
        let question = Question { chain: chain.clone(), home: Some(home.to_string()), as_of: Some(day) };
        match then.may(Right::SeeChain, Scope::Chain(chain))?.gaps(&question) {
            Ok(then) => Ok(Some(then.answer.summary.verdicts)),
            // The question is answered for now: what is wrong with it was wrong then.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::BadRequest) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The last days of the months before a day, the earliest first.
fn ends_of_months(as_of: Day) -> impl Iterator<Item = Day> {
    let first = as_of.first_of_month();
    (0..MONTHS).rev().map(move |back| Day::of_number(first.months_before(back).number() - 1))
}

const COLUMNS: [Column; 8] = [
    Column::text("day", "截至"),
    Column::count("strong", "优势"),
    Column::count("weak", "薄弱·强链"),
    Column::count("fill", "缺失·补链"),
    Column::count("extend", "缺失·延链"),
    Column::count("build", "缺失·建链"),
    Column::count("unsurveyed", "待摸排"),
    Column::count("leaves", "环节"),
];

impl TrendAnswer {
    /// The months as a table, the latest last.
    pub fn table(&self) -> Table {
        let mut table = Table::new("trend", "各类环节逐月", COLUMNS, "还没有可比的月份。").noted(self.notes());
        for month in &self.months {
            let counts = month.verdicts.all().map(|(_, count)| count);
            let all = counts.iter().sum();
            let cells = counts.into_iter().chain([all]).map(Cell::count);
            table
                .push(month.day.to_string(), std::iter::once(Cell::text(month.day.to_string())).chain(cells).collect());
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        let alone = self.months.len() < 2;
        let told = "每月最后一天当时所知的，最后是现在的。".to_owned();
        let none = "还没有满一个月的记录，只有现在的；以后每过一个月多一行。".to_owned();
        vec![if alone { none } else { told }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_the_calendar_says() {
        let told = |day: &str| ends_of_months(day.parse().unwrap()).map(|day| day.to_string()).collect::<Vec<_>>();
        let ends = told("2026-03-31");
        assert_eq!((ends.len(), &*ends[0], &*ends[11], &*ends[10]), (12, "2025-03-31", "2026-02-28", "2026-01-31"));
        assert_eq!(told("2024-03-01")[11], "2024-02-29");
        assert_eq!(told("2026-01-01")[11], "2025-12-31");
    }
}
