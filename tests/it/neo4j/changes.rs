//! Acceptance: after many random changes and undos, the next publish is the same as a fresh one.

use liantu::app::publish::Options;
use liantu::publish::Way;

use super::server::Server;
use crate::files::Lots;
use crate::support::{City, Facts, Need, data};

/// Changes before the last publish, in so many imports.
const CHANGES: usize = 200;
const IMPORTS: usize = 10;

pub fn facts(facts: &mut Facts) {
    let name = "neo4j::after_200_random_changes_and_undo_a_publish_equals_a_fresh_one";
    facts.add_needing(Need::Neo4j, name, changes_and_undo);
}

/// Random rows of one table each: new firms, other values, memberships, sites, trades, investments.
fn import(city: &City, lots: &mut Lots, round: usize) {
    let mut rows: [(&str, &str, Vec<String>); 5] = [
        ("enterprises.csv", "enterprise,name,adcode,standing,revenue,source", Vec::new()),
        ("members.csv", "enterprise,segment,adcode,source", Vec::new()),
        ("sites.csv", "site,enterprise,adcode,kind,opened,segments", Vec::new()),
        ("supplies.csv", "supplier,customer,product,date", Vec::new()),
        ("investments.csv", "investor,enterprise,percent,date", Vec::new()),
    ];
    let segments = ["c1-s01", "c1-s02", "c1-s03", "c1-s04", "c2-s01", "c2-s02"];
    for n in 0..CHANGES / IMPORTS {
        let firm = format!("e{:05}", 1 + lots.below(40));
        let other = format!("e{:05}", 41 + lots.below(40));
        let new = format!("n{round}-{n}");
        let code = ["340100", "340111", "310000", "320500", "340000", ""][lots.below(6)];
        let standing = ["anchor", "leading", "ordinary", ""][lots.below(4)];
        let segment = segments[lots.below(segments.len())];
        let date = ["2024-03-01", "2025", "2026-12-31", ""][lots.below(4)];
        let (of, row) = match lots.below(6) {
            0 => (0, format!("{new},示例{new}有限公司,{code},{standing},{},", lots.below(1000))),
            1 => (0, format!("{firm},示例改名{round}{n}有限公司,{code},{standing},,示例源{}", lots.below(2))),
            2 => (1, format!("{firm},{segment},{code},示例源{}", lots.below(2))),
            3 => (
                2,
                format!("t{round}-{n},{firm},{},plant,{date},{segment}", if code.is_empty() { "340100" } else { code }),
            ),
            4 => (3, format!("{firm},{other},示例货{n},{date}")),
            _ => (4, format!("{other},{firm},{},{date}", lots.below(100))),
        };
        let key = row.split(',').take(if of == 1 { 3 } else { 1 }).collect::<Vec<_>>().join(",");
        if !rows[of].2.iter().any(|r| of < 3 && r.starts_with(&key)) {
            rows[of].2.push(row);
        }
    }
    let paths: Vec<_> = rows
        .iter()
        .filter(|(_, _, rows)| !rows.is_empty())
        .map(|(name, header, rows)| city.write(name, format!("{header}\n{}\n", rows.join("\n"))))
        .collect();
    city.import(&paths.iter().map(|path| path.as_path()).collect::<Vec<_>>());
}

fn changes_and_undo() {
    let server = Server::shared();
    let city = City::with(&[&data("small")]);
    server.publish(&city.store(), Options::default()).unwrap();
    let mut lots = Lots(7);
    for round in 0..IMPORTS {
        import(&city, &mut lots, round);
        if round == IMPORTS / 2 {
            let published = server.publish(&city.store(), Options::default()).unwrap();
            assert!(published.way == Way::Journal && published.written > 0, "{published:?}");
        }
    }
    for number in ["4", "9"] {
        assert_eq!(city.run(&["undo", number]).code(), 0);
    }
    let published = server.publish(&city.store(), Options::default()).unwrap();
    assert!(published.way == Way::Journal && published.written > 0 && published.dropped > 0, "{published:?}");
    server.holds_facts_of(&city.store());
    let kept = server.snapshot();
    server.run("MATCH (n) DETACH DELETE n");
    server.publish(&city.store(), Options::default()).unwrap();
    server.snapshot().assert_is(&kept);
}
