//! New leads of a returned file: enterprises nobody has listed.

use std::collections::HashSet;

use crate::app::desk::GraphPermit;
use crate::app::sharing::packet::preview::{Lead, LeadState};
use crate::app::{AppError, lists, names};
use crate::graph::{ChainIx, FirmIx};
use crate::ingest::ReturnedRow;
use crate::model::{Adcode, EntryField, NodeId, NodeName, OF_SQUAD, TargetState};
use crate::normalize::text;
use crate::store::Change;
use crate::work::Entry;

/// Whom the leads come from, and where they go.
pub(super) struct Leads<'a> {
    pub at: GraphPermit<'a>,
    pub chain: ChainIx,
    pub chain_node: NodeId,
    pub squad: &'a str,
    pub squad_name: &'a str,
    pub listed: &'a [lists::Listed],
}

/// What the leads of a file come to.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub told: Vec<Lead>,
    pub nodes: Vec<(NodeId, NodeName)>,
    pub changes: Vec<Change>,
}

/// What a row says of a lead.
struct Said {
    name: String,
    adcode: Option<Adcode>,
    entry: Entry,
}

impl Leads<'_> {
    /// Takes every lead of a file; one that cannot be taken says why.
    pub async fn take(&self, rows: &[ReturnedRow]) -> Result<Taken, AppError> {
        let mut taken = Taken::default();
        let mut seen: HashSet<String> = HashSet::new();
        for row in rows {
            let name = text::folded(row.text("企业").unwrap_or_default());
            let said = match self.said(row, &name) {
                Ok(said) => said,
                Err(reason) => {
                    taken.told.push(Lead { row: row.number, name, state: LeadState::Refused, reason });
                    continue;
                }
            };
            if !seen.insert(said.name.clone()) {
                let reason = "这个文件里写了两次".to_owned();
                taken.told.push(Lead { row: row.number, name, state: LeadState::Refused, reason });
                continue;
            }
            let (state, reason) = self.one(said, &mut taken).await?;
            taken.told.push(Lead { row: row.number, name, state, reason });
        }
        Ok(taken)
    }

    fn said(&self, row: &ReturnedRow, name: &str) -> Result<Said, String> {
        if name.is_empty() {
            return Err("没有写企业名称".into());
        }
        if name.chars().count() > lists::LONGEST_NAME {
            return Err(format!("企业名称超过 {} 个字", lists::LONGEST_NAME));
        }
        if let Some((header, _)) = row.cells.iter().find(|(_, cell)| cell.formula) {
            return Err(format!("“{header}”一格是公式，请改为文字"));
        }
        if let Some(c) = row.cells.values().find_map(|cell| text::forbidden(&cell.text)) {
            return Err(format!("含有控制字符 U+{:04X}", u32::from(c)));
        }
        let graph = self.at.graph();
        let given = |header: &str| row.text(header).filter(|text| !text.is_empty());
        let told = |error: AppError| error.to_string();
        let adcode = given("所在地").map(|place| names::region(graph, place)).transpose().map_err(told)?;
        let segment = given("环节").map(|text| names::segment(graph, self.chain, text)).transpose().map_err(told)?;
        let mut entry = Entry::default();
        entry.set(EntryField::State, TargetState::Assigned.code());
        entry.set(EntryField::Squad, self.squad);
        entry.set(EntryField::Why, &format!("新线索，由{}报来", self.squad_name));
        entry.set(EntryField::Segment, segment.map_or("", |ix| graph.segment(ix).id.as_str()));
        for field in [EntryField::Products, EntryField::Next, EntryField::Note] {
            let text =
                lists::canonical(graph, self.chain, field, given(field.zh()).unwrap_or_default()).map_err(told)?;
            entry.set(field, &text);
        }
        Ok(Said { name: name.to_owned(), adcode, entry })
    }

    async fn one(&self, said: Said, taken: &mut Taken) -> Result<(LeadState, String), AppError> {
        let graph = self.at.graph();
        let known = match names::firm(graph, &said.name) {
            Ok(firm) => Some(firm),
            Err(AppError::NotFound { .. }) => None,
            Err(error) => return Ok((LeadState::Refused, error.to_string())),
        };
        if let Some(firm) = known {
            return self.known(firm, said, taken).await;
        }
        let source = format!("{OF_SQUAD}{}", self.squad);
        let firm = lists::LeadFirm { name: &said.name, adcode: said.adcode, source: &source };
        let (nodes, changes) = self.at.new_firm_listed(&firm, self.chain_node, &said.entry).await?;
        taken.nodes.extend(nodes);
        taken.changes.extend(changes);
        Ok((LeadState::New, "新建企业记录并列入清单".into()))
    }

    async fn known(&self, firm: FirmIx, said: Said, taken: &mut Taken) -> Result<(LeadState, String), AppError> {
        let graph = self.at.graph();
        if let Some(on) = self.listed.iter().find(|l| l.firm == Some(firm)) {
            let whose = graph.squads.iter().find(|s| s.id == on.entry.get(EntryField::Squad));
            let whose = whose.map(|s| format!("，在{}名下", s.name)).unwrap_or_default();
            return Ok((LeadState::Listed, format!("已在清单上，{}{whose}", on.entry.state().zh())));
        }
        taken.changes.push(self.at.known_firm_listed(firm, self.chain_node, &said.entry).await?);
        Ok((LeadState::Known, format!("已知企业 {}，列入清单", graph.firm_id(firm))))
    }
}
