//! What an account is to the work of a city, and over what.

use std::fmt;
use std::str::FromStr;

use super::words::words;

words! {
    /// A role, as the columns of `access.csv` and `access-dengbao3.csv` name it.
    AccountRole {
        Admin = "admin", "系统管理员";
        Clerk = "clerk", "数据员";
        Dispatcher = "dispatcher", "调度办";
        Leader = "leader", "链长";
        Member = "member", "工作组成员";
        Captain = "captain", "队长";
        Recruiter = "recruiter", "招商员";
        Fund = "fund", "基金组成员";
        Auditor = "auditor", "审计员";
        System = "system", "三员·系统管理员";
        Security = "security", "三员·安全管理员";
        Audit = "audit", "三员·审计管理员";
    }
}

/// Over what a role is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantedOver {
    /// Everything the role may.
    City,
    /// One chain.
    Chain,
    /// One squad.
    Squad,
    /// One fund.
    Fund,
}

impl AccountRole {
    /// Those between whom an admin's rights are split, so that none can act alone and unseen (三员).
    pub const SPLIT: [Self; 3] = [Self::System, Self::Security, Self::Audit];

    /// Over what it is granted.
    pub fn over(self) -> GrantedOver {
        match self {
            Self::Admin | Self::Clerk | Self::Dispatcher | Self::Auditor => GrantedOver::City,
            Self::System | Self::Security | Self::Audit => GrantedOver::City,
            Self::Leader | Self::Member => GrantedOver::Chain,
            Self::Captain | Self::Recruiter => GrantedOver::Squad,
            Self::Fund => GrantedOver::Fund,
        }
    }
}

/// One role of an account, over one thing; what an account may is the union of its grants.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// The role.
    pub role: AccountRole,
    /// Id of the chain, squad or fund; none where the role is granted over the city.
    pub scope: Option<String>,
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scope {
            None => write!(f, "{}", self.role),
            Some(scope) => write!(f, "{}:{scope}", self.role),
        }
    }
}

/// Why a grant cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GrantError {
    /// There is no such role.
    #[error("没有「{word}」这个角色；可写 {}", roles())]
    Role {
        /// As given.
        word: String,
    },
    /// The role needs a thing it is granted over.
    #[error("{}（{role}）要写明对哪{}，如 {role}:编号", .role.zh(), measure(.role.over()))]
    NoScope {
        /// The role.
        role: AccountRole,
    },
    /// The role is granted over the city alone.
    #[error("{}（{role}）管全市，后面不写范围（写的是“{scope}”）", .role.zh())]
    Scope {
        /// The role.
        role: AccountRole,
        /// As given.
        scope: String,
    },
}

fn roles() -> String {
    AccountRole::ALL.iter().map(|role| format!("{role}（{}）", role.zh())).collect::<Vec<_>>().join("、")
}

fn measure(over: GrantedOver) -> &'static str {
    match over {
        GrantedOver::Squad => "支招商队",
        GrantedOver::Fund => "只基金",
        GrantedOver::Chain | GrantedOver::City => "条产业链",
    }
}

impl FromStr for Grant {
    type Err = GrantError;

    /// Reads `role` or `role:scope`; a role by its code or its Chinese word.
    fn from_str(text: &str) -> Result<Self, GrantError> {
        let (word, scope) = match text.split_once([':', '：']) {
            Some((word, scope)) => (word.trim(), Some(scope.trim()).filter(|scope| !scope.is_empty())),
            None => (text.trim(), None),
        };
        let role = AccountRole::from_word(word).ok_or_else(|| GrantError::Role { word: word.to_owned() })?;
        match (role.over(), scope) {
            (GrantedOver::City, Some(scope)) => Err(GrantError::Scope { role, scope: scope.to_owned() }),
            (GrantedOver::City, None) => Ok(Self { role, scope: None }),
            (_, None) => Err(GrantError::NoScope { role }),
            (_, Some(scope)) => Ok(Self { role, scope: Some(scope.to_owned()) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_is_read_back_from_its_words() {
        for text in ["admin", "leader:ic", "captain:s-top", "fund:f-ic1"] {
            assert_eq!(text.parse::<Grant>().unwrap().to_string(), text);
        }
        assert_eq!("链长：ic".parse::<Grant>().unwrap().to_string(), "leader:ic");
    }

    #[test]
    fn a_scope_stands_where_the_role_has_one_and_nowhere_else() {
        for role in AccountRole::ALL {
            let (alone, over) = (role.code().parse::<Grant>(), format!("{role}:x").parse::<Grant>());
            assert_eq!(alone.is_ok(), role.over() == GrantedOver::City, "{role}");
            assert_eq!(over.is_ok(), role.over() != GrantedOver::City, "{role}");
            assert!(format!("{role}:").parse::<Grant>().is_err() || role.over() == GrantedOver::City);
        }
        assert!("boss".parse::<Grant>().unwrap_err().to_string().contains("leader（链长）"));
    }
}
