//! Relatedness and complexity: what the command and the service tell, and the mathematics on a matrix of trade.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use liantu::graph::{Complexity, RegionCounts, Specialised};

use super::{AS_OF, ask};
use crate::support::{City, Facts, Need, Server, data, trade_matrix};

pub fn facts(facts: &mut Facts) {
    facts.add("relatedness::a_chain_or_a_home_must_be_given", a_chain_or_a_home_must_be_given);
    facts.add("relatedness::density_is_the_factor_of_gaps", density_is_the_factor_of_gaps);
    facts.add("relatedness::all_chains_stand_in_one_answer", all_chains_stand_in_one_answer);
    facts.add("relatedness::what_is_unknown_says_why", what_is_unknown_says_why);
    facts.add("relatedness::the_service_tells_the_same", the_service_tells_the_same);
    let name = "relatedness::a_large_matrix_equals_its_peers";
    facts.add_needing(Need::TradeMatrix, name, a_large_matrix_equals_its_peers);
}

fn a_chain_or_a_home_must_be_given() {
    let done = City::small().run(&["relatedness"]);
    assert_eq!(done.code(), 1, "{}", done.out());
    assert!(done.err().contains("--chain") && done.err().contains("--home"), "{}", done.err());
}

fn density_is_the_factor_of_gaps() {
    let city = City::small();
    let told = ask(&city, "relatedness", &["--chain", "c1"]);
    let gaps = ask(&city, "gaps", &["--chain", "c1"]);
    assert_eq!((&told["home"], &told["rules"]), (&gaps["home"], &gaps["rules"]));
    let leaves = told["segments"].as_array().unwrap();
    let mut compared = 0;
    for gap in gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["factors"].is_null()) {
        let leaf = leaves.iter().find(|leaf| leaf["segment"] == gap["segment"]).unwrap();
        assert_eq!(leaf["density"], gap["factors"]["relatedness"], "{}", gap["segment"]);
        compared += 1;
    }
    assert!(compared > 3, "{compared} gaps");
}

fn all_chains_stand_in_one_answer() {
    let city = City::small();
    let all = ask(&city, "relatedness", &["--home", "合肥"]);
    assert!(all["chain"].is_null() && all["chain_name"].is_null() && all["eci"].is_f64(), "{all}");
    let leaves = all["segments"].as_array().unwrap();
    for chain in ["c1", "c2"] {
        let one = ask(&city, "relatedness", &["--home", "合肥", "--chain", chain]);
        let own: Vec<_> = leaves.iter().filter(|leaf| leaf["chain"] == chain).collect();
        assert_eq!(own, one["segments"].as_array().unwrap().iter().collect::<Vec<_>>());
        assert_eq!(one["eci"], all["eci"]);
    }
    let specialised = leaves.iter().filter(|leaf| leaf["specialised"] == true).count();
    assert_eq!(all["diversity"], specialised);
    let csv = city.run(&["relatedness", "--home", "合肥", "--format", "csv"]).out();
    assert_eq!(csv.lines().count(), leaves.len() + 1, "{csv}");
}

fn what_is_unknown_says_why() {
    let city = City::small();
    let nowhere = ask(&city, "relatedness", &["--home", "拉萨"]);
    assert!(nowhere["unknown"].as_str().unwrap().contains("拉萨"), "{nowhere}");
    assert!(nowhere["eci"].is_null() && nowhere["complexity_unknown"].is_null());
    let leaves = nowhere["segments"].as_array().unwrap();
    assert!(leaves.iter().all(|leaf| leaf["density"].is_null()) && leaves.iter().any(|leaf| leaf["pci"].is_f64()));
    assert!(leaves.iter().all(|leaf| leaf["unknown"].is_null() != leaf["specialised_regions"].is_null()));
    let rules = city.write("rules.toml", "[relatedness]\nenterprises_min = 1000").display().to_string();
    let few = ask(&city, "relatedness", &["--home", "合肥", "--rules", &rules]);
    assert!(few["unknown"].as_str().unwrap().contains("太少") && few["diversity"].is_null(), "{few}");
    assert!(few["segments"].as_array().unwrap().iter().all(|leaf| leaf["pci"].is_null()));
    let table = city.run(&["relatedness", "--home", "合肥", "--rules", &rules]).out();
    assert!(table.contains("! 全图只有"), "{table}");
}

