//! Drafts to rows: references to record keys, texts to numbers.

use crate::app::AppError;
use crate::ingest::{Draft, DraftValue, Fault, Given};
use crate::model::values::{A_TO, B_TO, EXTRA};
use crate::model::{Field, Kind, NewRow, NodeId, NodeName, Origin, Reference, Rest, RowKey, ValuesBuilder};
use crate::resolve::{Dictionary, Lookup, ReferenceError, Referent};
use crate::store::Store;

/// Numbers that a dry run gives out: none of them is ever written.
const DRY: u32 = 1 << 31;
/// Numbers reserved at a time.
const BLOCK: u32 = 8_192;

/// Gives numbers to new texts.
#[derive(Debug)]
pub struct Numbering {
    next: u32,
    left: u32,
    dry: bool,
    /// New texts, not yet staged.
    pub pending: Vec<(NodeId, NodeName)>,
}

impl Numbering {
    /// Numbers for a real import, or for a dry run.
    pub fn new(dry: bool) -> Self {
        Self { next: DRY, left: if dry { DRY - 1 } else { 0 }, dry, pending: Vec::new() }
    }

    /// The number of a text, a new one where it has none.
    pub fn number(
        &mut self,
        dictionary: &mut Dictionary,
        handle: &tokio::runtime::Handle,
        store: &Store,
        kind: Kind,
        text: &str,
    ) -> Result<NodeId, AppError> {
        if let Some(id) = dictionary.find(kind, text) {
            return Ok(id);
        }
        if self.left == 0 && !self.dry {
            self.next = handle.block_on(store.reserve_nodes(BLOCK))?.0;
            self.left = BLOCK;
        }
        let id = NodeId(self.next);
        self.next += 1;
        self.left -= 1;
        dictionary.insert(id, kind, text);
        self.pending.push((id, NodeName { kind, text: text.to_owned() }));
        Ok(id)
    }
}

/// The records that a draft's references mean.
#[derive(Debug)]
pub struct Referents {
    /// Of the key references.
    pub key: Vec<Referent>,
    /// Of each field that holds references.
    pub fields: Vec<(Field, Vec<Referent>)>,
}

/// Resolves the references of a draft.
pub fn referents(draft: &Draft, dictionary: &Dictionary, lookup: &Lookup) -> Result<Referents, Fault> {
    let find = |given: &Given| find(given, dictionary, lookup).map_err(|error| fault(given, &error));
    let key = draft.references.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let mut fields = Vec::new();
    for (field, value) in &draft.fields {
        if let DraftValue::References(all) = value {
            fields.push((*field, all.iter().map(find).collect::<Result<Vec<_>, _>>()?));
        }
    }
    Ok(Referents { key, fields })
}

/// An id of the mapping's own namespace goes before anything the text as given may mean.
fn find(given: &Given, dictionary: &Dictionary, lookup: &Lookup) -> Result<Referent, ReferenceError> {
    let own = given.namespaced.as_deref().map(|id| lookup.find(dictionary, given.kinds, id));
    match own {
        Some(Ok(referent)) => Ok(referent),
        Some(Err(several @ ReferenceError::Several { .. })) => Err(several),
        Some(Err(ReferenceError::None { .. })) | None => lookup.find(dictionary, given.kinds, &given.text),
    }
}

fn fault(given: &Given, error: &ReferenceError) -> Fault {
    let kinds: Vec<&str> = given.kinds.iter().map(|k| k.zh()).collect();
    let what = kinds.join("或");
    match error {
        ReferenceError::None { .. } => {
            let files: Vec<String> = given.kinds.iter().map(|k| format!("{}.csv", k.code())).collect();
            let fix = format!("请检查拼写，或先导入它（{}）；它若在本次导入中，看那一行是否被拒绝", files.join("、"));
            Fault::new(given.column, &given.text, format!("没有这个{what}"), fix)
        }
        ReferenceError::Several { ids, .. } => {
            let fix = format!("请写明是哪一个：{}", ids.join("、"));
            Fault::new(given.column, &given.text, format!("有 {} 个{what}都叫这个", ids.len()), fix)
        }
    }
}

/// Numbers the texts of a draft and builds its row.
pub fn row(
    draft: &Draft,
    referents: &Referents,
    origin: Origin,
    mut number: impl FnMut(Kind, &str) -> Result<NodeId, AppError>,
    is_text: impl Fn(NodeId, &str) -> bool,
) -> Result<NewRow, AppError> {
    let mut given_node = |given: &Given, to: Referent| {
        let texts = [Some(&given.text), given.namespaced.as_ref()];
        if texts.into_iter().flatten().any(|text| is_text(to.node, text)) {
            Ok(to.node)
        } else {
            number(Kind::Given, &given.text)
        }
    };
    let mut nodes = Vec::with_capacity(draft.references.len());
    for (given, to) in draft.references.iter().zip(&referents.key) {
        nodes.push(Reference { given: given_node(given, *to)?, to: to.node });
    }
    let mut builder = ValuesBuilder::default();
    let mut extras: Vec<&str> = Vec::new();
    let mut keys_written = false;
    let mut resolved = referents.fields.iter();
    for (field, value) in &draft.fields {
        if *field > A_TO && !keys_written {
            write_key_nodes(&mut builder, &nodes);
            keys_written = true;
        }
        match value {
            DraftValue::Text(text) if *field == EXTRA => extras.push(text),
            DraftValue::Text(text) => builder.text(*field, text),
            DraftValue::References(all) => {
                let (_, to) = resolved.next().expect("invariant: every reference field was resolved");
                let mut found = Vec::new();
                for (given, to) in all.iter().zip(to) {
                    found.push(Reference { given: given_node(given, *to)?, to: to.node });
                }
                builder.references(*field, &found);
            }
        }
    }
    if !keys_written {
        write_key_nodes(&mut builder, &nodes);
    }
    extras.sort_unstable();
    extras.iter().for_each(|text| builder.text(EXTRA, text));
    let (a, b) = match (&draft.id, nodes.as_slice()) {
        (Some(id), _) => (number(draft.kind, id)?, NodeId::NONE),
        (None, nodes) => {
            (nodes.first().map_or(NodeId::NONE, |r| r.given), nodes.get(1).map_or(NodeId::NONE, |r| r.given))
        }
    };
    let rest = Rest::new(draft.rest.iter().map(String::as_str), &draft.source);
    Ok(NewRow { key: RowKey { kind: draft.kind, a, b, rest }, values: Some(builder.build()), origin })
}

/// Key references that were given otherwise than by the record's own key text.
fn write_key_nodes(builder: &mut ValuesBuilder, nodes: &[Reference]) {
    for (field, node) in [A_TO, B_TO].into_iter().zip(nodes) {
        if node.given != node.to {
            builder.node(field, node.to);
        }
    }
}
