//! Scans, changes, lists and histories.

use liantu::model::{Journal, Kind, NodeId, Origin, RowKey, RowView};
use liantu::store::{ListFilter, Store};

use super::words::{apply, closed, firm, firm_key, import_firms, name_in, work, work_key};

super::promises! {
    a_scan_goes_in_key_order_kind_by_kind,
    a_scan_shows_what_was_known_at_a_number,
    a_scan_tells_first_numbers_and_closed_founders,
    a_scan_hands_over_values_and_origins,
    changes_tell_batches_kinds_and_rows_after_a_number,
    touched_tells_the_kinds_after_a_number,
    moved_tells_the_records_written_between_two_numbers,
    last_digest_passes_over_what_wrote_no_such_row,
    get_gives_the_current_version,
    current_answers_in_the_order_asked,
    a_list_goes_page_by_page_without_gap_or_double,
    a_list_may_keep_to_one_node,
    a_list_shows_what_was_known_at_a_number,
    versions_tell_the_whole_history,
    a_batch_tells_its_rows_and_what_was_there_before,
    the_rows_of_a_batch_come_in_pages,
    a_time_gives_the_last_number_committed_by_then,
    a_scan_of_a_closed_record_still_tells_what_it_last_said,
    the_contact_key_stays_the_same,
}

/// A row of a scan as the tests compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    key: RowKey,
    open: bool,
    number: u64,
    first: u64,
}

async fn scanned(store: &Store, kinds: &[Kind], at: Option<u64>) -> (Vec<Row>, u64) {
    fn take(rows: &mut Vec<Row>, row: RowView<'_>) {
        let rest = liantu::model::Rest::from_stored(row.rest);
        let key = RowKey { kind: row.kind, a: row.a, b: row.b, rest };
        rows.push(Row { key, open: row.values.is_some(), number: row.number.0, first: row.first.0 });
    }
    let (rows, at) = store.scan(kinds.to_vec(), at.map(Journal), Vec::new(), take).await.unwrap();
    (rows, at.0)
}

async fn firms(store: &Store, at: Option<u64>) -> Vec<(NodeId, bool, u64, u64)> {
    let (rows, _) = scanned(store, &[Kind::Enterprise], at).await;
    rows.into_iter().map(|r| (r.key.a, r.open, r.number, r.first)).collect()
}

async fn a_scan_goes_in_key_order_kind_by_kind(store: &Store) {
    let ids = import_firms(store, "b1", &["e3", "e1", "e2"]).await;
    let rows = vec![work(ids[2], "乙", "x"), work(ids[0], "乙", "x"), work(ids[0], "甲", "x"), firm(ids[1], "新")];
    apply(store, "b2", rows).await;
    let (rows, at) = scanned(store, &[Kind::Enterprise, Kind::Assessment], None).await;
    assert_eq!(at, 2);
    let keys: Vec<RowKey> = rows.into_iter().map(|r| r.key).collect();
    let mut expected: Vec<RowKey> = ids.iter().map(|id| firm_key(*id)).collect();
    expected.extend([work_key(ids[0], "乙"), work_key(ids[0], "甲"), work_key(ids[2], "乙")]);
    assert_eq!(keys, expected);
    assert_eq!(scanned(store, &[Kind::Member], None).await.0, []);
}

async fn a_scan_shows_what_was_known_at_a_number(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    apply(store, "b2", vec![firm(e, "甲二")]).await;
    let f = import_firms(store, "b3", &["e2"]).await[0];
    apply(store, "b4", vec![closed(e)]).await;
    assert_eq!(firms(store, Some(0)).await, []);
    assert_eq!(firms(store, Some(1)).await, [(e, true, 1, 1)]);
    assert_eq!(firms(store, Some(2)).await, [(e, true, 2, 1)]);
    assert_eq!(firms(store, Some(3)).await, [(e, true, 2, 1), (f, true, 3, 3)]);
    let now = [(e, false, 4, 1), (f, true, 3, 3)];
    assert_eq!(firms(store, Some(4)).await, now);
    assert_eq!(firms(store, None).await, now);
    assert_eq!(scanned(store, &[Kind::Enterprise], Some(3)).await.1, 3);
    assert_eq!(scanned(store, &[Kind::Enterprise], Some(99)).await.1, 4);
}

async fn a_scan_tells_first_numbers_and_closed_founders(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    apply(store, "b2", vec![closed(e)]).await;
    assert_eq!(firms(store, None).await, [(e, false, 2, 1)]);
    apply(store, "b3", vec![firm(e, "甲")]).await;
    assert_eq!(firms(store, None).await, [(e, true, 3, 1)]);
}

