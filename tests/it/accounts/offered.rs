//! What a page offers is not refused: every link and form of every page, as every role.

use std::collections::HashMap;

use super::roles::{ROLES, address, asked, served};
use super::visit::Visit;
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "accounts": nothing_that_a_page_offers_is_refused);
}

/// Links and forms alike that are tried on each page.
const ALIKE: usize = 2;
/// Documents take their time; whoever holds them everywhere is asked elsewhere.
const OF_A_PART: [&str; 3] = ["captain", "recruiter", "fund"];

/// Something that a page offers: an address, with what its form sends where it is one.
struct Offered {
    address: String,
    form: Option<Vec<(String, String)>>,
}

impl Offered {
    /// What it has in common with others of its kind: the path without ids, and the names of what is sent.
    fn shape(&self) -> String {
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let parts: Vec<&str> = path.split('/').collect();
        let named = |at: usize| {
            at > 0 && ["chains", "segments", "funds", "meetings", "imports", "edits"].contains(&parts[at - 1])
        };
        let path = parts.iter().enumerate().map(|(at, part)| if named(at) { "*" } else { part });
        let keys = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
        let edit = query.split('&').filter(|pair| pair.starts_with("edit="));
        let sent = self.form.iter().flatten().filter(|(name, _)| ["form", "state"].contains(&&**name));
        let sent = sent.map(|(name, value)| format!("{name}={value}"));
        let words = path.chain(keys).chain(edit).map(str::to_owned).chain(sent);
        words.collect::<Vec<_>>().join("/")
    }
}

/// The value of an attribute in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&#38;", "&").replace("&amp;", "&"))
}

/// Tags of a name in a page, each with what follows it.
fn tags<'a>(page: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    page.split(&*format!("<{name} ")).skip(1).filter_map(|rest| rest.split_once('>')).collect()
}

fn links(page: &str) -> Vec<Offered> {
    let found = tags(page, "a").into_iter().filter_map(|(tag, _)| attribute(&format!(" {tag}"), "href"));
    let own = found.filter(|address| address.starts_with('/') && !address.starts_with("//"));
    own.map(|address| Offered { address: address.split('#').next().unwrap().to_owned(), form: None }).collect()
}

/// The forms of a page that change something, once for every button.
fn forms(page: &str) -> Vec<Offered> {
    let mut found = Vec::new();
    for (tag, rest) in tags(page, "form") {
        let tag = format!(" {tag}");
        let Some(action) = attribute(&tag, "action").filter(|_| tag.contains("method=\"post\"")) else { continue };
        let body = rest.split("</form>").next().unwrap();
        // Rows without anything to press.
        if !body.contains("<button") {
            continue;
        }
        let hidden = tags(body, "input").into_iter().map(|(tag, _)| format!(" {tag}"));
        let hidden = hidden.filter(|tag| attribute(tag, "type").as_deref() != Some("checkbox"));
        let pairs: Vec<_> = hidden
            .filter_map(|tag| Some((attribute(&tag, "name")?, attribute(&tag, "value").unwrap_or_default())))
            .collect();
        let chosen = tags(body, "select").into_iter().filter_map(|(tag, rest)| {
            let options = rest.split("</select>").next()?;
            let mut values =
                tags(options, "option").into_iter().filter_map(|(tag, _)| attribute(&format!(" {tag}"), "value"));
            let value = values.find(|value| !value.is_empty() && value != "dropped")?;
            Some((attribute(&format!(" {tag}"), "name")?, value))
        });
        let pairs: Vec<_> = pairs.into_iter().chain(chosen).collect();
        let buttons = tags(body, "button").into_iter().filter_map(|(tag, _)| {
            let tag = format!(" {tag}");
            Some((attribute(&tag, "name")?, attribute(&tag, "value")?))
        });
        let pressed = std::iter::once(None).chain(buttons.map(Some));
        found.extend(pressed.map(|button| Offered {
            address: action.clone(),
            form: Some(pairs.iter().cloned().chain(button).collect()),
        }));
    }
    found
}

/// What ends the session that asks, changes who may what, or takes away what the others are asked about.
fn is_left_alone(address: &str) -> bool {
    ["/logout", "/me", "/people", "/login", "/data/imports"].iter().any(|begin| address.starts_with(begin))
        || address == "/data"
}

fn nothing_that_a_page_offers_is_refused() {
    let (_city, server) = served();
    let own = format!("Origin: http://{}\r\n", server.address);
    let mut refused = Vec::new();
    for (role, _) in ROLES {
        let visit = Visit::as_user(&server, role);
        let mut tried: HashMap<String, usize> = HashMap::new();
        let pages = asked().into_iter().filter(|operation| !operation.path.starts_with("/api/"));
        let pages =
            pages.flat_map(|page| ["tongcheng", "smee", "asml"].map(|target| address(&page, "ic", "ic-litho", target)));
        let mut pages: Vec<String> = pages.collect();
        pages.extend(["/chains/ic/list?view=board".to_owned(), "/map?chain=ic&place=310000".to_owned()]);
        let (mut seen, mut offers) = (0, 0);
        for page in pages {
            let answer = visit.get(&page);
            if answer.status != 200 || !answer.header("content-type").starts_with("text/html") {
                continue;
            }
            seen += 1;
            let documents = |address: &str| {
                [".pdf", ".xlsx", ".html"].iter().any(|end| address.split('?').next().unwrap().ends_with(end))
            };
            for offered in links(&answer.body).into_iter().chain(forms(&answer.body)) {
                let slow = documents(&offered.address) && !OF_A_PART.contains(&role);
                let times = tried.entry(offered.shape()).or_default();
                *times += 1;
                if *times > ALIKE || slow || is_left_alone(&offered.address) {
                    continue;
                }
                offers += 1;
                let answer = match &offered.form {
                    None => visit.get(&offered.address),
                    Some(pairs) => {
                        let (token, rest): (Vec<_>, Vec<_>) = pairs.iter().partition(|(name, _)| name == "token");
                        let rest: Vec<(&str, &str)> = rest.iter().map(|(name, value)| (&**name, &**value)).collect();
                        visit.send_with(&offered.address, &own, &token[0].1, &rest)
                    }
                };
                if [401, 403, 404].contains(&answer.status) || answer.status >= 500 {
                    let form = if offered.form.is_some() { "the form " } else { "" };
                    refused.push(format!("{role}: {page} offers {form}{}: {}", offered.address, answer.status));
                }
            }
        }
        assert!(seen > 15 && offers > 40, "{role} saw {seen} pages that offer {offers}");
    }
    assert!(refused.is_empty(), "{refused:#?}");
}
