//! Backups, restores, and contacts that are erased for good.

use std::path::{Path, PathBuf};

use liantu::model::{BatchRecord, Journal, Kind, NodeId, Version};
use liantu::store::{ChangedBatch, CheckedBackup, Chunk, ImportFile, Store, StoreError};

use super::words::{
    apply, batch, begin, chunk, contact, erase, firm, firm_key, import_contact_rows, import_contacts, import_firms,
    name_in, sound,
};

super::promises! {
    a_backup_holds_what_is_there,
    a_backup_taken_while_a_writer_commits_holds_one_number,
    a_backup_taken_while_an_import_runs_shows_nothing_of_it,
    a_restore_brings_back_rows_numbers_contacts_and_key,
    a_restore_is_seen_whole_or_not_at_all,
    a_restore_keeps_what_was_there,
    a_restore_is_refused_while_an_import_runs,
    what_is_written_after_a_restore_goes_on_from_it,
    a_backup_that_is_none_changes_nothing,
    erased_contacts_stay_erased_and_the_journal_stays_whole,
    an_erasure_is_refused_where_facts_moved,
    what_an_import_has_staged_is_not_erased,
    a_changed_contact_leaves_only_what_it_says_now,
    what_is_derived_is_made_anew_without_touching_rows,
}

/// All that the journal and the dictionary of a store tell.
#[derive(Debug, PartialEq)]
struct Told {
    batches: Vec<BatchRecord>,
    changes: Vec<ChangedBatch>,
    files: Vec<Vec<ImportFile>>,
    names: Vec<(NodeId, String)>,
    key: Vec<u8>,
}

async fn told(store: &Store) -> Told {
    let batches = store.batches(Journal(0), usize::MAX).await.unwrap();
    let mut files = Vec::new();
    for batch in &batches {
        files.push(store.files(Journal(batch.number)).await.unwrap());
    }
    let take = |names: &mut Vec<(NodeId, String)>, id: NodeId, _: Kind, text: &str| names.push((id, text.to_owned()));
    Told {
        changes: store.changes(Journal(0)).await.unwrap(),
        names: store.nodes(Kind::ALL.to_vec(), Vec::new(), take).await.unwrap(),
        key: store.contact_key().await.unwrap(),
        batches,
        files,
    }
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("备份.db");
    (folder, path)
}

/// Reads a backup through, in a copy beside it.
async fn check_backup(path: &Path) -> liantu::store::Result<CheckedBackup> {
    Store::check_backup(path, path).await
}

/// Puts a backup into a store.
async fn restore(store: &Store, from: &Path) {
    store.restore(check_backup(from).await.unwrap(), None).await.unwrap();
}

/// A new store with what a backup holds.
async fn restored(from: &Path) -> Store {
    let store = Store::in_memory().await.unwrap();
    restore(&store, from).await;
    store
}

async fn a_backup_holds_what_is_there(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲二")]).await;
    let (_folder, path) = place();
    store.backup(&path).await.unwrap();
    let found = check_backup(&path).await.unwrap().found;
    assert_eq!((found.batches, found.rows, found.nodes), (2, 3, 2));
    let before = told(store).await;
    assert_eq!(told(&restored(&path).await).await, before);
    apply(store, "b3", vec![firm(ids[0], "甲三")]).await;
    assert_eq!(told(&restored(&path).await).await, before, "it stays as it was");
    store.backup(&path).await.unwrap();
    assert_eq!(told(&restored(&path).await).await, told(store).await, "a newer one takes its place");
}

async fn a_backup_taken_while_a_writer_commits_holds_one_number(store: &Store) {
    const BATCHES: u64 = 40;
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    let writer = {
        let (store, ids) = (store.clone(), ids.clone());
        tokio::spawn(async move {
            for i in 2..=BATCHES {
                let name = i.to_string();
                apply(&store, &format!("b{i}"), vec![firm(ids[0], &name), firm(ids[1], &name)]).await;
            }
        })
    };
    let (folder, _) = place();
    for nth in 0..8 {
        let path = folder.path().join(format!("{nth}.db"));
        store.backup(&path).await.unwrap();
        let copy = restored(&path).await;
        sound(&copy).await;
        let number = copy.journal().await.unwrap();
        assert_eq!(copy.batches(Journal(0), usize::MAX).await.unwrap().len() as u64, number.0);
        let now = copy.current(ids.iter().map(|id| firm_key(*id)).collect()).await.unwrap();
        assert!(now.iter().all(|found| found.as_ref().is_some_and(|(at, _)| *at == number)), "{number:?}: {now:?}");
    }
    writer.await.unwrap();
    assert_eq!(store.journal().await, Ok(Journal(BATCHES)));
}

