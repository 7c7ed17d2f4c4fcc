//! The analysts' graph in the real server that `tests/neo4j` starts.

mod analyst;
mod changes;
mod damage;
mod engine;
mod faults;
mod killed;
mod publishing;
mod queries;
mod schema_picture;
mod server;
mod snapshot;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    queries::facts(facts);
    publishing::facts(facts);
    damage::facts(facts);
    analyst::facts(facts);
    engine::facts(facts);
    changes::facts(facts);
    faults::facts(facts);
    killed::facts(facts);
}
