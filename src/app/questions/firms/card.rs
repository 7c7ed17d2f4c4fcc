//! A firm at a glance, wherever it is named: how far it is on the lists, who has it, whom to call.

use super::contacts::ContactCount;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, lists, names};
use crate::model::TargetState;

/// What a card tells of a firm; what the caller may not see is left out.
#[derive(Debug, Clone, Default)]
pub struct FirmCard {
    /// Its entries on lists of the chains asked about.
    pub listed: Vec<CardEntry>,
    /// Ids and names of chains on whose lists it is not, and the caller may put it.
    pub unlisted: Vec<(String, String)>,
    /// Which squad has it, and until when; none where nobody has, or the caller may not ask.
    pub taken: Option<lists::TakenBy>,
    /// How many contacts are known; none where the caller may not see them, or asks what was known at another moment.
    pub contacts: Option<ContactCount>,
}

/// How far a firm is on the list of a chain.
#[derive(Debug, Clone)]
pub struct CardEntry {
    /// Id of the chain.
    pub chain: String,
    /// Name of the chain.
    pub chain_name: String,
    /// What the entry is asked for by.
    pub record: String,
    /// As people read it.
    pub state_name: &'static str,
    /// None: nobody has it yet.
    pub squad_name: Option<String>,
    /// The next step; blank where there is none.
    pub next: String,
    /// The day it is due, YYYY-MM-DD.
    pub due: Option<String>,
}

impl Desk {
    /// A firm at a glance, on the lists of some chains.
    ///
    /// # Errors
    /// The caller may not see facts, there is no such firm, or the store fails.
    pub async fn firm_card(&self, given: &str, chains: &[String]) -> Result<FirmCard, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let firm = names::firm(at.graph(), given)?;
        let mut card = FirmCard::default();
        for chain in chains {
            if self.may(Right::SeeList, Scope::Part(chain)).is_err() {
                continue;
            }
            let question = lists::ListQuestion { chain: chain.clone(), ..lists::ListQuestion::default() };
            let list = self.store_desk().target_list(&question).await?;
            let own = list.entries.iter().filter(|entry| entry.firm == Some(firm));
            match own.max_by_key(|entry| (entry.state != TargetState::Dropped, entry.state)) {
                Some(entry) => card.listed.push(CardEntry::of(entry, &list.chain, &list.chain_name)),
                None if !self.offers(&list.chain).list => {}
                None => card.unlisted.push((list.chain.clone(), list.chain_name.clone())),
            }
        }
        if self.known_at().is_none() && self.holds(Right::Taken, Scope::City) {
            card.taken = at.claim_on(firm).await?.map(|held| lists::TakenBy::of(at.graph(), &held.claim));
        }
        card.contacts = self.contact_count(firm).await?;
        Ok(card)
    }
}

impl CardEntry {
    fn of(entry: &lists::EntryLine, chain: &str, chain_name: &str) -> Self {
        Self {
            chain: chain.to_owned(),
            chain_name: chain_name.to_owned(),
            record: entry.record.clone(),
            state_name: entry.state_name,
            squad_name: entry.squad_name.clone(),
            next: entry.next.clone(),
            due: entry.due.clone(),
        }
    }
}
