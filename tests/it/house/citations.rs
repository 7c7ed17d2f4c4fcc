//! Code and documents that name each other: formulas by heading, words by their name in the code.

use std::collections::BTreeSet;
use std::path::Path;

use super::definitions::{DEFINITIONS, headings, tables, text};
use super::tidy::{code, sources};
use crate::support::{Facts, add, project};

/// Documents that are no part of the project.
const ELSEWHERE: &[&str] =
    &["gaps.md", "model.md", "dispatch.md", "names-and-places.md", "ux.md", "style.md", "operations.md", "access.md"];

pub fn facts(facts: &mut Facts) {
    add!(facts, "citations": every_formula_cited_is_told_and_every_one_told_is_cited, links_inside_lead_somewhere,
        nothing_cites_what_is_elsewhere, every_word_of_the_glossary_is_in_the_code);
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What stands after each `before` in a text, up to what ends a word.
fn named_after(text: &str, before: &str) -> BTreeSet<String> {
    text.split(before).skip(1).map(|rest| rest.chars().take_while(|c| is_word(*c)).collect()).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn every_formula_cited_is_told_and_every_one_told_is_cited() {
    let told: BTreeSet<String> = headings(&text(DEFINITIONS)).into_iter().collect();
    let mut cited = BTreeSet::new();
    for path in sources(&project().join("src")) {
        let here = named_after(&read(&path), "docs/definitions.md#");
        let wrong: Vec<_> = here.difference(&told).collect();
        assert!(wrong.is_empty(), "{} cites {wrong:?}", path.display());
        cited.extend(here);
    }
    let uncited: Vec<_> = told.difference(&cited).collect();
    assert!(uncited.is_empty(), "no code cites {uncited:?}");
}

fn links_inside_lead_somewhere() {
    let text = text(DEFINITIONS);
    let told: BTreeSet<String> = headings(&text).into_iter().collect();
    let linked = named_after(&text, "](#");
    assert!(!linked.is_empty() && linked.is_subset(&told), "{linked:?}");
}

fn nothing_cites_what_is_elsewhere() {
    for path in sources(&project().join("src")) {
        let text = read(&path);
        let cited = ELSEWHERE.iter().find(|name| text.contains(*name));
        assert!(cited.is_none(), "{} cites {}", path.display(), cited.unwrap());
    }
}

fn every_word_of_the_glossary_is_in_the_code() {
    let mut known = BTreeSet::new();
    for path in sources(&project().join("src")) {
        known.extend(code(&path).split(|c| !is_word(c)).map(str::to_owned));
    }
    let mut told = BTreeSet::new();
    for row in tables(&text("glossary.md")).into_iter().flat_map(|table| table.rows) {
        let word = row["代码里"].trim_matches('`').to_owned();
        assert!(known.contains(&word), "{} is called {word} nowhere in the code", row["中文"]);
        assert!(told.insert(word), "{} has the name of another word", row["中文"]);
    }
    assert!(told.len() > 40, "{} words", told.len());
}
