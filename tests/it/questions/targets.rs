//! Targets, what if and finding a firm: bad input, what a reader is told, and the sample.

use serde_json::Value;

use super::ask;
use crate::support::{City, Facts};

pub fn facts(facts: &mut Facts) {
    facts.add("targets::what_cannot_be_asked_is_told_with_what_is_near", what_cannot_be_asked);
    facts.add("targets::a_segment_that_is_no_gap_says_what_it_is", a_segment_that_is_no_gap);
    facts.add("targets::lists_are_cut_at_the_limit_and_say_how_many_there_are", lists_are_cut);
    facts.add("targets::reasons_name_facts_with_source_and_add_up_to_the_score", reasons_add_up);
    facts.add("targets::three_gaps_of_each_chain_of_the_sample_have_three_candidates", the_sample);
    facts.add("targets::what_if_equals_importing_the_member_row", what_if_equals_importing);
    facts.add("targets::what_cannot_be_assumed_is_told", what_cannot_be_assumed);
    facts.add("targets::firms_are_found_by_any_name", firms_are_found);
}

fn error(city: &City, options: &[&str]) -> String {
    let done = city.run(options);
    assert_ne!(done.code(), 0, "{}", done.out());
    assert!(!done.err().contains("panicked"), "{}", done.err());
    done.err()
}

fn list<'a>(answer: &'a Value, name: &str) -> &'a [Value] {
    answer[name].as_array().unwrap()
}

fn what_cannot_be_asked() {
    let city = City::sample();
    for (options, told) in [
        (&["--chain", "集成电"][..], "集成电路"),
        (&["--chain", "ic", "--home", "合肥市区"], "合肥"),
        (&["--chain", "ic", "--segment", "光刻"], "光刻机"),
        (&["--chain", "ic", "--limit", "0"], "至少为 1"),
    ] {
        let said = error(&city, &[&["targets"], options].concat());
        assert!(said.contains(told), "{options:?}: {said}");
    }
    let huge = city.run(&["targets", "--chain", "ic", "--limit", "99999999999999999999999"]);
    assert_eq!(huge.code(), 64, "{}", huge.err());
}

fn a_segment_that_is_no_gap() {
    let city = City::sample();
    for (segment, told) in [
        ("晶圆代工", "是优势，不是缺口"),
        ("离子注入机", "待摸排"),
        ("半导体设备", "下级环节：清洗涂胶与CMP设备、"),
        ("激光雷达", "属于产业链「新能源汽车与动力电池」"),
    ] {
        let said = error(&city, &["targets", "--chain", "ic", "--segment", segment]);
        assert!(said.contains(told), "{segment}: {said}");
    }
}

fn lists_are_cut() {
    let city = City::small();
    let all = ask(&city, "targets", &["--chain", "c1", "--limit", "1000000"]);
    let some = ask(&city, "targets", &["--chain", "c1", "--limit", "3"]);
    assert_eq!(list(&some, "targets"), &list(&all, "targets")[..3]);
    assert_eq!(some["targets_total"], list(&all, "targets").len());
    assert_eq!(some["excluded"], all["excluded"]);
    assert_eq!(some["uncertain"], all["uncertain"]);
    let csv = city.run(&["targets", "--chain", "c1", "--limit", "3", "--format", "csv"]).out();
    assert!(csv.starts_with("\u{feff}列表,序,企业编号,企业") && csv.lines().count() > 3, "{csv}");
}

