//! What the promises are said in: rows, batches, and a small import.

use liantu::model::{
    CanonicalTable, Deed, Journal, Kind, NewRow, NodeId, NodeName, Origin, Rest, RowKey, Values, ValuesBuilder,
    Version, hex,
};
use liantu::store::{Change, Chunk, Expected, ImportFile, NewBatch, NewContact, Staging, Store, WORDS_DIGEST};

/// A batch at a fixed time.
pub fn batch(id: &str) -> NewBatch {
    batch_at(id, "2026-11-23T08:00:00.000+08:00")
}

/// A batch at a time.
pub fn batch_at(id: &str, when: &str) -> NewBatch {
    NewBatch { id: id.into(), who: "tester".into(), when: when.into(), deed: Deed::Other(format!("test {id}")) }
}

/// A text of a kind.
pub fn name(kind: Kind, text: &str) -> NodeName {
    NodeName { kind, text: text.into() }
}

/// The key of an enterprise's record.
pub fn firm_key(node: NodeId) -> RowKey {
    RowKey { kind: Kind::Enterprise, a: node, b: NodeId::NONE, rest: Rest::new([], "local") }
}

/// The key of a person's verdict.
pub fn work_key(node: NodeId, who: &str) -> RowKey {
    let rest = Rest::new(["340100", who, "2026-11-23"], "local");
    RowKey { kind: Kind::Assessment, a: node, b: NodeId::NONE, rest }
}

/// Values with one text.
pub fn values(kind: Kind, column: &str, text: &str) -> Values {
    let mut values = ValuesBuilder::default();
    values.text(CanonicalTable::of(kind).field(column).expect("a column"), text);
    values.build()
}

/// A record of an enterprise that bears a name.
pub fn firm(node: NodeId, name: &str) -> NewRow {
    let values = Some(values(Kind::Enterprise, "name", name));
    NewRow { key: firm_key(node), values, origin: Origin { file: 0, row: 2 } }
}

/// A contact of a firm as a store with this key keeps it, and the row that stands for it.
pub fn contact(key: &[u8], of: NodeId, name: &str, phone: &str) -> (NewRow, NewContact) {
    let digest = NewContact::name_digest(key, name, "local");
    let rest = Rest::new([hex(&digest).as_str()], "local");
    let (name, title, phone, email) = (name.to_owned(), String::new(), phone.to_owned(), String::new());
    let contact = NewContact { of, digest, name, title, phone, email };
    let mut values = ValuesBuilder::default();
    values.text(WORDS_DIGEST, &contact.words_digest(key));
    let row_key = RowKey { kind: Kind::Contact, a: of, b: NodeId::NONE, rest };
    (NewRow { key: row_key, values: Some(values.build()), origin: Origin { file: 0, row: 3 } }, contact)
}

/// Imports one contact of each of these firms, which ascend.
pub async fn import_contacts(store: &Store, id: &str, firms: &[NodeId]) -> Vec<RowKey> {
    let key = store.contact_key().await.expect("a key");
    let contact = |of: &NodeId| contact(&key, *of, &format!("联系人{}", of.0), "000-0000");
    import_contact_rows(store, id, firms.iter().map(contact).collect()).await
}

/// Imports contacts, in key order, with their rows.
pub async fn import_contact_rows(store: &Store, id: &str, contacts: Vec<(NewRow, NewContact)>) -> Vec<RowKey> {
    let (rows, contacts): (Vec<_>, Vec<_>) = contacts.into_iter().unzip();
    let keys = rows.iter().map(|row| row.key.clone()).collect();
    let base = store.journal().await.expect("a number");
    let staging = begin(store, id).await;
    let staging = store.stage(staging, Chunk { nodes: vec![], rows, contacts }).await.expect("staged");
    store.commit(staging, base).await.expect("committed");
    keys
}

/// Erases the contacts of some firms for good, and closes these rows; how many there were.
pub async fn erase(store: &Store, id: &str, keys: &[RowKey], firms: &[NodeId]) -> u64 {
    let close = |key: &RowKey| NewRow { key: key.clone(), values: None, origin: Origin::default() };
    let changes = keys.iter().map(|key| Change { row: close(key), expected: Expected::Any }).collect();
    let base = store.journal().await.expect("a number");
    store.erase_contacts(batch(id), changes, firms.to_vec(), base).await.expect("erased")
}

/// The same record, closed.
pub fn closed(node: NodeId) -> NewRow {
    NewRow { values: None, ..firm(node, "") }
}

/// A person's verdict.
pub fn work(node: NodeId, who: &str, reason: &str) -> NewRow {
    let values = Some(values(Kind::Assessment, "reason", reason));
    NewRow { key: work_key(node, who), values, origin: Origin::default() }
}

/// The name a version gives an enterprise; `None` where it is closed.
pub fn name_in(version: &Version) -> Option<String> {
    let field = CanonicalTable::of(Kind::Enterprise).field("name").expect("a column");
    version.values.as_ref().map(|v| v.view().text(field).unwrap_or_default().to_owned())
}

/// Numbers for new texts, in order.
pub async fn numbered(store: &Store, texts: &[(Kind, &str)]) -> Vec<(NodeId, NodeName)> {
    let count = u32::try_from(texts.len()).expect("few texts");
    let first = store.reserve_nodes(count).await.expect("numbers");
    (first.0..).zip(texts).map(|(id, (kind, text))| (NodeId(id), name(*kind, text))).collect()
}

/// Begins an import of one file, which must be the only one.
pub async fn begin(store: &Store, id: &str) -> Staging {
    let files = vec![ImportFile { name: "enterprises.csv".into(), sheet: None }];
    store.begin(batch(id), files).await.expect("a store").expect("no other import runs")
}

/// Imports firms with their texts; gives their numbers.
pub async fn import_firms(store: &Store, id: &str, texts: &[&str]) -> Vec<NodeId> {
    let kinds: Vec<(Kind, &str)> = texts.iter().map(|text| (Kind::Enterprise, *text)).collect();
    let nodes = numbered(store, &kinds).await;
    let ids: Vec<NodeId> = nodes.iter().map(|(id, _)| *id).collect();
    let rows = ids.iter().zip(texts).map(|(id, text)| firm(*id, text)).collect();
    let base = store.journal().await.expect("a number");
    let staging = begin(store, id).await;
    let staging = store.stage(staging, Chunk { nodes, rows, contacts: vec![] }).await.expect("staged");
    store.commit(staging, base).await.expect("committed");
    ids
}

/// Applies rows whatever is there.
pub async fn apply(store: &Store, id: &str, rows: Vec<NewRow>) -> Journal {
    let changes = rows.into_iter().map(|row| Change { row, expected: Expected::Any }).collect();
    store.apply(batch(id), vec![], changes).await.expect("applied")
}

/// A chunk of rows alone.
pub fn chunk(rows: Vec<NewRow>) -> Chunk {
    Chunk { rows, ..Chunk::default() }
}

/// The store agrees with itself.
pub async fn sound(store: &Store) {
    let found = store.check().await.expect("checked");
    assert_eq!((found.problems, found.mendable), (vec![], vec![]));
}
