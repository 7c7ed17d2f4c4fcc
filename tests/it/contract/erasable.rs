//! Texts that can be erased: they come back as they went in, go for good, and leave the journal whole.

use liantu::model::{
    CanonicalColumn, CanonicalTable, ERASED, EntryField, ErasableText, Field, Holds, Journal, Kind, NewRow, NodeId,
    Origin, Rest, RowKey, RowView, ValuesBuilder, Version,
};
use liantu::store::{ListFilter, Store};

use super::words::{apply, begin, chunk, import_firms, sound, work, work_key};

super::promises! {
    texts_come_back_wherever_rows_are_read,
    a_long_list_has_every_text,
    erased_words_are_gone_from_every_version,
    erasing_leaves_the_digests_and_other_records_alone,
    what_was_erased_stays_erased_when_the_rest_changes,
    an_undo_gives_words_back_and_erased_ones_not,
    an_abandoned_import_leaves_no_words,
    a_backup_holds_the_words,
}

fn reason() -> Field {
    let reason = |column: &&CanonicalColumn| matches!(column.holds, Holds::ErasableText);
    let column = CanonicalTable::of(Kind::Assessment).columns.iter().find(reason).expect("an erasable column");
    CanonicalTable::of(Kind::Assessment).field(column.name).expect("a field")
}

/// A note on an entry of a list.
fn noted(chain: NodeId, record: NodeId, note: &str) -> NewRow {
    let key = RowKey { kind: Kind::Entry, a: chain, b: record, rest: Rest::new([], "local") };
    let mut values = ValuesBuilder::default();
    values.text(EntryField::State as u8, "visited");
    values.text(EntryField::Note as u8, note);
    NewRow { key, values: Some(values.build()), origin: Origin::default() }
}

fn note(version: &Version) -> ErasableText {
    version.values.as_ref().expect("open").view().erasable(EntryField::Note as u8)
}

fn said(text: &str) -> ErasableText {
    ErasableText::Said(text.to_owned())
}

fn all(kind: Kind) -> ListFilter {
    ListFilter { kind, a: None, after: None, limit: usize::MAX }
}

async fn scanned(store: &Store, at: Option<Journal>) -> Vec<String> {
    let take = |texts: &mut Vec<String>, row: RowView<'_>| {
        texts.push(row.last.text(reason()).unwrap_or_default().to_owned());
    };
    store.scan(vec![Kind::Assessment], at, Vec::new(), take).await.unwrap().0
}

async fn texts_come_back_wherever_rows_are_read(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    let row = |text| work(ids[0], "甲", text);
    let first = apply(store, "b2", vec![row("先前的话"), work(ids[1], "甲", "先前的话")]).await;
    let second = apply(store, "b3", vec![row("后来的话")]).await;
    let key = work_key(ids[0], "甲");
    let written = |text| row(text).values;
    let found = store.get(key.clone()).await.unwrap().unwrap();
    assert_eq!((found.values, found.number), (written("后来的话"), second));
    let versions = store.versions(key.clone()).await.unwrap();
    assert_eq!(versions.into_iter().map(|v| v.values).collect::<Vec<_>>(), [written("先前的话"), written("后来的话")]);
    let current = store.current(vec![key.clone(), work_key(ids[1], "甲")]).await.unwrap();
    assert_eq!(current, [Some((second, written("后来的话"))), Some((first, written("先前的话")))]);
    let listed = store.list(all(Kind::Assessment), Some(first)).await.unwrap();
    assert!(listed.iter().all(|v| v.values == written("先前的话")), "{listed:?}");
    let changes = store.changes(first).await.unwrap();
    assert_eq!(changes[0].rows[0].values, written("后来的话"));
    let rows = store.batch_rows(second, None, 9).await.unwrap();
    assert_eq!(rows[0].before, written("先前的话"));
    assert_eq!(scanned(store, None).await, ["后来的话", "先前的话"]);
    assert_eq!(scanned(store, Some(first)).await, ["先前的话", "先前的话"]);
    sound(store).await;
}

