//! Desks over a store, as the machine.

use liantu::access::Caller;
use liantu::app::{App, Clock, Desk, KnownAt, StoreDesk};
use liantu::store::Store;

fn tester() -> Caller {
    Caller::Machine { user: "tester".to_owned() }
}

/// A desk without a graph.
pub fn store_desk(store: &Store, clock: Clock) -> StoreDesk {
    StoreDesk::new(store.clone(), clock, tester())
}

/// A desk before what is known now, or was known then.
pub async fn desk(app: &App, known_at: Option<KnownAt>) -> Desk {
    app.desk(tester(), known_at).await.expect("a desk")
}
