//! One firm: found by any name, with its facts and where it stands.

mod card;
mod contacts;
mod enterprise;
mod find;
mod find_table;
mod positions;

pub use card::{CardEntry, FirmCard};
pub use contacts::{CardContact, ContactCount};
pub use enterprise::{EnterpriseAnswer, FactGroup};
pub use find::{FindAnswer, FindQuestion, FoundFirm, HomelessChain};
pub use positions::{Position, WorkHere};
