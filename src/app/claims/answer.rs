//! What whoever claims or decides has before them: firms of one's own, free ones, taken ones, collisions, what was decided.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::claims::collisions::CollisionLine;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, lists};
use crate::graph::ChainIx;
use crate::model::{ClaimEnd, Day, TargetState};
use crate::work::Claim;

/// For how many days it is told what was decided.
const TOLD_FOR: i32 = 30;

/// Claims as the caller may see them.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ClaimsAnswer {
    /// Firms of the caller's squads, those that lapse first first.
    pub mine: Vec<ClaimLine>,
    /// Firms that the caller's squads may claim.
    pub free: Vec<ClaimLine>,
    /// Firms on lists the caller sees that other squads have.
    pub taken: Vec<ClaimLine>,
    /// Claims that were refused, those that wait for a decision first.
    pub collisions: Vec<CollisionLine>,
    /// What was decided lately of firms of the caller's squads.
    pub ruled: Vec<RuledLine>,
    /// Ids and names of the caller's squads.
    #[serde(skip)]
    pub squads: Vec<(String, String)>,
    /// Whether the caller may decide of some.
    #[serde(skip)]
    pub rules: bool,
}

/// A target, and who has its firm.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClaimLine {
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// The record its entry hangs on.
    pub record: String,
    /// Id of the chain whose list it is on.
    pub chain: String,
    /// Name of the chain.
    pub chain_name: String,
    /// How far it is.
    pub state: TargetState,
    /// The state as people read it.
    pub state_name: &'static str,
    /// Journal number of the entry's last change.
    pub version: u64,
    /// What is noted of it.
    #[serde(skip)]
    pub note: String,
    /// Who has the firm, and until when; none: nobody.
    pub taken: Option<lists::TakenBy>,
    /// Whether that lapses within three days.
    pub soon: bool,
    /// Whether the caller may decide whose it is.
    #[serde(skip)]
    pub may_rule: bool,
}

/// What a page of an entry offers of claims.
#[derive(Debug, Clone, Default)]
pub struct ClaimOffers {
    /// The squads of the caller's that may claim its firm, by id.
    pub take: Vec<String>,
    /// To renew the claim and to give the firm back.
    pub keep: bool,
}

/// Something that was decided of a firm.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuledLine {
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// The day.
    pub on: Day,
    /// What was decided, in a sentence.
    pub told: String,
    /// Why.
    pub reason: String,
}

impl Desk {
    /// Claims as the caller may see them; for whoever has no account, as a squad has them, where one is named by id or name.
    ///
    /// # Errors
    /// There is no such squad, it is not the caller's, the caller sees no list, or the store fails.
    pub async fn claims(&self, squad: Option<&str>) -> Result<ClaimsAnswer, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let acting = at.acting(squad)?;
        let today = at.claim_day().await?;
        let entries = at.entries_of_firms().await?;
        let mut answer = ClaimsAnswer {
            collisions: at.collisions_told(&entries).await?,
            ruled: at.ruled_lately(today, &acting).await?,
            squads: acting.into_iter().map(|id| (id.clone(), at.squad_called(&id).to_owned())).collect(),
            rules: self.holds(Right::Arbitrate, Scope::Somewhere),
            ..ClaimsAnswer::default()
        };
        for chain in at.chains(Right::SeeList) {
            let listed = at.listed(at.graph(), chain).await?;
            let open: Vec<_> = listed.into_iter().filter(lists::Listed::is_open).collect();
            for (line, entry) in lists::entry_lines(at.graph(), &open).into_iter().zip(&open) {
                let soon = entry.claim.as_ref().is_some_and(|held| held.claim.ends_soon(today));
                let rules = entry.firm.is_some_and(|firm| entry.claim.is_some() && at.may_rule(firm, &entries));
                at.place(&mut answer, chain, line, (soon, rules));
            }
        }
        answer.mine.sort_by_cached_key(|line| (line.taken.as_ref().map(|taken| taken.until), line.name.clone()));
        Ok(answer)
    }

    /// What a page of an open entry of a chain, by id, offers of claims.
    pub fn claim_offers(&self, chain: &str, entry: &lists::EntryLine) -> ClaimOffers {
        let own: Vec<&str> = self.person().into_iter().flat_map(|person| person.squads()).collect();
        let open = !matches!(entry.state, TargetState::Signed | TargetState::Dropped) && self.known_at().is_none();
        let may = |squad: &str| open && self.holds(Right::Claim, Scope::Squad { chain, squad });
        match &entry.claim {
            Some(taken) => {
                ClaimOffers { keep: own.contains(&&*taken.squad) && may(&taken.squad), ..Default::default() }
            }
            None => {
                let fits = |squad: &&str| entry.squad.as_ref().is_none_or(|has| has == squad);
                let take = own.into_iter().filter(fits).filter(|squad| may(squad)).map(str::to_owned);
                ClaimOffers { take: take.collect(), keep: false }
            }
        }
    }
}

