//! A server killed with -9 in the middle of a publish, and started again on what it kept; one that only reads.

use std::path::PathBuf;

use liantu::app::AppError;
use liantu::app::upkeep::publish::Options;
use liantu::publish::{Address, Credentials, Driver, FoundBy, Patience, PublishError, Published, State, Status};
use liantu::store::Store;

use super::server::{Server, Victim, clock};
use crate::support::{City, Facts, Need, block_on, store_desk};

pub fn facts(facts: &mut Facts) {
    let name = "neo4j::a_server_killed_during_a_publish_is_right_after_the_next";
    facts.add_needing(Need::Neo4j, name, killed);
    let name = "neo4j::certificates_are_verified_and_a_read_only_database_is_told";
    facts.add_needing(Need::Neo4j, name, verified_and_read_only);
}

/// No second attempts: what was killed stays away.
const ONCE: Patience = Patience {
    connections: 4,
    connect: std::time::Duration::from_secs(20),
    call: std::time::Duration::from_secs(60),
    bulk: std::time::Duration::from_secs(600),
    attempts: 1,
};

fn publish(driver: Driver, city: &City, tell: impl FnMut(usize, usize)) -> Result<Published, AppError> {
    block_on(async {
        let store = Store::open(&city.store()).await?;
        store_desk(&store, clock()).publisher(driver, Options::default()).unwrap().once(tell).await
    })
}

fn status(server: &Server) -> Option<Status> {
    block_on(async { State::read(&server.driver().await).await }).unwrap().map(|state| state.status)
}

fn killed() {
    let city = City::small();
    let victim = Victim::new();
    victim.start("");
    // At the first batch that is written, in the middle, and after the last: between building and complete.
    for instant in [1, 500, usize::MAX] {
        let driver = block_on(victim.running().connect(ONCE)).unwrap();
        let found = publish(driver, &city, |done, of| {
            if done >= instant.min(of) {
                victim.kill();
            }
        });
        assert!(matches!(found, Err(AppError::Graph(PublishError::Unavailable(_)))), "{found:?}");
        let server = victim.start("");
        assert_eq!(status(&server), Some(Status::Building));
        let next = publish(block_on(server.driver()), &city, |_, _| ()).unwrap();
        assert_eq!(next.way, FoundBy::Compared);
        server.holds_facts_of(&city.store());
        assert_eq!(status(&server), Some(Status::Complete));
        // Something to write again for the next round.
        server.run("MATCH (n:Liantu) DETACH DELETE n");
    }
}

fn verified_and_read_only() {
    let city = City::tiny();
    let victim = Victim::new();
    let (folder, authority) = victim.certificate();
    // A server that only reads does not even make its first database.
    victim.start("");
    victim.stop();
    let server = victim.start(&format!(
        "server.databases.default_to_read_only=true
         server.bolt.tls_level=REQUIRED
         dbms.ssl.policy.bolt.enabled=true
         dbms.ssl.policy.bolt.client_auth=NONE
         dbms.ssl.policy.bolt.base_directory={}",
        folder.display()
    ));
    let connect = |scheme: &str, authority: Option<PathBuf>| {
        let address = Address::read(&server.uri.replace("bolt", scheme)).unwrap();
        block_on(Driver::connect(&address, &Credentials { authority, ..server.credentials() }, ONCE))
    };
    for (scheme, authority) in [("bolt", None), ("bolt+s", None)] {
        let found = connect(scheme, authority).unwrap_err();
        assert!(matches!(found, PublishError::Tls(_)), "{scheme}: {found:?}");
    }
    let found = publish(connect("bolt+s", Some(authority)).unwrap(), &city, |_, _| ());
    assert!(matches!(found, Err(AppError::Graph(PublishError::ReadOnly(_)))), "{found:?}");
}