async fn a_scan_hands_over_values_and_origins(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let mut row = firm(e, "甲二");
    row.origin = Origin { file: 65_535, row: u32::MAX };
    apply(store, "b2", vec![row.clone()]).await;
    type Told = Vec<(Option<Vec<u8>>, Origin)>;
    fn take(told: &mut Told, row: RowView<'_>) {
        told.push((row.values.map(|v| v.0.to_vec()), row.origin));
    }
    let (told, _) = store.scan(vec![Kind::Enterprise], None, Told::new(), take).await.unwrap();
    assert_eq!(told, [(row.values.map(|v| v.as_bytes().to_vec()), row.origin)]);
}

async fn changes_tell_batches_kinds_and_rows_after_a_number(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[1], "乙二"), work(ids[0], "甲", "x")]).await;
    apply(store, "b3", vec![closed(ids[0])]).await;
    let all = store.changes(Journal(0)).await.unwrap();
    assert_eq!(all.iter().map(|c| c.number.0).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(all[0].kinds, [Kind::Enterprise]);
    assert_eq!(all[1].kinds, [Kind::Enterprise, Kind::Assessment]);
    let told = |i: usize| all[i].rows.iter().map(|v| (v.key.clone(), v.number.0, v.first.0)).collect::<Vec<_>>();
    assert_eq!(told(0), [(firm_key(ids[0]), 1, 1), (firm_key(ids[1]), 1, 1)]);
    assert_eq!(told(1), [(firm_key(ids[1]), 2, 1), (work_key(ids[0], "甲"), 2, 2)]);
    assert_eq!((told(2), &all[2].rows[0].values), (vec![(firm_key(ids[0]), 3, 1)], &None));
    assert_eq!(store.changes(Journal(2)).await.unwrap(), all[2..]);
    assert_eq!(store.changes(Journal(3)).await, Ok(vec![]));
}

async fn touched_tells_the_kinds_after_a_number(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    apply(store, "b2", vec![work(e, "甲", "x")]).await;
    assert_eq!(store.touched(Journal(0)).await, Ok(vec![Kind::Enterprise, Kind::Assessment]));
    assert_eq!(store.touched(Journal(1)).await, Ok(vec![Kind::Assessment]));
    assert_eq!(store.touched(Journal(2)).await, Ok(vec![]));
}

async fn moved_tells_the_records_written_between_two_numbers(store: &Store) {
    let firms = import_firms(store, "b1", &["e1", "e2", "e3"]).await;
    apply(store, "b2", vec![work(firms[0], "甲", "x")]).await;
    apply(store, "b3", vec![firm(firms[2], "丙二"), firm(firms[1], "乙二")]).await;
    apply(store, "b4", vec![firm(firms[1], "乙三")]).await;
    let moved = |since, until| store.moved(Kind::Enterprise, Journal(since), Journal(until));
    assert_eq!(moved(0, 1).await, Ok(firms.clone()));
    assert_eq!(moved(1, 2).await, Ok(vec![]));
    assert_eq!(moved(1, u64::MAX).await, Ok(vec![firms[1], firms[2]]));
    assert_eq!(moved(3, 4).await, Ok(vec![firms[1]]));
    assert_eq!(store.moved(Kind::Assessment, Journal(0), Journal(4)).await, Ok(vec![firms[0]]));
}

async fn last_digest_passes_over_what_wrote_no_such_row(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let firms = |at: u64| store.last_digest(vec![Kind::Enterprise], Journal(at));
    let first = firms(1).await.unwrap();
    assert!(!first.is_empty());
    apply(store, "b2", vec![work(e, "甲", "x")]).await;
    apply(store, "b3", Vec::new()).await;
    assert_eq!(firms(3).await.as_ref(), Ok(&first), "neither other rows nor a reading make it another one");
    assert_ne!(store.last_digest(vec![Kind::Assessment], Journal(3)).await.as_ref(), Ok(&first));
    assert_eq!(store.last_digest(vec![Kind::Trip], Journal(3)).await, Ok(String::new()));
    apply(store, "b4", vec![firm(e, "甲二")]).await;
    assert_ne!(firms(4).await.as_ref(), Ok(&first));
    assert_eq!(firms(3).await, Ok(first));
}

