//! What joins two parties, and how far it is trusted.

/// What joins two parties. An enterprise's share in another stands in three classes of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TieKind {
    /// Person → enterprise.
    Office,
    /// Manager → fund.
    Manages,
    /// Fund → enterprise.
    FundInvests,
    /// Supplier → customer.
    Supplies,
    /// Association → person or enterprise.
    AssociationMember,
    /// Enterprise → enterprise, by the share.
    InvestsMajority,
    /// A share that is no majority, but more than little.
    InvestsShare,
    /// A little share, or one nobody told.
    InvestsLittle,
}

impl TieKind {
    /// Every kind, in the order of the table of docs/definitions.md#引荐路径: of two equally trusted, the former counts.
    pub const ALL: [Self; 8] = [
        Self::Office,
        Self::Manages,
        Self::FundInvests,
        Self::Supplies,
        Self::AssociationMember,
        Self::InvestsMajority,
        Self::InvestsShare,
        Self::InvestsLittle,
    ];

    /// The edge kind, as answers call it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Manages => "manages",
            Self::FundInvests => "fund_invests",
            Self::Supplies => "supplies",
            Self::AssociationMember => "association_member",
            Self::InvestsMajority | Self::InvestsShare | Self::InvestsLittle => "invests",
        }
    }
}

/// How far each kind of tie is trusted, in [0, 1], and what a crowd is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trusts {
    /// By the place of the kind in [`TieKind::ALL`].
    pub of_kind: [f64; 8],
    /// Percent from which a share is a majority.
    pub majority_percent: f64,
    /// Percent from which a share is more than little.
    pub share_percent: f64,
    /// A party passed through with more neighbours than this is damped.
    pub crowd: u32,
}

impl Trusts {
    /// The class of an enterprise's share in another.
    pub fn share(&self, percent: Option<f64>) -> TieKind {
        match percent {
            Some(percent) if percent >= self.majority_percent => TieKind::InvestsMajority,
            Some(percent) if percent >= self.share_percent => TieKind::InvestsShare,
            _ => TieKind::InvestsLittle,
        }
    }

    /// Every kind with its trust, the most trusted first, then as in the table.
    pub(super) fn ranked(&self) -> [(TieKind, f64); 8] {
        let mut ranked: Vec<usize> = (0..8).collect();
        ranked.sort_by(|a, b| self.of_kind[*b].total_cmp(&self.of_kind[*a]));
        std::array::from_fn(|rank| (TieKind::ALL[ranked[rank]], self.of_kind[ranked[rank]]))
    }
}
