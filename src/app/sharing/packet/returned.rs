//! Taking a file back.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::HashSet;
use std::path::Path;

use crate::app::sharing::packet::asked::ReturnAsked;
use crate::app::sharing::packet::handed_out::HandedOut;
use crate::app::sharing::packet::leads::{Leads, Taken};
use crate::app::sharing::packet::merging::{Merging, told};
use crate::app::sharing::packet::preview::{Lead, LeadState, PreviewTarget, ReturnPreview, Unknown};
use crate::app::{AppError, Desk, Held, lists, random_id};
use crate::draw::{LEADS_SHEET, LIST_SHEET};
use crate::ingest::{ReturnedFile, ReturnedRow};
use crate::model::{Day, KEY_COLUMN, Kind, NodeId, NodeName};
use crate::store::{Change, NewBatch};
use crate::work::{Entry, PacketRow};

impl Desk {
    /// Merges a returned file, which people call `name`, three ways; writes what can be written where told to: all of it or
    /// nothing.
    ///
    /// # Errors
    /// The file cannot be read or is nothing this store handed out; somebody changed the list meanwhile.
    pub async fn returned(&self, file: &Path, name: &str, asked: &ReturnAsked) -> Result<ReturnPreview, AppError> {
        let at = self.may(Right::Packet, Scope::Somewhere)?;
        let read = ReturnedFile::read(file, [LIST_SHEET, LEADS_SHEET], KEY_COLUMN).map_err(|error| {
            let row = error.row.map(|row| format!("第 {row} 行，")).unwrap_or_default();
            AppError::file(Path::new(name), format!("{row}{}；{}", error.reason, error.suggestion))
        })?;
        let handed = at.handed_out(&read).await?.filter(|handed| at.takes_back(handed));
        let Some(handed) = handed else {
            let reason = "这不是本库发出的离线包或清单，或“行键”一列都被改过；请从原来的文件重填";
            return Err(AppError::file(Path::new(name), reason));
        };
        let MergedReturn { mut preview, nodes, changes } = at.merged(&handed, read, asked).await?;
        if asked.apply && (!changes.is_empty() || at.is_out(&handed).await?) {
            let deed = handed.deed(at.graph().chain(handed.chain).id.clone());
            let batch = NewBatch { id: random_id(), who: at.who(asked.who.as_deref())?, when: at.clock().now(), deed };
            crate::store::stop_point("return:merged");
            preview.number = Some(at.store().apply(batch, nodes, changes).await.map_err(lists::conflict_words)?.0);
        }
        Ok(preview)
    }
}

/// What came back, merged into the list as it is now.
pub(in crate::app::sharing) struct MergedReturn {
    pub preview: ReturnPreview,
    /// What is written where it is taken.
    pub nodes: Vec<(NodeId, NodeName)>,
    pub changes: Vec<Change>,
}

