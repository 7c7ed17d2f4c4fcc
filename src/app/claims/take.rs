//! Claiming a firm: of any number at once one squad gets it, the others leave a collision.

use crate::access::{Right, Scope};
use crate::app::claims::asked::{ClaimAsked, ClaimDone, Claimed};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, lists, random_id};
use crate::graph::FirmIx;
use crate::model::{ClaimDeed, Deed, Journal, Kind, LOCAL, NewRow, Origin, Rest, RowKey};
use crate::store::{Change, Expected, NewBatch, StoreError};
use crate::work::{Claim, Collision};

/// How often a claim is tried again whose row moved meanwhile: whoever moved it may have given the firm back.
pub(super) const TRIES: usize = 8;

impl Desk {
    /// Claims a firm for a squad of the caller's. A firm that it has already stays as it is.
    ///
    /// # Errors
    /// The caller may not, the name means nothing or several firms, or the squad has no entry to claim it by.
    pub async fn claim(&self, asked: &ClaimAsked) -> Result<Claimed, AppError> {
        let at = self.may(Right::Claim, Scope::Somewhere)?;
        let firm = at.firm_meant(&asked.enterprise).await?;
        let squad = at.squad_meant(Right::Claim, asked.squad.as_deref())?;
        at.may_claim(firm, &squad).await?;
        for _ in 0..TRIES {
            let held = at.claim_on(firm).await?;
            match held {
                Some(held) if held.claim.squad == squad => return at.claimed(firm, Some(&held.claim), None).await,
                Some(held) => return at.collide(firm, &held, &squad, asked.who.as_deref()).await,
                None => {}
            }
            match at.take(firm, &squad, asked.who.as_deref()).await {
                Err(AppError::Store(StoreError::Conflict(_))) => {}
                Err(error) => return Err(error),
                Ok((claim, number)) => return at.claimed(firm, Some(&claim), Some(number)).await,
            }
        }
        Err(moving(at.graph().firm_name(firm)))
    }
}

/// What is told where a row moved at every try.
pub(super) fn moving(name: &str) -> AppError {
    let text = format!("「{name}」的认领一直有人在改，这次没有写入；请看一眼再来");
    AppError::Store(StoreError::Conflict(text))
}

impl GraphPermit<'_> {
    /// Writes a claim where nobody has the firm.
    async fn take(&self, firm: FirmIx, squad: &str, who: Option<&str>) -> Result<(Claim, Journal), AppError> {
        let key = lists::claim_key(self.founder_of(firm).await?);
        let last = self.store().get(key.clone()).await?;
        let today = self.claim_day().await?;
        let expected = match &last {
            Some(last) if last.values.is_some() => {
                let said = last.values.as_ref().and_then(|values| Claim::read(values.view()));
                if said.is_some_and(|claim| claim.holds(today)) {
                    return Err(AppError::Store(StoreError::Conflict(String::new())));
                }
                Expected::At(last.number)
            }
            last => Expected::AbsentOrClosedAt(last.as_ref().map(|last| last.number)),
        };
        let who = self.who(who)?;
        let claim = Claim::made(squad, &who, today);
        let row = NewRow { key, values: Some(claim.values()), origin: Origin::default() };
        let number = self.write_claim(firm, (ClaimDeed::Take, squad), who, vec![Change { row, expected }]).await?;
        Ok((claim, number))
    }

    /// Keeps that a squad wanted a firm that another one has.
    async fn collide(
        &self,
        firm: FirmIx,
        held: &lists::ClaimRow,
        squad: &str,
        who: Option<&str>,
    ) -> Result<Claimed, AppError> {
        let node = self.node(Kind::Squad, squad).await?;
        let node = node.ok_or_else(|| AppError::Internal("a squad without a node".into()))?;
        let rest = Rest::new([random_id().as_str()], LOCAL);
        let key = RowKey { kind: Kind::Collision, a: held.key.a, b: node, rest };
        let who = self.who(who)?;
        let collision = Collision::with(&held.claim, &who, self.claim_day().await?);
        let row = NewRow { key, values: Some(collision.values()), origin: Origin::default() };
        let change = Change { row, expected: Expected::AbsentOrClosedAt(None) };
        let number = self.write_claim(firm, (ClaimDeed::Collide, squad), who, vec![change]).await?;
        let name = self.graph().firm_name(firm).to_owned();
        Ok(Claimed::Collided { name, taken: lists::TakenBy::of(self.graph(), &held.claim), number: number.0 })
    }

    /// Writes what is done to a claim on a firm, with all that follows, as one batch.
    pub(super) async fn write_claim(
        &self,
        firm: FirmIx,
        (deed, squad): (ClaimDeed, &str),
        who: String,
        changes: Vec<Change>,
    ) -> Result<Journal, AppError> {
        self.write_claim_as(random_id(), firm, (deed, squad), (who, changes)).await
    }

    /// The same as a batch with an id.
    pub(super) async fn write_claim_as(
        &self,
        id: String,
        firm: FirmIx,
        (deed, squad): (ClaimDeed, &str),
        (who, changes): (String, Vec<Change>),
    ) -> Result<Journal, AppError> {
        let enterprise = self.graph().firm_id(firm).to_owned();
        let deed = Deed::Claim { deed, squad: squad.to_owned(), enterprise };
        let batch = NewBatch { id, who, when: self.clock().now(), deed };
        Ok(self.store().apply(batch, Vec::new(), changes).await?)
    }

    async fn claimed(&self, firm: FirmIx, claim: Option<&Claim>, number: Option<Journal>) -> Result<Claimed, AppError> {
        Ok(Claimed::Got(self.claim_done(firm, claim, number).await?))
    }

    /// What was done to the claim on a firm.
    pub(super) async fn claim_done(
        &self,
        firm: FirmIx,
        claim: Option<&Claim>,
        number: Option<Journal>,
    ) -> Result<ClaimDone, AppError> {
        let warnings = match claim {
            Some(claim) => self.tied_and_taken(firm, &claim.squad).await?,
            None => Vec::new(),
        };
        Ok(ClaimDone {
            enterprise: self.graph().firm_id(firm).to_owned(),
            name: self.graph().firm_name(firm).to_owned(),
            taken: claim.map(|claim| lists::TakenBy::of(self.graph(), claim)),
            number: number.map(|number| number.0),
            warnings,
        })
    }
}
