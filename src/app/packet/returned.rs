//! Taking a packet back.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::super::target_list::change::{canonical, person, recruiter, told_conflict, write};
use super::super::target_list::listed::{Listed, key, name_of, shown};
use super::super::{App, AppError, Held, question, random_id};
use super::issue::find;
use super::leads::{Leads, Taken};
use super::preview::{CellChange, CellConflict, LeadState, Refused, ReturnPreview, Told, Unknown};
use crate::draw::{KEY_COLUMN, LEADS_SHEET, LIST_SHEET};
use crate::graph::{ChainIx, Graph};
use crate::ingest::{ReturnedFile, ReturnedRow};
use crate::model::{EntryField, Kind, NodeId};
use crate::store::{Change, NewBatch};
use crate::work::{Entry, Merged, Packet, PacketRow, merged, row_key, step};

/// The merge under way.
struct Merging<'a> {
    graph: &'a Graph,
    chain: ChainIx,
    packet: &'a Packet,
    squad: &'a str,
    preview: ReturnPreview,
    changes: Vec<Change>,
}

impl App {
    /// Merges a returned file three ways; writes what can be written where told to: all of it or nothing.
    ///
    /// # Errors
    /// The file cannot be read or is of no packet of this store; somebody changed the list meanwhile.
    pub async fn returned(&self, file: &Path, apply: bool, who: &str) -> Result<ReturnPreview, AppError> {
        let fault = |reason: String| AppError::File { path: file.display().to_string(), reason };
        let read = ReturnedFile::read(file, [LIST_SHEET, LEADS_SHEET], KEY_COLUMN).map_err(|error| {
            let row = error.row.map(|row| format!("第 {row} 行，")).unwrap_or_default();
            fault(format!("{row}{}；{}", error.reason, error.suggestion))
        })?;
        let held = self.held();
        let Some((id, packet, chain, squad)) = self.packet_of(&held, &read).await? else {
            let reason = "这不是本库发出的离线包，或“行键”一列都被改过；请从原来的文件重填";
            return Err(fault(reason.to_owned()));
        };
        let chain = question::chain(&held.graph, &chain)?;
        let chain_node = self.node(Kind::Chain, &held.graph.chain(chain).id).await?;
        let chain_node = chain_node.ok_or_else(|| AppError::Internal("a chain without a node".into()))?;
        let listed = self.listed(&held, chain).await?;
        let preview = preview(&held, chain, &squad, &id, &packet, self.today());
        let mut merging =
            Merging { graph: &held.graph, chain, packet: &packet, squad: &squad, preview, changes: Vec::new() };
        self.rows(&mut merging, &read.rows, &listed, chain_node).await?;
        let squad_name = merging.preview.squad_name.clone();
        let leads = Leads {
            app: self,
            held: &held,
            chain,
            chain_node,
            squad: &squad,
            squad_name: &squad_name,
            listed: &listed,
        };
        let Taken { told, nodes, changes: new } = leads.take(&read.leads).await?;
        let Merging { mut preview, mut changes, .. } = merging;
        preview.leads = told;
        changes.extend(new);
        if apply && !changes.is_empty() {
            let why = format!("return {id} {} {squad}", preview.chain);
            let batch = NewBatch { id: random_id(), who: person(who)?, when: self.clock.now(), why };
            crate::store::stop_point("return:merged");
            preview.number = Some(self.store.apply(batch, nodes, changes).await.map_err(told_conflict)?.0);
        }
        Ok(preview)
    }

