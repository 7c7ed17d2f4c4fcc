//! Acceptance: after many random changes, undos and a snapshot, the next publish is the same as a fresh one; so it is where
//! only edges changed, of which no more than these is looked at.

use liantu::app::upkeep::publish::Options;
use liantu::publish::FoundBy;

use super::server::Server;
use crate::support::{City, Facts, Lots, Need, Sheet, data, snapshot_mapping};

/// Changes before the last publish, in so many imports.
const CHANGES: usize = 200;
const IMPORTS: usize = 10;
const TABLES: [&str; 5] = ["enterprises.csv", "members.csv", "sites.csv", "supplies.csv", "investments.csv"];

pub fn facts(facts: &mut Facts) {
    let name = "neo4j::after_200_random_changes_undo_and_a_snapshot_a_publish_equals_a_fresh_one";
    facts.add_needing(Need::Neo4j, name, changes_undo_and_snapshot);
    let name = "neo4j::where_only_edges_changed_no_others_are_looked_at_and_the_graph_is_right";
    facts.add_needing(Need::Neo4j, name, edges_alone);
    let name = "neo4j::where_firms_changed_only_they_are_looked_at_unless_others_feel_it";
    facts.add_needing(Need::Neo4j, name, firms_alone);
    let name = "neo4j::after_random_changes_of_firms_and_their_edges_every_publish_is_right";
    facts.add_needing(Need::Neo4j, name, firms_at_random);
}

/// Random rows of these tables: new firms, other values, memberships, sites, trades, investments.
fn import(city: &City, lots: &mut Lots, round: usize, tables: &[&str]) {
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
            4 if lots.below(2) == 0 => (3, format!("合肥华芯光电集团有限公司,{other},示例货{n},{date}")),
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
        .filter(|(name, _, rows)| tables.contains(name) && !rows.is_empty())
        .map(|(name, header, rows)| city.write(name, format!("{header}\n{}\n", rows.join("\n"))))
        .collect();
    city.import(&paths.iter().map(|path| path.as_path()).collect::<Vec<_>>());
}

/// All firms the city's own source has now: the first ones but for every fifth, and none of those that came since.
fn snapshot(city: &City) {
    let mut sheet = Sheet::all_in(&data("small")).into_iter().find(|sheet| sheet.table == "enterprises").unwrap();
    let mut at = 0..;
    sheet.rows.retain(|_| at.next().is_some_and(|at| at % 5 != 0));
    sheet.write(city.folder(), "enterprises");
    let (file, mapping) =
        (city.folder().join("enterprises.csv"), city.write("m.toml", snapshot_mapping(&[sheet], Some("local"))));
    let (file, mapping) = (file.to_str().unwrap(), mapping.to_str().unwrap());
    let done =
        city.run(&["import", file, "--mapping", mapping, "--confirm-removals", "--accept-renames", "--format", "json"]);
    assert!(done.code() == 0 && done.json()["removed"].as_u64() >= Some(31), "{}{}", done.out(), done.err());
}

fn changes_undo_and_snapshot() {
    let server = Server::shared();
    let city = City::small();
    server.publish(&city.store(), Options::default()).unwrap();
    let mut lots = Lots(7);
    for round in 0..IMPORTS {
        import(&city, &mut lots, round, &TABLES);
        if round == IMPORTS / 2 {
            let published = server.publish(&city.store(), Options::default()).unwrap();
            assert!(published.way == FoundBy::Journal && published.written > 0, "{published:?}");
        }
    }
    for number in ["4", "9"] {
        city.done(&["undo", number]);
    }
    snapshot(&city);
    let published = server.publish(&city.store(), Options::default()).unwrap();
    assert!(published.way == FoundBy::Journal && published.written > 0 && published.dropped > 0, "{published:?}");
    server.holds_facts_of(&city.store());
    let kept = server.snapshot();
    server.run("MATCH (n) DETACH DELETE n");
    server.publish(&city.store(), Options::default()).unwrap();
    server.snapshot().assert_is(&kept);
}

