//! Clients that send half, read nothing or come in crowds hold nothing up, and do not keep the service from ending.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{City, Facts, Server, Sheet, add, folder};

/// How long anything here may take at the very most; a service that waits for ever is found by it.
const LONGEST: Duration = Duration::from_secs(60);
/// Descriptors of a server that is short of them, and clients that are more.
const FEW: usize = 64;
const CROWD: usize = 300;

pub fn facts(facts: &mut Facts) {
    add!(facts, "steady": half_a_request_is_waited_for_so_long_only, crowds_do_not_keep_others_out,
        told_to_stop_it_ends_whatever_is_half_done, documents_beside_do_not_hold_up_health,
        a_long_chain_does_not_hold_up_health, more_documents_than_may_wait_are_told);
}

/// What a client sends before it stops.
fn half_requests(server: &Server) -> [(&'static str, String); 5] {
    let host = format!("Host: {}\r\n", server.address);
    let form = format!(
        "POST /chains/c1/list/set HTTP/1.1\r\n{host}Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        server.address
    );
    [
        ("nothing", String::new()),
        ("half a line", "GET /he".to_owned()),
        ("half a head", format!("GET / HTTP/1.1\r\n{host}X: ")),
        ("half a form", format!("{form}Content-Length: 100\r\n\r\nabc")),
        ("half a form in pieces", format!("{form}Transfer-Encoding: chunked\r\n\r\n5\r\nab")),
    ]
}

fn connect(server: &Server, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_read_timeout(Some(LONGEST)).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    stream
}

/// All that comes until the server ends the connection.
fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        Err(error) => panic!("the connection is still open: {error}"),
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn half_a_request_is_waited_for_so_long_only() {
    let (_city, server) = City::tiny().served();
    let mut clients: Vec<_> =
        half_requests(&server).map(|(name, sent)| (name, connect(&server, &sent))).into_iter().collect();
    // One that sends a byte of its head now and then is no better.
    let mut slow = connect(&server, "GET / HTTP/1.1\r\n");
    let dribble = thread::spawn(move || {
        let began = Instant::now();
        while slow.write_all(b"X").is_ok() {
            assert!(began.elapsed() < LONGEST, "a head that comes byte by byte is taken for ever");
            thread::sleep(Duration::from_millis(200));
        }
    });
    for (name, client) in &mut clients {
        let answer = rest(client);
        if name.contains("form") {
            assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("30 秒内没有收全表单"), "{name}: {answer}");
        } else {
            assert_eq!(answer, "", "{name}");
        }
    }
    dribble.join().unwrap();
    assert_eq!(server.get("/healthz").status, 200);
}

fn crowds_do_not_keep_others_out() {
    let city = City::tiny();
    let server = Server::with_descriptors(&city, FEW);
    for (name, sent) in half_requests(&server) {
        let crowd: Vec<TcpStream> = (0..CROWD).map(|_| connect(&server, &sent)).collect();
        for path in ["/healthz", "/chains/c1/gaps", "/api/v1/list?chain=c1"] {
            assert_eq!(server.get(path).status, 200, "{path} beside {CROWD} clients that sent {name}");
        }
        drop(crowd);
    }
}

