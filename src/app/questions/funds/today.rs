//! What today says to a fund's people: how far the funds of a chain reach its gaps.

use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk, Question};

impl Desk {
    /// Of every chain whose funds are the caller's business and its list is not, how many gaps its funds reach.
    pub(in crate::app) async fn funds_reach(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeFunds, Scope::Somewhere)?;
        let mut lines = Vec::new();
        for chain in at.chains(Right::SeeFunds) {
            let known = at.graph().chain(chain);
            if self.holds(Right::SeeList, Scope::Part(&known.id)) || known.adcode.is_none() {
                continue;
            }
            let funds = self.funds(&Question { chain: known.id.clone(), ..Question::default() }).await?;
            let (gaps, open) = (funds.gaps.len(), funds.uncovered.len());
            let text = format!("{}：{gaps}个缺口，组内基金够得着{}个，{open}个还没有", known.name, gaps - open);
            lines.push(TodayLine::about(&known.id, text));
        }
        Ok(TodaySection::of("funds", "基金覆盖的缺口", lines))
    }
}
