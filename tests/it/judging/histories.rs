//! Whatever came before, between and after: what was said of two firms, taken back, leaves the graph that was there without it.

use std::collections::BTreeMap;

use liantu::graph::{FirmIx, Fold, Graph};
use liantu::model::{
    CanonicalTable, ErasableText, Journal, JudgedAs, Judgement, Kind, LOCAL, NodeId, Origin, Rest, RowKey, RowView,
    Values, ValuesBuilder, ValuesView, edited_by, judgement_key,
};

use crate::support::{Facts, Lots};

const HISTORIES: u64 = 1_000;
const FIRMS: usize = 6;
const CODES: [&str; 4] = ["", "", "91350100M000100Y43", "91110000101623741K"];
const NAMES: [&str; 4] = ["甲有限公司", "乙有限公司", "甲", "丙股份有限公司"];
const PLACES: [&str; 3] = ["", "340100", "310000"];

pub fn facts(facts: &mut Facts) {
    facts.add("judging::what_was_said_and_taken_back_leaves_no_trace_in_a_thousand_histories", no_trace);
}

/// What one deed wrote.
type Wrote = Vec<(RowKey, Option<Values>)>;

/// Versions of rows as a store keeps them: who wrote each, and whose word it is, after an undo that of before.
#[derive(Debug, Default, Clone)]
struct Rows {
    versions: BTreeMap<RowKey, Vec<Kept>>,
    batches: u64,
}

#[derive(Debug, Clone)]
struct Kept {
    number: u64,
    origin: u64,
    values: Option<Values>,
}

impl Rows {
    fn write(&mut self, rows: Wrote) -> u64 {
        self.batches += 1;
        let number = self.batches;
        for (key, values) in rows {
            self.versions.entry(key).or_default().push(Kept { number, origin: number, values });
        }
        number
    }

    /// Every key whose word is still that of a batch says again what it said before.
    fn undo(&mut self, undone: u64) {
        self.batches += 1;
        let number = self.batches;
        for versions in self.versions.values_mut() {
            if versions.last().is_none_or(|last| last.origin != undone) {
                continue;
            }
            let written = versions.iter().position(|kept| kept.number == undone).unwrap();
            let (origin, values) = match versions[..written].last() {
                Some(before) => (before.origin, before.values.clone()),
                None => (0, None),
            };
            versions.push(Kept { number, origin, values });
        }
    }

    fn graph(&self) -> Graph {
        let mut fold = Fold::default();
        (1..=FIRMS).for_each(|n| fold.node(node(n), Kind::Enterprise, &format!("e{n}")));
        for (key, versions) in &self.versions {
            let (first, last) = (versions[0].number, versions.last().unwrap());
            let values = last.values.as_ref().map(Values::view);
            let said = versions.iter().rev().find_map(|kept| kept.values.as_ref());
            fold.row(RowView {
                kind: key.kind,
                a: key.a,
                b: key.b,
                rest: key.rest.as_str(),
                values,
                last: said.map_or(ValuesView(&[]), Values::view),
                number: Journal(last.number),
                first: Journal(first),
                origin: Origin::default(),
            });
        }
        fold.finish(Journal(self.batches)).0
    }
}

fn node(firm: usize) -> NodeId {
    NodeId(u32::try_from(firm).unwrap())
}

/// Firms, what each says, all ids that lead to it, and whom it supplies.
fn picture(graph: &Graph) -> Vec<String> {
    let mut keys: BTreeMap<FirmIx, Vec<&str>> = BTreeMap::new();
    graph.firm_keys().for_each(|(key, firm)| keys.entry(firm).or_default().push(key));
    let of = |firm: FirmIx| {
        let customers: Vec<_> =
            graph.customers(firm).iter().map(|trade| (graph.firm_id(trade.other), trade.date)).collect();
        let mut keys = keys.get(&firm).cloned().unwrap_or_default();
        keys.sort_unstable();
        format!("{} {} {:?} {keys:?} {customers:?}", graph.firm_id(firm), graph.firm_name(firm), graph.firm(firm))
    };
    let mut lines: Vec<String> = (0..graph.firm_count()).map(FirmIx::from_position).map(of).collect();
    lines.sort();
    lines
}

fn firm_row(firm: usize, source: &str, said: &[(&str, &str)]) -> (RowKey, Option<Values>) {
    let key = RowKey { kind: Kind::Enterprise, a: node(firm), b: NodeId::NONE, rest: Rest::new([], source) };
    let mut values = ValuesBuilder::default();
    let table = CanonicalTable::of(Kind::Enterprise);
    let mut said: Vec<_> = said.iter().map(|(name, text)| (table.field(name).unwrap(), *text)).collect();
    said.sort_unstable();
    said.iter().for_each(|(field, text)| values.text(*field, text));
    (key, Some(values.build()))
}

