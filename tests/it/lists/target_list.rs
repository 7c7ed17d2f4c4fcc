//! The target list on the command line: what each verb does, and what it refuses.

use serde_json::{Value, json};

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "target_list": a_target_goes_its_way, the_first_gap_is_taken_unless_another_is_chosen, any_enterprise_may_be_listed,
        a_state_goes_back_only_with_a_reason, what_is_dropped_can_be_listed_again, bad_values_are_told,
        filters_show_what_they_say, history_tells_who_changed_what, a_suggestion_names_a_squad_and_why,
        nobody_is_suggested_over_capacity, the_graph_of_facts_does_not_move, two_records_of_one_firm_keep_both_entries,
        names_that_look_like_formulas_are_guarded, the_reasons_of_a_score_are_kept_with_the_entry,
        the_better_target_gets_the_last_place);
}

fn entries(city: &City, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["list", "show", "--chain", "c1", "--format", "json"];
    arguments.extend(more);
    city.done(&arguments).json()["entries"].as_array().unwrap().clone()
}

fn a_target_goes_its_way() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00", "成都恒润德新能源有限责任公司", "--who", "示例甲"]);
    city.done(&["list", "assign", "--chain", "c1", "x00", "--squad", "q1"]);
    let set = ["list", "set", "--chain", "c1", "x00", "--state", "已走访", "--note", "已看厂房", "--next", "约董事长"];
    city.done(
        &[&set[..], &["--due", "2026/12/5", "--amount", "1.2亿", "--project", "二期", "--leader", "示例领导"]].concat(),
    );
    let found = entries(&city, &[]);
    assert_eq!(found.iter().map(|e| e["enterprise"].as_str().unwrap()).collect::<Vec<_>>(), ["e00001", "x00"]);
    let entry = &found[1];
    for (field, value) in [
        ("name", json!("特例x00有限公司")),
        ("state", json!("visited")),
        ("squad", json!("q1")),
        ("recruiter", json!(null)),
        ("note", json!("已看厂房")),
        ("next", json!("约董事长")),
        ("due", json!("2026-12-05")),
        ("amount", json!(12000.0)),
        ("project", json!("二期")),
        ("leader", json!("示例领导")),
    ] {
        assert_eq!(entry[field], value, "{field}");
    }
    assert!(entry["why"].as_str().unwrap().contains("列入，"), "{entry}");
    city.refused(&["list", "add", "--chain", "c1", "x00"], &["特例x00有限公司", "已在清单上", "已走访"]);
    let again = city.done(&[&set[..], &["--due", "2026-12-05"]].concat());
    assert!(again.out().contains("没有改动"), "{}", again.out());
}

fn the_first_gap_is_taken_unless_another_is_chosen() {
    let city = City::tiny();
    let gaps = city.done(&["gaps", "--chain", "c1", "--format", "json"]).json();
    let order: Vec<&str> =
        gaps["segments"].as_array().unwrap().iter().map(|s| s["segment"].as_str().unwrap()).collect();
    city.done(&["list", "add", "--chain", "c1", "e00001"]);
    let first = entries(&city, &[])[0]["segment"].as_str().unwrap().to_owned();
    assert!(order.contains(&first.as_str()), "{first}");
    city.done(&["list", "add", "--chain", "c1", "x04", "--segment", "c1-s03"]);
    assert_eq!(entries(&city, &[])[1]["segment"], "c1-s03");
    city.refused(&["list", "add", "--chain", "c1", "x05", "--segment", "没有的环节"], &["没有环节", "没有的环节"]);
}

fn any_enterprise_may_be_listed() {
    let city = City::tiny();
    // A local one, one whose place is not known, a foreign one, and one that does nothing in the chain.
    city.done(&["list", "add", "--chain", "c1", "e00003", "x05", "x01", "zc109"]);
    assert_eq!(entries(&city, &[]).len(), 4);
    city.refused(&["list", "add", "--chain", "c1", "没有这家公司"], &["没有企业", "没有这家公司"]);
    assert_eq!(entries(&city, &[]).len(), 4, "all or none");
}

