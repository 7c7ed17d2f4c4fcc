//! New leads of a returned file: enterprises nobody has listed.

use std::collections::HashSet;

use crate::app::desk::GraphPermit;
use crate::app::sharing::packet::preview::{Lead, LeadState};
use crate::app::{AppError, lists, names};
use crate::graph::{ChainIx, FirmIx};
use crate::ingest::{ReturnedRow, name_key};
use crate::model::values::SEEN;
use crate::model::{
    Adcode, CanonicalTable, EntryField, EventDate, Kind, NewRow, NodeId, NodeName, Origin, Rest, RowKey, TargetState,
    ValuesBuilder,
};
use crate::normalize::text;
use crate::store::{Change, Expected};
use crate::work::Entry;

/// The most characters of an enterprise's name.
pub(super) const LONGEST_NAME: usize = 200;

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
        if name.chars().count() > LONGEST_NAME {
            return Err(format!("企业名称超过 {LONGEST_NAME} 个字"));
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
        let id = name_key(&said.name, &said.adcode.map(|a| a.to_string()).unwrap_or_default());
        let node = match self.at.node(Kind::Enterprise, &id).await? {
            Some(node) => node,
            None => {
                let node = self.at.store().reserve_nodes(1).await?;
                taken.nodes.push((node, NodeName { kind: Kind::Enterprise, text: id }));
                node
            }
        };
        let source = format!("squad:{}", self.squad);
        let record = RowKey { kind: Kind::Enterprise, a: node, b: NodeId::NONE, rest: Rest::new([], &source) };
        let table = CanonicalTable::of(Kind::Enterprise);
        let field = |name: &str| table.field(name).expect("invariant: the column is in the schema");
        let mut values = ValuesBuilder::default();
        values.text(field("name"), &said.name);
        values.text(field("adcode"), &said.adcode.map(|a| a.to_string()).unwrap_or_default());
        values.text(SEEN, &EventDate::of_day(self.at.today()).to_string());
        let row = NewRow { key: record, values: Some(values.build()), origin: Origin::default() };
        taken.changes.push(Change { row, expected: Expected::Any });
        taken.changes.push(self.entry(node, &said).await?);
        Ok((LeadState::New, "新建企业记录并列入清单".into()))
    }

    /// The entry of a record, as it is listed.
    async fn entry(&self, node: NodeId, said: &Said) -> Result<Change, AppError> {
        let key = lists::entry_key(self.chain_node, node);
        let expected = self.at.unlisted(&key).await?;
        Ok(Change { row: NewRow { key, values: Some(said.entry.values()), origin: Origin::default() }, expected })
    }

    async fn known(&self, firm: FirmIx, said: Said, taken: &mut Taken) -> Result<(LeadState, String), AppError> {
        let graph = self.at.graph();
        if let Some(on) = self.listed.iter().find(|l| l.firm == Some(firm)) {
            let whose = graph.squads.iter().find(|s| s.id == on.entry.get(EntryField::Squad));
            let whose = whose.map(|s| format!("，在{}名下", s.name)).unwrap_or_default();
            return Ok((LeadState::Listed, format!("已在清单上，{}{whose}", on.entry.state().zh())));
        }
        let node = self.at.node(Kind::Enterprise, graph.firm_id(firm)).await?;
        let node = node.ok_or_else(|| AppError::Internal("an enterprise without a node".into()))?;
        taken.changes.push(self.entry(node, &said).await?);
        Ok((LeadState::Known, format!("已知企业 {}，列入清单", graph.firm_id(firm))))
    }
}
