//! What a link shows, and to whom.

use super::{NEXT, NOTE, PHONE, asked, form, journaled, left, made, office, open, opened};
use crate::accounts::visit::{Visit, add as add_account};
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "links": a_link_shows_its_rows_and_columns_and_nothing_else, what_comes_later_is_not_shown,
        contacts_go_along_for_whoever_may_and_are_journaled, whoever_may_not_share_makes_none,
        what_is_out_is_told_to_the_group, what_is_given_wrongly_is_told_in_the_form);
}

fn a_link_shows_its_rows_and_columns_and_nothing_else() {
    let (_city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let columns = [("columns", "segment"), ("columns", "state"), ("columns", "place"), ("columns", "call")];
    let link = made(&mut member, &["smee"], &columns);
    let guest = opened(&server, &link.secret, "");
    let at = format!("/s/{}", link.secret);
    let page = guest.get(&at);
    assert!(page.status == 200 && page.body.contains("上海微电子") && page.body.contains("仅供 示例接收人 使用"));
    assert!(page.body.contains("content=\"noindex\"") && page.header("referrer-policy") == "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    let packet = guest.get(&format!("{at}/packet"));
    let json = guest.get(&format!("/api/v1{at}"));
    let [csv, xlsx] = ["csv", "xlsx"].map(|form| guest.get(&format!("{at}?format={form}")));
    for answer in [&page, &packet, &json, &csv] {
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.body.contains("上海微电子"), "{}", answer.body);
        for hidden in [NOTE, NEXT, PHONE, "阿斯麦", "ASML", "2026-01-02"] {
            assert!(!answer.body.contains(hidden), "{hidden}: {}", answer.body);
        }
    }
    assert_eq!(xlsx.status, 200);
    let told: serde_json::Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(told["columns"], serde_json::json!(["segment", "state", "place", "call"]));
    for hidden in ["sort=note", "sort=-next", "columns=note", "columns=name,due", "sort=enterprise", "table=packets"] {
        for form in ["", "&format=csv", "&format=xlsx"] {
            let answer = guest.get(&format!("{at}?{hidden}{form}"));
            assert_eq!(answer.status, 400, "{hidden}{form}: {}", answer.body);
        }
    }
    // What opened it opens nothing else.
    for other in ["/chains/ic/list", "/api/v1/chains", "/out", "/chains/ic/links", "/me"] {
        assert!([303, 401].contains(&guest.get(other).status), "{other}");
    }
    for of_link in ["", "/packet"] {
        let answer = Visit::of(&server).get(&format!("{at}{of_link}"));
        assert!(!answer.body.contains("上海微电子"), "{of_link}");
    }
    assert_eq!(Visit::of(&server).get(&format!("/api/v1{at}")).status, 404);
}

fn what_comes_later_is_not_shown() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee", "asml"], &[]);
    let guest = opened(&server, &link.secret, "");
    let names = || {
        let told: serde_json::Value =
            serde_json::from_str(&guest.get(&format!("/api/v1/s/{}", link.secret)).body).unwrap();
        told["targets"].as_array().unwrap().len()
    };
    assert_eq!(names(), 2);
    city.done(&["list", "add", "--chain", "ic", "tongcheng", "--who", "测试"]);
    assert_eq!(names(), 2, "a row that was listed since is not on it");
    city.done(&["list", "drop", "--chain", "ic", "asml", "--reason", "不来了", "--who", "测试"]);
    assert_eq!(names(), 1, "a row that left the list left it");
}

fn contacts_go_along_for_whoever_may_and_are_journaled() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let with = [("contacts", "1"), ("columns", "segment")];
    let refused = asked(&mut member, &["smee"], &with);
    assert!(refused.status == 400 && refused.body.contains("带联系方式要写明依据"), "{}", refused.body);
    let link = made(&mut member, &["smee"], &[&with[..], &[("basis", "示例同意书")]].concat());
    let guest = opened(&server, &link.secret, "");
    let page = guest.get(&format!("/s/{}", link.secret)).body;
    assert!(page.contains(&format!("href=\"tel:{PHONE}\"")), "{page}");
    assert!(guest.get(&format!("/s/{}/packet", link.secret)).body.contains(PHONE));
    let told = journaled(&city, "share make");
    for word in ["发给 示例接收人", "用途：示例用途", "依据：示例同意书", "含联系方式"] {
        assert!(told[0].contains(word), "{told:?}");
    }
    let opened = journaled(&city, "share open");
    assert!(opened.len() == 1 && opened[0].ends_with("，含联系方式") && opened[0].contains(&link.id), "{opened:?}");
    assert!(journaled(&city, "share").iter().all(|why| !why.contains(&link.secret)));
    let kept = std::fs::read(city.store()).unwrap();
    assert!(!kept.windows(64).any(|bytes| bytes == link.secret.as_bytes()), "only its digest is kept");
    city.digest();
}

