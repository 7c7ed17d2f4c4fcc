//! Snapshots: rows that a source's list no longer holds are closed, counted, and taken back.

use liantu::app::intake::import::{ImportOptions, OnError};
use liantu::app::{App, Clock};
use liantu::gaps::Rules;
use liantu::ingest::{ImportReport, Inputs, Mapping};
use liantu::model::Kind;
use liantu::store::Store;

use crate::support::picture::{self, Picture, assert_same};
use crate::support::{
    City, Facts, Sheet, block_on, data, folder, load, load_as, options, snapshot_mapping, store_desk,
};

pub fn facts(facts: &mut Facts) {
    facts.add("snapshot::what_is_gone_is_closed_and_the_dry_run_says_so", gone_is_closed);
    facts.add("snapshot::other_sources_and_tables_and_plain_imports_close_nothing", others_stay);
    facts.add("snapshot::rows_that_name_their_source_speak_for_it", rows_name_their_source);
    facts.add("snapshot::all_files_of_a_table_count_together", files_count_together);
    facts.add("snapshot::rejected_rows_keep_their_records", rejected_rows_keep_their_records);
    facts.add("snapshot::a_row_nobody_can_tell_keeps_all", a_row_nobody_can_tell_keeps_all);
    facts.add("snapshot::references_to_a_firm_that_is_gone_sleep_and_wake_with_it", references_sleep_and_wake);
    facts.add("snapshot::a_parent_that_is_gone_is_no_parent", a_parent_that_is_gone);
    facts.add("snapshot::undo_opens_what_was_closed", undo_opens_what_was_closed);
    facts.add("snapshot::contacts_that_are_gone_leave_no_word", contacts_leave_no_word);
    facts.add("snapshot::a_long_list_is_walked_in_pages", a_long_list);
}

/// Firms `e0…` of a source, `chosen` ones only.
pub fn firms(count: usize, chosen: impl Fn(usize) -> bool) -> Sheet {
    let mut sheet = Sheet::new("enterprises", &["enterprise", "name", "adcode", "revenue"]);
    for i in (0..count).filter(|i| chosen(*i)) {
        sheet.rows.push(row([&format!("e{i}"), &format!("示例{i}有限公司"), "340100", "100"]));
    }
    sheet
}

pub fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Imports sheets as all that a source has.
pub async fn list(store: &Store, sheets: &[Sheet], source: Option<&str>, confirm: bool) -> ImportReport {
    let files = folder(sheets);
    let mapping = Mapping::parse("m.toml", &snapshot_mapping(sheets, source)).unwrap();
    let inputs = Inputs::mapped(&[files.path().to_owned()], &mapping);
    let asked = ImportOptions { inputs, confirm_removals: confirm, ..options(&[]) };
    let dry = load_as(store, ImportOptions { dry_run: true, on_error: OnError::Skip, ..asked.clone() }).await;
    let done = load_as(store, ImportOptions { on_error: OnError::Skip, ..asked }).await;
    assert_eq!((&dry.counts, &dry.removals, dry.removed), (&done.counts, &done.removals, done.removed));
    // What a preview compares no more of, an import never compares.
    let told = |report: &ImportReport| -> Vec<String> {
        report
            .notices
            .iter()
            .map(|notice| notice.to_string())
            .filter(|told| !told.contains("没有和已有的企业比对"))
            .collect()
    };
    assert_eq!((&dry.problems, told(&dry)), (&done.problems, told(&done)));
    done
}

/// Open and removed rows of each table and source.
pub fn removals(report: &ImportReport) -> Vec<(&str, &str, u64, u64)> {
    report.removals.iter().map(|r| (r.table, r.source.as_str(), r.open, r.removed)).collect()
}

/// How many records of a kind are open.
pub async fn open(store: &Store, kind: Kind) -> u64 {
    let (open, _) =
        store.scan(vec![kind], None, 0, |open, row| *open += u64::from(row.values.is_some())).await.unwrap();
    open
}

