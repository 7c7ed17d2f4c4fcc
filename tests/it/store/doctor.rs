//! The graph against the store: every kind of record that only one of them has is found.

use liantu::app::Held;
use liantu::app::intake::import::OnError;
use liantu::app::upkeep::doctor::compare;
use liantu::model::schema::TABLES;
use liantu::model::{Journal, Kind};
use liantu::store::{Change, Expected, Store};

use crate::contract::batch;
use crate::support::{City, Facts, block_on, data, load, project};

pub fn facts(facts: &mut Facts) {
    facts.add("doctor::a_graph_agrees_with_its_store", a_graph_agrees_with_its_store);
    facts.add("doctor::what_the_graph_lacks_is_found_of_every_kind", what_the_graph_lacks_is_found_of_every_kind);
    facts.add("doctor::what_the_store_lacks_is_found_of_every_kind", what_the_store_lacks_is_found_of_every_kind);
    facts.add("doctor::rows_that_sleep_are_no_problem", rows_that_sleep_are_no_problem);
    facts.add("doctor::a_rebuild_tells_what_it_did", a_rebuild_tells_what_it_did);
    facts.add("doctor::a_rebuild_papers_nothing_over", a_rebuild_papers_nothing_over);
}

/// Kinds whose records are facts of the graph.
fn kinds() -> impl Iterator<Item = Kind> {
    let in_graph = |k: &Kind| !k.is_dispatch() && !matches!(k, Kind::Source | Kind::Contact | Kind::Region);
    TABLES.iter().map(|t| t.kind).filter(in_graph)
}

/// The sample: there is something of every kind.
async fn sample() -> Store {
    let store = Store::in_memory().await.unwrap();
    load(&store, &[&project().join("import/hefei")], OnError::Abort).await;
    store
}

/// Closes every record of these kinds.
async fn close(store: &Store, id: &str, kinds: Vec<Kind>) {
    type Rows = Vec<Change>;
    let take = |rows: &mut Rows, row: liantu::model::RowView<'_>| {
        let rest = liantu::model::Rest::from_stored(row.rest);
        let key = liantu::model::RowKey { kind: row.kind, a: row.a, b: row.b, rest };
        let row = liantu::model::NewRow { key, values: None, origin: liantu::model::Origin::default() };
        rows.push(Change { row, expected: Expected::Any });
    };
    let (changes, _) = store.scan(kinds, None, Rows::new(), take).await.unwrap();
    store.apply(batch(id), vec![], changes).await.unwrap();
}

fn a_graph_agrees_with_its_store() {
    block_on(async {
        for folder in [data("tiny"), data("small"), data("second"), project().join("import/hefei")] {
            let store = Store::in_memory().await.unwrap();
            load(&store, &[&folder], OnError::Abort).await;
            let held = Held::load(&store, None).await.unwrap();
            let found = compare(&store, &held, held.journal).await.unwrap();
            assert_eq!(found.problems, Vec::<String>::new(), "{}", folder.display());
        }
    });
}

fn what_the_graph_lacks_is_found_of_every_kind() {
    block_on(async {
        let store = sample().await;
        for (nth, kind) in kinds().enumerate() {
            let whole = store.journal().await.unwrap();
            close(&store, &format!("{nth}"), vec![kind]).await;
            let held = Held::load(&store, None).await.unwrap();
            let found = compare(&store, &held, whole).await.unwrap();
            let told = format!("{}「", kind.zh());
            let lacks = found.problems.iter().any(|p| p.starts_with(&told) && p.ends_with("在数据库里，不在图里"));
            assert!(lacks, "{kind}: {:?}", found.problems);
            // What hangs on it sleeps then; so the next kind begins with all of it.
            say_again(&store, whole).await;
        }
    });
}

/// Writes again what was said at a number.
async fn say_again(store: &Store, at: Journal) {
    type Rows = Vec<Change>;
    let take = |rows: &mut Rows, row: liantu::model::RowView<'_>| {
        let rest = liantu::model::Rest::from_stored(row.rest);
        let key = liantu::model::RowKey { kind: row.kind, a: row.a, b: row.b, rest };
        let values = row.values.map(|v| liantu::model::Values::from_stored(v.0));
        let row = liantu::model::NewRow { key, values, origin: row.origin };
        rows.push(Change { row, expected: Expected::Any });
    };
    let all = Kind::records().collect();
    let (changes, _) = store.scan(all, Some(at), Rows::new(), take).await.unwrap();
    store.apply(batch(&format!("again {}", at.0)), vec![], changes).await.unwrap();
}

fn what_the_store_lacks_is_found_of_every_kind() {
    block_on(async {
        let store = sample().await;
        let held = Held::load(&store, None).await.unwrap();
        for (nth, kind) in kinds().filter(|kind| *kind != Kind::Site).enumerate() {
            let whole = store.journal().await.unwrap();
            close(&store, &format!("{nth}"), vec![kind]).await;
            let now = store.journal().await.unwrap();
            let found = compare(&store, &held, now).await.unwrap();
            let lacks = found.problems.iter().any(|p| p.ends_with(&format!("条{}，数据库里没有", kind.zh())));
            assert!(lacks, "{kind}: {:?}", found.problems);
            say_again(&store, whole).await;
        }
    });
}

fn rows_that_sleep_are_no_problem() {
    block_on(async {
        let store = sample().await;
        close(&store, "chains", vec![Kind::Chain]).await;
        close(&store, "firms", vec![Kind::Enterprise]).await;
        let held = Held::load(&store, None).await.unwrap();
        let found = compare(&store, &held, held.journal).await.unwrap();
        assert_eq!(found.problems, Vec::<String>::new());
        assert!(found.asleep > 300, "{}", found.asleep);
    });
}

fn tampered(sql: &str) -> City {
    let city = City::tiny();
    let file = rusqlite::Connection::open(city.store()).unwrap();
    file.execute_batch(sql).unwrap();
    assert!(file.total_changes() > 0);
    city
}

fn a_rebuild_tells_what_it_did() {
    let city = tampered("UPDATE batch SET rows = rows + 1; DELETE FROM log");
    let found = city.run(&["doctor"]);
    assert_eq!(found.code(), 1);
    assert!(
        found.out().contains("可重做  日志号 1 记着") && found.out().contains("doctor --rebuild"),
        "{}",
        found.out()
    );
    let done = city.done(&["doctor", "--rebuild"]);
    for words in ["✓ 已重做：日志号 1 记着", "✓ 已重做：日志号 1 的变更清单", "重做 2 处", "没有发现问题"]
    {
        assert!(done.out().contains(words), "{words}: {}", done.out());
    }
    let json = city.run(&["doctor", "--rebuild", "--json"]).json();
    assert_eq!((&json["rebuilt"]["mended"], &json["rebuilt"]["swept"]), (&serde_json::json!([]), &0.into()));
    let help = city.run(&["doctor", "--help"]).out();
    assert!(help.contains("从不改动行") && help.contains("变更清单"), "{help}");
}

fn a_rebuild_papers_nothing_over() {
    let first = "(kind, a, b, c, batch) IN (SELECT kind, a, b, c, batch FROM row LIMIT 1)";
    let city = tampered(&format!("UPDATE row SET val = NULL WHERE {first}"));
    for arguments in [&["doctor"][..], &["doctor", "--rebuild"], &["doctor"]] {
        let done = city.run(arguments);
        assert_eq!(done.code(), 1, "{}", done.out());
        assert!(done.out().contains("被改动或损坏") && done.out().contains("请用备份恢复"), "{}", done.out());
    }
}
