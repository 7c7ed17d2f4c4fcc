//! What a firm is known by.

use super::comparable::comparable;
use super::peel::Peeled;
use crate::model::{Adcode, CreditCode};
use crate::normalize::Regions;

/// What a firm is known by; what is not known stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownAs {
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: Option<String>,
    /// What it was called once.
    pub former: Vec<String>,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Its credit code; one that is not valid is none.
    pub credit_code: Option<CreditCode>,
    /// Its stock code.
    pub stock_code: Option<String>,
    /// Where it is registered.
    pub adcode: Option<Adcode>,
}

impl KnownAs {
    /// A firm of which only a name is known.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Its names, each with whether it is borne no more.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, bool)> {
        let now = [Some(&self.name), self.short.as_ref()].into_iter().flatten().chain(&self.aliases);
        now.map(|name| (name.as_str(), false)).chain(self.former.iter().map(|name| (name.as_str(), true)))
    }

    pub(super) fn peeled(&self, regions: &Regions) -> Vec<Named> {
        self.names().map(|(name, former)| Named { peeled: Peeled::of(regions, name), former }).collect()
    }

    /// The stock code as it compares.
    pub(super) fn stock(&self) -> Option<String> {
        self.stock_code.as_deref().map(comparable).filter(|code| !code.is_empty())
    }
}

/// A name of a firm, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub peeled: Peeled,
    pub former: bool,
}
