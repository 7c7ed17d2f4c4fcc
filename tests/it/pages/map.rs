//! 招商地图 as a page: whoever is offered is drawn, and what finds nothing says what to take away.

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "map_page": who_is_offered_is_drawn, what_finds_nothing_says_what_to_take_away);
}

/// What stands between two words of a page.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let found = page.split_once(from).unwrap_or_else(|| panic!("no `{from}` in {page}")).1;
    found.split_once(to).unwrap().0
}

/// The squads that the filter offers, and those whose posts the picture tells.
fn squads(page: &str) -> (Vec<String>, Vec<String>) {
    let menu = between(page, "name=\"squad\"", "</select>");
    let offered = menu.split("<option value=\"").skip(2).map(|one| between(one, ">", "<").to_owned()).collect();
    let picture = between(page, "data-picture", "</section>");
    let drawn = picture.split("示例").skip(1).map(|rest| format!("示例{}", rest.split(['（', '<']).next().unwrap()));
    (offered, drawn.collect())
}

fn who_is_offered_is_drawn() {
    let (city, server) = City::sample().served();
    let drawn = |path: &str| {
        let (offered, drawn) = squads(&server.get(path).body);
        assert!(!offered.is_empty());
        for squad in &offered {
            assert!(drawn.contains(squad), "{path}: {squad} is offered and not in {drawn:?}");
        }
        offered
    };
    let other = "示例驻粤港澳招商队".to_owned();
    assert!(!drawn("/map?chain=ic").contains(&other), "it works on other chains");
    assert!(drawn("/map?chain=ic&squad=s-sta2").contains(&other), "it is asked for");
    let target = server.json("/api/v1/targets?chain=ic")["targets"][0]["enterprise"].as_str().unwrap().to_owned();
    city.done(&["list", "add", "--chain", "ic", &target]);
    city.done(&["list", "assign", "--chain", "ic", &target, "--squad", "s-sta2"]);
    assert!(drawn("/map?chain=ic").contains(&other), "it has a firm of the chain's list");
    assert!(!drawn("/map?chain=pv").contains(&"示例尖刀班".to_owned()));
}

fn what_finds_nothing_says_what_to_take_away() {
    let (_city, server) = City::sample().served();
    let page = server.get("/map?chain=ic&standing=anchor&state=signed&home=340100").body;
    let told = between(&page, "class=\"nothing\" role=\"status\"", "</div>");
    for word in ["去掉“能级 链主”", "去掉“状态 已签约”", "全部去掉"] {
        assert!(told.contains(word), "no {word} in {told}");
    }
    let links: Vec<&str> = told.split("href=\"").skip(1).map(|link| link.split('"').next().unwrap()).collect();
    let without = |name: &str| links.iter().filter(|link| !link.contains(name)).count();
    assert_eq!((links.len(), without("standing="), without("state="), without("home=")), (3, 2, 2, 0), "{links:?}");
    // Each leads to a map, and the last of them to one with firms.
    for link in &links {
        assert_eq!(server.get(&link.replace("&amp;", "&")).status, 200, "{link}");
    }
    let whole = server.get(&links[2].replace("&amp;", "&")).body;
    assert!(!whole.contains("class=\"nothing\" role=\"status\""), "{whole}");
    for (filter, word) in [
        ("place=650000", "地区 新疆"),
        ("gap=光刻胶&verdict=build", "缺口 光刻胶"),
        ("squad=s-bur1", "招商队 示例汽车"),
    ] {
        let page = server.get(&format!("/map?chain=ic&{filter}")).body;
        let told = between(&page, "class=\"nothing\" role=\"status\"", "</div>");
        assert!(told.contains(word), "{filter}: {told}");
    }
    assert!(!server.get("/map?chain=ic").body.contains("role=\"status\"><p>"), "nothing is to be taken away");
}