fn a_state_goes_back_only_with_a_reason() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00"]);
    city.refused(&["list", "set", "--chain", "c1", "x00", "--state", "assigned"], &["还没有派给招商队"]);
    city.done(&["list", "set", "--chain", "c1", "x00", "--state", "negotiating"]);
    let back = ["list", "set", "--chain", "c1", "x00", "--state", "contacted"];
    city.refused(&back, &["特例x00有限公司", "洽谈中", "不能退回", "已联系", "理由"]);
    city.done(&[&back[..], &["--reason", "上次记错了"]].concat());
    assert_eq!(entries(&city, &[])[0]["state"], "contacted");
}

fn what_is_dropped_can_be_listed_again() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00"]);
    city.done(&["list", "set", "--chain", "c1", "x00", "--note", "有意向"]);
    city.refused(&["list", "drop", "--chain", "c1", "x00", "--reason", " "], &["放弃要写明理由"]);
    city.done(&["list", "drop", "--chain", "c1", "x00", "--reason", "已落户别处"]);
    assert_eq!(entries(&city, &[])[0]["reason"], "已落户别处");
    city.refused(&["list", "set", "--chain", "c1", "x00", "--state", "visited"], &["已放弃", "重新列入"]);
    city.refused(&["list", "assign", "--chain", "c1", "x00", "--squad", "q1"], &["已放弃", "重新列入"]);
    city.done(&["list", "add", "--chain", "c1", "x00"]);
    let entry = &entries(&city, &[])[0];
    assert_eq!([&entry["state"], &entry["note"], &entry["reason"]], [&json!("listed"), &json!("有意向"), &json!("")]);
}

fn bad_values_are_told() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00"]);
    let set = |more: &[&'static str]| [&["list", "set", "--chain", "c1", "x00"][..], more].concat();
    city.refused(&set(&["--due", "明天"]), &["期限", "明天", "2026-12-31"]);
    city.refused(&set(&["--due", "2026-02-30"]), &["期限", "2026-02-30"]);
    city.refused(&set(&["--amount", "很多"]), &["金额", "很多"]);
    city.refused(&set(&["--amount=-5"]), &["金额", "-5"]);
    city.refused(&set(&["--state", "成了"]), &["没有「成了」这种状态", "已签约"]);
    city.refused(&set(&["--note", "a\u{7}b"]), &["备注", "U+0007"]);
    city.refused(&["list", "set", "--chain", "c1", "x01", "--note", "甲"], &["不在产业链", "目标清单"]);
    city.refused(&["list", "assign", "--chain", "c1", "x00", "--squad", "没有的队"], &["没有招商队", "没有的队"]);
    city.refused(&["list", "show", "--chain", "没有的链"], &["没有产业链"]);
    let who = ["list", "set", "--chain", "c1", "x00", "--note", "甲", "--who", " "];
    city.refused(&who, &["经手人"]);
}

fn filters_show_what_they_say() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00", "x01", "x04"]);
    city.done(&["list", "assign", "--chain", "c1", "x00", "x01", "--squad", "q1"]);
    city.done(&["list", "set", "--chain", "c1", "x01", "--state", "contacted"]);
    let ids = |more: &[&str]| -> Vec<String> {
        entries(&city, more).iter().map(|e| e["enterprise"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["--squad", "q1"]), ["x00", "x01"]);
    assert_eq!(ids(&["--squad", "q1", "--state", "已联系"]), ["x01"]);
    assert_eq!(ids(&["--state", "listed"]), ["x04"]);
    let table = city.done(&["list", "show", "--chain", "c1"]).out();
    assert!(table.contains("3 / 3 家") && table.contains("已联系"), "{table}");
}

