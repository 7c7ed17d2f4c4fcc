//! What an entry says to people, and which chain it is about.

use std::collections::HashMap;

use crate::app::names;
use crate::graph::Graph;
use crate::model::{BatchRecord, Deed, EvidenceTold, Kind};

/// Entries by id.
type ById<'a> = HashMap<&'a str, &'a BatchRecord>;

/// What was done, in a sentence.
pub fn told(graph: &Graph, deed: &Deed, by_id: &ById<'_>) -> String {
    let with = |contacts: bool| if contacts { "，含联系方式" } else { "" };
    match deed {
        Deed::Import { files } => few(files),
        Deed::Undo { import } => undone(graph, import, by_id),
        Deed::List { deed, .. } => deed.zh().to_owned(),
        Deed::Packet { packet, squad, to, contacts, .. } => {
            format!("{}的离线包 {packet} 发给{to}{}", squad_named(graph, squad), with(*contacts))
        }
        Deed::PacketReturn { packet, squad, .. } => format!("{}交回离线包 {packet}", squad_named(graph, squad)),
        Deed::ListReturn { .. } => "收下导出后改过的清单".to_owned(),
        Deed::Contacts { file, .. } => format!("{file}{}", with(true)),
        Deed::ContactsRead { table, thing } => format!("看{}「{}」的联系方式", table.zh(), named(graph, *table, thing)),
        Deed::Assessment { segment, verdict } => {
            format!("「{}」认定为{}", named(graph, Kind::Segment, segment), verdict.zh())
        }
        Deed::Edit { table, thing } => format!("{}：{}", table.zh(), named(graph, *table, thing)),
        Deed::Claim { deed, squad, enterprise } => {
            format!("{}：{}，{}", deed.zh(), named(graph, Kind::Enterprise, enterprise), squad_named(graph, squad))
        }
        Deed::Judge { deed, one, other } => {
            let [one, other] = [one, other].map(|id| named(graph, Kind::Enterprise, id));
            format!("{}：{one}、{other}", deed.zh())
        }
        Deed::Account { deed, account } => format!("{} {account}", deed.zh()),
        Deed::Sheet { deed, sheet } => format!("{}：{sheet}", deed.zh()),
        Deed::Evidence(told) => shown(told),
        Deed::Export { file, .. } => file.clone(),
        Deed::Share { deed, share, told, contacts, .. } => {
            let share = if share == "-" { "" } else { share };
            let parts = [deed.zh(), share, told].into_iter().filter(|part| !part.is_empty());
            format!("{}{}", parts.collect::<Vec<_>>().join(" "), with(*contacts))
        }
        Deed::Erasure => "抹去联系方式".to_owned(),
        Deed::PersonErased { protocol } => {
            format!("抹去一个人的数据，记录 {}", protocol.split(' ').next().unwrap_or_default())
        }
        Deed::Other(words) => words.clone(),
    }
}

/// What was taken back.
fn undone(graph: &Graph, import: &str, by_id: &ById<'_>) -> String {
    match by_id.get(import) {
        Some(batch) => format!("撤销日志号 {}：{}", batch.number, told(graph, &batch.deed, &HashMap::new())),
        None => format!("撤销编号 {import} 的一次"),
    }
}

/// What was done to a file of evidence, by what it shows and its id.
fn shown(told: &EvidenceTold) -> String {
    format!("{}：{} {}，文件 {}", told.deed.zh(), told.table.zh(), told.thing, told.evidence)
}

/// Names of files with blanks between them, of many the first ones.
fn few(files: &str) -> String {
    const SHOWN: usize = 60;
    if files.chars().count() <= SHOWN {
        return files.to_owned();
    }
    let begins: String = files.chars().take(SHOWN).collect();
    format!("{} 等", begins.rsplit_once(' ').map_or(&*begins, |(whole, _)| whole))
}

/// What a thing is called, as far as that is held.
fn named(graph: &Graph, table: Kind, id: &str) -> String {
    let name = match table {
        Kind::Enterprise => graph.firm_with_id(id).map(|firm| graph.firm_name(firm)),
        Kind::Segment => graph.segments.iter().find(|segment| segment.id == id).map(|segment| &*segment.name),
        Kind::Chain => graph.chains.iter().find(|chain| chain.id == id).map(|chain| &*chain.name),
        _ => None,
    };
    name.unwrap_or(id).to_owned()
}

fn squad_named(graph: &Graph, id: &str) -> String {
    graph.squads.iter().find(|squad| squad.id == id).map_or(id, |squad| &squad.name).to_owned()
}

/// The id of the chain an entry is about, where it says one.
pub fn chain_of(graph: &Graph, deed: &Deed, by_id: &ById<'_>) -> Option<String> {
    match deed {
        Deed::List { chain, .. }
        | Deed::Packet { chain, .. }
        | Deed::PacketReturn { chain, .. }
        | Deed::ListReturn { chain }
        | Deed::Contacts { chain, .. }
        | Deed::Export { chain, .. } => Some(chain.clone()).filter(|chain| !chain.is_empty()),
        Deed::Share { chain, .. } => Some(chain.clone()).filter(|chain| chain != "-"),
        Deed::Assessment { segment, .. } => of_segment(graph, segment),
        Deed::Edit { table, thing } if is_of_chain(*table) => {
            // What was added is called by all that was typed of it.
            let mut parts = thing.split(" · ");
            parts.find_map(|part| of_segment(graph, part).or_else(|| of_name(graph, part)))
        }
        Deed::Undo { import } => chain_of(graph, &by_id.get(&**import)?.deed, &HashMap::new()),
        _ => None,
    }
}

/// Tables whose rows name a chain or a segment.
fn is_of_chain(table: Kind) -> bool {
    use Kind::{Assessment, Assignment, Chain, Feed, FundGroup, Meeting, Member, Segment};
    [Assessment, Assignment, Chain, Feed, FundGroup, Meeting, Member, Segment].contains(&table)
}

fn of_segment(graph: &Graph, id: &str) -> Option<String> {
    let segment = graph.segments.iter().find(|segment| segment.id == id)?;
    Some(graph.chain(segment.chain).id.clone())
}

fn of_name(graph: &Graph, given: &str) -> Option<String> {
    names::chain(graph, given).ok().map(|chain| graph.chain(chain).id.clone())
}
