//! liantu (链图): a city's industrial chains as one graph.

pub mod app;
pub mod draw;
pub mod gaps;
pub mod graph;
pub mod ingest;
pub mod model;
pub mod normalize;
pub mod resolve;
pub mod store;