fn gone_is_closed() {
    let city = City::new();
    let [all, less] = [firms(20, |_| true), firms(20, |i| i != 7 && i != 8)];
    let mapping = city.write("m.toml", snapshot_mapping(std::slice::from_ref(&all), Some("甲源")));
    let run = |sheet: &Sheet, more: &[&str]| {
        sheet.write(city.folder(), "enterprises");
        let path = city.folder().join("enterprises.csv");
        let arguments = ["import", path.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()];
        city.done(&[&arguments[..], more].concat())
    };
    assert!(run(&all, &[]).out().contains("快照 enterprises 来源「甲源」：原有 0，关闭 0"));
    let dry = run(&less, &["--dry-run"]).out();
    assert!(dry.contains("快照 enterprises 来源「甲源」：原有 20，关闭 2\n"), "{dry}");
    assert!(dry.contains("读 18，新 0，改 0，不变 18，重复 0，拒绝 0；关闭 2\n"), "{dry}");
    let report = run(&less, &["--format", "json"]).json();
    let expected = serde_json::json!([{"table": "enterprises", "source": "甲源", "open": 20, "removed": 2}]);
    assert_eq!((&report["removals"], &report["removed"], &report["number"]), (&expected, &2.into(), &2.into()));
    let again = run(&less, &["--format", "json"]).json();
    assert_eq!((&again["removed"], &again["number"]), (&0.into(), &serde_json::Value::Null), "twice changes nothing");
    let history = city.run(&["history", "e7", "--format", "json"]).json();
    assert_eq!(history["records"][0]["versions"][1]["closed"], true, "{history}");
    let back = run(&all, &["--format", "json"]).json();
    assert_eq!((&back["new"], &back["changed"], &back["unchanged"]), (&2.into(), &0.into(), &18.into()), "{back}");
}

fn others_stay() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        list(&store, &[firms(20, |_| true)], Some("甲源"), false).await;
        list(&store, &[firms(20, |_| true)], Some("乙源"), false).await;
        let mut sites = Sheet::new("sites", &["enterprise", "adcode"]);
        sites.rows = (0..20).map(|i| row([&format!("e{i}"), "340100"])).collect();
        list(&store, &[sites], Some("甲源"), false).await;
        let report = list(&store, &[firms(20, |i| i < 18)], Some("甲源"), false).await;
        assert_eq!(removals(&report), [("enterprises", "甲源", 20, 2)]);
        assert_eq!((open(&store, Kind::Enterprise).await, open(&store, Kind::Site).await), (38, 20));
        let plain = folder(&[firms(20, |i| i < 2)]);
        let report = load(&store, &[plain.path()], OnError::Abort).await;
        assert_eq!((report.removed, removals(&report)), (0, vec![]));
        assert_eq!(open(&store, Kind::Enterprise).await, 40);
    });
}

/// Firms that say their source row by row.
fn sourced(rows: &[(&str, &str)]) -> Sheet {
    let mut sheet = Sheet::new("enterprises", &["enterprise", "name", "source"]);
    sheet.rows = rows.iter().map(|(id, source)| row([id, &format!("{id}有限公司"), source])).collect();
    sheet
}

fn rows_name_their_source() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        let all = [("a1", "甲源"), ("a2", "甲源"), ("b1", "乙源"), ("c1", ""), ("c2", "")];
        list(&store, &[sourced(&all)], None, false).await;
        // Nothing is said of 乙源; a blank source is the local one.
        let report = list(&store, &[sourced(&[("a1", "甲源"), ("c2", "")])], None, true).await;
        assert_eq!(removals(&report), [("enterprises", "local", 2, 1), ("enterprises", "甲源", 2, 1)]);
        assert_eq!(open(&store, Kind::Enterprise).await, 3);
    });
}

fn files_count_together() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        list(&store, &[firms(20, |_| true)], Some("甲源"), false).await;
        let files = tempfile::tempdir().unwrap();
        firms(20, |i| i < 9).write(files.path(), "enterprises-1");
        firms(20, |i| i >= 10).write(files.path(), "enterprises-2");
        let mapping = Mapping::parse("m.toml", &snapshot_mapping(&[firms(1, |_| true)], Some("甲源"))).unwrap();
        let inputs = Inputs::mapped(&[files.path().to_owned()], &mapping);
        let report = load_as(&store, ImportOptions { inputs, ..options(&[]) }).await;
        assert_eq!(removals(&report), [("enterprises", "甲源", 20, 1)]);
    });
}