/// One deed of people or of a file: the last is what they say of two firms.
fn deed(lots: &mut Lots, rows: &Rows) -> (Wrote, bool) {
    let mut any = |bound: usize| lots.below(bound);
    let firm = 1 + any(FIRMS);
    match any(8) {
        0 | 1 => {
            let source = ["甲库", "乙库"][any(2)];
            let count = 1 + any(3);
            let rows = (0..count).map(|_| {
                let said = [("name", NAMES[any(4)]), ("credit_code", CODES[any(4)]), ("adcode", PLACES[any(3)])];
                firm_row(1 + any(FIRMS), source, &said)
            });
            let unique: BTreeMap<RowKey, Option<Values>> = rows.collect();
            (unique.into_iter().collect(), false)
        }
        2 => {
            let rest = Rest::new([""], LOCAL);
            let key = RowKey { kind: Kind::Supply, a: node(firm), b: node(1 + any(FIRMS)), rest };
            (vec![(key, Some(ValuesBuilder::default().build()))], false)
        }
        3 => (vec![firm_row(firm, &edited_by("王"), &[("name", NAMES[any(4)])])], false),
        4 => {
            let open: Vec<&RowKey> = rows.versions.keys().filter(|key| key.kind == Kind::Enterprise).collect();
            (open.get(any(open.len().max(1))).map(|key| ((*key).clone(), None)).into_iter().collect(), false)
        }
        _ => {
            let other = 1 + (firm + any(FIRMS - 1)) % FIRMS;
            let judgement = Judgement {
                said: JudgedAs::ALL[[0, 0, 0, 1, 1, 2][any(6)]],
                by: "李".to_owned(),
                on: "2026-11-28".parse().unwrap(),
                reason: ErasableText::default(),
            };
            let key = judgement_key(node(firm), node(other));
            if key.a == key.b { (Vec::new(), false) } else { (vec![(key, Some(judgement.values()))], true) }
        }
    }
}

/// What happens one after another: deeds, and imports that are taken back.
#[derive(Debug, Clone)]
enum Step {
    Deed(Wrote),
    Undo(u64),
}

/// A history, and the numbers of what was said of pairs in it of which nothing else was said.
fn history(lots: &mut Lots, steps: usize) -> (Vec<Step>, Vec<u64>) {
    let (mut all, mut rows, mut imports) = (Vec::new(), Rows::default(), Vec::new());
    let mut said: BTreeMap<RowKey, Vec<u64>> = BTreeMap::new();
    for _ in 0..steps {
        if !imports.is_empty() && lots.below(6) == 0 {
            let undone = imports.swap_remove(lots.below(imports.len()));
            rows.undo(undone);
            all.push(Step::Undo(undone));
            continue;
        }
        let (wrote, judges) = deed(lots, &rows);
        let key = wrote.first().map(|(key, _)| key.clone());
        let number = rows.write(wrote.clone());
        match key {
            Some(key) if judges => said.entry(key).or_default().push(number),
            _ => imports.push(number),
        }
        all.push(Step::Deed(wrote));
    }
    (all, said.into_values().filter(|all| all.len() == 1).flatten().collect())
}

/// The rows after a history; where one is left out its number passes all the same.
fn after(steps: &[Step], without: &[u64]) -> Rows {
    let mut rows = Rows::default();
    for step in steps {
        match step {
            Step::Undo(number) => rows.undo(*number),
            Step::Deed(_) if without.contains(&(rows.batches + 1)) => drop(rows.write(Vec::new())),
            Step::Deed(wrote) => drop(rows.write(wrote.clone())),
        }
    }
    rows
}

fn no_trace() {
    let mut merged = 0;
    for seed in 0..HISTORIES {
        let mut lots = Lots(seed);
        let length = 4 + lots.below(14);
        let (steps, mut said) = history(&mut lots, length);
        lots.shuffle(&mut said);
        said.truncate(3);
        let whole = after(&steps, &[]);
        let without = picture(&after(&steps, &said).graph());
        merged += usize::from(picture(&whole.graph()) != without);
        let (mut forth, mut back) = (whole.clone(), whole);
        said.iter().for_each(|number| forth.undo(*number));
        said.iter().rev().for_each(|number| back.undo(*number));
        for undone in [&forth, &back] {
            assert_eq!(picture(&undone.graph()), without, "history {seed}: {steps:#?}, undone {said:?}");
        }
        // Taken back in the middle, with more files after it.
        let Some(number) = said.first() else { continue };
        let at = usize::try_from(*number).unwrap();
        let middle = at + lots.below(steps.len() - at + 1);
        let no_judgement = |step: &Step| match step {
            Step::Deed(wrote) => wrote.iter().all(|(key, _)| key.kind != Kind::Judgement),
            Step::Undo(_) => false,
        };
        let later: Vec<Step> = steps[middle..].iter().filter(|step| no_judgement(step)).cloned().collect();
        let begun = [&steps[..middle], &[Step::Undo(*number)], &later].concat();
        let never = [&steps[..middle], &[Step::Deed(Vec::new())], &later].concat();
        let (begun, never) = (after(&begun, &[]), after(&never, &[*number]));
        assert_eq!(picture(&begun.graph()), picture(&never.graph()), "history {seed}: {steps:#?}, undone {number}");
    }
    assert!(merged > 300, "only {merged} histories depend on what was said");
}
