//! Renewing a claim, and giving a firm back.

use crate::access::{Right, Scope};
use crate::app::claims::asked::{ClaimAsked, ClaimDone};
use crate::app::claims::take::{TRIES, moving};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, lists, random_id, renewed_by};
use crate::graph::FirmIx;
use crate::model::{ClaimDeed, ClaimEnd, Day, Deed, Journal, NewRow, Origin};
use crate::store::{Change, Expected, NewBatch, StoreError};
use crate::work::Claim;

/// Rows of a renewal.
const ROWS: usize = 4;

impl Desk {
    /// Renews a claim of the caller's squad: it holds thirty days from today.
    ///
    /// # Errors
    /// The caller may not, the squad does not have the firm (any more), or has no entry to claim it by.
    pub async fn claim_renew(&self, asked: &ClaimAsked) -> Result<ClaimDone, AppError> {
        let at = self.may(Right::Claim, Scope::Somewhere)?;
        let firm = at.firm_meant(&asked.enterprise).await?;
        let squad = at.squad_meant(Right::Claim, asked.squad.as_deref())?;
        at.may_claim(firm, &squad).await?;
        at.keep(firm, (ClaimDeed::Renew, &squad), asked.who.as_deref(), Claim::renewed).await
    }

    /// Gives a firm back that the caller's squad claimed.
    ///
    /// # Errors
    /// The caller may not, or the squad does not have the firm.
    pub async fn claim_release(&self, asked: &ClaimAsked) -> Result<ClaimDone, AppError> {
        let at = self.may(Right::Claim, Scope::Somewhere)?;
        let firm = at.firm_meant(&asked.enterprise).await?;
        let squad = at.squad_meant(Right::Claim, asked.squad.as_deref())?;
        let released = |claim: &Claim, today: Day| claim.ended(ClaimEnd::Released, today);
        at.keep(firm, (ClaimDeed::Release, &squad), asked.who.as_deref(), released).await
    }
}

impl GraphPermit<'_> {
    /// A visit by people of the squad that has a firm renews its claim. The visit is written already: where the claim is moving,
    /// it stays as it is.
    pub(in crate::app) async fn visited(&self, firm: FirmIx, squads: &[&str], (on, who, batch): (Day, &str, String)) {
        let renewed = async {
            let Some(held) = self.claim_on(firm).await? else { return Ok(()) };
            let claim = held.claim.renewed(on);
            if claim == held.claim || !squads.contains(&&*claim.squad) {
                return Ok(());
            }
            let deed = (ClaimDeed::Renew, &*claim.squad);
            self.write_claim_as(batch, firm, deed, (who.to_owned(), vec![held.changed(&claim)])).await.map(drop)
        };
        if let Err(error) = renewed.await {
            tracing::warn!(%error, "a visit did not renew the claim on its firm");
        }
    }

    /// A visit that is taken back renewed nothing: the claim on its firm is what it was before, unless somebody changed it since.
    pub(in crate::app) async fn visit_taken_back(&self, visit: &str) {
        if let Err(error) = self.give_back(&renewed_by(visit)).await {
            tracing::warn!(%error, "a visit was taken back, and the claim that it renewed was not");
        }
    }

    async fn give_back(&self, renewal: &str) -> Result<(), AppError> {
        let batches = self.store().batches(Journal(0), usize::MAX).await?;
        let Some(batch) = batches.into_iter().find(|batch| batch.id == renewal) else { return Ok(()) };
        let number = Journal(batch.number);
        let rows = self.store().batch_rows(number, None, ROWS).await?;
        let before = rows.into_iter().filter(|row| row.current == number).filter_map(|row| {
            let was = NewRow { key: row.key, values: Some(row.before?), origin: Origin::default() };
            Some(Change { row: was, expected: Expected::At(number) })
        });
        let changes: Vec<Change> = before.collect();
        if changes.is_empty() {
            return Ok(());
        }
        let deed = Deed::Undo { import: renewal.to_owned() };
        let undo = NewBatch { id: random_id(), who: self.who(None)?, when: self.clock().now(), deed };
        self.store().apply(undo, Vec::new(), changes).await?;
        Ok(())
    }

    /// Changes the claim that a squad has on a firm.
    async fn keep(
        &self,
        firm: FirmIx,
        (deed, squad): (ClaimDeed, &str),
        who: Option<&str>,
        change: impl Fn(&Claim, Day) -> Claim,
    ) -> Result<ClaimDone, AppError> {
        let today = self.claim_day().await?;
        for _ in 0..TRIES {
            let held = self.own_claim(firm, squad).await?;
            let claim = change(&held.claim, today);
            let left = Some(&claim).filter(|claim| claim.holds(today));
            if claim == held.claim {
                return self.claim_done(firm, left, None).await;
            }
            let written = self.write_claim(firm, (deed, squad), self.who(who)?, vec![held.changed(&claim)]).await;
            match written {
                Err(AppError::Store(StoreError::Conflict(_))) => {}
                Err(error) => return Err(error),
                Ok(Journal(number)) => return self.claim_done(firm, left, Some(Journal(number))).await,
            }
        }
        Err(moving(self.graph().firm_name(firm)))
    }

    /// The claim that a squad has on a firm at this moment.
    async fn own_claim(&self, firm: FirmIx, squad: &str) -> Result<lists::ClaimRow, AppError> {
        let name = self.graph().firm_name(firm);
        match self.claim_on(firm).await? {
            Some(held) if held.claim.squad == squad => Ok(held),
            Some(held) => {
                let taken = lists::TakenBy::of(self.graph(), &held.claim).told();
                Err(AppError::BadRequest(format!("「{name}」现在由{taken}，不是本队的")))
            }
            None => Err(AppError::BadRequest(self.not_held(firm, squad).await?)),
        }
    }

    /// Why a squad does not have a firm that nobody has.
    async fn not_held(&self, firm: FirmIx, squad: &str) -> Result<String, AppError> {
        let name = self.graph().firm_name(firm);
        let rows = self.claims_now(self.graph().nodes_of(firm)).await?;
        let last = rows.into_iter().map(|row| row.claim).filter(|claim| claim.squad == squad).max_by_key(|c| c.until);
        Ok(match last {
            Some(claim) => match claim.end {
                Some(end) => format!("「{name}」的认领{}，现在没有人认领；还要跟，请重新认领", end.zh()),
                None => format!("「{name}」的认领到{}，已经到期；还要跟，请重新认领", claim.until),
            },
            None => format!("「{name}」现在没有人认领"),
        })
    }
}
