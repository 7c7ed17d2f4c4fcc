//! Trees of a chain: wide tables of levels, and lists in which chain and stage stand on the highest alone.

use super::case::{By, Case};
use super::cells::one;
use super::written::{Format, Kept};
use crate::support::{Area, Cell, Lots, Sheet};

/// A segment of a random tree.
struct Node {
    name: String,
    /// The names from the highest down to its own.
    path: Vec<String>,
    chain: &'static str,
    stage: &'static str,
    key: Option<bool>,
    leaf: bool,
}

const CHAINS: [&str; 2] = ["示例链", "另一链"];
const STAGES: [(&str, &str); 3] = [("upstream", "上游"), ("midstream", "中游"), ("downstream", "下游")];

/// Segments of up to three levels, each behind the one above it.
fn tree(lots: &mut Lots) -> Vec<Node> {
    let mut nodes = Vec::new();
    let count = 2 + lots.below(3);
    for top in 0..count {
        let (chain, stage) = (CHAINS[usize::from(top * 2 > count)], STAGES[lots.below(3)].0);
        grow(&mut nodes, &[], &format!("环节{}", char::from(b'A' + top as u8)), (chain, stage), lots);
    }
    nodes
}

fn grow(
    nodes: &mut Vec<Node>,
    above: &[String],
    name: &str,
    (chain, stage): (&'static str, &'static str),
    lots: &mut Lots,
) {
    let path = [above, &[name.to_owned()]].concat();
    let below = if path.len() < 3 { lots.below(4) } else { 0 };
    let key = (below == 0 && lots.below(2) == 0).then(|| lots.below(2) == 0);
    nodes.push(Node { name: name.to_owned(), path: path.clone(), chain, stage, key, leaf: below == 0 });
    for i in 1..=below {
        grow(nodes, &path, &format!("{name}{i}"), (chain, stage), lots);
    }
}

fn held() -> Vec<Sheet> {
    let mut chains = Sheet::new("chains", &["chain", "name"]);
    chains.rows.extend(CHAINS.iter().zip(["c1", "c2"]).map(|(name, id)| vec![id.to_owned(), (*name).to_owned()]));
    vec![chains]
}

/// The plain table; the id of a segment is its name, unless it is said.
fn meant(nodes: &[Node], id: impl Fn(usize) -> String) -> Vec<Sheet> {
    let mut sheet = Sheet::new("segments", &["segment", "chain", "name", "stage", "parent", "key"]);
    for (i, node) in nodes.iter().enumerate() {
        let above = node.path.len().checked_sub(2).map(|at| &node.path[at]);
        let parent =
            above.and_then(|name| nodes.iter().position(|node| node.name == *name)).map(&id).unwrap_or_default();
        let key = node.key.map_or("", |key| if key { "是" } else { "否" }).to_owned();
        sheet.rows.push(vec![id(i), node.chain.to_owned(), node.name.clone(), node.stage.to_owned(), parent, key]);
    }
    vec![sheet]
}

fn stage(node: &Node, lots: &mut Lots) -> String {
    let (code, zh) = STAGES.iter().find(|(code, _)| *code == node.stage).expect("a stage");
    one(&[code, zh], lots).to_owned()
}

/// Whether it is a key segment, in any of the ways to say so.
fn truth(key: Option<bool>, lots: &mut Lots) -> Cell {
    let Some(key) = key else { return Cell::text("") };
    match lots.below(3) {
        0 => Cell::Truth(key),
        1 => Cell::Number(f64::from(u8::from(key))),
        _ => Cell::text(one(if key { &["是", "√", "true"] } else { &["否", "false", "0"] }, lots)),
    }
}

const LEVELS: &str = "[[table]]\ntable = \"segments\"\nlevels = [\"一级环节\", \"二级环节\", \"三级环节\"]\n[table.columns]\nchain = { header = \"产业链\", down = true }\nstage = { header = \"上中下游\", down = true }\nkey = \"重点环节\"\n";

