//! What is derived from rows in a file: found where it is wrong and made anew; damage of rows is told and left.

use std::path::{Path, PathBuf};

use liantu::model::{Journal, Kind, NodeId, Way};
use liantu::store::Store;
use rusqlite::Connection;

use super::words::{apply, firm, import_firms, sound};
use crate::support::{Facts, block_on, data};

pub fn facts(facts: &mut Facts) {
    for (what, sql) in DERIVED {
        facts.add(format!("contract::sqlite::a_rebuild_mends_{what}"), move || mends(sql));
    }
    facts.add("contract::sqlite::a_rebuild_mends_an_index", a_rebuild_mends_an_index);
    for (what, sql) in DAMAGES {
        facts.add(format!("contract::sqlite::a_rebuild_leaves_{what}_and_it_is_told"), move || leaves(sql));
    }
    facts.add("contract::sqlite::an_older_layout_is_taken_over_and_still_checks", an_older_layout_is_taken_over);
    facts.add("contract::sqlite::a_backup_of_an_older_layout_is_restored", a_backup_of_an_older_layout_is_restored);
}

/// Wrong things that rows tell how to mend.
const DERIVED: &[(&str, &str)] = &[
    ("a_lost_log", "DELETE FROM log"),
    ("lost_names", "DELETE FROM identity"),
    ("a_cut_off_name", "UPDATE identity SET pairs = substr(pairs, 2)"),
    ("a_log_of_what_is_not_there", "INSERT INTO log SELECT batch, kind, a, b, c || 'x' FROM log LIMIT 1"),
    ("a_log_of_another_key", "UPDATE log SET c = c || 'x' WHERE batch = 2"),
    ("a_count_of_rows", "UPDATE batch SET rows = rows + 7 WHERE seq = 2"),
    ("the_kinds_of_a_batch", "UPDATE batch SET kinds = 0 WHERE seq = 3"),
    ("the_next_number", "UPDATE meta SET value = 1 WHERE key = 'next_node'"),
    ("a_next_number_that_is_gone", "DELETE FROM meta WHERE key = 'next_node'"),
];

/// Damage that nothing tells how to mend.
const DAMAGES: &[(&str, &str)] = &[
    ("a_deleted_row", "DELETE FROM row WHERE a = 2 AND batch = 1"),
    ("a_changed_digest", "UPDATE batch SET digest = zeroblob(32) WHERE seq = 3"),
    ("a_changed_text", "UPDATE node SET ref = 'e9' WHERE id = 1"),
    ("a_changed_file_name", "UPDATE file SET name = 'x' WHERE batch = 1"),
    ("a_lost_file_name", "DELETE FROM file WHERE batch = 1"),
    ("an_older_form_of_digest", "UPDATE batch SET form = 1 WHERE seq = 1"),
    ("rows_of_no_batch", "INSERT INTO row SELECT kind, a, b, c, 99, val, origin FROM row LIMIT 1"),
];

async fn filled(folder: &Path) -> (Store, PathBuf) {
    let path = folder.join("liantu.db");
    let store = Store::open(&path).await.unwrap();
    let ids = import_firms(&store, "b1", &["e1", "e2"]).await;
    apply(&store, "b2", vec![firm(ids[0], "甲二")]).await;
    apply(&store, "b3", vec![firm(ids[1], "乙二")]).await;
    (store, path)
}

fn tamper(path: &Path, sql: &str) {
    let file = Connection::open(path).unwrap();
    let before = file.total_changes();
    file.execute_batch(sql).unwrap();
    assert!(file.total_changes() > before, "nothing was tampered with: {sql}");
}

