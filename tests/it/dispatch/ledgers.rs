//! Ledgers (台账) over HTTP: requests, bids, care, nominations, duties, indicators: who sees and writes which row, what cannot
//! be, what is taken back, what waits today.

use crate::accounts::roles::served;
use crate::accounts::visit::Visit;
use crate::dispatch::served::{recruiters, worked};
use crate::support::{Answer, City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "ledgers": each_sees_and_writes_the_rows_of_their_own, what_cannot_be_is_told_in_the_form,
        a_row_is_corrected_and_taken_back, a_row_that_should_not_be_is_taken_out, what_is_written_in_forms_leaves_the_journal_sound, what_a_file_says_is_not_blanked,
        suggested_duties_are_confirmed_one_by_one, what_is_behind_or_overdue_waits_today,
        a_ledger_is_exported_as_it_is_shown, an_amount_of_a_bid_ten_times_another_is_asked_about, what_a_leap_year_and_a_missing_target_make_of_an_indicator);
}

fn city() -> (City, Server) {
    let (city, server) = served();
    worked(&city);
    recruiters(&city);
    (city, server)
}

fn sent(visit: &Visit<'_>, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let own = format!("Origin: http://{}\r\n", visit.server.address);
    let form =
        if pairs.iter().any(|(name, _)| *name == "form" || *name == "back") { &[][..] } else { &[("form", "row")] };
    visit.send_with(path, &own, &visit.token("/me"), &[form, pairs].concat())
}

/// The hidden fields of the form that changes the row a page links to beside this text.
fn opened(visit: &Visit<'_>, page: &str, text: &str) -> (String, String) {
    let shown = visit.get(page).body;
    let link = shown.split("<a href=\"").find(|rest| rest.split('>').nth(1).is_some_and(|told| told.starts_with(text)));
    let at = link.unwrap_or_else(|| panic!("no {text}: {shown}")).split('"').next().unwrap().replace("&#38;", "&");
    let form = visit.get(at.split('#').next().unwrap()).body;
    let hidden = |name: &str| {
        let written = format!("name=\"{name}\" value=\"");
        form.split(&written).nth(1).expect("a form").split('"').next().unwrap().to_owned()
    };
    (hidden("key"), hidden("version"))
}

fn undo_of(page: &str) -> String {
    let edit = page.split("action=\"/edits/").nth(1).expect("a way to take it back").split('"').next().unwrap();
    format!("/edits/{edit}")
}

fn each_sees_and_writes_the_rows_of_their_own() {
    let (_city, server) = city();
    let asked = [("enterprise", "tongcheng"), ("date", "2026-02-02"), ("matter", "示例用电增容")];
    for (login, by, status) in [
        ("auditor", "", 403),
        ("leader", "", 403),
        ("clerk", "", 403),
        ("member", "", 303),
        ("elsewhere", "", 400),
        ("captain", "r07", 400),
        ("captain", "示例招商员04", 303),
        ("r03", "r04", 400),
        ("r03", "recruiter:r03", 303),
        ("dispatcher", "", 303),
    ] {
        let visit = Visit::as_user(&server, login);
        let done = sent(&visit, "/requests", &[&asked[..], &[("by", by)]].concat());
        assert_eq!(done.status, status, "{login} {by}: {}", done.body);
        if status == 303 {
            let page = visit.get(done.header("location")).body;
            assert!(page.contains("已记下：新增企业诉求：示例用电增容") && page.contains("撤销"), "{login}: {page}");
        }
    }
    let duty = [("year", "2026"), ("who", "r03"), ("least", "5亿"), ("count", "1")];
    for (login, chain, status) in [
        ("captain", "ic", 403),
        ("r03", "ic", 403),
        ("auditor", "ic", 403),
        ("member", "", 400),
        ("member", "nev", 400),
        ("member", "ic", 303),
        ("dispatcher", "", 303),
        ("dispatcher", "ic", 400),
    ] {
        let done = sent(&Visit::as_user(&server, login), "/duties", &[&duty[..], &[("chain", chain)]].concat());
        assert_eq!(done.status, status, "{login} {chain}: {}", done.body);
    }
    for (login, sees) in
        [("dispatcher", true), ("auditor", true), ("member", true), ("captain", true), ("r03", true), ("r07", false)]
    {
        let page = Visit::as_user(&server, login).get("/duties?period=2026");
        let may = page.body.contains("?edit=");
        assert_eq!(page.body.contains("50000"), sees, "{login}: {}", page.body);
        assert_eq!(may, ["dispatcher", "member"].contains(&login), "{login} is offered what would be refused, or not");
    }
    for path in ["/requests", "/bids", "/care", "/nominations", "/duties", "/race"] {
        assert_eq!(Visit::as_user(&server, "fund").get(path).status, 403, "{path}");
        let elsewhere = Visit::as_user(&server, "elsewhere").get(path);
        let told = ["示例诉求", "示例申报", "示例理由", "di1", "示例用电增容"];
        assert!(
            elsewhere.status == 200 && !told.iter().any(|word| elsewhere.body.contains(word)),
            "{path}: {}",
            elsewhere.body
        );
    }
}

