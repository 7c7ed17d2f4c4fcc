//! What of ledgers waits today: duties behind their pace, requests past their day.

use super::answer::LedgerQuestion;
use super::ledger::Ledger;
use super::line::LedgerLine;
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};

impl Desk {
    /// Duties of this year that are behind, of what the caller may see.
    pub(in crate::app) async fn duties_behind(&self) -> Result<Option<TodaySection>, AppError> {
        let year = Some(self.today().year().to_string());
        let question =
            LedgerQuestion { only: Some("behind".to_owned()), period: year, ..LedgerQuestion::usual(Ledger::Duties) };
        let told = |line: &LedgerLine| {
            let chain = line.text("chain");
            let of_chain = if chain.is_empty() { String::new() } else { format!("（{chain}）") };
            format!("{}：{} 万元以上的项目{of_chain}{}", line.text("who"), line.value("least"), line.stand)
        };
        self.of_ledger("duties", "招商任务落后序时", question, told).await
    }

    /// Requests past their day, of what the caller may see.
    pub(in crate::app) async fn requests_overdue(&self) -> Result<Option<TodaySection>, AppError> {
        let question = LedgerQuestion { only: Some("overdue".to_owned()), ..LedgerQuestion::usual(Ledger::Requests) };
        let told = |line: &LedgerLine| {
            let by = [line.text("department"), line.text("by")].map(str::to_owned);
            let by = by.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("，");
            let by = if by.is_empty() { String::new() } else { format!("（{by}）") };
            format!("{}：{}，{}{by}", line.text("enterprise"), line.text("matter"), line.stand)
        };
        self.of_ledger("requests", "逾期的企业诉求", question, told).await
    }

    async fn of_ledger(
        &self,
        section: &'static str,
        title: &'static str,
        question: LedgerQuestion,
        told: impl Fn(&LedgerLine) -> String,
    ) -> Result<Option<TodaySection>, AppError> {
        let answer = self.ledger(&question).await?;
        let line = |line: &LedgerLine| TodayLine {
            late: true,
            record: Some(line.key.clone()),
            ..TodayLine::about(line.value("chain"), told(line))
        };
        Ok(TodaySection::of(section, title, answer.rows.iter().map(line).collect()))
    }
}
