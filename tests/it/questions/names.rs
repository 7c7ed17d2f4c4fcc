//! What a name means is the same whether all records are read or only those it may mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use liantu::app::{AppError, Clock, Held, NamedRecords, Names};
use liantu::graph::FirmIx;
use liantu::model::{CanonicalTable, Journal, Kind, NodeId, ValuesView, source_of};
use liantu::resolve::{Dictionary, Identities, Identity, Lookup};
use liantu::store::Store;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::{Dealt, Facts, Lots, block_on, cities, folder, load, store_desk};

const CASES: u32 = 32;
const KINDS: [Kind; 3] = [Kind::Enterprise, Kind::Chain, Kind::Fund];

pub fn facts(facts: &mut Facts) {
    facts.add("names::a_firm_is_found_as_in_the_whole_graph", || hold(firms_are_found));
    facts.add("names::a_reference_means_what_it_means_among_all_records", || hold(references_mean));
    facts.add("names::a_name_that_very_many_bear_is_told_as_in_the_whole", very_many);
}

fn hold(property: impl AsyncFn(&Store)) {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let held = runner.run(&cities(), |city| {
        block_on(async { property(&store(&city).await).await });
        Ok(())
    });
    held.unwrap_or_else(|error| panic!("{error}"));
}

/// A city that several imports made, one of them taken back, so that some records are closed.
async fn store(city: &Dealt) -> Store {
    let store = Store::in_memory().await.unwrap();
    let mut lots = Lots(city.seed);
    for part in city.parts(&mut lots) {
        load(&store, &[folder(&part).path()], liantu::app::intake::import::OnError::Skip).await;
    }
    let last = store.journal().await.unwrap().0;
    if last > 1 && lots.below(2) == 0 {
        let number = 2 + lots.below(usize::try_from(last).unwrap() - 1);
        store_desk(&store, Clock::System).undo(&number.to_string()).await.unwrap();
    }
    store
}

/// Everything that may be written for a firm: ids, names as they were ever said, codes, and what nobody bears.
async fn texts(store: &Store) -> BTreeSet<String> {
    let take = |texts: &mut BTreeSet<String>, _: NodeId, _: Kind, text: &str| {
        texts.extend([text.to_owned(), format!("enterprise:{text}"), format!("fund:{text}")]);
    };
    let mut texts = store.nodes(Kind::ALL.to_vec(), BTreeSet::new(), take).await.unwrap();
    for changed in store.changes(Journal(0)).await.unwrap() {
        for row in changed.rows.iter().filter(|row| row.key.kind == Kind::Enterprise) {
            let said = row
                .values
                .iter()
                .flat_map(|values| ["name", "credit_code", "stock_code"].map(|c| cell(values.view(), c)));
            texts.extend(said.flat_map(|text| [format!(" {text}\u{3000}"), text]));
        }
    }
    texts.extend(
        ["", "示例", "无此企业有限公司", "enterprise:", "enterprise:无", "91350100m000100y43"].map(str::to_owned),
    );
    texts
}

fn cell(values: ValuesView<'_>, column: &str) -> String {
    let field = CanonicalTable::of(Kind::Enterprise).field(column).unwrap();
    values.text(field).unwrap_or_default().to_owned()
}

/// Id and name of a firm, or what is said instead.
fn told(names: &Names, found: Result<FirmIx, AppError>) -> Result<(String, String), String> {
    let firm = found.map_err(|error| error.to_string())?;
    Ok((names.graph().firm_id(firm).to_owned(), names.graph().firm_name(firm).to_owned()))
}

