//! The rows behind an edge, out of the store.

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::app::questions::facts::fact::text;
use crate::graph::{Graph, Network, Party, PartyIx, Tie, TieKind};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Day, EventDate, Kind, NodeId, Rest, RowKey, Version};
use crate::store::ListFilter;

/// Rows read of one pair of nodes; more would tell nobody more.
const ROWS: usize = 20;

impl GraphPermit<'_> {
    /// The open rows that say an edge, dated up to a day.
    pub(super) async fn rows_of(&self, network: &Network, tie: Tie, as_of: Day) -> Result<Vec<Version>, AppError> {
        let (from, to) = (nodes(self.graph(), network, tie.from), nodes(self.graph(), network, tie.to));
        let mut found = Vec::new();
        if tie.kind == TieKind::Manages {
            let manager = network.parties().name(self.graph(), tie.from).1;
            for fund in to {
                let filter = ListFilter { kind: Kind::Fund, a: Some(*fund), after: None, limit: ROWS };
                let rows = self.store().list(filter, Some(self.held().journal)).await?;
                found.extend(rows.into_iter().filter(|row| text(row, "manager").as_deref() == Some(manager)));
            }
            return Ok(found);
        }
        let kind = row_kind(tie.kind);
        for &a in from {
            for &b in to {
                let after = Some(RowKey { kind, a, b, rest: Rest::default() });
                let filter = ListFilter { kind, a: Some(a), after, limit: ROWS };
                let rows = self.store().list(filter, Some(self.held().journal)).await?;
                found.extend(rows.into_iter().take_while(|row| row.key.b == b));
            }
        }
        found.retain(|row| joins(row, from, to) && exists(row, as_of));
        Ok(found)
    }
}

fn row_kind(kind: TieKind) -> Kind {
    match kind {
        TieKind::Office => Kind::Office,
        TieKind::Manages => Kind::Fund,
        TieKind::Supplies => Kind::Supply,
        TieKind::AssociationMember => Kind::AssociationMember,
        TieKind::FundInvests | TieKind::InvestsMajority | TieKind::InvestsShare | TieKind::InvestsLittle => {
            Kind::Investment
        }
    }
}

fn nodes<'a>(graph: &'a Graph, network: &Network, party: PartyIx) -> &'a [NodeId] {
    match network.parties().party(party) {
        Party::Firm(firm) => graph.nodes_of(firm),
        Party::Fund(fund) => graph.nodes_of_fund(fund),
        Party::Person(person) => graph.nodes_of_person(person),
        Party::Association(association) => graph.nodes_of_association(association),
        Party::Manager(_) => &[],
    }
}

/// Whether an open row means these two: a text may have meant another thing in another row.
fn joins(row: &Version, from: &[NodeId], to: &[NodeId]) -> bool {
    let Some(values) = row.values.as_ref().map(|values| values.view()) else { return false };
    let (a, b) = (values.node(A_TO).unwrap_or(row.key.a), values.node(B_TO).unwrap_or(row.key.b));
    from.contains(&a) && to.contains(&b)
}

/// Whether the event of a row has a day up to `as_of`, or none.
fn exists(row: &Version, as_of: Day) -> bool {
    let date = date_of(row).and_then(|date| date.parse::<EventDate>().ok());
    date.is_none_or(|date| date.day() <= as_of)
}

/// The day of the event, as given.
pub fn date_of(row: &Version) -> Option<String> {
    let of_investment = row.key.rest.columns().next().filter(|_| row.key.kind == Kind::Investment);
    match row.key.kind {
        Kind::Investment => of_investment.filter(|date| !date.is_empty()).map(str::to_owned),
        Kind::Supply => text(row, "date"),
        _ => None,
    }
}
