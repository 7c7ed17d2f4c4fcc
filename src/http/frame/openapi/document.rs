//! The document of all addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::Extension;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::routes::Operation;
use super::taken_fields::NUMBER;
use super::telling::Telling;
use crate::http::frame::failure::Failed;
use crate::http::frame::failure_code::FailureCode;

/// What a part of a path is called, and what stands in it.
const PARTS: [(&str, &str); 15] = [
    ("chain", "产业链的编号或名称"),
    ("edit", "一处改动的编号"),
    ("evidence", "依据文件的编号"),
    ("fund", "基金的编号或名称"),
    ("import", "导入的编号"),
    ("link", "链接的编号"),
    ("meeting", "会议的编号"),
    ("name", "文件的名称"),
    ("place", "第几个文件，从 0 数"),
    ("project", "项目的编号"),
    ("protocol", "抹去记录的编号"),
    ("secret", "链接里的密文"),
    ("segment", "环节的编号或名称"),
    ("sheet", "冻结的成绩单的编号；latest 是最近冻结的"),
    ("upload", "这一批文件的编号"),
];

const ABOUT: &str = "链图的全部地址。x-right 是 access.csv 的一行，或 public（人人可问）、account（登录的人自己的事）、link（打开分享链接的人）。失败时 /api/ 下的地址回答 JSON，\
     其他地址回答页面；x-codes 是该状态下可能的错误代码，不会改变。";

/// The document of all addresses.
#[derive(Debug)]
pub struct ApiDocument(Value);

/// Shows it.
pub async fn show(Extension(document): Extension<Arc<ApiDocument>>) -> Json<Value> {
    Json(document.0.clone())
}

impl ApiDocument {
    /// Writes it.
    pub fn of<'o>(operations: impl IntoIterator<Item = &'o Operation>) -> Self {
        let settings = SchemaSettings::draft2020_12().for_serialize().with(|own| {
            own.definitions_path = "/components/schemas".into();
            own.transforms.push(Box::new(RecursiveTransform(closed)));
        });
        let mut schemas = settings.into_generator();
        let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
        let mut failed = Map::new();
        schemas.subschema_for::<Failed>();
        for operation in operations {
            let told = operation.written(&mut schemas, &mut failed);
            // The rest of a path is a part like others.
            paths.entry(operation.path.replace("{*", "{")).or_default().insert(operation.method.to_owned(), told);
        }
        Self(json!({
            "openapi": "3.1.0",
            "info": { "title": "链图", "version": env!("CARGO_PKG_VERSION"), "description": ABOUT },
            "paths": paths,
            "components": { "schemas": schemas.take_definitions(true), "responses": failed },
        }))
    }
}

/// An object has no other fields than those that are told.
fn closed(schema: &mut Schema) {
    if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}

