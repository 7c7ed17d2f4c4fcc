//! Records to entities: those that share an id, a valid credit code or a stock code, or the identical full legal name
//! while neither their valid codes nor their prefectures differ.
//!
//! The outcome depends on the set of records only, never on their order.

use petgraph::unionfind::UnionFind;

use super::Identities;
use crate::model::{Adcode, CreditCode};

/// Which entity each record belongs to.
#[derive(Debug, Clone, Default)]
pub struct Partition {
    /// Entity of each record, `0..entities`, numbered by their first record.
    pub of_record: Vec<u32>,
    /// How many entities there are.
    pub entities: usize,
    /// Full legal names that several entities bear, so that some record stays apart.
    pub ambiguous: Vec<Ambiguity>,
}

/// A full legal name that fits several entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguity {
    /// The full legal name, as it is compared.
    pub name: String,
    /// One record of each.
    pub records: Vec<usize>,
}

impl Partition {
    /// Partitions the records.
    pub fn of(records: &Identities) -> Self {
        let mut sets = UnionFind::new(records.count());
        join_equal(&mut sets, records.count(), |r| Some(records.node(r)));
        join_equal(&mut sets, records.count(), |r| records.credit(r));
        join_equal(&mut sets, records.count(), |r| Some(records.stock(r)).filter(|s| !s.is_empty()));
        let ambiguous = join_names(&mut sets, records);
        Self::numbered(&mut sets, records.count(), ambiguous)
    }

    fn numbered(sets: &mut UnionFind<usize>, len: usize, ambiguous: Vec<Ambiguity>) -> Self {
        let mut number = vec![u32::MAX; len];
        let mut entities = 0;
        let mut of_record = Vec::with_capacity(len);
        for record in 0..len {
            let root = sets.find_mut(record);
            if number[root] == u32::MAX {
                number[root] = entities;
                entities += 1;
            }
            of_record.push(number[root]);
        }
        Self { of_record, entities: entities as usize, ambiguous }
    }
}

/// Joins the records that have the same value.
fn join_equal<T: Ord>(sets: &mut UnionFind<usize>, len: usize, value: impl Fn(usize) -> Option<T>) {
    let mut with: Vec<(T, usize)> = (0..len).filter_map(|r| Some((value(r)?, r))).collect();
    with.sort_unstable();
    for pair in with.windows(2) {
        if pair[0].0 == pair[1].0 {
            sets.union(pair[0].1, pair[1].1);
        }
    }
}

/// Joins by full legal name; gives the names that fit several.
fn join_names(sets: &mut UnionFind<usize>, records: &Identities) -> Vec<Ambiguity> {
    let mut named: Vec<(&str, usize)> =
        (0..records.count()).filter_map(|r| Some((records.legal_name(r)?, r))).collect();
    named.sort_unstable();
    let shared = named.chunk_by(|x, y| x.0 == y.0).filter(|same| same.len() > 1);
    let groups = Groups::new(sets, records, shared.clone().flatten().map(|(_, r)| *r).collect());
    let mut ambiguous = Vec::new();
    let mut joins = Vec::new();
    for same in shared {
        let mut bearers: Vec<usize> = same.iter().map(|(_, record)| sets.find_mut(*record)).collect();
        bearers.sort_unstable();
        bearers.dedup();
        let classes = groups.classes(&bearers);
        for class in &classes {
            joins.extend(class.windows(2).map(|pair| (pair[0], pair[1])));
        }
        if groups.fits_several(&classes) {
            ambiguous.push(Ambiguity { name: same[0].0.to_owned(), records: classes.iter().map(|c| c[0]).collect() });
        }
    }
    for (x, y) in joins {
        sets.union(x, y);
    }
    ambiguous
}

/// What is known of the sets of records that share a name with another.
struct Groups {
    facts: std::collections::HashMap<usize, Facts>,
}

#[derive(Default)]
struct Facts {
    credits: Vec<CreditCode>,
    prefectures: Vec<Adcode>,
}

impl Groups {
    fn new(sets: &mut UnionFind<usize>, records: &Identities, named: Vec<usize>) -> Self {
        let roots: std::collections::HashSet<usize> = named.into_iter().map(|r| sets.find_mut(r)).collect();
        let mut facts: std::collections::HashMap<usize, Facts> = std::collections::HashMap::new();
        for record in 0..if roots.is_empty() { 0 } else { records.count() } {
            let root = sets.find_mut(record);
            if roots.contains(&root) {
                let known = facts.entry(root).or_default();
                known.credits.extend(records.credit(record));
                known.prefectures.extend(records.prefecture(record));
            }
        }
        Self { facts }
    }

