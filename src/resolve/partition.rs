//! Records to entities: those that share an id, a valid credit code or a stock code, or the identical full legal name
//! while neither their valid codes nor their prefectures differ; what people said of two records goes before all of these.
//!
//! Invariant: the outcome depends on the set of records and judgements only, never on their order. The stronger ground goes
//! first: an id, then what people call the same, then credit codes, stock codes, names; what a weaker one says of sets that
//! people call different does not join them ([`Sets::join_all`]).

use super::sets::Sets;
use super::{Identities, Judgements};
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
    pub fn of(records: &Identities, judgements: &Judgements) -> Self {
        let mut sets = Sets::of(records, judgements);
        sets.join_equal(records.count(), |r| records.credit(r));
        sets.join_equal(records.count(), |r| Some(records.stock(r)).filter(|s| !s.is_empty()));
        let ambiguous = join_names(&mut sets, records);
        Self::numbered(&mut sets, records.count(), ambiguous)
    }

    fn numbered(sets: &mut Sets, len: usize, ambiguous: Vec<Ambiguity>) -> Self {
        let mut number = vec![u32::MAX; sets.count()];
        let mut entities = 0;
        let mut of_record = Vec::with_capacity(len);
        for record in 0..len {
            let root = sets.root(record);
            if number[root] == u32::MAX {
                number[root] = entities;
                entities += 1;
            }
            of_record.push(number[root]);
        }
        Self { of_record, entities: entities as usize, ambiguous }
    }
}