fn reasons_add_up() {
    let city = City::sample();
    let mut facts = 0;
    for chain in ["nev", "ic", "pv"] {
        let told = ask(&city, "targets", &["--chain", chain]);
        for target in list(&told, "targets").iter().chain(list(&told, "here")) {
            let reasons = list(target, "reasons");
            let known = |reason: &Value| Some(reason["weight"].as_f64()? * reason["value"].as_f64()?);
            let score: f64 = 100.0 * reasons.iter().filter_map(known).sum::<f64>();
            assert!((score - target["score"].as_f64().unwrap()).abs() < 1e-9, "{target}");
            let evidence = target["evidence"].as_f64().unwrap();
            let most = target["range"][1].as_f64().unwrap();
            assert!((most - (score + 100.0 * (1.0 - evidence))).abs() < 1e-9, "{target}");
            for fact in reasons.iter().flat_map(|reason| list(reason, "facts")) {
                assert!(!fact["source"].as_str().unwrap().is_empty(), "{fact}");
                facts += 1;
            }
            let told = |factor: &str| reasons.iter().find(|reason| reason["factor"] == factor).unwrap();
            assert!(!list(told("breadth"), "facts").is_empty(), "{target}");
        }
    }
    assert!(facts > 200, "{facts} facts");
}

fn the_sample() {
    let city = City::sample();
    for chain in ["nev", "ic", "pv"] {
        let gaps = ask(&city, "gaps", &["--chain", chain]);
        let mut filled = 0;
        for gap in list(&gaps, "segments").iter().filter(|gap| !gap["priority"].is_null()) {
            let segment = gap["segment"].as_str().unwrap();
            let told = ask(&city, "targets", &["--chain", chain, "--segment", segment]);
            filled += usize::from(list(&told, "targets").len() >= 3);
        }
        assert!(filled >= 3, "{chain}: {filled} gaps");
    }
}

fn what_if_equals_importing() {
    let city = City::small();
    let question = ["--chain", "c1", "--home", "340100"];
    let targets = ask(&city, "targets", &question);
    let first = &list(&targets, "targets")[0];
    let (firm, segment) = (first["enterprise"].as_str().unwrap(), first["segment"].as_str().unwrap());
    let assumed = format!("{firm}:{segment}");
    let told = ask(&city, "gaps", &[&question[..], &["--assume", assumed.as_str()]].concat());
    assert_eq!(told["before"], ask(&city, "gaps", &question));
    assert!(!list(&told, "changes").is_empty(), "{told}");
    let row = format!("enterprise,segment,adcode\n{firm},{segment},340100\n");
    city.import(&[&city.write("members.csv", row)]);
    let after = ask(&city, "gaps", &question);
    for field in ["segments", "summary", "notices"] {
        assert_eq!(told[field], after[field], "{field}");
    }
}

fn what_cannot_be_assumed() {
    let city = City::sample();
    for (assumed, told) in [
        ("没有这家:光刻机", "没有企业"),
        ("smee:没有这环", "没有环节"),
        ("smee:半导体设备", "有下级环节"),
        ("nexchip:晶圆代工", "不必假设"),
        ("smee", "企业:环节"),
    ] {
        let said = error(&city, &["gaps", "--chain", "ic", "--assume", assumed]);
        assert!(said.contains(told), "{assumed}: {said}");
    }
}

fn firms_are_found() {
    let city = City::sample();
    let jac = ask(&city, "find", &["江淮"]);
    let found = list(&jac, "enterprises");
    assert!(found.iter().any(|firm| firm["enterprise"] == "jac"), "{jac}");
    for text in ["jac", "600418", "江淮汽车", "安徽江淮汽车集团股份有限公司"] {
        let told = ask(&city, "find", &[text]);
        assert_eq!(list(&told, "enterprises")[0]["enterprise"], "jac", "{text}: {told}");
    }
    let position = &list(&found[0], "positions")[0];
    assert!(position["sentence"].as_str().unwrap().contains("合肥"), "{position}");
    let many = ask(&city, "find", &["有限公司"]);
    assert_eq!(list(&many, "enterprises").len(), 20);
    assert!(many["total"].as_u64().unwrap() > 20);
    let none = city.run(&["find", "查无此企"]);
    assert!(none.code() == 1 && none.out().contains("没有企业叫"), "{}", none.out());
    assert!(error(&city, &["find", " "]).contains("请写要找的企业"));
}
