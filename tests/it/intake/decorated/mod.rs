//! Random lists, decorated as people decorate them, say what was meant in every format, or are refused by name.
//!
//! `LIANTU_LISTS=5000 cargo test --test it -- decorated` tries that many; one that fails is named by its number:
//! `LIANTU_LISTS_FROM=4711 LIANTU_LISTS=1` tries it alone, and `LIANTU_LISTS_KEEP=folder` keeps its file.

mod case;
mod cells;
mod faults;
mod list;
mod meant;
mod named;
mod numbered;
mod places;
mod said;
mod trees;
mod written;

use std::collections::BTreeMap;

use self::case::Case;
use crate::support::{Facts, Lots, add, block_on};

pub fn facts(facts: &mut Facts) {
    add!(facts, "decorated": random_lists_say_what_was_meant);
}

/// How many lists are tried, and how many of them bear each decoration at least.
const LISTS: u64 = 400;
const LEAST: usize = 3;

fn random_lists_say_what_was_meant() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (from, count) = (number("LIANTU_LISTS_FROM").unwrap_or(0), number("LIANTU_LISTS").unwrap_or(LISTS));
    let mut bear: BTreeMap<&str, usize> = BTreeMap::new();
    block_on(async {
        for i in from..from + count {
            let case = case(&mut Lots(i.wrapping_mul(0x0005_DEEC_E66D)));
            case.holds(i).await;
            case.bears.iter().for_each(|decoration| *bear.entry(decoration).or_default() += 1);
        }
    });
    if count >= LISTS {
        assert!(bear.values().all(|lists| *lists >= LEAST), "every decoration is met: {bear:?}");
    }
}

/// One list.
fn case(lots: &mut Lots) -> Case {
    match lots.below(16) {
        0 => named::supplies(lots),
        1 => named::members(lots),
        2 => trees::levels(lots),
        3 => trees::parents(lots),
        4 => numbered::case(lots),
        5 => places::addresses(lots),
        6 => places::namesakes(lots),
        7 => places::of_taiwan(lots),
        _ => list::case(lots),
    }
}