async fn a_backup_taken_while_an_import_runs_shows_nothing_of_it(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let before = told(store).await;
    let staging = begin(store, "b2").await;
    let staging = store.stage(staging, chunk(vec![firm(ids[0], "甲二")])).await.unwrap();
    let (_folder, path) = place();
    store.backup(&path).await.unwrap();
    let copy = restored(&path).await;
    assert_eq!(told(&copy).await, before);
    assert_eq!(copy.sweep().await, Ok(1), "what was staged is a dead import there");
    assert_eq!(store.commit(staging, Journal(1)).await, Ok(Journal(2)));
}

async fn a_restore_brings_back_rows_numbers_contacts_and_key(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    let contacts = import_contacts(store, "b2", &ids).await;
    let (_folder, path) = place();
    store.backup(&path).await.unwrap();
    let before = told(store).await;
    apply(store, "b3", vec![firm(ids[0], "甲三")]).await;
    import_firms(store, "b4", &["e3"]).await;
    assert_eq!(erase(store, "b5", &contacts, &ids).await, 2);
    restore(store, &path).await;
    assert_eq!(told(store).await, before);
    assert!(store.get(contacts[0].clone()).await.unwrap().is_some());
    assert_eq!(erase(store, "b6", &contacts, &ids).await, 2, "the backup had them in words");
    sound(store).await;
}

