//! 撞单: claims that were refused since another squad had the firm. They are kept, and shown to both squads and the group.

use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, lists};
use crate::graph::{ChainIx, FirmIx};
use crate::model::{Day, Journal, Kind, NewRow, NodeId, Origin, RowKey, Ruling};
use crate::store::{Change, Expected, ListFilter};
use crate::work::Collision;

/// A collision as it is told.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CollisionLine {
    /// Id of the enterprise.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// Id of the squad that wanted it.
    pub squad: String,
    /// Name of that squad.
    pub squad_name: String,
    /// Id of the squad that had it.
    pub holder: String,
    /// Name of that squad.
    pub holder_name: String,
    /// Who wanted it, as the journal calls them.
    pub by: String,
    /// The day of it.
    pub on: Day,
    /// How often that squad wanted it from the same holder.
    pub times: usize,
    /// Name of the squad that talked to the firm first, where the caller sees an entry that says so.
    pub first_talk: Option<String>,
    /// What was decided; none while nothing is.
    pub ruling: Option<Ruling>,
    /// What was decided, as people read it; that the firm is free again, where nothing had to be.
    pub told: String,
    /// Why it was decided so.
    pub reason: String,
    /// Whether it waits for a decision.
    pub open: bool,
    /// Whether the caller may decide.
    pub may_rule: bool,
    /// Its journal number.
    pub number: u64,
}

/// A collision as it stands.
#[derive(Debug, Clone)]
pub(super) struct CollisionRow {
    pub key: RowKey,
    pub firm: FirmIx,
    /// The squad that wanted the firm, by id.
    pub squad: String,
    pub version: Journal,
    pub first: Journal,
    pub collision: Collision,
}

impl CollisionRow {
    /// The row once it is decided.
    pub fn ruled(&self, ruling: Ruling, reason: &str) -> Change {
        let values = Some(self.collision.ruled(ruling, reason).values());
        let row = NewRow { key: self.key.clone(), values, origin: Origin::default() };
        Change { row, expected: Expected::At(self.version) }
    }
}

/// The entries of firms, with the chains whose lists they are on.
pub(super) struct EntriesOfFirms {
    by_firm: HashMap<FirmIx, Vec<(ChainIx, lists::Listed)>>,
}

impl EntriesOfFirms {
    /// Of one firm.
    pub fn of(&self, firm: FirmIx) -> &[(ChainIx, lists::Listed)] {
        self.by_firm.get(&firm).map_or(&[], Vec::as_slice)
    }

    /// The chains on whose lists a firm stands and is not dropped or signed; where on none, all on whose lists it stood.
    pub fn chains(&self, firm: FirmIx) -> BTreeSet<ChainIx> {
        let all = self.of(firm).iter();
        let open: BTreeSet<ChainIx> =
            all.clone().filter(|(_, entry)| entry.is_open()).map(|(chain, _)| *chain).collect();
        if open.is_empty() { all.map(|(chain, _)| *chain).collect() } else { open }
    }
}

