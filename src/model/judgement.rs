//! What people said of two records: whether they are one firm.

use super::words::words;
use super::{
    Day, ErasableText, Holds, Journal, Kind, LOCAL, NodeId, Rest, RowKey, RowView, Values, ValuesBuilder, ValuesView,
    columns_of,
};

words! {
    /// What people say of two records.
    JudgedAs {
        Same = "same", "同一家";
        Different = "different", "不是一家";
        Unsure = "unsure", "说不准";
    }
}

words! {
    /// What is kept of a judgement. The order is that on disk: new ones go to the end.
    JudgementField {
        Said = "said", "判断";
        /// Who, as the journal calls them.
        By = "by", "谁";
        On = "on", "日期";
        Reason = "reason", "理由";
    }
}

impl JudgementField {
    /// What it holds; a reason can be erased for good.
    pub fn holds(self) -> Holds {
        match self {
            Self::Reason => Holds::ErasableText,
            Self::On => Holds::Date,
            Self::Said | Self::By => Holds::Text,
        }
    }
}

/// Stands in the key of what somebody proposes who may not decide.
const PROPOSED: &str = "proposed";

/// What somebody said of two records, or proposes to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Whether they are one firm.
    pub said: JudgedAs,
    /// Who said so, as the journal calls them.
    pub by: String,
    /// The day of it.
    pub on: Day,
    /// Why; may be blank.
    pub reason: ErasableText,
}

impl Judgement {
    /// Takes back what a store kept; none where it makes no sense.
    pub fn read(values: ValuesView<'_>) -> Option<Self> {
        let text = |field: JudgementField| values.text(field as u8).unwrap_or_default();
        Some(Self {
            said: text(JudgementField::Said).parse().ok()?,
            by: text(JudgementField::By).to_owned(),
            on: text(JudgementField::On).parse().ok()?,
            reason: values.erasable(JudgementField::Reason as u8),
        })
    }

    /// The form a store keeps.
    pub fn values(&self) -> Values {
        let mut values = ValuesBuilder::default();
        values.text(JudgementField::Said as u8, self.said.code());
        values.text(JudgementField::By as u8, &self.by);
        values.text(JudgementField::On as u8, &self.on.to_string());
        values.erasable(JudgementField::Reason as u8, &self.reason);
        values.build()
    }
}

/// The key of what is said of two records, in either order.
pub fn judgement_key(one: NodeId, other: NodeId) -> RowKey {
    pair_key(one, other, Rest::new([], LOCAL))
}

/// The key of what is proposed to be said of two records.
pub fn proposal_key(one: NodeId, other: NodeId) -> RowKey {
    pair_key(one, other, Rest::new([PROPOSED], LOCAL))
}

/// Whether a row of a judgement, by what stands in its key beside the records, is but proposed.
pub fn is_proposed(rest: &str) -> bool {
    columns_of(rest) == PROPOSED
}

fn pair_key(one: NodeId, other: NodeId, rest: Rest) -> RowKey {
    RowKey { kind: Kind::Judgement, a: one.min(other), b: one.max(other), rest }
}

/// What holds of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JudgedPair {
    /// The nodes they stand under, the lesser first.
    pub nodes: (NodeId, NodeId),
    /// What is said of them.
    pub said: JudgedAs,
    /// The batch that first said something of them. What is taken back leaves no trace in it, so the order stays, too.
    pub first: Journal,
}

impl JudgedPair {
    /// What a row says that holds; none where it is of another kind, closed, or but proposed.
    pub fn of(row: &RowView<'_>) -> Option<Self> {
        if row.kind != Kind::Judgement || is_proposed(row.rest) {
            return None;
        }
        let said = row.values?.text(JudgementField::Said as u8)?.parse().ok()?;
        Some(Self { nodes: (row.a, row.b), said, first: row.first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgement_is_read_back_and_a_pair_has_one_key() {
        for said in JudgedAs::ALL.iter().copied() {
            let reason = ErasableText::Said("同一个电话".to_owned());
            let judgement = Judgement { said, by: "wang".to_owned(), on: "2026-11-01".parse().unwrap(), reason };
            assert_eq!(Judgement::read(judgement.values().view()), Some(judgement));
        }
        let (one, other) = (NodeId(7), NodeId(3));
        assert_eq!(judgement_key(one, other), judgement_key(other, one));
        assert_ne!(judgement_key(one, other), proposal_key(one, other));
        assert!(
            is_proposed(proposal_key(one, other).rest.as_str())
                && !is_proposed(judgement_key(one, other).rest.as_str())
        );
    }
}
