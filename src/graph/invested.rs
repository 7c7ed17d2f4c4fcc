//! Who invested in whom, as the graph is asked for it.

use super::investors::Investors;
use super::{FirmIx, Graph, Investment, Investor};

impl Graph {
    pub(super) fn investors(&self) -> &Investors {
        let laid_out = || Investors::of(&self.investments, self.funds.len(), self.firm_count());
        self.investors.get_or_init(laid_out)
    }

    /// What a fund or an enterprise invested, of every date; a pair may stand several times.
    pub fn investments_by(&self, investor: Investor) -> impl Iterator<Item = &Investment> {
        self.investors().made_by(investor).iter().map(|place| &self.investments[*place as usize])
    }

    /// What was invested in a firm, as [`Graph::investments_by`].
    pub fn investments_into(&self, firm: FirmIx) -> impl Iterator<Item = &Investment> {
        self.investors().got_by(firm).iter().map(|place| &self.investments[*place as usize])
    }
}
