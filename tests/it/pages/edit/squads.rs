//! A squad where there was none: made on the way from the list, sent to the chain, given a target.

use super::{changed, post};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "edit": a_list_without_squads_says_how_to_get_one, a_squad_is_made_sent_and_taken_back,
        a_squad_that_is_there_is_not_made_again);
}

/// A chain with a firm on its list, and no squad anywhere.
fn without_squads() -> (City, Server) {
    let city = City::new();
    let files = [
        ("chains.csv", "chain,name,adcode\nx,示例链,340100\n"),
        ("segments.csv", "segment,chain,name,stage\nx-1,x,示例一环,upstream\n"),
        ("enterprises.csv", "enterprise,name,adcode\nn1,甲示例有限公司,310000\n"),
        ("members.csv", "enterprise,segment\nn1,x-1\n"),
    ];
    let files = files.map(|(name, content)| city.write(name, content));
    city.import(&files.each_ref().map(|file| file.as_path()));
    city.done(&["list", "add", "--chain", "x", "n1", "--who", "测试"]);
    city.served()
}

fn a_list_without_squads_says_how_to_get_one() {
    let (_city, server) = without_squads();
    let page = server.get("/chains/x/list").body;
    assert!(page.contains("还没有招商队，派不出去") && page.contains("href=\"/chains/x/squads/new\""), "{page}");
    assert!(!page.contains("选招商队"), "no menu without anything to choose: {page}");
}

fn a_squad_is_made_sent_and_taken_back() {
    let (city, server) = without_squads();
    let form = server.get("/chains/x/squads/new").body;
    let kind = form.split("name=\"kind\"").nth(1).unwrap().split("</select>").next().unwrap();
    for word in ["顶格推进组", "尖刀班", "专业招商分局", "驻外招商队"] {
        assert!(kind.contains(word), "{word} can be chosen: {kind}");
    }
    let said = [("name", "示例驻沪队"), ("kind", "station"), ("adcodes", "上海"), ("ground", "示例通知")];
    let (address, page) = changed(&server, "/chains/x/squads/new", &said);
    assert!(address.contains("edit=squad") && page.contains("已记下：新增招商队：示例驻沪队"), "{address}: {page}");
    assert!(page.contains("<option value=\"示例驻沪队\" selected>"), "the only one there is, is chosen: {page}");
    let sent = [("form", "squad"), ("squad", "示例驻沪队"), ("ground", "示例通知")];
    changed(&server, "/chains/x/group", &sent);
    let list = server.get("/chains/x/list").body;
    assert!(list.contains("<optgroup label=\"本链的招商队\"><option value=\"示例驻沪队\">"), "{list}");
    city.done(&["list", "set", "--chain", "x", "n1", "--squad", "示例驻沪队", "--who", "测试"]);
}

fn a_squad_that_is_there_is_not_made_again() {
    let (_city, server) = without_squads();
    let said = [("name", "示例队"), ("kind", "尖刀班"), ("ground", "示例通知")];
    changed(&server, "/chains/x/squads/new", &said);
    for (fields, told) in
        [(&said[..], "已有招商队「示例队」"), (&[("name", "另一队"), ("kind", ""), ("ground", "示例通知")], "类型")]
    {
        let answer = post(&server, "/chains/x/squads/new", fields);
        assert!(answer.status == 400 && answer.body.contains(told), "{}", answer.body);
        assert!(answer.body.contains(&format!("value=\"{}\"", fields[0].1)), "{}", answer.body);
    }
}
