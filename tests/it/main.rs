//! The tests that need more than one layer, in one binary. A test that cannot run here says so and why;
//! `LIANTU_REQUIRE=browser,neo4j` turns that into a failure.

mod bad_input;
mod browser;
mod cli;
mod contract;
mod crash;
mod crash_safety;
mod crash_undo;
mod doctor;
mod drawing;
mod files;
mod fixtures;
mod funds;
mod http;
mod introduction;
mod journal;
mod list_page;
mod map_document;
mod mapping;
mod neo4j;
mod order;
mod packet;
mod page;
mod picture;
mod random_city;
mod relatedness;
mod server;
mod several;
mod snapshot;
mod snapshot_refused;
mod steps;
mod support;
mod target_list;
mod targets;
mod templates;
mod tidy;

use libtest_mimic::Arguments;

fn main() {
    let arguments = Arguments::from_args();
    let mut facts = support::Facts::default();
    tidy::facts(&mut facts);
    contract::facts(&mut facts);
    fixtures::facts(&mut facts);
    funds::facts(&mut facts);
    targets::facts(&mut facts);
    journal::facts(&mut facts);
    bad_input::facts(&mut facts);
    cli::facts(&mut facts);
    http::facts(&mut facts);
    crash::facts(&mut facts);
    crash_safety::facts(&mut facts);
    doctor::facts(&mut facts);
    crash_undo::facts(&mut facts);
    drawing::facts(&mut facts);
    several::facts(&mut facts);
    snapshot::facts(&mut facts);
    snapshot_refused::facts(&mut facts);
    steps::facts(&mut facts);
    order::facts(&mut facts);
    page::facts(&mut facts);
    relatedness::facts(&mut facts);
    map_document::facts(&mut facts);
    mapping::facts(&mut facts);
    list_page::facts(&mut facts);
    packet::facts(&mut facts);
    target_list::facts(&mut facts);
    templates::facts(&mut facts);
    introduction::facts(&mut facts);
    neo4j::facts(&mut facts);
    let trials = facts.trials(arguments.list);
    let conclusion = libtest_mimic::run(&arguments, trials);
    if !arguments.list {
        contract::tell();
    }
    conclusion.exit();
}