fn history_tells_who_changed_what() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00", "x01", "--who", "示例甲"]);
    city.done(&["list", "set", "--chain", "c1", "x00", "--state", "visited", "--who", "示例乙"]);
    let found = city.done(&["list", "history", "--chain", "c1", "x00", "--format", "json"]).json();
    let found = found["history"].as_array().unwrap();
    assert_eq!(found.iter().map(|c| c["who"].as_str().unwrap()).collect::<Vec<_>>(), ["示例甲", "示例乙"]);
    assert_eq!(found[1]["changes"], json!([{"field": "状态", "before": "已列入", "after": "已走访"}]));
}

fn a_suggestion_names_a_squad_and_why() {
    let city = City::tiny();
    city.done(&["list", "add", "--chain", "c1", "x00", "e00001", "x05"]);
    let before = entries(&city, &[]);
    let answer = city.done(&["list", "suggest", "--chain", "c1", "--format", "json"]).json();
    assert_eq!(entries(&city, &[]), before, "a suggestion writes nothing");
    let all = answer["suggestions"].as_array().unwrap().len() + answer["unassigned"].as_array().unwrap().len();
    assert_eq!(all, 3, "{answer}");
    assert!(answer["suggestions"].as_array().unwrap().iter().all(|s| !s["reason"].as_str().unwrap().is_empty()));
    city.done(&["list", "suggest", "--chain", "c1", "--apply"]);
    for told in answer["suggestions"].as_array().unwrap() {
        let entries = entries(&city, &[]);
        let entry = entries.iter().find(|e| e["enterprise"] == told["enterprise"]).unwrap();
        assert_eq!((&entry["squad"], &entry["state"]), (&told["squad"], &json!("assigned")));
    }
}

/// Other squads in place of those of the city: one place in all, for 江苏.
fn other_squads(city: &City) {
    let rows = "squad,name,kind,adcodes,capacity\nq1,甲队,station,320000,1\nq2,乙队,station,,0\nq3,丙队,station,,0\n";
    city.import(&[&city.write("squads.csv", rows)]);
}

fn nobody_is_suggested_over_capacity() {
    let city = City::tiny();
    other_squads(&city);
    city.done(&["list", "add", "--chain", "c1", "x00", "x04"]);
    let answer = city.done(&["list", "suggest", "--chain", "c1", "--format", "json"]).json();
    let given = |squad: &str| answer["suggestions"].as_array().unwrap().iter().filter(|s| s["squad"] == squad).count();
    assert!(given("q1") <= 1 && given("q2") == 0 && given("q3") == 0, "{answer}");
}

fn the_graph_of_facts_does_not_move() {
    let city = City::tiny();
    let gaps = || city.done(&["gaps", "--chain", "c1", "--format", "json"]).out();
    let before = gaps();
    city.done(&["list", "add", "--chain", "c1", "x00"]);
    city.done(&["list", "assign", "--chain", "c1", "x00", "--squad", "q1"]);
    assert_eq!(gaps(), before);
    let doctor = city.done(&["doctor"]);
    assert!(!doctor.out().contains("不一致"), "{}", doctor.out());
}

fn two_records_of_one_firm_keep_both_entries() {
    let city = City::tiny();
    let other = "enterprise,name,adcode,credit_code,source\nzz1,另一名称一有限公司,320500,,乙\n";
    city.import(&[&city.write("enterprises.csv", other)]);
    city.done(&["list", "add", "--chain", "c1", "x00", "zz1"]);
    let same = "enterprise,name,adcode,source\nzz1,特例x00有限公司,320500,乙\n";
    city.import(&[&city.write("enterprises.csv", same)]);
    let found = entries(&city, &[]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|e| e["twice"] == true && e["enterprise"] == "x00"), "{found:?}");
    let table = city.done(&["list", "show", "--chain", "c1"]).out();
    assert!(table.contains("有两条"), "{table}");
    city.done(&["list", "drop", "--chain", "c1", "zz1", "--reason", "重复"]);
    city.import(&[&city.write("enterprises.csv", other)]);
    let ids: Vec<_> = entries(&city, &[]).iter().map(|e| e["enterprise"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, ["x00", "zz1"], "undoing the merge gives both back");
}

