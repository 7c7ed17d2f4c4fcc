//! A file goes round nothing: its rows, and taking them back, ask the rights that a form would.

use super::visit::{Visit, add, first};
use crate::pages::data::{parts, sent_to, sent_with, settled_for};
use crate::support::{Answer, City, Facts, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "accounts": a_clerk_takes_back_only_what_a_clerk_may_write, a_clerk_says_who_leads_a_chain_in_no_file,
        a_chain_one_may_not_see_is_named_in_no_error_and_on_no_atlas, a_member_brings_in_what_is_of_the_own_chain,
        a_member_takes_back_the_own_import_alone, a_captain_takes_back_the_packet_of_the_own_squad,
        no_file_or_mapping_writes_in_another_name_or_gives_itself_trust);
}

fn with_clerk() -> (City, Server) {
    let city = City::sample();
    first(&city);
    add(&city, "clerk", &["clerk"]);
    add(&city, "elsewhere", &["member:nev"]);
    city.served()
}

/// Sends a form of nothing but its token.
fn pressed(visit: &Visit<'_>, path: &str) -> Answer {
    visit.send_with(path, &format!("Origin: {}\r\n", visit.server.origin()), &visit.token("/me"), &[])
}

/// Brings a file in; the page of the upload.
fn brought(visit: &Visit<'_>, name: &str, content: &str) -> (String, String) {
    let body = parts(&visit.token("/data"), &[(name, content.as_bytes())]);
    let answer = sent_with(visit.server, &visit.cookies(), &body);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let address = answer.header("location").to_owned();
    let page = settled(visit, &address);
    (address, page)
}

fn settled(visit: &Visit<'_>, address: &str) -> String {
    settled_for(|| visit.get(address))
}

fn a_clerk_takes_back_only_what_a_clerk_may_write() {
    let (city, server) = with_clerk();
    let visit = Visit::as_user(&server, "clerk");
    let before = city.digest();
    let answer = pressed(&visit, "/data/imports/1/undo");
    assert_eq!(answer.status, 403, "squads, groups, assessments and contacts are in it: {}", answer.body);
    assert_eq!(city.digest(), before);
    assert!(!visit.get("/data/imports/1").body.contains("撤销这次导入"));
    let (address, page) = brought(&visit, "企业.csv", "企业编号,企业名称,区划代码\nn1,新来一有限公司,340100\n");
    assert!(page.contains("新增 1 行"), "{page}");
    assert_eq!(pressed(&visit, &format!("{address}/apply")).status, 303);
    assert!(settled(&visit, &address).contains("已导入"));
    let own = city.json(&["imports"]);
    let own = own.as_array().or_else(|| own["imports"].as_array()).unwrap().clone();
    let own = own.iter().find(|line| line["who"] == "clerk").unwrap()["import"].as_str().unwrap().to_owned();
    let answer = pressed(&visit, &format!("/data/imports/{own}/undo"));
    assert_eq!(answer.status, 200, "{}", answer.body);
}

fn a_clerk_says_who_leads_a_chain_in_no_file() {
    let (city, server) = with_clerk();
    let visit = Visit::as_user(&server, "clerk");
    let before = city.digest();
    for (column, value) in [("链长", "别人"), ("牵头单位", "别的局"), ("链主企业", "cxmt"), ("成员单位", "别的局")]
    {
        let file = format!("产业链编号,产业链,区划代码,{column}\nic,集成电路,340100,{value}\n");
        let (_, page) = brought(&visit, "产业链.csv", &file);
        assert!(page.contains("您没有权限写产业链的工作组") && page.contains(column), "{column}: {page}");
    }
    let (_, page) = brought(&visit, "产业链.csv", "产业链编号,产业链,区划代码\nnew,新的链,340100\n");
    assert!(page.contains("新增 1 行"), "{page}");
    assert_eq!(city.digest(), before);
}

fn a_chain_one_may_not_see_is_named_in_no_error_and_on_no_atlas() {
    let (_city, server) = with_clerk();
    let [clerk, elsewhere] = ["clerk", "elsewhere"].map(|login| Visit::as_user(&server, login));
    for path in
        ["/api/v1/targets?chain=nev&segment=ic-resist", "/chains/nev/plan?assume=catl:ic-resist", "/chains/nev/atlas"]
    {
        assert!(clerk.get(path).body.contains("集成电路"), "{path}");
        // The menu names the chains that one may see, and so the page of somebody else.
        let told = elsewhere.get(path).body;
        assert!(!told.contains("集成电路") && !told.contains("光刻胶"), "{path}: {told}");
    }
}

/// What a file of a member of the chain `ic` comes to: rows that would be new or changed, and what is said of the others.
fn looked_at(visit: &Visit<'_>, name: &str, content: &str) -> String {
    let (address, page) = brought(visit, name, content);
    assert_eq!(pressed(visit, &format!("{address}/discard")).status, 303);
    page
}

