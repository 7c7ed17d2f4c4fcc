//! Every JSON answer about the sample is as the document promises.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::document::{Operation, operations, promised};
use crate::accounts::visit::Visit;
use crate::dispatch::served::{frozen, worked};
use crate::evidence::picture;
use crate::links::made;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "openapi": every_answer_is_as_promised, what_is_not_as_promised_is_seen);
}

/// What is asked about the sample: the values of each parameter by name.
pub const VALUES: &[(&str, &[&str])] = &[
    ("amendment", &["0"]),
    ("as_of", &["2026-06-30"]),
    ("assume", &["smee:ic-litho"]),
    ("budget", &["3"]),
    ("chain", &["ic", "nev", "pv"]),
    ("classification", &["internal"]),
    ("column", &["signed", "stalls", "behind"]),
    ("come", &["smee"]),
    ("compare", &["all"]),
    ("cut_off", &["2026-02-28"]),
    ("fill", &["ic-litho"]),
    ("flag", &["watch", "stale"]),
    ("from", &["fund:f-ic1", "person:p01", "association:a-ic", "enterprise:cxmt"]),
    ("fund", &["f-ic1", "f-nev2"]),
    ("gap", &["ic-litho"]),
    ("here", &["ic"]),
    ("home", &["340100", "310000"]),
    ("id", &["cxmt", "jac", "x-risky"]),
    ("k", &["2"]),
    ("kind", &["enterprises", "环节", "people"]),
    ("known_at", &["1"]),
    ("limit", &["2"]),
    ("meeting", &["m-ic-10"]),
    ("only", &["all", "overdue"]),
    ("of", &["visits:dv1"]),
    ("page", &["2"]),
    ("paper", &["A4"]),
    ("part", &["2"]),
    ("days", &["7"]),
    ("period", &["2026-01/2026-02", "2026Q1"]),
    ("place", &["310000"]),
    ("project", &["j1"]),
    ("region", &["310000"]),
    ("row", &["s-top"]),
    ("rows", &["recruiters"]),
    ("sections", &["cover,brief"]),
    ("segment", &["ic-litho", "ic-mem"]),
    ("sheet", &["latest"]),
    ("since", &["2026-01-01"]),
    ("squad", &["s-top"]),
    ("stand", &["dropped", "stalled"]),
    ("standing", &["anchor", "专精特新"]),
    ("state", &["listed", "dropped"]),
    ("target", &["asml", "smee"]),
    ("text", &["微", "江淮", "另加"]),
    ("thing", &["asml"]),
    ("time", &["last_year"]),
    ("top", &["2"]),
    ("until", &["2099-12-31"]),
    ("verdict", &["build", "补链"]),
    ("view", &["travel"]),
    ("what", &["import", "清单"]),
    ("who", &["测试", "r01"]),
    ("width", &["900"]),
    ("year", &["2026"]),
];

/// Every way an operation is asked: with what it needs, then each of its parameters at each of its values.
fn questions(operation: &Operation) -> Vec<String> {
    let values = |name: &str| {
        let known = VALUES.iter().find(|(known, _)| *known == name).map(|(_, values)| *values);
        known.unwrap_or_else(|| {
            panic!("{} takes `{name}`: add what to ask of the sample to VALUES of {}", operation.name(), file!())
        })
    };
    let names = |place: &str, required: bool| -> Vec<String> {
        let all = operation.parameters(place).into_iter().filter(|parameter| parameter["required"] == required);
        all.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect()
    };
    let (parts, needed, free) = (names("path", true), names("query", true), names("query", false));
    let asked = |changed: &str, value: &str| {
        let of = |name: &str| if name == changed { value.to_owned() } else { values(name)[0].to_owned() };
        let path =
            parts.iter().fold(operation.path.clone(), |path, name| path.replace(&format!("{{{name}}}"), &of(name)));
        let free = free.iter().filter(|name| *name == changed);
        let query: Vec<String> =
            needed.iter().chain(free).map(|name| format!("{name}={}", encoded(&of(name)))).collect();
        format!("{path}?{}", query.join("&"))
    };
    let all = parts.iter().chain(&needed).chain(&free);
    let each = all.flat_map(|name| values(name).iter().map(|value| asked(name, value)).collect::<Vec<_>>());
    each.chain([asked("", "")]).collect()
}

