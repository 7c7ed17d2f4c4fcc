//! liantu (链图): a city's industrial chains as one graph.

pub mod draw;
pub mod gaps;
pub mod graph;
pub mod model;
pub mod normalize;