fn what_cannot_be_is_told_in_the_form() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let before = city.digest();
    for (path, pairs, says) in [
        ("/requests", vec![("enterprise", "tongcheng"), ("date", "2026-02-02"), ("matter", "")], "请写诉求内容"),
        ("/requests", vec![("enterprise", "没有这家"), ("date", "2026-02-02"), ("matter", "事")], "没有这家"),
        ("/requests", vec![("enterprise", "tongcheng"), ("date", "2099-02-02"), ("matter", "事")], "2099-02-02还没到"),
        (
            "/requests",
            vec![("enterprise", "tongcheng"), ("date", "2026-02-02"), ("matter", "事"), ("closed", "2026-02-01")],
            "办结日期（2026-02-01）早于提出日期（2026-02-02）",
        ),
        ("/requests", vec![("enterprise", "tongcheng"), ("date", "2025-02-29"), ("matter", "事")], "2025-02-29"),
        ("/bids", vec![("name", "某项"), ("level", "county")], "county"),
        ("/bids", vec![("name", "某项"), ("level", "national"), ("granted", "5")], "申报状态就要选“已获批”"),
        ("/bids", vec![("name", "某项"), ("level", "national"), ("asked", "-5")], "不能为负"),
        ("/care", vec![("leader", "某人"), ("enterprise", "asml")], "某人"),
        ("/care", vec![("leader", "d2"), ("enterprise", "asml")], "已经有这一行了"),
        ("/nominations", vec![("chain", "ic"), ("year", "2026"), ("person", "没有这个人")], "没有这个人"),
        ("/nominations", vec![("chain", "ic"), ("year", "二六年"), ("person", "p01")], "不是年份"),
        ("/duties", vec![("year", "2026"), ("who", "d1"), ("least", "1"), ("count", "0")], "任务数至少是 1"),
        ("/duties", vec![("year", "2026"), ("who", "d1"), ("least", "1"), ("count", "1.5")], "不是整数"),
        ("/race", vec![("indicator", "某项"), ("period", "2026Q5"), ("target", "1")], "不是年、季度或月"),
        ("/race", vec![("indicator", "某项"), ("period", "2026Q1")], "请至少写目标值"),
        (
            "/race",
            vec![("indicator", "某项"), ("period", "2026Q1"), ("rank", "17"), ("of", "16")],
            "排名（17）大于参评数（16）",
        ),
    ] {
        let answer = sent(&visit, path, &pairs);
        assert!(answer.status == 400 && answer.body.contains(says), "{path} {says}: {} {}", answer.status, answer.body);
        let typed = pairs.iter().find(|(_, value)| value.chars().count() > 1 && value.is_ascii()).unwrap().1;
        assert!(answer.body.contains(typed), "{path}: what was typed stays: {typed}");
    }
    assert_eq!(city.digest(), before);
    for (path, says) in [("/requests?only=late", "没有「late」这一种"), ("/race?period=2026Q9", "不是时段")]
    {
        let answer = visit.get(path);
        assert!(answer.status == 400 && answer.body.contains(says), "{path}: {}", answer.body);
    }
}