fn a_member_brings_in_what_is_of_the_own_chain() {
    let (city, server) = with_clerk();
    add(&city, "member", &["member:ic"]);
    let visit = Visit::as_user(&server, "member");
    let before = city.digest();
    for (name, content) in [
        ("企业.csv", "企业编号,企业名称,区划代码\nn1,新来一有限公司,340100\n"),
        ("属于环节.csv", "企业,环节\njac,ic-resist\n"),
        ("环节.csv", "环节编号,产业链,环节名称,上中下游\nic-new,ic,新环节,上游\n"),
        ("认定.csv", "环节,认定,理由,认定人,认定日期\nic-mem,补链,缺,member,2026-11-01\n"),
        ("产业链.csv", "产业链编号,产业链,区划代码,牵头单位\nic,集成电路,340100,新的局\n"),
        ("会议.csv", "会议编号,日期,产业链\nm-own,2026-11-20,ic\n"),
        ("联系方式.csv", "单位,姓名,电话\ncxmt,新联系人,13800000009\n"),
    ] {
        let page = looked_at(&visit, name, content);
        assert!(!page.contains("您只能写") && !page.contains("您没有权限"), "{name}: {page}");
        assert!(page.contains("新增 1 行") || page.contains("修改 1 行"), "{name}: {page}");
    }
    let foreign = [
        ("环节.csv", "环节编号,产业链,环节名称,上中下游\nnew,nev,新环节,上游\n", "nev"),
        ("环节.csv", "环节编号,产业链,环节名称,上中下游\nnev-lith,ic,借来的名,上游\n", "您只能写自己的产业链的环节"),
        ("属于环节.csv", "企业,环节\njac,nev-lith\n", "nev-lith"),
        ("认定.csv", "环节,认定,理由,认定人,认定日期\nnev-sep,补链,缺,甲,2026-11-01\n", "nev-sep"),
        ("认定.csv", "环节,认定,理由,认定人,认定日期\nic-mem,补链,缺,别人,2026-11-01\n", "认定人就是登录的人"),
        ("供给.csv", "供给环节,使用环节\nic-resist,nev-car\n", "nev-car"),
        ("产业链.csv", "产业链编号,产业链,区划代码\nother,别的链,340100\n", "您只能写自己的产业链的产业链"),
        ("会议.csv", "会议编号,日期,产业链\nm-2026-09,2026-11-20,ic\n", "您只能写自己的产业链的会议"),
        ("会议.csv", "会议编号,日期\nm-all,2026-11-20\n", "您只能写自己的产业链的会议"),
        ("联系方式.csv", "单位,姓名,电话\ncatl,新联系人,13800000009\n", "您只能写自己产业链和清单上的企业的联系方式"),
        ("招商队.csv", "招商队编号,招商队,类型\nq-new,新队,驻外招商队\n", "您没有权限写招商队"),
    ];
    for (name, content, word) in foreign {
        let page = looked_at(&visit, name, content);
        assert!(page.contains(word), "{name} {content}: {page}");
        assert!(!page.contains("新增 1 行") && !page.contains("修改 1 行"), "{name} {content}: {page}");
        for secret in ["锂盐", "隔膜", "新能源汽车</td>"] {
            assert!(!page.contains(secret), "{secret} is another chain's: {page}");
        }
    }
    assert_eq!(city.digest(), before);
}

fn a_member_takes_back_the_own_import_alone() {
    let (city, server) = with_clerk();
    for (login, grant) in [("member", "member:ic"), ("colleague", "member:ic"), ("other", "member:nev")] {
        add(&city, login, &[grant]);
    }
    let visit = Visit::as_user(&server, "member");
    let (address, page) = brought(&visit, "属于环节.csv", "企业,环节\njac,ic-resist\n");
    assert!(page.contains("新增 1 行"), "{page}");
    assert_eq!(pressed(&visit, &format!("{address}/apply")).status, 303);
    assert!(settled(&visit, &address).contains("已导入"));
    let imports = city.json(&["imports"]);
    let imports = imports.as_array().or_else(|| imports["imports"].as_array()).unwrap().clone();
    let own = imports.iter().find(|line| line["who"] == "member").unwrap()["import"].as_str().unwrap().to_owned();
    let before = city.digest();
    for (login, import) in [("colleague", &*own), ("other", &*own), ("member", "1")] {
        let visit = Visit::as_user(&server, login);
        assert_eq!(pressed(&visit, &format!("/data/imports/{import}/undo")).status, 403, "{login}");
        assert!(!visit.get(&format!("/data/imports/{import}")).body.contains("撤销这次导入"), "{login}");
    }
    assert_eq!(city.digest(), before);
    assert!(visit.get(&format!("/data/imports/{own}")).body.contains("撤销这次导入"));
    assert_eq!(pressed(&visit, &format!("/data/imports/{own}/undo")).status, 200);
    assert!(!city.done(&["history", "jac"]).out().contains("ic-resist · "));
}

