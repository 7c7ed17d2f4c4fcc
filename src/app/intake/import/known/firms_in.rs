//! Where the firms of an import are, by prefecture.

use std::collections::BTreeMap;

use crate::model::{Adcode, CanonicalTable, Kind, NewRow};

/// How many rows of firms each prefecture has.
#[derive(Debug, Default)]
pub struct FirmsIn(BTreeMap<Adcode, u64>);

impl FirmsIn {
    /// Takes note of where a firm is.
    pub fn note(&mut self, row: &NewRow) {
        let Some(values) = row.values.as_ref().filter(|_| row.key.kind == Kind::Enterprise) else { return };
        let adcode = CanonicalTable::of(Kind::Enterprise).field("adcode").and_then(|field| values.view().text(field));
        if let Some(city) = adcode.and_then(|adcode| adcode.parse::<Adcode>().ok()).and_then(Adcode::prefecture) {
            *self.0.entry(city).or_default() += 1;
        }
    }

    /// The prefecture that has most of them, of several the one with the least code.
    pub fn most(&self) -> Option<Adcode> {
        let most = self.0.iter().max_by_key(|(city, firms)| (**firms, std::cmp::Reverse(**city)));
        most.map(|(city, _)| *city)
    }
}
