//! What a change of a list did, told on the page it leads to, and taking it back from there.

use crate::access::{Right, Scope};
use crate::app::desk::{GraphPermit, Permit};
use crate::app::lists::change::{ListChanged, conflict_words};
use crate::app::lists::listed::shown;
use crate::app::{AppError, Desk, StoreDesk, names, random_id};
use crate::graph::{ChainIx, Graph};
use crate::model::{BatchRecord, Deed, EntryField, Journal, Kind, ListDeed, NewRow, Origin, RowKey, Values};
use crate::store::{BatchRow, Change, Expected, NewBatch};
use crate::work::Entry;

/// Firms named before it is said how many there are.
const NAMES: usize = 2;

/// A change of a list, or what took one back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListDone {
    /// Its journal number.
    pub number: u64,
    /// What was changed, in Chinese.
    pub told: String,
    /// Whether it took that change back.
    pub back: bool,
    /// Whether it can be taken back: everything still stands as it left it.
    pub can_go_back: bool,
}

/// An entry before and after a change.
struct Changed {
    name: String,
    before: Entry,
    after: Entry,
}

impl Desk {
    /// What a change of a chain's list did; none where that number is none of it.
    ///
    /// # Errors
    /// The caller may not see the list, there is no such chain, or the store fails.
    pub async fn list_done(&self, chain: &str, number: u64) -> Result<Option<ListDone>, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let ix = names::chain(at.graph(), chain)?;
        let chain = at.graph().chain(ix).id.clone();
        let Some((batch, back)) = at.list_batch(&chain, number).await? else { return Ok(None) };
        let Deed::List { deed, .. } = batch.deed else { return Ok(None) };
        let (rows, _) = at.work_changed(batch.number).await?;
        if !at.sees_all(at.graph(), ix, &rows).await? {
            return Ok(None);
        }
        let told = at.list_change_told(deed, batch.number, &rows).await?;
        let stands = |row: &BatchRow| row.current == Journal(batch.number);
        let may = at.may_take_back(at.graph(), &chain, &rows).await.is_ok();
        Ok(Some(ListDone {
            number,
            told,
            back,
            can_go_back: may && !back && !rows.is_empty() && rows.iter().all(stands),
        }))
    }
}

impl StoreDesk {
    /// Takes a change of a chain's list back: every entry says again what it said before.
    ///
    /// # Errors
    /// The caller may not, there is no such change, or an entry was changed since: then nothing is written.
    pub async fn list_undo(&self, chain: &str, number: u64, who: Option<&str>) -> Result<ListChanged, AppError> {
        let at = self.may(Right::EditEntry, Scope::Part(chain))?;
        let names = at.names().await?;
        let ix = names::chain(names.graph(), chain)?;
        let chain = names.graph().chain(ix).id.clone();
        let none = || AppError::NotFound { what: "清单改动", text: number.to_string(), near: Vec::new() };
        let (batch, _) = at.list_batch(&chain, number).await?.filter(|(_, back)| !back).ok_or_else(none)?;
        let (rows, claims) = at.work_changed(number).await?;
        if !at.sees_all(names.graph(), ix, &rows).await? {
            return Err(none());
        }
        at.may_take_back(names.graph(), &chain, &rows).await?;
        if rows.is_empty() || rows.iter().any(|row| row.current != Journal(number)) {
            let text = "这一处撤销过了，或后来又改过，没有撤销；请打开那家企业，看它的经过";
            return Err(AppError::BadRequest(text.to_owned()));
        }
        let records = at.store().node_names(rows.iter().map(|row| row.key.b).collect()).await?;
        let changed = records.into_iter().flatten().map(|record| record.text).collect();
        // A claim that was changed since stands as it is.
        let claims = claims.into_iter().filter(|row| row.current == Journal(number));
        let changes = rows.into_iter().chain(claims).map(|row| Change {
            row: NewRow { key: row.key, values: row.before, origin: Origin::default() },
            expected: Expected::At(Journal(number)),
        });
        let deed = Deed::Undo { import: batch.id };
        let undo = NewBatch { id: random_id(), who: at.who(who)?, when: at.clock().now(), deed };
        let written = at.store().apply(undo, Vec::new(), changes.collect()).await.map_err(conflict_words)?;
        Ok(ListChanged { changed, number: Some(written.0) })
    }
}

