//! Adding what was learnt: a firm, what it does, whom it supplies, whom to call, a fund of a group …

use super::grounds::{EditGrounds, EditRefused, Edited, outcome};
use super::shown::as_read;
use super::subject::right_to_edit;
use crate::access::Scope;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, NamedRecords, TypedEdit, names, write_edit};
use crate::ingest::{Input, TypedRows};
use crate::model::{CanonicalColumn, CanonicalTable, Deed, EditNote, Kind};
use crate::normalize::text;
use crate::resolve::ReferenceError;

/// A row that is added.
#[derive(Debug, Clone)]
pub struct Addition {
    /// The table it is of.
    pub kind: Kind,
    /// The chain it is about, by id or name; none where it is about none in particular.
    pub chain: Option<String>,
    /// What was typed, by the English names of columns.
    pub cells: Vec<(String, String)>,
    /// By what; a reason is not asked for.
    pub grounds: EditGrounds,
}

impl Addition {
    fn cell(&self, name: &str) -> &str {
        self.cells.iter().find(|(own, _)| own == name).map_or("", |(_, said)| text::trimmed(said))
    }
}

impl Desk {
    /// Adds a row of the source `local:WHO`, in one batch with the note by what.
    ///
    /// # Errors
    /// The caller may not, or the store fails. What is wrong with what was typed comes back for the form.
    pub async fn add(&self, given: &Addition) -> Result<Result<Edited, EditRefused>, AppError> {
        let scope = given.chain.as_deref().map_or(Scope::City, Scope::Chain);
        let at = self.may(right_to_edit(given.kind), scope)?;
        let said = match given.grounds.said(*at, false)? {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(refused) = at.refuse_known(given).await? {
            return Ok(Err(refused));
        }
        let mut cells: Vec<(&str, String)> = Vec::new();
        for column in CanonicalTable::of(given.kind).columns {
            let typed = given.cell(column.name);
            if typed.is_empty() && column.role.must_be_given() {
                return Ok(Err(EditRefused::of(column.name, format!("请写{}", column.zh[0]))));
            }
            if !typed.is_empty() {
                cells.push((column.name, typed.to_owned()));
            }
        }
        let note = EditNote {
            reason: said.reason.clone(),
            source: said.source.clone(),
            table: given.kind.code().to_owned(),
            what: format!("新增{}", given.kind.zh()),
            before: String::new(),
            after: told(given, |column, typed| as_read(at.graph(), column, typed)),
        };
        let edit = TypedEdit { deed: Deed::Edit { table: given.kind, thing: thing(given) }, seen: None, note };
        cells.extend(said.provenance(*at));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let row: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(given.kind, TypedRows::new(&header, &[row]));
        let done = outcome(write_edit(*at, &said.who, vec![typed], edit).await?);
        if done.is_ok() {
            at.follow().await;
        }
        Ok(done)
    }
}

/// What the journal calls it: as it was typed, and of whom to call only whose contact it is.
fn thing(given: &Addition) -> String {
    match given.kind {
        Kind::Contact => given.cell("of").to_owned(),
        _ => told(given, |_, typed| typed.to_owned()),
    }
}

/// What was added, in one line; of whom to call not a word, since the journal keeps it for good.
fn told(given: &Addition, read: impl Fn(&CanonicalColumn, &str) -> String) -> String {
    let columns = CanonicalTable::of(given.kind).columns.iter();
    let typed = columns.map(|column| (column, given.cell(column.name))).filter(|(_, typed)| !typed.is_empty());
    let said = typed.map(|(column, typed)| read(column, typed));
    match given.kind {
        Kind::Contact => String::new(),
        Kind::Enterprise => given.cell("name").to_owned(),
        _ => said.collect::<Vec<_>>().join(" · "),
    }
}

impl GraphPermit<'_> {
    /// Refuses what is there already: adding it again would say nothing, or make it something else.
    async fn refuse_known(&self, given: &Addition) -> Result<Option<EditRefused>, AppError> {
        let graph = self.graph();
        match given.kind {
            Kind::Enterprise => {
                for column in ["name", "credit_code", "stock_code"] {
                    let typed = given.cell(column);
                    if let Some(told) = self.firm_known(typed).await? {
                        return Ok(Some(EditRefused::of(column, told)));
                    }
                }
                Ok(None)
            }
            Kind::FundGroup => {
                let chain = names::chain(graph, given.cell("chain"))?;
                let fund = names::fund(graph, given.cell("fund"))?;
                let there = graph.fund_groups.contains(&(chain, fund));
                let name = &graph.funds[fund.at()].name;
                Ok(there.then(|| EditRefused::of("fund", format!("「{name}」已经在基金招商组里"))))
            }
            Kind::Assignment => {
                let chain = names::chain(graph, given.cell("chain"))?;
                let squad = names::squad(graph, given.cell("squad"))?;
                let there = graph.assignments.iter().any(|(c, s)| *c == chain && graph.squads[s.at()].id == squad);
                Ok(there.then(|| EditRefused::of("squad", "这支招商队已经派在这条链上")))
            }
            _ => Ok(None),
        }
    }

    /// Who goes by a name or a code already.
    async fn firm_known(&self, typed: &str) -> Result<Option<String>, AppError> {
        if typed.is_empty() {
            return Ok(None);
        }
        let named = NamedRecords::of(self.store(), &[Kind::Enterprise], typed).await?;
        match named.referent() {
            Ok(_) | Err(ReferenceError::Several { .. }) => {
                Ok(Some(format!("库里已有「{typed}」：请打开它的卡片改，不要再建一家")))
            }
            Err(ReferenceError::None { .. }) => Ok(None),
        }
    }
}
