//! The verdict that facts alone give a leaf: the table of docs/definitions.md#结论, row by row.

use super::presence::Presence;
use super::survey::Unlooked;
use crate::gaps::VerdictRules;
use crate::graph::{Bits, Order};
use crate::model::{Basis, Direction, Verdict};

/// A computed verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed {
    pub verdict: Verdict,
    /// Which way an `extend` lies; none for every other verdict.
    pub direction: Option<Direction>,
}

/// The verdict of one leaf, by the first row of the table that holds.
pub fn computed(
    order: &Order,
    present: &Bits,
    leaf: usize,
    presence: &Presence,
    rules: &VerdictRules,
    unlooked: impl FnOnce() -> Option<Unlooked>,
) -> Computed {
    let plain = |verdict| Computed { verdict, direction: None };
    if present.contains(leaf) {
        return plain(if is_strong(presence, rules) { Verdict::Strong } else { Verdict::Strengthen });
    }
    if unlooked().is_some() {
        return plain(Verdict::Unsurveyed);
    }
    missing(order, present, leaf)
}

/// Whether a present leaf is strong: a sound local anchor, or enough local firms and enough leaders among them.
pub fn is_strong(presence: &Presence, rules: &VerdictRules) -> bool {
    let many = presence.local() >= rules.strong_min && presence.leaders >= rules.strong_leaders_min;
    presence.anchors > 0 || many
}

fn missing(order: &Order, present: &Bits, leaf: usize) -> Computed {
    let before = order.ancestors(leaf).meets(present);
    let after = order.descendants(leaf).meets(present);
    let (verdict, direction) = match (before, after) {
        (true, true) => (Verdict::Fill, None),
        (false, true) if !co_inputs(order, present, leaf).is_empty() => (Verdict::Fill, None),
        (true, false) => (Verdict::Extend, Some(Direction::Downstream)),
        (false, true) => (Verdict::Extend, Some(Direction::Upstream)),
        (false, false) => (Verdict::Build, None),
    };
    Computed { verdict, direction }
}

/// The present leaves that directly feed a present leaf which `leaf` also feeds directly: beside them it is a missing
/// co-input. None where the order rests on stages, which say nothing about who feeds whom.
pub fn co_inputs(order: &Order, present: &Bits, leaf: usize) -> Bits {
    let mut beside = Bits::none_of(order.leaves.len());
    if order.basis == Basis::Stages {
        return beside;
    }
    for user in order.after(leaf).iter().filter(|user| present.contains(*user)) {
        for other in order.before(user).iter().filter(|other| present.contains(*other) && *other != leaf) {
            beside.insert(other);
        }
    }
    beside
}
