//! Funds, plans and working groups told by commands, JSON and pages, also of what is odd or wrong.

use crate::support::{City, Facts, Server, add, data};

pub fn facts(facts: &mut Facts) {
    add!(facts, "funds": answers_over_http_equal_the_command_lines, every_cell_has_its_fact, a_plan_is_told_with_its_bound,
        a_budget_of_nothing_or_of_much_is_answered, an_unknown_fund_is_told_with_near_ones,
        odd_funds_are_told_and_never_fatal, a_chain_without_fund_group_or_gaps_says_so,
        guests_are_invited_with_reasons, pages_show_what_the_sample_holds);
}

const AS_OF: [&str; 2] = ["--as-of", "2026-11-23"];

fn json(city: &City, arguments: &[&str]) -> serde_json::Value {
    city.run(&[arguments, &AS_OF, &["--format", "json"]].concat()).json()
}

/// A city of one chain `a → b → c` with 合肥 as home: a firm at home does c, one elsewhere b, one elsewhere a and b.
fn odd(files: &[(&str, &str)]) -> City {
    let city = City::new();
    let usual = [
        ("chains.csv", "chain,name,adcode,anchors\nk,示例链,340100,home\n"),
        (
            "segments.csv",
            "segment,chain,name,stage,surveyed\na,k,甲环,upstream,2026-01-01\nb,k,乙环,midstream,2026-01-01\nc,k,丙环,downstream,2026-01-01\n",
        ),
        ("feeds.csv", "from,to\na,b\nb,c\n"),
        (
            "enterprises.csv",
            "enterprise,name,adcode,standing\nhome,示例本地公司,340111,leading\nfar,示例外地公司,310115,leading\nboth,示例两环公司,320500,\n",
        ),
        ("members.csv", "enterprise,segment\nhome,c\nfar,b\nboth,a\nboth,b\n"),
    ];
    let of = |name: &str| files.iter().find(|(own, _)| *own == name).map(|(_, text)| *text);
    let mut paths = Vec::new();
    for (name, text) in usual {
        paths.push(city.write(name, of(name).unwrap_or(text)));
    }
    let more = files.iter().filter(|(name, _)| usual.iter().all(|(own, _)| own != name));
    more.for_each(|(name, text)| paths.push(city.write(name, text)));
    city.import(&paths.iter().map(|path| path.as_path()).collect::<Vec<_>>());
    city
}

fn answers_over_http_equal_the_command_lines() {
    let city = City::small();
    let server = Server::of(&city);
    for command in ["funds", "group"] {
        let answer = json(&city, &[command, "--chain", "c1", "--home", "340100"]);
        assert_eq!(server.json(&format!("/api/v1/{command}?chain=c1&home=340100&as_of=2026-11-23")), answer);
        let csv = city.run(&[command, "--chain", "c1", "--format", "csv"]);
        assert!(csv.code() == 0 && csv.out().starts_with('\u{feff}'), "{}", csv.err());
    }
    let plan = json(&city, &["plan", "--chain", "c1", "--budget", "3"]);
    assert_eq!(server.json("/api/v1/plan?chain=c1&budget=3&as_of=2026-11-23"), plan);
    let fund = server.json("/api/v1/fund?chain=c1&fund=f000");
    assert_eq!(fund["fund"], "f000");
    for (address, word) in [
        ("/api/v1/funds", "参数 chain"),
        ("/api/v1/fund?chain=c1", "参数 fund"),
        ("/api/v1/plan?chain=c1&budget=0", "参数 budget"),
        ("/api/v1/plan?chain=c1&budget=-3", "参数 budget"),
    ] {
        let answer = server.get(address);
        assert!(answer.status == 400 && answer.body.contains(word), "{address}: {}", answer.body);
    }
}