fn a_row_is_corrected_and_taken_back() {
    let (_city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let (key, version) = opened(&visit, "/requests", "示例诉求");
    let seen = [("key", key.as_str()), ("version", &version)];
    let said = [
        ("enterprise", "asml"),
        ("date", "2026-01-05"),
        ("matter", "示例诉求"),
        ("by", "recruiter:d1"),
        ("due", "2026-01-20"),
    ];
    let unchanged = sent(&visit, "/requests", &[&seen[..], &said].concat());
    assert!(unchanged.status == 400 && unchanged.body.contains("和现在的一样"), "{}", unchanged.body);
    let done = sent(&visit, "/requests", &[&seen[..], &said, &[("closed", "2026-01-18")]].concat());
    assert_eq!(done.status, 303, "{}", done.body);
    let page = visit.get(done.header("location")).body;
    assert!(page.contains("改企业诉求：办结日期 （空） → 办结日期 2026-01-18"), "{page}");
    let stand = |visit: &Visit<'_>| json(visit, "/api/v1/requests?only=all")["rows"][0]["stand"].clone();
    assert_eq!(stand(&visit), "已办结");
    let told = visit.get("/data/history?thing=dn1").body;
    assert!(
        told.contains("办结日期：2026-01-18") && visit.get("/requests?only=all&edit=dn1").body.contains("thing=dn1"),
        "{told}"
    );
    let again = sent(&visit, "/requests", &[&seen[..], &said, &[("closed", "2026-01-19")]].concat());
    assert!(again.status == 400 && again.body.contains("刚被别人改过"), "{}", again.body);
    for (login, status) in [("r03", 403), ("captain", 403), ("member", 303)] {
        let undone = sent(&Visit::as_user(&server, login), &undo_of(&page), &[("back", "/requests")]);
        assert_eq!(undone.status, status, "{login}: {}", undone.body);
    }
    assert_ne!(stand(&visit), "已办结");
}

fn json(visit: &Visit<'_>, path: &str) -> serde_json::Value {
    serde_json::from_str(&visit.get(path).body).unwrap()
}

fn a_row_that_should_not_be_is_taken_out() {
    let (_city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let (key, version) = opened(&visit, "/duties?period=2026", "示例出差甲");
    let seen = [("form", "remove"), ("key", key.as_str()), ("version", &version)];
    let refused = sent(&visit, "/duties", &seen);
    assert!(refused.status == 400 && refused.body.contains("请写理由"), "{}", refused.body);
    for (login, status) in [("r03", 403), ("elsewhere", 404)] {
        let refused = sent(&Visit::as_user(&server, login), "/duties", &[&seen[..], &[("why", "记错了")]].concat());
        assert!([status, 400, 404].contains(&refused.status), "{login}: {} {}", refused.status, refused.body);
    }
    let count = || json(&visit, "/api/v1/duties?year=2026")["rows"].as_array().unwrap().len();
    let before = count();
    let done = sent(&visit, "/duties", &[&seen[..], &[("why", "记错了")]].concat());
    assert_eq!((done.status, count()), (303, before - 1), "{}", done.body);
    let page = visit.get(done.header("location")).body;
    assert!(page.contains("删去招商任务"), "{page}");
    assert_eq!(sent(&visit, &undo_of(&page), &[("back", "/duties")]).status, 303);
    assert_eq!(count(), before);
}

fn what_is_written_in_forms_leaves_the_journal_sound() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let own = format!("Origin: http://{}\r\n", server.address);
    for (path, pairs) in [
        ("/trips/trip", vec![("out", "2026-02-02"), ("people", "d1")]),
        ("/projects", vec![("name", "示例新项目"), ("enterprise", "asml"), ("chain", "ic")]),
        ("/requests", vec![("form", "row"), ("enterprise", "asml"), ("date", "2026-02-02"), ("matter", "示例新诉求")]),
    ] {
        let done = visit.send_with(path, &own, &visit.token("/me"), &pairs);
        assert_eq!(done.status, 303, "{path}: {}", done.body);
        city.digest();
    }
    let (key, version) = opened(&visit, "/duties?period=2026", "示例出差甲");
    let gone = [("form", "remove"), ("key", key.as_str()), ("version", &version), ("why", "记错了")];
    let done = sent(&visit, "/duties", &gone);
    assert_eq!(done.status, 303, "{}", done.body);
    city.digest();
    let page = visit.get(done.header("location")).body;
    assert_eq!(sent(&visit, &undo_of(&page), &[("back", "/duties")]).status, 303);
    city.digest();
}

fn what_a_file_says_is_not_blanked() {
    let (_city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let (key, version) = opened(&visit, "/requests", "示例诉求");
    let said =
        [("enterprise", "asml"), ("date", "2026-01-05"), ("matter", "示例诉求"), ("by", "recruiter:d1"), ("due", "")];
    let refused = sent(&visit, "/requests", &[&[("key", key.as_str()), ("version", &version)], &said[..]].concat());
    assert!(refused.status == 400 && refused.body.contains("「办结期限」是导入的表里写的"), "{}", refused.body);
}

fn suggested_duties_are_confirmed_one_by_one() {
    let (_city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let page = visit.get("/duties?period=2027").body;
    assert!(page.contains("建议的任务") && page.contains("示例出差乙：2027 年 5.0 亿元以上的项目 1 个"), "{page}");
    let said = [("year", "2027"), ("who", "recruiter:d2"), ("least", "50000"), ("count", "1")];
    assert_eq!(sent(&visit, "/duties", &said).status, 303);
    assert!(!visit.get("/duties?period=2027").body.contains("示例出差乙：2027 年"));
    let member = Visit::as_user(&server, "member").get("/duties?period=2027").body;
    assert!(!member.contains("建议的任务"), "whoever sets duties of one chain alone is offered none of the city");
}

fn what_is_behind_or_overdue_waits_today() {
    let (_city, server) = city();
    for (login, duties, requests) in
        [("dispatcher", true, true), ("member", true, true), ("r07", false, false), ("clerk", false, false)]
    {
        let told = json(&Visit::as_user(&server, login), "/api/v1/today")["sections"].to_string();
        assert_eq!(told.contains("示例出差甲：10000 万元以上的项目"), duties, "{login}: {told}");
        assert_eq!(told.contains("示例诉求，逾期"), requests, "{login}: {told}");
    }
    let page = Visit::as_user(&server, "dispatcher").get("/").body;
    assert!(page.contains("/requests?only=overdue") && page.contains("/duties?only=behind"), "{page}");
}

fn a_ledger_is_exported_as_it_is_shown() {
    let (city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    let table = visit.get("/requests?format=csv&columns=request,enterprise,date,matter,by,due,department").body;
    assert!(table.contains("诉求编号") && table.contains("示例诉求") && table.contains("示例出差甲"), "{table}");
    let before = json(&visit, "/api/v1/requests?only=all");
    let file = city.write("requests.csv", table.trim_start_matches('\u{feff}'));
    city.import(&[&file]);
    let after = json(&visit, "/api/v1/requests?only=all");
    assert_eq!(before["rows"][0]["cells"], after["rows"][0]["cells"], "what was exported lands on the same row");
    let race = visit.get("/race?format=csv&period=2026Q1").body;
    assert!(race.contains("di1") && race.contains("短板") && race.contains("10"), "{race}");
}

fn an_amount_of_a_bid_ten_times_another_is_asked_about() {
    let (city, server) = city();
    let bids = "bid,name,level,chain,asked,owner\nx1,示例一,provincial,ic,500,r03\nx2,示例二,provincial,ic,600,r03\n";
    city.import(&[&city.write("bids.csv", bids)]);
    let member = Visit::as_user(&server, "member");
    let bid = [("name", "示例三"), ("level", "provincial"), ("chain", "ic"), ("asked", "60000"), ("owner", "r03")];
    let asked = sent(&member, "/bids", &bid);
    assert_eq!(asked.status, 400);
    assert!(asked.body.contains("是这条产业链申报的中位数（500 万元）的 120 倍"), "{}", asked.body);
    assert!(asked.body.contains("name=\"sure\""), "it can be said that it is right: {}", asked.body);
    let sure = sent(&member, "/bids", &[&bid[..], &[("sure", "1")]].concat());
    assert_eq!(sure.status, 303, "{}", sure.body);
    let granted = [("name", "示例四"), ("level", "provincial"), ("chain", "ic"), ("asked", "500"), ("owner", "r03")];
    let granted = [&granted[..], &[("state", "funded"), ("granted", "5")]].concat();
    let asked = sent(&member, "/bids", &granted);
    assert!(
        asked.status == 400 && asked.body.contains("获批金额 5 万元是申请金额（500 万元）的 1.0%"),
        "{}",
        asked.body
    );
}

fn what_a_leap_year_and_a_missing_target_make_of_an_indicator() {
    let (_city, server) = city();
    let visit = Visit::as_user(&server, "dispatcher");
    for pairs in [
        vec![("indicator", "无目标"), ("period", "2026-02"), ("actual", "3")],
        vec![("indicator", "闰月"), ("period", "2024-02"), ("target", "10"), ("actual", "29")],
        vec![("indicator", "目标为零"), ("period", "2026-02"), ("target", "0"), ("actual", "3")],
    ] {
        assert_eq!(sent(&visit, "/race", &pairs).status, 303, "{pairs:?}");
    }
    let page = visit.get("/race?period=2026-02").body;
    assert!(page.contains("无目标") && page.contains("没有目标值") && page.contains("目标为零"), "{page}");
    let leap = visit.get("/race?period=2024-02").body;
    assert!(leap.contains("闰月") && leap.contains(">290.0<"), "{leap}");
    let care = [("leader", "d1"), ("enterprise", "asml"), ("since", "2024-02-29")];
    assert_eq!(sent(&visit, "/care", &care).status, 303);
}
