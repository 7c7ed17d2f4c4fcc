//! The tests that need more than one layer, in one binary. A test that cannot run here says so and why;
//! `LIANTU_REQUIRE=browser` turns that into a failure.

mod fixtures;
mod mapping;
mod support;
mod tidy;

use libtest_mimic::Arguments;

fn main() {
    let arguments = Arguments::from_args();
    let mut facts = support::Facts::default();
    tidy::facts(&mut facts);
    fixtures::facts(&mut facts);
    mapping::facts(&mut facts);
    let trials = facts.trials(arguments.list);
    libtest_mimic::run(&arguments, trials).exit();
}
