//! Small batches at once, and the journal they make.

use liantu::model::{Journal, Kind, NodeId};
use liantu::store::{Change, Expected, Store, StoreError};

use super::words::{apply, batch, batch_at, closed, firm, firm_key, import_firms, name_in, numbered, sound};

super::promises! {
    a_new_store_is_empty,
    the_same_batch_twice_is_applied_once,
    an_expected_version_that_holds_lets_the_change_through,
    an_expected_version_that_moved_is_a_conflict,
    a_refused_batch_leaves_nothing,
    a_batch_is_visible_once_it_is_answered,
    rows_of_a_batch_may_come_in_any_order,
    a_text_two_writers_number_is_a_conflict,
    batches_are_numbered_one_after_the_other,
    batches_come_in_order_and_in_pages,
    journal_times_never_go_back,
    digests_chain_the_batches,
    writers_at_once_lose_nothing,
}

fn change(row: liantu::model::NewRow, expected: Expected) -> Vec<Change> {
    vec![Change { row, expected }]
}

async fn a_new_store_is_empty(store: &Store) {
    assert_eq!(store.journal().await, Ok(Journal(0)));
    assert_eq!(store.batches(Journal(0), 10).await, Ok(vec![]));
    assert_eq!(store.get(firm_key(NodeId(1))).await, Ok(None));
    assert_eq!(store.versions(firm_key(NodeId(1))).await, Ok(vec![]));
    assert_eq!(store.changes(Journal(0)).await, Ok(vec![]));
    sound(store).await;
}

async fn the_same_batch_twice_is_applied_once(store: &Store) {
    let firms = import_firms(store, "b1", &["e1"]).await;
    let once = store.apply(batch("b2"), vec![], change(firm(firms[0], "甲"), Expected::At(Journal(1)))).await;
    let twice = store.apply(batch("b2"), vec![], change(firm(firms[0], "乙"), Expected::At(Journal(1)))).await;
    assert_eq!((once, twice), (Ok(Journal(2)), Ok(Journal(2))));
    assert_eq!(store.journal().await, Ok(Journal(2)));
    let now = store.get(firm_key(firms[0])).await.unwrap().unwrap();
    assert_eq!(name_in(&now).as_deref(), Some("甲"));
    assert_eq!(store.versions(firm_key(firms[0])).await.unwrap().len(), 2);
}

async fn an_expected_version_that_holds_lets_the_change_through(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let fresh = numbered(store, &[(Kind::Enterprise, "e2")]).await;
    let new = fresh[0].0;
    let absent = change(firm(new, "乙"), Expected::AbsentOrClosedAt(None));
    assert_eq!(store.apply(batch("b2"), fresh, absent).await, Ok(Journal(2)));
    assert_eq!(store.apply(batch("b3"), vec![], change(closed(e), Expected::At(Journal(1)))).await, Ok(Journal(3)));
    let again = change(firm(e, "甲"), Expected::AbsentOrClosedAt(Some(Journal(3))));
    assert_eq!(store.apply(batch("b4"), vec![], again).await, Ok(Journal(4)));
    assert_eq!(store.apply(batch("b5"), vec![], change(closed(e), Expected::Any)).await, Ok(Journal(5)));
    sound(store).await;
}

async fn an_expected_version_that_moved_is_a_conflict(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲二"), closed(ids[1])]).await;
    let open = [Expected::At(Journal(1)), Expected::At(Journal(3)), Expected::AbsentOrClosedAt(None)];
    let shut =
        [Expected::At(Journal(2)), Expected::AbsentOrClosedAt(None), Expected::AbsentOrClosedAt(Some(Journal(1)))];
    let cases = open.map(|e| (ids[0], e)).into_iter().chain(shut.map(|e| (ids[1], e)));
    for (i, (id, expected)) in cases.enumerate() {
        let done = store.apply(batch(&format!("c{i}")), vec![], change(firm(id, "x"), expected)).await;
        assert!(matches!(done, Err(StoreError::Conflict(_))), "{id:?} {expected:?}: {done:?}");
    }
    let absent = store.apply(batch("c9"), vec![], change(firm(NodeId(999), "x"), Expected::At(Journal(1)))).await;
    assert!(matches!(absent, Err(StoreError::Conflict(_))), "{absent:?}");
    assert_eq!(store.journal().await, Ok(Journal(2)));
}

async fn a_refused_batch_leaves_nothing(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let nodes = numbered(store, &[(Kind::Enterprise, "e2")]).await;
    let new = nodes[0].0;
    let changes = vec![
        Change { row: firm(new, "乙"), expected: Expected::AbsentOrClosedAt(None) },
        Change { row: firm(e, "甲二"), expected: Expected::At(Journal(7)) },
    ];
    let done = store.apply(batch("b2"), nodes.clone(), changes.clone()).await;
    assert!(matches!(done, Err(StoreError::Conflict(_))), "{done:?}");
    assert_eq!(store.get(firm_key(new)).await, Ok(None));
    assert_eq!(store.versions(firm_key(e)).await.unwrap().len(), 1);
    assert_eq!(store.find_nodes(vec![nodes[0].1.clone()]).await, Ok(vec![None]));
    assert_eq!(store.batches(Journal(0), 10).await.unwrap().len(), 1);
    // The id is free: what was refused may be tried again.
    let changes = changes.into_iter().map(|c| Change { expected: Expected::Any, ..c }).collect();
    assert_eq!(store.apply(batch("b2"), nodes, changes).await, Ok(Journal(2)));
    sound(store).await;
}

