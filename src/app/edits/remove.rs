//! Taking a tie away: a fund off a group, a squad off a chain. Whatever source said it, its row is closed.

use super::grounds::{EditGrounds, EditRefused, Edited};
use super::subject::right_to_edit;
use crate::access::Scope;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names, note_rows, random_id};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Deed, EditNote, Kind, NewRow, Origin, Version};
use crate::store::{Chunk, ListFilter, NewBatch};

/// What ties something to a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupTie {
    /// A fund to its group, by id or name.
    Fund(String),
    /// A squad that works on it, by id or name.
    Squad(String),
}

/// Which tie is to go.
#[derive(Debug, Clone)]
pub struct Removed {
    /// The chain, by id or name.
    pub chain: String,
    /// What is tied to it.
    pub tie: GroupTie,
    /// Why.
    pub grounds: EditGrounds,
}

impl Desk {
    /// Closes every row that says a tie, in one batch with the note why.
    ///
    /// # Errors
    /// The caller may not, a name is unknown, files are imported meanwhile, or the store fails.
    pub async fn remove(&self, given: &Removed) -> Result<Result<Edited, EditRefused>, AppError> {
        let kind = if matches!(given.tie, GroupTie::Fund(_)) { Kind::FundGroup } else { Kind::Assignment };
        let at = self.may(right_to_edit(kind), Scope::Chain(&given.chain))?;
        let said = match given.grounds.said(*at, true)? {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        let (rows, name) = at.tied(kind, given).await?;
        let Some(first) = rows.first() else {
            return Ok(Err(EditRefused::whole(format!("「{name}」不在这条链上，没有改动"))));
        };
        let batch = NewBatch {
            id: random_id(),
            who: said.who,
            when: at.clock().now(),
            deed: Deed::Edit { table: kind, thing: name.clone() },
        };
        let edit = batch.id.clone();
        let note = EditNote {
            reason: said.reason,
            source: said.source,
            table: kind.code().to_owned(),
            what: format!("移出{}", kind.zh()),
            before: name,
            after: String::new(),
        };
        let close = |row: &Version| NewRow { key: row.key.clone(), values: None, origin: Origin::default() };
        let notes = note_rows(&note, &edit, &first.key);
        let rows: Vec<NewRow> = rows.iter().map(close).chain(notes).collect();
        let number = at.written(batch, rows).await?;
        at.follow().await;
        Ok(Ok(Edited { edit, number }))
    }
}

impl GraphPermit<'_> {
    /// The open rows that say a tie, in key order, and the name of what is tied.
    async fn tied(&self, kind: Kind, given: &Removed) -> Result<(Vec<Version>, String), AppError> {
        let graph = self.graph();
        let chain = graph.chain(names::chain(graph, &given.chain)?).id.clone();
        let (of, other, name) = match &given.tie {
            GroupTie::Fund(fund) => {
                let fund = &graph.funds[names::fund(graph, fund)?.at()];
                (Kind::Fund, fund.id.clone(), fund.name.clone())
            }
            GroupTie::Squad(squad) => {
                let id = names::squad(graph, squad)?;
                let name = graph.squads.iter().find(|s| s.id == id).map_or_else(String::new, |s| s.name.clone());
                (Kind::Squad, id, name)
            }
        };
        let chain = self.node(Kind::Chain, &chain).await?;
        let other = self.node(of, &other).await?;
        let all = self.store().list(ListFilter { kind, a: None, after: None, limit: usize::MAX }, None).await?;
        let says = |row: &Version| {
            let Some(values) = row.values.as_ref().map(|values| values.view()) else { return false };
            Some(values.node(A_TO).unwrap_or(row.key.a)) == chain
                && Some(values.node(B_TO).unwrap_or(row.key.b)) == other
        };
        let mut rows: Vec<Version> = all.into_iter().filter(says).collect();
        rows.sort_by(|x, y| x.key.cmp(&y.key));
        Ok((rows, name))
    }

    /// Writes rows of facts under the lease.
    pub(super) async fn written(&self, batch: NewBatch, rows: Vec<NewRow>) -> Result<u64, AppError> {
        let Some(staging) = self.store().begin(batch, Vec::new()).await? else {
            return Err(AppError::BadRequest("正在导入文件，这一处没有写入；请等导入结束后再提交".into()));
        };
        let base = self.store().journal().await?;
        let staged = self.store().stage(staging, Chunk { rows, ..Chunk::default() }).await;
        let written = match staged {
            Ok(staging) => self.store().commit(staging, base).await,
            Err(error) => Err(error),
        };
        if written.is_err() {
            self.store().sweep().await?;
        }
        Ok(written?.0)
    }
}