async fn a_restore_is_seen_whole_or_not_at_all(store: &Store) {
    let texts: Vec<String> = (0..300).map(|i| format!("e{i:03}")).collect();
    let ids = import_firms(store, "b1", &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let (_folder, path) = place();
    store.backup(&path).await.unwrap();
    apply(store, "b2", ids.iter().map(|id| firm(*id, "新")).collect()).await;
    let keys: Vec<_> = ids.iter().map(|id| firm_key(*id)).collect();
    let reader = {
        let (store, keys) = (store.clone(), keys.clone());
        tokio::spawn(async move {
            loop {
                let found = store.current(keys.clone()).await.unwrap();
                let numbers: Vec<u64> = found.into_iter().map(|v| v.unwrap().0.0).collect();
                assert!(numbers.windows(2).all(|pair| pair[0] == pair[1]), "torn: {numbers:?}");
                if numbers[0] == 1 {
                    return;
                }
            }
        })
    };
    restore(store, &path).await;
    reader.await.unwrap();
    assert_eq!(store.journal().await, Ok(Journal(1)));
}

async fn a_restore_keeps_what_was_there(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let (folder, path) = place();
    store.backup(&path).await.unwrap();
    apply(store, "b2", vec![firm(ids[0], "甲二")]).await;
    let (before, kept) = (told(store).await, folder.path().join("原有.db"));
    store.restore(check_backup(&path).await.unwrap(), Some(&kept)).await.unwrap();
    assert_eq!(store.journal().await, Ok(Journal(1)));
    restore(store, &kept).await;
    assert_eq!(told(store).await, before);
}

async fn a_restore_is_refused_while_an_import_runs(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let (folder, path) = place();
    store.backup(&path).await.unwrap();
    apply(store, "b2", vec![firm(ids[0], "甲二")]).await;
    let before = told(store).await;
    let staging = begin(store, "b3").await;
    let kept = folder.path().join("原有.db");
    let refused = store.restore(check_backup(&path).await.unwrap(), Some(&kept)).await;
    assert!(matches!(&refused, Err(StoreError::Unavailable(text)) if text.contains("另一个导入")), "{refused:?}");
    assert!(!kept.exists());
    assert_eq!(told(store).await, before);
    assert_eq!(store.commit(staging, Journal(2)).await, Ok(Journal(3)));
    restore(store, &path).await;
    assert_eq!(store.journal().await, Ok(Journal(1)));
}

async fn what_is_written_after_a_restore_goes_on_from_it(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let (_folder, path) = place();
    store.backup(&path).await.unwrap();
    import_firms(store, "lost", &["e2"]).await;
    restore(store, &path).await;
    assert_eq!(apply(store, "b2", vec![firm(ids[0], "甲二")]).await, Journal(2));
    let again = import_firms(store, "lost", &["e2"]).await;
    assert_eq!(store.journal().await, Ok(Journal(3)));
    let found: Version = store.get(firm_key(again[0])).await.unwrap().unwrap();
    assert_eq!(name_in(&found).as_deref(), Some("e2"));
    sound(store).await;
}

async fn a_backup_that_is_none_changes_nothing(store: &Store) {
    import_firms(store, "b1", &["e1"]).await;
    let before = told(store).await;
    let (folder, path) = place();
    store.backup(&path).await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    let mut torn = whole.clone();
    torn.chunks_mut(8_192).skip(1).for_each(|page| page[..64].fill(0xff));
    let bad: [&[u8]; 5] = [b"", b"no database", &[0; 4_096], &whole[..whole.len() / 2], &torn];
    for (nth, bytes) in bad.iter().enumerate() {
        let file = folder.path().join(format!("{nth}.db"));
        std::fs::write(&file, bytes).unwrap();
        let refused = check_backup(&file).await;
        assert!(matches!(refused, Err(StoreError::Corrupt(_))), "{nth}: {refused:?}");
        assert!(std::fs::read(&file).unwrap() == *bytes, "{nth}: looking at it changed it");
    }
    let absent = check_backup(&folder.path().join("none.db")).await;
    assert!(matches!(absent, Err(StoreError::Unavailable(_))), "{absent:?}");
    assert_eq!(told(store).await, before);
}

async fn erased_contacts_stay_erased_and_the_journal_stays_whole(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    let keys = import_contacts(store, "b2", &ids).await;
    assert_eq!(erase(store, "b3", &keys[..1], &ids[..1]).await, 1);
    let closed = store.get(keys[0].clone()).await.unwrap().expect("what stood for it is told of");
    assert!(closed.values.is_none() && closed.number == Journal(3), "{closed:?}");
    let before = told(store).await;
    assert_eq!(erase(store, "b4", &[], &ids[..1]).await, 0);
    assert_eq!(told(store).await, before, "nothing is written where nothing is closed");
    assert_eq!(store.traces_left().await, Ok(false));
    sound(store).await;
    let (_folder, path) = place();
    store.backup(&path).await.unwrap();
    let copy = restored(&path).await;
    assert_eq!(erase(&copy, "b5", &keys[1..], &ids).await, 1, "only the other one is in the backup");
    sound(&copy).await;
}

async fn an_erasure_is_refused_where_facts_moved(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    import_contacts(store, "b2", &ids).await;
    apply(store, "b3", vec![firm(ids[0], "甲二")]).await;
    let before = told(store).await;
    let refused = store.erase_contacts(batch("b4"), vec![], ids.clone(), Journal(2)).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
    assert_eq!((told(store).await, store.contacts(ids).await.unwrap().len()), (before, 1));
}

async fn what_an_import_has_staged_is_not_erased(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let key = store.contact_key().await.unwrap();
    let (row, contact) = contact(&key, ids[0], "将来的人", "000-0001");
    let staging = begin(store, "b2").await;
    let staged = Chunk { rows: vec![row], contacts: vec![contact], ..Chunk::default() };
    let staging = store.stage(staging, staged).await.unwrap();
    assert_eq!(erase(store, "b3", &[], &ids).await, 0);
    store.commit(staging, Journal(1)).await.unwrap();
    assert_eq!(store.contacts(ids).await.unwrap()[0].name, "将来的人");
    sound(store).await;
}

/// The phones of a firm's contacts.
async fn phones(store: &Store, of: NodeId) -> Vec<String> {
    store.contacts(vec![of]).await.unwrap().into_iter().map(|contact| contact.phone).collect()
}

async fn a_changed_contact_leaves_only_what_it_says_now(store: &Store) {
    let ids = import_firms(store, "b1", &["e1"]).await;
    let key = store.contact_key().await.unwrap();
    for (batch, phone) in [("b2", "000-0001"), ("b3", "000-0002"), ("b4", "000-0003")] {
        import_contact_rows(store, batch, vec![contact(&key, ids[0], "某人", phone)]).await;
        assert_eq!(phones(store, ids[0]).await, [phone]);
    }
    let rows = store.batch_rows(Journal(4), None, 9).await.unwrap();
    assert!(rows[0].forgotten && rows[0].before.is_some(), "{rows:?}");
    let first = store.batch_rows(Journal(2), None, 9).await.unwrap();
    assert!(!first[0].forgotten && first[0].before.is_none(), "{first:?}");
    assert_eq!(erase(store, "b5", &[rows[0].key.clone()], &ids).await, 1, "the words of before are gone already");
    sound(store).await;
}

async fn what_is_derived_is_made_anew_without_touching_rows(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    let contacts = import_contacts(store, "b2", &ids).await;
    apply(store, "b3", vec![firm(ids[0], "甲二")]).await;
    let before = told(store).await;
    let staging = begin(store, "dead").await;
    let staging = store.stage(staging, chunk(vec![firm(ids[0], "甲三"), firm(ids[1], "乙三")])).await.unwrap();
    assert_eq!(store.rebuild().await, Ok(None), "not while an import runs");
    drop(staging);
    assert_eq!(store.check().await.unwrap().unnumbered, 2);
    assert_eq!(store.rebuild().await, Ok(Some(2)));
    assert_eq!(told(store).await, before);
    let found = store.check().await.unwrap();
    assert_eq!((found.unnumbered, found.problems, found.mendable), (0, vec![], vec![]));
    assert_eq!(erase(store, "b4", &contacts, &ids).await, 2, "contacts are still there");
}
