//! Imports: staged unseen, one at a time, then committed, abandoned or swept.

use liantu::model::{Journal, Kind, NewRow, NodeId};
use liantu::store::{Chunk, ImportFile, ListFilter, Staging, Store, StoreError};

use super::words::{apply, batch, begin, chunk, closed, firm, firm_key, import_firms, name, numbered, sound, work};

super::promises! {
    staged_rows_are_invisible_until_the_commit,
    facts_that_moved_make_the_commit_a_conflict,
    peoples_work_that_moved_does_not,
    a_second_import_waits_for_the_first,
    an_import_that_ended_lets_the_next_one_in,
    abandoning_drops_what_was_staged,
    sweeping_leaves_a_running_import_alone,
    sweeping_drops_what_a_dead_import_left,
    the_next_import_sweeps_what_a_dead_one_left,
    a_dead_import_leaves_the_current_versions,
    a_large_import_tells_all_its_changes,
    small_batches_go_through_while_an_import_runs,
    files_are_kept_in_their_order,
}

/// Stages firms with new texts; gives the rows staged.
async fn staged(store: &Store, id: &str, texts: &[&str]) -> (Staging, Vec<NewRow>) {
    let nodes = numbered(store, &texts.iter().map(|t| (Kind::Enterprise, *t)).collect::<Vec<_>>()).await;
    let rows: Vec<NewRow> = nodes.iter().map(|(id, name)| firm(*id, &name.text)).collect();
    let staging = begin(store, id).await;
    let staging = store.stage(staging, Chunk { nodes, rows: rows.clone(), contacts: vec![] }).await.unwrap();
    (staging, rows)
}

/// Everything a reader could ask about the rows of a batch; empty where nothing of it shows.
async fn seen(store: &Store, rows: &[NewRow], texts: &[&str], since: Journal) -> Vec<&'static str> {
    let mut seen = Vec::new();
    let mut look = |what: &'static str, there: bool| {
        if there {
            seen.push(what);
        }
    };
    let keys: Vec<_> = rows.iter().map(|r| r.key.clone()).collect();
    let ids: Vec<NodeId> = rows.iter().map(|r| r.key.a).collect();
    for key in &keys {
        look("get", store.get(key.clone()).await.unwrap().is_some());
        look("versions", !store.versions(key.clone()).await.unwrap().is_empty());
    }
    look("current", store.current(keys).await.unwrap().iter().any(Option::is_some));
    let filter = ListFilter { kind: Kind::Enterprise, a: Some(ids[0]), after: None, limit: 9 };
    look("list", !store.list(filter, None).await.unwrap().is_empty());
    let (found, _) = store
        .scan(vec![Kind::Enterprise], None, (ids.clone(), false), |(ids, found), row| *found |= ids.contains(&row.a))
        .await
        .unwrap();
    look("scan", found.1);
    look("changes", !store.changes(since).await.unwrap().is_empty());
    look("touched", !store.touched(since).await.unwrap().is_empty());
    look("batches", !store.batches(since, 9).await.unwrap().is_empty());
    look("journal", store.journal().await.unwrap() > since);
    let found = store
        .nodes(vec![Kind::Enterprise], (ids.clone(), false), |(ids, found), id, _, _| *found |= ids.contains(&id))
        .await
        .unwrap();
    look("nodes", found.1);
    let names = texts.iter().map(|text| name(Kind::Enterprise, text)).collect();
    look("find_nodes", store.find_nodes(names).await.unwrap().iter().any(Option::is_some));
    look("node_names", store.node_names(ids).await.unwrap().iter().any(Option::is_some));
    look("names", !store.names(Kind::Enterprise, texts[0].into(), 9).await.unwrap().is_empty());
    look("files", !store.files(Journal(since.0 + 1)).await.unwrap().is_empty());
    seen.dedup();
    seen
}

