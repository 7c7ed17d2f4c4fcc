//! Reasons in words: the design's two sentences, and that every name and number of a sentence is in `explain` or `targets`.

use std::collections::HashMap;

use serde_json::Value;

use super::{AS_OF, ask};
use crate::support::{City, Facts, Server, data, sample};

pub fn facts(facts: &mut Facts) {
    facts.add("reasons::the_two_sentences_of_the_design_are_told_of_the_sample", the_two_sentences);
    facts.add("reasons::every_name_and_number_is_in_explain_or_targets", every_name_and_number);
    facts.add("reasons::gaps_and_targets_have_one_and_nothing_else", gaps_and_targets_have_one);
}

fn segments(answer: &Value) -> &[Value] {
    answer["segments"].as_array().unwrap()
}

fn the_two_sentences() {
    let city = City::sample();
    let told = ask(&city, "gaps", &["--chain", "ic"]);
    let reason = |name: &str| segments(&told).iter().find(|s| s["name"] == name).unwrap()["reason"].clone();
    let resist = reason("光刻胶");
    assert_eq!(
        resist["headline"],
        "2026-05-20摸排，本地没有企业做光刻胶；本地的显示驱动封测（颀中科技）、存储晶圆制造（长鑫存储）、\
         晶圆代工（晶合集成）都要用。"
    );
    assert_eq!(
        resist["more"],
        "外地可招4家，先找彤程新材、信越化学（龙头以上4家，境外1家）；上海新阳已在本地做湿电子化学品，可增资扩产；\
         与本地现有产业较远（21个中第15）；重点环节。"
    );
    let design = reason("EDA工具")["headline"].as_str().unwrap().to_owned();
    let begins = "示例专家甲认定为补链（计算为强链）：示例：本地仅有制造类EDA，设计全流程工具仍缺，按补链处理；\
                  本地有1家做EDA工具（全芯智造），能级未知；本地的";
    assert!(design.starts_with(begins) && design.ends_with("都要用。"), "{design}");
    let (city, server) = city.served();
    // The card of the atlas says it to whoever stops at it.
    let card = server.get("/chains/ic/atlas").body;
    assert!(card.contains(resist["headline"].as_str().unwrap().trim_end_matches('。')), "{card:.2000}");
    for command in [&["gaps", "--chain", "ic"][..], &["explain", "--chain", "ic", "--segment", "光刻胶"]] {
        let out = city.done(&[command, &["--as-of", AS_OF]].concat()).out();
        assert!(out.contains(resist["headline"].as_str().unwrap()), "{out}");
        assert!(out.contains(resist["more"].as_str().unwrap()), "{out}");
    }
}

fn gaps_and_targets_have_one() {
    let city = City::sample();
    for chain in ["nev", "ic", "pv"] {
        let told = ask(&city, "gaps", &["--chain", chain]);
        for segment in segments(&told) {
            let is_gap = !segment["priority"].is_null();
            assert_eq!(segment.get("reason").is_some(), is_gap, "{segment}");
        }
        let targets = ask(&city, "targets", &["--chain", chain]);
        for list in ["targets", "here"] {
            for target in targets[list].as_array().unwrap() {
                target_line(target);
            }
        }
    }
    let explained = ask(&city, "explain", &["--chain", "ic", "--segment", "光刻胶"]);
    let gaps = ask(&city, "gaps", &["--chain", "ic"]);
    let own = segments(&gaps).iter().find(|s| s["segment"] == explained["segment"]["segment"]).unwrap();
    assert_eq!(&explained["segment"], own);
}

