//! Sets of records that grow together, but for those of which people say that they are different firms.

use std::collections::{BTreeMap, HashMap};

use petgraph::unionfind::UnionFind;

use super::{Identities, Judgements};
use crate::model::{JudgedAs, NodeId};

/// Sets of records.
///
/// Invariant: no set ever holds two records that people call different, whatever would join them, by whatever third.
#[derive(Debug)]
pub struct Sets {
    sets: UnionFind<usize>,
    /// Of the root of a set the records that may not be in it.
    opposed: HashMap<usize, Vec<usize>>,
}

impl Sets {
    /// The records, each with those of its id; then what people call the same is one.
    ///
    /// What somebody said counts where no open record stands under an id, too: a closed record goes on holding two others
    /// together, or apart.
    pub fn of(records: &Identities, judgements: &Judgements) -> Self {
        let (count, mut of_node) = (records.count(), HashMap::new());
        let same = judgements.that_are(JudgedAs::Same);
        let different = judgements.that_are(JudgedAs::Different);
        for node in same.iter().chain(&different).flat_map(|(one, other)| [*one, *other]) {
            of_node.entry(node).or_insert(usize::MAX);
        }
        if !of_node.is_empty() {
            for record in (0..count).rev() {
                of_node.entry(records.node(record)).and_modify(|known| *known = record);
            }
        }
        let mut closed: Vec<NodeId> = of_node.iter().filter(|(_, at)| **at == usize::MAX).map(|(n, _)| *n).collect();
        closed.sort_unstable();
        of_node.extend((count..).zip(&closed).map(|(at, node)| (*node, at)));
        let mut sets = Self { sets: UnionFind::new(count + closed.len()), opposed: HashMap::new() };
        sets.join_equal(count, |record| Some(records.node(record)));
        for (one, other) in different {
            sets.oppose(of_node[&one], of_node[&other]);
        }
        // What was said first stands: nothing said later joins what is different.
        for (one, other) in same {
            if sets.fit(of_node[&one], of_node[&other]) {
                sets.join(of_node[&one], of_node[&other]);
            }
        }
        sets
    }

    fn oppose(&mut self, one: usize, other: usize) {
        let (x, y) = (self.root(one), self.root(other));
        if x != y {
            self.opposed.entry(x).or_default().push(other);
            self.opposed.entry(y).or_default().push(one);
        }
    }

    /// How many elements there are: the records, then the ids that people spoke of and no open record stands under.
    pub fn count(&self) -> usize {
        self.sets.len()
    }

    /// The root of a record's set.
    pub fn root(&mut self, record: usize) -> usize {
        self.sets.find_mut(record)
    }

    /// Whether the sets of two records may be one.
    pub fn fit(&self, one: usize, other: usize) -> bool {
        if self.opposed.is_empty() {
            return true;
        }
        let (x, y) = (self.sets.find(one), self.sets.find(other));
        let opposed = |of, to| self.opposed.get(&of).is_some_and(|all| all.iter().any(|r| self.sets.find(*r) == to));
        x == y || !opposed(x, y)
    }

    fn join(&mut self, one: usize, other: usize) {
        let (x, y) = (self.root(one), self.root(other));
        if x == y || !self.sets.union(x, y) || self.opposed.is_empty() {
            return;
        }
        let both: Vec<usize> = [x, y].into_iter().filter_map(|root| self.opposed.remove(&root)).flatten().collect();
        if !both.is_empty() {
            let root = self.root(x);
            self.opposed.insert(root, both);
        }
    }

    /// Joins the records that have the same value; where some of them are different, as [`Sets::join_all`] does.
    pub fn join_equal<T: Ord>(&mut self, count: usize, value: impl Fn(usize) -> Option<T>) {
        let mut with: Vec<(T, usize)> = (0..count).filter_map(|r| Some((value(r)?, r))).collect();
        with.sort_unstable();
        for same in with.chunk_by(|x, y| x.0 == y.0).filter(|same| same.len() > 1) {
            self.join_all(same.iter().map(|(_, record)| *record));
        }
    }

    /// Joins records that something says are one. Where people call some of them different, those stay together that are
    /// different from the same others: of 甲, 乙 and 丙 with 甲 different from 乙, 丙 could be either and stays apart.
    pub fn join_all(&mut self, records: impl Iterator<Item = usize>) {
        if self.opposed.is_empty() {
            let mut records = records.peekable();
            while let (Some(one), Some(next)) = (records.next(), records.peek()) {
                self.sets.union(one, *next);
            }
            return;
        }
        let mut roots: Vec<usize> = records.map(|record| self.root(record)).collect();
        roots.sort_unstable();
        roots.dedup();
        let mut classes: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for root in &roots {
            let opposed = self.opposed.get(root).into_iter().flatten().map(|record| self.sets.find(*record));
            let mut opposed: Vec<usize> = opposed.filter(|other| roots.binary_search(other).is_ok()).collect();
            opposed.sort_unstable();
            opposed.dedup();
            classes.entry(opposed).or_default().push(*root);
        }
        for class in classes.into_values() {
            class.windows(2).for_each(|pair| self.join(pair[0], pair[1]));
        }
    }
}
