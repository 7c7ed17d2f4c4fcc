//! What stands for the rows of a kind in the analysts' graph: nodes of one label, or relationships of one type.

use crate::model::Kind;
use crate::publish::{Label, Tie};

/// The label of the nodes that stand for things of a kind.
pub fn label(kind: Kind) -> Option<Label> {
    match kind {
        Kind::Chain => Some(Label::Chain),
        Kind::Segment => Some(Label::Segment),
        Kind::Enterprise => Some(Label::Enterprise),
        Kind::Site => Some(Label::Site),
        Kind::Fund => Some(Label::Fund),
        Kind::Person => Some(Label::Person),
        Kind::Association => Some(Label::Association),
        _ => None,
    }
}

/// The type of the relationships that rows of an edge table say.
pub fn tie(kind: Kind) -> Option<Tie> {
    match kind {
        Kind::Feed => Some(Tie::Feeds),
        Kind::Member => Some(Tie::Member),
        Kind::Supply => Some(Tie::Supplies),
        Kind::FundGroup => Some(Tie::FundGroup),
        Kind::Investment => Some(Tie::Invests),
        Kind::AssociationMember => Some(Tie::AssociationMember),
        Kind::Office => Some(Tie::Office),
        _ => None,
    }
}
