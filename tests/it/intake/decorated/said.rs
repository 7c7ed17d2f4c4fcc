//! All that a store says, in words.

use std::collections::{BTreeMap, HashMap};

use liantu::model::values::{self, references_in};
use liantu::model::{CanonicalTable, Holds, Kind, NodeId, Version};
use liantu::store::{ListFilter, Store};

/// Of each record, by its key: fields with values.
pub type Said = BTreeMap<String, Vec<(u8, String)>>;

/// The kinds that lists are of.
const KINDS: [Kind; 6] = [Kind::Enterprise, Kind::Chain, Kind::Segment, Kind::Member, Kind::Supply, Kind::Investment];

/// All of a store; the number of a row is nobody's business.
pub async fn said(store: &Store) -> Said {
    let filters = KINDS.map(|kind| ListFilter { kind, a: None, after: None, limit: 10_000 });
    let versions: Vec<_> = store.lists(filters.to_vec(), None).await.unwrap().into_iter().flatten().collect();
    let stored = |version: &Version| version.values.clone().expect("nothing was closed");
    let mut nodes: Vec<NodeId> = Vec::new();
    for version in &versions {
        let values = stored(version);
        let (view, table) = (values.view(), CanonicalTable::of(version.key.kind));
        nodes.extend([version.key.a, version.key.b]);
        nodes.extend([values::A_TO, values::B_TO].into_iter().filter_map(|field| view.node(field)));
        let payloads = view.fields().filter(|(field, _)| refers(table, *field));
        nodes.extend(payloads.flat_map(|(_, payload)| references_in(payload)).map(|reference| reference.to));
    }
    let names = store.node_names(nodes.clone()).await.unwrap();
    let name = |name: Option<liantu::model::NodeName>| name.map_or_else(String::new, |name| name.text);
    let mut names: HashMap<NodeId, String> = nodes.into_iter().zip(names.into_iter().map(name)).collect();
    for version in versions.iter().filter(|version| version.key.kind == Kind::Segment) {
        // Where a list gives no ids, one is made of the names: which it is, is nobody's business.
        let made = |id: &&mut String| id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
        let field = CanonicalTable::of(Kind::Segment).field("name").expect("a name");
        let name = stored(version).view().text(field).expect("a name").to_owned();
        names.get_mut(&version.key.a).filter(made).into_iter().for_each(|id| id.clone_from(&name));
    }
    let mut said = Said::new();
    for version in &versions {
        let (key, values) = (&version.key, stored(version));
        let to = |field, given| names[&values.view().node(field).unwrap_or(given)].as_str();
        let ends = [to(values::A_TO, key.a), to(values::B_TO, key.b)];
        let key_words = format!("{:?} {} {}", key.kind, ends.join(" "), key.rest.columns_text());
        let table = CanonicalTable::of(key.kind);
        let fields = values.view().fields().filter(|(field, _)| ![values::A_TO, values::B_TO].contains(field));
        let words = fields.map(|(field, payload)| match refers(table, field) {
            true => {
                (field, references_in(payload).iter().map(|to| names[&to.to].as_str()).collect::<Vec<_>>().join(" "))
            }
            false => (field, own(&String::from_utf8_lossy(payload))),
        });
        let mut words: Vec<(u8, String)> = words.collect();
        words.retain(|(field, text)| *field != values::EXTRA || !text.starts_with("序号\u{1f}"));
        words.sort();
        said.insert(key_words, words);
    }
    said
}

fn refers(table: &CanonicalTable, field: u8) -> bool {
    table.column(field).is_some_and(|column| matches!(column.holds, Holds::Reference(_) | Holds::References(_)))
}

/// Under which group a column stands in the header does not matter.
fn own(text: &str) -> String {
    text.strip_prefix("基本情况/").unwrap_or(text).to_owned()
}
