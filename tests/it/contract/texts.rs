//! The dictionary: texts and their numbers.

use std::collections::HashSet;

use liantu::model::{Kind, NodeId};
use liantu::store::{Chunk, Store};

use super::words::{begin, import_firms, name, numbered};

super::promises! {
    a_number_is_never_given_twice,
    numbers_of_an_abandoned_import_are_not_given_again,
    texts_are_found_by_kind_and_exact_text,
    numbers_tell_their_texts,
    nodes_come_in_order_of_number,
    names_begin_with_the_text,
}

async fn a_number_is_never_given_twice(store: &Store) {
    let tasks: Vec<_> = (0..4u32)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut given = Vec::new();
                for i in 0..10 {
                    let count = (task + i) % 5;
                    let first = store.reserve_nodes(count).await.unwrap();
                    given.extend(first.0..first.0 + count);
                }
                given
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    assert!(!all.contains(&NodeId::NONE.0));
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
}

async fn numbers_of_an_abandoned_import_are_not_given_again(store: &Store) {
    let nodes = numbered(store, &[(Kind::Enterprise, "e1"), (Kind::Enterprise, "e2")]).await;
    let last = nodes[1].0;
    let staging = begin(store, "b1").await;
    let staging = store.stage(staging, Chunk { nodes, ..Chunk::default() }).await.unwrap();
    store.abandon(staging).await.unwrap();
    assert!(store.reserve_nodes(1).await.unwrap() > last);
}

async fn texts_are_found_by_kind_and_exact_text(store: &Store) {
    let ids = import_firms(store, "b1", &["E1", "甲"]).await;
    let names = vec![
        name(Kind::Enterprise, "甲"),
        name(Kind::Fund, "甲"),
        name(Kind::Enterprise, "e1"),
        name(Kind::Enterprise, "E1"),
    ];
    assert_eq!(store.find_nodes(names).await, Ok(vec![Some(ids[1]), None, None, Some(ids[0])]));
}

async fn numbers_tell_their_texts(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "甲'\"%_\u{10ffff}"]).await;
    let found = store.node_names(vec![ids[1], NodeId(9_999), ids[0]]).await;
    let expected = [Some("甲'\"%_\u{10ffff}"), None, Some("e1")].map(|text| text.map(|t| name(Kind::Enterprise, t)));
    assert_eq!(found, Ok(expected.to_vec()));
}

async fn nodes_come_in_order_of_number(store: &Store) {
    let ids = import_firms(store, "b1", &["z", "a", "m"]).await;
    type Told = Vec<(NodeId, String)>;
    let take = |told: &mut Told, id: NodeId, _: Kind, text: &str| told.push((id, text.to_owned()));
    let told = store.nodes(vec![Kind::Fund, Kind::Enterprise], Told::new(), take).await.unwrap();
    let expected: Told = ids.into_iter().zip(["z", "a", "m"].map(str::to_owned)).collect();
    assert_eq!(told, expected);
    assert_eq!(store.nodes(vec![Kind::Fund], Told::new(), take).await, Ok(vec![]));
}

async fn names_begin_with_the_text(store: &Store) {
    import_firms(store, "b1", &["合肥乙", "合肥", "合肥甲", "安徽合肥", "合%"]).await;
    let found = async |text: &str, limit| {
        let all = store.names(Kind::Enterprise, text.into(), limit).await.unwrap();
        all.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(found("合肥", 9).await, ["合肥", "合肥乙", "合肥甲"]);
    assert_eq!(found("合肥", 2).await, ["合肥", "合肥乙"]);
    assert_eq!(found("合%", 9).await, ["合%"]);
    assert_eq!(found("", 9).await.len(), 5);
    assert_eq!(store.names(Kind::Fund, "合肥".into(), 9).await, Ok(vec![]));
}