    /// The packet that most of the file's keys name.
    async fn packet_of(
        &self,
        held: &Held,
        read: &ReturnedFile,
    ) -> Result<Option<(String, Packet, String, String)>, AppError> {
        let mut named: HashMap<&str, usize> = HashMap::new();
        for id in read.rows.iter().filter_map(|row| row.text(KEY_COLUMN)?.split_once('-').map(|(id, _)| id)) {
            *named.entry(id).or_default() += 1;
        }
        let mut named: Vec<(&str, usize)> = named.into_iter().collect();
        named.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(y.0)));
        for (id, _) in named.into_iter().take(16) {
            if let Some((packet, chain, squad)) = find(self, held, id).await? {
                return Ok(Some((id.to_owned(), packet, chain, squad)));
            }
        }
        Ok(None)
    }

    /// Merges the rows that are of the packet.
    async fn rows(
        &self,
        merging: &mut Merging<'_>,
        rows: &[ReturnedRow],
        listed: &[Listed],
        chain_node: NodeId,
    ) -> Result<(), AppError> {
        let id = merging.preview.packet.clone();
        let known: HashMap<String, &PacketRow> =
            merging.packet.rows.iter().map(|row| (row_key(&id, &row.enterprise), row)).collect();
        let mut seen: HashSet<&str> = HashSet::new();
        for row in rows {
            let key = row.text(KEY_COLUMN).unwrap_or_default();
            let issued = known.get(key).filter(|_| seen.insert(key));
            let now = issued.and_then(|issued| listed.iter().find(|l| l.record == issued.enterprise));
            let (Some(issued), Some(now)) = (issued, now) else {
                let reason = unknown(key, &id, seen.contains(key) && known.contains_key(key));
                let name = row.text("企业").unwrap_or_default().to_owned();
                merging.preview.unknown.push(Unknown { row: row.number, key: key.to_owned(), name, reason });
                continue;
            };
            let base = self.base(chain_node, issued).await?.unwrap_or_default();
            merging.row(row, &base, now);
        }
        for issued in merging.packet.rows.iter().filter(|row| !seen.contains(row_key(&id, &row.enterprise).as_str())) {
            if let Some(l) = listed.iter().find(|l| l.record == issued.enterprise) {
                let told = told(merging.graph, l);
                merging.preview.missing.push(told);
            }
        }
        Ok(())
    }

    /// The entry as it was handed out.
    async fn base(&self, chain: NodeId, issued: &PacketRow) -> Result<Option<Entry>, AppError> {
        let Some(record) = self.node(Kind::Enterprise, &issued.enterprise).await? else { return Ok(None) };
        let versions = self.store.versions(key(chain, record)).await?;
        let found = versions.into_iter().find(|version| version.number.0 == issued.version);
        Ok(found.and_then(|version| version.values).map(|values| Entry::read(values.view())))
    }
}

