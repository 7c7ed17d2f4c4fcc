//! One number has one name on every page, what is missing and what is weak are ranked apart, and nothing is said twice.

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "counts": who_can_be_fetched_is_one_number, a_segment_has_a_row_for_each_firm_in_the_order_they_are_called,
        what_is_listed_says_so_and_cannot_be_ticked_again, missing_and_weak_are_ranked_apart,
        a_firm_says_once_what_is_not_known, sources_of_introductions_are_told_by_what_they_are, sums_say_how_many_are_known);
}

fn rows(server: &Server, address: &str) -> Vec<Vec<String>> {
    let csv = server.get(address).body;
    csv.trim_start_matches('\u{feff}').lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

fn who_can_be_fetched_is_one_number() {
    let (_city, server) = City::sample().served();
    let gaps = server.json("/api/v1/chains/ic/gaps");
    for gap in gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["priority"].is_null()) {
        let id = gap["segment"].as_str().unwrap();
        let targets = server.json(&format!("/api/v1/targets?chain=ic&segment={id}&limit=999"));
        let told = targets["targets_total"].as_u64().unwrap();
        let page = server.get(&format!("/chains/ic/segments/{id}")).body;
        assert!(page.contains(&format!("外地可招 {told} 家")), "{id}: {told}");
        let more = gap["reason"]["more"].as_str().unwrap();
        assert!(told == 0 || more.contains(&format!("外地可招{told}家")), "{id}: {more}");
    }
    let pages = ["/chains/ic/atlas", "/chains/ic/funds", "/how?chain=ic", "/chains/ic/gaps?columns=all"];
    for address in pages.into_iter().chain(["/chains/ic/paths", "/chains/ic/segments/ic-resist"]) {
        let page = server.get(address).body;
        let own = page.split("<article>").next().unwrap();
        assert!(!own.contains("外地候选"), "{address} has a third word");
    }
    let how = server.get("/how?chain=ic").body;
    assert!(how.contains("候选企业 ") && !how.contains("<th scope=\"row\">可招</th>"), "{how}");
}

fn a_segment_has_a_row_for_each_firm_in_the_order_they_are_called() {
    let (_city, server) = City::sample().served();
    for id in ["ic-resist", "ic-eda", "ic-litho"] {
        let told = rows(&server, &format!("/chains/ic/segments/{id}?columns=enterprise,seat&format=csv"));
        let of = |list: &str| told.iter().filter(|row| row[0] == list).map(|row| row[1].clone()).collect::<Vec<_>>();
        let targets = server.json(&format!("/api/v1/targets?chain=ic&segment={id}&limit=999"));
        for (list, word) in [("targets", "外地可招"), ("here", "已在本地做别的")] {
            let expected: Vec<&str> =
                targets[list].as_array().unwrap().iter().map(|one| one["enterprise"].as_str().unwrap()).collect();
            let of_word = told.iter().find(|row| row[0].starts_with(word)).map_or(word, |row| &row[0]);
            assert_eq!(of(of_word), expected, "{id} {list}");
        }
        let mut all: Vec<&String> = told.iter().map(|row| &row[1]).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), told.len(), "{id}: a firm has one row");
    }
    let page = server.get("/chains/ic/segments/ic-resist?columns=all").body;
    assert!(page.contains("国别：日本") && page.contains("能级：链主"), "{page}");
    for wrong in ["国家 JP", "能级 链主", "其中人"] {
        assert!(!page.contains(wrong), "{wrong}");
    }
}

fn what_is_listed_says_so_and_cannot_be_ticked_again() {
    let (city, server) = City::sample().served();
    let best = city.json(&["targets", "--chain", "ic", "--limit", "2"]);
    let ids: Vec<&str> =
        best["targets"].as_array().unwrap().iter().map(|one| one["enterprise"].as_str().unwrap()).collect();
    let ticked =
        |id: &str| server.get("/chains/ic/targets").body.contains(&format!("name=\"enterprise\" value=\"{id}\""));
    let state = |id: &str| {
        let all = rows(&server, "/chains/ic/targets?columns=enterprise,state,squad&format=csv");
        all.into_iter().find(|row| row[1] == id).unwrap()[2..4].join(",")
    };
    assert!(ticked(ids[0]) && state(ids[0]) == "—,—", "{}", state(ids[0]));
    city.done(&["list", "add", "--chain", "ic", ids[0], ids[1]]);
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", ids[0]]);
    assert!(!ticked(ids[0]) && !ticked(ids[1]));
    assert_eq!((state(ids[0]), state(ids[1])), ("已派发,示例驻长三角招商队".to_owned(), "已列入,—".to_owned()));
    // A dropped one can be listed again; a day gone by knows no list.
    city.done(&["list", "drop", "--chain", "ic", ids[1], "--reason", "已落户别处"]);
    assert!(ticked(ids[1]) && state(ids[1]) == "—,—");
    assert!(!server.get("/chains/ic/targets?as_of=2026-01-01").body.contains("已派发"));
}