fn every_cell_has_its_fact() {
    let city = City::small();
    let answer = json(&city, &["funds", "--chain", "c1"]);
    let lines = answer["coverage"].as_array().unwrap().iter().chain(answer["recommended"].as_array().unwrap());
    let mut seen = 0;
    for cell in lines.flat_map(|line| line["cells"].as_array().unwrap()) {
        for firm in cell["through"].as_array().unwrap() {
            let facts = firm["facts"].as_array().unwrap();
            assert!(!facts.is_empty(), "{firm}");
            for fact in facts {
                let what = fact["what"].as_str().unwrap();
                assert!(what.contains("投资") && what.contains('，'), "{fact}");
                assert!(fact["origin"].as_str().unwrap().starts_with("investments.csv 第 "), "{fact}");
            }
            seen += 1;
        }
    }
    assert!(seen > 0);
}

fn a_plan_is_told_with_its_bound() {
    let city = odd(&[]);
    let plan = json(&city, &["plan", "--chain", "k", "--budget", "1"]);
    let chosen = plan["chosen"].as_array().unwrap();
    assert_eq!((chosen.len(), chosen[0]["enterprise"].as_str()), (1, Some("both")));
    assert!(plan["sentence"].as_str().unwrap().contains("有候选企业的缺口已全部补上"), "{plan}");
    let small = City::with(&[&data("second")]);
    let plan = json(&small, &["plan", "--chain", "c1", "--budget", "1"]);
    assert!(plan["sentence"].as_str().unwrap().contains("1 − 1/e"), "{}", plan["sentence"]);
    assert!(plan["chosen"][0]["why"].as_str().unwrap().starts_with("补上"));
}

fn a_budget_of_nothing_or_of_much_is_answered() {
    let city = odd(&[]);
    city.run(&["plan", "--chain", "k", "--budget", "0"]).fails(1, &["为 0", "至少 1"]);
    let plan = json(&city, &["plan", "--chain", "k", "--budget", "18446744073709551615"]);
    assert_eq!(plan["chosen"].as_array().unwrap().len(), 1);
    assert!((plan["covered"].as_f64().unwrap() - plan["reachable"].as_f64().unwrap()).abs() < 1e-9);
    assert_eq!(city.run(&["plan", "--chain", "k", "--budget", "-1"]).code(), 64);
}

fn an_unknown_fund_is_told_with_near_ones() {
    let city = odd(&[("funds.csv", "fund,name\nf1,示例材料基金\n")]);
    let server = Server::of(&city);
    let answer = server.get("/api/v1/fund?chain=k&fund=%E7%A4%BA%E4%BE%8B%E6%9D%90%E6%96%99%E5%9F%BA");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("没有基金") && answer.body.contains("f1 示例材料基金"), "{}", answer.body);
    assert_eq!(server.get("/chains/k/funds/f9").status, 404);
}

fn odd_funds_are_told_and_never_fatal() {
    let city = odd(&[
        (
            "funds.csv",
            "fund,name,manager,ticket\nf1,示例自管基金,示例自管基金,3000 万元，配套零地价\nf2,示例空基金,,\nf3,示例组外基金,示例管理人,\n",
        ),
        ("fund_groups.csv", "chain,fund\nk,f1\nk,f2\n"),
        (
            "investments.csv",
            "investor,enterprise,percent,amount,date\nf1,far,60,100,2025-01-01\nf3,far,70,,2024\nf2,both,10,,2026-12-01\nf3,both,5,,\nfar,both,5,,\nboth,far,5,,\nfar,far,5,,\n",
        ),
    ]);
    let answer = json(&city, &["funds", "--chain", "k"]);
    let segments = |place: usize| answer["coverage"][place]["segments"].clone();
    assert_eq!((segments(0), segments(1)), (serde_json::json!(["b"]), serde_json::json!([])), "2026-12 is to come");
    assert_eq!(answer["uncovered"], serde_json::json!(["a", "c"]));
    assert_eq!(answer["recommended"][0]["through"], serde_json::json!(["both"]));
    let notices = answer["notices"].to_string();
    for word in ["管理人写的是它自己", "零地价", "示例外地公司的已知持股比例合计 135.0%"] {
        assert!(notices.contains(word), "no {word} in {notices}");
    }
    let server = Server::of(&city);
    let fund = server.json("/api/v1/fund?chain=k&fund=f3&as_of=2026-11-23");
    assert!(fund["asks"][0].as_str().unwrap().contains("组内的示例自管基金与它同投示例外地公司"), "{}", fund["asks"]);
    let page = server.get("/chains/k/funds/f3?as_of=2026-11-23").body;
    assert!(page.contains("是否政府基金未知") && page.contains("国办发〔2025〕1号"), "{page}");
}

