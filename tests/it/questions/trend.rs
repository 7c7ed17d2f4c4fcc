//! 逐月: months are told as known then, from a cache or without one, and nothing that is no longer so.

use std::path::Path;
use std::sync::Arc;

use liantu::app::intake::import::ImportOptions;
use liantu::app::{App, Clock, KnownAt, Question, TrendAnswer};
use liantu::gaps::Rules;
use liantu::store::Store;

use crate::support::{City, Facts, Sheet, add, block_on, data, desk, folder, store_desk};

pub fn facts(facts: &mut Facts) {
    add!(facts, "trend": each_month_is_what_was_known_then, a_cold_cache_a_warm_one_and_none_agree,
        what_is_taken_back_or_erased_leaves_no_wrong_month, a_damaged_cache_is_made_again,
        the_command_and_the_page_say_the_same);
}

fn clock(when: &str) -> Clock {
    Clock::Fixed(format!("{when}T04:00:00Z").parse().unwrap())
}

async fn import(store: &Store, when: &str, path: &Path) -> u64 {
    let options = ImportOptions::of(vec![path.to_path_buf()], "tester");
    let report = store_desk(store, clock(when)).import(options, Arc::new(|_| ())).await.unwrap();
    assert!(report.committed, "{report:?}");
    store.journal().await.unwrap().0
}

/// A firm that makes a leaf of the tiny chain strong.
fn anchor(segment: &str) -> tempfile::TempDir {
    let mut firms = Sheet::new("enterprises", &["enterprise", "name", "adcode", "standing"]);
    firms.rows = vec![["x1", "示例新来有限公司", "340111", "链主"].map(str::to_owned).to_vec()];
    let mut members = Sheet::new("members", &["enterprise", "segment", "adcode"]);
    members.rows = vec![["x1", segment, "340111"].map(str::to_owned).to_vec()];
    folder(&[firms, members])
}

/// A store that learns of one more firm in October.
async fn two_states() -> Store {
    let store = Store::in_memory().await.unwrap();
    import(&store, "2026-08-15", &data("tiny")).await;
    let app = App::open(store.clone(), Rules::default(), clock("2026-09-01")).await.unwrap();
    let gaps = desk(&app, None).await.gaps(&question()).unwrap();
    let missing = gaps.segments.iter().find(|leaf| leaf.verdict.lack() == Some("缺失")).unwrap();
    import(&store, "2026-10-05", anchor(&missing.segment).path()).await;
    store
}

fn question() -> Question {
    Question { chain: "c1".to_owned(), ..Question::default() }
}

async fn trend(store: &Store, cache: Option<&Path>) -> TrendAnswer {
    let app = App::open(store.clone(), Rules::default(), clock("2026-11-23")).await.unwrap();
    let app = match cache {
        Some(folder) => app.keeping_in(folder.to_owned()),
        None => app,
    };
    desk(&app, None).await.trend(&question()).await.unwrap()
}

fn days(told: &TrendAnswer) -> Vec<String> {
    told.months.iter().map(|month| month.day.to_string()).collect()
}

fn each_month_is_what_was_known_then() {
    block_on(async {
        let store = two_states().await;
        let told = trend(&store, None).await;
        assert_eq!(days(&told), ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-23"]);
        let app = App::open(store.clone(), Rules::default(), clock("2026-11-23")).await.unwrap();
        for month in &told.months {
            let then = desk(&app, Some(KnownAt::Day(month.day))).await;
            let gaps = then.gaps(&Question { as_of: Some(month.day), ..question() }).unwrap();
            assert_eq!(month.verdicts, gaps.summary.verdicts, "{}", month.day);
        }
        let verdicts: Vec<_> = told.months.iter().map(|month| month.verdicts).collect();
        // At a desk of the past nothing is told that was learnt later.
        let first = desk(&app, Some(KnownAt::Number(1))).await;
        let then = first.trend(&question()).await.unwrap();
        for (month, told) in then.months.iter().zip(&told.months) {
            let gaps = first.gaps(&Question { as_of: Some(month.day), ..question() }).unwrap();
            assert_eq!((month.day, month.verdicts), (told.day, gaps.summary.verdicts));
        }
        assert_eq!(then.months[1].verdicts, verdicts[1]);
        assert_ne!(then.months[2].verdicts, verdicts[2], "what came in October is told of October");
    });
}

fn a_cold_cache_a_warm_one_and_none_agree() {
    block_on(async {
        let (store, cache) = (two_states().await, tempfile::tempdir().unwrap());
        let folder = cache.path().join("trends");
        let (none, cold) = (trend(&store, None).await, trend(&store, Some(&folder)).await);
        let warm = trend(&store, Some(&folder)).await;
        assert_eq!((&none.months, &cold.months), (&cold.months, &warm.months));
        let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("2026-10-31") && !text.contains("2026-11-23"), "only past days are kept: {text}");
        assert!(!text.contains("示例"), "no name of anybody is kept: {text}");
    });
}

fn what_is_taken_back_or_erased_leaves_no_wrong_month() {
    block_on(async {
        let (store, cache) = (two_states().await, tempfile::tempdir().unwrap());
        let before = trend(&store, Some(cache.path())).await;
        // Taken back within October, as a clock that goes after writes it down.
        let line = store_desk(&store, clock("2026-10-20")).imports().await.unwrap();
        let last = line.iter().max_by_key(|line| line.number).unwrap();
        store_desk(&store, clock("2026-10-20")).undo(&last.import).await.unwrap();
        let after = trend(&store, Some(cache.path())).await;
        assert_eq!(after.months, trend(&store, None).await.months);
        assert_ne!(after.months[2].verdicts, before.months[2].verdicts, "October is told anew");
        assert_eq!(after.months[1].verdicts, before.months[1].verdicts);
        // Contacts that come and are erased are no part of it: every month stays what it is.
        let mut contacts = Sheet::new("contacts", &["of", "name", "phone"]);
        contacts.rows = vec![["e00000", "示例联系人", "000-0000-0001"].map(str::to_owned).to_vec()];
        import(&store, "2026-10-21", folder(&[contacts]).path()).await;
        store_desk(&store, clock("2026-10-22")).erase("e00000").await.unwrap();
        assert_eq!(trend(&store, Some(cache.path())).await.months, after.months);
    });
}

fn a_damaged_cache_is_made_again() {
    block_on(async {
        let (store, cache) = (two_states().await, tempfile::tempdir().unwrap());
        let whole = trend(&store, Some(cache.path())).await;
        let file = std::fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
        let kept = std::fs::read_to_string(&file).unwrap();
        for damaged in [String::new(), kept.replacen("\"strengthen\":", "\"strengthen\":1", 1), "\u{0}".repeat(99)] {
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(trend(&store, Some(cache.path())).await.months, whole.months);
            assert_eq!(std::fs::read_to_string(&file).unwrap(), kept);
        }
    });
}

fn the_command_and_the_page_say_the_same() {
    let (city, server) = City::sample().served();
    let told = server.json("/api/v1/chains/ic/trend");
    assert_eq!(told, city.json(&["trend", "--chain", "ic"]));
    let verdicts = &city.json(&["gaps", "--chain", "ic"])["summary"]["verdicts"];
    assert_eq!(&told["months"].as_array().unwrap().last().unwrap()["verdicts"], verdicts);
    let page = server.get("/chains/ic/trend");
    assert!(page.status == 200 && page.body.contains("还没有满一个月的记录"), "{}", page.body);
    assert!(server.get("/chains/ic/brief").body.contains("/chains/ic/trend"));
    city.refused(&["trend", "--chain", "没有"], &["没有产业链「没有」"]);
}
