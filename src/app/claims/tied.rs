//! Firms that hang together by half of their shares or more: who claims one is told who has the others.

use std::collections::BTreeSet;

use crate::app::desk::GraphPermit;
use crate::app::{AppError, lists};
use crate::graph::{FirmIx, Graph, Investor};

/// Percent of a firm from which on its holder is one with it.
const ONE_WITH: f64 = 50.0;
/// So many of a group are looked at; more are not told of.
const MOST: usize = 200;

impl GraphPermit<'_> {
    /// A sentence for every firm tied to one that another squad has.
    pub(super) async fn tied_and_taken(&self, firm: FirmIx, squad: &str) -> Result<Vec<String>, AppError> {
        let graph = self.graph();
        let mut told = Vec::new();
        for other in tied(graph, firm) {
            let held = self.claim_on(other).await?.filter(|held| held.claim.squad != squad);
            if let Some(held) = held {
                let taken = lists::TakenBy::of(graph, &held.claim).told();
                told.push(format!("和它持股一半以上相连的「{}」由{taken}，请先通个气", graph.firm_name(other)));
            }
        }
        Ok(told)
    }
}

/// The firms tied to one, by way of others too, in order of id.
fn tied(graph: &Graph, firm: FirmIx) -> Vec<FirmIx> {
    let mut found = BTreeSet::from([firm]);
    let mut next = vec![firm];
    while let Some(at) = next.pop() {
        let held = graph.investments_by(Investor::Firm(at)).filter(|share| share.percent >= Some(ONE_WITH));
        let holders = graph.investments_into(at).filter(|share| share.percent >= Some(ONE_WITH));
        let holders = holders.filter_map(|share| match share.investor {
            Investor::Firm(holder) => Some(holder),
            Investor::Fund(_) => None,
        });
        for other in held.map(|share| share.firm).chain(holders) {
            if found.len() <= MOST && found.insert(other) {
                next.push(other);
            }
        }
    }
    found.remove(&firm);
    let mut found: Vec<FirmIx> = found.into_iter().collect();
    found.sort_by_key(|other| graph.firm_id(*other));
    found
}