impl Operation {
    fn written(&self, schemas: &mut SchemaGenerator, failed: &mut Map<String, Value>) -> Value {
        let mut telling = Telling::new(schemas);
        (self.types)(&mut telling);
        telling.fails(&self.told.fails);
        if self.told.assumes {
            let words = "假设谁来做什么，写成 企业:环节，几个之间用分号；照这个假设回答";
            telling.parameter("assume", json!({ "type": "string", "description": words }));
        }
        let parts = self.parts().map(|name| {
            let described = PARTS.iter().find(|(known, _)| *known == name).map_or("", |(_, words)| words);
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" },
                "description": described })
        });
        let parameters: Vec<Value> = parts.chain(telling.parameters.values().cloned()).collect();
        let mut written = json!({
            "operationId": self.name(),
            "summary": self.told.summary,
            "x-right": self.told.access.code(),
            "parameters": parameters,
            "responses": self.responses(&telling, failed),
        });
        if self.method == "post" {
            written["requestBody"] = self.form(telling.receives_files);
        }
        written
    }

    /// The names of the parts of its path.
    fn parts(&self) -> impl Iterator<Item = &'static str> {
        let named = self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        named.map(|name| name.trim_start_matches('*'))
    }

    /// Its handler, as the code calls it, without what all have in common: `questions_gaps_answer`.
    fn name(&self) -> String {
        let inside = self.handler.split("::http::").last().unwrap_or(self.handler);
        inside.trim_start_matches("frame::").replace("::", "_")
    }

    /// What it answers by status; how it may fail is told once for all operations that fail alike.
    fn responses(&self, telling: &Telling, failed: &mut Map<String, Value>) -> Map<String, Value> {
        let mut responses = Map::new();
        let mut content = Map::new();
        if let Some(schema) = &telling.answer {
            content.insert("application/json".to_owned(), json!({ "schema": schema }));
        }
        for kind in self.told.kinds.iter().chain(&telling.files) {
            content.insert(kind.split(';').next().unwrap_or(kind).to_owned(), json!({}));
        }
        if !content.is_empty() {
            responses.insert("200".to_owned(), json!({ "description": self.told.summary, "content": content }));
        }
        if let Some(status) = self.told.leads {
            responses.insert(status.to_string(), json!({ "description": "到另一页" }));
        }
        let mut codes: BTreeMap<u16, Vec<FailureCode>> = BTreeMap::new();
        for code in &telling.fails {
            codes.entry(code.status().as_u16()).or_default().push(*code);
        }
        for (status, codes) in codes {
            let (name, told) = self.failed(&codes);
            responses.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }));
            failed.insert(name, told);
        }
        responses
    }

    /// What it answers when it fails by these codes of one status, and what that is called.
    fn failed(&self, codes: &[FailureCode]) -> (String, Value) {
        let (lines, bodies): (Vec<FailureCode>, Vec<_>) = codes.iter().partition(|code| code.is_of_the_guard());
        let (form, kind, body) = if self.path.starts_with("/api/") {
            ("json", "application/json", json!({ "schema": { "$ref": "#/components/schemas/Failed" } }))
        } else {
            ("page", "text/html", json!({}))
        };
        let mut content = Map::new();
        if !lines.is_empty() {
            content.insert("text/plain".to_owned(), json!({}));
        }
        if !bodies.is_empty() {
            content.insert(kind.to_owned(), body);
        }
        let form = if bodies.is_empty() { "text" } else { form };
        let words: Vec<&str> = codes.iter().map(|code| code.code()).collect();
        let told: Map<String, Value> = codes.iter().map(|code| (code.code().to_owned(), code.zh().into())).collect();
        (format!("{form}-{}", words.join("-")), json!({ "description": "失败", "content": content, "x-codes": told }))
    }

    fn form(&self, receives_files: bool) -> Value {
        let text = |description: &str| json!({ "type": "string", "description": description });
        let mut fields: Map<String, Value> =
            self.told.fields.iter().map(|(name, words)| ((*name).to_owned(), text(words))).collect();
        fields.insert("token".to_owned(), text("页面上表单里的口令，本次运行有效"));
        if receives_files {
            let file = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
            fields.insert(
                "files".to_owned(),
                json!({ "type": "array", "items": file, "description": "各个文件，在口令之后" }),
            );
        }
        let kind = if receives_files { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        let (numbered, named): (Map<_, _>, Map<_, _>) =
            fields.into_iter().partition(|(name, _)| name.ends_with(NUMBER));
        let needed: Vec<&str> = ["token"].into_iter().chain(self.told.needed.iter().copied()).collect();
        let mut schema =
            json!({ "type": "object", "properties": named, "required": needed, "additionalProperties": false });
        if !numbered.is_empty() {
            let pattern = |name: &str| format!("^{}[0-9]+$", name.trim_end_matches(NUMBER));
            let numbered: Map<_, _> = numbered.into_iter().map(|(name, told)| (pattern(&name), told)).collect();
            schema["patternProperties"] = numbered.into();
        }
        json!({ "required": true, "content": { kind: { "schema": schema } } })
    }
}
