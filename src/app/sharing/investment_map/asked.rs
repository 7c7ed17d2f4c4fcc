use crate::app::{AppError, MapQuestion};
use crate::model::Day;

/// What the document is to hold.
#[derive(Debug, Clone)]
pub struct DocumentQuestion {
    /// The chain, and what of the map is asked for; targets are those of the same filters.
    pub map: MapQuestion,
    /// The day to compare with; by default two months before the day of the data, the rhythm of the city's meetings.
    pub since: Option<Day>,
    /// How many targets of each gap are told.
    pub top: usize,
    /// Whether contacts are told.
    pub contacts: bool,
}

/// From one meeting of the chains to the next.
const MONTHS: i32 = 2;
/// Targets of one gap that a page can hold.
const MOST: usize = 50;

impl DocumentQuestion {
    /// Targets of a gap told unless asked otherwise.
    pub const USUAL_TOP: usize = 5;

    /// The document of a map with nothing else asked for.
    pub fn of(map: MapQuestion) -> Self {
        Self { map, since: None, top: Self::USUAL_TOP, contacts: false }
    }

    /// The day to compare with.
    pub(super) fn since(&self, as_of: Day) -> Result<Day, AppError> {
        if !(1..=MOST).contains(&self.top) {
            let text = format!("每个缺口列 {} 家目标企业，应为 1 到 {MOST}（--top）", self.top);
            return Err(AppError::BadRequest(text));
        }
        let since = self.since.unwrap_or_else(|| as_of.months_before(MONTHS));
        if since > as_of {
            return Err(AppError::BadRequest(format!("对比日期 {since} 在数据截止日期 {as_of} 之后（--since）")));
        }
        Ok(since)
    }
}