fn edges_alone() {
    let server = Server::shared();
    let city = City::small();
    let all = server.publish(&city.store(), Options::default()).unwrap().looked_at;
    let mut lots = Lots(11);
    let look = |what: &str| {
        let published = server.publish(&city.store(), Options::default()).unwrap();
        assert!(
            published.way == FoundBy::Journal && published.written + published.dropped > 0,
            "{what}: {published:?}"
        );
        assert!(published.looked_at < all / 2, "{what}: {published:?} of {all}");
        server.holds_facts_of(&city.store());
    };
    for (round, tables) in [&TABLES[1..2], &TABLES[3..4], &TABLES[4..], &[TABLES[1], TABLES[4]]].into_iter().enumerate()
    {
        import(&city, &mut lots, round, tables);
        look(&format!("{tables:?}"));
    }
    // The name that trades were given by goes to another firm, which is a change of firms; then trades change again.
    let text = "enterprise,name,adcode\ne00000,合肥华芯光电改名有限公司,340100\nn1,合肥华芯光电集团有限公司,340100\n";
    city.import(&[&city.write("enterprises.csv", text)]);
    server.publish(&city.store(), Options::default()).unwrap();
    server.holds_facts_of(&city.store());
    import(&city, &mut Lots(11), 9, &TABLES[3..4]);
    look("a name that means another firm now");
    for number in ["7", "5", "4"] {
        city.done(&["undo", number]);
        look(&format!("undo {number}"));
    }
}

fn firms_alone() {
    let server = Server::shared();
    let city = City::small();
    let all = server.publish(&city.store(), Options::default()).unwrap().looked_at;
    let import = |header: &str, rows: &str| {
        let text = format!("{header}\n{}\n", rows.replace(' ', "\n"));
        city.import(&[&city.write("enterprises.csv", text)]);
    };
    let looked = |what: &str| {
        let published = server.publish(&city.store(), Options::default()).unwrap();
        assert!(published.way == FoundBy::Journal, "{what}: {published:?}");
        server.holds_facts_of(&city.store());
        published.looked_at
    };
    let few = |what: &str| assert!(looked(what) < all / 10, "{what}");
    import("enterprise,name,adcode,standing", "e00000,示例改名有限公司,340100,leading n1,示例新来有限公司,340100,");
    few("another name, another standing, a new firm");
    import("enterprise,name,adcode", "e00001,合肥晶驰智能装备有限责任公司,310000");
    few("another place, where works are done elsewhere");
    import("enterprise,name,adcode,credit_code", "e00004,示例有号有限公司,340100,91350100M000100Y43");
    few("a code");
    let header = "enterprise,name,adcode,credit_code,short_name,source";
    import(header, "x1,示例同号有限公司,340100,91350100M000100Y43,同号,示例乙源");
    few("a new record that joins an entity");
    import(header, "x1,示例同号有限公司,340100,91350100M000100Y43,同号二,示例乙源");
    few("another record of an entity");
    import(header, "x2,示例又一有限公司,340100,91350100M000100Y43,又一,示例乙源");
    few("another one");
    import(header, "x2,示例又一有限公司,340100,,又一,示例乙源");
    assert!(looked("a record that leaves an entity") > all / 2);
    import("enterprise,name,adcode", "n2,示例远方有限公司,542500");
    assert!(looked("a region that nobody named before") > all / 2);
    city.run(&["undo", "2"]);
    assert!(looked("a firm that went") > all / 2);
    import("enterprise,name,adcode", "n3,示例往返有限公司,340100");
    few("one that will go");
    let edges =
        [("members.csv", "enterprise,segment\nn3,c1-s01\n"), ("supplies.csv", "supplier,customer\ne00010,n3\n")];
    let paths = edges.map(|(name, text)| city.write(name, text));
    city.import(&[&paths[0], &paths[1]]);
    few("its edges");
    city.done(&["undo", "11"]);
    assert!(looked("it went, and its edges sleep") > all / 2);
    import("enterprise,name,adcode,source", "n3,示例往返有限公司,340100,示例乙源");
    assert!(looked("it is back by another source, and its edges wake") > all / 2);
}

fn firms_at_random() {
    let server = Server::shared();
    let city = City::small();
    let all = server.publish(&city.store(), Options::default()).unwrap().looked_at;
    let mut lots = Lots(23);
    let mut fewer = 0;
    for round in 0..IMPORTS {
        let tables =
            [&TABLES[..1], &TABLES[..2], &[TABLES[0], TABLES[3]], &[TABLES[0], TABLES[1], TABLES[4]]][round % 4];
        import(&city, &mut lots, round, tables);
        let published = server.publish(&city.store(), Options::default()).unwrap();
        assert!(published.way == FoundBy::Journal && published.written > 0, "{tables:?}: {published:?}");
        fewer += usize::from(published.looked_at < all / 2);
        server.holds_facts_of(&city.store());
    }
    assert!(fewer > IMPORTS / 3, "{fewer} of {IMPORTS}");
}
