//! What a firm is known by.

use super::peel::Peeled;
use crate::model::{Adcode, CreditCode};
use crate::normalize::comparable;

/// What a firm is known by; what is not known stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
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

    /// Its names as they compare, each once, with whether it is borne no more: its name and its short name, then the others by
    /// the alphabet, former ones last. What is no name is left out.
    pub(super) fn names(&self) -> Vec<(String, bool)> {
        let own = [Some(&self.name), self.short.as_ref()].into_iter().flatten().map(|name| comparable(name));
        let mut all: Vec<(String, bool)> = own.map(|name| (name, false)).collect();
        for (names, former) in [(&self.aliases, false), (&self.former, true)] {
            let mut others: Vec<String> = names.iter().map(|name| comparable(name)).collect();
            others.sort_unstable();
            all.extend(others.into_iter().map(|name| (name, former)));
        }
        let mut told = hashbrown::HashSet::new();
        let first: Vec<bool> = all.iter().map(|(name, _)| !name.is_empty() && told.insert(name.clone())).collect();
        let mut keep = first.into_iter();
        all.retain(|_| keep.next().unwrap_or(false));
        all
    }

    /// The stock code as it compares.
    pub(super) fn stock(&self) -> Option<String> {
        self.stock_code.as_deref().map(comparable).filter(|code| !code.is_empty())
    }
}

/// What is known of a firm beside its names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FirmMarks<'a> {
    pub adcode: Option<Adcode>,
    pub credit_code: Option<CreditCode>,
    /// As it compares.
    pub stock: Option<&'a str>,
}

impl<'a> FirmMarks<'a> {
    /// Those of a firm; its stock code as it compares.
    pub fn of(firm: &KnownAs, stock: Option<&'a str>) -> Self {
        Self { adcode: firm.adcode, credit_code: firm.credit_code, stock }
    }
}

/// A name of a firm, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub peeled: Peeled,
    pub former: bool,
}
