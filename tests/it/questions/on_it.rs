//! Who is on the gaps of a chain, and what comes next: the same number in every sentence, and only of today.

use serde_json::Value;

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(
        facts,
        "on_it": the_sentence_counts_every_gap_as_the_table_does,
        what_comes_next_changes_with_what_is_done,
        a_day_gone_by_is_told_without_the_list,
        a_day_still_to_come_is_said_to_be_one
    );
}

fn texts(list: &Value, what: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[what].as_str().unwrap().to_owned()).collect()
}

/// Lists the two best targets of a gap.
fn list_best(city: &City, gap: &str) -> Vec<String> {
    let best = city.json(&["targets", "--chain", "ic", "--segment", gap, "--limit", "2"]);
    let ids = texts(&best["targets"], "enterprise");
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    city.done(&[&["list", "add", "--chain", "ic", "--segment", gap], &ids[..]].concat());
    ids.into_iter().map(str::to_owned).collect()
}

fn give(city: &City, id: &str) {
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", id]);
}

/// Gaps of the table that no squad is on.
fn nobody_in_the_table(server: &Server) -> usize {
    let told = server.get("/chains/ic/gaps?columns=verdict,on_it&format=csv").body;
    let gaps = told.lines().filter(|row| ["缺失", "薄弱"].iter().any(|kind| row.contains(kind)));
    gaps.filter(|row| !row.contains("招商队")).count()
}

fn lede(city: &City) -> String {
    let text = city.done(&["brief", "--chain", "ic"]).out();
    text.lines().find(|line| line.starts_with("缺失") && line.contains("先补")).unwrap().to_owned()
}

fn the_sentence_counts_every_gap_as_the_table_does() {
    let (city, server) = City::sample().served();
    let all = nobody_in_the_table(&server);
    assert!(lede(&city).ends_with("；都还没有人跟。") && all > 6, "{all}: {}", lede(&city));
    let gaps = city.json(&["gaps", "--chain", "ic"]);
    let names: Vec<String> = texts(&gaps["segments"], "segment");
    for (nth, gap) in (1..).zip([&*names[1], "ic-resist"]) {
        let ids = list_best(&city, gap);
        give(&city, &ids[0]);
        let left = nobody_in_the_table(&server);
        assert!(left < all, "{gap} is followed");
        let told = lede(&city);
        assert!(told.contains(&format!("等{left}个还没有人跟。")), "{nth}: {left}: {told}");
        assert!(server.get("/").body.contains(&told) && server.get("/chains/ic/brief").body.contains(&told), "{told}");
        let unfollowed = &city.json(&["brief", "--chain", "ic"])["action"]["unfollowed"];
        assert_eq!(unfollowed.as_array().unwrap().len(), left);
        assert!(told.contains(&format!("；其中{}、", unfollowed[0]["name"].as_str().unwrap())), "{told}");
    }
}

fn next(city: &City) -> String {
    let text = city.done(&["brief", "--chain", "ic"]).out();
    text.lines().find(|line| line.starts_with("下一步：")).unwrap().to_owned()
}

fn what_comes_next_changes_with_what_is_done() {
    let city = City::sample();
    assert!(
        next(&city).contains("把没有列入的20个环节的目标列入清单、派给招商队，给没有名单的1个环节找名单，2026-12-23"),
        "{}",
        next(&city)
    );
    let ids = list_best(&city, "ic-resist");
    assert!(next(&city).contains("把已列入的2家派给招商队，把没有列入的19个环节"), "{}", next(&city));
    ids.iter().for_each(|id| give(&city, id));
    assert!(next(&city).contains("发展和改革委员会（示例）把没有列入的19个环节"), "{}", next(&city));
    // Where squads are on every gap, what they are due to do comes next.
    let gaps = city.json(&["gaps", "--chain", "ic"]);
    let open = gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["priority"].is_null());
    let open: Vec<&Value> = open.filter(|gap| gap["segment"] != "ic-resist").collect();
    let firms = texts(&city.json(&["targets", "--chain", "ic", "--limit", "999"])["targets"], "enterprise");
    let free: Vec<String> = firms.into_iter().filter(|firm| !ids.contains(firm)).collect();
    assert!(free.len() >= open.len(), "{} firms for {} gaps", free.len(), open.len());
    for (gap, firm) in open.iter().zip(&free) {
        city.done(&["list", "add", "--chain", "ic", "--segment", gap["segment"].as_str().unwrap(), firm]);
        give(&city, firm);
    }
    assert!(lede(&city).ends_with("；都有招商队在跟。"), "{}", lede(&city));
    assert!(!city.done(&["brief", "--chain", "ic"]).out().lines().any(|line| line.starts_with("下一步：")));
    city.done(&["list", "set", "--chain", "ic", &ids[1], "--next", "看厂房", "--due", "2999-01-31"]);
    assert_eq!(next(&city), "下一步：2999-01-31前看厂房（信越化学）。");
}

fn a_day_gone_by_is_told_without_the_list() {
    let (city, server) = City::sample().served();
    let ids = list_best(&city, "ic-resist");
    give(&city, &ids[0]);
    for day in ["2026-01-01", "2026-09-30"] {
        let brief = city.json(&["brief", "--chain", "ic", "--as-of", day]);
        assert!(brief["list"].is_null() && brief["action"].is_null(), "{day}");
        let asked =
            [format!("/chains/ic/brief?as_of={day}"), format!("/chains/ic/gaps?as_of={day}"), format!("/?as_of={day}")];
        for address in asked {
            let page = server.get(&address);
            assert_eq!(page.status, 200, "{address}");
            for told in ["清单上", "已派发", "在跟", "没有人跟", "示例驻长三角招商队"] {
                assert!(!page.body.contains(told), "{address} tells {told}");
            }
        }
        let text = city.done(&["brief", "--chain", "ic", "--as-of", day]).out();
        assert!(text.contains("过去的简报不含清单") && !text.contains("清单上"), "{text}");
    }
    let now = server.get("/chains/ic/brief").body;
    assert!(now.contains("清单上2家") && now.contains("还没有人跟"), "{now}");
}

fn a_day_still_to_come_is_said_to_be_one() {
    let (city, server) = City::sample().served();
    for question in ["gaps", "brief"] {
        let pages = |query: &str| server.get(&format!("/chains/ic/{question}{query}")).body;
        assert!(pages("?as_of=2999-01-01").contains("2999-01-01还没有到（今天是"), "{question}");
        assert!(
            !pages("").contains("还没有到（今天是") && !pages("?as_of=2026-01-01").contains("还没有到"),
            "{question}"
        );
        let told = city.json(&[question, "--chain", "ic", "--as-of", "2999-01-01"]);
        assert!(told["notices"][0].as_str().unwrap().starts_with("2999-01-01还没有到"), "{question}");
    }
    assert!(city.done(&["gaps", "--chain", "ic", "--as-of", "2999-01-01"]).out().contains("! 2999-01-01还没有到"));
}
