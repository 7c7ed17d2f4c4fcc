//! One firm: found by any name, with its facts and where it stands; and whatever else goes by a name.

mod alike;
mod callable;
mod card;
mod contacts;
mod enterprise;
mod find;
mod find_table;
mod found;
mod hints;
mod positions;
mod things;

pub use alike::{MatchAnswer, MatchLine, names_in};
pub use card::{CardEntry, FirmCard};
pub use contacts::{CardContact, ContactCount};
pub use enterprise::{EnterpriseAnswer, FactGroup};
pub use find::{FindAnswer, FindQuestion, FoundFirm, HomelessChain};
pub use hints::Hints;
pub(in crate::app) use positions::chains_of;
pub use positions::{Position, WorkHere};
pub use things::{FoundKind, FoundThing};
