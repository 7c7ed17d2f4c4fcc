//! Commands that keep the store and serve it.

pub mod analyst;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod erase;
pub mod generate;
pub mod journal;
pub mod neo4j_server;
pub mod publish;
pub mod restore;
pub mod sample;
pub mod serve;
