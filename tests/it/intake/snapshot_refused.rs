//! Snapshots that would close too much, and other ways to take back too much: nothing happens, and a sentence says why.

use liantu::app::intake::import::OnError;
use liantu::model::Kind;
use liantu::store::Store;

use super::snapshot::{firms, list, open, removals};
use crate::support::{City, Done, Facts, Sheet, block_on, data, load, snapshot_mapping};

pub fn facts(facts: &mut Facts) {
    facts.add("snapshot::one_that_would_close_half_the_store_is_refused", half_the_store_is_refused);
    facts.add("snapshot::a_tenth_is_closed_unasked_and_no_more", a_tenth_is_closed_unasked);
    facts.add("snapshot::an_empty_list_is_refused_and_closes_all_when_confirmed", an_empty_list);
    facts.add("snapshot::each_source_has_a_tenth_of_its_own", each_source_for_itself);
    facts.add("snapshot::a_file_that_breaks_off_closes_nothing", a_file_that_breaks_off);
    facts.add("snapshot::rejected_rows_are_not_a_list_of_their_own", rejected_rows_are_no_list);
}

fn import(city: &City, file: &str, mapping: &str, more: &[&str]) -> Done {
    let path = |name: &str| city.folder().join(name).display().to_string();
    let (file, mapping) = (path(file), path(mapping));
    city.run(&[&["import", &file, "--mapping", &mapping], more].concat())
}

fn half_the_store_is_refused() {
    let city = City::new();
    firms(40, |_| true).write(city.folder(), "enterprises");
    city.write("m.toml", snapshot_mapping(&[firms(1, |_| true)], Some("甲源")));
    assert_eq!(import(&city, "enterprises.csv", "m.toml", &[]).code(), 0);
    firms(40, |i| i < 20).write(city.folder(), "enterprises");
    let sentence = "m.toml：enterprises（企业） 来源「甲源」：名单里没有的行要关闭，40 条中有 20 条（50.0%），超过 10%。\
        若名单是完整的，请加 --confirm-removals 再导入";
    for more in [&[][..], &["--dry-run"], &["--on-error", "skip"]] {
        let done = import(&city, "enterprises.csv", "m.toml", more);
        assert_eq!(done.code(), 1, "{}", done.out());
        assert!(done.out().contains(sentence), "{}", done.out());
        assert!(done.out().contains("快照 enterprises 来源「甲源」：原有 40，关闭 20"), "{}", done.out());
    }
    let found = city.run(&["doctor", "--json"]).json();
    assert_eq!((&found["batches"], &found["enterprises"]), (&1.into(), &40.into()));
    let dry = import(&city, "enterprises.csv", "m.toml", &["--confirm-removals", "--dry-run"]);
    assert_eq!(dry.code(), 0, "{}", dry.out());
    let done = import(&city, "enterprises.csv", "m.toml", &["--confirm-removals"]);
    assert_eq!(done.code(), 0, "{}", done.out());
    assert_eq!(city.run(&["doctor", "--json"]).json()["enterprises"], 20);
}

fn a_tenth_is_closed_unasked() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        list(&store, &[firms(30, |_| true)], Some("甲源"), false).await;
        let report = list(&store, &[firms(30, |i| i >= 4)], Some("甲源"), false).await;
        assert_eq!((removals(&report), report.committed), (vec![("enterprises", "甲源", 30, 4)], false));
        assert_eq!(open(&store, Kind::Enterprise).await, 30);
        let report = list(&store, &[firms(30, |i| i >= 3)], Some("甲源"), false).await;
        assert_eq!((removals(&report), report.committed), (vec![("enterprises", "甲源", 30, 3)], true));
    });
}

fn an_empty_list() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        list(&store, &[firms(3, |_| true)], Some("甲源"), false).await;
        let report = list(&store, &[firms(3, |_| false)], Some("甲源"), false).await;
        assert!(!report.committed && report.removals_refused, "{:?}", report.problems);
        let report = list(&store, &[firms(3, |_| false)], Some("甲源"), true).await;
        assert_eq!((report.committed, report.removed), (true, 3));
        assert_eq!(open(&store, Kind::Enterprise).await, 0);
        let report = list(&store, &[firms(3, |_| false)], Some("甲源"), false).await;
        assert_eq!((report.committed, report.number), (true, None), "nothing is left to close");
    });
}

fn each_source_for_itself() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        load(&store, &[&data("tiny")], OnError::Abort).await;
        list(&store, &[firms(5, |_| true)], Some("甲源"), false).await;
        list(&store, &[firms(95, |_| true)], Some("乙源"), false).await;
        let report = list(&store, &[firms(5, |i| i > 0)], Some("甲源"), false).await;
        assert!(report.removals_refused, "one of five, however much others hold");
    });
}

fn a_file_that_breaks_off() {
    let city = City::new();
    let columns = "columns = { enterprise = \"id\", name = \"name\" }\n";
    city.write(
        "m.toml",
        format!("[[table]]\ntable = \"enterprises\"\nmode = \"snapshot\"\nsource = \"甲源\"\n{columns}"),
    );
    city.write("f.json", r#"[{"id": "1", "name": "甲有限公司"}, {"id": "2", "name": "乙有限公司"}]"#);
    assert_eq!(import(&city, "f.json", "m.toml", &[]).code(), 0);
    city.write("f.json", r#"[{"id": "1", "name": "甲有限公司"}, {"id": "2", "na"#);
    let done = import(&city, "f.json", "m.toml", &["--confirm-removals", "--on-error", "skip"]);
    assert!(done.code() == 1 && !done.out().contains("快照"), "{}", done.out());
    assert_eq!(city.run(&["doctor", "--json"]).json()["enterprises"], 2);
}

fn rejected_rows_are_no_list() {
    let city = City::new();
    let mut sheet: Sheet = firms(10, |_| true);
    city.write("m.toml", snapshot_mapping(&[sheet.clone()], Some("甲源")));
    sheet.rows[0][3] = "很多".into();
    sheet.write(city.folder(), "enterprises");
    let back = city.folder().join("退回.csv");
    let done =
        import(&city, "enterprises.csv", "m.toml", &["--on-error", "skip", "--rejected", back.to_str().unwrap()]);
    assert_eq!(done.code(), 2, "{}", done.out());
    assert!(done.out().contains("退回的行只是名单的一部分"), "{}", done.out());
    let text = std::fs::read_to_string(&back).unwrap().replace("很多", "1");
    std::fs::write(&back, text).unwrap();
    let done = import(&city, "退回.csv", "m.toml", &[]);
    assert!(done.code() == 1 && done.out().contains("9 条中有 9 条（100.0%）"), "{}", done.out());
    assert!(done.out().contains("若只是名单的一部分"), "{}", done.out());
}
