//! 工作组: who is in it, and whom to invite to its next meeting.

mod invitations;
mod meetings;
mod table;
mod working_group;

pub use invitations::{Guest, Invitation};
pub use working_group::{AnchorLine, AssociationLine, GroupAnswer, GroupFund, SquadLine};
