//! What a question of dispatch names: a period, a day, a home.

use crate::app::{AppError, names};
use crate::dispatch::{CityWork, SheetWindow};
use crate::graph::Graph;
use crate::model::{Adcode, Day, Period};

/// The period that a meeting looks at: the last two whole months before it.
pub fn usual_period(meeting: Day) -> String {
    let [first, last] = [2, 1].map(|months| meeting.first_of_month().months_before(months));
    format!("{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month())
}

/// The period that is asked for, as written.
pub fn period(given: &str) -> Result<Period, AppError> {
    given.parse().map_err(|error: crate::model::PeriodError| AppError::BadRequest(error.to_string()))
}

/// A period at a cut-off: the one given, else the earlier of its last day and today.
pub fn window(period: Period, cut: Option<Day>, today: Day) -> Result<SheetWindow, AppError> {
    let cut = cut.unwrap_or(period.to.min(today));
    SheetWindow::new(period, cut).ok_or_else(|| {
        AppError::BadRequest(format!("截至 {cut} 早于时段的第一天 {}；请写这一天或更晚的日期", period.from))
    })
}

/// The home that is asked for: the one given, else the one city that the chains give.
pub fn home(graph: &Graph, work: &CityWork, given: Option<&str>) -> Result<Adcode, AppError> {
    if let Some(given) = names::given(given) {
        return names::region(graph, given);
    }
    let mut homes: Vec<Adcode> = work.chains.iter().filter_map(|chain| chain.adcode).collect();
    homes.sort_unstable();
    homes.dedup();
    match homes.as_slice() {
        [home] => Ok(*home),
        [] => Err(AppError::NoHome {
            chain: None, told: "产业链都没有写主管城市，请指明从哪个城市看".into()
        }),
        several => {
            let all: Vec<String> = several.iter().map(|home| graph.regions.name(*home)).collect();
            let told = format!("各产业链的主管城市不同（{}），请指明从哪个城市看", all.join("、"));
            Err(AppError::NoHome { chain: None, told })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_looks_at_the_last_two_whole_months() {
        let of = |today: &str| usual_period(today.parse().unwrap());
        assert_eq!(of("2026-11-28"), "2026-09/2026-10");
        assert_eq!(of("2026-02-01"), "2025-12/2026-01");
    }
}
