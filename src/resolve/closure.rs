//! Every record that may be one entity with some to begin with, found round by round, so that not all records are read.
//!
//! Whatever [`Partition`](super::Partition) joins or compares shares an id, a credit code, a stock code or a full legal name, or
//! people call it the same. So
//! the partition of what is reached from some records through these is that of all records, as far as these go.

use std::collections::{HashMap, HashSet};

use super::{Identity, Judgements};
use crate::model::{JudgedAs, NodeId, Way};
use crate::normalize::company;

/// What has been reached, and what of it is still to be looked at.
#[derive(Debug, Default)]
pub struct Closure {
    reached: HashSet<NodeId>,
    asked: HashSet<(Way, String)>,
    unread: Vec<NodeId>,
    unasked: Vec<(Way, String)>,
    /// What people call the same, both ways.
    same: HashMap<NodeId, Vec<NodeId>>,
}

impl Closure {
    /// Nothing yet; what people call the same leads on.
    pub fn following(judgements: &Judgements) -> Self {
        let mut closure = Self::default();
        for (one, other) in judgements.that_are(JudgedAs::Same) {
            closure.same.entry(one).or_default().push(other);
            closure.same.entry(other).or_default().push(one);
        }
        closure
    }

    /// Reaches the records of a node.
    pub fn reach(&mut self, node: NodeId) {
        let mut next = vec![node];
        while let Some(node) = next.pop() {
            if self.reached.insert(node) {
                self.unread.push(node);
                next.extend(self.same.get(&node).into_iter().flatten());
            }
        }
    }

    /// Reaches whoever goes by a text, in the form of [`Way::form`].
    pub fn ask(&mut self, way: Way, form: &str) {
        let name = (way, form.to_owned());
        if self.asked.insert(name.clone()) {
            self.unasked.push(name);
        }
    }

    /// Takes a record that was reached: what it shares with others leads on.
    pub fn read(&mut self, record: &Identity<'_>) {
        if let Some(credit) = record.credit {
            self.ask(Way::Credit, credit.as_str());
        }
        if let Some(stock) = Way::Stock.form(record.stock) {
            self.ask(Way::Stock, &stock);
        }
        if let Some(name) = Way::Name.form(record.name).filter(|name| company::is_full_legal_name(name)) {
            self.ask(Way::Name, &name);
        }
    }

    /// The nodes whose records are to be read next.
    pub fn unread(&mut self) -> Vec<NodeId> {
        std::mem::take(&mut self.unread)
    }

    /// The names whose bearers are to be reached next.
    pub fn unasked(&mut self) -> Vec<(Way, String)> {
        std::mem::take(&mut self.unasked)
    }

    /// How many nodes have been reached.
    pub fn count(&self) -> usize {
        self.reached.len()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Journal, JudgedPair};
    use crate::resolve::{Identities, Partition};

    type Row = (u32, usize, usize, usize, usize);

    const CREDITS: [&str; 4] = ["", "", "91350100M000100Y43", "91110000101623741K"];
    const STOCKS: [&str; 5] = ["", "", "", "600001", "600002"];
    const NAMES: [&str; 5] = ["示例甲有限公司", "示例乙有限公司", "示例丙集团", "示例丁", "示例 （合肥）厂"];
    const REGIONS: [&str; 4] = ["", "", "340100", "310000"];

    fn identity(row: &Row) -> Identity<'static> {
        Identity {
            node: NodeId(row.0),
            source: "local",
            credit: CREDITS[row.1].parse().ok(),
            stock: STOCKS[row.2],
            name: NAMES[row.3],
            other_names: [""; 2],
            adcode: REGIONS[row.4].parse().ok(),
        }
    }

    fn bears(row: &Row, (way, form): &(Way, String)) -> bool {
        let text = match way {
            Way::Credit => CREDITS[row.1],
            Way::Stock => STOCKS[row.2],
            Way::Id | Way::Name => NAMES[row.3],
        };
        way.form(text).as_ref() == Some(form)
    }

    /// The places of the rows reached from a node, in order.
    fn reached(rows: &[Row], from: u32, judgements: &Judgements) -> Vec<usize> {
        let mut closure = Closure::following(judgements);
        closure.reach(NodeId(from));
        let mut found = BTreeSet::new();
        loop {
            let nodes = closure.unread();
            if nodes.is_empty() {
                return found.into_iter().collect();
            }
            for (place, row) in rows.iter().enumerate().filter(|(_, row)| nodes.contains(&NodeId(row.0))) {
                found.insert(place);
                closure.read(&identity(row));
            }
            for name in closure.unasked() {
                rows.iter().filter(|row| bears(row, &name)).for_each(|row| closure.reach(NodeId(row.0)));
            }
        }
    }

    /// What people said of pairs of nodes, in this order.
    fn judgements(told: &[(u32, u32, usize)]) -> Judgements {
        let mut judgements = Judgements::default();
        for ((one, other, said), number) in told.iter().filter(|(one, other, _)| one != other).zip(1..) {
            let nodes = (NodeId(*one.min(other)), NodeId(*one.max(other)));
            judgements.set(JudgedPair { nodes, said: JudgedAs::ALL[*said], first: Journal(number) });
        }
        judgements
    }

    fn partition(rows: impl Iterator<Item = Row>, judgements: &Judgements) -> Vec<u32> {
        let mut identities = Identities::default();
        rows.for_each(|row| identities.push(&identity(&row)));
        Partition::of(&identities, judgements).of_record
    }

    proptest! {
        #[test]
        fn what_is_reached_is_parted_as_within_the_whole(
            rows in prop::collection::vec((1..12u32, 0..4usize, 0..5usize, 0..5usize, 0..4usize), 1..16),
            lot in any::<prop::sample::Index>(),
            told in prop::collection::vec((1..12u32, 1..12u32, 0..3usize), 0..6),
        ) {
            let said = judgements(&told);
            let whole = partition(rows.iter().copied(), &said);
            let begun = lot.index(rows.len());
            let places = reached(&rows, rows[begun].0, &said);
            let part = partition(places.iter().map(|place| rows[*place]), &said);
            for (x, place) in places.iter().enumerate() {
                for (y, other) in places.iter().enumerate() {
                    prop_assert_eq!(part[x] == part[y], whole[*place] == whole[*other]);
                }
            }
            let entity = (0..rows.len()).filter(|place| whole[*place] == whole[begun]);
            prop_assert!(entity.into_iter().all(|place| places.contains(&place)));
            for (one, other) in said.that_are(JudgedAs::Different) {
                let entities = |node: NodeId| -> BTreeSet<u32> {
                    rows.iter().zip(&whole).filter(|(row, _)| NodeId(row.0) == node).map(|(_, of)| *of).collect()
                };
                prop_assert!(entities(one).is_disjoint(&entities(other)));
            }
        }
    }
}
