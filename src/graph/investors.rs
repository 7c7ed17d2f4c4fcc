//! Who invests in whom, laid out for both ends.

use super::{Csr, FirmIx, Investment, Investor};

/// Places among the investments of a graph: for each fund and each firm those it made, for each firm those it got.
#[derive(Debug, Default)]
pub struct Investors {
    by_fund: Csr<u32>,
    by_firm: Csr<u32>,
    into_firm: Csr<u32>,
}

impl Investors {
    /// Lays out the investments of so many funds and firms.
    pub fn of(investments: &[Investment], funds: usize, firms: usize) -> Self {
        let (mut by_fund, mut by_firm, mut into_firm) = (Vec::new(), Vec::new(), Vec::new());
        for (place, investment) in (0..).zip(investments) {
            match investment.investor {
                Investor::Fund(fund) => by_fund.push((fund.0, place)),
                Investor::Firm(firm) => by_firm.push((firm.0, place)),
            }
            into_firm.push((investment.firm.0, place));
        }
        let laid = |count, pairs: &[(u32, u32)]| Csr::new(count, pairs);
        Self { by_fund: laid(funds, &by_fund), by_firm: laid(firms, &by_firm), into_firm: laid(firms, &into_firm) }
    }

    /// Those that a fund or an enterprise made.
    pub fn made_by(&self, investor: Investor) -> &[u32] {
        match investor {
            Investor::Fund(fund) => self.by_fund.of(fund.0),
            Investor::Firm(firm) => self.by_firm.of(firm.0),
        }
    }

    /// Those that a firm got.
    pub fn got_by(&self, firm: FirmIx) -> &[u32] {
        self.into_firm.of(firm.0)
    }
}
