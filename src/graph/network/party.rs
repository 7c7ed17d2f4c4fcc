//! Who takes part in introductions, and the numbers they stand under.

use crate::graph::{AssociationIx, FirmIx, FundIx, Graph, PersonIx};

/// A node of the introduction network, by number. Means something only for the network it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyIx(pub(super) u32);

impl PartyIx {
    /// The number as a place in a list of all.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A manager of funds, by its place among their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ManagerIx(pub u32);

/// A node of the introduction network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// A sound enterprise: in business, and of no severe risk.
    Firm(FirmIx),
    /// An investment fund.
    Fund(FundIx),
    /// Who manages funds, known by name alone.
    Manager(ManagerIx),
    /// A person who holds an office, is a member of an association, an envoy or a native.
    Person(PersonIx),
    /// An industry association, with its member enterprises and people.
    Association(AssociationIx),
}

impl Party {
    /// The word before the colon of `kind:id`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Firm(_) => "enterprise",
            Self::Fund(_) => "fund",
            Self::Manager(_) => "manager",
            Self::Person(_) => "person",
            Self::Association(_) => "association",
        }
    }
}

/// How parties are numbered: firms, funds, managers, people, associations, each in the graph's order.
#[derive(Debug)]
pub struct Parties {
    /// The first number of each kind after the firms, and the number of all.
    funds: u32,
    managers: u32,
    people: u32,
    associations: u32,
    count: u32,
    /// The different names of managers, ascending; a manager's id is its name.
    manager_names: Vec<String>,
}

impl Parties {
    /// Numbers the parties of a graph.
    pub(super) fn of(graph: &Graph) -> Self {
        let named = graph.funds.iter().map(|fund| &fund.manager).filter(|name| !name.is_empty());
        let mut manager_names: Vec<String> = named.cloned().collect();
        manager_names.sort_unstable();
        manager_names.dedup();
        let number = |count: usize| u32::try_from(count).expect("invariant: a graph has fewer than 2^28 parties");
        let funds = number(graph.firm_count());
        let managers = funds + number(graph.funds.len());
        let people = managers + number(manager_names.len());
        let associations = people + number(graph.people.len());
        let count = associations + number(graph.associations.len());
        Self { funds, managers, people, associations, count, manager_names }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// The number after the last.
    pub(super) fn total(&self) -> u32 {
        self.count
    }

    /// The number of a party.
    pub fn number(&self, party: Party) -> PartyIx {
        PartyIx(match party {
            Party::Firm(firm) => firm.0,
            Party::Fund(fund) => self.funds + fund.0,
            Party::Manager(manager) => self.managers + manager.0,
            Party::Person(person) => self.people + person.0,
            Party::Association(association) => self.associations + association.0,
        })
    }

    /// The party with a number.
    pub fn party(&self, ix: PartyIx) -> Party {
        match ix.0 {
            n if n < self.funds => Party::Firm(FirmIx(n)),
            n if n < self.managers => Party::Fund(FundIx(n - self.funds)),
            n if n < self.people => Party::Manager(ManagerIx(n - self.managers)),
            n if n < self.associations => Party::Person(PersonIx(n - self.people)),
            n => Party::Association(AssociationIx(n - self.associations)),
        }
    }

    /// The manager with this name.
    pub fn manager(&self, name: &str) -> Option<ManagerIx> {
        let place = self.manager_names.binary_search_by(|known| known.as_str().cmp(name)).ok()?;
        u32::try_from(place).ok().map(ManagerIx)
    }

    /// The names of all managers, ascending.
    pub fn managers(&self) -> &[String] {
        &self.manager_names
    }

    /// What people call a party.
    pub fn called<'a>(&'a self, graph: &'a Graph, ix: PartyIx) -> &'a str {
        match self.party(ix) {
            Party::Firm(firm) => graph.firm_name(firm),
            Party::Fund(fund) => &graph.funds[fund.at()].name,
            Party::Manager(manager) => &self.manager_names[manager.0 as usize],
            Party::Person(person) => &graph.people[person.at()].name,
            Party::Association(association) => &graph.associations[association.at()].name,
        }
    }

    /// What `kind:id` is made of. Pairs compare as the texts do, since no kind begins as another does.
    pub fn name<'a>(&'a self, graph: &'a Graph, ix: PartyIx) -> (&'static str, &'a str) {
        let party = self.party(ix);
        let id = match party {
            Party::Firm(firm) => graph.firm_id(firm),
            Party::Fund(fund) => &graph.funds[fund.at()].id,
            Party::Manager(manager) => &self.manager_names[manager.0 as usize],
            Party::Person(person) => &graph.people[person.at()].id,
            Party::Association(association) => &graph.associations[association.at()].id,
        };
        (party.kind(), id)
    }
}
