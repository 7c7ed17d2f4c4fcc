//! What one row said, kept whole beside its record.

use super::facts::Fill;
use crate::model::values::{A_TO, B_TO, EXTRA, SEEN, SOURCE_URL};
use crate::model::{CanonicalTable, Kind, NodeId, Values, ValuesBuilder, ValuesView};

/// What one row said, before it is merged.
#[derive(Debug, Clone)]
pub struct Said {
    pub source: u32,
    pub node: NodeId,
    pub values: Values,
}

impl Said {
    /// What a row says.
    pub fn new(source: u32, node: NodeId, values: ValuesView<'_>) -> Self {
        Self { source, node, values: Values::from_stored(values.0) }
    }

    /// The node that a column of one reference names.
    pub fn reference(&self, kind: Kind, column: &str) -> Option<NodeId> {
        let field = CanonicalTable::of(kind).field(column)?;
        self.values.view().references(field).first().map(|r| r.to)
    }
}

impl Fill for Said {
    fn fill(&mut self, other: Self) {
        let known: Vec<_> = self.values.view().fields().map(|(field, _)| field).collect();
        let unknown = |field: u8| !known.contains(&field) && ![A_TO, B_TO, SEEN, SOURCE_URL, EXTRA].contains(&field);
        let mut all: Vec<_> = self.values.view().fields().collect();
        let before = all.len();
        all.extend(other.values.view().fields().filter(|(field, _)| unknown(*field)));
        if all.len() > before {
            all.sort_by_key(|(field, _)| *field);
            let mut builder = ValuesBuilder::default();
            all.into_iter().for_each(|(field, payload)| builder.stored(field, payload));
            self.values = builder.build();
        }
    }
}