async fn staged_rows_are_invisible_until_the_commit(store: &Store) {
    import_firms(store, "b1", &["e1"]).await;
    let texts = ["f1", "f2"];
    let (staging, rows) = staged(store, "b2", &texts).await;
    assert_eq!(seen(store, &rows, &texts, Journal(1)).await, Vec::<&str>::new());
    sound(store).await;
    assert_eq!(store.commit(staging, Journal(1)).await, Ok(Journal(2)));
    let all = [
        "get",
        "versions",
        "get",
        "versions",
        "current",
        "list",
        "scan",
        "changes",
        "touched",
        "batches",
        "journal",
        "nodes",
        "find_nodes",
        "node_names",
        "names",
        "files",
    ];
    assert_eq!(seen(store, &rows, &texts, Journal(1)).await, all);
    sound(store).await;
}

async fn facts_that_moved_make_the_commit_a_conflict(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let (staging, rows) = staged(store, "b2", &["f1"]).await;
    apply(store, "b3", vec![firm(e, "甲二")]).await;
    let done = store.commit(staging, Journal(1)).await;
    assert!(matches!(done, Err(StoreError::Conflict(_))), "{done:?}");
    assert_eq!(seen(store, &rows, &["f1"], Journal(2)).await, Vec::<&str>::new());
    let (staging, _) = staged(store, "b4", &["f1"]).await;
    assert_eq!(store.commit(staging, Journal(2)).await, Ok(Journal(3)));
    sound(store).await;
}

async fn peoples_work_that_moved_does_not(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let (staging, _) = staged(store, "b2", &["f1"]).await;
    apply(store, "b3", vec![work(e, "甲", "理由")]).await;
    assert_eq!(store.commit(staging, Journal(1)).await, Ok(Journal(3)));
    sound(store).await;
}

async fn a_second_import_waits_for_the_first(store: &Store) {
    import_firms(store, "b1", &["e1"]).await;
    let (staging, rows) = staged(store, "b2", &["f1"]).await;
    assert!(store.begin(batch("b3"), vec![]).await.unwrap().is_none());
    assert_eq!(store.commit(staging, Journal(1)).await, Ok(Journal(2)));
    assert!(store.get(rows[0].key.clone()).await.unwrap().is_some());
    sound(store).await;
}

async fn an_import_that_ended_lets_the_next_one_in(store: &Store) {
    let staging = begin(store, "committed").await;
    store.commit(staging, Journal(0)).await.unwrap();
    let staging = begin(store, "abandoned").await;
    store.abandon(staging).await.unwrap();
    drop(begin(store, "dead").await);
    let staging = begin(store, "last").await;
    assert_eq!(store.commit(staging, Journal(1)).await, Ok(Journal(2)));
    let ids: Vec<String> = store.batches(Journal(0), 9).await.unwrap().into_iter().map(|b| b.id).collect();
    assert_eq!(ids, ["committed", "last"]);
}

async fn abandoning_drops_what_was_staged(store: &Store) {
    import_firms(store, "b1", &["e1"]).await;
    let (staging, rows) = staged(store, "b2", &["f1", "f2"]).await;
    store.abandon(staging).await.unwrap();
    assert_eq!(store.sweep().await, Ok(0));
    assert_eq!(seen(store, &rows, &["f1", "f2"], Journal(1)).await, Vec::<&str>::new());
    // The texts are free for another number.
    let again = import_firms(store, "b3", &["f1"]).await;
    assert_ne!(again[0], rows[0].key.a);
    sound(store).await;
}

async fn sweeping_leaves_a_running_import_alone(store: &Store) {
    import_firms(store, "b1", &["e1"]).await;
    let (staging, rows) = staged(store, "b2", &["f1", "f2"]).await;
    assert_eq!(store.sweep().await, Ok(0));
    store.commit(staging, Journal(1)).await.unwrap();
    for row in rows {
        assert!(store.get(row.key).await.unwrap().is_some());
    }
    sound(store).await;
}

