//! Columns of a sheet that are read together.

use crate::dispatch::{ScoreRows, SheetColumn};

/// Columns that are read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetView {
    /// What is read out at a meeting.
    Key,
    /// Who went where.
    Travel,
    /// What was signed and how far it got.
    Projects,
    /// Money that came, and the rates of the year.
    Rates,
    /// What is stuck or late, and duties.
    Stuck,
    /// Requests and bids.
    Requests,
    /// All of them.
    All,
}

/// What is read out at a meeting, of whatever rows have it.
const KEY: [&str; 12] = [
    "trips",
    "days",
    "days_mean",
    "visits",
    "signed",
    "amount",
    "started",
    "started_rate",
    "invested_rate",
    "duty",
    "stalls",
    "overdue",
];
const TRAVEL: [&str; 9] = ["trips", "frequency", "days", "days_mean", "visits", "met", "leads", "care", "cared"];
const RATES: [&str; 8] = [
    "invested",
    "statistics",
    "land_rate",
    "started_rate",
    "counted_rate",
    "producing_rate",
    "invested_rate",
    "statistics_rate",
];
const STUCK: [&str; 6] = ["stalls", "health", "missed", "overdue", "duty", "behind"];

impl SheetView {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Key, Self::Travel, Self::Projects, Self::Rates, Self::Stuck, Self::Requests, Self::All];

    /// In addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Travel => "travel",
            Self::Projects => "projects",
            Self::Rates => "rates",
            Self::Stuck => "stuck",
            Self::Requests => "requests",
            Self::All => "all",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Key => "要点",
            Self::Travel => "出行与走访",
            Self::Projects => "签约与推进",
            Self::Rates => "资金与比率",
            Self::Stuck => "问题与任务",
            Self::Requests => "诉求与申报",
            Self::All => "全部列",
        }
    }

    /// Whether a column is among them.
    pub fn has(self, key: &str) -> bool {
        let of_bids = ["asked", "granted", "answered_rate"].contains(&key);
        let of_requests = of_bids || key.starts_with("bids_") || key.starts_with("requests");
        match self {
            Self::Key => KEY.contains(&key),
            Self::Travel => TRAVEL.contains(&key),
            Self::Rates => RATES.contains(&key),
            Self::Stuck => STUCK.contains(&key),
            Self::Requests => of_requests,
            Self::Projects => {
                !of_requests && ![&TRAVEL[..], &RATES, &STUCK].into_iter().any(|others| others.contains(&key))
            }
            Self::All => true,
        }
    }

    /// Its columns on a sheet of such rows.
    pub fn columns(self, kind: ScoreRows) -> impl Iterator<Item = &'static SheetColumn> {
        let all = kind.columns().iter().flat_map(|group| group.iter());
        all.filter(move |column| self.has(column.key))
    }

    /// Those that such a sheet has.
    pub fn of(kind: ScoreRows) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |part| part.columns(kind).next().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_exactly_one_part_beside_the_key_and_the_whole() {
        let parts = SheetView::ALL.into_iter().filter(|part| ![SheetView::Key, SheetView::All].contains(part));
        for kind in ScoreRows::ALL {
            for column in SheetView::All.columns(kind) {
                assert_eq!(parts.clone().filter(|part| part.has(column.key)).count(), 1, "{}", column.key);
            }
        }
        assert!(KEY.iter().all(|key| ScoreRows::Squads.column(key).is_some()));
    }
}
