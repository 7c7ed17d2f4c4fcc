//! Unknown is not absent: firms of unknown place are counted, told and marked; a firm in a chain without a city is told.

use serde_json::Value;

use super::ask;
use crate::support::{City, Facts, data};

pub fn facts(facts: &mut Facts) {
    facts.add("unlocated::a_gap_beside_a_firm_of_unknown_place_is_marked_everywhere", marked_everywhere);
    facts.add("unlocated::who_counts_is_whom_nobody_can_place", who_counts);
    facts.add("unlocated::what_is_present_is_not_marked", what_is_present);
    facts.add("unlocated::find_tells_chain_and_segments_where_no_home_is_known", find_without_home);
}

/// What was handed in: of two firms in two leaves, one of unknown place, seen from 高明区 of 佛山.
fn handed_in() -> City {
    City::with(&[&data("unlocated")])
}

/// The leaf `b` of the answer.
fn leaf(city: &City, home: &str) -> Value {
    let told = ask(city, "gaps", &["--chain", "c", "--home", home]);
    told["segments"].as_array().unwrap().iter().find(|leaf| leaf["segment"] == "b").unwrap().clone()
}

fn marked_everywhere() {
    let city = handed_in();
    let told = leaf(&city, "440608");
    assert_eq!((&told["verdict"], &told["local"], &told["unlocated"]), (&"extend".into(), &0.into(), &1.into()));
    let gaps = city.done(&["gaps", "--chain", "c"]).out();
    assert!(gaps.contains("所在地未知") && gaps.contains("缺失（未摸排）·延链（待核实）向下游"), "{gaps}");
    let csv = city.done(&["gaps", "--chain", "c", "--format", "csv"]).out();
    let cells = |line: usize| csv.lines().nth(line).unwrap().split(',').map(str::to_owned).collect::<Vec<_>>();
    let at = cells(0).iter().position(|head| head == "所在地未知").unwrap();
    assert_eq!(cells(1)[at], "1", "{csv}");
    let explained = city.done(&["explain", "--chain", "c", "--segment", "b"]).out();
    for told in ["（待核实）", "另有 1 家所在地未知", "不确定 1 家", "示例乙（佛山）有限公司"]
    {
        assert!(explained.contains(told), "{told}: {explained}");
    }
    let atlas = city.folder().join("atlas.svg");
    city.done(&["atlas", "--chain", "c", "--out", atlas.to_str().unwrap()]);
    let drawn = std::fs::read_to_string(atlas).unwrap();
    assert!(drawn.contains("1家所在地未知") && drawn.contains("待核实"), "{drawn}");
    assert!(!drawn.contains("本地暂无"), "{drawn}");
    let found = city.done(&["find", "示例甲", "--chain", "c"]).out();
    assert!(!found.contains("待核实"), "{found}");
    let found = city.done(&["find", "示例乙", "--chain", "c"]).out();
    assert!(found.contains("待核实"), "{found}");
}

fn who_counts() {
    for (columns, row, unlocated, candidates) in [
        ("区划代码", "440000", 1, 0),
        ("区划代码", "440600", 1, 0),
        ("区划代码", "440605", 0, 1),
        ("国家", "美国", 0, 1),
        ("风险", "严重", 1, 0),
        ("状态", "注销", 0, 0),
        ("区划代码,风险", "440605,严重", 0, 0),
    ] {
        let city = handed_in();
        let file = city.write("企业.csv", format!("企业名称,{columns}\n示例乙（佛山）有限公司,{row}\n"));
        city.import(&[&file]);
        let told = leaf(&city, "440608");
        let found = (&told["unlocated"], &told["candidates"]);
        assert_eq!(found, (&unlocated.into(), &candidates.into()), "{columns} {row}: {told}");
    }
    let city = handed_in();
    city.import(&[&city.write("企业.csv", "企业名称,风险\n示例乙（佛山）有限公司,严重\n")]);
    let explained = city.done(&["explain", "--chain", "c", "--segment", "b"]).out();
    assert!(explained.contains("另有 1 家所在地未知（其中 1 家风险严重）"), "{explained}");
}

fn what_is_present() {
    let city = handed_in();
    city.import(&[&city.write("members.csv", "企业,环节\n示例甲（佛山）有限公司,b\n")]);
    let told = leaf(&city, "440608");
    assert_eq!((&told["verdict"], &told["local"], &told["unlocated"]), (&"strengthen".into(), &1.into(), &1.into()));
    let gaps = city.done(&["gaps", "--chain", "c"]).out();
    assert!(!gaps.contains("（待核实）"), "{gaps}");
    let judged = ["--segment", "b", "--verdict", "fill", "--reason", "示例", "--who", "示例甲"];
    let city = handed_in();
    city.done(&[&["assess", "--chain", "c"], &judged[..]].concat());
    let gaps = city.done(&["gaps", "--chain", "c"]).out();
    assert!(gaps.contains("（认定，计算为延链，待核实）"), "{gaps}");
}

fn find_without_home() {
    let city = City::new();
    for (name, text) in [
        ("产业链.csv", "产业链编号,产业链,区划代码\nc,示例链,\nd,另一链,310000\n"),
        ("环节.csv", "环节编号,产业链,环节,上中下游\ns,c,示例环节,上游\nt,c,示例另一环节,下游\nu,d,别的环节,上游\n"),
        (
            "企业.csv",
            "企业名称,区划代码,状态\n示例有限公司,上海市,\n示例无链有限公司,上海市,\n示例注销有限公司,上海市,注销\n",
        ),
        ("members.csv", "企业,环节\n示例有限公司,s\n示例有限公司,t\n示例有限公司,u\n示例注销有限公司,s\n"),
    ] {
        city.write(name, text);
    }
    city.import(&[city.folder()]);
    for question in [&["find", "示例有限公司", "--chain", "c"][..], &["find", "示例有限公司"]] {
        let told = city.done(question).out();
        for words in ["示例链", "做示例环节、示例另一环节", "要指明从哪个城市看"] {
            assert!(told.contains(words) && !told.contains("不在任何产业链里"), "{words}: {told}");
        }
    }
    let all = ask(&city, "find", &["示例有限公司"]);
    let firm = &all["enterprises"][0];
    assert_eq!(firm["homeless"][0]["segments"], serde_json::json!(["示例环节", "示例另一环节"]), "{firm}");
    assert_eq!(firm["positions"][0]["chain"], "d");
    let at_home = ask(&city, "find", &["示例有限公司", "--home", "上海"]);
    assert_eq!(at_home["enterprises"][0]["positions"].as_array().unwrap().len(), 2);
    assert!(at_home["enterprises"][0].get("homeless").is_none(), "{at_home}");
    for (firm, chain, told) in [
        ("示例无链有限公司", None, "不在任何产业链里"),
        ("示例无链有限公司", Some("c"), "不属于本链任何环节"),
        ("示例注销有限公司", None, "已注销"),
    ] {
        let asked = chain.map_or_else(Vec::new, |chain| vec!["--chain", chain]);
        let out = city.done(&[&["find", firm], &asked[..]].concat()).out();
        assert!(out.contains(told), "{firm} {chain:?}: {out}");
    }
}