impl Permit<'_> {
    /// The change of a chain's list with this number, or that the batch with this number took back, and which of both.
    async fn list_batch(&self, chain: &str, number: u64) -> Result<Option<(BatchRecord, bool)>, AppError> {
        let of_chain = |batch: &BatchRecord| matches!(&batch.deed, Deed::List { chain: of, .. } if of == chain);
        let found = self.store().batches_numbered(vec![Journal(number)]).await?.into_iter().flatten().next();
        let Some(batch) = found else { return Ok(None) };
        let Deed::Undo { import } = &batch.deed else {
            return Ok(Some(batch).filter(of_chain).map(|batch| (batch, false)));
        };
        let all = self.store().batches(Journal(0), usize::MAX).await?;
        let taken_back = all.into_iter().find(|batch| batch.id == *import).filter(of_chain);
        Ok(taken_back.map(|batch| (batch, true)))
    }

    /// Whether the caller sees all of a chain's entries that were changed.
    async fn sees_all(&self, graph: &Graph, chain: ChainIx, rows: &[BatchRow]) -> Result<bool, AppError> {
        if self.holds(Right::SeeList, Scope::Chain(&graph.chain(chain).id)) {
            return Ok(true);
        }
        let own = self.listed(graph, chain).await?;
        Ok(rows.iter().all(|row| own.iter().any(|listed| listed.key == row.key)))
    }

    /// Asks for the right to say of some entries of a chain what they said before a change.
    async fn may_take_back(&self, graph: &Graph, chain: &str, rows: &[BatchRow]) -> Result<(), AppError> {
        let listed = self.listed(graph, names::chain(graph, chain)?).await?;
        for row in rows {
            let now = listed.iter().find(|listed| listed.key == row.key);
            match (&row.before, now) {
                (Some(before), Some(now)) => self.may_change(chain, now, &Entry::read(before.view()))?,
                _ if self.holds(Right::EditList, Scope::Chain(chain)) => {}
                _ => return Err(AppError::Forbidden(Right::EditList)),
            }
        }
        Ok(())
    }

    /// The entries that a change wrote, and the claims that followed.
    async fn work_changed(&self, number: u64) -> Result<(Vec<BatchRow>, Vec<BatchRow>), AppError> {
        let mut rows = self.store().batch_rows(Journal(number), None, usize::MAX).await?;
        rows.retain(|row| [Kind::Entry, Kind::Claim].contains(&row.key.kind));
        Ok(rows.into_iter().partition(|row| row.key.kind == Kind::Entry))
    }
}

impl GraphPermit<'_> {
    /// What a change did, in one line.
    async fn list_change_told(&self, deed: ListDeed, number: u64, rows: &[BatchRow]) -> Result<String, AppError> {
        let firms = self.firms_listed(rows.iter().map(|row| &row.key)).await?;
        // Only who was given to whom differs from firm to firm.
        let read = if deed == ListDeed::Assign { rows.len() } else { 1 };
        let mut changed = Vec::with_capacity(read);
        for (row, (_, name)) in rows.iter().zip(&firms).take(read) {
            changed.push(self.changed(row, number, name).await?);
        }
        let names: Vec<&str> = firms.iter().map(|(_, name)| name.as_str()).collect();
        Ok(told(self.graph(), deed, &changed, &names))
    }

    /// An entry before and after a change.
    async fn changed(&self, row: &BatchRow, number: u64, name: &str) -> Result<Changed, AppError> {
        let versions = self.store().versions(row.key.clone()).await?;
        let after = versions.into_iter().find(|version| version.number == Journal(number));
        let read = |values: Option<Values>| values.map(|v| Entry::read(v.view())).unwrap_or_default();
        let (before, after) = (read(row.before.clone()), read(after.and_then(|version| version.values)));
        Ok(Changed { name: name.to_owned(), before, after })
    }

    /// Ids and short names of the firms that entries are of.
    async fn firms_listed(&self, keys: impl Iterator<Item = &RowKey>) -> Result<Vec<(String, String)>, AppError> {
        let records = self.store().node_names(keys.map(|key| key.b).collect()).await?;
        let graph = self.graph();
        let named = |record: String| match graph.firm_with_id(&record) {
            Some(firm) => (graph.firm_id(firm).to_owned(), graph.firm_short(firm).to_owned()),
            None => (record.clone(), record),
        };
        Ok(records.into_iter().flatten().map(|node| named(node.text)).collect())
    }
}

/// The first of some firms, then how many there are.
fn few(names: &[&str]) -> String {
    match names.len() {
        count if count > NAMES => format!("{}等{count}家", names[..NAMES].join("、")),
        _ => names.join("、"),
    }
}

/// Which firms were given to which squad, in the order of the first of each.
fn assigned(graph: &Graph, changed: &[Changed]) -> String {
    let mut squads: Vec<(String, Vec<&str>)> = Vec::new();
    for one in changed {
        let squad = shown(graph, &one.after, EntryField::Squad);
        match squads.iter_mut().find(|(known, _)| *known == squad) {
            Some((_, firms)) => firms.push(&one.name),
            None => squads.push((squad, vec![&one.name])),
        }
    }
    let told = squads.iter().map(|(squad, firms)| format!("派给{squad}：{}", few(firms)));
    told.collect::<Vec<_>>().join("；")
}

fn told(graph: &Graph, deed: ListDeed, changed: &[Changed], names: &[&str]) -> String {
    let Some(first) = changed.first() else { return String::new() };
    match deed {
        ListDeed::Add => format!("列入清单：{}", few(names)),
        ListDeed::Lead => format!("报来新线索：{}", few(names)),
        ListDeed::Assign => assigned(graph, changed),
        ListDeed::Set | ListDeed::Drop => {
            let said = |entry: &Entry, field| match shown(graph, entry, field) {
                blank if blank.is_empty() => "（空）".to_owned(),
                said => said,
            };
            let change = |field: EntryField| {
                format!("{} {} → {}", field.zh(), said(&first.before, field), said(&first.after, field))
            };
            let changes: Vec<String> = first.before.changed(&first.after).into_iter().map(change).collect();
            let more = if names.len() > 1 { format!("等{}家", names.len()) } else { String::new() };
            format!("{}{more}：{}", first.name, changes.join("；"))
        }
    }
}
