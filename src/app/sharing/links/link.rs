//! A link as the group reads it.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::columns::LinkColumn;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names, to_the_minute};
use crate::store::{Opening, Share};

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It can be opened.
    Open,
    /// Its day is over.
    Expired,
    /// No opening is left.
    Exhausted,
    /// Its passcode was tried too often.
    Shut,
    /// It was revoked.
    Revoked,
}

impl LinkState {
    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Open => "可以打开",
            Self::Expired => "已过期",
            Self::Exhausted => "次数用完",
            Self::Shut => "口令试错太多",
            Self::Revoked => "已收回",
        }
    }

    /// In one word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Expired => "expired",
            Self::Exhausted => "exhausted",
            Self::Shut => "shut",
            Self::Revoked => "revoked",
        }
    }

    pub(super) fn of(share: &Share, now: &str) -> Self {
        match share {
            _ if share.revoked.is_some() => Self::Revoked,
            _ if share.until.as_str() <= now => Self::Expired,
            _ if share.left == 0 => Self::Exhausted,
            _ if share.tries == 0 => Self::Shut,
            _ => Self::Open,
        }
    }
}

/// A link of a chain's list. Its address is told once, when it is made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkLine {
    /// What people call it by.
    pub link: String,
    /// Id of the chain.
    pub chain: String,
    /// Name of the chain.
    pub chain_name: String,
    /// To whom it is shown.
    pub to: String,
    /// The squad the receiver belongs to, by name; none where none was named.
    pub squad: Option<String>,
    /// What for.
    pub purpose: String,
    /// On which legal basis.
    pub basis: String,
    /// How many targets it shows at most.
    pub rows: usize,
    /// The columns it shows, as people read them.
    pub columns: Vec<String>,
    /// Whether it shows whom to call.
    pub contacts: bool,
    /// Whether it has a passcode.
    pub passcode: bool,
    /// Who made it.
    pub who: String,
    /// When, to the minute.
    pub made: String,
    /// Its last day, YYYY-MM-DD.
    pub until: String,
    /// How often it could be opened.
    pub openings: u32,
    /// How often it still can.
    pub left: u32,
    /// How it stands.
    pub state: LinkState,
    /// When it was opened, to the minute, and from which address; the last first.
    pub opened: Vec<String>,
    /// How many targets something is proposed of and waits.
    pub waiting: usize,
}

impl Desk {
    /// The links of a chain's list with the chain's id, the last made first.
    ///
    /// # Errors
    /// The caller may not share it, there is no such chain, or the store fails.
    pub async fn links(&self, chain: &str) -> Result<(String, Vec<LinkLine>), AppError> {
        let at = self.may(Right::Share, Scope::Chain(chain))?;
        let chain = at.graph().chain(names::chain(at.graph(), chain)?).id.clone();
        let mut shares = at.store().shares().await?;
        shares.retain(|share| share.chain == chain);
        Ok((chain, at.link_lines(&shares).await?))
    }
}

impl GraphPermit<'_> {
    /// Links as the group reads them.
    pub(super) async fn link_lines(&self, shares: &[Share]) -> Result<Vec<LinkLine>, AppError> {
        let mut opened: HashMap<String, Vec<String>> = HashMap::new();
        for Opening { share, at, address } in self.store().openings().await? {
            opened.entry(share).or_default().push(format!("{} {address}", to_the_minute(&at)));
        }
        let mut waiting: HashMap<String, usize> = HashMap::new();
        for proposal in self.store().proposals().await? {
            *waiting.entry(proposal.share).or_default() += 1;
        }
        let now = self.clock().now();
        Ok(shares.iter().map(|share| self.link_line(share, &now, (&mut opened, &waiting))).collect())
    }

    fn link_line(
        &self,
        share: &Share,
        now: &str,
        (opened, waiting): (&mut HashMap<String, Vec<String>>, &HashMap<String, usize>),
    ) -> LinkLine {
        let column = |code: &String| LinkColumn::read(code).map(|column| column.zh().to_owned());
        LinkLine {
            link: share.id.clone(),
            chain: share.chain.clone(),
            chain_name: self.chain_called(&share.chain),
            to: share.receiver.clone(),
            squad: share.squad.as_deref().map(|squad| self.squad_name(squad)),
            purpose: share.purpose.clone(),
            basis: share.basis.clone(),
            rows: share.rows.len(),
            columns: share.columns.iter().filter_map(column).collect(),
            contacts: share.contacts,
            passcode: share.passcode.is_some(),
            who: share.who.clone(),
            made: to_the_minute(&share.made),
            until: last_day(&share.until).to_owned(),
            openings: share.openings,
            left: share.left,
            state: LinkState::of(share, now),
            opened: opened.remove(&share.id).unwrap_or_default(),
            waiting: waiting.get(&share.id).copied().unwrap_or_default(),
        }
    }

    /// What people call a chain; its id where nobody knows it any more.
    pub(super) fn chain_called(&self, id: &str) -> String {
        self.graph().chains.iter().find(|known| known.id == id).map_or(id, |known| &known.name).to_owned()
    }
}

/// The last day of a link.
pub(super) fn last_day(until: &str) -> &str {
    until.get(..10).unwrap_or(until)
}
