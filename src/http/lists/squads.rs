//! A choice of squads: the chain's own first, the others below their own heading.

use crate::app::{AppError, Desk};
use crate::http::frame::words::{FilterOption, options};

/// The squads that a form offers.
#[derive(Debug, Clone, Default)]
pub struct SquadChoices {
    pub own: Vec<FilterOption>,
    pub others: Vec<FilterOption>,
}

impl SquadChoices {
    /// Those of a chain and the others, one of them chosen.
    pub fn of(desk: &Desk, chain: &str, chosen: Option<&str>) -> Result<Self, AppError> {
        let squads = desk.chain_squads(chain)?;
        let offered = |all: Vec<(String, String)>| {
            options(all.into_iter().map(|(id, name)| {
                let is_chosen = chosen == Some(&*id);
                (id, name, is_chosen)
            }))
        };
        Ok(Self { own: offered(squads.own), others: offered(squads.others) })
    }

    /// Those of them that fit, by id.
    #[must_use]
    pub fn only(mut self, fits: impl Fn(&str) -> bool) -> Self {
        self.own.retain(|squad| fits(&squad.code));
        self.others.retain(|squad| fits(&squad.code));
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.others.is_empty()
    }
}
