//! References that no id, code or exact name fits: names but for how they are written, short names, former
//! names; and what is near where none of these fits either.

use std::collections::HashMap;

use super::Identities;
use crate::normalize::{company, searchable, text};

/// Records by names other than their exact one; made where a reference first needs it.
#[derive(Debug)]
pub struct OtherNames(HashMap<String, Vec<OtherBearer>>);

/// A record that goes by a form.
#[derive(Debug, Clone, Copy)]
pub struct OtherBearer {
    pub record: usize,
    /// Whether it is the form of its full name.
    pub full: bool,
}

impl OtherNames {
    /// The other names of these records.
    pub fn of(records: &Identities) -> Self {
        let mut names = Self(HashMap::new());
        for record in 0..records.count() {
            let name = records.name(record);
            let form = searchable(name);
            if form != name {
                names.add(form, OtherBearer { record, full: true });
            }
            for other in text::list(records.other_names(record)) {
                names.add(searchable(other), OtherBearer { record, full: false });
            }
        }
        names
    }

    fn add(&mut self, form: String, bearer: OtherBearer) {
        if !form.is_empty() {
            self.0.entry(form).or_default().push(bearer);
        }
    }

    /// Who goes by a name in the form of [`searchable`].
    pub fn bearers(&self, form: &str) -> &[OtherBearer] {
        self.0.get(form).map_or(&[], Vec::as_slice)
    }
}

/// Records by pairs of letters that stand side by side in their names; made where a reference first fits nothing.
#[derive(Debug)]
pub struct NearNames(HashMap<[char; 2], Vec<u32>>);

/// How many near names are told.
const TOLD: usize = 3;
/// How alike a name must be at least, from 0 to 1.
const LEAST: f64 = 0.5;
/// How many records are compared for one reference.
const COMPARED: usize = 2_000;
/// So few are all compared: 封测 shares no pair with 封装与测试.
const FEW: usize = 500;

impl NearNames {
    /// The pairs of these records' names.
    pub fn of(records: &Identities) -> Self {
        let mut pairs: HashMap<[char; 2], Vec<u32>> = HashMap::new();
        for (number, record) in (0u32..).zip(0..records.count()) {
            for pair in pairs_of(records, record) {
                let all = pairs.entry(pair).or_default();
                if all.last() != Some(&number) {
                    all.push(number);
                }
            }
        }
        Self(pairs)
    }

    /// The records whose names are most like a text, the most alike first, with how much.
    pub fn near(&self, records: &Identities, given: &str) -> Vec<(f64, usize)> {
        let given = core(given);
        if records.count() <= FEW {
            return best(records, 0..records.count(), &given);
        }
        let mut rare: Vec<&Vec<u32>> = pairs(&given).filter_map(|pair| self.0.get(&pair)).collect();
        rare.sort_unstable_by_key(|all| all.len());
        let mut compared: Vec<u32> = Vec::new();
        for all in rare {
            if compared.len() + all.len() > COMPARED {
                break;
            }
            compared.extend(all);
        }
        compared.sort_unstable();
        compared.dedup();
        best(records, compared.into_iter().map(|record| record as usize), &given)
    }
}

/// The records whose names are most like a core.
fn best(records: &Identities, compared: impl Iterator<Item = usize>, given: &str) -> Vec<(f64, usize)> {
    let scored = compared.map(|record| (likeness(records, record, given), record));
    let mut scored: Vec<(f64, usize)> = scored.filter(|(score, _)| *score >= LEAST).collect();
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| records.name(x.1).cmp(records.name(y.1))));
    scored.dedup_by_key(|(_, record)| records.node(*record));
    scored.truncate(TOLD);
    scored
}

/// What tells a name from others: without its legal form.
fn core(name: &str) -> String {
    company::without_form(&searchable(name)).to_owned()
}

fn pairs(name: &str) -> impl Iterator<Item = [char; 2]> + '_ {
    name.chars().zip(name.chars().skip(1)).map(|(x, y)| [x, y])
}

fn pairs_of(records: &Identities, record: usize) -> Vec<[char; 2]> {
    let others = text::list(records.other_names(record));
    others.chain([records.name(record)]).flat_map(|name| pairs(&core(name)).collect::<Vec<_>>()).collect()
}

fn likeness(records: &Identities, record: usize, given: &str) -> f64 {
    let alike = |name: &str| {
        let name = core(name);
        let inside = holds_in_order(&name, given) || holds_in_order(given, &name);
        let alike = strsim::normalized_damerau_levenshtein(&name, given);
        if inside { (0.5 + alike / 2.0).max(alike) } else { alike }
    };
    text::list(records.other_names(record)).chain([records.name(record)]).map(alike).fold(0.0, f64::max)
}

/// Whether all letters of a part, of two at least, stand in a name in their order: 刻蚀设备 in 刻蚀与薄膜沉积设备.
fn holds_in_order(name: &str, part: &str) -> bool {
    let mut letters = name.chars();
    part.chars().nth(1).is_some() && part.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_stands_in_it_in_order() {
        for (name, part) in
            [("刻蚀与薄膜沉积设备", "刻蚀设备"), ("封装与测试", "封测"), ("封装与测试", "封装测试"), ("甲乙", "甲乙")]
        {
            assert!(holds_in_order(name, part), "{part}");
        }
        for (name, part) in [("封装与测试", "测封"), ("封装与测试", "测"), ("芯片设计", "芯片设备")]
        {
            assert!(!holds_in_order(name, part), "{part}");
        }
    }
}
