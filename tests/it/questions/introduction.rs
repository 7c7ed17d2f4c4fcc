//! Introductions as people ask for them: what is told, what is refused, and that every way of asking tells the same.

use serde_json::Value;

use crate::support::{City, Done, Facts, Server};

pub fn facts(facts: &mut Facts) {
    facts.add("introduction::a_path_is_a_sentence_with_sources_dates_and_whom_to_call", a_path_is_told);
    facts.add("introduction::what_needs_no_introduction_says_why", what_needs_no_introduction_says_why);
    facts.add("introduction::a_director_who_is_a_source_begins_the_path_himself", a_source_begins_himself);
    facts.add("introduction::odd_facts_are_no_trouble", odd_facts_are_no_trouble);
    facts.add("introduction::the_future_is_not_there_yet", the_future_is_not_there_yet);
    facts.add("introduction::unknown_and_ambiguous_names_list_choices", unknown_and_ambiguous_names_list_choices);
    facts.add("introduction::what_one_reaches_agrees_with_the_paths", what_one_reaches_agrees_with_the_paths);
    facts.add("introduction::whom_is_asked_may_be_no_source", whom_is_asked_may_be_no_source);
    facts.add("introduction::the_service_tells_the_same", the_service_tells_the_same);
    facts.add("introduction::the_page_tells_sentences_first", the_page_tells_sentences_first);
}

/// A chain of two leaves: 合肥甲 does one at home; everybody else is elsewhere.
fn town() -> City {
    let city = City::new();
    let files = [
        ("chains.csv", "chain,name,adcode\nc1,示例链,340100\n"),
        (
            "segments.csv",
            "segment,chain,name,stage,surveyed\ns1,c1,电芯,midstream,2026-01-01\ns2,c1,隔膜,upstream,2026-01-01\n",
        ),
        ("feeds.csv", "from,to\ns2,s1\n"),
        (
            "enterprises.csv",
            "enterprise,name,adcode,status,risk\n\
             jia,合肥甲有限公司,340100,,\nyi,苏州乙有限公司,320500,,\nbing,深圳丙有限公司,440300,,\n\
             ding,上海丁有限公司,310000,,\nclosed,已关有限公司,320500,closed,\nsevere,失信有限公司,320500,,severe\n\
             alone,孤零有限公司,320500,,\nw1,重名有限公司,110000,,\nw2,重名有限公司,120000,,\nx,不在链有限公司,320100,,\n",
        ),
        ("members.csv", "enterprise,segment\njia,s1\nding,s1\nbing,s2\nclosed,s2\nsevere,s2\nalone,s2\nyi,s2\n"),
        (
            "people.csv",
            "person,name,native_adcode,envoy\nwang,王某,,\nzhao,赵某,340122,340100\nli,李某,341000,\nsun,孙某,,\n",
        ),
        (
            "offices.csv",
            "person,enterprise,title,source,seen\nwang,jia,董事,示例,2026-03-01\nwang,yi,监事,示例,2026-03-02\n\
             zhao,ding,独立董事,年报,2026-05-01\nsun,x,董事,示例,\n",
        ),
        (
            "supplies.csv",
            "supplier,customer,product,date,source,seen\nyi,bing,电解液,,年报,2025-12-31\nbing,yi,回料,,年报,\n\
             bing,bing,自用,,年报,\nyi,x,未来,2027-01-01,年报,\n",
        ),
        ("funds.csv", "fund,name,manager\nf1,甲基金,f1\nf2,乙基金,某管理人\nf3,丙基金,某管理人\n"),
        ("fund_groups.csv", "chain,fund\nc1,f1\nc1,f2\n"),
        (
            "investments.csv",
            "investor,enterprise,percent,date\nf1,bing,80,2024-01-01\nf1,bing,70,2025-01-01\nf3,x,5,\n\
             yi,bing,60,\nbing,ding,60,\nding,yi,60,\nf2,alone,1,2027-01-01\n",
        ),
        ("associations.csv", "association,name,adcode,chain\na1,示例协会,,c1\na2,异地商会,320500,\n"),
        ("association_members.csv", "association,member\na1,ding\na1,w1\na2,x\na2,sun\n"),
    ];
    let paths: Vec<_> = files.iter().map(|(name, content)| city.write(name, content)).collect();
    city.import(&paths.iter().map(|path| path.as_path()).collect::<Vec<_>>());
    city
}

const QUESTION: [&str; 4] = ["--chain", "c1", "--as-of", "2026-11-23"];

fn ask(city: &City, command: &[&str]) -> Done {
    city.run(&[command, &QUESTION].concat())
}

fn json(city: &City, command: &[&str]) -> Value {
    ask(city, &[command, &["--format", "json"]].concat()).json()
}

fn nodes(path: &Value) -> Vec<&str> {
    path["nodes"].as_array().unwrap().iter().map(|node| node.as_str().unwrap()).collect()
}

fn paths(answer: &Value) -> &[Value] {
    answer["paths"].as_array().unwrap()
}

