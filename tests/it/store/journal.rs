//! What was known when: history, known-at, undo, what moved, backups, erased contacts.

use std::path::Path;

use crate::support::{City, Facts, data};

pub fn facts(facts: &mut Facts) {
    facts.add("journal::import_undo_import_says_what_importing_once_says", import_undo_import);
    facts.add("journal::known_at_gives_the_answers_of_then", known_at_gives_the_answers_of_then);
    facts.add("journal::moments_that_never_were_are_refused", moments_that_never_were_are_refused);
    facts.add("journal::undo_leaves_what_was_changed_since", undo_leaves_what_was_changed_since);
    facts.add("journal::undo_is_refused_twice_and_for_what_is_no_import", undo_is_refused);
    facts.add("journal::references_to_closed_rows_sleep_and_wake", references_sleep_and_wake);
    facts.add("journal::the_founder_gives_the_id_even_when_closed", the_founder_gives_the_id);
    facts.add("journal::history_tells_what_each_value_replaced", history_tells_what_each_value_replaced);
    facts.add("journal::moved_tells_verdicts_firms_and_facts", moved_tells);
    facts.add("journal::a_backup_is_restored_and_a_broken_one_changes_nothing", backup_and_restore);
    facts.add("journal::erased_contacts_are_in_no_file", erased_contacts_are_gone);
    facts.add("journal::imports_are_taken_back_one_after_the_other", taken_back_in_turn);
    facts.add("journal::what_was_changed_after_an_undo_is_left", changed_after_an_undo);
    facts.add("journal::an_undo_closes_a_contact_whose_words_of_before_are_gone", changed_contact_closed);
}

fn gaps(city: &City, more: &[&str]) -> serde_json::Value {
    let mut arguments = vec!["gaps", "--chain", "c1", "--as-of", "2026-11-23", "--format", "json"];
    arguments.extend(more);
    city.run(&arguments).json()
}

fn import_text(city: &City, name: &str, text: &str) {
    let path = city.write(name, text);
    city.import(&[&path]);
}

fn import_undo_import() {
    let (once, again) = (City::tiny(), City::tiny());
    again.done(&["undo", "1"]);
    assert_eq!(again.run(&["chains", "--format", "json"]).json()["chains"], serde_json::json!([]));
    again.import(&[&data("tiny")]);
    assert_eq!(again.digest(), once.digest());
    assert_eq!(gaps(&again, &[]), gaps(&once, &[]));
    let listed = again.run(&["imports", "--format", "json"]).json();
    assert_eq!((&listed["imports"][0]["number"], &listed["imports"][0]["undone"]), (&1.into(), &2.into()));
}

fn known_at_gives_the_answers_of_then() {
    let city = City::tiny();
    let then = gaps(&city, &[]);
    import_text(&city, "members.csv", "enterprise,segment\ne00003,c1-s07\ne00003,c1-s02\n");
    let now = gaps(&city, &[]);
    assert_ne!(then["segments"], now["segments"]);
    assert_eq!(gaps(&city, &["--known-at", "1"]), then);
    assert_eq!(gaps(&city, &["--known-at", "2"]), now);
    city.run(&["undo", "2"]);
    assert_eq!(gaps(&city, &[])["segments"], then["segments"]);
    assert_eq!(gaps(&city, &["--known-at", "2"]), now);
}

fn moments_that_never_were_are_refused() {
    let city = City::tiny();
    let sentences = [
        ("9", "还没有日志号 9；最新的是 1"),
        ("0", "那时还没有导入过任何内容"),
        ("2999-01-01", "2999-01-01 还没有到"),
        ("2001-01-01", "那时还没有导入过任何内容"),
    ];
    for (moment, sentence) in sentences {
        let done = city.run(&["gaps", "--chain", "c1", "--known-at", moment]);
        assert!(done.code() == 1 && done.err().contains(sentence), "{moment}: {}{}", done.out(), done.err());
    }
    assert_eq!(city.run(&["gaps", "--chain", "c1", "--known-at", "昨天"]).code(), 64);
}

fn undo_leaves_what_was_changed_since() {
    let city = City::new();
    import_text(&city, "enterprises.csv", "enterprise,name,adcode\ne1,甲有限公司,340100\ne2,乙有限公司,340100\n");
    import_text(&city, "enterprises.csv", "enterprise,name,adcode\ne1,甲一有限公司,340100\ne2,乙一有限公司,340100\n");
    import_text(&city, "enterprises.csv", "enterprise,name,adcode\ne2,乙二有限公司,340100\n");
    let report = city.run(&["undo", "2", "--json"]).json();
    assert_eq!((&report["restored"], &report["closed"]), (&1.into(), &0.into()));
    assert_eq!(report["left"], serde_json::json!([{"table": "enterprises", "key": "e2", "changed_at": 3}]));
    assert!(city.run(&["history", "甲有限公司"]).out().contains("甲一有限公司 → 甲有限公司"));
    city.done(&["history", "乙二有限公司"]);
}