pub fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What the document promises of an operation's answer.
fn promise(document: &Value, operation: &Operation) -> Value {
    let schema = &operation.told["responses"]["200"]["content"]["application/json"]["schema"];
    json!({ "allOf": [schema], "components": document["components"] })
}

/// A judge of answers.
pub fn judge(promise: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(promise).expect("a schema")
}

/// What is wrong with an answer.
pub fn wrong(judge: &Validator, answer: &Value) -> Vec<String> {
    judge.iter_errors(answer).map(|error| format!("{}: {error}", error.instance_path())).take(3).collect()
}

/// Notes the schemas of the document that a value fills.
fn filled(document: &Value, schema: &Value, value: &Value, seen: &mut BTreeSet<String>) {
    if value.is_null() {
        return;
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/components/schemas/")) {
        seen.insert(name.to_owned());
        filled(document, &document["components"]["schemas"][name], value, seen);
    }
    let either = ["allOf", "anyOf", "oneOf"].iter().filter_map(|word| schema[*word].as_array()).flatten();
    either.for_each(|schema| filled(document, schema, value, seen));
    for item in value.as_array().into_iter().flatten() {
        filled(document, &schema["items"], item, seen);
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        filled(document, &schema["properties"][name], value, seen);
    }
}

/// What the sample lacks: a candidate with a severe risk, and a chain without a city.
const MORE: &[(&str, &str)] = &[
    ("chains.csv", "chain,name\nx,另加的链\n"),
    ("segments.csv", "segment,chain,name,stage\nx-one,x,另加的环节,upstream\n"),
    ("enterprises.csv", "enterprise,name,adcode,risk\nx-risky,另加的企业,310000,severe\n"),
    ("members.csv", "enterprise,segment\nx-risky,ic-litho\nx-risky,x-one\n"),
    ("trips.csv", "trip,people,out,back,out_half\nt1,r01;r02,2026-06-01,2026-06-03,pm\n"),
    (
        "projects.csv",
        "project,name,enterprise,chain,amount,credit,dropped\nj1,示例项目,cxmt,ic,12000,r03,\nj2,示例旧项目,jac,nev,,,2026-05-01\n",
    ),
    (
        "project_nodes.csv",
        "project,node,planned,actual,who,evidence\nj1,signed,,2025-01-05,r03,协议\nj1,land,2025-06,,,\nj1,tender,2026-01-02,2026-01-02,,\n",
    ),
    ("project_progress.csv", "project,date,invested,statistics,jobs,note\nj1,2025-03-31,300,200,5,示例说明\n"),
    ("visits.csv", "visit,enterprise,date,people,trip,next,due\nv1,cxmt,2026-06-02,r01,t1,示例下一步,2026-06-30\n"),
];

/// What whoever opened a link is told: `links::` asks for it.
const OF_LINKS: [&str; 2] = ["SharedAnswer", "SharedLine"];
/// What moved between two days: a store made by a test has one day only. `brief::` holds them.
const OF_PAST_DAYS: [&str; 3] = ["EntryMoved", "FirmMoved", "VerdictMoved"];

/// What lists say against firms: the sample has none that does. `brief_page::` holds it.
const OF_REMARKS: [&str; 1] = ["BriefDoubt"];
/// What deeds answer, and what is proposed by somebody who may not decide: `judging::` asks for it.
const OF_DEEDS: [&str; 6] = ["JudgeDone", "JudgedAs", "JudgementUndone", "MatchAnswer", "MatchLine", "ProposalLine"];
/// Firms that may be one.
const NAMESAKES: &str = "enterprise,name,adcode\nname-a,示例（重名）有限公司,340100\nname-b,示例重名有限公司,340100\n\
                         name-c,示例重名股份有限公司,310000\n";