fn a_path_is_told() {
    let city = town();
    let answer = json(&city, &["paths", "--target", "bing"]);
    assert_eq!((&answer["target"], answer.get("note")), (&Value::from("bing"), None));
    let by_wang = paths(&answer).iter().find(|path| nodes(path).contains(&"person:wang")).unwrap();
    assert_eq!(nodes(by_wang), ["enterprise:jia", "person:wang", "enterprise:yi", "enterprise:bing"]);
    let sentence = by_wang["sentence"].as_str().unwrap();
    assert_eq!(
        sentence,
        "经合肥甲有限公司董事王某（示例，2026-03-01） → 苏州乙有限公司（王某任其监事；示例，2026-03-02） → \
         深圳丙有限公司（苏州乙有限公司对其持股 60%；来源未注明）"
    );
    assert_eq!(by_wang["call_first"]["party"], "person:wang");
    // Walked from the firm to the director, told as the fact says.
    let edges = by_wang["edges"].as_array().unwrap();
    assert_eq!((&edges[0]["kind"], &edges[0]["from"]), (&Value::from("office"), &Value::from("person:wang")));
    assert_eq!((&edges[0]["facts"][0]["source"], &edges[0]["titles"][0]), (&Value::from("示例"), &Value::from("董事")));
    assert_eq!((&edges[2]["kind"], &edges[2]["percent"]), (&Value::from("invests"), &Value::from(60.0)));
    let text = ask(&city, &["paths", "--target", "深圳丙有限公司"]).out();
    assert!(text.contains("先联系：王某") && text.contains(sentence), "{text}");
    let peer = json(&city, &["paths", "--target", "ding"]);
    let from_jia = paths(&peer).iter().find(|path| nodes(path)[0] == "enterprise:jia").unwrap();
    assert!(
        from_jia["peer"] == true && from_jia["sentence"].as_str().unwrap().ends_with("同业，最后再问"),
        "{from_jia}"
    );
}

fn what_needs_no_introduction_says_why() {
    let city = town();
    for (target, word) in [("jia", "已在本地"), ("closed", "已注销"), ("severe", "严重风险")] {
        let answer = json(&city, &["paths", "--target", target]);
        assert!(answer["note"].as_str().unwrap().contains(word) && paths(&answer).is_empty(), "{answer}");
    }
    let alone = json(&city, &["paths", "--target", "alone"]);
    assert!(alone.get("note").is_none() && paths(&alone).is_empty(), "{alone}");
    let text = ask(&city, &["paths", "--target", "alone"]).out();
    assert!(text.contains("没有路径"), "{text}");
}

fn a_source_begins_himself() {
    let answer = json(&town(), &["paths", "--target", "ding"]);
    let best = &paths(&answer)[0];
    assert_eq!(nodes(best), ["person:zhao", "enterprise:ding"]);
    assert!((best["strength"].as_f64().unwrap() - 0.8).abs() < 1e-9);
    let sentence = best["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with("经赵某（合肥市招商大使） → 上海丁有限公司（赵某任其独立董事；年报，2026-05-01"),
        "{sentence}"
    );
    assert_eq!(best["call_first"]["party"], "person:zhao");
}

/// A fund that is its own manager, percentages of 150 in sum, investments in a circle, mutual supplies.
fn odd_facts_are_no_trouble() {
    let city = town();
    let answer = json(&city, &["paths", "--target", "bing"]);
    let by_fund: Vec<_> = paths(&answer).iter().filter(|path| nodes(path)[0] == "fund:f1").collect();
    assert_eq!(by_fund.len(), 1, "{answer}");
    assert_eq!(by_fund[0]["edges"][0]["percent"], 80.0);
    assert_eq!(by_fund[0]["edges"][0]["facts"].as_array().unwrap().len(), 2);
    assert_eq!(by_fund[0]["call_first"]["party"], "manager:f1");
    let out_of_chain = json(&city, &["paths", "--target", "x"]);
    assert_eq!(nodes(&paths(&out_of_chain)[0]), ["fund:f2", "manager:某管理人", "fund:f3", "enterprise:x"]);
    let all: Vec<_> = paths(&answer).iter().map(nodes).collect();
    assert!(
        all.iter().all(|path| path.iter().collect::<std::collections::BTreeSet<_>>().len() == path.len()),
        "{all:?}"
    );
}

fn the_future_is_not_there_yet() {
    let city = town();
    let later = ["paths", "--target", "alone", "--chain", "c1", "--as-of", "2027-01-01", "--format", "json"];
    assert_eq!(nodes(&paths(&city.run(&later).json())[0]), ["fund:f2", "enterprise:alone"]);
    assert!(paths(&json(&city, &["paths", "--target", "alone"])).is_empty());
}