async fn a_batch_is_visible_once_it_is_answered(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let number = apply(store, "b2", vec![firm(e, "甲二")]).await;
    let now = store.get(firm_key(e)).await.unwrap().unwrap();
    assert_eq!((name_in(&now).as_deref(), now.number, now.first), (Some("甲二"), number, Journal(1)));
}

async fn rows_of_a_batch_may_come_in_any_order(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2", "e3"]).await;
    apply(store, "b2", vec![firm(ids[2], "丙二"), firm(ids[0], "甲二"), closed(ids[1])]).await;
    sound(store).await;
}

async fn a_text_two_writers_number_is_a_conflict(store: &Store) {
    let mine = numbered(store, &[(Kind::Enterprise, "e1")]).await;
    let theirs = import_firms(store, "b1", &["e1"]).await[0];
    let row = firm(mine[0].0, "甲");
    let done = store.apply(batch("b2"), mine, change(row, Expected::Any)).await;
    assert!(matches!(done, Err(StoreError::Conflict(_))), "{done:?}");
    let found = store.find_nodes(vec![super::words::name(Kind::Enterprise, "e1")]).await;
    assert_eq!(found, Ok(vec![Some(theirs)]));
}

async fn batches_are_numbered_one_after_the_other(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let staging = super::words::begin(store, "dropped").await;
    store.abandon(staging).await.unwrap();
    for i in 2..6u64 {
        assert_eq!(apply(store, &format!("b{i}"), vec![firm(e, &format!("甲{i}"))]).await, Journal(i));
        assert_eq!(store.journal().await, Ok(Journal(i)));
    }
}

async fn batches_come_in_order_and_in_pages(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲二")]).await;
    apply(store, "b3", vec![firm(ids[0], "甲三")]).await;
    let all = store.batches(Journal(0), 10).await.unwrap();
    let told: Vec<_> = all.iter().map(|b| (b.number, b.id.as_str(), b.rows)).collect();
    assert_eq!(told, [(1, "b1", 2), (2, "b2", 1), (3, "b3", 1)]);
    assert!(all.iter().all(|b| b.who == "tester" && b.deed.to_string() == format!("test {}", b.id)));
    assert_eq!(store.batches(Journal(1), 1).await.unwrap(), all[1..2]);
    assert_eq!(store.batches(Journal(3), 10).await, Ok(vec![]));
}

async fn journal_times_never_go_back(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let (late, early) = ("2026-11-24T00:00:00.000+08:00", "2026-11-01T00:00:00.000+08:00");
    for (id, when) in [("b2", late), ("b3", early)] {
        let row = firm(e, id);
        store.apply(batch_at(id, when), vec![], change(row, Expected::Any)).await.unwrap();
    }
    import_firms(store, "b4", &["e4"]).await;
    let times: Vec<String> = store.batches(Journal(0), 9).await.unwrap().into_iter().map(|b| b.when).collect();
    assert_eq!(times, ["2026-11-23T08:00:00.000+08:00", late, late, late]);
    sound(store).await;
}

async fn digests_chain_the_batches(store: &Store) {
    let other = Store::in_memory().await.unwrap();
    for (store, name) in [(store, "甲"), (&other, "乙")] {
        let e = import_firms(store, "b1", &["e1"]).await[0];
        apply(store, "b2", vec![firm(e, name)]).await;
        apply(store, "b3", vec![firm(e, "丙")]).await;
    }
    let digests = |all: Vec<liantu::model::BatchRecord>| all.into_iter().map(|b| b.digest).collect::<Vec<_>>();
    let ours = digests(store.batches(Journal(0), 9).await.unwrap());
    let theirs = digests(other.batches(Journal(0), 9).await.unwrap());
    assert!(ours.iter().all(|d| d.len() == 64), "{ours:?}");
    assert_eq!(ours[0], theirs[0]);
    assert_ne!(ours[1], theirs[1], "other rows");
    assert_ne!(ours[2], theirs[2], "the same rows behind another batch");
}

async fn writers_at_once_lose_nothing(store: &Store) {
    const WRITERS: usize = 4;
    const EACH: usize = 6;
    let texts: Vec<String> = (0..WRITERS).map(|i| format!("e{i}")).collect();
    let ids = import_firms(store, "b1", &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let tasks = ids.iter().copied().enumerate().map(|(writer, id)| {
        let store = store.clone();
        tokio::spawn(async move {
            for i in 0..EACH {
                apply(&store, &format!("w{writer}-{i}"), vec![firm(id, &format!("{writer}-{i}"))]).await;
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(store.journal().await, Ok(Journal(1 + (WRITERS * EACH) as u64)));
    for id in ids {
        assert_eq!(store.versions(firm_key(id)).await.unwrap().len(), 1 + EACH);
    }
    sound(store).await;
}
