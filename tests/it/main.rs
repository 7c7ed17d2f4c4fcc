//! The tests that need more than one layer, in one binary: a room a subject. A test that cannot run here says so and why;
//! `LIANTU_REQUIRE=neo4j,browser,libreoffice` turns that into a failure.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that finds something else than it expects fails there")]

mod accounts;
mod claims;
mod cli;
mod contract;
mod crash;
mod dispatch;
mod documents;
mod evidence;
mod house;
mod intake;
mod judging;
mod links;
mod lists;
mod neo4j;
mod pages;
mod questions;
mod store;
mod support;
mod upkeep;

use libtest_mimic::Arguments;

fn main() {
    let arguments = Arguments::from_args();
    let mut facts = support::Facts::default();
    house::facts(&mut facts);
    contract::facts(&mut facts);
    store::facts(&mut facts);
    questions::facts(&mut facts);
    intake::facts(&mut facts);
    cli::facts(&mut facts);
    dispatch::facts(&mut facts);
    evidence::facts(&mut facts);
    lists::facts(&mut facts);
    claims::facts(&mut facts);
    judging::facts(&mut facts);
    links::facts(&mut facts);
    documents::facts(&mut facts);
    pages::facts(&mut facts);
    accounts::facts(&mut facts);
    upkeep::facts(&mut facts);
    crash::facts(&mut facts);
    neo4j::facts(&mut facts);
    let trials = facts.trials(arguments.list);
    let conclusion = libtest_mimic::run(&arguments, trials);
    if !arguments.list {
        contract::tell();
    }
    conclusion.exit();
}
