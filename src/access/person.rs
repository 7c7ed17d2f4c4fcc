//! An account, and what its grants let it do.

use std::cell::LazyCell;

use super::table::{HeldOver, held_over};
use super::{Right, Scope};
use crate::model::{Grant, GrantedOver};

/// Whoever logged in to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedIn {
    /// What they log in as; the journal calls them so.
    pub login: String,
    /// What people call them.
    pub name: String,
    /// What they are granted.
    pub grants: Vec<Grant>,
    /// The recruiter they are, by id, where they are one.
    pub recruiter: Option<String>,
    /// What their forms are bound to: a secret of their session.
    pub seal: String,
}

/// What names mean, and how chains, squads and funds hang together.
pub trait Ties {
    /// The id of the one chain with this id or name.
    fn chain(&self, named: &str) -> Option<String>;
    /// The id of the one squad with this id or name.
    fn squad(&self, named: &str) -> Option<String>;
    /// Whether a squad is assigned to a chain, both by id.
    fn is_assigned(&self, squad: &str, chain: &str) -> bool;
    /// Whether a chain's fund group has a fund, both by id.
    fn has_fund(&self, chain: &str, fund: &str) -> bool;
}

impl LoggedIn {
    /// Ids of the squads that are granted to them.
    pub fn squads(&self) -> impl Iterator<Item = &str> {
        let of_squads = self.grants.iter().filter(|grant| grant.role.over() == GrantedOver::Squad);
        of_squads.filter_map(|grant| grant.scope.as_deref())
    }

    /// Whether any of their grants holds a right over a scope.
    pub fn holds(&self, right: Right, scope: Scope<'_>, ties: &impl Ties) -> bool {
        let chain = LazyCell::new(|| ties.chain(scope.chain()?));
        self.grants.iter().any(|grant| holds(grant, (right, scope), &chain, ties))
    }
}

