//! Chain and stage of segments that do not say them: those of the segment above.

use std::collections::{HashMap, HashSet};

use super::super::admission::Admission;
use super::super::held_row::{HeldRow, text_of};
use crate::ingest::{Draft, DraftValue, Fault, Given, shortened};
use crate::model::{CanonicalTable, Field, Kind};
use crate::normalize::text;

/// What a segment may leave to the one above it.
const LEFT: [&str; 2] = ["chain", "stage"];

/// The rows with what they leave to those above them; where nothing above says it, a row is rejected.
pub fn filled(mut held: Vec<HeldRow>, admission: &mut Admission) -> Vec<HeldRow> {
    let table = CanonicalTable::of(Kind::Segment);
    for column in LEFT {
        let Some(field) = table.field(column) else { continue };
        if held.iter().all(|row| value(&row.draft, field).is_some()) {
            continue;
        }
        let above = Above::of(&held);
        let found: Vec<Option<DraftValue>> =
            held.iter().map(|row| above.value(row, column, field, admission)).collect();
        let mut kept = Vec::with_capacity(held.len());
        for (mut row, found) in held.into_iter().zip(found) {
            match (value(&row.draft, field), found) {
                (Some(_), _) => kept.push(row),
                (None, Some(found)) => {
                    row.draft.fields.push((field, found));
                    row.draft.fields.sort_by_key(|(field, _)| *field);
                    kept.push(row);
                }
                (None, None) => {
                    let fault = nowhere(column, &row.draft);
                    admission.reject(&row.draft, row.origin, fault);
                }
            }
        }
        held = kept;
    }
    held
}

fn nowhere(column: &'static str, draft: &Draft) -> Fault {
    let parent = parent_of(draft).map_or_else(String::new, |given| shortened(&given.text));
    let reason = format!("这一格是空的，上级环节「{parent}」那里也没有找到");
    Fault::new(column, "", reason, "请补上这一格，或补上上级环节的这一格；上级环节须在库里或在这次导入里")
}

/// The segments held, by what a parent may be called.
struct Above<'a> {
    held: &'a [HeldRow],
    by_name: HashMap<String, Vec<usize>>,
}

impl<'a> Above<'a> {
    fn of(held: &'a [HeldRow]) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, HeldRow { draft, .. }) in held.iter().enumerate() {
            let name = text::folded(text_of(draft, "name"));
            let id = draft.id.clone().filter(|id| *id != name);
            id.into_iter().chain([name]).for_each(|word| by_name.entry(word).or_default().push(at));
        }
        Self { held, by_name }
    }

    /// What the nearest segment above says; none where there is none, or several are called so and differ.
    fn value(&self, row: &HeldRow, column: &str, field: Field, admission: &Admission) -> Option<DraftValue> {
        let mut at = row;
        let mut seen = HashSet::new();
        loop {
            if let Some(value) = value(&at.draft, field) {
                return Some(value.clone());
            }
            let given = parent_of(&at.draft)?;
            let words = given.namespaced.iter().chain([&given.text]);
            let Some(found) = words.filter_map(|word| self.by_name.get(word)).next() else {
                return stored(given, column, admission);
            };
            let [first, others @ ..] = found.as_slice() else { return None };
            let said = |place: &usize| value(&self.held[*place].draft, field);
            if others.iter().any(|other| said(other) != said(first)) || !seen.insert(*first) {
                return None;
            }
            at = &self.held[*first];
        }
    }
}

/// What a stored segment says.
fn stored(given: &Given, column: &str, admission: &Admission) -> Option<DraftValue> {
    let known = &admission.resolver.known;
    let words = given.namespaced.iter().chain([&given.text]);
    let find = |word: &String| known.lookup.find(&known.dictionary, given.kinds, word).ok();
    let node = words.filter_map(find).next()?.node;
    if column == "stage" {
        return known.segments.stage_of(node).map(|stage| DraftValue::Text(stage.code().to_owned()));
    }
    let (_, id) = known.dictionary.name(known.segments.chain_of(node)?)?;
    let chain = Given { column: "chain", text: id.to_owned(), namespaced: None, kinds: &[Kind::Chain] };
    Some(DraftValue::References(vec![chain]))
}

fn value(draft: &Draft, field: Field) -> Option<&DraftValue> {
    draft.fields.iter().find(|(own, _)| *own == field).map(|(_, value)| value)
}

fn parent_of(draft: &Draft) -> Option<&Given> {
    match value(draft, CanonicalTable::of(Kind::Segment).field("parent")?)? {
        DraftValue::References(all) => all.first(),
        DraftValue::Text(_) => None,
    }
}
