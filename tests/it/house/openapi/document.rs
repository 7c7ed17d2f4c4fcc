//! The document: as it is served and as it is promised, and what every operation of it must say.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{City, Facts, Server, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "openapi": the_document_is_the_one_that_is_promised, every_operation_is_told_whole,
        answers_have_no_other_fields);
}

/// An operation of the document.
pub struct Operation {
    pub path: String,
    pub method: String,
    pub told: Value,
}

impl Operation {
    /// What it is called here: `get /map`.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether an address is one of its: the parts of its path that are named may be anything.
    pub fn is_at(&self, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let (told, given): (Vec<&str>, Vec<&str>) = (self.path.split('/').collect(), path.split('/').collect());
        let fits = |(told, given): (&&str, &&str)| told == given || (told.starts_with('{') && !given.is_empty());
        // What follows /static/ is one part, however long.
        let long = self.path == "/static/{name}" && path.starts_with("/static/");
        long || (told.len() == given.len() && told.iter().zip(&given).all(fits))
    }

    /// Whether it is about accounts: `accounts::` asks these, since the first account closes the door to all others; or asked
    /// by whoever opened a link, as `links::` does.
    pub fn is_about_accounts(&self) -> bool {
        let first = self.path.split('/').nth(1).unwrap_or_default();
        ["login", "logout", "me", "people", "welcome"].contains(&first) || self.told["x-right"] == "link"
    }

    /// Its parameters of the path or of the query.
    pub fn parameters(&self, place: &str) -> Vec<&Value> {
        let all = self.told["parameters"].as_array().expect("parameters");
        all.iter().filter(|parameter| parameter["in"] == place).collect()
    }

    /// Whether it answers a question in JSON.
    pub fn answers_json(&self) -> bool {
        self.method == "get" && !self.told["responses"]["200"]["content"]["application/json"]["schema"].is_null()
    }

    /// The codes by which it may fail with a status.
    pub fn codes(&self, status: u16) -> Vec<&str> {
        let told = self.told["responses"][status.to_string()]["$ref"].as_str();
        // A response is called by its form and its codes.
        told.map_or_else(Vec::new, |name| name.split('-').skip(1).collect())
    }
}

/// The document as it is promised.
pub fn promised() -> Value {
    let text = std::fs::read_to_string(pinned()).expect("docs/openapi.json");
    serde_json::from_str(&text).expect("JSON")
}

/// Every operation of a document.
pub fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().expect("methods").clone();
        let path = path.clone();
        methods.into_iter().map(move |(method, told)| Operation { path: path.clone(), method, told })
    };
    paths.iter().flat_map(of).collect()
}

/// JSON as people read it: what fits stands in one line.
fn written(value: &Value, depth: usize) -> String {
    let line = value.to_string();
    if depth * 2 + line.chars().count() <= 140 {
        return line;
    }
    let inside = "  ".repeat(depth + 1);
    let (open, close, parts): (_, _, Vec<String>) = match value {
        Value::Object(fields) => {
            let field = |(name, value)| format!("{inside}{}: {}", json!(name), written(value, depth + 1));
            ('{', '}', fields.iter().map(field).collect())
        }
        Value::Array(items) => {
            ('[', ']', items.iter().map(|item| format!("{inside}{}", written(item, depth + 1))).collect())
        }
        _ => return line,
    };
    format!("{open}\n{}\n{}{close}", parts.join(",\n"), "  ".repeat(depth))
}

fn pinned() -> PathBuf {
    project().join("docs/openapi.json")
}

fn the_document_is_the_one_that_is_promised() {
    let served = Server::of(&City::tiny()).json("/api/v1/openapi.json");
    let text = written(&served, 0) + "\n";
    if std::env::var("LIANTU_RENEW").is_ok_and(|what| what == "openapi") {
        std::fs::write(pinned(), &text).unwrap();
    }
    let known = std::fs::read_to_string(pinned()).unwrap_or_default();
    let differs = known.lines().zip(text.lines()).position(|(known, served)| known != served);
    let at = differs.unwrap_or_else(|| known.lines().count().min(text.lines().count()));
    assert!(
        known == text,
        "docs/openapi.json is not what is served, first in line {}: promised `{}`, served `{}`. Programs rely on it: where \
         the change is meant, renew it as the head of tests/it/house/openapi/mod.rs says, and look at the difference",
        at + 1,
        known.lines().nth(at).unwrap_or_default().trim(),
        text.lines().nth(at).unwrap_or_default().trim(),
    );
}

fn every_operation_is_told_whole() {
    let document = promised();
    let table = std::fs::read_to_string(project().join("src/access/access.csv")).unwrap();
    let mut rights: Vec<&str> = table.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    rights.extend(["public", "account", "link"]);
    let mut names = Vec::new();
    for operation in operations(&document) {
        let (name, told) = (operation.name(), &operation.told);
        let right = told["x-right"].as_str().unwrap_or_default();
        assert!(
            rights.contains(&right),
            "{name}: `{right}` is neither a row of access.csv nor public, account or link"
        );
        assert!(!told["summary"].as_str().unwrap().is_empty(), "{name} has no summary");
        let parts = operation.path.matches('{').count();
        assert_eq!(
            operation.parameters("path").len(),
            parts,
            "{name}: the handler reads other parts than the path has"
        );
        for parameter in told["parameters"].as_array().unwrap() {
            let words = parameter["description"].as_str().unwrap_or_default();
            assert!(
                !words.is_empty(),
                "{name}: `{}` is not described; write a comment at its field, or for a part of the path its words in \
                 PARTS of src/http/frame/openapi/document.rs",
                parameter["name"],
            );
        }
        let responses = told["responses"].as_object().unwrap();
        let answered = responses.iter().any(|(status, response)| {
            status.starts_with('3')
                || (status == "200" && response["content"].as_object().is_some_and(|c| !c.is_empty()))
        });
        assert!(
            answered,
            "{name} does not say what it answers: let the handler return Json<T>, or tell the kind of file as the head of \
             src/http/frame/openapi/mod.rs says"
        );
        names.push(told["operationId"].as_str().unwrap().to_owned());
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "two operations have one name");
    assert!(all > 30, "{all}");
}

fn answers_have_no_other_fields() {
    let document = promised();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        let closed = schema["properties"].is_null() || schema["additionalProperties"] == false;
        assert!(closed, "{name} takes any field");
    }
}
