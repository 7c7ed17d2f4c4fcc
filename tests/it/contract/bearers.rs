//! Who bears a name, and the head of a batch by its number.

use liantu::model::{CanonicalTable, Journal, Kind, NewRow, NodeId, ValuesBuilder, Way};
use liantu::store::{Chunk, Store};

use super::words::{apply, begin, chunk, closed, firm, import_firms, name, numbered};

super::promises! {
    a_record_is_found_by_every_way_it_is_named,
    names_are_compared_folded,
    who_once_bore_a_name_may_be_named,
    names_of_an_import_count_when_it_commits,
    what_an_abandoned_import_brought_bears_nothing,
    batches_are_read_by_number,
}

async fn bearers(store: &Store, kind: Kind, way: Way, form: &str) -> Vec<NodeId> {
    store.bearers(kind, vec![(way, form.to_owned())]).await.unwrap().remove(0)
}

/// A firm that says all that names it.
fn named(node: NodeId, name: &str, credit: &str, stock: &str) -> NewRow {
    let table = CanonicalTable::of(Kind::Enterprise);
    let mut values = ValuesBuilder::default();
    for (column, text) in [("name", name), ("credit_code", credit), ("stock_code", stock)] {
        values.text(table.field(column).unwrap(), text);
    }
    NewRow { values: Some(values.build()), ..firm(node, "") }
}

const CREDIT: &str = "91350100M000100Y43";

async fn a_record_is_found_by_every_way_it_is_named(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![named(ids[0], "甲", CREDIT, "600001"), named(ids[1], "甲", "91350100M000100Y44", "")])
        .await;
    let asked = vec![
        (Way::Name, "甲".to_owned()),
        (Way::Credit, CREDIT.to_owned()),
        (Way::Stock, "600001".to_owned()),
        (Way::Name, "600001".to_owned()),
        (Way::Credit, "91350100M000100Y44".to_owned()),
    ];
    let found = store.bearers(Kind::Enterprise, asked.clone()).await.unwrap();
    assert_eq!(found, [vec![ids[0], ids[1]], vec![ids[0]], vec![ids[0]], vec![], vec![]]);
    let none = store.bearers(Kind::Fund, asked).await.unwrap();
    assert_eq!(none.concat(), [], "a name is of a kind");
    assert_eq!(store.bearers(Kind::Enterprise, vec![]).await, Ok(vec![]));
}

async fn names_are_compared_folded(store: &Store) {
    let ids = import_firms(store, "b1", &["示例（合肥）\u{3000}Ａ公司"]).await;
    assert_eq!(bearers(store, Kind::Enterprise, Way::Name, "示例(合肥) A公司").await, ids);
}

async fn who_once_bore_a_name_may_be_named(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲"), closed(ids[1])]).await;
    for name in ["e1", "甲"] {
        assert_eq!(bearers(store, Kind::Enterprise, Way::Name, name).await, [ids[0]], "{name}");
    }
    assert_eq!(bearers(store, Kind::Enterprise, Way::Name, "e2").await, [ids[1]], "what it said last founds an entity");
}

async fn names_of_an_import_count_when_it_commits(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let staging = begin(store, "b2").await;
    let rows: Vec<NewRow> = ids.iter().map(|id| firm(*id, "甲")).collect();
    let staging = store.stage(staging, chunk(rows)).await.unwrap();
    store.commit(staging, Journal(1)).await.unwrap();
    assert_eq!(bearers(store, Kind::Enterprise, Way::Name, "甲").await, ids);
}

async fn what_an_abandoned_import_brought_bears_nothing(store: &Store) {
    let kept = import_firms(store, "b1", &["同名"]).await;
    let nodes = numbered(store, &[(Kind::Enterprise, "e2")]).await;
    let rows = vec![firm(nodes[0].0, "同名")];
    let staging = begin(store, "b2").await;
    let staging = store.stage(staging, Chunk { nodes, rows, contacts: vec![] }).await.unwrap();
    store.abandon(staging).await.unwrap();
    assert_eq!(bearers(store, Kind::Enterprise, Way::Name, "同名").await, kept);
    assert_eq!(store.find_nodes(vec![name(Kind::Enterprise, "e2")]).await, Ok(vec![None]));
}

async fn batches_are_read_by_number(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲")]).await;
    let all = store.batches(Journal(0), 9).await.unwrap();
    let found = store.batches_numbered(vec![Journal(2), Journal(9), Journal(1), Journal(2)]).await.unwrap();
    let expected = [Some(&all[1]), None, Some(&all[0]), Some(&all[1])].map(|batch| batch.cloned());
    assert_eq!(found, expected);
}