/// What a packet's page saved, with a note at its first target; `out` is the page.
fn filled(out: &str, note: &str) -> String {
    let key = out.split("data-key=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    serde_json::json!({"liantu": "packet", "rows": [{"行键": key, "备注": note}], "leads": []}).to_string()
}

fn a_captain_takes_back_the_packet_of_the_own_squad() {
    let (city, server) = super::roles::served();
    let out = |squad: &str| {
        let file = city.folder().join(format!("{squad}.html"));
        city.done(&["packet", "--chain", "ic", "--squad", squad, "--to", "甲", "--out", file.to_str().unwrap()]);
        std::fs::read_to_string(file).unwrap()
    };
    let (own, other) = (filled(&out("s-spear"), "队里填的"), filled(&out("s-bur2"), "别队填的"));
    let visit = Visit::as_user(&server, "captain");
    let taken = |visit: &Visit<'_>, name: &str, content: &str| {
        let body = parts(&visit.token("/me"), &[(name, content.as_bytes())]);
        sent_to(visit.server, "/data/returned", &visit.cookies(), &body)
    };
    assert!(visit.get("/data").body.contains("action=\"/data/returned\""));
    let answer = taken(&visit, "交回.json", &own);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let address = answer.header("location").to_owned();
    let page = visit.get(&address).body;
    assert!(page.contains("队里填的"), "{page}");
    let cell = page.split("name=\"take\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let headers = format!("Origin: {}\r\n", server.origin());
    let done = visit.send_with(&address, &headers, &visit.token("/me"), &[("take", cell)]);
    assert!(done.status == 200 && done.body.contains("已写入 1 格"), "{}", done.body);
    let before = city.digest();
    let foreign = taken(&visit, "别队.json", &other);
    assert_eq!(foreign.status, 303, "{}", foreign.body);
    let page = visit.get(foreign.header("location"));
    assert!(page.status == 400 && page.body.contains("不是本库发出的离线包"), "{}", page.body);
    let list = taken(&visit, "企业.csv", "企业编号,企业名称,区划代码\nn1,新来一有限公司,340100\n");
    assert!(list.status == 400 && list.body.contains("不是填好的离线包"), "{}", list.body);
    let recruiter = Visit::as_user(&server, "recruiter");
    assert_eq!(taken(&recruiter, "交回.json", &own).status, 403);
    assert!(!recruiter.get("/data").body.contains("/data/returned"));
    assert_eq!(city.digest(), before);
}

fn no_file_or_mapping_writes_in_another_name_or_gives_itself_trust() {
    let (city, server) = with_clerk();
    add(&city, "own", &["member:ic"]);
    let mappings = city.folder().join("liantu.db-mappings");
    std::fs::create_dir_all(&mappings).unwrap();
    let mapping = "[[table]]\ntable = \"assessments\"\n[table.columns]\nsegment = \"环节号\"\nverdict = \"结论词\"\n\
                   reason = \"缘由\"\ndate = \"哪天\"\nwho = { constant = \"admin\" }\n";
    std::fs::write(mappings.join("认定.toml"), mapping).unwrap();
    let visit = Visit::as_user(&server, "own");
    for (name, content) in [
        ("assessments.csv", "segment,verdict,reason,who,date\nic-etch,fill,示例一,admin,2026-11-01\n"),
        ("开会定的.csv", "环节号,结论词,缘由,哪天\nic-etch,fill,示例二,2026-11-02\n"),
    ] {
        let (address, _) = brought(&visit, name, content);
        pressed(&visit, &format!("{address}/apply"));
        settled(&visit, &address);
        let told = city.json(&["explain", "--chain", "ic", "--segment", "ic-etch"]).to_string();
        assert!(!told.contains("\"who\":\"admin\""), "{name}: {told}");
    }
    let (address, page) = brought(&visit, "sources.csv", "source,name,trust\nown,自己的,100\nlocal,本地,100\n");
    assert!(page.contains("没有") && page.contains("sources"), "{page}");
    pressed(&visit, &format!("{address}/apply"));
    settled(&visit, &address);
    let trusted = "SELECT count(*) FROM node WHERE ref = 'own'";
    let store = rusqlite::Connection::open(city.store()).unwrap();
    assert_eq!(
        store.query_row(trusted, [], |row| row.get::<_, i64>(0)).unwrap(),
        0,
        "nobody gives a source trust by a file"
    );
}
