//! What accounts may be granted, and grants as people read them.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::graph::Graph;
use crate::model::{AccountRole, Grant, GrantedOver};

/// A role over the parts it may be granted for; those over the whole city stand together.
#[derive(Debug, Clone)]
pub struct GrantGroup {
    /// What they are called together: a role, or 管全市.
    pub word: &'static str,
    /// One for each part.
    pub grants: Vec<GrantTold>,
}

/// A grant as it is written and as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantTold {
    /// `role` or `role:scope`.
    pub written: String,
    /// 链长：集成电路.
    pub told: String,
}

impl Desk {
    /// Everything that an account may be granted.
    ///
    /// # Errors
    /// The caller may not.
    pub fn grants_to_give(&self) -> Result<Vec<GrantGroup>, AppError> {
        let graph = self.may(Right::Users, Scope::City)?.graph();
        let (city, of_part): (Vec<AccountRole>, Vec<AccountRole>) =
            AccountRole::ALL.iter().partition(|role| role.over() == GrantedOver::City);
        let city = city.into_iter().map(|role| told(Grant { role, scope: None }, None)).collect();
        let of_part = of_part.into_iter().map(|role| GrantGroup {
            word: role.zh(),
            grants: parts(graph, role.over())
                .map(|(id, name)| told(Grant { role, scope: Some(id.to_owned()) }, Some(name)))
                .collect(),
        });
        let groups = std::iter::once(GrantGroup { word: "管全市", grants: city }).chain(of_part);
        Ok(groups.filter(|group| !group.grants.is_empty()).collect())
    }

    /// Grants as people read them, with the names of what they are over.
    ///
    /// # Errors
    /// The caller may not.
    pub fn grants_named(&self, grants: &[Grant]) -> Result<Vec<GrantTold>, AppError> {
        let graph = self.may(Right::Users, Scope::City)?.graph();
        let named = |grant: &Grant| {
            let scope = grant.scope.as_deref();
            let part = parts(graph, grant.role.over()).find(|(id, _)| Some(*id) == scope);
            told(grant.clone(), part.map(|(_, name)| name).or(scope))
        };
        Ok(grants.iter().map(named).collect())
    }
}

/// Ids and names of what something may be granted over; the city has no parts.
fn parts(graph: &Graph, over: GrantedOver) -> Box<dyn Iterator<Item = (&str, &str)> + '_> {
    match over {
        GrantedOver::City => Box::new(std::iter::empty()),
        GrantedOver::Chain => Box::new(graph.chains.iter().map(|chain| (&*chain.id, &*chain.name))),
        GrantedOver::Squad => Box::new(graph.squads.iter().map(|squad| (&*squad.id, &*squad.name))),
        GrantedOver::Fund => Box::new(graph.funds.iter().map(|fund| (&*fund.id, &*fund.name))),
    }
}

/// A grant over something of this name.
fn told(grant: Grant, over: Option<&str>) -> GrantTold {
    let role = grant.role.zh();
    GrantTold {
        written: grant.to_string(),
        told: over.map_or_else(|| role.to_owned(), |name| format!("{role}：{name}")),
    }
}
