//! Other people's data in the same database, and other people's hands on ours.

use liantu::app::upkeep::publish::Options;
use liantu::publish::FoundBy;

use super::server::Server;
use crate::support::{City, Facts, Need};

/// What somebody may do to our nodes and relationships.
const EDITS: [(&str, &str); 11] = [
    ("changes_a_value", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 SET n.name = '改过', n.revenue = 1"),
    ("adds_a_value", "MATCH (n:Liantu:Segment) WITH n LIMIT 3 SET n.note = '批注'"),
    ("removes_a_value", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 REMOVE n.active"),
    ("changes_a_type", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 SET n.active = 'true'"),
    ("deletes_nodes", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 DETACH DELETE n"),
    ("takes_a_label", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 REMOVE n:Enterprise"),
    ("gives_a_label_of_ours", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 SET n:Fund"),
    ("takes_the_lid", "MATCH (n:Liantu:Enterprise) WITH n LIMIT 3 REMOVE n.lid"),
    ("adds_a_node_of_ours", "CREATE (:Liantu:Enterprise {lid: 'enterprise:假', id: '假', active: true, sound: true})"),
    ("changes_relationships", "MATCH (:Liantu)-[r:DOES]->() WITH r LIMIT 3 SET r.named = NOT r.named"),
    (
        "adds_and_doubles_relationships",
        "MATCH (a:Liantu:Enterprise)-[r:MEMBER]->(b) WITH a, r, b LIMIT 2
         CREATE (a)-[:SUPPLIES {product: '假'}]->(a), (a)-[x:MEMBER]->(b) SET x = properties(r)",
    ),
];

pub fn facts(facts: &mut Facts) {
    let mut add = |name: &str, test: fn()| facts.add_needing(Need::Neo4j, format!("neo4j::{name}"), test);
    add("whatever_somebody_edits_is_put_right_by_the_next_run", edits_are_put_right);
    add("a_foreign_graph_with_the_same_labels_is_not_touched", foreign_is_not_touched);
    add("a_deleted_database_is_published_anew", deleted_database);
    add("the_label_of_ours_alone_taken_away_leaves_no_double", unlabelled);
}

fn edits_are_put_right() {
    let server = Server::shared();
    let city = City::tiny();
    server.publish(&city.store(), Options::default()).unwrap();
    let before = server.snapshot();
    for (name, edit) in EDITS {
        server.run(edit);
        assert_ne!(server.snapshot(), before, "{name} changes something");
        let published = server.publish(&city.store(), Options::default()).unwrap();
        assert_eq!(published.way, FoundBy::Compared, "{name} is noticed");
        println!("{name}: {published:?}");
        server.holds_facts_of(&city.store());
    }
}

const FOREIGN: &str = "MATCH (n) WHERE NOT n:Liantu RETURN count(n) AS n";

fn foreign_is_not_touched() {
    let server = Server::shared();
    server.run(
        "CREATE (c:Chain {id: 'c1', name: '别人的链'})<-[:OF_CHAIN {lid: 'x'}]-(s:Segment {id: 'c1-s01', leaf: true}),
         (s)<-[:DOES {named: true, adcode: '340100'}]-(:Enterprise {id: 'e00001', active: true, lid: 'enterprise:e00001'}),
         (:Fund {id: 'f1'})-[:INVESTS]->(:Enterprise {id: 'e00002'})",
    );
    let city = City::tiny();
    let text = "enterprise,name,adcode\nn1,示例新来有限公司,340100\nn2,示例后来有限公司,340100\n";
    city.import(&[&city.write("enterprises.csv", text)]);
    server.publish(&city.store(), Options::default()).unwrap();
    server.holds_facts_of(&city.store());
    assert_eq!(server.count(FOREIGN), 5);
    server.run("MATCH (n:Liantu {lid: 'enterprise:n1'}) CREATE (n)<-[:ABOUT {lid: 'mine'}]-(:Note {text: '我的笔记'})");
    city.done(&["undo", "2"]);
    server.publish(&city.store(), Options::default()).unwrap();
    server.holds_facts_of(&city.store());
    // The note hangs on what was n1, which is no node of ours any more; n2 is gone.
    let kept = "MATCH (:Note)-[:ABOUT]->(n {formerly: 'enterprise:n1'}) WHERE NOT n:Liantu RETURN count(n) AS n";
    assert_eq!(server.count(kept), 1);
    assert_eq!(server.count(FOREIGN), 7);
    assert_eq!(server.count("MATCH (c:Chain {name: '别人的链'})<--()<--() RETURN count(c) AS n"), 1);
}

fn deleted_database() {
    let server = Server::shared();
    let city = City::tiny();
    server.publish(&city.store(), Options::default()).unwrap();
    server.run("MATCH (n) DETACH DELETE n");
    let published = server.publish(&city.store(), Options::default()).unwrap();
    assert_eq!(published.way, FoundBy::Compared);
    server.holds_facts_of(&city.store());
}

fn unlabelled() {
    let server = Server::shared();
    let city = City::tiny();
    server.publish(&city.store(), Options::default()).unwrap();
    server.run("MATCH (n:Liantu:Enterprise)-[:DOES]->() WITH DISTINCT n LIMIT 2 REMOVE n:Liantu");
    server.publish(&city.store(), Options::default()).unwrap();
    server.holds_facts_of(&city.store());
    let joined = "MATCH (n:Enterprise)-[r]-(:Liantu) WHERE NOT n:Liantu RETURN count(r) AS n";
    assert_eq!(server.count(joined), 0, "what was ours no longer takes part");
}
