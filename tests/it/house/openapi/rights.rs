//! The right that is told of an operation is the one its use case asks for first; parts of a page may ask for more, and are
//! left out without.

use super::document::{operations, promised};
use super::prepared::Prepared;
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "openapi": the_right_that_is_told_is_the_right_that_is_asked_for);
}

/// Pages open to everybody whose menu leads to the chains that one may see.
const OPEN_WITH_A_MENU: [&str; 1] = ["get /how"];

fn the_right_that_is_told_is_the_right_that_is_asked_for() {
    let prepared = Prepared::new();
    let mut wrong = Vec::new();
    for operation in operations(&promised()).into_iter().filter(|operation| !operation.is_about_accounts()) {
        let (name, told) = (operation.name(), operation.told["x-right"].as_str().unwrap());
        let address = prepared.address(&operation);
        let forms = if operation.method == "post" { prepared.forms(&operation, &address) } else { vec![Vec::new()] };
        for form in &forms {
            let (answer, asked) = prepared.told("right", || prepared.ask(&operation, &address, form));
            if answer.status >= 400 {
                wrong.push(format!("{name} does not come to what it is for: {} {}", answer.status, answer.body));
            }
            let first = match asked.first() {
                Some(right) if right != "see_chain" || !OPEN_WITH_A_MENU.contains(&name.as_str()) => right,
                _ => "public",
            };
            if first != told {
                wrong.push(format!("{name} tells of `{told}`, and asks for `{first}` first"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