/// A wide table: a row for each lowest segment; what stands above it is written again and again, once, or merged.
pub fn levels(lots: &mut Lots) -> Case {
    let nodes = tree(lots);
    let format = Format::any(lots);
    let mut kept = Kept::plain("图谱", &["产业链", "上中下游", "一级环节", "二级环节", "三级环节", "重点环节"]);
    for leaf in nodes.iter().filter(|node| node.leaf) {
        let zh = STAGES.iter().find(|(code, _)| *code == leaf.stage).expect("a stage").1;
        let level = |at: usize| leaf.path.get(at).map_or("", String::as_str);
        let row = [leaf.chain, zh, level(0), level(1), level(2)].map(Cell::text);
        kept.rows.push(row.into_iter().chain([truth(leaf.key, lots)]).collect());
    }
    let mut case = Case { held: held(), by: By::Mapping(LEVELS.to_owned()), ..Case::default() };
    match lots.below(if format.is_book() { 3 } else { 2 }) {
        0 => {}
        1 => {
            case.bears.insert("cells written once");
            let said: Vec<(usize, usize)> = areas(&kept.rows)
                .into_iter()
                .flat_map(|(from, to)| (from.0 + 1..=to.0).map(move |row| (row, from.1)))
                .collect();
            said.into_iter().for_each(|(row, at)| kept.rows[row][at] = Cell::text(""));
        }
        _ => {
            case.bears.insert("merged cells");
            kept.merged = areas(&kept.rows);
        }
    }
    let file = kept.written(format, lots);
    // Ids are made of the names.
    Case { meant: meant(&nodes, |i| nodes[i].name.clone()), ..case }.bearing("levels side by side").with(file)
}

/// Runs of rows that say the same in a column and in all before it; the lowest segment of a row is its own.
fn areas(rows: &[Vec<Cell>]) -> Vec<Area> {
    let mut areas = Vec::new();
    for at in 0..4 {
        let goes_on =
            |row: usize| rows[row][..=at] == rows[row - 1][..=at] && (at < 2 || !rows[row][at + 1].is_blank());
        let mut from = 0;
        for row in 1..=rows.len() {
            if row == rows.len() || !goes_on(row) {
                areas.extend((row - from > 1).then_some(((from, at), (row - 1, at))));
                from = row;
            }
        }
    }
    areas
}

/// A list of segments with their parents: chain and stage stand on the highest alone.
pub fn parents(lots: &mut Lots) -> Case {
    let nodes = tree(lots);
    let mut kept = Kept::plain("环节", &["环节编号", "产业链", "环节", "上中下游", "上级环节", "重点环节"]);
    let id = |i: usize| format!("s{i}");
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    lots.shuffle(&mut order);
    for i in &order {
        let node = &nodes[*i];
        let parent = node.path.len().checked_sub(2).map(|at| &node.path[at]);
        let place = parent.and_then(|name| nodes.iter().position(|node| node.name == *name));
        let parent =
            place.map_or_else(String::new, |at| if lots.below(2) == 0 { id(at) } else { nodes[at].name.clone() });
        let (chain, stage) = if parent.is_empty() || lots.below(4) == 0 {
            (node.chain.to_owned(), stage(node, lots))
        } else {
            (String::new(), String::new())
        };
        let row = [id(*i), chain, node.name.clone(), stage, parent].map(Cell::Text);
        kept.rows.push(row.into_iter().chain([truth(node.key, lots)]).collect());
    }
    let mut case = Case { held: held(), meant: meant(&nodes, id), ..Case::default() };
    // One that belongs nowhere.
    let lost = lots.below(2) == 0;
    if lost {
        kept.rows.push(["x", "", "散落的环节", "", "没有的", ""].map(Cell::text).to_vec());
    }
    let file = kept.written(Format::any(lots), lots);
    if lost {
        case.refused.push(vec![file.row(nodes.len()), "没有的".to_owned()]);
    }
    case.by = if file.name.contains(".json") { By::Guess } else { By::Itself };
    case.bearing("chain and stage on the highest").with(file)
}