fn rejected_rows_keep_their_records() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        load(&store, &[&data("tiny")], OnError::Abort).await;
        let mut members = Sheet::new("members", &["enterprise", "segment", "product"]);
        members.rows = (0..30).map(|i| row([&format!("e{i}"), "c1-s02", ""])).collect();
        list(&store, &[firms(30, |_| true), members.clone()], Some("甲源"), false).await;
        let mut bad = firms(30, |i| i != 3);
        bad.rows[0][3] = "很多".into();
        bad.rows[1][2] = "何处".into();
        bad.rows.push(row(["e2", "另一个有限公司", "340100", "100"]));
        let report = list(&store, &[bad, members.clone()], Some("甲源"), true).await;
        assert_eq!(removals(&report)[0], ("enterprises", "甲源", 30, 1));
        // e3 is gone, so what refers to it is rejected and stays as it is, asleep.
        assert_eq!(removals(&report)[1], ("members", "甲源", 30, 0));
        assert_eq!(report.counts.rejected, 5, "{:?}", report.problems);
        let told: Vec<String> = report.notices.iter().map(ToString::to_string).collect();
        let told = told.join("\n");
        assert!(told.contains("enterprises（企业） 来源「甲源」有 3 条在名单里的行被拒绝"), "{told}");
        assert!(told.contains("members（属于环节） 来源「甲源」有 1 条在名单里的行被拒绝"), "{told}");
        members.rows.truncate(29);
        let report = list(&store, &[members], Some("甲源"), false).await;
        assert_eq!(removals(&report), [("members", "甲源", 30, 1)]);
    });
}

fn a_row_nobody_can_tell_keeps_all() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        list(&store, &[firms(20, |_| true)], Some("甲源"), false).await;
        let mut less = firms(20, |i| i != 5);
        less.rows[0][0] = "e\u{7}".into();
        let report = list(&store, &[less.clone()], Some("甲源"), false).await;
        assert_eq!((removals(&report), report.counts.rejected), (vec![("enterprises", "甲源", 20, 0)], 1));
        assert!(report.notices.iter().any(|n| n.contains("有 1 行被拒绝，看不出说的是哪一条")), "{:?}", report.notices);
        less.rows[0][0] = "e0".into();
        let report = list(&store, &[less], Some("甲源"), false).await;
        assert_eq!(removals(&report), [("enterprises", "甲源", 20, 1)]);
    });
}

/// What a process that follows holds, which is what one reads afresh.
async fn followed(store: &Store, app: &App) -> Picture {
    app.follow_once().await.unwrap();
    let found = picture::of_app(store, app).await;
    assert_same(&found, &picture::of(store).await, "followed");
    found
}

fn references_sleep_and_wake() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        load(&store, &[&data("tiny")], OnError::Abort).await;
        let clock = Clock::Fixed("2026-11-23T04:00:00Z".parse().unwrap());
        let app = App::open(store.clone(), Rules::default(), clock).await.unwrap();
        list(&store, &[firms(20, |i| i != 4)], Some("甲源"), false).await;
        let before = followed(&store, &app).await;
        list(&store, &[firms(20, |_| true)], Some("甲源"), false).await;
        let mut members = Sheet::new("members", &["enterprise", "segment"]);
        members.rows.push(row(["e4", "c1-s07"]));
        load(&store, &[folder(&[members]).path()], OnError::Abort).await;
        let with = followed(&store, &app).await;
        assert_ne!(with.gaps, before.gaps);
        list(&store, &[firms(20, |i| i != 4)], Some("甲源"), false).await;
        assert_same(&followed(&store, &app).await, &before, "asleep");
        list(&store, &[firms(20, |_| true)], Some("甲源"), false).await;
        assert_same(&followed(&store, &app).await, &with, "awake");
    });
}

fn a_parent_that_is_gone() {
    let segments = |rows: &[[&str; 5]]| {
        let mut sheet = Sheet::new("segments", &["segment", "chain", "name", "stage", "parent"]);
        sheet.rows = rows.iter().map(|cells| row(*cells)).collect();
        sheet
    };
    let (above, below) = (["s1", "c1", "上", "upstream", ""], ["s2", "c1", "下", "upstream", "s1"]);
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        let mut chains = Sheet::new("chains", &["chain", "name"]);
        chains.rows.push(row(["c1", "示例产业链"]));
        load(&store, &[folder(&[chains]).path()], OnError::Abort).await;
        list(&store, &[segments(&[above, below])], Some("甲源"), false).await;
        for _ in 0..2 {
            let report = list(&store, &[segments(&[below])], Some("甲源"), true).await;
            let told = &report.problems[0];
            assert_eq!((told.column.as_deref(), told.value.as_deref()), (Some("parent"), Some("s1")));
            assert_eq!(report.counts.rejected, 1);
        }
        assert_eq!(open(&store, Kind::Segment).await, 1, "the child stays as it was");
    });
}