/// The ranked targets of c1, best first.
fn targets(city: &City) -> Vec<Value> {
    let answer = city.done(&["targets", "--chain", "c1", "--format", "json"]).json();
    answer["targets"].as_array().unwrap().clone()
}

fn the_reasons_of_a_score_are_kept_with_the_entry() {
    let city = City::tiny();
    let best = &targets(&city)[0];
    let id = best["enterprise"].as_str().unwrap();
    city.done(&["list", "add", "--chain", "c1", id]);
    let why = entries(&city, &[])[0]["why"].as_str().unwrap().to_owned();
    // The target's own sentence, as `targets` tells it for this gap; no formula, no hash of rules.
    let gap = best["segment"].as_str().unwrap();
    let told = city.json(&["targets", "--chain", "c1", "--segment", gap]);
    let own = told["targets"].as_array().unwrap().iter().find(|target| target["enterprise"] == id).unwrap();
    let name = best["segment_name"].as_str().unwrap();
    assert!(why.ends_with(own["reason"].as_str().unwrap()) && why.contains(&format!("列入，{name}（")), "{why}");
    for formula in ["得分", "规则", "/(", "优先级"] {
        assert!(!why.contains(formula), "{why}");
    }
    // What was true then stays, whatever is learnt later.
    let history = city.done(&["list", "history", "--chain", "c1", "--format", "csv"]).out();
    assert!(history.contains("列入，"), "{history}");
}

fn the_better_target_gets_the_last_place() {
    let city = City::tiny();
    other_squads(&city);
    let ranked = targets(&city);
    let there: Vec<&Value> =
        ranked.iter().filter(|t| t["adcode"].as_str().is_some_and(|a| a.starts_with("32"))).collect();
    let score = |target: &Value| target["score"].as_f64().unwrap();
    let best = there[0];
    let other = there.iter().find(|t| score(t) < score(best)).unwrap();
    let ids = [other, best].map(|t| t["enterprise"].as_str().unwrap());
    city.done(&["list", "add", "--chain", "c1", ids[0], ids[1]]);
    let answer = city.done(&["list", "suggest", "--chain", "c1", "--format", "json"]).json();
    let told = answer["suggestions"].as_array().unwrap();
    assert_eq!(told.len(), 1, "{answer}");
    assert_eq!(
        [&told[0]["enterprise"], &told[0]["squad"], &told[0]["posted"]],
        [&json!(ids[1]), &json!("q1"), &json!(true)]
    );
    assert!((told[0]["score"].as_f64().unwrap() - score(best)).abs() < 1e-9, "{answer}");
    let left = &answer["unassigned"][0];
    assert_eq!(left["enterprise"], ids[0]);
    assert!(left["reason"].as_str().unwrap().contains("排满"), "{left}");
}

fn names_that_look_like_formulas_are_guarded() {
    let city = City::tiny();
    let long = "长".repeat(200);
    let rows =
        format!("enterprise,name,adcode\nf1,'=cmd|calc,320500\nf2,'@甲,320500\nf3,'+乙,320500\nf4,{long},320500\n");
    city.import(&[&city.write("enterprises.csv", rows)]);
    city.done(&["list", "add", "--chain", "c1", "f1", "f2", "f3", "f4"]);
    city.done(&["list", "set", "--chain", "c1", "f1", "--note", "=1+1"]);
    assert_eq!(entries(&city, &[])[0]["name"], "=cmd|calc");
    let csv = city.done(&["list", "show", "--chain", "c1", "--format", "csv"]).out();
    for guarded in ["'=cmd|calc", "'@甲", "'+乙", "'=1+1", long.as_str()] {
        assert!(csv.contains(&format!(",{guarded},")), "{guarded}: {csv}");
    }
}
