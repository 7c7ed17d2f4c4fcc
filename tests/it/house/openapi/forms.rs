//! What is told of a form is what its handler reads, what it cannot do without, and what it takes.

use std::collections::BTreeSet;

use super::document::{Operation, operations, promised};
use super::prepared::{Pairs, Prepared};
use crate::pages::data::{BOUNDARY, parts, sent};
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "openapi": a_handler_reads_the_fields_that_are_told_of_its_form,
        a_field_that_is_not_told_is_refused_and_nothing_is_written, files_come_with_no_field_that_is_not_told, what_a_form_needs_is_what_it_fails_without,
        pages_send_the_fields_that_are_told);
}

/// Pages with a form that is opened by the address.
const OPENED: [&str; 13] = [
    "/requests?edit=new",
    "/race?edit=new",
    "/duties?edit=new&period=2026",
    "/enterprise?id=cxmt&edit=website",
    "/enterprise?id=cxmt&edit=member",
    "/enterprise?id=cxmt&edit=supply",
    "/enterprise?id=cxmt&edit=contact",
    "/chains/ic/segments/ic-litho?edit=feed",
    "/chains/ic/segments/ic-litho?edit=segment",
    "/chains/ic/segments/ic-litho?edit=member-off",
    "/enterprise?id=cxmt&edit=member-off",
    "/chains/ic/segments/ic-litho?edit=member",
    "/chains/ic/group?edit=leader",
];

/// The forms without files that are sent here, each with its schema.
fn forms() -> Vec<(Operation, serde_json::Value)> {
    all_forms().into_iter().filter(|(operation, _)| !operation.is_about_accounts()).collect()
}

/// The forms without files, each with its schema.
fn all_forms() -> Vec<(Operation, serde_json::Value)> {
    let posts = operations(&promised()).into_iter().filter(|operation| operation.method == "post");
    let of = |operation: Operation| {
        let sent = &operation.told["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
        let sent = sent.clone();
        (operation, sent)
    };
    let all: Vec<_> = posts.map(of).filter(|(_, sent)| !sent.is_null()).collect();
    assert!(all.len() > 9, "{}", all.len());
    all
}

/// The fields told of a form beside its token; numbered ones as `c{n}`.
fn told(form: &serde_json::Value) -> BTreeSet<String> {
    let names = |of: &str| form[of].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let numbered = names("patternProperties").into_iter().map(|name| match name.strip_suffix("[0-9]+$") {
        Some(begin) => format!("{}{{n}}", begin.trim_start_matches('^')),
        None => panic!("{name}"),
    });
    names("properties").into_iter().chain(numbered).filter(|name| name != "token").collect()
}

/// Whether a name is one of the fields.
fn is_told(told: &BTreeSet<String>, name: &str) -> bool {
    name == "token" || told.contains(name) || told.contains(&numbered(name))
}

/// `c3` as `c{n}`.
fn numbered(name: &str) -> String {
    format!("{}{{n}}", name.trim_end_matches(|c: char| c.is_ascii_digit()))
}

fn a_handler_reads_the_fields_that_are_told_of_its_form() {
    let prepared = Prepared::new();
    for (operation, form) in forms() {
        let (told, name) = (told(&form), operation.name());
        let address = prepared.address(&operation);
        let (mut sent, mut read) = (BTreeSet::new(), BTreeSet::new());
        for pairs in prepared.forms(&operation, &address) {
            sent.extend(pairs.iter().map(|(name, _)| (*name).to_owned()));
            let (answer, names) = prepared.told("field", || prepared.send(&address, &pairs));
            assert!(answer.status < 400, "{name}: {} {}", answer.status, answer.body);
            let as_told = |name: String| if told.contains(&name) { name } else { numbered(&name) };
            read.extend(names.into_iter().filter(|name| name != "token").map(as_told));
        }
        assert_eq!(sent, told, "{name}: what this test sends, in `prepared.rs`, is not what is told");
        assert_eq!(read, told, "{name}: its handler reads other fields than are told where it is listed");
    }
}

fn a_field_that_is_not_told_is_refused_and_nothing_is_written() {
    let prepared = Prepared::new();
    for (operation, _) in forms() {
        let address = prepared.address(&operation);
        let pairs = prepared.forms(&operation, &address).remove(0);
        let before = prepared.digest();
        for strange in ["zzz", "Who", "c-1"] {
            let more: Pairs = pairs.iter().cloned().chain([(strange, "1".to_owned())]).collect();
            let answer = prepared.send(&address, &more);
            let refused = answer.status == 400 && answer.body.contains(&format!("有一项“{strange}”"));
            assert!(refused, "{} takes `{strange}`: {} {}", operation.name(), answer.status, answer.body);
        }
        assert_eq!(prepared.digest(), before, "{}", operation.name());
    }
}

fn files_come_with_no_field_that_is_not_told() {
    let prepared = Prepared::new();
    let whole = String::from_utf8(parts(prepared.token(), &[("企业.csv", b"enterprise,name\n")])).unwrap();
    let strange = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"zzz\"\r\n\r\n1\r\n");
    let (begin, end) = whole.split_at(whole.rfind(&format!("--{BOUNDARY}--")).unwrap());
    let answer = sent(prepared.server(), format!("{begin}{strange}{end}").as_bytes());
    assert!(answer.status == 400 && answer.body.contains("有一项“zzz”"), "{} {}", answer.status, answer.body);
    assert_eq!(sent(prepared.server(), whole.as_bytes()).status, 303);
}