fn the_service_tells_the_same() {
    let city = City::small();
    let server = Server::of(&city);
    let query = format!("/api/v1/relatedness?chain=c1&as_of={AS_OF}");
    assert_eq!(server.json(&query), ask(&city, "relatedness", &["--chain", "c1"]));
    let query = format!("/api/v1/relatedness?home=340100&as_of={AS_OF}");
    assert_eq!(server.json(&query), ask(&city, "relatedness", &["--home", "340100"]));
    let wrong = server.get("/api/v1/relatedness?chain=&home=");
    assert_eq!(wrong.status, 400);
    assert!(wrong.body.contains(r#""code":"bad_request""#), "{}", wrong.body);
}

/// Every measure that is compared, by its labels.
type Measures = Vec<(&'static str, Vec<(String, String, f64)>)>;

fn a_large_matrix_equals_its_peers() {
    let found = measures(&trade_matrix());
    if let Some(folder) = std::env::var_os("LIANTU_PEER_OUT") {
        write_all(&found, Path::new(&folder));
    }
    let by_labels: HashMap<_, _> = found
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |(one, other, value)| ((*name, &**one, &**other), *value)))
        .collect();
    let expected = std::fs::read_to_string(data("trade-matrix").join("expected.csv")).unwrap();
    let mut compared = 0;
    for line in expected.lines().skip(1) {
        let [name, one, other, value] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let (value, found): (f64, f64) = (value.parse().unwrap(), by_labels[&(name, one, other)]);
        assert!((found - value).abs() <= 1e-6 * value.abs().max(1.0), "{line}: {found}");
        compared += 1;
    }
    assert!(compared > 500, "{compared} values");
}

fn measures(matrix: &Path) -> Measures {
    let text = std::fs::read_to_string(matrix).unwrap();
    let lines: Vec<(&str, &str, f64)> = text.lines().skip(1).map(cell).collect();
    let names = |all: BTreeSet<&str>| all.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let (rows, columns) = (names(lines.iter().map(|l| l.0).collect()), names(lines.iter().map(|l| l.1).collect()));
    let place = |all: &[String], name: &str| u32::try_from(all.binary_search(&name.to_owned()).unwrap()).unwrap();
    let cells: Vec<_> = lines.iter().map(|(r, c, v)| (place(&rows, r), place(&columns, c), whole(*v))).collect();
    let began = Instant::now();
    let counts = RegionCounts::new(rows.len(), columns.len(), &cells);
    let specialised = counts.specialised();
    let counted = began.elapsed();
    let complexity = Complexity::of(&specialised).unwrap();
    println!("{} × {}: M and φ in {counted:.2?}, ECI and PCI after {:.2?}", rows.len(), columns.len(), began.elapsed());
    told(&rows, &columns, &counts, &specialised, complexity)
}

fn cell(line: &str) -> (&str, &str, f64) {
    let [row, column, value] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
    (row, column, value.parse().unwrap())
}

/// The values of the matrix are whole thousands of dollars, so that they serve as counts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cut off fails the comparison")]
fn whole(value: f64) -> u32 {
    let whole = value as u32;
    assert!((f64::from(whole) - value).abs() < f64::EPSILON, "{value} is not a whole number of 32 bits");
    whole
}

fn told(
    rows: &[String],
    columns: &[String],
    counts: &RegionCounts,
    m: &Specialised,
    complexity: Complexity,
) -> Measures {
    let cells = || (0..rows.len()).flat_map(|r| (0..columns.len()).map(move |c| (r, c)));
    let pairs = (0..columns.len()).flat_map(|s| (s + 1..columns.len()).map(move |t| (s, t)));
    let at = |(r, c): (usize, usize), value: f64| (rows[r].clone(), columns[c].clone(), value);
    let alone = |(name, value): (&String, f64)| (name.clone(), String::new(), value);
    vec![
        ("rca", cells().map(|(r, c)| at((r, c), counts.location_quotient(r, c).unwrap())).collect()),
        ("mcp", cells().map(|(r, c)| at((r, c), f64::from(u8::from(m.holds(r, c))))).collect()),
        ("proximity", pairs.map(|(s, t)| (columns[s].clone(), columns[t].clone(), m.proximity(s, t))).collect()),
        ("eci", rows.iter().zip(complexity.eci).map(alone).collect()),
        ("pci", columns.iter().zip(complexity.pci).map(alone).collect()),
    ]
}

fn write_all(measures: &Measures, folder: &Path) {
    for (name, values) in measures {
        let mut text = String::from("one,other,value\n");
        for (one, other, value) in values {
            writeln!(text, "{one},{other},{value}").unwrap();
        }
        std::fs::write(folder.join(format!("{name}.csv")), text).unwrap();
    }
}
