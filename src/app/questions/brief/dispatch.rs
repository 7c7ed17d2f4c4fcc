//! What of dispatch stands on a brief: what was done, whom problems name, what became of those named before.

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::graph::ChainIx;
use crate::model::Day;

/// Problems that are told.
const TOLD: usize = 4;

impl GraphPermit<'_> {
    /// A sentence a subject; nothing where the caller may not see dispatch of the chain, or there is none.
    pub(super) async fn dispatch_told(&self, chain: ChainIx, day: Day) -> Result<Vec<String>, AppError> {
        let Some(own) = self.dispatch_of_chain(chain, day, None, false).await? else { return Ok(Vec::new()) };
        let mut told = Vec::new();
        if !own.headline.is_empty() {
            told.push(format!("{} 至 {}：{}。", own.period.from, own.cut_off, own.headline));
        }
        if let Some((when, kept)) = own.promised.as_ref().filter(|(_, kept)| !kept.is_empty()) {
            let done = kept.iter().filter(|kept| kept.done).count();
            told.push(format!("上次（{when}）点到 {} 件，办成 {done} 件。", kept.len()));
        }
        let problems = own.problems.len();
        match problems {
            0 => told.push("没有点到的人和事。".to_owned()),
            _ if problems > TOLD => told.push(format!("点人点事 {problems} 件，先看这 {TOLD} 件：")),
            _ => told.push(format!("点人点事 {problems} 件：")),
        }
        told.extend(own.told_problems().into_iter().take(TOLD).map(|line| format!("{line}。")));
        Ok(told)
    }
}