fn undo_is_refused() {
    let city = City::tiny();
    city.done(&["undo", "1"]);
    let twice = city.run(&["undo", "1"]);
    assert!(twice.code() == 1 && twice.err().contains("撤销过"), "{}", twice.err());
    for unknown in ["7", "abc", ""] {
        let done = city.run(&["undo", unknown]);
        assert_eq!(done.code(), 1, "{unknown}");
    }
}

fn references_sleep_and_wake() {
    let city = City::tiny();
    let before = gaps(&city, &[]);
    import_text(&city, "enterprises.csv", "enterprise,name,adcode,standing\nn1,新来有限公司,340100,anchor\n");
    import_text(&city, "members.csv", "enterprise,segment\nn1,c1-s07\n");
    let with = gaps(&city, &[]);
    assert_ne!(with["segments"], before["segments"]);
    city.run(&["undo", "2"]);
    assert_eq!(gaps(&city, &[])["segments"], before["segments"]);
    let found = city.run(&["doctor", "--json"]).json();
    assert_eq!(found["asleep"], 1);
    import_text(&city, "enterprises.csv", "enterprise,name,adcode,standing\nn1,新来有限公司,340100,anchor\n");
    assert_eq!(gaps(&city, &[])["segments"], with["segments"]);
}

fn the_founder_gives_the_id() {
    let city = City::tiny();
    let code = "91350100M000100Y43";
    import_text(
        &city,
        "enterprises.csv",
        &format!("enterprise,name,credit_code,adcode\nold,旧名有限公司,{code},340100\n"),
    );
    import_text(
        &city,
        "enterprises.csv",
        &format!("enterprise,name,credit_code,adcode\nnew,新名有限公司,{code},340100\n"),
    );
    import_text(&city, "members.csv", "enterprise,segment\nnew,c1-s07\n");
    let firms = |city: &City| {
        let told = city.run(&["explain", "--chain", "c1", "--segment", "c1-s07", "--format", "json"]).json();
        told["local"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["enterprise"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(firms(&city), ["old"]);
    city.run(&["undo", "2"]);
    assert_eq!(firms(&city), ["old"], "the id never changes");
}

fn history_tells_what_each_value_replaced() {
    let city = City::new();
    import_text(&city, "enterprises.csv", "enterprise,name,standing,seen\ne1,甲有限公司,ordinary,2026-01-01\n");
    import_text(&city, "enterprises.csv", "enterprise,name,standing,seen\ne1,甲有限公司,leading,2026-02-01\n");
    let found = city.run(&["history", "e1", "--format", "json"]).json();
    let second = &found["records"][0]["versions"][1];
    assert_eq!((&second["number"], &second["origin"]), (&2.into(), &"enterprises.csv 第 2 行".into()));
    let change = serde_json::json!({"field": "standing", "before": "ordinary", "after": "leading"});
    assert!(second["changes"].as_array().unwrap().contains(&change), "{second}");
    assert_eq!(city.run(&["history", "没有的"]).code(), 1);
}

fn moved_tells() {
    let city = City::tiny();
    let today = city.run(&["gaps", "--chain", "c1", "--format", "json"]).json()["as_of"].as_str().unwrap().to_owned();
    let done = city.run(&["moved", "--chain", "c1", "--from", &today, "--to", &today, "--format", "json"]).json();
    assert_eq!((&done["verdicts"], &done["facts"]), (&serde_json::json!([]), &serde_json::json!([])));
    let backwards = city.run(&["moved", "--chain", "c1", "--from", &today, "--to", "2020-01-01"]);
    assert_eq!(backwards.code(), 1);
    let early = city.run(&["moved", "--chain", "c1", "--from", "2020-01-01", "--to", &today]);
    assert!(early.code() == 1 && early.err().contains("导入"), "{}", early.err());
}

fn backup_and_restore() {
    let city = City::tiny();
    let (before, copy) = (city.digest(), city.folder().join("copy.db"));
    let path = |path: &Path| path.to_string_lossy().into_owned();
    city.done(&["backup", &path(&copy)]);
    assert_eq!(city.run(&["backup", &path(&city.store())]).code(), 1, "onto itself");
    import_text(&city, "enterprises.csv", "enterprise,name\nn1,新来有限公司\n");
    let after = city.digest();
    let broken = city.write("broken.db", "no database");
    assert_eq!(city.run(&["restore", &path(&broken)]).code(), 1);
    let mut bytes = std::fs::read(&copy).unwrap();
    // Whole pages: what is free within one may say anything.
    let middle = bytes.len() / 2 / 8192 * 8192;
    bytes[middle..middle + 2 * 8192].fill(0x5a);
    let damaged = city.write("damaged.db", bytes);
    assert_eq!(city.run(&["restore", &path(&damaged)]).code(), 1);
    assert_eq!(city.digest(), after, "a broken backup changes nothing");
    city.done(&["restore", &path(&copy)]);
    assert_eq!(city.digest(), before);
    assert!(city.folder().join("liantu.db.before-restore-2.db").exists());
}

fn erased_contacts_are_gone() {
    let city = City::tiny();
    import_text(
        &city,
        "contacts.csv",
        "of,name,phone\ne00001,示例联系人甲,000-1234-5678\ne00002,示例联系人乙,000-0000-0000\n",
    );
    let somewhere = |text: &str| {
        let files = std::fs::read_dir(city.folder()).unwrap().map(|e| e.unwrap().path());
        let stores = files.filter(|p| p.to_string_lossy().contains("liantu.db"));
        stores.map(|p| std::fs::read(p).unwrap()).any(|bytes| bytes.windows(text.len()).any(|w| w == text.as_bytes()))
    };
    assert!(somewhere("示例联系人甲") && somewhere("000-1234-5678"));
    let done = city.run(&["erase", "e00001"]);
    assert!(done.code() == 0 && done.out().contains("1 条"), "{}{}", done.out(), done.err());
    assert!(!somewhere("示例联系人甲") && !somewhere("000-1234-5678"));
    assert!(somewhere("示例联系人乙"));
    city.digest();
}

/// A city that was told a firm's standing so many times, one import each; the first is import 2.
fn told(standings: &[&str]) -> City {
    let city = City::tiny();
    for standing in standings {
        import_text(&city, "enterprises.csv", &format!("enterprise,name,standing\nn1,新来有限公司,{standing}\n"));
    }
    city
}

/// What the firm's record says last, in the words of the file; none where it is closed.
fn standing(city: &City) -> Option<String> {
    let history = city.json(&["history", "n1"]).to_string();
    let found = city.json(&["find", "新来有限公司"]);
    assert!(history.contains("n1"));
    let firm = found["enterprises"].as_array()?.first()?;
    if firm["closed"] == true { None } else { Some(firm["standing"].as_str()?.to_owned()) }
}

fn taken_back_in_turn() {
    let city = told(&["ordinary", "leading", "anchor", "leading", "champion"]);
    let after: Vec<_> = [6, 5, 4, 3]
        .map(|import| {
            let done = city.done(&["undo", &import.to_string()]).out();
            assert!(done.contains("恢复 1 行，关闭 0 行") && !done.contains("没有动"), "{import}: {done}");
            standing(&city)
        })
        .into();
    let expected = ["leading", "anchor", "leading", "ordinary"].map(|word| Some(word.to_owned()));
    assert_eq!(after, expected);
    let last = city.done(&["undo", "2"]).out();
    assert!(last.contains("恢复 0 行，关闭 1 行"), "{last}");
    assert_eq!(standing(&city), None);
    import_text(&city, "enterprises.csv", "enterprise,name,standing\nn1,新来有限公司,anchor\n");
    assert_eq!(standing(&city).as_deref(), Some("anchor"), "it may come back");
    city.digest();
}

fn changed_after_an_undo() {
    let city = told(&["ordinary", "leading", "anchor"]);
    city.done(&["undo", "4"]);
    import_text(&city, "enterprises.csv", "enterprise,name,standing\nn1,新来有限公司,champion\n");
    let left = city.done(&["undo", "3"]).out();
    assert!(left.contains("1 行之后又被改过") && left.contains("日志号 6"), "{left}");
    assert_eq!(standing(&city).as_deref(), Some("champion"));
    city.done(&["undo", "6"]);
    let done = city.done(&["undo", "3"]).out();
    assert!(done.contains("恢复 1 行"), "{done}");
    assert_eq!(standing(&city).as_deref(), Some("ordinary"));
}

fn changed_contact_closed() {
    let city = City::tiny();
    for phone in ["000-1234-0001", "000-1234-0002"] {
        import_text(&city, "contacts.csv", &format!("of,name,phone\ne00001,示例联系人甲,{phone}\n"));
    }
    let done = city.done(&["undo", "3"]).out();
    assert!(done.contains("1 条联系方式") && done.contains("重新导入") && done.contains("日志号 4"), "{done}");
    let erased = city.done(&["erase", "e00001"]).out();
    assert!(erased.contains("0 条"), "neither the old words nor the new: {erased}");
    city.digest();
}
