//! Segments refer to segments, so their rows are held until every parent is known. A chain has few of them.

mod inherited;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::admission::Admission;
use super::contradiction::Contradiction;
use super::file_reader::{FileReader, spill_failed};
use super::held_row::{HeldRow, text_of};

use super::known::SegmentTree;
use crate::app::AppError;
use crate::ingest::{Draft, Sorter};
use crate::model::{CanonicalTable, Kind, NewRow, NodeId, Origin, Rest, RowKey};
use crate::resolve::{Identities, Identity};

/// Reads the segments; a row is accepted when its parent is, and no segment is above itself.
pub fn read(files: &[usize], reader: &mut FileReader, admission: &mut Admission) -> Result<Sorter, AppError> {
    let mut held = Vec::new();
    for &file in files {
        reader.drafts(file, admission, &mut |_, draft, origin| {
            held.push(HeldRow { draft: draft.clone(), origin });
            Ok(())
        })?;
    }
    let held = inherited::filled(held, admission);
    let mut held = without_contradictions(held, admission);
    let stored = still_open(&held, admission)?;
    // A rejected row takes those below it along, so this is done until nothing is rejected any more.
    loop {
        refer_to(&stored, &held, admission)?;
        let count = held.len();
        let rows = resolved(held, admission)?;
        if rows.len() == count {
            admission.resolver.known.lookup.set(Kind::Segment, stored);
            return sorter_of(rows);
        }
        let below;
        (held, below) = without_those_below(rows, &stored);
        // All at once, however long the line is in which they stand; one that means another segment now stays.
        refer_to(&stored, &held, admission)?;
        held.extend(resolved(below, admission)?.into_iter().map(|(held, _)| held));
    }
}

/// Parts the rows that stand below segments which are no longer there, however far, from the others.
fn without_those_below(rows: Vec<(HeldRow, NewRow)>, stored: &Identities) -> (Vec<HeldRow>, Vec<HeldRow>) {
    let parent_field = CanonicalTable::of(Kind::Segment).field("parent");
    let parent = |row: &NewRow| {
        let values = row.values.as_ref()?.view();
        values.references(parent_field?).first().map(|reference| reference.to)
    };
    let mut records: HashMap<NodeId, usize> = HashMap::new();
    let nodes = rows.iter().map(|(_, row)| row.key.a).chain(stored.keys().map(|(node, _)| node));
    nodes.for_each(|node| *records.entry(node).or_default() += 1);
    let mut children: HashMap<NodeId, Vec<usize>> = HashMap::new();
    for (at, (_, row)) in rows.iter().enumerate() {
        parent(row).into_iter().for_each(|parent| children.entry(parent).or_default().push(at));
    }
    let mut gone: Vec<NodeId> = children.keys().filter(|parent| !records.contains_key(parent)).copied().collect();
    let mut below = HashSet::new();
    while let Some(node) = gone.pop() {
        for at in children.remove(&node).unwrap_or_default() {
            let own = rows[at].1.key.a;
            below.insert(at);
            // A segment is there as long as one of its records is.
            let left = records.entry(own).and_modify(|count| *count -= 1).or_default();
            gone.extend((*left == 0).then_some(own));
        }
    }
    let (below, stay): (Vec<_>, Vec<_>) = rows.into_iter().enumerate().partition(|(at, _)| below.contains(at));
    let held = |rows: Vec<(usize, (HeldRow, NewRow))>| rows.into_iter().map(|(_, (held, _))| held).collect();
    (held(stay), held(below))
}

/// One key twice with different values: all of its rows are rejected before anything refers to them.
fn without_contradictions(held: Vec<HeldRow>, admission: &mut Admission) -> Vec<HeldRow> {
    let mut by_key: BTreeMap<(Option<String>, String), Vec<HeldRow>> = BTreeMap::new();
    for row in held {
        by_key.entry((row.draft.id.clone(), row.draft.source.clone())).or_default().push(row);
    }
    let mut kept = Vec::new();
    for same in by_key.into_values() {
        if same.windows(2).all(|pair| pair[0].draft == pair[1].draft) {
            kept.extend(same);
            continue;
        }
        admission.keep(&same[0].draft);
        let origins: Vec<Origin> = same.iter().map(|row| row.origin).collect();
        let told = same.windows(2).find_map(|pair| Contradiction::of_drafts(&pair[0].draft, &pair[1].draft));
        admission.report.reject_doubles(&origins, told);
    }
    kept
}

/// The stored segments without those that a snapshot closes.
fn still_open(held: &[HeldRow], admission: &mut Admission) -> Result<Identities, AppError> {
    let mut given = HashSet::with_capacity(held.len());
    for HeldRow { draft, .. } in held {
        given.insert((node_of(draft, admission)?, draft.source.clone()));
    }
    let stored = admission.resolver.known.lookup.take(Kind::Segment);
    if admission.report.unreadable() {
        return Ok(stored);
    }
    let misses = |(node, source): &(NodeId, String)| {
        let key = RowKey { kind: Kind::Segment, a: *node, b: NodeId::NONE, rest: Rest::new([], source) };
        admission.snapshots.misses(&key)
    };
    let gone = stored.keys().filter(|key| !given.contains(key) && misses(key)).collect();
    Ok(stored.without(&gone))
}

/// Lets references find the stored segments and those held.
fn refer_to(stored: &Identities, held: &[HeldRow], admission: &mut Admission) -> Result<(), AppError> {
    let mut records = stored.clone();
    for HeldRow { draft, .. } in held {
        let node = node_of(draft, admission)?;
        let name = text_of(draft, "name");
        records.push(&Identity {
            node,
            source: &draft.source,
            credit: None,
            stock: "",
            name,
            other_names: [""; 2],
            adcode: None,
        });
    }
    admission.resolver.known.lookup.set(Kind::Segment, records);
    Ok(())
}

/// The rows of what is held, but for those that are rejected: since a reference is wrong, or the place in the chain.
fn resolved(held: Vec<HeldRow>, admission: &mut Admission) -> Result<Vec<(HeldRow, NewRow)>, AppError> {
    let mut rows = Vec::with_capacity(held.len());
    let mut segments = admission.resolver.known.segments.clone();
    for held in held {
        let Some(row) = admission.row(&held.draft, held.origin)? else { continue };
        if let Some(values) = &row.values {
            segments.note(Kind::Segment, row.key.a, values.view());
        }
        rows.push((held, row));
    }
    let tree = SegmentTree::of(&segments);
    rows.retain(|(held, row)| match tree.fault_of(row.key.a, text_of(&held.draft, "parent")) {
        Some(fault) => {
            admission.reject(&held.draft, held.origin, fault);
            false
        }
        None => true,
    });
    Ok(rows)
}

fn sorter_of(rows: Vec<(HeldRow, NewRow)>) -> Result<Sorter, AppError> {
    let mut sorter = Sorter::default();
    rows.into_iter().try_for_each(|(_, row)| sorter.push(row)).map_err(|error| spill_failed(&error))?;
    Ok(sorter)
}

fn node_of(draft: &Draft, admission: &mut Admission) -> Result<NodeId, AppError> {
    admission.resolver.number(Kind::Segment, draft.id.as_deref().unwrap_or_default())
}