/// What the line of a target says is what its factors say.
fn target_line(target: &Value) {
    let line = target["reason"].as_str().unwrap();
    assert!(line.ends_with('。') && line.contains(&format!("做{}", quoted(&target["segment_name"]))), "{line}");
    let unknown = line.trim_end_matches('。').rsplit_once("未知：").map_or("", |(_, unknown)| unknown);
    for (factor, word) in [
        ("standing", "能级"),
        ("expansion", "投资与基地"),
        ("linkage", "供需"),
        ("introduction", "引荐"),
        ("fund", "投资方"),
    ] {
        let is_told = unknown.split('、').any(|one| one == word);
        assert_eq!(is_told, target["factors"][factor].is_null(), "{word}: {line}");
    }
    let value = |factor: &str| target["factors"][factor].as_f64().unwrap_or(0.0);
    for (factor, word) in [("linkage", "有供需"), ("fund", "本链基金招商组"), ("expansion", "近36个月")] {
        assert_eq!(line.contains(word), value(factor) > 0.0, "{word}: {line}");
    }
    let opened = line.contains("引荐；") || line.contains("引荐。") || line.contains("可直接上门");
    assert!(opened || value("introduction") <= 0.0, "{line}");
}

fn quoted(name: &Value) -> String {
    let name = name.as_str().unwrap();
    if name.contains('、') { format!("「{name}」") } else { name.to_owned() }
}

fn every_name_and_number() {
    let mut traced = 0;
    for (folder, questions) in [
        (sample(), &[("ic", "340100"), ("nev", "340100"), ("pv", "340100")][..]),
        (data("tiny"), &[("c1", "340100"), ("c1", "340111")]),
        (data("small"), &[("c1", "340100"), ("c1", "340000"), ("c1", "340111"), ("c2", "340100")]),
        (data("second"), &[("c1", "340100"), ("c1", "429004"), ("c2", "340100")]),
    ] {
        let city = Traced::of(&folder);
        for (chain, home) in questions {
            traced += city.trace(chain, home);
        }
    }
    assert!(traced > 60, "{traced} gaps");
}

/// A city whose sentences are held against its answers.
struct Traced {
    server: Server,
    _city: City,
    /// Short names by id.
    short: HashMap<String, String>,
}

impl Traced {
    fn of(folder: &std::path::Path) -> Self {
        let text = std::fs::read_to_string(folder.join("enterprises.csv")).unwrap();
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let head: Vec<&str> = lines.next().unwrap().split(',').collect();
        let at = |name: &str| head.iter().position(|column| *column == name);
        let (id, short) = (at("enterprise").unwrap(), at("short_name"));
        let rows = lines.map(|line| line.split(',').collect::<Vec<_>>());
        let named = rows.filter_map(|row| Some((row[id].to_owned(), row[short?].to_owned())));
        let short = named.filter(|(_, short)| !short.is_empty()).collect();
        let (city, server) = City::with(&[folder]).served();
        Self { server, _city: city, short }
    }

