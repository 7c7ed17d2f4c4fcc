//! What a publish writes, and what it leaves alone.

use liantu::app::upkeep::publish::Options;
use liantu::publish::FoundBy;
use liantu::store::Store;

use super::server::{Server, clock};
use crate::support::{City, Facts, Need, block_on, data, store_desk};

pub fn facts(facts: &mut Facts) {
    for case in ["tiny", "small", "second"] {
        let name = format!("neo4j::the_published_graph_of_{case}_is_its_facts");
        facts.add_needing(Need::Neo4j, name, move || published_is_facts(case));
    }
    let mut add = |name: &str, test: fn()| facts.add_needing(Need::Neo4j, format!("neo4j::{name}"), test);
    add("a_second_run_writes_only_what_changed", only_differences);
    add("what_was_undone_is_gone_from_the_graph", undone_is_gone);
    add("contacts_assessments_and_recruiters_stay_at_home", nothing_confidential);
    add("facts_after_the_day_are_left_out", as_of_leaves_out);
    add("the_command_line_publishes_and_never_prints_the_password", command_line);
    add("a_follower_publishes_whenever_facts_move", followed);
    add("a_graph_published_from_another_store_is_compared_as_a_whole", another_store);
}

fn published_is_facts(case: &str) {
    let server = Server::shared();
    let city = City::with(&[&data(case)]);
    let first = server.publish(&city.store(), Options::default()).unwrap();
    assert_eq!((first.way, first.dropped), (FoundBy::Compared, 0));
    server.holds_facts_of(&city.store());
    let again = server.publish(&city.store(), Options::default()).unwrap();
    assert_eq!(again.way, FoundBy::Current, "nobody has written since");
    let checked = server.publish(&city.store(), Options { check: true, ..Options::default() }).unwrap();
    assert_eq!((checked.way, checked.written, checked.dropped), (FoundBy::Compared, 0, 0));
}

fn only_differences() {
    let server = Server::shared();
    let city = City::small();
    server.publish(&city.store(), Options::default()).unwrap();
    let text = "enterprise,name,adcode,revenue\nn1,示例新来有限公司,340100,12.5\n";
    city.import(&[&city.write("enterprises.csv", text), &city.write("members.csv", "enterprise,segment\nn1,c1-s02\n")]);
    let second = server.publish(&city.store(), Options::default()).unwrap();
    // The firm, its membership, and where it does it.
    assert_eq!((second.way, second.written, second.dropped), (FoundBy::Journal, 3, 0));
    server.holds_facts_of(&city.store());
}

fn undone_is_gone() {
    let server = Server::shared();
    let city = City::tiny();
    server.publish(&city.store(), Options::default()).unwrap();
    let before = server.snapshot();
    city.import(&[&data("small")]);
    server.publish(&city.store(), Options::default()).unwrap();
    assert_ne!(server.snapshot().size(), before.size());
    city.done(&["undo", "2"]);
    let undone = server.publish(&city.store(), Options::default()).unwrap();
    assert!(undone.way == FoundBy::Journal && undone.dropped > 0, "{undone:?}");
    server.holds_facts_of(&city.store());
    server.snapshot().assert_is(&before);
}

fn nothing_confidential() {
    let server = Server::shared();
    let city = City::tiny();
    let contacts = "of,name,phone\ne00001,示例联系人甲,000-1234-5678\n";
    let assessments =
        "segment,adcode,verdict,reason,who,date\nc1-s01,340100,strong,示例内部理由,示例认定人,2026-01-01\n";
    city.import(&[&city.write("contacts.csv", contacts), &city.write("assessments.csv", assessments)]);
    server.publish(&city.store(), Options::default()).unwrap();
    let graph = server.snapshot();
    for secret in ["示例联系人甲", "000-1234-5678", "示例内部理由", "示例认定人", "recruiter"] {
        assert!(!graph.says(secret), "{secret}");
    }
    assert!(graph.says("enterprise:e00001"));
}