fn mends(sql: &str) {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let (store, path) = filled(folder.path()).await;
        let (changes, touched) = (store.changes(Journal(0)).await.unwrap(), store.touched(Journal(2)).await.unwrap());
        tamper(&path, sql);
        let found = store.check().await.unwrap();
        assert_eq!(found.problems, Vec::<String>::new(), "{sql}");
        assert_ne!(found.mendable, Vec::<String>::new(), "{sql}");
        assert_eq!(store.rebuild().await, Ok(Some(0)));
        let found = store.check().await.unwrap();
        assert_eq!((found.problems, found.mendable), (vec![], vec![]), "{sql}");
        assert_eq!(store.changes(Journal(0)).await.unwrap(), changes);
        assert_eq!(store.touched(Journal(2)).await.unwrap(), touched);
        let found = store.bearers(Kind::Enterprise, vec![(Way::Name, "甲二".into())]).await.unwrap();
        assert_eq!(found, [[NodeId(1)]]);
        import_firms(&store, "b4", &["e3"]).await;
        sound(&store).await;
    });
}

/// Takes an entry out of the index of texts: for a moment the index is called a table.
fn a_rebuild_mends_an_index() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let (store, path) = filled(folder.path()).await;
        drop(store);
        let schema = |sql: &str| {
            let file = Connection::open(&path).unwrap();
            file.execute_batch(&format!("PRAGMA writable_schema=ON; {sql}")).unwrap();
        };
        schema(
            "INSERT INTO sqlite_schema SELECT 'table', 'bare', 'bare', rootpage,
             'CREATE TABLE bare(ref TEXT, kind INTEGER, id INTEGER, PRIMARY KEY(ref, kind, id)) WITHOUT ROWID'
             FROM sqlite_schema WHERE name = 'sqlite_autoindex_node_1'",
        );
        tamper(&path, "DELETE FROM bare WHERE id = 1");
        schema("DELETE FROM sqlite_schema WHERE name = 'bare'");
        let store = Store::open(&path).await.unwrap();
        let text = super::words::name(liantu::model::Kind::Enterprise, "e1");
        assert_eq!(store.find_nodes(vec![text.clone()]).await, Ok(vec![None]), "the text is not found any more");
        let found = store.check().await.unwrap();
        assert_eq!(found.problems, Vec::<String>::new());
        assert!(found.mendable.iter().any(|text| text.contains("索引与表不符")), "{found:?}");
        assert_eq!(store.rebuild().await, Ok(Some(0)));
        let found = store.check().await.unwrap();
        assert_eq!((found.problems, found.mendable), (vec![], vec![]));
        assert!(store.find_nodes(vec![text]).await.unwrap()[0].is_some());
    });
}

fn leaves(sql: &str) {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let (store, path) = filled(folder.path()).await;
        tamper(&path, sql);
        let before = store.check().await.unwrap();
        assert_ne!(before.problems, Vec::<String>::new(), "{sql}");
        assert_eq!(store.rebuild().await, Ok(Some(0)), "{sql}");
        assert_eq!(store.check().await.unwrap().problems, before.problems, "{sql}");
    });
}

/// A store as the first layout wrote it: an import of four files, and an assessment.
fn older(folder: &Path) -> PathBuf {
    let path = folder.join("old.db");
    let text = std::fs::read_to_string(data("layout-1.sql")).unwrap();
    Connection::open(&path).unwrap().execute_batch(&text).unwrap();
    path
}

fn an_older_layout_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(folder.path());
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        assert_eq!(store.journal().await, Ok(Journal(2)));
        sound(&store).await;
        let found = store.bearers(Kind::Chain, vec![(Way::Name, "示例产业链1".into())]).await.unwrap();
        assert_eq!(found[0].len(), 1, "names of an older layout are found");
        import_firms(&store, "new", &["neu"]).await;
        sound(&store).await;
        drop(store);
        tamper(&path, "UPDATE file SET name = 'x' WHERE batch = 1");
        let store = Store::open(&path).await.unwrap();
        sound(&store).await;
        tamper(&path, "UPDATE file SET name = 'x' WHERE batch = 3");
        assert_ne!(store.check().await.unwrap().problems, Vec::<String>::new(), "new batches cover their files");
    });
}

fn a_backup_of_an_older_layout_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let old = older(folder.path());
    block_on(async {
        let (store, _) = filled(folder.path()).await;
        store.restore(Store::check_backup(&old, &old).await.unwrap(), None).await.unwrap();
        assert_eq!(store.journal().await, Ok(Journal(2)));
        import_firms(&store, "new", &["neu"]).await;
        sound(&store).await;
    });
}