/// What the scope calls the chain it is about, as `chain`, is looked up once for all grants.
fn holds<F: FnOnce() -> Option<String>>(
    grant: &Grant,
    (right, scope): (Right, Scope<'_>),
    chain: &LazyCell<Option<String>, F>,
    ties: &impl Ties,
) -> bool {
    let on = || chain.as_ref().is_some_and(|chain| reaches(grant, chain, ties));
    match (held_over(right, grant.role), scope) {
        (HeldOver::No, _) => false,
        (HeldOver::All, _) => true,
        // A use case that asks so shows of each chain what is held over it.
        (_, Scope::Somewhere) => true,
        (
            HeldOver::Own | HeldOver::Assigned,
            Scope::Chain(_) | Scope::Part(_) | Scope::Free(_) | Scope::Squad { .. },
        )
        | (HeldOver::Squad, Scope::Part(_)) => on(),
        (HeldOver::Squad, Scope::Free(_)) => right.reaches_free() && on(),
        (HeldOver::Squad, Scope::Squad { squad, .. }) => {
            grant.scope.is_some() && grant.scope == ties.squad(squad) && on()
        }
        (HeldOver::Squad, Scope::Crew(squad) | Scope::Oneself(squad)) | (HeldOver::OneSelf, Scope::Oneself(squad)) => {
            grant.scope.is_some() && grant.scope == ties.squad(squad)
        }
        // What is one's squad's or one's own is part of a chain: a question about all of it is not held to that part.
        (HeldOver::Squad | HeldOver::OneSelf | HeldOver::Own | HeldOver::Assigned, _) => false,
    }
}

/// Whether what is granted reaches a chain, by id: it is the chain, a squad assigned to it, or a fund of its group.
fn reaches(grant: &Grant, chain: &str, ties: &impl Ties) -> bool {
    use crate::model::GrantedOver::{Chain, City, Fund, Squad};
    grant.scope.as_deref().is_some_and(|granted| match grant.role.over() {
        City => false,
        Chain => granted == chain,
        Squad => ties.is_assigned(granted, chain),
        Fund => ties.has_fund(chain, granted),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AccountRole;

    /// Chains c1, named 一链, and c2; squads q1 on c1 and q2 on c2; fund f1 of c1.
    struct Small;

    impl Ties for Small {
        fn chain(&self, named: &str) -> Option<String> {
            ["c1", "c2"].contains(&named).then(|| named.to_owned()).or((named == "一链").then(|| "c1".to_owned()))
        }
        fn squad(&self, named: &str) -> Option<String> {
            ["q1", "q2"].contains(&named).then(|| named.to_owned())
        }
        fn is_assigned(&self, squad: &str, chain: &str) -> bool {
            [("q1", "c1"), ("q2", "c2")].contains(&(squad, chain))
        }
        fn has_fund(&self, chain: &str, fund: &str) -> bool {
            (chain, fund) == ("c1", "f1")
        }
    }

    fn person(grants: &[&str]) -> LoggedIn {
        let grants = grants.iter().map(|grant| grant.parse().unwrap()).collect();
        LoggedIn { login: "w".into(), name: "王".into(), grants, recruiter: None, seal: String::new() }
    }

    /// What each word of the table means for one who is granted something about c1.
    fn meant(right: Right, word: &str, scope: Scope<'_>) -> bool {
        let own = matches!(scope.chain(), Some("c1" | "一链"));
        let part = own
            && match scope {
                Scope::Squad { squad, .. } => squad == "q1",
                Scope::Free(_) => ["see_list", "claim"].contains(&right.code()),
                scope => matches!(scope, Scope::Part(_)),
            };
        let (crew, oneself) = (scope == Scope::Crew("q1"), scope == Scope::Oneself("q1"));
        match word {
            "all" => true,
            "-" => false,
            "own" | "assigned" => own || scope == Scope::Somewhere,
            "squad" => part || crew || oneself || scope == Scope::Somewhere,
            "self" => oneself || scope == Scope::Somewhere,
            "self, of no squad" => scope == Scope::Somewhere,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn every_role_holds_every_right_as_the_table_says_and_no_more() {
        let mut table = csv::Reader::from_reader(include_str!("access.csv").as_bytes());
        let roles: Vec<String> = table.headers().unwrap().iter().skip(2).map(str::to_owned).collect();
        let of_this_table = AccountRole::ALL.iter().filter(|role| !AccountRole::SPLIT.contains(role));
        assert_eq!(roles, of_this_table.map(|role| role.code()).collect::<Vec<_>>());
        let scopes = [
            Scope::City,
            Scope::Somewhere,
            Scope::Chain("c1"),
            Scope::Chain("一链"),
            Scope::Chain("c2"),
            Scope::Chain("none"),
            Scope::Part("c1"),
            Scope::Part("一链"),
            Scope::Part("c2"),
            Scope::Part("none"),
            Scope::Free("c1"),
            Scope::Free("c2"),
            Scope::Free("none"),
            Scope::Squad { chain: "c1", squad: "q1" },
            Scope::Squad { chain: "一链", squad: "q1" },
            Scope::Squad { chain: "c1", squad: "q2" },
            Scope::Squad { chain: "c2", squad: "q1" },
            Scope::Squad { chain: "c2", squad: "q2" },
            Scope::Squad { chain: "none", squad: "q1" },
            Scope::Crew("q1"),
            Scope::Crew("q2"),
            Scope::Oneself("q1"),
            Scope::Oneself("q2"),
        ];
        for (right, row) in Right::ALL.iter().zip(table.records().map(Result::unwrap)) {
            for (role, word) in AccountRole::ALL.iter().zip(row.iter().skip(2)) {
                let granted = match role {
                    AccountRole::Leader | AccountRole::Member => format!("{role}:c1"),
                    AccountRole::Captain | AccountRole::Recruiter => format!("{role}:q1"),
                    AccountRole::Fund => format!("{role}:f1"),
                    _ => role.to_string(),
                };
                // Whoever leads a chain does nothing as a recruiter of a squad.
                let of_squad = matches!(role, AccountRole::Captain | AccountRole::Recruiter);
                let word = if word == "self" && !of_squad { "self, of no squad" } else { word };
                let person = person(&[&granted]);
                for scope in scopes {
                    assert_eq!(
                        person.holds(*right, scope, &Small),
                        meant(*right, word, scope),
                        "{role} {right:?} {scope:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_one_may_is_the_union_and_nothing_without_a_grant() {
        let (none, two) = (person(&[]), person(&["leader:c1", "captain:q2"]));
        for right in Right::ALL {
            for scope in [Scope::City, Scope::Somewhere, Scope::Chain("c1")] {
                assert!(!none.holds(*right, scope, &Small), "{right:?}");
            }
        }
        assert!(two.holds(Right::Assess, Scope::Chain("c1"), &Small));
        assert!(!two.holds(Right::Assess, Scope::Chain("c2"), &Small));
        assert!(two.holds(Right::SeeChain, Scope::Chain("c2"), &Small));
    }
}