/// The sample and what it lacks, with some firms on a list.
pub fn sample() -> City {
    let city = City::sample();
    let more: Vec<_> = MORE.iter().map(|(name, content)| city.write(name, content)).collect();
    city.import(&more.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    city.done(&["list", "add", "--chain", "ic", "asml", "smee", "--who", "测试"]);
    city.done(&["list", "set", "--chain", "ic", "smee", "--next", "约见", "--due", "2026-01-02"]);
    city
}

/// The same with firms that squads claimed, one that two wanted, and what was decided of it.
fn claimed() -> City {
    let city = sample();
    city.done(&["claim", "take", "asml", "--squad", "s-top"]);
    city.done(&["claim", "take", "smee", "--squad", "s-bur2"]);
    for firm in ["asml", "smee"] {
        city.refused(&["claim", "take", firm, "--squad", "s-spear"], &["已记为撞单"]);
    }
    city.done(&["claims", "rule", "asml", "--keep", "--reason", "先谈的"]);
    let namesakes = city.write("enterprises.csv", NAMESAKES);
    city.import(&[&namesakes]);
    city.done(&["different", "name-a", "name-c"]);
    worked(&city);
    frozen(&city);
    let picture = city.write("照片.jpg", picture());
    city.done(&["evidence", "add", "visits:dv1", picture.to_str().unwrap()]);
    city
}

fn every_answer_is_as_promised() {
    let (_city, server) = claimed().served();
    made(&mut Visit::of(&server), &["smee"], &[]);
    let document = promised();
    let (mut seen, mut broken) = (BTreeSet::new(), Vec::new());
    for operation in operations(&document).iter().filter(|o| o.answers_json() && !o.is_about_accounts()) {
        let promise = promise(&document, operation);
        let judge = judge(&promise);
        let (mut answered, mut wrong_here) = (0, Vec::new());
        for question in questions(operation) {
            let answer = server.get(&question);
            // Not every value of one parameter goes with the first of the others: a segment is of one chain.
            if operation.codes(answer.status).iter().any(|code| answer.body.contains(code)) {
                continue;
            }
            assert_eq!(answer.status, 200, "{question}: {}", answer.body);
            assert_eq!(answer.header("content-type"), "application/json", "{question}");
            let answer: Value = serde_json::from_str(&answer.body).unwrap();
            wrong_here.extend(wrong(&judge, &answer).first().map(|wrong| format!("{question} at {wrong}")));
            filled(&document, &promise, &answer, &mut seen);
            answered += 1;
        }
        assert!(answered > 0, "{} answered nothing", operation.name());
        broken.extend(wrong_here.into_iter().next());
    }
    assert!(broken.is_empty(), "not as docs/openapi.json promises: {broken:#?}");
    let all = document["components"]["schemas"].as_object().unwrap().keys();
    let unseen = all.filter(|name| !seen.contains(*name) && !name.starts_with("Fail"));
    let unseen = unseen.filter(|name| !OF_LINKS.contains(&name.as_str()) && !OF_DEEDS.contains(&name.as_str()));
    let elsewhere = |name: &str| OF_PAST_DAYS.contains(&name) || OF_REMARKS.contains(&name);
    let unseen: Vec<&String> = unseen.filter(|name| !elsewhere(name.as_str())).collect();
    assert!(unseen.is_empty(), "no answer about the sample has these, so nothing is known of them: {unseen:?}");
}

type Change = fn(&mut Value);

/// An answer whose field is renamed, left out, added, or of another kind.
fn what_is_not_as_promised_is_seen() {
    let (_city, server) = sample().served();
    let document = promised();
    let operations = operations(&document);
    let gaps = operations.iter().find(|operation| operation.path == "/api/v1/chains/{chain}/gaps").unwrap();
    let judge = judge(&promise(&document, gaps));
    let answer = server.json("/api/v1/chains/ic/gaps");
    assert_eq!(wrong(&judge, &answer), Vec::<String>::new());
    let changes: [(&str, Change); 6] = [
        ("left out", |line| drop(line.as_object_mut().unwrap().remove("priority"))),
        ("renamed", |line| {
            let value = line.as_object_mut().unwrap().remove("local").unwrap();
            line["locals"] = value;
        }),
        ("added", |line| line["more"] = json!(1)),
        ("of another kind", |line| line["local"] = json!("3")),
        ("another word", |line| line["verdict"] = json!("建链")),
        ("below zero", |line| line["candidates"] = json!(-1)),
    ];
    for (what, change) in changes {
        let mut answer = answer.clone();
        change(&mut answer["segments"][0]);
        assert!(!wrong(&judge, &answer).is_empty(), "{what}");
    }
}