async fn sweeping_drops_what_a_dead_import_left(store: &Store) {
    import_firms(store, "b1", &["e1"]).await;
    let (staging, rows) = staged(store, "b2", &["f1", "f2"]).await;
    drop(staging);
    assert_eq!(store.sweep().await, Ok(2));
    assert_eq!(store.sweep().await, Ok(0));
    assert_eq!(seen(store, &rows, &["f1", "f2"], Journal(1)).await, Vec::<&str>::new());
    import_firms(store, "b3", &["f1", "f2"]).await;
    sound(store).await;
}

async fn the_next_import_sweeps_what_a_dead_one_left(store: &Store) {
    let (staging, _) = staged(store, "b1", &["f1"]).await;
    drop(staging);
    // It would fail on the text that is numbered already, had nobody swept.
    import_firms(store, "b2", &["f1"]).await;
    assert_eq!(store.check().await.unwrap().rows, 1);
    assert_eq!(store.sweep().await, Ok(0));
    sound(store).await;
}

async fn a_dead_import_leaves_the_current_versions(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    let before = store.get(firm_key(ids[0])).await.unwrap();
    let staging = begin(store, "b2").await;
    let staging = store.stage(staging, chunk(vec![firm(ids[0], "甲二"), closed(ids[1])])).await.unwrap();
    drop(staging);
    assert_eq!(store.get(firm_key(ids[0])).await.unwrap(), before);
    assert_eq!(store.sweep().await, Ok(2));
    assert_eq!(store.get(firm_key(ids[0])).await.unwrap(), before);
    assert_eq!(store.versions(firm_key(ids[1])).await.unwrap().len(), 1);
    sound(store).await;
}

async fn a_large_import_tells_all_its_changes(store: &Store) {
    let texts: Vec<String> = (0..1_500).map(|i| format!("e{i:04}")).collect();
    let kinds: Vec<_> = texts.iter().map(|t| (Kind::Enterprise, t.as_str())).collect();
    let nodes = numbered(store, &kinds).await;
    let rows: Vec<NewRow> = nodes.iter().map(|(id, name)| firm(*id, &name.text)).collect();
    let mut staging = begin(store, "b1").await;
    for part in [0..900, 900..1_500] {
        let chunk = Chunk { nodes: nodes[part.clone()].to_vec(), rows: rows[part].to_vec(), contacts: vec![] };
        staging = store.stage(staging, chunk).await.unwrap();
    }
    store.commit(staging, Journal(0)).await.unwrap();
    let changes = store.changes(Journal(0)).await.unwrap();
    assert_eq!(changes.len(), 1);
    let keys: Vec<_> = changes[0].rows.iter().map(|v| v.key.clone()).collect();
    assert_eq!(keys, rows.iter().map(|r| r.key.clone()).collect::<Vec<_>>());
    sound(store).await;
}

async fn small_batches_go_through_while_an_import_runs(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let (staging, _) = staged(store, "b2", &["f1"]).await;
    for i in 0..5 {
        apply(store, &format!("w{i}"), vec![work(e, "甲", &format!("理由{i}"))]).await;
    }
    assert_eq!(store.commit(staging, Journal(1)).await, Ok(Journal(7)));
    let order: Vec<String> = store.batches(Journal(0), 9).await.unwrap().into_iter().map(|b| b.id).collect();
    assert_eq!(order, ["b1", "w0", "w1", "w2", "w3", "w4", "b2"]);
    sound(store).await;
}

async fn files_are_kept_in_their_order(store: &Store) {
    let file = |name: &str, sheet: Option<&str>| ImportFile { name: name.into(), sheet: sheet.map(Into::into) };
    let files = vec![file("z.csv", None), file("a.xlsx", Some("企业")), file("a.xlsx", Some("基地"))];
    let staging = store.begin(batch("b1"), files.clone()).await.unwrap().unwrap();
    store.commit(staging, Journal(0)).await.unwrap();
    assert_eq!(store.files(Journal(1)).await, Ok(files));
    assert_eq!(store.files(Journal(2)).await, Ok(vec![]));
}