impl GraphPermit<'_> {
    /// Whether the caller may take back what was handed out; what is not theirs answers as what never went out.
    fn takes_back(self, handed: &HandedOut) -> bool {
        let chain = self.graph().chain(handed.chain).id.as_str();
        self.holds(Right::Packet, handed.squad().map_or(Scope::Chain(chain), |squad| Scope::Squad { chain, squad }))
    }

    /// Merges rows of a chain's list, by the keys of an exported list; none where no key is of it.
    pub(in crate::app::sharing) async fn merged_rows(
        &self,
        read: ReturnedFile,
        asked: &ReturnAsked,
    ) -> Result<Option<MergedReturn>, AppError> {
        match self.handed_out(&read).await? {
            Some(handed) => Ok(Some(self.merged(&handed, read, asked).await?)),
            None => Ok(None),
        }
    }

    async fn merged(
        &self,
        handed: &HandedOut,
        read: ReturnedFile,
        asked: &ReturnAsked,
    ) -> Result<MergedReturn, AppError> {
        let listed = self.listed(self.graph(), handed.chain).await?;
        let chain_node = self.chain_node(self.graph(), handed.chain).await?;
        let mut merging = Merging {
            graph: self.graph(),
            chain: handed.chain,
            fields: handed.fields(),
            squad: handed.squad(),
            chosen: asked.chosen.as_ref(),
            preview: preview(self.held(), handed, self.today()),
            changed: Vec::new(),
        };
        self.rows(&mut merging, handed, &read, &listed, chain_node).await?;
        let Merging { mut preview, changed, .. } = merging;
        let said: Vec<(&lists::Listed, &Entry)> = changed.iter().map(|(now, after)| (*now, after)).collect();
        let rows = said.iter().map(|(now, after)| lists::changed_row(now, after, now.version));
        let mut changes: Vec<Change> = rows.collect();
        changes.extend(self.claims_following(self.graph(), &said, handed.squad()).await?);
        let mut leads = read.leads;
        leads.retain(|lead| asked.chosen.as_ref().is_none_or(|chosen| chosen.leads.contains(&lead.number)));
        let leads = self.leads(handed, &preview, &leads, &listed, chain_node).await?;
        preview.leads = leads.told;
        changes.extend(leads.changes);
        Ok(MergedReturn { preview, nodes: leads.nodes, changes })
    }

    /// Merges the rows that went out.
    async fn rows<'l>(
        &self,
        merging: &mut Merging<'l>,
        handed: &HandedOut,
        read: &ReturnedFile,
        listed: &'l [lists::Listed],
        chain_node: NodeId,
    ) -> Result<(), AppError> {
        let chain = &merging.graph.chain(handed.chain).id;
        let now = |issued: &PacketRow| listed.iter().find(|l| l.record == issued.enterprise);
        let mut seen: HashSet<&str> = HashSet::new();
        for row in &read.rows {
            let key = row.text(KEY_COLUMN).unwrap_or_default();
            let issued = handed.rows.get(key).filter(|_| seen.insert(key));
            let base = match issued {
                Some(issued) => self.base(chain_node, issued).await?,
                None => None,
            };
            let reason = match (base, issued.and_then(now)) {
                (Some(base), Some(now)) if self.holds(Right::EditEntry, now.scope(chain)) => {
                    merging.row(row, &base, now);
                    continue;
                }
                (Some(_), Some(_)) => "这家企业已不归这支招商队；请把它交给产业链工作组收".to_owned(),
                _ => handed.stranger(key, seen.contains(key) && issued.is_none()),
            };
            let name = row.text("企业").unwrap_or_default().to_owned();
            merging.preview.unknown.push(Unknown { row: row.number, key: key.to_owned(), name, reason });
        }
        let missing = handed.expected().filter(|(key, _)| !seen.contains(key.as_str()));
        let missing: Vec<PreviewTarget> = missing.filter_map(|(_, row)| Some(told(merging.graph, now(row)?))).collect();
        if read.changes_only {
            merging.preview.untouched.extend(missing);
        } else {
            merging.preview.missing = missing;
        }
        Ok(())
    }

    /// Whether it is a packet of which nothing came back before: that it did is worth writing down, whatever it says.
    async fn is_out(&self, handed: &HandedOut) -> Result<bool, AppError> {
        let Some((id, ..)) = &handed.packet else { return Ok(false) };
        Ok(!self.came_back().await?.contains_key(id))
    }

    /// Takes the new leads of a squad's packet; an exported list takes none.
    async fn leads(
        &self,
        handed: &HandedOut,
        preview: &ReturnPreview,
        rows: &[ReturnedRow],
        listed: &[lists::Listed],
        chain_node: NodeId,
    ) -> Result<Taken, AppError> {
        let Some(squad) = handed.squad() else {
            return Ok(Taken { told: rows.iter().map(no_squads).collect(), ..Taken::default() });
        };
        let squad_name = preview.squad_name.as_deref().unwrap_or_default();
        Leads { at: *self, chain: handed.chain, chain_node, squad, squad_name, listed }.take(rows).await
    }

    /// The entry as it was handed out; none where there is no such version of it.
    async fn base(&self, chain: NodeId, issued: &PacketRow) -> Result<Option<Entry>, AppError> {
        let Some(record) = self.node(Kind::Enterprise, &issued.enterprise).await? else { return Ok(None) };
        let versions = self.store().versions(lists::entry_key(chain, record)).await?;
        let found = versions.into_iter().find(|version| version.number.0 == issued.version);
        Ok(found.and_then(|version| version.values).map(|values| Entry::read(values.view())))
    }
}

/// A lead in a file that no squad was given.
fn no_squads(row: &ReturnedRow) -> Lead {
    let name = row.text("企业").unwrap_or_default().to_owned();
    let reason = "这不是哪支招商队的离线包，不收新线索；请用 list add".to_owned();
    Lead { row: row.number, name, state: LeadState::Refused, reason }
}

fn preview(held: &Held, handed: &HandedOut, today: Day) -> ReturnPreview {
    let chain = held.graph.chain(handed.chain);
    let packet = handed.packet.as_ref();
    let squad = packet.map(|(_, _, squad)| squad.clone());
    let known = held.graph.squads.iter().find(|s| Some(&s.id) == squad.as_ref());
    let late = packet.filter(|(_, packet, _)| today > packet.expires);
    let late = late.map(|(_, p, _)| format!("这个离线包已过有效期（{}），请核对后再写入", p.expires));
    ReturnPreview {
        packet: packet.map(|(id, ..)| id.clone()),
        chain: chain.id.clone(),
        chain_name: chain.name.clone(),
        squad_name: known.map(|s| s.name.clone()).or_else(|| squad.clone()),
        squad,
        to: packet.map(|(_, packet, _)| packet.to.clone()),
        issued: packet.map(|(_, packet, _)| packet.issued),
        expires: packet.map(|(_, packet, _)| packet.expires),
        applied: Vec::new(),
        conflicting: Vec::new(),
        refused: Vec::new(),
        unknown: Vec::new(),
        untouched: Vec::new(),
        missing: Vec::new(),
        leads: Vec::new(),
        notices: late.into_iter().collect(),
        number: None,
    }
}

impl ReturnPreview {
    /// Whether writing it would change anything.
    pub fn changes(&self) -> bool {
        !self.applied.is_empty() || self.leads.iter().any(|lead| lead.state.is_taken())
    }
}