impl GraphPermit<'_> {
    /// Puts a target where it is told of.
    fn place(
        &self,
        answer: &mut ClaimsAnswer,
        chain: ChainIx,
        entry: lists::EntryLine,
        (soon, may_rule): (bool, bool),
    ) {
        let own = |id: &str| answer.squads.iter().any(|(own, _)| own == id);
        let assigned = |id: &str| self.is_assigned(id, chain);
        let chain = self.graph().chain(chain);
        let may = |id: &str| self.holds(Right::Claim, Scope::Squad { chain: &chain.id, squad: id });
        let place = match &entry.claim {
            Some(taken) if own(&taken.squad) => 0,
            Some(_) => 2,
            None if answer
                .squads
                .iter()
                .any(|(id, _)| assigned(id) && may(id) && entry.squad.as_ref().is_none_or(|has| has == id)) =>
            {
                1
            }
            None => return,
        };
        let line = ClaimLine {
            enterprise: entry.enterprise,
            name: entry.name,
            record: entry.record,
            chain: chain.id.clone(),
            chain_name: chain.name.clone(),
            state: entry.state,
            state_name: entry.state_name,
            version: entry.version,
            note: entry.note,
            taken: entry.claim,
            soon,
            may_rule,
        };
        [&mut answer.mine, &mut answer.free, &mut answer.taken][place].push(line);
    }

    /// What was decided lately of firms that the caller's squads have, or had before.
    async fn ruled_lately(&self, today: Day, acting: &[String]) -> Result<Vec<RuledLine>, AppError> {
        let own = |id: &str| acting.iter().any(|own| own == id);
        let lately = |row: &lists::ClaimRow| row.claim.on.is_some_and(|on| today.number() - on.number() <= TOLD_FOR);
        let mut rows = self.claim_rows(None).await?;
        rows.retain(|row| lately(row) && (own(&row.claim.squad) || own(&row.claim.before)));
        let told = rows.into_iter().filter_map(|row| {
            let firm = self.graph().firm_with_id(&row.record)?;
            Some(RuledLine {
                enterprise: self.graph().firm_id(firm).to_owned(),
                name: self.graph().firm_name(firm).to_owned(),
                on: row.claim.on?,
                told: self.ruling_told(&row.claim)?,
                reason: row.claim.reason.as_str().to_owned(),
            })
        });
        let mut told: Vec<RuledLine> = told.collect();
        told.sort_by(|x, y| (y.on, &x.enterprise).cmp(&(x.on, &y.enterprise)));
        Ok(told)
    }

    /// What was decided, in a sentence; none where nothing was.
    fn ruling_told(&self, claim: &Claim) -> Option<String> {
        let squad = self.squad_called(&claim.squad);
        match claim.end {
            Some(ClaimEnd::Merged) => Some(format!("和另一家判为同一家，{squad}的认领让出")),
            Some(ClaimEnd::Ruled) => Some(format!("裁定终止{squad}的认领")),
            Some(_) => None,
            None if claim.reason.as_str().is_empty() => None,
            None if claim.before.is_empty() => Some(format!("裁定维持，仍由{squad}认领")),
            None => Some(format!("由{}移交给{squad}", self.squad_called(&claim.before))),
        }
    }
}
