//! Paths in Chinese: “经甲公司董事王某（…）→ 乙公司（王某任董事；来源，日期）→ 目标（…）”.

use crate::app::Asked;
use crate::app::questions::introduction::path::IntroductionStep;
use crate::graph::{Graph, Network, Party, PartyIx, TieKind};

/// What one fact says, in one sentence.
pub fn fact(
    kind: TieKind,
    from: &str,
    to: &str,
    titles: &[String],
    products: &[String],
    percent: Option<f64>,
) -> String {
    match kind {
        TieKind::Office => format!("{from}在{to}任{}", titles_of(titles)),
        TieKind::Manages => format!("{from}管理{to}"),
        TieKind::Supplies => format!("{from}向{to}供应{}", products_of(products)),
        TieKind::AssociationMember => format!("{to}是{from}的会员"),
        TieKind::FundInvests | TieKind::InvestsMajority | TieKind::InvestsShare | TieKind::InvestsLittle => {
            let share = percent.map_or("持股比例未知".to_owned(), |percent| format!("持股 {percent}%"));
            format!("{from}投资{to}，{share}")
        }
    }
}

fn titles_of(titles: &[String]) -> String {
    if titles.is_empty() { "职".to_owned() } else { titles.join("、") }
}

fn products_of(products: &[String]) -> String {
    if products.is_empty() { "产品（名称未记录）".to_owned() } else { products.join("、") }
}

/// A whole path in one sentence.
pub fn path(
    graph: &Graph,
    network: &Network,
    asked: Asked,
    nodes: &[PartyIx],
    edges: &[IntroductionStep],
    peer: bool,
) -> String {
    let called = |place: usize| network.parties().called(graph, nodes[place]);
    let is_person = |place: usize| matches!(network.parties().party(nodes[place]), Party::Person(_));
    let mut text = format!("经{}", called(0));
    // “甲公司董事王某” is one step to the reader.
    let begun = usize::from(edges[0].tie.kind == TieKind::Office && nodes.len() > 2 && is_person(1));
    if begun == 1 {
        text += &format!("{}{}（{}）", titles_of(&edges[0].titles), called(1), source(&edges[0]));
    } else if let Some(standing) = standing(graph, network, asked, nodes[0]) {
        text += &format!("（{standing}）");
    }
    for (place, edge) in edges.iter().enumerate().skip(begun) {
        let told = relation(edge, nodes[place] == edge.tie.from, called(place));
        text += &format!(" → {}（{told}；{}）", called(place + 1), source(edge));
    }
    if peer { text + "。同业，最后再问" } else { text }
}

/// What makes a source one, where its name does not say it.
pub fn standing(graph: &Graph, network: &Network, asked: Asked, node: PartyIx) -> Option<String> {
    match network.parties().party(node) {
        Party::Firm(_) => None,
        Party::Fund(fund) => {
            let member = graph.fund_groups.contains(&(asked.chain, fund));
            member.then(|| "本链基金招商组".to_owned())
        }
        Party::Manager(_) => Some("基金管理人".to_owned()),
        Party::Person(person) => {
            let person = &graph.people[person.at()];
            let near = |region: &crate::model::Adcode| crate::gaps::is_near(*region, asked.home);
            let envoy = person.envoy.filter(near).map(|region| format!("{}招商大使", graph.regions.name(region)));
            envoy.or_else(|| person.native.filter(near).map(|region| format!("籍贯{}", graph.regions.name(region))))
        }
        Party::Association(association) => {
            let association = &graph.associations[association.at()];
            let tied = (association.chain == Some(asked.chain)).then(|| "本链协会".to_owned());
            tied.or_else(|| association.adcode.map(|region| format!("{}的协会", graph.regions.name(region))))
        }
    }
}

/// What joins a step to the one before it, as said of the later one; `along` where the fact leads that way.
fn relation(edge: &IntroductionStep, along: bool, before: &str) -> String {
    let share = edge.percent.map_or("比例未知".to_owned(), |percent| format!("{percent}%"));
    match (edge.tie.kind, along) {
        (TieKind::Office, true) => format!("{before}任其{}", titles_of(&edge.titles)),
        (TieKind::Office, false) => format!("{before}的{}", titles_of(&edge.titles)),
        (TieKind::Manages, true) => format!("由{before}管理"),
        (TieKind::Manages, false) => format!("{before}的管理人"),
        (TieKind::FundInvests, true) => format!("{before}所投企业，持股{}", spaced(&share)),
        (TieKind::FundInvests, false) => format!("投资了{before}的基金，持股{}", spaced(&share)),
        (TieKind::Supplies, true) => format!("{before}向其供应{}", products_of(&edge.products)),
        (TieKind::Supplies, false) => format!("向{before}供应{}", products_of(&edge.products)),
        (TieKind::AssociationMember, true) => format!("{before}的会员"),
        (TieKind::AssociationMember, false) => format!("{before}所在的协会"),
        (TieKind::InvestsMajority | TieKind::InvestsShare | TieKind::InvestsLittle, true) => {
            format!("{before}对其持股{}", spaced(&share))
        }
        (TieKind::InvestsMajority | TieKind::InvestsShare | TieKind::InvestsLittle, false) => {
            format!("对{before}持股{}", spaced(&share))
        }
    }
}

/// A space between Chinese and a number, none between Chinese and Chinese.
fn spaced(share: &str) -> String {
    if share.starts_with(|c: char| c.is_ascii_digit()) { format!(" {share}") } else { share.to_owned() }
}

/// Source and date of the first fact, and how many more there are. Where nobody says when the source said so, the day of
/// the event stands; where that is not known either, none does.
fn source(edge: &IntroductionStep) -> String {
    let facts = &edge.facts;
    let Some(first) = facts.first() else { return "来源未找到".to_owned() };
    let name = first.source_name();
    let unchecked = if first.checked { "" } else { "，未核实" };
    let event = || edge.date.as_ref().map(|date| format!("{date} 的事实"));
    let seen = first.seen.clone().or_else(event).map(|seen| format!("，{seen}")).unwrap_or_default();
    let more = if facts.len() > 1 { format!("，另有 {} 条", facts.len() - 1) } else { String::new() };
    format!("{name}{seen}{unchecked}{more}")
}
