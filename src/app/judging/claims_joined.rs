//! Two claimed firms that turn out to be one: which claim stays is asked; where they part again both are back.

use super::around::Together;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, lists, names};
use crate::graph::FirmIx;
use crate::model::ClaimEnd;
use crate::store::Change;

impl GraphPermit<'_> {
    /// What becomes of the claims on two firms that are to be one.
    ///
    /// # Errors
    /// Two squads have them, and nobody said whose claim stays.
    pub(super) async fn claims_join(
        &self,
        (one, other): (FirmIx, FirmIx),
        stays: Option<&str>,
    ) -> Result<(Vec<Change>, Option<String>), AppError> {
        let (Some(x), Some(y)) = (self.claim_on(one).await?, self.claim_on(other).await?) else {
            return Ok((Vec::new(), None));
        };
        if x.claim.squad == y.claim.squad || x.key == y.key {
            return Ok((Vec::new(), None));
        }
        let taken = |firm: FirmIx, held: &lists::ClaimRow| {
            format!("「{}」由{}", self.firm_called(firm), lists::TakenBy::of(self.graph(), &held.claim).told())
        };
        let both = format!("{}，{}", taken(one, &x), taken(other, &y));
        let Some(given) = names::given(stays) else {
            let text = format!("{both}；判为同一家只能留一个认领，请选留哪支招商队的");
            return Err(AppError::BadRequest(text));
        };
        let squad = names::squad(self.graph(), given)?;
        let (kept, gone) = match (x.claim.squad == squad, y.claim.squad == squad) {
            (true, _) => (x, y),
            (_, true) => (y, x),
            _ => return Err(AppError::BadRequest(format!("{both}；只能留这两支中的一支"))),
        };
        let ended = gone.claim.ended(ClaimEnd::Merged, self.claim_day().await?);
        let called = |held: &lists::ClaimRow| lists::TakenBy::of(self.graph(), &held.claim).squad_name;
        let told = format!("认领留给{}，{}的让出；撤销合并时两个都回来", called(&kept), called(&gone));
        Ok((vec![gone.changed(&ended)], Some(told)))
    }

    /// The claims that come back where the firm they gave way within falls apart.
    pub(super) async fn claims_part(&self, firm: FirmIx, after: &Together) -> Result<(Vec<Change>, usize), AppError> {
        let rows = self.claims_now(self.graph().nodes_of(firm)).await?;
        let today = self.claim_day().await?;
        let holding = rows.iter().filter(|row| row.claim.holds(today)).map(|row| after.get(&row.key.a));
        let holding: Vec<Option<&u32>> = holding.collect();
        let mut back = Vec::new();
        for row in rows.iter().filter(|row| row.claim.end == Some(ClaimEnd::Merged)) {
            if !holding.contains(&after.get(&row.key.a)) {
                back.push(row.changed(&crate::work::Claim { end: None, on: None, ..row.claim.clone() }));
            }
        }
        let count = back.len();
        Ok((back, count))
    }
}
