//! A question about a chain once its names are found.

use crate::graph::ChainIx;
use crate::model::{Adcode, Day};

/// A question whose names are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The chain asked about, in the graph held.
    pub chain: ChainIx,
    /// The city or county it is seen from (H in docs/definitions.md#本地与外地).
    pub home: Adcode,
    /// Facts dated later do not count yet (docs/definitions.md#截至与比较).
    pub as_of: Day,
}