fn unknown_and_ambiguous_names_list_choices() {
    let city = town();
    for (command, words) in [
        (["paths", "--target", "深圳丙公司"], vec!["没有企业「深圳丙公司」", "bing 深圳丙有限公司"]),
        (["paths", "--target", "重名有限公司"], vec!["不止一个", "w1", "w2"]),
        (["reach", "--from", "王谋"], vec!["王谋", "person:wang 王某"]),
        (["reach", "--from", "重名有限公司"], vec!["enterprise:w1", "enterprise:w2"]),
        (["reach", "--from", "closed"], vec!["已关有限公司", "不能作引荐人"]),
    ] {
        let done = ask(&city, &command);
        assert_eq!(done.code(), 1, "{}", done.out());
        assert!(words.iter().all(|word| done.err().contains(word)), "{command:?}: {}", done.err());
    }
    let many = ask(&city, &["paths", "--target", "bing", "--k", "51"]);
    assert!(many.code() == 1 && many.err().contains("1 到 50"), "{}", many.err());
    // f1 is a fund and the name of its manager.
    let f1 = ask(&city, &["reach", "--from", "f1"]);
    assert!(f1.err().contains("fund:f1 甲基金") && f1.err().contains("manager:f1"), "{}", f1.err());
}

fn what_one_reaches_agrees_with_the_paths() {
    let city = town();
    let reach = json(&city, &["reach", "--from", "zhao"]);
    assert_eq!((&reach["source"], &reach["start"]), (&Value::from(true), &Value::from(1.0)));
    let targets = reach["targets"].as_array().unwrap();
    assert!(!targets.is_empty(), "{reach}");
    for target in targets {
        let id = target["enterprise"].as_str().unwrap();
        let all = json(&city, &["paths", "--k", "50", "--target", id]);
        let own: Vec<_> = paths(&all).iter().filter(|path| nodes(path)[0] == "person:zhao").collect();
        assert_eq!(own[0], &target["path"], "{id}");
    }
    let native = json(&city, &["reach", "--from", "person:li"]);
    assert_eq!((&native["reached"], &native["source"]), (&Value::from(0), &Value::from(false)));
}

fn whom_is_asked_may_be_no_source() {
    let city = town();
    let reach = json(&city, &["reach", "--from", "王某"]);
    assert_eq!(
        (&reach["source"], &reach["start"], &reach["from"]),
        (&false.into(), &1.0.into(), &"person:wang".into())
    );
    assert!(reach["standing"].as_str().unwrap().contains("不是"), "{reach}");
    let first = &reach["targets"][0];
    assert_eq!((nodes(&first["path"])[0], &first["segment"]), ("person:wang", &Value::from("s2")));
    let text = ask(&city, &["reach", "--from", "王某"]).out();
    assert!(text.contains("从 王某（person:wang）出发") && text.contains("苏州乙有限公司"), "{text}");
    let csv = ask(&city, &["reach", "--from", "王某", "--format", "csv"]).out();
    assert_eq!(csv.lines().count(), 1 + reach["targets"].as_array().unwrap().len(), "{csv}");
}

fn the_service_tells_the_same() {
    let city = town();
    let server = Server::of(&city);
    let query = "chain=c1&as_of=2026-11-23";
    assert_eq!(
        server.json(&format!("/api/v1/paths?{query}&target=bing&k=2")),
        json(&city, &["paths", "--target", "bing", "--k", "2"])
    );
    assert_eq!(
        server.json(&format!("/api/v1/reach?{query}&from=person:zhao")),
        json(&city, &["reach", "--from", "zhao"])
    );
    for (query, status, code) in [
        ("paths?target=bing", 400, "bad_parameter"),
        ("paths?chain=c1", 400, "bad_parameter"),
        ("paths?chain=c1&target=nobody", 404, "not_found"),
        ("paths?chain=c1&target=bing&k=0", 400, "bad_parameter"),
        ("reach?chain=c1&from=f1", 400, "ambiguous"),
    ] {
        let answer = server.get(&format!("/api/v1/{query}"));
        assert_eq!(answer.status, status, "{query}");
        assert!(answer.body.contains(code), "{query}: {}", answer.body);
    }
}

fn the_page_tells_sentences_first() {
    let city = town();
    let server = Server::of(&city);
    let begin = server.get("/chains/c1/paths?as_of=2026-11-23").body;
    assert!(begin.contains("两种问法") && begin.contains("甲基金") && begin.contains("赵某"), "{begin}");
    let page = server.get("/chains/c1/paths?as_of=2026-11-23&target=bing").body;
    let (sentence, picture) = (page.find("合肥甲有限公司董事王某").unwrap(), page.find("<svg").unwrap());
    assert!(
        sentence < picture
            && page.contains("先联系")
            && page.contains("/enterprise?id=bing&#38;chain=c1&#38;as_of=2026-11-23"),
        "{page}"
    );
    let page = server.get("/chains/c1/paths?as_of=2026-11-23&from=person:zhao").body;
    assert!(page.contains("赵某 能引荐到的目标企业") && page.contains("上海丁有限公司"), "{page}");
    let page = server.get("/chains/c1/paths?as_of=2026-11-23&target=closed").body;
    assert!(page.contains("已注销"), "{page}");
}