async fn a_long_list_has_every_text(store: &Store) {
    let texts: Vec<String> = (0..300).map(|i| format!("e{i:03}")).collect();
    let ids = import_firms(store, "b1", &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let (chain, records) = (ids[0], &ids[1..]);
    // Every third has no note, so rows and words do not go in step.
    let text = |i: usize| if i.is_multiple_of(3) { String::new() } else { format!("备注{i}") };
    let rows = records.iter().enumerate().map(|(i, record)| noted(chain, *record, &text(i))).collect();
    apply(store, "b2", rows).await;
    let filter = ListFilter { a: Some(chain), ..all(Kind::Entry) };
    let listed = store.list(filter, None).await.unwrap();
    assert_eq!(listed.len(), records.len());
    for (i, version) in listed.iter().enumerate() {
        assert_eq!(note(version), said(&text(i)), "{i}");
    }
    let keys: Vec<RowKey> = listed.iter().map(|v| v.key.clone()).collect();
    let current = store.current(keys).await.unwrap();
    let values: Vec<_> = listed.into_iter().map(|v| Some((v.number, v.values))).collect();
    assert_eq!(current, values);
}

async fn erased_words_are_gone_from_every_version(store: &Store) {
    let ids = import_firms(store, "b1", &["c", "e1", "e2"]).await;
    for (batch, text) in [("b2", "先前的话"), ("b3", "后来的话"), ("b4", "后来的话")] {
        apply(store, batch, vec![noted(ids[0], ids[1], text)]).await;
    }
    let key = noted(ids[0], ids[1], "").key;
    assert_eq!(store.erase_words(vec![key.clone()]).await, Ok(2), "two texts, whatever the number of versions");
    assert_eq!(store.erase_words(vec![key.clone()]).await, Ok(0));
    for version in store.versions(key).await.unwrap() {
        assert!(matches!(note(&version), ErasableText::Erased(_)), "{version:?}");
        let values = version.values.unwrap();
        assert_eq!(values.view().text(EntryField::Note as u8), Some(ERASED));
        assert_eq!(values.view().text(EntryField::State as u8), Some("visited"));
    }
    let found = store.check().await.unwrap();
    assert_eq!((found.erased, found.problems, found.mendable), (2, vec![], vec![]));
}

async fn erasing_leaves_the_digests_and_other_records_alone(store: &Store) {
    let ids = import_firms(store, "b1", &["c", "e1", "e2"]).await;
    apply(store, "b2", vec![noted(ids[0], ids[1], "同样的话"), noted(ids[0], ids[2], "同样的话")]).await;
    let digests = |all: Vec<liantu::model::BatchRecord>| all.into_iter().map(|b| b.digest).collect::<Vec<_>>();
    let before = digests(store.batches(Journal(0), 9).await.unwrap());
    store.erase_words(vec![noted(ids[0], ids[1], "").key]).await.unwrap();
    assert_eq!(digests(store.batches(Journal(0), 9).await.unwrap()), before);
    let listed = store.list(all(Kind::Entry), None).await.unwrap();
    assert!(matches!(note(&listed[0]), ErasableText::Erased(_)));
    assert_eq!(note(&listed[1]), said("同样的话"));
    sound(store).await;
}

async fn what_was_erased_stays_erased_when_the_rest_changes(store: &Store) {
    let ids = import_firms(store, "b1", &["c", "e1"]).await;
    apply(store, "b2", vec![noted(ids[0], ids[1], "要删的话")]).await;
    let key = noted(ids[0], ids[1], "").key;
    store.erase_words(vec![key.clone()]).await.unwrap();
    let found = store.get(key.clone()).await.unwrap().unwrap();
    let erased = note(&found);
    let mut values = ValuesBuilder::default();
    values.text(EntryField::State as u8, "negotiating");
    values.erasable(EntryField::Note as u8, &erased);
    let row = NewRow { key: key.clone(), values: Some(values.build()), origin: Origin::default() };
    apply(store, "b3", vec![row]).await;
    let found = store.get(key.clone()).await.unwrap().unwrap();
    assert_eq!(note(&found), erased);
    apply(store, "b4", vec![noted(ids[0], ids[1], "新的话")]).await;
    assert_eq!(note(&store.get(key).await.unwrap().unwrap()), said("新的话"));
    let found = store.check().await.unwrap();
    assert_eq!((found.erased, found.problems, found.mendable), (1, vec![], vec![]));
}

async fn an_undo_gives_words_back_and_erased_ones_not(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![work(ids[0], "甲", "原来的话"), work(ids[1], "甲", "原来的话")]).await;
    let third = apply(store, "b3", vec![work(ids[0], "甲", "改过的话"), work(ids[1], "甲", "改过的话")]).await;
    store.erase_words(vec![work_key(ids[1], "甲")]).await.unwrap();
    let back = store.batch_rows(third, None, 9).await.unwrap().into_iter();
    let back = back.map(|row| NewRow { key: row.key, values: row.before, origin: Origin::default() }).collect();
    let staging = begin(store, "b4").await;
    let staging = store.stage(staging, chunk(back)).await.unwrap();
    store.commit(staging, Journal(3)).await.unwrap();
    assert_eq!(scanned(store, None).await, ["原来的话", ERASED]);
    sound(store).await;
}

async fn an_abandoned_import_leaves_no_words(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![work(ids[0], "甲", "留下的话")]).await;
    let rows = || chunk(vec![work(ids[0], "甲", "留下的话"), work(ids[1], "甲", "不算的话")]);
    let staging = begin(store, "b3").await;
    let staging = store.stage(staging, rows()).await.unwrap();
    sound(store).await;
    store.abandon(staging).await.unwrap();
    sound(store).await;
    let staging = begin(store, "b4").await;
    drop(store.stage(staging, rows()).await.unwrap());
    assert_eq!(store.sweep().await, Ok(2));
    sound(store).await;
    assert_eq!(scanned(store, None).await, ["留下的话"]);
    assert_eq!(store.erase_words(vec![work_key(ids[1], "甲")]).await, Ok(0));
}

async fn a_backup_holds_the_words(store: &Store) {
    let folder = tempfile::tempdir().unwrap();
    let ids = import_firms(store, "b1", &["e1"]).await;
    apply(store, "b2", vec![work(ids[0], "甲", "写下的话")]).await;
    let copy = folder.path().join("backup.db");
    store.backup(&copy).await.unwrap();
    store.erase_words(vec![work_key(ids[0], "甲")]).await.unwrap();
    assert_eq!(scanned(store, None).await, [ERASED]);
    store.restore(Store::check_backup(&copy, &copy).await.unwrap(), None).await.unwrap();
    assert_eq!(scanned(store, None).await, ["写下的话"]);
    sound(store).await;
}
