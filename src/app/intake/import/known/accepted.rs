//! What an import adds to the facts known, so that the rows that follow refer to what is true after it.

use std::collections::HashSet;

use super::{KnownRecords, REFERRED, own_region};
use crate::model::{Kind, NewRow, NodeId, Origin, Version};
use crate::resolve::{Identities, Identity};

/// Records of one kind as an import leaves them, until its table is done.
#[derive(Debug, Default)]
pub struct AcceptedRecords {
    records: Identities,
    /// Records whose former identity no longer holds, with their source.
    replaced: HashSet<(NodeId, String)>,
}

impl KnownRecords {
    /// Takes note of a new version of a row; `replaces`: there was one before.
    pub fn add(&mut self, row: &NewRow, replaces: bool, accepted: &mut AcceptedRecords) {
        let Some(values) = row.values.as_ref() else { return };
        let (kind, node, source) = (row.key.kind, row.key.a, row.key.rest.source());
        self.segments.note(kind, node, values.view());
        match kind {
            Kind::Feed => self.segments.add_feed(node, row.key.b, values.view()),
            Kind::Region => self.own_regions.extend(own_region(&self.dictionary, node, values.view())),
            _ if REFERRED.contains(&kind) => {
                accepted.records.push(&Identity::of(kind, node, source, values.view()));
                if replaces {
                    accepted.replaced.insert((node, source.to_owned()));
                }
            }
            _ => {}
        }
    }

    /// The row that closes a record; what follows in this import no longer finds it.
    pub fn close(&mut self, version: Version, accepted: &mut AcceptedRecords) -> NewRow {
        let key = version.key;
        match (key.kind, version.values) {
            (Kind::Feed, Some(values)) => self.segments.remove_feed(key.a, key.b, values.view()),
            (Kind::Region, Some(values)) => {
                let gone = own_region(&self.dictionary, key.a, values.view());
                let place = self.own_regions.iter().position(|region| Some(region) == gone.as_ref());
                place.map(|place| self.own_regions.remove(place));
            }
            (kind, _) if REFERRED.contains(&kind) => {
                accepted.replaced.insert((key.a, key.rest.source().to_owned()));
            }
            _ => {}
        }
        NewRow { key, values: None, origin: Origin::default() }
    }

    /// Lets references find what a table brought.
    pub fn accept(&mut self, kind: Kind, accepted: AcceptedRecords) {
        if !REFERRED.contains(&kind) {
            return;
        }
        let mut records = self.lookup.take(kind);
        if !accepted.replaced.is_empty() {
            records = records.without(&accepted.replaced);
        }
        records.extend(&accepted.records);
        self.lookup.set(kind, records);
    }

    /// Leaves only the segments that a record still stands for.
    pub fn forget_closed_segments(&mut self) {
        let lookup = &self.lookup;
        self.segments.retain(|node| lookup.has(Kind::Segment, node));
    }
}
