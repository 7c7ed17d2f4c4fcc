//! liantu (链图): a city's industrial chains as one graph.
//!
//! Layers, each importing only what stands left of it; a test holds them to it:
//! `model ← normalize ← {ingest, resolve, matching} · resolve ← graph ← gaps · model ← {work, access} ·
//! graph ← dispatch · {gaps, work} ← draw · model ← {store, publish} · all ← app ← {http, cli}`.

pub mod access;
pub mod app;
pub mod cli;
pub mod dispatch;
pub mod draw;
pub mod gaps;
pub mod graph;
pub mod http;
pub mod ingest;
pub mod matching;
pub mod model;
pub mod normalize;
pub mod publish;
pub mod resolve;
pub mod store;
pub mod work;
