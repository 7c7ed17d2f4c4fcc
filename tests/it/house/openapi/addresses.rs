//! The addresses that are served and those that are told are the same.

use std::collections::BTreeSet;

use super::document::{operations, promised};
use crate::house::tidy::{code, sources};
use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "openapi": every_address_told_is_served, every_address_that_pages_lead_to_is_told,
        addresses_are_only_added_where_they_are_told, the_definitions_are_found_by_their_name);
}

fn every_address_told_is_served() {
    let (_city, server) = City::tiny().served();
    for operation in operations(&promised()) {
        let path = operation
            .path
            .replace("templates/{name}", "templates/enterprises.csv")
            .replace("{name}", "liantu.css")
            .replace("{chain}", "c1");
        let path = path.replace("{segment}", "c1-s08").replace("{fund}", "none");
        let origin =
            format!("Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n", server.address);
        let method = operation.method.to_uppercase();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{origin}Content-Length: 0\r\n", server.address);
        let answer = server.send(&head);
        let known = answer.status != 405 && !(answer.status == 404 && answer.body.contains("没有这个页面"));
        assert!(known, "{} is told, and not served: {}", operation.name(), answer.body);
    }
}

/// The values of an attribute in a page.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let written = format!(" {attribute}=\"");
    let found = page.split(&written).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    found.map(|value| value.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

fn every_address_that_pages_lead_to_is_told() {
    let (_city, server) = City::tiny().served();
    let told = operations(&promised());
    let (mut waiting, mut seen) = (vec!["/".to_owned()], BTreeSet::new());
    let mut found = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        let page = server.get(&address);
        if !page.header("content-type").starts_with("text/html") || !page.header("content-disposition").is_empty() {
            continue;
        }
        for (attribute, method) in [("href", "get"), ("src", "get"), ("action", "any"), ("formaction", "any")] {
            for link in values(&page.body, attribute).into_iter().filter(|link| link.starts_with('/')) {
                let operation = told.iter().find(|o| o.is_at(&link) && (method == "any" || o.method == method));
                let operation = operation.unwrap_or_else(|| panic!("{address} leads to {link}, which is not told"));
                found.insert(operation.path.clone());
                let kind = (operation.path.clone(), link.split('?').next().unwrap_or_default().to_owned());
                if operation.method == "get" && attribute != "src" && seen.insert(kind) {
                    waiting.push(link);
                }
            }
        }
    }
    assert!(found.len() > 20, "{found:?}");
}

fn addresses_are_only_added_where_they_are_told() {
    for path in sources(&project().join("src/http")) {
        let own = path.ends_with("frame/openapi/routes.rs");
        let text = code(&path);
        for word in [".route(", ".nest(", ".route_service(", ".nest_service("] {
            assert!(
                own || !text.contains(word),
                "{} adds an address that is told nowhere (`{word}`). Let the list of the room be `Routes`, and write \
                 `.get(\"/path\", json(\"summary\", Right::…), file::handler)`: src/http/frame/openapi/mod.rs says how",
                path.display(),
            );
        }
    }
}

fn the_definitions_are_found_by_their_name() {
    let (_city, server) = City::tiny().served();
    let name: String = url::form_urlencoded::byte_serialize("怎么算的".as_bytes()).collect();
    for (query, leads_to) in
        [("", "/how"), ("?chain=c1&home=%E5%90%88%E8%82%A5", "/how?chain=c1&home=%E5%90%88%E8%82%A5")]
    {
        let answer = server.get(&format!("/{name}{query}"));
        assert_eq!((answer.status, answer.header("location")), (308, leads_to));
        assert_eq!(server.get(leads_to).status, 200);
    }
}
