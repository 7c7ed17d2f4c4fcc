//! What fails, fails by a code that the document tells of the operation.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::answers::{judge, wrong};
use super::document::{Operation, operations, promised};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "openapi": every_failure_is_told, every_refusal_of_a_form_is_told);
}

/// Values that are wrong somewhere.
const WRONG: &[&str] =
    &["%2A", "0", "-1", "2026-02-30", "2099-01-01", "%E9%BC%93%E6%A5%BC%E5%8C%BA", "999999999999999999999"];

/// The operation's address with these values for the parts of its path, and its needed parameters.
fn address(operation: &Operation, chain: &str, other: &str) -> String {
    let path = operation.path.replace("{chain}", chain).replace("{segment}", other).replace("{fund}", other);
    let needed = operation.parameters("query").into_iter().filter(|parameter| parameter["required"] == true);
    let needed = needed.map(|parameter| parameter["name"].as_str().unwrap());
    let value = |name| if name == "chain" { chain } else { other };
    let query: Vec<String> = needed.map(|name| format!("{name}={}", value(name))).collect();
    format!("{}?{}", path.replace("{name}", other), query.join("&"))
}

/// Questions that may fail.
fn questions(operation: &Operation) -> Vec<String> {
    let (mut asked, right) = (vec![operation.path.replace(['{', '}'], "")], address(operation, "c1", "c1-s08"));
    asked.extend(["zzz", "%FF", "%00"].map(|chain| address(operation, chain, "c1-s08")));
    asked.extend(["zzz", "%FF"].map(|other| address(operation, "c1", other)));
    for parameter in operation.parameters("query") {
        let name = parameter["name"].as_str().unwrap();
        asked.extend(WRONG.iter().map(|value| format!("{right}&{name}={value}")));
        asked.push(format!("{right}&{name}=1&{name}=1"));
    }
    asked
}

/// The code of a failed answer, as JSON, a page or a line of text tells it.
fn code_of(body: &str) -> String {
    let json: Option<Value> = serde_json::from_str(body).ok();
    let page = body.split("data-code=\"").nth(1).and_then(|rest| rest.split('"').next());
    let told = json.as_ref().and_then(|json| json["error"]["code"].as_str()).or(page);
    told.unwrap_or_else(|| body.split('：').next().unwrap_or_default()).to_owned()
}

fn every_failure_is_told() {
    let (_city, server) = City::tiny().served();
    let document = promised();
    let failed = json!({ "$ref": "#/components/schemas/Failed", "components": document["components"] });
    let judge = judge(&failed);
    let mut seen = BTreeSet::new();
    for operation in operations(&document).iter().filter(|operation| operation.method == "get") {
        for question in questions(operation) {
            let answer = server.get(&question);
            if answer.status < 400 {
                let told = &operation.told["responses"][answer.status.to_string()];
                assert!(!told.is_null(), "{question}: {} is not told", answer.status);
                continue;
            }
            let code = code_of(&answer.body);
            let told = operation.codes(answer.status);
            assert!(
                told.contains(&code.as_str()),
                "{question} fails by {} {code}; the document tells of {told:?}. Add `.fails(…)` where it is listed, or tell \
                 it where the argument that fails implements `Asks`",
                answer.status,
            );
            if operation.path.starts_with("/api/") {
                let body = serde_json::from_str(&answer.body).unwrap();
                assert_eq!(wrong(&judge, &body), Vec::<String>::new(), "{question}");
            }
            seen.insert(code);
        }
    }
    let some =
        ["ambiguous", "bad_address", "bad_parameter", "bad_query", "bad_request", "bad_table_query", "not_found"];
    assert!(some.iter().all(|code| seen.contains(*code)), "{seen:?}");
}

fn every_refusal_of_a_form_is_told() {
    let (_city, server) = City::tiny().served();
    let document = promised();
    let operations = operations(&document);
    let forms: Vec<&Operation> = operations.iter().filter(|operation| operation.method == "post").collect();
    assert!(forms.len() > 4, "{}", forms.len());
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let origin = format!("Origin: http://{}\r\n", server.address);
    for operation in forms {
        let path = address(operation, "c1", "c1-s08");
        for headers in [format!("{form}{origin}"), form.to_owned(), origin.clone()] {
            let head = format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{headers}Content-Length: 3\r\n", server.address);
            let answer = server.send_with_body(&head, "a=b");
            let (told, code) = (operation.codes(answer.status), code_of(&answer.body));
            assert!(told.contains(&code.as_str()), "{path} fails by {} {code}, which is not told", answer.status);
        }
    }
}
