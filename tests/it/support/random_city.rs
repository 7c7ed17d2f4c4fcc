//! Small random cities for properties: several sources speak of few firms, by id, credit code, stock code or name alone;
//! other rows refer to them in every way a reference may.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use crate::support::{Lots, Sheet};

const NAMES: [&str; 5] = ["示例甲电子有限公司", "示例乙材料有限公司", "示例丙", "示例丁集团", "示例戊厂"];
/// Two that pass their check, and one that does not.
const CREDITS: [&str; 5] = ["", "", "91350100M000100Y43", "91110000101623741K", "91350100M000100Y44"];
const VALID: [&str; 2] = [CREDITS[2], CREDITS[3]];
const STOCKS: [&str; 4] = ["", "", "600001", "600002"];
/// A prefecture, a county of it, another prefecture, a province.
const REGIONS: [&str; 5] = ["", "340100", "340111", "310000", "340000"];
const SOURCES: [&str; 3] = ["", "甲源", "乙源"];
const SEEN: [&str; 3] = ["", "2025", "2026-03-01"];
const STATUS: [&str; 3] = ["", "active", "closed"];
const STANDING: [&str; 3] = ["", "leading", "specialised"];
const REVENUE: [&str; 3] = ["", "100", "250.5"];
const DATES: [&str; 3] = ["", "2024-05-01", "2025"];
const PRODUCTS: [&str; 3] = ["", "甲品", "乙品"];
const SEGMENTS: [&str; 5] = ["s0", "s1", "环节2", "segment:s3", "s4"];

/// A row of enterprises, as lots.
type FirmLots = ((u8, u8, u8, u8, u8), (u8, u8, u8, u8, u8));
/// A row that refers to firms: its table, two firms with the ways they are named, and its other columns.
type EdgeLots = (u8, (u8, u8), (u8, u8), (u8, u8, u8, u8, u8, u8));

/// A city as it was dealt; printed when a property fails.
#[derive(Debug, Clone)]
pub struct Dealt {
    pub seed: u64,
    firms: Vec<FirmLots>,
    edges: Vec<EdgeLots>,
    /// Whether every row of a key says the same, and every reference means one firm from the first import on.
    agreeing: bool,
}

/// Random cities.
pub fn cities() -> impl Strategy<Value = Dealt> {
    let firm = ((0..8u8, 0..5u8, 0..5u8, 0..4u8, 0..5u8), (0..3u8, 0..3u8, 0..3u8, 0..3u8, 0..3u8));
    let way = || (any::<u8>(), 0..5u8);
    let edge = (0..8u8, way(), way(), (0..5u8, 0..5u8, 0..3u8, 0..3u8, 0..3u8, 0..3u8));
    let lists = (prop::collection::vec(firm, 1..14), prop::collection::vec(edge, 0..28));
    (any::<u64>(), lists).prop_map(|(seed, (firms, edges))| Dealt { seed, firms, edges, agreeing: false })
}

/// One row of a table, and the records of enterprises it refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Line {
    table: &'static str,
    cells: Vec<String>,
    firms: Vec<usize>,
}

