//! Claims over HTTP: what two squads, the group and others see and do.

use super::roles::served;
use super::visit::{Visit, add as account};
use crate::support::{Answer, City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "accounts": two_squads_want_one_firm_the_group_decides_and_both_are_told,
        a_form_of_claims_that_is_refused_stands_in_its_page, claims_are_told_to_nobody_who_may_not_see_them);
}

/// The firm that nobody has, and one that another squad has.
const FREE: &str = "asml";
const OTHERS: &str = "smee";

fn city() -> (City, Server) {
    let (city, server) = served();
    account(&city, "other", &["recruiter:s-bur2"]);
    (city, server)
}

fn sent(visit: &Visit<'_>, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let own = format!("Origin: http://{}\r\n", visit.server.address);
    visit.send_with(path, &own, &visit.token("/me"), pairs)
}

/// The part of a page below a heading.
fn below<'p>(page: &'p str, heading: &str) -> &'p str {
    let rest = page.split(&format!("<h2>{heading}")).nth(1).unwrap_or_else(|| panic!("no {heading} in {page}"));
    rest.split("<h2>").next().unwrap()
}

fn two_squads_want_one_firm_the_group_decides_and_both_are_told() {
    let (city, server) = city();
    let [first, second, group] = ["recruiter", "other", "member"].map(|login| Visit::as_user(&server, login));
    assert!(below(&first.get("/claims").body, "可以认领的").contains("ASML"));
    let done = sent(&first, "/claims/take", &[("enterprise", FREE)]);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = first.get(done.header("location")).body;
    assert!(page.contains("认领：") && below(&page, "我们的 1").contains("ASML"), "{page}");

    let entry = first.get("/chains/ic/list/entry?target=asml").body;
    assert!(entry.contains("认领到") && entry.contains("续期") && entry.contains("释放"), "{entry}");
    assert!(!second.get("/chains/ic/list/entry?target=asml").body.contains("续期"));
    let refused = sent(&second, "/claims/take", &[("enterprise", FREE)]);
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains("这次没有认领上，已记为撞单"), "{}", refused.body);
    for visit in [&first, &second, &group] {
        assert!(below(&visit.get("/claims").body, "撞单 1").contains("等待裁定"));
    }
    assert!(!below(&second.get("/claims").body, "撞单 1").contains("/claims/rule"));

    let ruled = [("enterprise", FREE), ("ruling", "hand-over"), ("to", "s-bur2"), ("reason", "客户找的是他们")];
    assert_eq!(sent(&second, "/claims/rule", &ruled).status, 403);
    assert!(below(&group.get("/claims").body, "撞单 1").contains("/claims/rule"));
    let done = sent(&group, "/claims/rule", &ruled);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(group.get(done.header("location")).body.contains("裁定移交"));
    for (visit, mine) in [(&first, "我们的 0"), (&second, "我们的 1")] {
        let page = visit.get("/claims").body;
        assert!(below(&page, "裁定 1").contains("客户找的是他们") && page.contains(mine), "{page}");
        assert!(below(&page, "撞单 1").contains("已裁定移交"), "{page}");
    }
    let journal = city.json(&["journal", "--what", "认领"])["lines"].to_string();
    for told in ["认领：", "撞单：", "裁定移交："] {
        assert!(journal.contains(told), "{journal}");
    }
}

fn a_form_of_claims_that_is_refused_stands_in_its_page() {
    let (city, server) = city();
    let [recruiter, group] = ["recruiter", "member"].map(|login| Visit::as_user(&server, login));
    let before = city.digest();
    for (visit, path, pairs, words) in [
        (&recruiter, "take", vec![("enterprise", "")], "没有写明是哪家企业"),
        (&recruiter, "take", vec![("enterprise", OTHERS)], "可以认领的清单上"),
        (&recruiter, "renew", vec![("enterprise", FREE)], "现在没有人认领"),
        (&group, "rule", vec![("enterprise", FREE), ("ruling", "keep"), ("reason", "看过")], "没有什么要裁定"),
        (&group, "rule", vec![("enterprise", FREE), ("ruling", ""), ("reason", "看过")], "没有选裁定"),
        (
            &recruiter,
            "lead",
            vec![("chain", "ic"), ("name", "示例新厂有限公司"), ("place", "没有的地方"), ("note", "展会上遇到")],
            "没有地区",
        ),
    ] {
        let answer = sent(visit, &format!("/claims/{path}"), &pairs);
        assert!([400, 404].contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
        assert!(answer.body.contains(words), "{path} does not say {words}: {}", answer.body);
        if path == "lead" {
            assert!(answer.body.contains("展会上遇到") && answer.body.contains("示例新厂有限公司"), "{}", answer.body);
        }
    }
    assert_eq!(city.digest(), before);
    let lead = [("chain", "ic"), ("name", "示例新厂有限公司"), ("place", "上海")];
    assert_eq!(sent(&recruiter, "/claims/lead", &lead).status, 303);
    let list = city.json(&["list", "show", "--chain", "ic", "--squad", "s-spear"]).to_string();
    assert!(list.contains("示例新厂有限公司"), "{list}");
    assert_eq!(sent(&recruiter, "/claims/lead", &[("chain", "x"), ("name", "示例另厂有限公司")]).status, 404);
}

fn claims_are_told_to_nobody_who_may_not_see_them() {
    let (city, server) = city();
    city.done(&["claim", "take", OTHERS, "--squad", "s-bur2"]);
    for login in ["recruiter", "elsewhere"] {
        let visit = Visit::as_user(&server, login);
        let page = visit.get("/claims");
        assert!(page.status == 200 && !page.body.contains("上海微电子"), "{login}: {}", page.body);
        let told = visit.get("/taken?target=smee").body;
        assert!(told.contains("认领到") && !told.contains("已派发"), "{login}: {told}");
    }
    for login in ["clerk", "fund"] {
        assert_eq!(Visit::as_user(&server, login).get("/claims").status, 403, "{login}");
    }
    assert_eq!(Visit::as_user(&server, "fund").get("/taken?target=smee").status, 403);
    assert_eq!(Visit::as_user(&server, "clerk").get("/taken?target=smee").status, 200);
}