impl Merging<'_> {
    fn row(&mut self, row: &ReturnedRow, base: &Entry, now: &Listed) {
        let target = told(self.graph, now);
        let moved = now.entry.get(EntryField::Squad) != self.squad;
        let mut after = now.entry.clone();
        let mut news = Vec::new();
        let mut touched = false;
        for field in EntryField::RETURNED {
            let Some(cell) = row.cell(field.zh()) else { continue };
            let issued = shown(self.graph, base, field);
            // A state that was deleted says nothing.
            if cell.text == issued || (field == EntryField::State && cell.text.is_empty() && !cell.formula) {
                continue;
            }
            let refused = |reason: String| Refused {
                target: target.clone(),
                field: field.zh(),
                returned: cell.text.clone(),
                reason,
            };
            if cell.formula {
                touched = true;
                self.preview.refused.push(refused("这一格是公式，没有取用；请改为文字".into()));
                continue;
            }
            let returned = match self.value(field, &cell.text) {
                Ok(returned) => returned,
                Err(error) => {
                    touched = true;
                    self.preview.refused.push(refused(error.to_string()));
                    continue;
                }
            };
            let current = now.entry.get(field);
            let mut meaning = merged(base.get(field), &returned, current);
            if moved && meaning == Merged::Applied {
                meaning = Merged::Conflict;
            }
            match meaning {
                Merged::Untouched | Merged::Already => {}
                Merged::Applied => {
                    after.set(field, &returned);
                    news.push((field, cell.text.clone()));
                }
                Merged::Conflict => {
                    touched = true;
                    let squad = self.graph.squads.iter().find(|s| s.id == now.entry.get(EntryField::Squad));
                    let squad = squad.map_or("别的招商队", |s| s.name.as_str());
                    let whose = if moved { format!("（已改派给{squad}）") } else { String::new() };
                    self.preview.conflicting.push(CellConflict {
                        target: target.clone(),
                        field: field.zh(),
                        issued,
                        returned: cell.text.clone(),
                        now: format!("{}{whose}", shown(self.graph, &now.entry, field)),
                    });
                }
            }
        }
        touched |= !news.is_empty();
        self.settle(&target, &mut after, now, &mut news);
        if after != now.entry {
            self.changes.push(write(now, &after, now.version));
        }
        for (field, text) in news {
            let before = shown(self.graph, &now.entry, field);
            self.preview.applied.push(CellChange { target: target.clone(), field: field.zh(), before, after: text });
        }
        if !touched {
            self.preview.untouched.push(target);
        }
    }

    /// A value in the form that is kept.
    fn value(&self, field: EntryField, text: &str) -> Result<String, AppError> {
        match field {
            EntryField::Recruiter => recruiter(self.graph, self.squad, text),
            _ => canonical(self.graph, self.chain, field, text),
        }
    }

    /// Takes a state back that cannot be, and the reason that came with it.
    fn settle(&mut self, target: &Told, after: &mut Entry, now: &Listed, news: &mut Vec<(EntryField, String)>) {
        let reason = news.iter().find(|(field, _)| *field == EntryField::Reason);
        let reason = reason.map_or("", |(_, text)| text.as_str());
        let Err(error) = step(now.entry.state(), after, reason) else { return };
        let returned = after.state().zh().to_owned();
        for field in [EntryField::State, EntryField::Reason] {
            after.set(field, now.entry.get(field));
        }
        news.retain(|(field, _)| !matches!(field, EntryField::State | EntryField::Reason));
        let (field, reason) = (EntryField::State.zh(), error.to_string());
        self.preview.refused.push(Refused { target: target.clone(), field, returned, reason });
    }
}

fn unknown(key: &str, packet: &str, twice: bool) -> String {
    match key.split_once('-') {
        _ if key.is_empty() => "没有行键；清单上没有的企业请写在“新线索”表".to_owned(),
        _ if twice => "这个行键出现了两次，只取第一次".to_owned(),
        Some((id, _)) if id != packet => "是另一个离线包的行".to_owned(),
        _ => "行键被改过，认不出是哪一行".to_owned(),
    }
}

fn told(graph: &Graph, listed: &Listed) -> Told {
    let enterprise = listed.firm.map_or(listed.record.as_str(), |firm| graph.firm_id(firm)).to_owned();
    Told { enterprise, name: name_of(graph, listed).to_owned() }
}

fn preview(
    held: &Held,
    chain: ChainIx,
    squad: &str,
    id: &str,
    packet: &Packet,
    today: crate::model::Day,
) -> ReturnPreview {
    let known = held.graph.squads.iter().find(|s| s.id == squad);
    let chain = held.graph.chain(chain);
    let late = (today > packet.expires).then(|| format!("这个离线包已过有效期（{}），请核对后再写入", packet.expires));
    ReturnPreview {
        packet: id.to_owned(),
        chain: chain.id.clone(),
        chain_name: chain.name.clone(),
        squad: squad.to_owned(),
        squad_name: known.map_or(squad, |s| s.name.as_str()).to_owned(),
        to: packet.to.clone(),
        issued: packet.issued,
        expires: packet.expires,
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
        let new = |state| matches!(state, LeadState::New | LeadState::Known);
        !self.applied.is_empty() || self.leads.iter().any(|lead| new(lead.state))
    }
}