fn whoever_may_not_share_makes_none() {
    let (city, server) = office();
    for (login, grant, status) in [
        ("leader", "leader:ic", 403),
        ("clerk", "clerk", 403),
        ("captain", "captain:s-spear", 403),
        ("auditor", "auditor", 403),
        ("elsewhere", "member:nev", 404),
    ] {
        add_account(&city, login, &[grant]);
        let mut visit = Visit::as_user(&server, login);
        let token = visit.token("/me");
        let pairs = [("form", "make"), ("enterprise", "smee"), ("columns", "segment"), ("to", "某"), ("purpose", "看")];
        assert_eq!(visit.send("/chains/ic/list/link", &token, &pairs).status, status, "{login}");
        assert_eq!(visit.send("/chains/ic/links", &token, &[("what", "chain")]).status, status, "{login}");
        assert_eq!(visit.get("/chains/ic/links").status, status, "{login}");
        let list = visit.get("/chains/ic/list").body;
        assert!(!list.contains("/list/link") && !list.contains("ic/links"), "{login} is offered nothing");
    }
    assert!(journaled(&city, "share").is_empty());
}

fn what_is_out_is_told_to_the_group() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let today = city.json(&["today"]);
    assert!(!today.to_string().contains("\"links\""));
    let day = |days: i32| {
        let day: jiff::civil::Date = server_day(&member);
        day.saturating_add(jiff::Span::new().days(days)).to_string()
    };
    let (soon, late) = (day(2), day(20));
    let first = made(&mut member, &["smee"], &[("until", &soon)]);
    made(&mut member, &["asml"], &[("until", &late), ("to", "另一位")]);
    opened(&server, &first.secret, "");
    let told: serde_json::Value = serde_json::from_str(&member.get("/api/v1/today").body).unwrap();
    let sections = told["sections"].as_array().unwrap();
    let section = sections.iter().find(|section| section["section"] == "links").expect("a section");
    assert_eq!(section["total"], 1, "{section}");
    assert!(section["lines"][0]["text"].as_str().unwrap().contains("给示例接收人的链接"), "{section}");
    let out = member.get("/out?table=links&format=csv").body;
    assert!(out.contains("另一位") && out.contains("1次，最近") && out.contains("还没有"), "{out}");
    let list = member.get("/chains/ic/links").body;
    assert!(list.contains("打开过 1 次") && list.contains("还没有人打开"), "{list}");
    let json: serde_json::Value = serde_json::from_str(&member.get("/api/v1/links?chain=ic").body).unwrap();
    assert_eq!(json["links"].as_array().unwrap().len(), 2);
    assert_eq!(left(&city, &first.id), 19);
}

/// Today, as a link says it that is made without a day: two weeks before its last one.
fn server_day(member: &Visit<'_>) -> jiff::civil::Date {
    let mut visit = Visit { server: member.server, cookie: member.cookie.clone(), known: None };
    let token = visit.token("/me");
    let page = visit.send("/chains/ic/list/link", &token, &[("enterprise", "smee")]).body;
    let until = page.split("name=\"until\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let until: jiff::civil::Date = until.parse().unwrap();
    until.saturating_sub(jiff::Span::new().days(14))
}

fn what_is_given_wrongly_is_told_in_the_form() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    for (given, told) in [
        (("to", ""), "接收人不能为空"),
        (("purpose", ""), "没有写用途"),
        (("columns", "contacts"), "没有“contacts”这一列"),
        (("columns", ""), "没有选要给对方看的列"),
        (("until", "2020-01-01"), "已经过了"),
        (("until", "2999-01-01"), "太远"),
        (("until", "明天"), "读不懂"),
        (("openings", "0"), "可打开次数要在"),
        (("openings", "很多"), "读不懂"),
        (("passcode", "12"), "口令要 4 到 64 个字符"),
        (("squad", "没有的队"), "没有招商队"),
    ] {
        let answer = asked(&mut member, &["smee"], &[given]);
        assert!([400, 404].contains(&answer.status) && answer.body.contains(told), "{given:?}: {}", answer.body);
        assert!(given.0 == "purpose" || answer.body.contains("示例用途"), "what was typed stays: {given:?}");
    }
    let other = asked(&mut member, &["smee", "cxmt"], &[]);
    assert!(other.status == 400 || !other.body.contains("/s/"), "{}", other.body);
    assert!(journaled(&city, "share").is_empty());
    // Nobody opens what nobody made.
    let mut nobody = Visit::of(&server);
    assert_eq!(open(&mut nobody, "x", "").status, 404);
    assert_eq!(form(&nobody, "x").1.len(), 64);
}