fn what_a_form_needs_is_what_it_fails_without() {
    let (prepared, mut wrong) = (Prepared::new(), Vec::new());
    for (operation, form) in forms() {
        let needed: Vec<&str> =
            form["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        for field in told(&form) {
            let mut fails = true;
            for nth in 0.. {
                let address = prepared.address(&operation);
                let Some(mut pairs) = prepared.forms(&operation, &address).into_iter().nth(nth) else {
                    prepared.forget(&address);
                    break;
                };
                pairs.retain(|(name, _)| *name != field);
                fails &= prepared.send(&address, &pairs).status >= 400;
                prepared.forget(&address);
            }
            if fails != needed.contains(&field.as_str()) {
                wrong.push(format!("{} without `{field}` fails: {fails}, and is told otherwise", operation.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn pages_send_the_fields_that_are_told() {
    let prepared = Prepared::new();
    let forms = all_forms();
    let mut seen = BTreeSet::new();
    let pages = operations(&promised()).into_iter().filter(|operation| operation.method == "get");
    let pages = pages.map(|operation| prepared.address(&operation)).chain(OPENED.map(str::to_owned));
    for address in pages {
        let answer = prepared.server().get(&address);
        if !answer.header("content-type").starts_with("text/html") || !answer.header("content-disposition").is_empty() {
            continue;
        }
        for (action, fields) in sent_by(&answer.body) {
            let (to, form) = forms.iter().find(|(to, _)| to.is_at(&action)).unwrap_or_else(|| panic!("{action}"));
            let told = told(form);
            for field in fields {
                assert!(is_told(&told, &field), "{address} sends `{field}` to {}", to.name());
            }
            seen.insert(to.name());
        }
    }
    assert!(seen.len() > 7, "{seen:?}");
}

/// The forms of a page that change something: where each goes, and the names of its fields.
fn sent_by(page: &str) -> Vec<(String, Vec<String>)> {
    let value = |tag: &str, name: &str| {
        let written = format!(" {name}=\"");
        Some(tag.split_once(&written)?.1.split('"').next().unwrap_or_default().replace("&#38;", "&"))
    };
    let (mut forms, mut ids, mut inside) = (Vec::<(String, Vec<String>)>::new(), Vec::new(), None);
    let tags = page.split('<').map(|rest| rest.split('>').next().unwrap_or_default());
    for tag in tags {
        if tag.starts_with("form ") {
            let changes = tag.contains("method=\"post\"") && !tag.contains("multipart");
            inside = changes.then_some(forms.len());
            if changes {
                ids.push(value(tag, "id"));
                forms.push((value(tag, "action").unwrap_or_default(), Vec::new()));
            }
        } else if tag == "/form" {
            inside = None;
        } else if let Some(name) = value(tag, "name") {
            let of = value(tag, "form").map_or(inside, |id| ids.iter().position(|known| known.as_ref() == Some(&id)));
            of.into_iter().for_each(|of| forms[of].1.push(name.clone()));
        }
    }
    forms
}