fn undo_opens_what_was_closed() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        let digest = async || store_desk(&store, Clock::System).checkup().await.unwrap().digest;
        list(&store, &[firms(20, |_| true)], Some("甲源"), false).await;
        let before = (digest().await, picture::of(&store).await);
        let less = [firms(30, |i| i > 1 && i < 25)];
        list(&store, &less, Some("甲源"), false).await;
        let after = (digest().await, picture::of(&store).await);
        let report = store_desk(&store, Clock::System).undo("2").await.unwrap();
        assert_eq!((report.restored, report.closed, report.left.len()), (2, 5, 0));
        assert_eq!(digest().await, before.0);
        assert_same(&picture::of(&store).await, &before.1, "undone");
        list(&store, &less, Some("甲源"), false).await;
        assert_eq!(digest().await, after.0);
        assert_same(&picture::of(&store).await, &after.1, "again");
    });
}

fn contacts_leave_no_word() {
    let city = City::tiny();
    let mut contacts = Sheet::new("contacts", &["of", "name", "phone"]);
    for (of, name, phone) in [("e00001", "示例联系人甲", "000-1234-5678"), ("e00002", "示例联系人乙", "000-0000-0000")]
    {
        contacts.rows.push(row([of, name, phone]));
    }
    let mapping = city.write("m.toml", snapshot_mapping(&[contacts.clone()], Some("甲源")));
    let run = |sheet: &Sheet| {
        sheet.write(city.folder(), "contacts");
        let path = city.folder().join("contacts.csv");
        let words = ["import", path.to_str().unwrap(), "--mapping", mapping.to_str().unwrap(), "--confirm-removals"];
        city.run(&[&words[..], &["--format", "json"]].concat()).json()
    };
    let somewhere = |text: &str| {
        let files = std::fs::read_dir(city.folder()).unwrap().map(|e| e.unwrap().path());
        let stores = files.filter(|p| p.to_string_lossy().contains("liantu.db"));
        stores.map(|p| std::fs::read(p).unwrap()).any(|bytes| bytes.windows(text.len()).any(|w| w == text.as_bytes()))
    };
    run(&contacts);
    assert!(somewhere("000-1234-5678"));
    let all = contacts.clone();
    contacts.rows.remove(0);
    assert_eq!(run(&contacts)["removed"], 1);
    assert!(!somewhere("示例联系人甲") && !somewhere("000-1234-5678"));
    assert!(somewhere("示例联系人乙"));
    let undone = city.run(&["undo", "3"]);
    assert!(undone.out().contains("原来的内容已删去，不能恢复"), "{}", undone.out());
    assert_eq!(run(&all)["new"], 1);
    assert!(somewhere("000-1234-5678"));
    city.done(&["doctor"]);
}

/// More rows than a page and a chunk; gone ones at both ends, alone and in a row.
fn a_long_list() {
    const FIRMS: usize = 12_000;
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        list(&store, &[firms(FIRMS, |_| true)], Some("甲源"), false).await;
        let gone = |i: usize| i == 0 || i == FIRMS - 1 || (i < FIRMS && i % 1_000 == 7) || (5_200..5_900).contains(&i);
        let report = list(&store, &[firms(FIRMS + 100, |i| !gone(i))], Some("甲源"), false).await;
        let removed = (0..FIRMS).filter(|i| gone(*i)).count() as u64;
        assert_eq!(removals(&report), [("enterprises", "甲源", FIRMS as u64, removed)]);
        assert_eq!((report.counts.new, report.counts.changed), (100, 0));
        assert_eq!(open(&store, Kind::Enterprise).await, FIRMS as u64 + 100 - removed);
        assert_eq!(store.check().await.unwrap().problems, Vec::<String>::new());
        let again = list(&store, &[firms(FIRMS + 100, |i| !gone(i))], Some("甲源"), false).await;
        assert_eq!((again.removed, again.number), (0, None));
    });
}
