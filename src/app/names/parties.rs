//! What a person means by the name of a firm, a fund, a manager, a person or an association.

use super::found::one;
use crate::app::AppError;
use crate::graph::{AssociationIx, FirmIx, FundIx, Graph, ManagerIx, Parties, Party, PersonIx};
use crate::normalize::text;

/// The firm with this id (as `enterprise:id` or alone) or exact name.
pub fn firm(graph: &Graph, given: &str) -> Result<FirmIx, AppError> {
    let given = text::folded(given);
    let id = given.strip_prefix("enterprise:").unwrap_or(&given);
    if let Some(firm) = graph.firm_with_id(id).or_else(|| graph.firm_with_id(&given)) {
        return Ok(firm);
    }
    let all = || (0..graph.firm_count()).map(FirmIx::from_position);
    let mut named = all().filter(|firm| graph.firm_name(*firm) == given);
    if let (Some(firm), None) = (named.next(), named.next()) {
        return Ok(firm);
    }
    one("企业", &given, all().map(|firm| (firm, graph.firm_id(firm), graph.firm_name(firm))))
}

/// The party with this `kind:id`, id or exact name, whatever its kind, of those that may be told of.
pub fn party(
    graph: &Graph,
    parties: &Parties,
    given: &str,
    is_told: impl Fn(Party) -> bool,
) -> Result<Party, AppError> {
    let given = text::folded(given);
    let mut few = few(graph, parties);
    few.retain(|(party, ..)| is_told(*party));
    let told = |(party, id, name): &(Party, &str, &str)| (*party, format!("{}:{id}", party.kind()), (*name).to_owned());
    let mut known: Vec<_> = few.iter().map(told).collect();
    if let Some((party, ..)) = known.iter().find(|(_, written, _)| *written == given) {
        return Ok(*party);
    }
    let firm_id =
        |firm| (Party::Firm(firm), format!("enterprise:{}", graph.firm_id(firm)), graph.firm_name(firm).to_owned());
    if let Some(firm) = given.strip_prefix("enterprise:").and_then(|id| graph.firm_with_id(id)) {
        return Ok(Party::Firm(firm));
    }
    let by_id = few.iter().filter(|(_, id, _)| *id == given).map(told);
    let by_id: Vec<_> = by_id.chain(graph.firm_with_id(&given).map(firm_id)).collect();
    if !by_id.is_empty() {
        return one_of(&given, by_id);
    }
    let firms = || (0..graph.firm_count()).map(FirmIx::from_position);
    let named = few.iter().filter(|(_, _, name)| text::folded(name) == given).map(told);
    let named: Vec<_> = named.chain(firms().filter(|firm| graph.firm_name(*firm) == given).map(firm_id)).collect();
    if !named.is_empty() {
        return one_of(&given, named);
    }
    known.extend(firms().map(firm_id));
    one(
        "企业、基金、管理人、人物或协会",
        &given,
        known.iter().map(|(party, written, name)| (*party, written.as_str(), name.as_str())),
    )
}

fn one_of(given: &str, found: Vec<(Party, String, String)>) -> Result<Party, AppError> {
    match found.as_slice() {
        [(party, ..)] => Ok(*party),
        several => {
            let choices = several.iter().map(|(_, written, name)| format!("{written} {name}")).collect();
            Err(AppError::Ambiguous { what: "名称或编号", text: given.to_owned(), choices })
        }
    }
}

/// Everybody but firms, with id and name.
fn few<'a>(graph: &'a Graph, parties: &'a Parties) -> Vec<(Party, &'a str, &'a str)> {
    let mut few: Vec<(Party, &str, &str)> = Vec::new();
    let funds = graph.funds.iter().enumerate();
    few.extend(funds.map(|(n, f)| (Party::Fund(FundIx::from_position(n)), f.id.as_str(), f.name.as_str())));
    let managers = (0..).zip(parties.managers());
    few.extend(managers.map(|(n, name)| (Party::Manager(ManagerIx(n)), name.as_str(), name.as_str())));
    let people = graph.people.iter().enumerate();
    few.extend(people.map(|(n, p)| (Party::Person(PersonIx::from_position(n)), p.id.as_str(), p.name.as_str())));
    let associations = graph.associations.iter().enumerate();
    let association = |n| Party::Association(AssociationIx::from_position(n));
    few.extend(associations.map(|(n, a)| (association(n), a.id.as_str(), a.name.as_str())));
    few
}