/// Joins by full legal name; gives the names that fit several.
fn join_names(sets: &mut Sets, records: &Identities) -> Vec<Ambiguity> {
    let mut named: Vec<(&str, usize)> =
        (0..records.count()).filter_map(|r| Some((records.legal_name(r)?, r))).collect();
    named.sort_unstable();
    let shared = named.chunk_by(|x, y| x.0 == y.0).filter(|same| same.len() > 1);
    let groups = Groups::new(sets, records, shared.clone().flatten().map(|(_, r)| *r).collect());
    let mut ambiguous = Vec::new();
    let mut joins = Vec::new();
    for same in shared {
        let mut bearers: Vec<usize> = same.iter().map(|(_, record)| sets.root(*record)).collect();
        bearers.sort_unstable();
        bearers.dedup();
        let classes = groups.classes(sets, &bearers);
        if groups.fits_several(sets, &classes) {
            ambiguous.push(Ambiguity { name: same[0].0.to_owned(), records: classes.iter().map(|c| c[0]).collect() });
        }
        joins.extend(classes.into_iter().filter(|class| class.len() > 1));
    }
    for class in joins {
        sets.join_all(class.into_iter());
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
    fn new(sets: &mut Sets, records: &Identities, named: Vec<usize>) -> Self {
        let roots: std::collections::HashSet<usize> = named.into_iter().map(|r| sets.root(r)).collect();
        let mut facts: std::collections::HashMap<usize, Facts> = std::collections::HashMap::new();
        for record in 0..if roots.is_empty() { 0 } else { records.count() } {
            let root = sets.root(record);
            if roots.contains(&root) {
                let known = facts.entry(root).or_default();
                known.credits.extend(records.credit(record));
                known.prefectures.extend(records.prefecture(record));
            }
        }
        Self { facts }
    }

    /// Whether neither valid codes nor prefectures differ, and nobody calls them different.
    fn fit(&self, sets: &Sets, x: usize, y: usize) -> bool {
        let fit = sets.fit(x, y);
        let (x, y) = (&self.facts[&x], &self.facts[&y]);
        fit && agree(&x.credits, &y.credits) && agree(&x.prefectures, &y.prefectures)
    }

    /// Bearers of one name that fit exactly the same bearers are one: in `[合肥, 合肥, 上海, unknown]` the two of 合肥 join,
    /// and the unknown one, which fits both cities, stays apart.
    fn classes(&self, sets: &Sets, bearers: &[usize]) -> Vec<Vec<usize>> {
        let fitting = |x: usize| bearers.iter().map(|y| self.fit(sets, x, *y)).collect::<Vec<bool>>();
        let mut classes: Vec<(Vec<bool>, Vec<usize>)> = Vec::new();
        for &bearer in bearers {
            let fits = fitting(bearer);
            match classes.iter_mut().find(|(same, members)| *same == fits && self.fit(sets, members[0], bearer)) {
                Some((_, members)) => members.push(bearer),
                None => classes.push((fits, vec![bearer])),
            }
        }
        classes.into_iter().map(|(_, members)| members).collect()
    }

    /// Whether some class could as well be another's.
    fn fits_several(&self, sets: &Sets, classes: &[Vec<usize>]) -> bool {
        classes.iter().enumerate().any(|(i, x)| classes[i + 1..].iter().any(|y| self.fit(sets, x[0], y[0])))
    }
}

/// Whether two lists have something in common, or one of them says nothing.
fn agree<T: PartialEq>(x: &[T], y: &[T]) -> bool {
    x.is_empty() || y.is_empty() || x.iter().any(|value| y.contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Journal, JudgedAs, JudgedPair, NodeId};
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

    fn of(rows: &[(u32, &str, &str, &str, &str)]) -> Partition {
        Partition::of(&records(rows), &Judgements::default())
    }

    /// The entities of records, one after another, where people said some things in this order.
    fn judged(rows: &[(u32, &str, &str, &str, &str)], said: &[(u32, u32, JudgedAs)]) -> Vec<u32> {
        let mut judgements = Judgements::default();
        for ((one, other, said), number) in said.iter().zip(1..) {
            let nodes = (NodeId(*one.min(other)), NodeId(*one.max(other)));
            judgements.set(JudgedPair { nodes, said: *said, first: Journal(number) });
        }
        Partition::of(&records(rows), &judgements).of_record
    }

    const CODE: &str = "91350100M000100Y43";
    const OTHER: &str = "91110000101623741K";

    #[test]
    fn ids_codes_and_stock_codes_join() {
        let partition = of(&[
            (1, CODE, "", "甲", ""),
            (2, CODE, "600001", "乙", ""),
            (3, "", "600001", "丙", ""),
            (3, "", "", "丁", ""),
            (4, "", "", "戊", ""),
        ]);
        assert_eq!((partition.of_record, partition.entities), (vec![0, 0, 0, 0, 1], 2));
    }

    #[test]
    fn a_full_legal_name_joins_unless_code_or_prefecture_differ() {
        let name = "合肥示例电子有限公司";
        let same = of(&[(1, "", "", name, "340100"), (2, CODE, "", name, "340111"), (3, "", "", name, "")]);
        assert_eq!(same.of_record, [0, 0, 0]);
        let codes = of(&[(1, OTHER, "", name, ""), (2, CODE, "", name, "")]);
        assert_eq!(codes.of_record, [0, 1]);
        let short = of(&[(1, "", "", "示例电子", "340100"), (2, "", "", "示例电子", "340100")]);
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
            let partition = of(&turned);
            assert_eq!(partition.entities, 3);
            let entity = |node: u32| partition.of_record[turned.iter().position(|r| r.0 == node).unwrap()];
            assert_eq!(entity(1), entity(2));
            assert_eq!(partition.ambiguous.len(), 1);
        }
    }

    #[test]
    fn what_people_say_goes_before_codes_and_names() {
        let name = "示例电子有限公司";
        let rows = [(1, CODE, "", name, "340100"), (2, CODE, "", name, "340100"), (3, OTHER, "", "别的", "310000")];
        assert_eq!(judged(&rows, &[]), [0, 0, 1]);
        assert_eq!(judged(&rows, &[(1, 2, JudgedAs::Different)]), [0, 1, 2]);
        assert_eq!(judged(&rows, &[(1, 3, JudgedAs::Same)]), [0, 0, 0]);
        assert_eq!(judged(&rows, &[(1, 3, JudgedAs::Unsure), (1, 2, JudgedAs::Unsure)]), [0, 0, 1]);
    }

    #[test]
    fn what_is_different_never_joins_through_a_third() {
        // By a code, by a name, by somebody's word, and where the third has no open record.
        let codes = [(1, CODE, "", "甲", ""), (2, "", "600001", "乙", ""), (3, CODE, "600001", "丙", "")];
        assert_eq!(judged(&codes, &[(1, 2, JudgedAs::Different)]), [0, 1, 0]);
        let named = "示例电子有限公司";
        let names = [(1, "", "", named, ""), (2, "", "", named, ""), (3, "", "", named, "")];
        assert_eq!(judged(&names, &[(1, 2, JudgedAs::Different)]), [0, 1, 2]);
        let told = [(1, 2, JudgedAs::Different), (1, 3, JudgedAs::Same), (2, 3, JudgedAs::Same)];
        assert_eq!(judged(&names, &told), [0, 1, 0]);
        let closed = [(2, 9, JudgedAs::Same), (1, 9, JudgedAs::Different)];
        assert_eq!(judged(&names[..2], &closed), [0, 1]);
        assert_eq!(
            judged(&[(1, "", "", "甲", ""), (2, "", "", "乙", "")], &[(1, 9, JudgedAs::Same), (2, 9, JudgedAs::Same)]),
            [0, 0]
        );
    }

    #[test]
    fn who_is_different_from_the_same_others_stays_together() {
        let rows = [1, 2, 3, 4].map(|node| (node, CODE, "", "甲", ""));
        let out = [(1, 2, JudgedAs::Different), (1, 3, JudgedAs::Different), (1, 4, JudgedAs::Different)];
        assert_eq!(judged(&rows, &out), [0, 1, 1, 1]);
        assert_eq!(judged(&rows, &out[..2]), [0, 1, 1, 2]);
    }

    #[test]
    fn the_order_of_records_changes_nothing() {
        let name = "示例电子有限公司";
        let rows = [
            (1, CODE, "", name, "340100"),
            (2, CODE, "600001", "乙", ""),
            (3, "", "600001", "丙", ""),
            (4, OTHER, "600002", name, "310000"),
            (5, "", "600002", name, ""),
        ];
        let told = [(1, 3, JudgedAs::Different), (3, 5, JudgedAs::Same), (2, 4, JudgedAs::Different)];
        let together = |rows: &[(u32, &str, &str, &str, &str)]| {
            let of = judged(rows, &told);
            let mut pairs = Vec::new();
            for (i, x) in rows.iter().enumerate() {
                for (j, y) in rows.iter().enumerate() {
                    if x.0 < y.0 && of[i] == of[j] {
                        pairs.push((x.0, y.0));
                    }
                }
            }
            pairs.sort_unstable();
            pairs
        };
        let first = together(&rows);
        for shift in 1..rows.len() {
            let mut turned = rows;
            turned.rotate_left(shift);
            assert_eq!(together(&turned), first);
            turned.reverse();
            assert_eq!(together(&turned), first);
        }
    }
}
