//! Which rows of a ledger a caller sees and writes: `see_dispatch`, `edit_project` and `set_duty` of access.csv, over chains,
//! squads, oneself.

use super::ledger::Ledger;
use super::line::LedgerLine;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{ProjectReach, WhoseProject, chains_of_firm};
use crate::dispatch::CityWork;
use crate::graph::Graph;

/// Whose a row is; a request is of every chain that its enterprise does something in.
pub(super) fn whose(ledger: Ledger, (graph, city): (&Graph, &CityWork), line: &LedgerLine) -> Vec<WhoseProject> {
    let holder = line.value(ledger.holder());
    let recruiter = holder.strip_prefix("recruiter:").and_then(|id| city.recruiters.iter().find(|one| one.id == id));
    let squad = match recruiter {
        Some(one) => one.squad.map(|at| city.squads[at as usize].id.clone()),
        None => holder.strip_prefix("squad:").map(str::to_owned),
    };
    let own = WhoseProject { chain: None, squad, credit: recruiter.map(|one| one.id.clone()) };
    let chains = match ledger {
        Ledger::Requests => chains_of_firm(graph, line.value("enterprise")),
        _ => Some(line.value("chain").to_owned()).filter(|chain| !chain.is_empty()).into_iter().collect(),
    };
    let of_chain = |chain| WhoseProject { chain: Some(chain), ..WhoseProject::default() };
    std::iter::once(own).chain(chains.into_iter().map(of_chain)).collect()
}

/// Over what a caller holds a right over rows of a ledger.
pub(super) struct LedgerReach<'d> {
    over: ProjectReach<'d>,
    right: Right,
    at: GraphPermit<'d>,
}

impl<'d> GraphPermit<'d> {
    pub(super) fn ledger_reach(self, right: Right, city: &CityWork) -> LedgerReach<'d> {
        LedgerReach { over: self.projects_of(right, city), right, at: self }
    }
}

impl LedgerReach<'_> {
    /// Whether the right is held over a row. Nobody sets duties for being the one who has them.
    pub fn reaches(&self, whose: &[WhoseProject]) -> bool {
        let sets = self.right == Right::SetDuty;
        let alone = |one: &WhoseProject| match sets {
            true => WhoseProject { chain: one.chain.clone(), ..WhoseProject::default() },
            false => one.clone(),
        };
        whose.iter().any(|one| self.over.reaches(&alone(one)))
    }

    /// Whether it is held over a recruiter's rows.
    pub fn offers(&self, city: &CityWork, recruiter: u32) -> bool {
        let facts = &city.recruiters[recruiter as usize];
        let squad = facts.squad.map(|at| city.squads[at as usize].id.clone());
        self.anybody() || self.over.reaches(&WhoseProject { chain: None, squad, credit: Some(facts.id.clone()) })
    }

    /// Whether it is held over anybody's rows, as long as chain or enterprise are one's own.
    pub fn anybody(&self) -> bool {
        let over = |scope| self.at.holds(self.right, scope);
        over(Scope::City) || self.at.graph().chains.iter().any(|chain| over(Scope::Chain(&chain.id)))
    }

    /// The recruiter that the caller is, by id.
    pub fn oneself(&self) -> Option<&str> {
        self.over.oneself()
    }

    /// What a row must say to be one's own, in words.
    pub fn own_told(&self, ledger: Ledger) -> String {
        let graph = self.at.graph();
        let over = |scope| self.at.holds(self.right, scope);
        let column = |name: &str| ledger.columns().find(|column| column.name == name).map(|column| column.zh[0]);
        let chains = graph.chains.iter().filter(|chain| over(Scope::Chain(&chain.id))).map(|chain| &chain.name);
        let chains = chains.map(|name| match (column("chain"), ledger) {
            (Some(word), _) => format!("{word}写{name}"),
            (None, Ledger::Requests) => format!("企业是{name}的"),
            (None, _) => String::new(),
        });
        let holder = column(ledger.holder()).unwrap_or_default();
        let squads = graph.squads.iter().filter(|squad| over(Scope::Crew(&squad.id)));
        let squads = squads.map(|squad| format!("{holder}写{}的人", squad.name));
        let oneself = self.oneself().filter(|_| self.right != Right::SetDuty).map(|_| format!("{holder}写您自己"));
        let all = chains.chain(squads).chain(oneself).filter(|told| !told.is_empty());
        all.collect::<Vec<_>>().join("，或")
    }
}