fn as_of_leaves_out() {
    let server = Server::shared();
    let city = City::tiny();
    let text = "supplier,customer,product,date\ne00001,e00002,示例早货,2020\ne00001,e00002,示例晚货,2025-06-01\n";
    city.import(&[&city.write("supplies.csv", text)]);
    let as_of = |day: &str| Options { as_of: Some(day.parse().unwrap()), ..Options::default() };
    server.publish(&city.store(), as_of("2024-12-31")).unwrap();
    assert!(server.snapshot().says("示例早货") && !server.snapshot().says("示例晚货"));
    server.publish(&city.store(), as_of("2025-06-01")).unwrap();
    assert!(server.snapshot().says("示例晚货"));
    let all = server.publish(&city.store(), Options::default()).unwrap();
    assert_eq!(all.way, FoundBy::Journal);
    server.holds_facts_of(&city.store());
}

fn command_line() {
    let server = Server::shared();
    let city = City::tiny();
    let password = server.credentials().password;
    let run = |arguments: &[&str]| {
        let mut command = city.command(arguments);
        command.env("LIANTU_NEO4J_URI", &server.uri).env("LIANTU_NEO4J_PASSWORD_FILE", &server.password_file);
        command.env("LIANTU_LOG", "debug").env_remove("LIANTU_NEO4J_PASSWORD");
        crate::support::Done::of(command.output().expect("the program runs"))
    };
    let done = run(&["publish", "--home", "合肥", "--json"]);
    assert_eq!(done.code(), 0, "{}", done.err());
    assert_eq!(done.json()["way"], "compared");
    assert!(!done.err().contains(&password) && !done.out().contains(&password));
    assert!(run(&["publish", "--home", "合肥"]).out().contains("已是最新"));
    let asked = run(&["analyst", "gaps", "--param", "chain=c1", "--param", "as_of=2026-11-23", "--format", "json"]);
    let expected = city.run(&["gaps", "--chain", "c1", "--home", "合肥", "--as-of", "2026-11-23", "--format", "json"]);
    let count = expected.json()["segments"].as_array().unwrap().len();
    assert_eq!(asked.json().as_array().map(Vec::len), Some(count), "{}", asked.err());
    let one = run(&["analyst", "local_firms", "--param", "chain=c1", "--limit", "1", "--format", "csv"]);
    assert!(one.out().lines().count() == 2 && one.err().contains("只给出前 1 行"), "{}{}", one.out(), one.err());
    let unknown = run(&["analyst", "gaps", "--param", "chain=没有的"]);
    assert!(unknown.code() == 1 && unknown.err().contains("没有产业链「没有的」"), "{}", unknown.err());
}

fn followed() {
    let server = Server::shared();
    let city = City::tiny();
    let text = "supplier,customer,product\ne00001,e00002,示例新货\n";
    let path = city.write("supplies.csv", text);
    let (told, heard) = tokio::sync::oneshot::channel();
    let mut told = Some(told);
    let mut ways = Vec::new();
    block_on(async {
        let store = Store::open(&city.store()).await.unwrap();
        let mut publisher = store_desk(&store, clock()).publisher(server.driver().await, Options::default()).unwrap();
        let follow = publisher.follow(|published| {
            ways.push(published.unwrap().way);
            if ways.len() == 1 {
                city.import(&[&path]);
            } else if let Some(told) = told.take() {
                told.send(()).unwrap();
            }
        });
        tokio::select! {
            ended = follow => panic!("it ended: {ended:?}"),
            heard = heard => heard.unwrap(),
        }
    });
    assert_eq!(ways, [FoundBy::Compared, FoundBy::Journal]);
    server.holds_facts_of(&city.store());
}

fn another_store() {
    let server = Server::shared();
    let (city, other) = (City::tiny(), City::with(&[&data("second")]));
    server.publish(&city.store(), Options::default()).unwrap();
    let moved = server.publish(&other.store(), Options::default()).unwrap();
    assert!(moved.way == FoundBy::Compared && moved.dropped > 0, "{moved:?}");
    server.holds_facts_of(&other.store());
}
