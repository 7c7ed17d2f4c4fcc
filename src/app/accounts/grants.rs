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
        let over = |role: AccountRole| -> Vec<String> {
            match role.over() {
                GrantedOver::City => Vec::new(),
                GrantedOver::Chain => graph.chains.iter().map(|chain| chain.id.clone()).collect(),
                GrantedOver::Squad => graph.squads.iter().map(|squad| squad.id.clone()).collect(),
                GrantedOver::Fund => graph.funds.iter().map(|fund| fund.id.clone()).collect(),
            }
        };
        let (city, parts): (Vec<AccountRole>, Vec<AccountRole>) =
            AccountRole::ALL.iter().partition(|role| role.over() == GrantedOver::City);
        let city = city.into_iter().map(|role| told(graph, &Grant { role, scope: None })).collect();
        let of_part = |role: AccountRole| GrantGroup {
            word: role.zh(),
            grants: over(role).into_iter().map(|scope| told(graph, &Grant { role, scope: Some(scope) })).collect(),
        };
        let groups = std::iter::once(GrantGroup { word: "管全市", grants: city }).chain(parts.into_iter().map(of_part));
        Ok(groups.filter(|group| !group.grants.is_empty()).collect())
    }

    /// Grants as people read them, with the names of what they are over.
    ///
    /// # Errors
    /// The caller may not.
    pub fn grants_named(&self, grants: &[Grant]) -> Result<Vec<GrantTold>, AppError> {
        let graph = self.may(Right::Users, Scope::City)?.graph();
        Ok(grants.iter().map(|grant| told(graph, grant)).collect())
    }
}

fn told(graph: &Graph, grant: &Grant) -> GrantTold {
    let name = |scope: &String| match grant.role.over() {
        GrantedOver::City => None,
        GrantedOver::Chain => graph.chains.iter().find(|chain| chain.id == *scope).map(|chain| chain.name.clone()),
        GrantedOver::Squad => graph.squads.iter().find(|squad| squad.id == *scope).map(|squad| squad.name.clone()),
        GrantedOver::Fund => graph.funds.iter().find(|fund| fund.id == *scope).map(|fund| fund.name.clone()),
    };
    let told = match &grant.scope {
        None => grant.role.zh().to_owned(),
        Some(scope) => format!("{}：{}", grant.role.zh(), name(scope).unwrap_or_else(|| scope.clone())),
    };
    GrantTold { written: grant.to_string(), told }
}