impl GraphPermit<'_> {
    /// Every entry, by firm: for what is asked of a firm, and told of nobody who may not see it.
    pub(super) async fn entries_of_firms(&self) -> Result<EntriesOfFirms, AppError> {
        let chains = self.chains_by_node().await?;
        let mut by_firm: HashMap<FirmIx, Vec<(ChainIx, lists::Listed)>> = HashMap::new();
        for entry in self.every_entry(self.graph()).await? {
            if let (Some(firm), Some(chain)) = (entry.firm, chains.get(&entry.chain())) {
                by_firm.entry(firm).or_default().push((*chain, entry));
            }
        }
        Ok(EntriesOfFirms { by_firm })
    }

    /// Every collision, oldest first.
    pub(super) async fn collision_rows(&self) -> Result<Vec<CollisionRow>, AppError> {
        let filter = ListFilter { kind: Kind::Collision, a: None, after: None, limit: usize::MAX };
        let rows = self.store().list(filter, Some(self.seen().await?)).await?;
        let nodes: Vec<NodeId> = rows.iter().flat_map(|row| [row.key.a, row.key.b]).collect();
        let names = self.store().node_names(nodes).await?;
        let mut found = Vec::new();
        for (row, names) in rows.into_iter().zip(names.chunks(2)) {
            let collision = row.values.as_ref().and_then(|values| Collision::read(values.view()));
            let [Some(record), Some(squad)] = names else { continue };
            let (Some(collision), Some(firm)) = (collision, self.graph().firm_with_id(&record.text)) else { continue };
            let squad = squad.text.clone();
            found.push(CollisionRow { key: row.key, firm, squad, version: row.number, first: row.first, collision });
        }
        found.sort_by_key(|row| row.first);
        Ok(found)
    }

    /// Whether the caller is told of a collision: they are of one of both squads, or see the whole list of a chain it is on.
    fn told_of(&self, row: &CollisionRow, entries: &EntriesOfFirms) -> bool {
        let (graph, chains) = (self.graph(), entries.chains(row.firm));
        let mut all = chains.iter().map(|chain| graph.chain(*chain).id.as_str());
        let own = |squad: &str| self.desk().person().is_some_and(|person| person.squads().any(|own| own == squad));
        own(&row.squad)
            || own(&row.collision.holder)
            || self.holds(Right::SeeList, Scope::City)
            || all.any(|chain| self.holds(Right::SeeList, Scope::Chain(chain)))
    }

    /// Whether the caller may decide whose a firm is: the group of the only chain on whose list it stands, else who may of all.
    pub(super) fn may_rule(&self, firm: FirmIx, entries: &EntriesOfFirms) -> bool {
        let chains: Vec<ChainIx> = entries.chains(firm).into_iter().collect();
        match chains.as_slice() {
            [one] => self.holds(Right::Arbitrate, Scope::Chain(&self.graph().chain(*one).id)),
            _ => self.holds(Right::Arbitrate, Scope::City),
        }
    }

    /// The collisions the caller is told of, those that wait for a decision first, then the latest; of one squad that wanted one
    /// firm from one holder the last.
    pub(super) async fn collisions_told(&self, entries: &EntriesOfFirms) -> Result<Vec<CollisionLine>, AppError> {
        let rows = self.collision_rows().await?;
        let mut lines: Vec<CollisionLine> = Vec::new();
        for row in rows.iter().rev().filter(|row| self.told_of(row, entries)) {
            let line = self.collision_line(row, entries);
            let same = |known: &&mut CollisionLine| {
                (&known.enterprise, &known.squad, &known.holder) == (&line.enterprise, &line.squad, &line.holder)
                    && known.ruling == line.ruling
            };
            match lines.iter_mut().find(same) {
                Some(known) => known.times += 1,
                None => lines.push(line),
            }
        }
        lines.sort_by_key(|line| !line.open);
        Ok(lines)
    }

    fn collision_line(&self, row: &CollisionRow, entries: &EntriesOfFirms) -> CollisionLine {
        let (graph, collision) = (self.graph(), &row.collision);
        let of_firm = entries.of(row.firm);
        let held = of_firm.iter().find_map(|(_, entry)| entry.claim.clone());
        let holds = held.is_some_and(|held| held.claim.squad == collision.holder);
        let open = collision.ruling.is_none() && holds;
        let told = match collision.ruling {
            Some(ruling) => format!("已裁定{}", ruling.zh()),
            None if open => "等待裁定".to_owned(),
            None => "原来的认领已经结束".to_owned(),
        };
        let first_talk = of_firm.iter().find_map(|(chain, entry)| {
            let squad = entry.entry.get(crate::model::EntryField::FirstTalk);
            let seen = !squad.is_empty() && self.sees_entry(&graph.chain(*chain).id, &entry.entry);
            seen.then(|| self.squad_called(squad).to_owned())
        });
        CollisionLine {
            enterprise: graph.firm_id(row.firm).to_owned(),
            name: graph.firm_name(row.firm).to_owned(),
            squad: row.squad.clone(),
            squad_name: self.squad_called(&row.squad).to_owned(),
            holder: collision.holder.clone(),
            holder_name: self.squad_called(&collision.holder).to_owned(),
            by: collision.by.clone(),
            on: collision.on,
            times: 1,
            first_talk,
            ruling: collision.ruling,
            told,
            reason: collision.reason.as_str().to_owned(),
            open,
            may_rule: open && self.may_rule(row.firm, entries),
            number: row.first.0,
        }
    }
}