async fn get_gives_the_current_version(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    let told = |v: Option<liantu::model::Version>| v.map(|v| (name_in(&v), v.number.0, v.first.0));
    assert_eq!(told(store.get(firm_key(e)).await.unwrap()), Some((Some("e1".into()), 1, 1)));
    apply(store, "b2", vec![firm(e, "甲二")]).await;
    assert_eq!(told(store.get(firm_key(e)).await.unwrap()), Some((Some("甲二".into()), 2, 1)));
    apply(store, "b3", vec![closed(e)]).await;
    assert_eq!(told(store.get(firm_key(e)).await.unwrap()), Some((None, 3, 1)));
    assert_eq!(store.get(work_key(e, "甲")).await, Ok(None));
}

async fn current_answers_in_the_order_asked(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2", "e3"]).await;
    apply(store, "b2", vec![closed(ids[1])]).await;
    let keys = vec![firm_key(ids[0]), firm_key(ids[1]), firm_key(ids[2]), work_key(ids[0], "甲")];
    let found = store.current(keys).await.unwrap();
    assert_eq!(found[0], Some((Journal(1), firm(ids[0], "e1").values)));
    assert_eq!(found[1], Some((Journal(2), None)));
    assert_eq!(found[2], Some((Journal(1), firm(ids[2], "e3").values)));
    assert_eq!(found[3], None);
    assert_eq!(store.current(vec![]).await, Ok(vec![]));
}

fn filter(kind: Kind, limit: usize) -> ListFilter {
    ListFilter { kind, a: None, after: None, limit }
}

async fn a_list_goes_page_by_page_without_gap_or_double(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2", "e3", "e4", "e5"]).await;
    let people = ["丁", "丙", "乙", "甲"];
    apply(store, "b2", people.iter().map(|who| work(ids[0], who, "x")).collect()).await;
    apply(store, "b3", vec![firm(ids[2], "丙二"), work(ids[1], "甲", "x"), closed(ids[3])]).await;
    for (kind, count) in [(Kind::Enterprise, 5), (Kind::Assessment, 5), (Kind::Member, 0)] {
        let all = store.list(filter(kind, 99), None).await.unwrap();
        assert_eq!(all.len(), count);
        assert!(all.windows(2).all(|pair| pair[0].key < pair[1].key));
        for size in 1..=6 {
            let mut paged = Vec::new();
            loop {
                let after = paged.last().map(|v: &liantu::model::Version| v.key.clone());
                let page = store.list(ListFilter { after, ..filter(kind, size) }, None).await.unwrap();
                assert!(page.len() <= size, "{} rows on a page of {size}", page.len());
                if page.is_empty() {
                    break;
                }
                paged.extend(page);
            }
            assert_eq!(paged, all, "pages of {size}");
        }
    }
}

async fn a_list_may_keep_to_one_node(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![work(ids[0], "甲", "x"), work(ids[0], "乙", "x"), work(ids[1], "甲", "x")]).await;
    let of = |a| ListFilter { a: Some(a), ..filter(Kind::Assessment, 99) };
    let keys = |found: Vec<liantu::model::Version>| found.into_iter().map(|v| v.key).collect::<Vec<_>>();
    let mine = keys(store.list(of(ids[0]), None).await.unwrap());
    assert_eq!(mine, [work_key(ids[0], "乙"), work_key(ids[0], "甲")]);
    let rest = store.list(ListFilter { after: Some(mine[0].clone()), ..of(ids[0]) }, None).await.unwrap();
    assert_eq!(keys(rest), mine[1..]);
    assert_eq!(keys(store.list(of(NodeId(9_999)), None).await.unwrap()), []);
}

async fn a_list_shows_what_was_known_at_a_number(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    apply(store, "b2", vec![firm(e, "甲二")]).await;
    import_firms(store, "b3", &["e2"]).await;
    let named = |found: Vec<liantu::model::Version>| found.iter().filter_map(name_in).collect::<Vec<_>>();
    let known = async |at: u64| named(store.list(filter(Kind::Enterprise, 9), Some(Journal(at))).await.unwrap());
    assert_eq!(known(0).await, Vec::<String>::new());
    assert_eq!(known(1).await, ["e1"]);
    assert_eq!(known(2).await, ["甲二"]);
    assert_eq!(known(3).await, ["甲二", "e2"]);
}

