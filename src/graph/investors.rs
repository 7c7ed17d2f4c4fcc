//! Who invests in whom, laid out for both ends.

use super::{Csr, FirmIx, Graph, Investment, Investor};

/// Places in [`Graph::investments`]: for each fund and each firm those it made, for each firm those it got.
#[derive(Debug, Default)]
pub struct Investors {
    by_fund: Csr<u32>,
    by_firm: Csr<u32>,
    into_firm: Csr<u32>,
}

impl Investors {
    /// Lays out the investments of a graph.
    pub fn of(graph: &Graph) -> Self {
        let (mut by_fund, mut by_firm, mut into_firm) = (Vec::new(), Vec::new(), Vec::new());
        for (place, investment) in (0..).zip(&graph.investments) {
            match investment.investor {
                Investor::Fund(fund) => by_fund.push((fund.0, place)),
                Investor::Firm(firm) => by_firm.push((firm.0, place)),
            }
            into_firm.push((investment.firm.0, place));
        }
        Self {
            by_fund: Csr::new(graph.funds.len(), &by_fund),
            by_firm: Csr::new(graph.firm_count(), &by_firm),
            into_firm: Csr::new(graph.firm_count(), &into_firm),
        }
    }
}

impl Graph {
    pub(super) fn investors(&self) -> &Investors {
        self.investors.get_or_init(|| Investors::of(self))
    }

    /// What a fund or an enterprise invested, of every date; a pair may stand several times.
    pub fn investments_by(&self, investor: Investor) -> impl Iterator<Item = &Investment> {
        let investors = self.investors();
        let places = match investor {
            Investor::Fund(fund) => investors.by_fund.of(fund.0),
            Investor::Firm(firm) => investors.by_firm.of(firm.0),
        };
        places.iter().map(|place| &self.investments[*place as usize])
    }

    /// What was invested in a firm, as [`Graph::investments_by`].
    pub fn investments_into(&self, firm: FirmIx) -> impl Iterator<Item = &Investment> {
        self.investors().into_firm.of(firm.0).iter().map(|place| &self.investments[*place as usize])
    }
}