fn told_to_stop_it_ends_whatever_is_half_done() {
    let city = City::tiny();
    let whole = |server: &Server| format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let names: Vec<&str> = half_requests(&Server::of(&city)).map(|(name, _)| name).to_vec();
    for (at, name) in names.into_iter().enumerate() {
        let server = Server::of(&city);
        let client = connect(&server, &half_requests(&server)[at].1);
        assert_eq!(server.get("/healthz").status, 200);
        server.ends_when_told(name);
        drop(client);
    }
    let server = Server::of(&city);
    let mut idle = connect(&server, &whole(&server));
    idle.read_exact(&mut [0; 16]).unwrap();
    server.ends_when_told("an idle client");
    let server = Server::of(&city);
    let document = format!("GET /api/v1/map/document?chain=c1 HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let deaf = connect(&server, &document.repeat(100));
    assert_eq!(server.get("/healthz").status, 200);
    server.ends_when_told("a client that does not read");
    drop(deaf);
}

/// The documents of a chain, of every kind.
const DOCUMENTS: [&str; 4] = ["map.pdf", "map.xlsx", "map.html", "chains/c1/atlas.pdf"];

fn documents_beside_do_not_hold_up_health() {
    let asked = (0..16).map(|nth| format!("/api/v1/{}?chain=c1", DOCUMENTS[nth % DOCUMENTS.len()]));
    health_is_answered_beside(&City::small(), asked.collect());
}

/// Pages with a picture of a chain that has more leaves than anybody draws.
fn a_long_chain_does_not_hold_up_health() {
    const LEAVES: usize = 1_000;
    let mut segments = Sheet::new("segments", &["segment", "chain", "name", "stage"]);
    let mut feeds = Sheet::new("feeds", &["from", "to"]);
    for i in 0..LEAVES {
        let stage = ["upstream", "midstream", "downstream"][3 * i / LEAVES];
        segments.rows.push([&format!("s{i}"), "c1", &format!("环节{i}"), stage].map(str::to_owned).to_vec());
        feeds.rows.push([i / 2, LEAVES - 1 - i / 3].map(|end| format!("s{end}")).to_vec());
    }
    feeds.rows.retain(|row| row[0] != row[1]);
    let mut chains = Sheet::new("chains", &["chain", "name", "adcode"]);
    chains.rows.push(["c1", "长产业链", "340100"].map(str::to_owned).to_vec());
    let city = City::with(&[folder(&[chains, segments, feeds]).path()]);
    let drawn = ["/chains/c1/atlas", "/map?chain=c1", "/api/v1/chains/c1/atlas.svg"];
    let paths = [&drawn[..], &["/chains/c1/gaps?format=xlsx", "/map?chain=c1&format=xlsx"]].concat();
    health_is_answered_beside(&city, (0..10).map(|nth| paths[nth % paths.len()].to_owned()).collect());
}

/// As often as there are answers, and more, while all of these are worked out at once.
fn health_is_answered_beside(city: &City, paths: Vec<String>) {
    let (server, asked) = (Server::of(city), paths.len());
    thread::scope(|scope| {
        let server = &server;
        let asking: Vec<_> = paths.into_iter().map(|path| scope.spawn(move || (server.status(&path), path))).collect();
        let mut beside = 0;
        while !asking.iter().all(|one| one.is_finished()) {
            assert_eq!(server.get("/healthz").status, 200);
            beside += 1;
        }
        assert!(beside > asked, "health was answered {beside} times only beside {asked} answers");
        for one in asking {
            let (status, path) = one.join().unwrap();
            assert_eq!(status, 200, "{path}");
        }
    });
}

fn more_documents_than_may_wait_are_told() {
    let (_city, server) = City::small().served();
    let path = "/api/v1/map.pdf?chain=c1";
    let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address);
    // Whatever has a picture waits in the same line; what has none is answered.
    let mut drawn = vec!["/chains/c1/atlas", "/map?chain=c1", "/api/v1/map.svg?chain=c1"];
    drawn.extend(["/chains/c1/gaps?format=xlsx", "/chains/c1/list?format=xlsx"]);
    let (mut answers, mut filled) = (Vec::new(), 0);
    // What comes when a document was just handed out finds a place: the line is filled anew for it.
    while !drawn.is_empty() && filled < 5 {
        let asking: Vec<TcpStream> = (0..100).map(|_| connect(&server, &head)).collect();
        let reader = thread::spawn(move || asking.into_iter().map(|mut one| rest(&mut one)).collect::<Vec<String>>());
        drawn.retain(|page| server.status(page) != 503);
        assert_eq!([server.status("/chains/c1/gaps"), server.status("/chains/c1/gaps?format=csv")], [200; 2]);
        answers.extend(reader.join().unwrap());
        filled += 1;
    }
    assert!(drawn.is_empty(), "{drawn:?} take no turn");
    let count = |status: &str| answers.iter().filter(|answer| answer.starts_with(status)).count();
    let (made, refused) = (count("HTTP/1.1 200"), count("HTTP/1.1 503"));
    assert!(made >= 60 && refused >= 1 && made + refused == answers.len(), "{made} made, {refused} refused");
    let told = answers.iter().find(|answer| answer.starts_with("HTTP/1.1 503")).unwrap();
    assert!(told.contains(r#""code":"busy""#) && told.contains("请过一会儿再试"), "{told}");
}
