//! Around which firms it is looked for others that may be the same.

use std::cmp::Reverse;

use super::records::ListedOn;
use crate::access::{Right, Scope};
use crate::app::FirmsAlike;
use crate::app::chains_of;
use crate::app::desk::GraphPermit;
use crate::graph::{ChainIx, FirmIx};

/// Around so many more it is looked at most each time: whoever opens the page waits for it.
const MORE: usize = 1_000;
/// Of so many it is held what they are beside.
const MOST: usize = 200_000;

/// Firms around which it is looked, and how many are left out.
pub(super) struct Whom {
    pub firms: Vec<FirmIx>,
    pub left_out: usize,
}

impl GraphPermit<'_> {
    /// The firms that the caller may decide of, in one chain or anywhere: those on a list first, then those that bear
    /// a name of another, then those in a chain; of each the ones that came last.
    pub(super) fn whom(&self, alike: &FirmsAlike, chain: Option<ChainIx>, on: &ListedOn) -> Whom {
        let graph = self.graph();
        let own = |of: usize| match (chain, ChainIx::from_position(of)) {
            (Some(chain), of) => of == chain,
            (None, of) => self.holds(Right::Judge, Scope::Chain(&graph.chain(of).id)),
        };
        let own: Vec<bool> = (0..graph.chains.len()).map(own).collect();
        let anywhere = chain.is_none() && self.holds(Right::Judge, Scope::City);
        let rank = |firm: FirmIx| {
            if on.chains(firm).any(|of| own[of.at()]) {
                return Some(0);
            }
            let inside = chains_of(graph, firm).into_iter().any(|of| own[of.at()]);
            let named = || alike.namesakes().binary_search(&firm).is_ok();
            (inside || anywhere).then(|| if named() { 1 } else { 3 - u8::from(inside) })
        };
        let all = (0..graph.firm_count()).map(FirmIx::from_position);
        let came = |firm: FirmIx| Reverse(graph.nodes_of(firm).iter().copied().max());
        let mut ranked: Vec<_> = all.filter_map(|firm| Some((rank(firm)?, came(firm), firm))).collect();
        ranked.sort_unstable();
        let mut firms: Vec<FirmIx> = ranked.into_iter().map(|(.., firm)| firm).collect();
        let all = firms.len();
        firms.truncate(MOST);
        let (mut looked, mut more) = (alike.looked_around(&firms).into_iter(), 0);
        firms.retain(|_| {
            let known = looked.next().unwrap_or_default();
            more += usize::from(!known);
            known || more <= MORE
        });
        Whom { left_out: all - firms.len(), firms }
    }
}
