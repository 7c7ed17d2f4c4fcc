//! What was done to a claim, told on the page it leads to.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::model::{Deed, Journal, ListDeed};

impl Desk {
    /// Every squad, by id and name.
    ///
    /// # Errors
    /// The caller sees no list.
    pub fn squads_of_city(&self) -> Result<Vec<(String, String)>, AppError> {
        let squads = &self.may(Right::SeeList, Scope::Somewhere)?.graph().squads;
        Ok(squads.iter().map(|squad| (squad.id.clone(), squad.name.clone())).collect())
    }

    /// Whether the caller may see a chain, by id or name.
    pub fn sees_chain(&self, chain: &str) -> bool {
        self.holds(Right::SeeChain, Scope::Chain(chain))
    }

    /// What the caller did to a claim, or that they reported a lead, and whom to talk to first; none where that number is none of
    /// their own.
    ///
    /// # Errors
    /// The caller sees no list, or the store fails.
    pub async fn claim_told(&self, number: u64) -> Result<Option<Vec<String>>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let batch = at.store().batches_numbered(vec![Journal(number)]).await?.into_iter().flatten().next();
        let own = |who: &str| self.person().is_none_or(|person| person.login == who);
        let Some(batch) = batch.filter(|batch| own(&batch.who)) else { return Ok(None) };
        match batch.deed {
            Deed::Claim { deed, squad, enterprise } => {
                let Some(firm) = at.graph().firm_with_id(&enterprise) else { return Ok(None) };
                let until = at.claim_on(firm).await?.filter(|held| held.claim.squad == squad);
                let until = until.map(|held| format!("，到{}", held.claim.until)).unwrap_or_default();
                let (name, called) = (at.graph().firm_name(firm), at.squad_called(&squad));
                let mut told = vec![format!("{}：{name}（{called}{until}）", deed.zh())];
                told.extend(at.tied_and_taken(firm, &squad).await?);
                Ok(Some(told))
            }
            Deed::List { deed: ListDeed::Lead, .. } => {
                Ok(Some(vec!["已报给工作组，并列入清单；工作组看过后派发，本队现在就可以认领".to_owned()]))
            }
            _ => Ok(None),
        }
    }
}
