//! What goes wrong on the way to a server: a clear error, at once.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use liantu::app::AppError;
use liantu::app::upkeep::publish::Options;
use liantu::publish::{Address, Credentials, Driver, FoundBy, Limits, NamedQuery, Patience, PublishError, ask};
use liantu::store::Store;

use super::server::{Server, clock};
use crate::support::{City, Facts, Need, block_on, data, store_desk};

pub fn facts(facts: &mut Facts) {
    let mut add = |name: &str, test: fn()| facts.add_needing(Need::Neo4j, format!("neo4j::{name}"), test);
    add("a_wrong_password_is_told_at_once", wrong_password);
    add("tls_against_a_plain_server_is_told_at_once", tls_against_plaintext);
    add("an_exhausted_pool_does_not_wait_for_ever", exhausted_pool);
    add("a_database_that_is_not_there_is_told", no_database);
    add("of_two_publishes_at_once_the_later_finishes_and_the_graph_is_right", two_at_once);
    facts.add("neo4j::a_refused_connection_is_told_at_once", refused_connection);
    facts.add("neo4j::what_is_no_neo4j_or_an_old_one_is_told", no_neo4j);
}

fn connect(uri: &str, password: &str) -> Result<Driver, PublishError> {
    let credentials = Credentials { user: "neo4j".into(), password: password.into(), ..Credentials::default() };
    let started = Instant::now();
    let connected = block_on(Driver::connect(&Address::read(uri).unwrap(), &credentials, Patience::default()));
    assert!(started.elapsed() < Patience::default().connect, "not a matter of waiting");
    connected
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn refused_connection() {
    let uri = format!("bolt://127.0.0.1:{}", free_port());
    assert!(matches!(connect(&uri, "x"), Err(PublishError::Unavailable(_))));
    let city = City::tiny();
    let mut command = city.command(&["publish", "--to", &uri]);
    let done = crate::support::Done::of(command.env("LIANTU_NEO4J_PASSWORD", "示例").output().unwrap());
    assert!(done.code() == 1 && done.err().contains("连不上 Neo4j"), "{}", done.err());
    let mut command = city.command(&["publish", "--to", &uri]);
    command.env_remove("LIANTU_NEO4J_PASSWORD").env_remove("LIANTU_NEO4J_PASSWORD_FILE");
    let done = crate::support::Done::of(command.output().unwrap());
    assert!(done.code() == 1 && done.err().contains("没有密码"), "{}", done.err());
}

fn wrong_password() {
    let server = Server::shared();
    let found = connect(&server.uri, "wrong-password").unwrap_err();
    assert!(matches!(&found, PublishError::Credentials(told) if !told.contains("wrong-password")), "{found:?}");
    assert!(AppError::from(found).to_string().contains("不接受用户名或密码"));
}

fn tls_against_plaintext() {
    let server = Server::shared();
    for scheme in ["bolt+s", "neo4j+s"] {
        let uri = server.uri.replace("bolt", scheme);
        let found = connect(&uri, &server.credentials().password).unwrap_err();
        assert!(matches!(found, PublishError::Tls(_)), "{scheme}: {found:?}");
    }
    assert!(connect(&server.uri.replace("bolt", "neo4j"), &server.credentials().password).is_ok());
}

fn exhausted_pool() {
    let server = Server::shared();
    let text = "// columns: n INTEGER\nUNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b % 7) AS n";
    let slow = NamedQuery { name: "test", text };
    let patience = Patience { connections: 1, call: Duration::from_secs(1), ..Patience::default() };
    block_on(async {
        let driver = server.connect(patience).await.unwrap();
        let limits = Limits { time: Duration::from_secs(4), rows: 1 };
        let holding = ask(&driver, slow, Vec::new(), limits);
        let waiting = async {
            tokio::task::yield_now().await;
            liantu::publish::State::read(&driver).await
        };
        let (_, found) = tokio::join!(holding, waiting);
        assert!(matches!(found, Err(PublishError::Timeout(_))), "{found:?}");
    });
}

fn no_database() {
    let server = Server::shared();
    let credentials = Credentials { database: Some("nowhere".into()), ..server.credentials() };
    let address = Address::read(&server.uri).unwrap();
    let found = block_on(Driver::connect(&address, &credentials, Patience::default())).unwrap_err();
    assert!(matches!(found, PublishError::NoDatabase(_)), "{found:?}");
}

fn two_at_once() {
    let server = Server::shared();
    let (one, two) = (City::small(), City::with(&[&data("second")]));
    let publisher = |city: &City| {
        let path = city.store();
        let server = &server;
        async move {
            let store = Store::open(&path).await.unwrap();
            store_desk(&store, clock()).publisher(server.driver().await, Options::default()).unwrap()
        }
    };
    let results = block_on(async {
        let (a, b) = (publisher(&one).await, publisher(&two).await);
        let (found_a, found_b) = tokio::join!(a.once(|_, _| ()), b.once(|_, _| ()));
        [found_a, found_b]
    });
    let taken_over = |found: &Result<_, AppError>| matches!(found, Err(AppError::Graph(PublishError::TakenOver)));
    assert!(results.iter().all(|found| found.is_ok() || taken_over(found)), "{results:?}");
    let right = |city: &City| {
        server.publish(&city.store(), Options::default()).unwrap();
        server.holds_facts_of(&city.store());
    };
    right(&one);
    right(&two);
    assert_eq!(server.publish(&two.store(), Options::default()).unwrap().way, FoundBy::Current);
}

/// Answers every connection's handshake with these bytes.
fn answering(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut handshake = [0; 20];
            if stream.read_exact(&mut handshake).is_ok() {
                let _ = stream.write_all(bytes);
            }
        }
    });
    format!("bolt://{address}")
}

fn no_neo4j() {
    // Bolt 3 of Neo4j 3.5; a web server.
    for bytes in [&[0, 0, 0, 3][..], b"HTTP/1.1 400 Bad Request\r\n\r\n"] {
        let found = connect(&answering(bytes), "x").unwrap_err();
        assert!(matches!(found, PublishError::Server(_)), "{found:?}");
        assert!(AppError::from(found).to_string().contains("需要 Neo4j 5"));
    }
    // A server that only takes TLS answers with an alert.
    let found = connect(&answering(&[0x15, 3, 3, 0, 2, 2, 80]), "x").unwrap_err();
    assert!(matches!(found, PublishError::Tls(_)), "{found:?}");
}