    /// Whether neither valid codes nor prefectures differ.
    fn fit(&self, x: usize, y: usize) -> bool {
        let (x, y) = (&self.facts[&x], &self.facts[&y]);
        agree(&x.credits, &y.credits) && agree(&x.prefectures, &y.prefectures)
    }

    /// Bearers of one name that fit exactly the same bearers are one: in `[合肥, 合肥, 上海, unknown]` the two of 合肥 join,
    /// and the unknown one, which fits both cities, stays apart.
    fn classes(&self, bearers: &[usize]) -> Vec<Vec<usize>> {
        let fitting = |x: usize| bearers.iter().map(|y| self.fit(x, *y)).collect::<Vec<bool>>();
        let mut classes: Vec<(Vec<bool>, Vec<usize>)> = Vec::new();
        for &bearer in bearers {
            let fits = fitting(bearer);
            match classes.iter_mut().find(|(same, members)| *same == fits && self.fit(members[0], bearer)) {
                Some((_, members)) => members.push(bearer),
                None => classes.push((fits, vec![bearer])),
            }
        }
        classes.into_iter().map(|(_, members)| members).collect()
    }

    /// Whether some class could as well be another's.
    fn fits_several(&self, classes: &[Vec<usize>]) -> bool {
        classes.iter().enumerate().any(|(i, x)| classes[i + 1..].iter().any(|y| self.fit(x[0], y[0])))
    }
}

/// Whether two lists have something in common, or one of them says nothing.
fn agree<T: PartialEq>(x: &[T], y: &[T]) -> bool {
    x.is_empty() || y.is_empty() || x.iter().any(|value| y.contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NodeId;
    use crate::resolve::Identity;

    fn records(rows: &[(u32, &str, &str, &str, &str)]) -> Identities {
        let mut records = Identities::default();
        for (node, credit, stock, name, adcode) in rows {
            let (credit, adcode) = (credit.parse().ok(), adcode.parse().ok());
            records.push(&Identity {
                node: NodeId(*node),
                source: "local",
                credit,
                stock,
                name,
                other_names: [""; 2],
                adcode,
            });
        }
        records
    }

    const CODE: &str = "91350100M000100Y43";
    const OTHER: &str = "91110000101623741K";

    #[test]
    fn ids_codes_and_stock_codes_join() {
        let partition = Partition::of(&records(&[
            (1, CODE, "", "甲", ""),
            (2, CODE, "600001", "乙", ""),
            (3, "", "600001", "丙", ""),
            (3, "", "", "丁", ""),
            (4, "", "", "戊", ""),
        ]));
        assert_eq!((partition.of_record, partition.entities), (vec![0, 0, 0, 0, 1], 2));
    }

    #[test]
    fn a_full_legal_name_joins_unless_code_or_prefecture_differ() {
        let name = "合肥示例电子有限公司";
        let same = Partition::of(&records(&[
            (1, "", "", name, "340100"),
            (2, CODE, "", name, "340111"),
            (3, "", "", name, ""),
        ]));
        assert_eq!(same.of_record, [0, 0, 0]);
        let codes = Partition::of(&records(&[(1, OTHER, "", name, ""), (2, CODE, "", name, "")]));
        assert_eq!(codes.of_record, [0, 1]);
        let short = Partition::of(&records(&[(1, "", "", "示例电子", "340100"), (2, "", "", "示例电子", "340100")]));
        assert_eq!(short.of_record, [0, 1]);
    }

    #[test]
    fn a_name_that_fits_several_stays_apart_and_is_reported_in_any_order() {
        let name = "示例电子有限公司";
        let rows = [
            (1, "", "", name, "340100"),
            (2, "", "", name, "340100"),
            (3, "", "", name, "310000"),
            (4, "", "", name, ""),
        ];
        for shift in 0..4 {
            let mut turned = rows;
            turned.rotate_left(shift);
            let partition = Partition::of(&records(&turned));
            assert_eq!(partition.entities, 3);
            let entity = |node: u32| partition.of_record[turned.iter().position(|r| r.0 == node).unwrap()];
            assert_eq!(entity(1), entity(2));
            assert_eq!(partition.ambiguous.len(), 1);
        }
    }
}