fn missing_and_weak_are_ranked_apart() {
    let (_city, server) = City::sample().served();
    for chain in ["ic", "nev", "pv"] {
        let gaps = server.json(&format!("/api/v1/chains/{chain}/gaps"));
        let of = |weak: bool, what: &'static str| {
            let all = gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["priority"].is_null());
            all.filter(move |gap| (gap["verdict"] == "strengthen") == weak)
                .map(move |gap| gap[what].as_str().unwrap().to_owned())
        };
        let file = server.get(&format!("/chains/{chain}/funds?table=coverage&format=csv&columns=all")).body;
        let row = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[1].to_owned(), cells[2].to_owned())
        };
        let told: Vec<(String, String)> = file.lines().skip(1).map(row).collect();
        let ranked = |weak| (1..).zip(of(weak, "segment")).map(|(place, id): (usize, String)| (place.to_string(), id));
        let expected: Vec<(String, String)> = ranked(false).chain(ranked(true)).collect();
        assert_eq!(told, expected, "{chain}");
        let how = server.get(&format!("/how?chain={chain}")).body;
        let [lacking, weak] = [false, true].map(|weak| of(weak, "name").next());
        let is_lacking = lacking.is_some();
        let first = lacking.or(weak).unwrap();
        assert!(how.contains(&format!("最要紧的缺失：{first}，")) || !is_lacking, "{chain}: {first}");
        assert!(!how.contains("第一个缺口："));
    }
}

fn a_firm_says_once_what_is_not_known() {
    let (_city, server) = City::sample().served();
    for id in ["cxmt", "tongcheng", "shinetsu"] {
        let answer = server.json(&format!("/api/v1/enterprise?id={id}"));
        let page = server.get(&format!("/enterprise?id={id}")).body;
        let values = page.split("<dl class=\"about\">").nth(1).unwrap().split("</dl>").next().unwrap();
        assert!(values.matches("日期未知").count() < 2, "{id}: {values}");
        assert!(!page.contains("没有记录，未知。"), "{id}");
        let groups = answer["groups"].as_array().unwrap();
        let empty = groups.iter().filter(|group| group["facts"].as_array().unwrap().is_empty());
        let empty: Vec<&str> = empty.map(|group| group["title"].as_str().unwrap()).collect();
        let line = format!("没有记录，未知：{}。", empty.join("、"));
        assert_eq!(page.contains(&line), !empty.is_empty(), "{id}: {line}");
    }
    let page = server.get("/enterprise?id=cxmt").body;
    assert!(page.contains("<dt>国别</dt><dd>中国"), "{page}");
}

fn sources_of_introductions_are_told_by_what_they_are() {
    let (_city, server) = City::sample().served();
    let page = server.get("/chains/ic/paths").body;
    let list = page.split("本链在本地的引荐来源").nth(1).unwrap();
    let texts: String = list.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    assert!(texts.contains("人物") && texts.contains("协会"), "{texts}");
    for id in ["association:", "person:", "fund:", "manager:"] {
        assert!(!texts.contains(id), "{id} in {texts}");
    }
}

fn sums_say_how_many_are_known() {
    let (_city, server) = City::sample().served();
    let summary = &server.json("/api/v1/chains/ic/gaps")["summary"];
    let (known, all) = (summary["revenue_known"].as_u64().unwrap(), summary["local_firms"].as_u64().unwrap());
    assert!(known < all);
    let page = server.get("/").body;
    let row = page.lines().find(|line| line.contains("data-key=\"ic\"")).unwrap();
    let told = |label: &str| {
        let cell = row.split(&format!("data-label=\"{label}")).nth(1).unwrap();
        cell.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!((told("营收已知家数"), told("本地企业")), (known.to_string(), all.to_string()), "{row}");
    assert!(row.find("营收已知家数") < row.find("营业收入"), "of how few it is is said first: {row}");
}
