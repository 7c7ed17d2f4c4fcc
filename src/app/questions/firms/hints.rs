//! What somebody may mean who is typing: the first of everything that goes by a text.

use serde::Serialize;

use super::things::{FoundKind, FoundThing, ToldPart};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names};
use crate::graph::{ChainIx, FirmIx};
use crate::model::Kind;
use crate::normalize::searchable;

/// Firms told, and things of every other kind; all together at most `ALL`.
const FIRMS: usize = 8;
const OF_A_KIND: usize = 4;
const ALL: usize = 16;

/// What goes by a text, kind by kind, few of each.
#[derive(Debug, Clone, Serialize)]
pub struct Hints {
    /// Enterprises first.
    pub kinds: Vec<FoundKind>,
}

impl Desk {
    /// What may be meant by a text that somebody is typing, on a page of the chain `near`; nothing where it is blank. With
    /// `kind` of that kind alone.
    ///
    /// # Errors
    /// The caller may not search, or the store cannot be read.
    pub async fn hints(&self, given: &str, near: Option<&str>, kind: Option<Kind>) -> Result<Hints, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let wanted = searchable(given);
        if wanted.is_empty() {
            // Who will type soon finds the names read.
            at.held().names(at.store()).await?;
            return Ok(Hints { kinds: Vec::new() });
        }
        let near = near.and_then(|chain| names::chain(at.graph(), chain).ok()).filter(|chain| at.sees(*chain));
        let mut kinds = Vec::new();
        if kind.is_none_or(|kind| kind == Kind::Enterprise) {
            kinds.extend(at.firm_hints(given, near).await?);
        }
        let told = ToldPart { kind, skip: 0, limit: OF_A_KIND };
        kinds.extend(at.others_called(&wanted, near, told).await?);
        kinds.retain(|found| !found.things.is_empty());
        let mut left = ALL;
        for found in &mut kinds {
            found.things.truncate(left);
            left -= found.things.len();
        }
        kinds.retain(|found| !found.things.is_empty());
        Ok(Hints { kinds })
    }
}

impl GraphPermit<'_> {
    async fn firm_hints(&self, given: &str, near: Option<ChainIx>) -> Result<Option<FoundKind>, AppError> {
        let firms = self.firms_called(given).await?;
        let told: Vec<FirmIx> = firms.iter().take(FIRMS).copied().collect();
        let matched = self.matched(given, &told).await?;
        let things = told.iter().zip(matched).map(|(firm, matched)| self.firm_hint(*firm, &matched, near)).collect();
        let found = FoundKind { kind: Kind::Enterprise, total: firms.len(), things };
        Ok((found.total > 0).then_some(found))
    }

    /// A firm with where it is, and the name it goes by where that is not its own.
    fn firm_hint(&self, firm: FirmIx, matched: &str, near: Option<ChainIx>) -> FoundThing {
        let graph = self.graph();
        let name = graph.firm_name(firm);
        let other =
            matched.split_once(' ').is_some_and(|(_, matched)| !name.contains(matched)).then(|| matched.to_owned());
        let closed = (!graph.firm(firm).active()).then(|| "已注销".to_owned());
        let about: Vec<String> = [other, Some(graph.place_of(firm)), closed].into_iter().flatten().collect();
        FoundThing {
            id: graph.firm_id(firm).to_owned(),
            name: name.to_owned(),
            about: about.join(" · "),
            chain: near.map(|chain| graph.chain(chain).id.clone()),
        }
    }
}
