//! The person at home to call first.

use crate::app::Asked;
use crate::app::questions::introduction::path::{CallFirst, IntroductionStep};
use crate::app::questions::introduction::sentence::standing;
use crate::gaps::LeftOut;
use crate::graph::{FirmIx, Graph, Network, Party, PartyIx, PersonIx};

/// The first person among the first two of a path; else who has an office at the source firm, by id; else the fund's
/// manager, or the association itself.
pub fn call_first(
    graph: &Graph,
    network: &Network,
    asked: Asked,
    nodes: &[PartyIx],
    edges: &[IntroductionStep],
    left_out: LeftOut,
) -> CallFirst {
    let parties = network.parties();
    let known = |ix: PartyIx, why: String| CallFirst {
        party: Some(network.written(graph, ix)),
        name: parties.called(graph, ix).to_owned(),
        why,
    };
    let source = nodes[0];
    if let Party::Person(_) = parties.party(source) {
        return known(source, standing(graph, network, asked, source).unwrap_or_else(|| "路径的起点".to_owned()));
    }
    if let Some(&second) = nodes.get(1).filter(|second| matches!(parties.party(**second), Party::Person(_))) {
        return known(second, edges[0].what.clone());
    }
    match parties.party(source) {
        Party::Firm(firm) => match officer(graph, firm).filter(|_| !left_out.people) {
            Some((person, title)) => {
                let why = format!("{}{title}", graph.firm_name(firm));
                known(parties.number(Party::Person(person)), why)
            }
            None => unknown(graph.firm_name(firm)),
        },
        Party::Fund(fund) => match parties.manager(&graph.funds[fund.at()].manager) {
            Some(manager) => {
                let why = format!("{}的管理人", graph.funds[fund.at()].name);
                known(parties.number(Party::Manager(manager)), why)
            }
            None => unknown(&graph.funds[fund.at()].name),
        },
        Party::Manager(_) => known(source, "路径的起点".to_owned()),
        Party::Association(_) | Party::Person(_) => known(source, "请协会秘书处出面".to_owned()),
    }
}

/// The person with an office at a firm, the least id first.
fn officer(graph: &Graph, firm: FirmIx) -> Option<(PersonIx, &str)> {
    let offices = graph.offices.iter().filter(|(_, at, _)| *at == firm);
    let least = offices.min_by_key(|(person, _, title)| (&graph.people[person.at()].id, title));
    least.map(|(person, _, title)| (*person, title.as_str()))
}

fn unknown(of: &str) -> CallFirst {
    CallFirst {
        party: None, name: "未知".to_owned(), why: format!("没有{of}的联系人资料，请先问清由谁出面")
    }
}
