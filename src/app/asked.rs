//! A question about a chain once its names are found.

use crate::graph::ChainIx;
use crate::model::{Adcode, Day};

/// A question whose names are found.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub chain: ChainIx,
    pub home: Adcode,
    pub as_of: Day,
}