async fn firms_are_found(store: &Store) {
    let held = Held::load(store, None).await.unwrap();
    let whole = Names::from(Arc::clone(&held.graph));
    for given in texts(store).await {
        let part = Names::read(store).await.unwrap().with_firms(vec![], &[&given]).await.unwrap();
        assert_eq!(told(&part, part.firm(&given)), told(&whole, whole.firm(&given)), "{given}");
    }
    let take = |nodes: &mut Vec<(NodeId, String)>, id: NodeId, _: Kind, text: &str| nodes.push((id, text.to_owned()));
    for (node, record) in store.nodes(vec![Kind::Enterprise], Vec::new(), take).await.unwrap() {
        let part = Names::read(store).await.unwrap().with_firms(vec![node], &[]).await.unwrap();
        let of = |names: &Names| names.graph().firm_with_id(&record).map(|firm| told(names, Ok(firm)));
        assert_eq!(of(&part), of(&whole), "{record}");
        assert!(part.graph().firm_with_id("无此记录").is_none());
    }
    let part = Names::read(store).await.unwrap();
    let chain = |names: &Names| names.graph().chains.iter().map(|chain| chain.name.clone()).collect::<Vec<_>>();
    assert_eq!(chain(&part), chain(&whole));
    assert_eq!((&part.graph().segments, &part.graph().squads), (&whole.graph().segments, &whole.graph().squads));
}

/// The open records of every kind.
async fn all_records(store: &Store) -> (Dictionary, Lookup) {
    let texts = |d: &mut Dictionary, id: NodeId, kind: Kind, text: &str| d.insert(id, kind, text);
    let dictionary = store.nodes(Kind::ALL.to_vec(), Dictionary::default(), texts).await.unwrap();
    let mut lookup = Lookup::default();
    for kind in KINDS {
        let (records, _) = store
            .scan(vec![kind], None, Identities::default(), |records, row| {
                let Some(values) = row.values else { return };
                let text = |column: &str| {
                    CanonicalTable::of(row.kind).field(column).and_then(|field| values.text(field)).unwrap_or_default()
                };
                let firm = row.kind == Kind::Enterprise;
                records.push(&Identity {
                    node: row.a,
                    source: source_of(row.rest),
                    credit: text("credit_code").parse().ok(),
                    stock: text("stock_code"),
                    name: text("name"),
                    other_names: [""; 2],
                    adcode: firm.then(|| text("adcode").parse().ok()).flatten(),
                });
            })
            .await
            .unwrap();
        lookup.set(kind, records);
    }
    (dictionary, lookup)
}

async fn references_mean(store: &Store) {
    let (dictionary, lookup) = all_records(store).await;
    for given in texts(store).await {
        let meaning = NamedRecords::of(store, &KINDS, &given).await.unwrap();
        let expected = lookup.find(&dictionary, &KINDS, &given);
        assert_eq!(meaning.referent(), expected, "{given}");
        let Ok(referent) = expected else { continue };
        let (records, _) = lookup.of(referent.kind).unwrap();
        for (node, _) in records.keys() {
            let other = liantu::resolve::Referent { node, ..referent };
            let one = lookup.same_entity(referent, other);
            assert_eq!(meaning.is_of(referent, node), one, "{given} and {node:?}");
            assert_eq!(meaning.nodes(referent).contains(&node), one, "{given} and {node:?}");
        }
    }
}

/// More bear the name than are read for one: the whole is read instead.
fn very_many() {
    let mut firms = crate::support::Sheet::new("enterprises", &["enterprise", "name", "adcode"]);
    for n in 0..2_100 {
        firms.rows.push(vec![format!("e{n}"), "示例".into(), "340100".into()]);
    }
    firms.rows.push(vec!["x".into(), "示例甲有限公司".into(), "340100".into()]);
    let files = folder(&[firms]);
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        load(&store, &[files.path()], liantu::app::intake::import::OnError::Abort).await;
        let whole = Names::from(Held::load(&store, None).await.unwrap().graph);
        for given in ["示例", "e7", "示例甲有限公司"] {
            let part = Names::read(&store).await.unwrap().with_firms(vec![], &[given]).await.unwrap();
            assert_eq!(told(&part, part.firm(given)), told(&whole, whole.firm(given)), "{given}");
        }
        let several = NamedRecords::of(&store, &KINDS, "示例").await.unwrap().referent();
        assert!(matches!(several, Err(liantu::resolve::ReferenceError::Several { ids, .. }) if ids.len() == 2_100));
    });
}
