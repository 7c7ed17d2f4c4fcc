//! Adding what was learnt: a firm, what it does, whom it supplies, whom to call, a fund of a group …

use super::grounds::{EditGrounds, EditRefused, Edited, set_typed, typed_in, typed_row};
use super::shown::as_read;
use super::subject::{Subject, right_to_edit};
use crate::access::Scope;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, NamedRecords, TypedEdit, names, scope_to_write};
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
    /// The thing on whose page it is added, where the row does not name it: the change is told there too.
    pub beside: Option<Subject>,
    /// By what; a reason is not asked for.
    pub grounds: EditGrounds,
}

impl Addition {
    /// What was typed, by columns, with the id where nobody types one; refused where one is blank that must be given.
    fn row(&self, new_id: &str) -> Result<Vec<(&'static str, String)>, EditRefused> {
        let mut cells = self.cells.clone();
        if !new_id.is_empty() {
            let ids = CanonicalTable::of(self.kind).columns.iter().filter(|column| column.role.is_id());
            ids.for_each(|column| set_typed(&mut cells, column.name, new_id.to_owned()));
        }
        typed_row(self.kind, &cells)
    }

    /// Over what its right must be held: what is done at a site is a chain's own.
    fn scope(&self) -> Scope<'_> {
        match (self.kind, self.chain.as_deref()) {
            (Kind::Site, None) if !self.cell("segments").is_empty() => Scope::City,
            (kind, chain) => scope_to_write(kind, chain),
        }
    }

    fn cell(&self, name: &str) -> &str {
        typed_in(&self.cells, name)
    }
}

impl Desk {
    /// Adds a row of the source `local:WHO`, in one batch with the note by what.
    ///
    /// # Errors
    /// The caller may not, or the store fails. What is wrong with what was typed comes back for the form.
    pub async fn add(&self, given: &Addition) -> Result<Result<Edited, EditRefused>, AppError> {
        let scope = given.scope();
        let at = match given.kind {
            Kind::Contact => self.may_add_contact(given.cell("of")).await?,
            kind => self.may(right_to_edit(kind), scope)?,
        };
        at.refuse_elsewhere(given)?;
        let said = match given.grounds.said(*at, false)? {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(refused) = at.refuse_known(given).await? {
            return Ok(Err(refused));
        }
        let meant = match at.meant(given).await? {
            Ok(meant) => meant,
            Err(refused) => return Ok(Err(refused)),
        };
        let new_id = at.new_id(given)?;
        let mut cells = match meant.row(&new_id) {
            Ok(cells) => cells,
            Err(refused) => return Ok(Err(refused)),
        };
        let note = EditNote {
            reason: said.reason.clone(),
            source: said.source.clone(),
            table: given.kind.code().to_owned(),
            what: format!("新增{}", given.kind.zh()),
            before: String::new(),
            after: told(given, |column, typed| as_read(at.graph(), column, typed)),
        };
        let beside = match &given.beside {
            Some(subject) => at.record(subject).await?.nodes,
            None => Vec::new(),
        };
        let edit = TypedEdit { deed: Deed::Edit { table: given.kind, thing: thing(given) }, seen: None, note, beside };
        cells.extend(said.provenance(*at));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let row: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let typed = Input::of_form(given.kind, TypedRows::new(&header, &[row]));
        at.write(&said.who, typed, edit).await
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
        Kind::Enterprise | Kind::Segment | Kind::Squad => given.cell("name").to_owned(),
        _ => said.collect::<Vec<_>>().join(" · "),
    }
}

impl GraphPermit<'_> {
    /// Refuses what lies outside the chain that the right was asked for, where that right ends with it.
    fn refuse_elsewhere(&self, given: &Addition) -> Result<(), AppError> {
        let everywhere = self.desk().holds(right_to_edit(given.kind), Scope::City);
        let Some(chain) = given.chain.as_deref().filter(|_| !everywhere) else { return Ok(()) };
        let chain = names::chain(self.graph(), chain)?;
        for (name, said) in given.cells.iter().filter(|(_, said)| !text::trimmed(said).is_empty()) {
            match (given.kind, name.as_str()) {
                (_, "chain") if names::chain(self.graph(), said)? != chain => {
                    return Err(AppError::NotFound { what: "产业链", text: said.clone(), near: Vec::new() });
                }
                (Kind::Member | Kind::Feed | Kind::Segment, "segment" | "from" | "to" | "parent") => {
                    let is_new = given.kind == Kind::Segment && name == "segment";
                    names::segment(self.graph(), chain, said)
                        .map(drop)
                        .or_else(|error| if is_new { Ok(()) } else { Err(error) })?;
                }
                (Kind::Site, "segments") => {
                    let each = said.split(['、', ';', '；', '|']).map(text::trimmed).filter(|said| !said.is_empty());
                    each.map(|said| names::segment(self.graph(), chain, said)).try_for_each(|found| found.map(drop))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The id of what is added, where nobody types one but the table asks for it; blank elsewhere.
    fn new_id(&self, given: &Addition) -> Result<String, AppError> {
        match given.kind {
            Kind::Segment if !given.cell("name").is_empty() => {
                self.new_segment_id(given.cell("chain"), given.cell("name"))
            }
            Kind::Meeting => self.new_meeting_id(given.cell("chain"), given.cell("date")),
            Kind::Squad => Ok(text::folded(given.cell("name"))),
            _ => Ok(String::new()),
        }
    }

    /// The same with firms by id, where any of their names was typed; whom a name may mean comes back for the form.
    async fn meant(&self, given: &Addition) -> Result<Result<Addition, EditRefused>, AppError> {
        let mut meant = given.clone();
        for column in CanonicalTable::of(given.kind).columns.iter().filter(|column| column.names_a_firm()) {
            let Some((_, typed)) = meant.cells.iter_mut().find(|(name, said)| name == column.name && !said.is_empty())
            else {
                continue;
            };
            match self.firm_meant(typed).await {
                Ok(firm) => self.graph().firm_id(firm).clone_into(typed),
                Err(AppError::Ambiguous { choices, .. }) => {
                    return Ok(Err(EditRefused::several(column.name, typed, &choices)));
                }
                // An import says of it what it says of a row of a file.
                Err(AppError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Ok(meant))
    }

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
            Kind::Meeting => self.meeting_known(given.cell("chain"), given.cell("date"), given.cell("kind")),
            Kind::Segment => {
                for column in ["name", "parent"] {
                    let fault = self.segment_fault(given.cell("chain"), None, column, given.cell(column))?;
                    if fault.is_some() {
                        return Ok(fault);
                    }
                }
                Ok(None)
            }
            Kind::Squad => Ok(self.squad_known(given.cell("name"))),
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

    /// Refuses a squad that is called as another one.
    fn squad_known(&self, typed: &str) -> Option<EditRefused> {
        let name = text::folded(typed);
        let mut squads = self.graph().squads.iter();
        let there = squads.any(|squad| squad.id == name || text::folded(&squad.name) == name);
        there.then(|| EditRefused::of("name", format!("已有招商队「{name}」：请换一个名称，或直接派它来")))
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