async fn versions_tell_the_whole_history(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲二")]).await;
    apply(store, "b3", vec![closed(ids[0])]).await;
    apply(store, "b4", vec![firm(ids[0], "甲四")]).await;
    let told: Vec<_> = store.versions(firm_key(ids[0])).await.unwrap();
    let told: Vec<_> = told.iter().map(|v| (name_in(v), v.number.0, v.first.0)).collect();
    let named = |text: &str| Some(text.to_owned());
    assert_eq!(told, [(named("e1"), 1, 1), (named("甲二"), 2, 1), (None, 3, 1), (named("甲四"), 4, 1)]);
    assert_eq!(store.versions(firm_key(ids[1])).await.unwrap().len(), 1);
}

async fn a_batch_tells_its_rows_and_what_was_there_before(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2"]).await;
    apply(store, "b2", vec![firm(ids[0], "甲二"), closed(ids[1])]).await;
    apply(store, "b3", vec![firm(ids[0], "甲三"), firm(ids[1], "乙三")]).await;
    let told = async |number: u64| {
        let rows = store.batch_rows(Journal(number), None, 9).await.unwrap();
        rows.into_iter().map(|r| (r.key, r.current.0, r.before)).collect::<Vec<_>>()
    };
    let (e1, e2) = (firm_key(ids[0]), firm_key(ids[1]));
    assert_eq!(told(1).await, [(e1.clone(), 3, None), (e2.clone(), 3, None)]);
    let (first, second) = (firm(ids[0], "e1").values, firm(ids[1], "e2").values);
    assert_eq!(told(2).await, [(e1.clone(), 3, first), (e2.clone(), 3, second)]);
    assert_eq!(told(3).await, [(e1, 3, firm(ids[0], "甲二").values), (e2, 3, None)]);
    assert_eq!(told(4).await, []);
    assert_eq!(told(0).await, []);
}

async fn the_rows_of_a_batch_come_in_pages(store: &Store) {
    let ids = import_firms(store, "b1", &["e1", "e2", "e3"]).await;
    apply(store, "b2", vec![work(ids[0], "甲", "x"), firm(ids[0], "甲二"), work(ids[0], "乙", "x")]).await;
    let all = store.batch_rows(Journal(2), None, 9).await.unwrap();
    assert_eq!(all.len(), 3);
    for size in 1..=3 {
        let mut paged = Vec::new();
        loop {
            let after = paged.last().map(|r: &liantu::store::BatchRow| r.key.clone());
            let page = store.batch_rows(Journal(2), after, size).await.unwrap();
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        assert_eq!(paged, all, "pages of {size}");
    }
}

async fn a_time_gives_the_last_number_committed_by_then(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    for (id, when) in [("b2", "2026-11-24T10:00:00.000+08:00"), ("b3", "2026-11-24T12:00:00.000+08:00")] {
        let change = liantu::store::Change { row: firm(e, id), expected: liantu::store::Expected::Any };
        store.apply(super::words::batch_at(id, when), vec![], vec![change]).await.unwrap();
    }
    for (when, number) in [
        ("2026-11-23T07:59:59.999+08:00", 0),
        ("2026-11-23T08:00:00.000+08:00", 1),
        ("2026-11-24T11:59:59.999+08:00", 2),
        ("2026-11-24T12:00:00.000+08:00", 3),
        ("2027-01-01T00:00:00.000+08:00", 3),
    ] {
        assert_eq!(store.number_at(when.into()).await, Ok(Journal(number)), "{when}");
    }
}

async fn a_scan_of_a_closed_record_still_tells_what_it_last_said(store: &Store) {
    let e = import_firms(store, "b1", &["e1"]).await[0];
    apply(store, "b2", vec![firm(e, "甲二")]).await;
    apply(store, "b3", vec![closed(e)]).await;
    type Told = Vec<(bool, Vec<u8>)>;
    fn take(told: &mut Told, row: RowView<'_>) {
        told.push((row.values.is_some(), row.last.0.to_vec()));
    }
    let said = |name: &str| firm(e, name).values.unwrap().as_bytes().to_vec();
    for (at, expected) in [(1, (true, said("e1"))), (2, (true, said("甲二"))), (3, (false, said("甲二")))] {
        let (told, _) = store.scan(vec![Kind::Enterprise], Some(Journal(at)), Told::new(), take).await.unwrap();
        assert_eq!(told, [expected], "at {at}");
    }
}

async fn the_contact_key_stays_the_same(store: &Store) {
    let key = store.contact_key().await.unwrap();
    import_firms(store, "b1", &["e1"]).await;
    assert_eq!(store.contact_key().await.unwrap(), key);
    assert!(key.len() >= 32 && key.iter().any(|b| *b != 0));
    let other = Store::in_memory().await.unwrap();
    assert_ne!(other.contact_key().await.unwrap(), key);
}
