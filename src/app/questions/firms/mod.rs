//! One firm: found by any name, with its facts and where it stands.

mod card;
mod enterprise;
mod find;
mod find_table;
mod positions;

pub use card::{CardContact, CardEntry, FirmCard};
pub use enterprise::{EnterpriseAnswer, FactGroup};
pub use find::{FindAnswer, FindQuestion, FoundFirm, HomelessChain};
pub use positions::{Position, WorkHere};
