//! What the new firms of a dry run are called, to be held beside the firms that are known.

use std::collections::{BTreeMap, HashMap};

use super::KnownRecords;
use crate::app::{BroughtFirm, calls};
use crate::ingest::RowPlace;
use crate::matching::KnownAs;
use crate::model::{CanonicalTable, Kind, NewRow, NodeId, Origin};

/// So many records are held beside the firms that are known, so that memory is bounded; a list that brings more is told of in part.
const MOST: usize = 1_000_000;

/// The first new records of firms by what they are called.
#[derive(Debug)]
pub struct CalledRows {
    /// Of a dry run alone: an import does nothing with it.
    rows: Option<Vec<(NodeId, Origin, KnownAs)>>,
    left_out: u64,
}

impl CalledRows {
    /// Nothing yet; `kept`: whether anything is to be.
    pub fn kept(kept: bool) -> Self {
        Self { rows: kept.then(Vec::new), left_out: 0 }
    }

    /// Takes note of a record of a firm that nobody knew.
    pub fn note(&mut self, row: &NewRow) {
        let (Some(rows), Some(values)) = (&mut self.rows, &row.values) else { return };
        let told = |column: &str| {
            let field = CanonicalTable::of(Kind::Enterprise).field(column)?;
            values.view().text(field)
        };
        let name = told("name").unwrap_or_default();
        let all_kept = rows.len() >= MOST;
        match rows.last_mut().filter(|(node, ..)| *node == row.key.a) {
            Some((_, _, known)) => calls(known, values.view()),
            None if !all_kept => {
                let adcode = told("adcode").and_then(|code| code.parse().ok());
                let mut known = KnownAs { adcode, ..KnownAs::named(name) };
                calls(&mut known, values.view());
                rows.push((row.key.a, row.origin, known));
            }
            None => self.left_out += 1,
        }
    }

    /// How many records came after those.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// The firms that these records are, in the order in which their first rows came, all records of each together.
    pub fn firms(self, known: &KnownRecords, place: impl Fn(Origin) -> RowPlace) -> Vec<BroughtFirm> {
        let rows = self.rows.unwrap_or_default();
        let Some((records, partition)) = known.lookup.of(Kind::Enterprise).filter(|_| !rows.is_empty()) else {
            return Vec::new();
        };
        let own: HashMap<NodeId, usize> = rows.iter().enumerate().map(|(at, (node, ..))| (*node, at)).collect();
        let entities = || (0..).zip(&partition.of_record).map(|(record, entity)| (records.node(record), *entity));
        let mut entity_of = vec![None; rows.len()];
        for (node, entity) in entities() {
            if let Some(at) = own.get(&node) {
                entity_of[*at] = Some(entity);
            }
        }
        let mut firms: BTreeMap<u32, (Origin, KnownAs, Option<NodeId>)> = BTreeMap::new();
        for (entity, (_, origin, known)) in entity_of.into_iter().zip(rows) {
            let Some(entity) = entity else { continue };
            match firms.get_mut(&entity) {
                Some((first, all, _)) => {
                    *first = origin.min(*first);
                    joined(all, known);
                }
                None => drop(firms.insert(entity, (origin, known, None))),
            }
        }
        for (node, entity) in entities().filter(|(node, _)| !own.contains_key(node)) {
            if let Some((.., stood)) = firms.get_mut(&entity) {
                *stood = Some(stood.map_or(node, |known| known.min(node)));
            }
        }
        let mut firms: Vec<_> = firms.into_values().collect();
        firms.sort_by_key(|(origin, ..)| *origin);
        let id = |node: NodeId| known.dictionary.name(node).map(|(_, id)| id.to_owned());
        let told = firms.into_iter().map(|(origin, called, stood)| BroughtFirm {
            place: place(origin),
            known: called,
            joins: stood.and_then(id),
        });
        told.collect()
    }
}

/// Another record of the same firm.
fn joined(all: &mut KnownAs, other: KnownAs) {
    let KnownAs { name, aliases, former, credit_code, stock_code, adcode, .. } = other;
    all.aliases.extend(std::iter::once(name).chain(aliases));
    all.former.extend(former);
    all.credit_code = all.credit_code.or(credit_code);
    all.stock_code = all.stock_code.take().or(stock_code);
    all.adcode = all.adcode.or(adcode);
}
