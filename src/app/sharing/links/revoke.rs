//! Taking links back: one, or all of a receiver, a squad, a chain.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names, random_id};
use crate::model::{Deed, ShareDeed};
use crate::store::{NewBatch, Share};

/// Which links are revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevokeAsked {
    /// One of the chain, by id.
    One(String),
    /// All of a receiver, of every chain whose links the caller may revoke.
    Receiver(String),
    /// All of a squad, by id or name, of every such chain.
    Squad(String),
    /// All of the chain.
    Chain,
}

/// What was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revoked {
    /// How many could be opened until now.
    pub links: usize,
}

impl Desk {
    /// Revokes links: whoever has one open sees nothing any more.
    ///
    /// # Errors
    /// The caller may not, or there is none to revoke.
    pub async fn links_revoke(&self, chain: &str, asked: &RevokeAsked, who: Option<&str>) -> Result<Revoked, AppError> {
        let at = self.may(Right::Share, Scope::Chain(chain))?;
        let chain = at.graph().chain(names::chain(at.graph(), chain)?).id.clone();
        let squad = match asked {
            RevokeAsked::Squad(given) => Some(names::squad(at.graph(), given)?),
            _ => None,
        };
        let is_meant = |share: &Share| match asked {
            RevokeAsked::One(id) => share.id == *id && share.chain == chain,
            RevokeAsked::Chain => share.chain == chain,
            RevokeAsked::Receiver(to) => share.receiver == to.trim(),
            RevokeAsked::Squad(_) => share.squad == squad,
        };
        let mut shares = at.store().shares().await?;
        shares.retain(|share| share.revoked.is_none() && is_meant(share) && self.shares(&share.chain));
        if shares.is_empty() {
            return Err(AppError::BadRequest("没有可收回的链接：可能已收回".into()));
        }
        let one = shares.as_slice();
        let (share, of, told) = match one {
            [one] => (one.id.clone(), one.chain.clone(), format!("发给 {}", one.receiver)),
            several => {
                let ids: Vec<&str> = several.iter().map(|share| share.id.as_str()).collect();
                ("-".to_owned(), chain, format!("{}条：{}", ids.len(), ids.join("、")))
            }
        };
        let deed = Deed::Share { deed: ShareDeed::Revoke, share, chain: of, told, contacts: false };
        let batch = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        at.store().revoke_shares(batch, shares.iter().map(|share| share.id.clone()).collect()).await?;
        Ok(Revoked { links: shares.len() })
    }
}