fn pick<const N: usize>(words: [&'static str; N], lot: u8) -> &'static str {
    words[usize::from(lot) % N]
}

fn texts<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn header(table: &str) -> &'static [&'static str] {
    match table {
        "sources" => &["source", "name", "trust"],
        "chains" => &["chain", "name", "adcode", "anchors"],
        "segments" => &["segment", "chain", "name", "stage"],
        "feeds" => &["from", "to"],
        "funds" => &["fund", "name"],
        "enterprises" => &[
            "enterprise",
            "name",
            "credit_code",
            "stock_code",
            "adcode",
            "source",
            "seen",
            "status",
            "standing",
            "revenue",
        ],
        "members" => &["enterprise", "segment", "adcode", "product", "role", "source", "seen"],
        "supplies" => &["supplier", "customer", "product", "date", "source", "seen"],
        "sites" => &["site", "enterprise", "adcode", "park", "kind", "opened", "segments", "source", "seen"],
        "investments" => &["investor", "enterprise", "percent", "date", "source", "seen"],
        "contacts" => &["of", "name", "phone", "source"],
        "assessments" => &["segment", "adcode", "verdict", "reason", "who", "date", "source", "seen"],
        other => panic!("no table {other}"),
    }
}

/// How many of a line's first cells, in another order where need be, are its key; the source comes beside.
fn key_of(line: &Line) -> Vec<String> {
    let places: &[usize] = match line.table {
        "members" => &[0, 1, 2, 3, 5],
        "supplies" => &[0, 1, 2, 4],
        "sites" if !line.cells[0].is_empty() => &[0, 7],
        "sites" => &[0, 1, 2, 3, 4, 7],
        "investments" => &[0, 1, 3, 4],
        "contacts" => &[0, 1, 3],
        "assessments" => &[0, 1, 4, 5, 6],
        _ => &[0],
    };
    std::iter::once(line.table.to_owned()).chain(places.iter().map(|i| line.cells[*i].clone())).collect()
}

impl Dealt {
    /// The same city without rows that contradict another, or whose references may come to mean several firms.
    pub fn agreeing(&self) -> Self {
        Self { agreeing: true, ..self.clone() }
    }

    /// All of it as canonical files.
    pub fn sheets(&self) -> Vec<Sheet> {
        sheets(&self.lines())
    }

    /// All of it, dealt out to several imports; what a row refers to is imported before it or with it.
    pub fn parts(&self, lots: &mut Lots) -> Vec<Vec<Sheet>> {
        let lines = self.lines();
        let count = 2 + lots.below(3);
        let mut firms: HashMap<usize, usize> = HashMap::new();
        let mut parts = vec![Vec::new(); count];
        for line in &lines {
            let part = match line.table {
                "chains" | "segments" | "feeds" | "funds" => 0,
                "enterprises" => {
                    let part = lots.below(count);
                    let first = firms.entry(line.firms[0]).or_insert(part);
                    *first = part.min(*first);
                    part
                }
                _ => {
                    let after = line.firms.iter().map(|firm| firms[firm]).max().unwrap_or(0);
                    after + lots.below(count - after)
                }
            };
            parts[part].push(line.clone());
        }
        parts.iter().filter(|lines| !lines.is_empty()).map(|lines| sheets(lines)).collect()
    }

    fn lines(&self) -> Vec<Line> {
        let firms = self.firm_lines();
        let mut lines = self.frame(&firms);
        lines.extend(firms.iter().cloned());
        lines.extend(self.edges.iter().filter_map(|edge| self.edge(edge, &firms)));
        if self.agreeing {
            let mut seen = HashSet::new();
            lines.retain(|line| line.table == "enterprises" || seen.insert(key_of(line)));
        }
        // Some rows stand there twice.
        let mut lots = Lots(self.seed);
        let again: Vec<Line> = lines.iter().filter(|_| lots.below(6) == 0).cloned().collect();
        lines.extend(again);
        lines
    }

    /// Sources, a chain with segments, funds.
    fn frame(&self, firms: &[Line]) -> Vec<Line> {
        let line = |table, cells: Vec<String>| Line { table, cells, firms: Vec::new() };
        let trust = pick(["", "20", "80"], (self.seed % 3) as u8);
        let anchors = if self.agreeing { String::new() } else { firms[0].cells[1].clone() };
        let mut lines = vec![
            line("sources", texts(["甲源", "示例来源", trust])),
            line("chains", texts(["c1", "示例产业链", "340100", &anchors])),
            line("funds", texts(["f1", "示例基金"])),
            line("feeds", texts(["s0", "s3"])),
        ];
        for (i, stage) in ["upstream", "upstream", "midstream", "downstream", "downstream"].iter().enumerate() {
            lines.push(line("segments", texts([&format!("s{i}"), "c1", &format!("环节{i}"), stage])));
        }
        lines
    }

    fn firm_lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut seen = HashSet::new();
        for ((id, name, credit, stock, region), (source, said, status, standing, revenue)) in &self.firms {
            // Three of eight have no id.
            let id = if *id < 5 { format!("e{id}") } else { String::new() };
            let cells = texts([
                &id,
                pick(NAMES, *name),
                pick(CREDITS, *credit),
                pick(STOCKS, *stock),
                pick(REGIONS, *region),
                pick(SOURCES, *source),
                pick(SEEN, *said),
                pick(STATUS, *status),
                pick(STANDING, *standing),
                pick(REVENUE, *revenue),
            ]);
            let line = Line { table: "enterprises", cells, firms: vec![lines.len()] };
            let key = key_text(&line).unwrap_or_else(|| format!("{} {}", line.cells[1], line.cells[4]));
            if seen.insert((key, line.cells[5].clone())) || !self.agreeing {
                lines.push(line);
            }
        }
        lines
    }

    /// How a row names a firm; none where it would not mean one firm for good.
    fn reference(&self, firms: &[Line], (firm, way): (u8, u8)) -> Option<(String, usize)> {
        let place = usize::from(firm) % firms.len();
        let cells = &firms[place].cells;
        let (name, credit, stock) = (&cells[1], &cells[2], &cells[3]);
        let key = key_text(&firms[place]);
        let bearers: HashSet<Option<String>> = firms.iter().filter(|f| f.cells[1] == *name).map(key_text).collect();
        let alone = firms.iter().filter(|f| f.cells[1] == *name && key_text(f).is_none()).count() < 2;
        let by_name = Some(name.clone()).filter(|_| !self.agreeing || (bearers.len() == 1 && alone));
        let text = match way {
            1 if VALID.contains(&credit.as_str()) => Some(credit.clone()),
            2 if !stock.is_empty() => Some(stock.clone()),
            3 => by_name.or(key),
            4 => key.map(|key| format!("enterprise:{key}")).or(by_name),
            _ => key.or(by_name),
        };
        text.map(|text| (text, place))
    }

    fn edge(&self, (table, x, y, rest): &EdgeLots, firms: &[Line]) -> Option<Line> {
        let (segment, region, product, date, source, seen) = *rest;
        let (a, first) = self.reference(firms, *x)?;
        let (b, second) = self.reference(firms, *y)?;
        let (source, seen) = (pick(SOURCES, source), pick(SEEN, seen));
        let (segment, region) = (pick(SEGMENTS, segment), pick(REGIONS, region));
        let (product, date) = (pick(PRODUCTS, product), pick(DATES, date));
        let somewhere = if region.is_empty() { "340100" } else { region };
        let line = |table, cells: Vec<String>, firms: &[usize]| Line { table, cells, firms: firms.to_vec() };
        Some(match table {
            0 | 1 => line("members", texts([&a, segment, region, product, date, source, seen]), &[first]),
            2 => line("supplies", texts([&a, &b, product, date, source, seen]), &[first, second]),
            3 => {
                let cells = texts(["", &a, somewhere, "", "plant", date, segment, source, seen]);
                line("sites", cells, &[first])
            }
            4 => {
                let id = format!("t{}", product.len());
                line("sites", texts([&id, &a, somewhere, "", "rd", date, segment, source, seen]), &[first])
            }
            5 => line("investments", texts([&a, &b, "10", date, source, seen]), &[first, second]),
            6 => line("investments", texts(["f1", &b, product_share(product), date, source, seen]), &[second]),
            _ => line("contacts", texts([&a, "示例某", date, source]), &[first]),
        })
    }
}

fn product_share(product: &str) -> &'static str {
    if product.is_empty() { "" } else { "5" }
}

/// The text a record of an enterprise is known by; none where it is a hash of name and region.
fn key_text(line: &Line) -> Option<String> {
    let cells = &line.cells;
    let credit = Some(&cells[2]).filter(|code| VALID.contains(&code.as_str()));
    let known = Some(&cells[0]).filter(|id| !id.is_empty()).or(credit);
    known.or(Some(&cells[3]).filter(|stock| !stock.is_empty())).cloned()
}

fn sheets(lines: &[Line]) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in lines {
        if !sheets.iter().any(|sheet| sheet.table == line.table) {
            sheets.push(Sheet::new(line.table, header(line.table)));
        }
        let sheet = sheets.iter_mut().find(|sheet| sheet.table == line.table).expect("just made");
        sheet.rows.push(line.cells.clone());
    }
    sheets
}
