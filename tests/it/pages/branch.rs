//! The page of a segment that others stand below.

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "branch": it_tells_what_stands_above_and_below_it, its_firms_are_those_of_its_leaves,
        a_search_finds_it_and_leads_there, a_value_of_it_is_corrected_there, a_program_is_still_told_to_ask_its_leaves);
}

/// A chain of three levels with a firm in town and one to win.
fn city() -> City {
    let city = City::new();
    let chain = city.write("产业链.csv", "产业链编号,产业链,区划代码\nc,示例链,340100\n");
    let segments = "环节编号,产业链,环节,上中下游,上级环节,摸排日期\nall,c,总装备,上游,,\nsome,c,分装备,上游,all,\n\
        one,c,甲机,上游,some,2026-01-01\ntwo,c,乙机,上游,some,2026-01-01\nthree,c,丙机,上游,all,2026-01-01\n";
    let segments = city.write("环节.csv", segments);
    let firms = "企业编号,企业名称,区划代码,能级\nh,本地示例有限公司,340104,龙头\na,外地示例有限公司,310115,链主\n\
        b,别处示例有限公司,310115,\n";
    let firms = city.write("企业.csv", firms);
    let members = "企业编号,环节,区划代码\nh,one,340104\na,two,310115\na,three,310115\nb,three,310115\n";
    let members = city.write("members.csv", members);
    city.import(&[&chain, &segments, &firms, &members]);
    city
}

fn page(server: &Server, segment: &str) -> String {
    let answer = server.get(&format!("/chains/c/segments/{segment}?as_of=2026-11-01"));
    assert_eq!(answer.status, 200, "{segment}: {}", answer.body);
    answer.body
}

/// What stands between two texts of a page.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}")).1;
    rest.split_once(to).map_or(rest, |(found, _)| found)
}

fn it_tells_what_stands_above_and_below_it() {
    let (_city, server) = city().served();
    for (segment, above, below, leaves) in [
        ("all", &[][..], &["some", "three"][..], &["one", "two", "three"][..]),
        ("some", &["all"], &["one", "two"], &["one", "two"]),
    ] {
        let page = page(&server, segment);
        let link = |id: &str| format!("href=\"/chains/c/segments/{id}?as_of=2026-11-01\"");
        let (head, listed) = (between(&page, "<h1>", "</header>"), between(&page, "<h2>下级环节</h2>", "</section>"));
        assert_eq!(head.matches("/segments/").count(), above.len(), "{segment}: {head}");
        assert!(above.iter().all(|id| head.contains(&link(id))), "{segment}: {head}");
        assert_eq!(listed.matches("/segments/").count(), below.len(), "{segment}: {listed}");
        assert!(below.iter().all(|id| listed.contains(&link(id))), "{segment}: {listed}");
        assert_eq!(listed.matches("class=\"badge").count(), if segment == "all" { 3 } else { 2 }, "{listed}");
        let table = between(&page, "<h2>末级环节</h2>", "</section>");
        assert_eq!(table.matches("data-key=").count(), leaves.len(), "{segment}: {table}");
        assert!(leaves.iter().all(|id| table.contains(&format!("data-key=\"{id}\""))), "{segment}: {table}");
        assert!(page.contains(&format!("下面{}个末级环节", leaves.len())), "{segment}");
    }
    let leaf = page(&server, "one");
    let head = between(&leaf, "<h1>", "</header>");
    let (first, second) = (head.find("总装备</a>").unwrap(), head.find("分装备</a>").unwrap());
    assert!(first < second, "a leaf tells its way down: {head}");
}

fn its_firms_are_those_of_its_leaves() {
    let (city, server) = city().served();
    let firms = |segment: &str| {
        let page = server.get(&format!("/chains/c/segments/{segment}")).body;
        let table = between(&page, "<form method=\"post\" action=\"/chains/c/list/add\"", "</form>").to_owned();
        let keys: Vec<String> = table.split("data-key=\"").skip(1).map(|row| row[..1].to_owned()).collect();
        (keys.join(""), table)
    };
    let (keys, table) = firms("all");
    assert_eq!(keys, "hab", "those in town first, then best standing first: {table}");
    assert!(table.contains("乙机、丙机") || table.contains("丙机、乙机"), "{table}");
    assert_eq!(firms("some").0, "ha");
    assert_eq!(table.matches("type=\"checkbox\" name=\"enterprise\"").count(), 3);
    city.done(&["list", "add", "--chain", "c", "a"]);
    let (_, table) = firms("all");
    assert_eq!(table.matches("type=\"checkbox\" name=\"enterprise\"").count(), 2, "what is listed has no box");
    assert!(table.contains("已列入"), "{table}");
}

fn a_search_finds_it_and_leads_there() {
    let (_city, server) = city().served();
    let found = server.get("/find/hints?text=%E8%A3%85%E5%A4%87").body;
    for id in ["all", "some"] {
        assert!(found.contains(&format!("/chains/c/segments/{id}")) && found.contains("有下级环节"), "{id}: {found}");
    }
    let answer = server.get("/find?text=%E5%88%86%E8%A3%85%E5%A4%87");
    assert_eq!((answer.status, answer.header("location")), (303, "/chains/c/segments/some"));
}

fn a_value_of_it_is_corrected_there() {
    let (_city, server) = city().served();
    let form = server.get("/chains/c/segments/some?edit=name").body;
    assert!(form.contains("class=\"editing\"") || form.contains("editing"), "{form}");
    assert!(form.contains("name=\"value\" value=\"分装备\""), "{form}");
}

fn a_program_is_still_told_to_ask_its_leaves() {
    let (_city, server) = city().served();
    let answer = server.get("/api/v1/chains/c/segments/some");
    assert!(answer.status == 400 && answer.body.contains("请问它的下级环节"), "{}", answer.body);
}