fn a_chain_without_fund_group_or_gaps_says_so() {
    let city = odd(&[]);
    let answer = json(&city, &["funds", "--chain", "k"]);
    assert!(answer["notices"].to_string().contains("还没有基金招商组"), "{}", answer["notices"]);
    assert_eq!(answer["recommended"], serde_json::json!([]));
    let bare = odd(&[
        ("members.csv", "enterprise,segment\nfar,a\n"),
        ("segments.csv", "segment,chain,name,stage\na,k,甲环,upstream\nb,k,乙环,midstream\n"),
        ("feeds.csv", "from,to\na,b\n"),
        (
            "enterprises.csv",
            "enterprise,name,adcode,status\nhome,示例本地公司,340111,\nfar,示例外地公司,310115,closed\n",
        ),
    ]);
    let answer = json(&bare, &["funds", "--chain", "k"]);
    assert!(answer["notices"].to_string().contains("没有缺口"), "{answer}");
    let plan = json(&bare, &["plan", "--chain", "k", "--budget", "2"]);
    assert_eq!(plan["sentence"], "没有缺口，不必选目标。");
    let server = Server::of(&bare);
    for page in ["funds", "group"] {
        assert_eq!(server.get(&format!("/chains/k/{page}")).status, 200, "{page}");
    }
}

fn guests_are_invited_with_reasons() {
    let city = odd(&[
        ("chains.csv", "chain,name,adcode,anchors\nk,示例链,340100,home;far;bad\n"),
        (
            "enterprises.csv",
            "enterprise,name,adcode,standing,risk\nhome,示例本地公司,340111,leading,\nfar,示例外地公司,310115,leading,\nboth,示例两环公司,320500,,\nbad,示例险公司,340111,anchor,severe\n",
        ),
        ("funds.csv", "fund,name\nf1,示例基金\n"),
        ("fund_groups.csv", "chain,fund\nk,f1\n"),
        (
            "associations.csv",
            "association,name,adcode,chain\nx,示例链协会,340100,k\ny,示例商会,320500,\nz,示例无关会,340100,\n",
        ),
        ("association_members.csv", "association,member\ny,both\nx,home\n"),
    ]);
    let answer = json(&city, &["group", "--chain", "k"]);
    let guests = |list: &str| {
        let all = answer["invitation"][list].as_array().unwrap().iter();
        all.map(|guest| guest["guest"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(guests("invited"), ["enterprise:home", "fund:f1", "association:x", "association:y"]);
    assert_eq!(guests("not_invited"), ["enterprise:far", "enterprise:bad"]);
    let reasons = answer["invitation"].to_string();
    for word in ["本链链主；在本地做丙环", "还没有覆盖任何缺口", "会员中有候选企业示例两环公司", "不在本地", "严重风险"]
    {
        assert!(reasons.contains(word), "no {word} in {reasons}");
    }
}

fn pages_show_what_the_sample_holds() {
    let city = City::sample();
    let server = Server::of(&city);
    for chain in ["nev", "ic", "pv"] {
        let answer = server.json(&format!("/api/v1/funds?chain={chain}"));
        assert!(!answer["recommended"].as_array().unwrap().is_empty(), "{chain} recommends");
        assert!(
            answer["coverage"].as_array().unwrap().iter().all(|line| !line["segments"].as_array().unwrap().is_empty())
        );
        let page = server.get(&format!("/chains/{chain}/funds")).body;
        for word in ["推荐合作的基金", "class=\"plane\"", "国办发〔2025〕1号", "公平竞争审查条例", "政府基金"]
        {
            assert!(page.contains(word), "{chain}: no {word}");
        }
        assert!(server.get(&format!("/chains/{chain}/group")).body.contains("下次会议请谁"));
    }
    assert!(server.get("/chains/ic/funds/f-ic2").body.contains("示例江淮基金管理有限公司"));
}
