//! What the list says of one firm: how far it is, and who has it.

use std::collections::HashMap;

use crate::access::{Right, Scope};
use crate::app::lists::listed::{EntryLine, ListQuestion};
use crate::app::{AppError, Desk};
use crate::graph::FirmIx;
use crate::model::{Day, TargetState};

/// How far a firm is that stands on the list and is not dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmWork {
    /// Of several entries of one firm the one that is furthest.
    pub state: TargetState,
    /// Name of the squad that has it; none: nobody yet.
    pub squad: Option<String>,
}

impl Desk {
    /// What the list of a chain says of firms; none where the caller sees no list, or asks about a day gone by, or what was
    /// known at another moment: the list is only known as it stands now.
    ///
    /// # Errors
    /// The chain is unknown, or the store fails.
    pub async fn firm_work(&self, chain: &str, as_of: Day) -> Result<Option<HashMap<FirmIx, FirmWork>>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        if self.known_at().is_some() || as_of < at.today() {
            return Ok(None);
        }
        let asked = ListQuestion { chain: chain.to_owned(), ..ListQuestion::default() };
        match self.store_desk().target_list(&asked).await {
            Ok(list) => Ok(Some(by_firm(&list.entries))),
            Err(AppError::Forbidden(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn by_firm(entries: &[EntryLine]) -> HashMap<FirmIx, FirmWork> {
    let mut open: Vec<&EntryLine> = entries.iter().filter(|entry| entry.state != TargetState::Dropped).collect();
    open.sort_by_key(|entry| entry.state);
    let work = |entry: &EntryLine| FirmWork { state: entry.state, squad: entry.squad_name.clone() };
    open.into_iter().filter_map(|entry| Some((entry.firm?, work(entry)))).collect()
}