    fn called(&self, firm: &Value) -> String {
        let (id, name) = (firm["enterprise"].as_str().unwrap(), firm["name"].as_str().unwrap());
        let form = ["集团股份有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "有限公司"];
        let plain = form.iter().find_map(|form| name.strip_suffix(form)).unwrap_or(name);
        self.short.get(id).map_or(plain.to_owned(), String::clone)
    }

    fn names(&self, list: &Value) -> Vec<String> {
        list.as_array().unwrap().iter().map(|firm| self.called(firm)).collect()
    }

    /// Holds every gap of a chain against what is said elsewhere; how many there are.
    fn trace(&self, chain: &str, home: &str) -> usize {
        let query = format!("home={home}&as_of={AS_OF}");
        let gaps = self.server.json(&format!("/api/v1/chains/{chain}/gaps?{query}"));
        let told = segments(&gaps).iter().filter(|segment| segment.get("reason").is_some());
        let known = told.clone().filter(|gap| !gap["factors"]["relatedness"].is_null()).count();
        let explain = |id: &str| self.server.json(&format!("/api/v1/chains/{chain}/segments/{id}?{query}"));
        let mut count = 0;
        for gap in told {
            let id = gap["segment"].as_str().unwrap();
            let explained = explain(id);
            let asked = format!("/api/v1/targets?chain={chain}&segment={id}&limit=1000000&{query}");
            self.headline(gap, &explained, &gaps, &explain);
            self.more(gap, &self.server.json(&asked), known);
            count += 1;
        }
        count
    }

    fn headline(&self, gap: &Value, explained: &Value, gaps: &Value, explain: &dyn Fn(&str) -> Value) {
        let told = gap["reason"]["headline"].as_str().unwrap();
        let name = quoted(&gap["name"]);
        let local = self.names(&explained["local"]);
        if gap["local"] == 0 {
            assert!(told.contains(&format!("没有企业做{name}")) || told.contains(&format!("没有掌握本地做{name}")));
        } else {
            let more = if local.len() > 2 { format!("等{}家", local.len()) } else { String::new() };
            let firms = format!("（{}{more}）", local.iter().take(2).cloned().collect::<Vec<_>>().join("、"));
            assert!(told.contains(&format!("本地有{}家做{name}{firms}", gap["local"])), "{told}");
        }
        for (count, words) in [("unlocated", "家所在地未知"), ("unverified", "家待核实")] {
            let said = told
                .split(words)
                .next()
                .filter(|_| told.contains(words))
                .map(|before| before.chars().rev().take_while(char::is_ascii_digit).collect::<String>());
            let said = said.map(|digits| digits.chars().rev().collect::<String>());
            let known = gap[count].as_u64().filter(|known| *known > 0).map(|known| known.to_string());
            assert_eq!(said, known, "{told}");
        }
        if let Some((_, after)) = told.split_once("龙头以上").filter(|_| told.contains("不足")) {
            assert!(after.starts_with(&format!("{}家", gap["leaders"])), "{told}");
        }
        let parts = told.trim_end_matches('。').split('；').filter(|part| part.starts_with("本地的"));
        for part in parts {
            self.need(part, gaps, explain);
        }
    }

    /// Each `leaf（firm）` of a part names a leaf that is present and a firm local in it.
    fn need(&self, part: &str, gaps: &Value, explain: &dyn Fn(&str) -> Value) {
        let leaves = segments(gaps).iter().filter(|leaf| part.contains(&quoted(&leaf["name"])));
        let mut found = 0;
        let named: Vec<&str> =
            part.split('（').skip(1).filter_map(|rest| rest.split_once('）')).map(|(n, _)| n).collect();
        let mut local = Vec::new();
        for leaf in leaves {
            found += usize::from(leaf["local"] != 0);
            local.extend(self.names(&explain(leaf["segment"].as_str().unwrap())["local"]));
        }
        assert!(found > 0, "{part}");
        for name in named.iter().filter(|name| !["本地也缺", "待摸排"].contains(*name) && !name.starts_with("认定"))
        {
            let name = name.trim_end_matches("，待核实");
            assert!(local.iter().any(|firm| firm == name), "{name} of {part}: {local:?}");
        }
    }

    fn more(&self, gap: &Value, targets: &Value, known: usize) {
        let told = gap["reason"]["more"].as_str().unwrap();
        let list = targets["targets"].as_array().unwrap();
        let names = self.names(&targets["targets"]);
        match list.len() {
            0 => assert!(!told.contains("外地可招"), "{told}"),
            1 => assert!(told.contains(&format!("外地可招1家：{}", names[0])), "{told}"),
            count => {
                let said = format!("外地可招{count}家，先找{}、{}", names[0], names[1]);
                assert!(told.contains(&said), "{told}");
            }
        }
        let leads = |target: &&Value| ["anchor", "leading"].iter().any(|word| target["standing"] == *word);
        let leaders = list.iter().filter(leads).count();
        let in_brackets = format!("龙头以上{leaders}家");
        assert_eq!(told.contains("龙头以上"), leaders > 0, "{told}");
        assert!(leaders == 0 || told.contains(&in_brackets), "{told}");
        let here = self.names(&targets["here"]);
        assert_eq!(here.is_empty(), !told.contains("可增资扩产"), "{told}");
        assert!(here.is_empty() || here.iter().any(|name| told.contains(name.as_str())), "{told}");
        if list.is_empty() && here.is_empty() {
            for (apart, words) in [("uncertain", "家所在地未知"), ("excluded", "家风险严重")] {
                let count = targets[apart].as_array().unwrap().len();
                assert_eq!(told.contains(&format!("{count}{words}")), count > 0, "{told}");
            }
        }
        assert_eq!(told.contains("重点环节"), gap["factors"]["key"] == 1.0, "{told}");
        assert!(!told.contains("个中第") || told.contains(&format!("（{known}个中第")) && known >= 6, "{told}");
    }
}
