//! 新线索: a firm that nobody has listed comes onto a chain's list, given to the squad that reports it; the group sees it first.

use crate::access::{Right, Scope};
use crate::app::claims::asked::{ClaimDone, NewLead};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, lists, names, random_id};
use crate::graph::{ChainIx, FirmIx};
use crate::model::{Deed, EntryField, ListDeed, OF_LEAD, OF_SQUAD, TargetState};
use crate::normalize::text;
use crate::store::NewBatch;
use crate::work::Entry;

impl Desk {
    /// Reports a firm that nobody has listed. One that is known already keeps all that is known of it; it is only listed.
    ///
    /// # Errors
    /// The caller may not, the firm stands on the chain's list, another squad has it, or a value cannot be.
    pub async fn new_lead(&self, given: &NewLead) -> Result<ClaimDone, AppError> {
        let at = self.may(Right::NewLead, Scope::Somewhere)?;
        let squad = at.reporting_squad(given)?;
        let scope = match &squad {
            Some(squad) => Scope::Squad { chain: &given.chain, squad },
            None => Scope::Chain(&given.chain),
        };
        let at = self.may(Right::NewLead, scope)?;
        let graph = at.graph();
        let chain = names::chain(graph, &given.chain)?;
        at.reports_for(squad.as_deref(), chain)?;
        let name = name(&given.name)?;
        let who = at.who(given.who.as_deref())?;
        let entry = at.lead_entry(given, chain, squad.as_deref())?;
        let source = squad.as_ref().map_or_else(|| format!("{OF_LEAD}{who}"), |squad| format!("{OF_SQUAD}{squad}"));
        let chain_node = at.chain_node(graph, chain).await?;
        let known = match at.firm_meant(&name).await {
            Ok(firm) => Some(firm),
            Err(AppError::NotFound { .. }) => None,
            Err(AppError::Ambiguous { .. }) => names::firm(graph, &name).ok(),
            Err(error) => return Err(error),
        };
        let (nodes, changes) = match known {
            Some(firm) => {
                at.nobody_has(firm, chain, squad.as_deref()).await?;
                (Vec::new(), vec![at.known_firm_listed(firm, chain_node, &entry).await?])
            }
            None => {
                let place = names::given(Some(&given.place));
                let adcode = place.map(|place| names::region(graph, place)).transpose()?;
                let firm = lists::LeadFirm { name: &name, adcode, source: &source };
                at.new_firm_listed(&firm, chain_node, &entry).await?
            }
        };
        let deed = Deed::List { deed: ListDeed::Lead, chain: graph.chain(chain).id.clone() };
        let batch = NewBatch { id: random_id(), who, when: at.clock().now(), deed };
        let number = at.store().apply(batch, nodes, changes).await.map_err(lists::conflict_words)?;
        at.follow().await;
        let enterprise = known.map_or_else(String::new, |firm| graph.firm_id(firm).to_owned());
        Ok(ClaimDone { enterprise, name, taken: None, number: Some(number.0), warnings: Vec::new() })
    }
}

/// The legal name of a firm as typed.
fn name(given: &str) -> Result<String, AppError> {
    let name = text::folded(given);
    let bad = |text: String| Err(AppError::BadRequest(text));
    match text::forbidden(&name) {
        Some(c) => bad(format!("企业名称含有控制字符 U+{:04X}", u32::from(c))),
        None if name.is_empty() => bad("没有写企业名称".to_owned()),
        None if name.chars().count() > lists::LONGEST_NAME => bad(format!("企业名称超过 {} 个字", lists::LONGEST_NAME)),
        None => Ok(name),
    }
}

impl GraphPermit<'_> {
    /// The squad a lead is reported for; none where whoever reports it has none.
    fn reporting_squad(&self, given: &NewLead) -> Result<Option<String>, AppError> {
        let named = names::given(given.squad.as_deref());
        let has = self.desk().person().is_some_and(|person| person.squads().next().is_some());
        if named.is_none() && !has {
            return Ok(None);
        }
        self.squad_meant(Right::NewLead, named).map(Some)
    }

    /// Asks that a squad reports only for chains that it is assigned to.
    fn reports_for(&self, squad: Option<&str>, chain: ChainIx) -> Result<(), AppError> {
        match squad {
            Some(squad) if !self.chains_of_squad(squad).contains(&chain) => {
                let (squad, chain) = (self.squad_called(squad), &self.graph().chain(chain).name);
                Err(AppError::BadRequest(format!("{squad}没有派在产业链「{chain}」上，不能替它报新线索")))
            }
            _ => Ok(()),
        }
    }

    /// The entry of a lead: only listed, so that the group sees it first, and given to the squad that reports it.
    fn lead_entry(&self, given: &NewLead, chain: ChainIx, squad: Option<&str>) -> Result<Entry, AppError> {
        let graph = self.graph();
        let mut entry = Entry::default();
        let from = squad.map(|squad| self.squad_called(squad).to_owned());
        let why = from.map_or_else(|| "新线索".to_owned(), |squad| format!("新线索，由{squad}报来"));
        entry.set(EntryField::State, TargetState::Listed.code());
        entry.set(EntryField::Squad, squad.unwrap_or_default());
        entry.set(EntryField::Why, &why);
        let said = [
            (EntryField::Segment, &given.segment),
            (EntryField::Products, &given.products),
            (EntryField::Note, &given.note),
        ];
        for (field, text) in said {
            entry.set(field, &lists::canonical(graph, chain, field, text)?);
        }
        Ok(entry)
    }

    /// Asks that a known firm stands on no list of the chain, and that no other squad has it. Of entries that the caller may not
    /// see nothing is told but that somebody has it.
    async fn nobody_has(&self, firm: FirmIx, chain: ChainIx, squad: Option<&str>) -> Result<(), AppError> {
        let (graph, name) = (self.graph(), self.graph().firm_name(firm));
        let bad = |text: String| Err(AppError::BadRequest(text));
        let held = self.claim_on(firm).await?.filter(|held| Some(&*held.claim.squad) != squad);
        if let Some(held) = held {
            let taken = lists::TakenBy::of(graph, &held.claim).told();
            return bad(format!("「{name}」由{taken}，没有记为新线索"));
        }
        let entries = self.entries_of_firms().await?;
        let on_list = entries.of(firm).iter().find(|(of, _)| *of == chain).map(|(_, entry)| entry);
        match on_list {
            None => Ok(()),
            Some(entry) if self.sees_entry(&graph.chain(chain).id, &entry.entry) => {
                bad(format!("「{name}」已在清单上（{}），不用再报", entry.entry.state().zh()))
            }
            Some(_) => bad(format!("「{name}」已经有人登记，请问工作组")),
        }
    }
}
