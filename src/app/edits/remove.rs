//! Taking a tie away: a fund off a group, a squad off a chain, a firm out of a segment, a 供给 between two segments.
//! Whatever source said it, its row is closed, and the note beside says why.

use super::grounds::{EditGrounds, EditRefused, Edited};
use super::subject::right_to_edit;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names, note_rows, random_id, scope_to_write};
use crate::graph::{FirmIx, SegmentIx};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Deed, EditNote, Kind, NewRow, NodeId, Origin, Version};
use crate::store::{Chunk, ListFilter, NewBatch};

/// What ties one thing to another; each by id or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditTie {
    /// A fund to the group of the chain.
    Fund(String),
    /// A squad that works on the chain.
    Squad(String),
    /// A firm to a segment that it does.
    Member {
        /// The firm.
        enterprise: String,
        /// What it does; by id where no chain is given.
        segment: String,
    },
    /// A segment to one that it feeds.
    Feed {
        /// Whose output is used.
        from: String,
        /// Who uses it.
        to: String,
    },
}

/// Which tie is to go.
#[derive(Debug, Clone)]
pub struct Removed {
    /// The chain, by id or name; none where the tie says it.
    pub chain: Option<String>,
    /// What is tied.
    pub tie: EditTie,
    /// Why.
    pub grounds: EditGrounds,
}

/// Both ends of a tie, by the nodes that mean them, and what people call it.
struct Ends {
    a: Vec<NodeId>,
    b: Vec<NodeId>,
    name: String,
}

impl EditTie {
    fn kind(&self) -> Kind {
        match self {
            Self::Fund(_) => Kind::FundGroup,
            Self::Squad(_) => Kind::Assignment,
            Self::Member { .. } => Kind::Member,
            Self::Feed { .. } => Kind::Feed,
        }
    }
}

impl Desk {
    /// Closes every row that says a tie, in one batch with the note why.
    ///
    /// # Errors
    /// The caller may not, a name is unknown, files are imported meanwhile, or the store fails.
    pub async fn remove(&self, given: &Removed) -> Result<Result<Edited, EditRefused>, AppError> {
        let kind = given.tie.kind();
        let at = self.may(right_to_edit(kind), scope_to_write(kind, given.chain.as_deref()))?;
        let said = match given.grounds.said(*at, true)? {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(refused) = at.still_tied(given)? {
            return Ok(Err(refused));
        }
        let ends = at.ends(given).await?;
        let rows = at.tied(kind, &ends).await?;
        let Some(first) = rows.first() else {
            return Ok(Err(EditRefused::whole(format!("没有「{}」这一条，没有改动", ends.name))));
        };
        let (id, when) = (random_id(), at.clock().now());
        let deed = Deed::Edit { table: kind, thing: ends.name.clone() };
        let batch = NewBatch { id: id.clone(), who: said.who, when, deed };
        let note = EditNote {
            reason: said.reason,
            source: said.source,
            table: kind.code().to_owned(),
            what: format!("移出{}", kind.zh()),
            before: ends.name,
            after: String::new(),
        };
        let close = |row: &Version| NewRow { key: row.key.clone(), values: None, origin: Origin::default() };
        let notes = note_rows(&note, &id, &first.key, &[]);
        let rows: Vec<NewRow> = rows.iter().map(close).chain(notes).collect();
        let number = at.written(batch, rows).await?;
        at.follow().await;
        Ok(Ok(Edited { edit: id, number }))
    }
}

impl GraphPermit<'_> {
    /// Both ends of a tie.
    async fn ends(&self, given: &Removed) -> Result<Ends, AppError> {
        let graph = self.graph();
        let named = async |kind, id: &str| Ok::<_, AppError>(self.node(kind, id).await?.into_iter().collect());
        let chain = async || named(Kind::Chain, &graph.chain(names::chain(graph, of_chain(given)?)?).id).await;
        Ok(match &given.tie {
            EditTie::Fund(fund) => {
                let fund = &graph.funds[names::fund(graph, fund)?.at()];
                Ends { a: chain().await?, b: named(Kind::Fund, &fund.id).await?, name: fund.name.clone() }
            }
            EditTie::Squad(squad) => {
                let id = names::squad(graph, squad)?;
                let name = graph.squads.iter().find(|s| s.id == id).map_or_else(String::new, |s| s.name.clone());
                Ends { a: chain().await?, b: named(Kind::Squad, &id).await?, name }
            }
            EditTie::Member { enterprise, segment } => {
                let (firm, segment) = (names::firm(graph, enterprise)?, self.segment_tied(given, segment)?);
                let name = format!("{} · {}", graph.firm_name(firm), graph.segment(segment).name);
                let b = named(Kind::Segment, &graph.segment(segment).id).await?;
                Ends { a: graph.nodes_of(firm).to_vec(), b, name }
            }
            EditTie::Feed { from, to } => {
                let [from, to] = [from, to].map(|end| self.segment_tied(given, end));
                let (from, to) = (graph.segment(from?), graph.segment(to?));
                let name = format!("{} → {}", from.name, to.name);
                Ends { a: named(Kind::Segment, &from.id).await?, b: named(Kind::Segment, &to.id).await?, name }
            }
        })
    }

    /// A segment of the chain that is given, else the one with this id.
    fn segment_tied(&self, given: &Removed, segment: &str) -> Result<SegmentIx, AppError> {
        let graph = self.graph();
        if let Some(chain) = &given.chain {
            return names::segment(graph, names::chain(graph, chain)?, segment);
        }
        let found = graph.segments.iter().position(|known| known.id == segment).map(SegmentIx::from_position);
        found.ok_or_else(|| AppError::NotFound { what: "环节", text: segment.to_owned(), near: Vec::new() })
    }

    /// Why a firm would do a segment all the same.
    fn still_tied(&self, given: &Removed) -> Result<Option<EditRefused>, AppError> {
        let EditTie::Member { enterprise, segment } = &given.tie else { return Ok(None) };
        let (graph, segment) = (self.graph(), self.segment_tied(given, segment)?);
        let firm: FirmIx = names::firm(graph, enterprise)?;
        let by_site = graph.sites(firm).any(|(site, _)| graph.segments_at(site).contains(&segment));
        let told = || {
            let (firm, segment) = (graph.firm_name(firm), &graph.segment(segment).name);
            format!("「{firm}」有基地写着在做「{segment}」（sites.csv 的“环节”）；请先改那里，再移出")
        };
        Ok(by_site.then(|| EditRefused::whole(told())))
    }

    /// The open rows that say a tie, in key order.
    async fn tied(&self, kind: Kind, ends: &Ends) -> Result<Vec<Version>, AppError> {
        let filter = |a| ListFilter { kind, a, after: None, limit: usize::MAX };
        // Of members there are many, and the nodes of a firm are all that any row calls it by.
        let all = match kind {
            Kind::Member => self.store().lists(ends.a.iter().map(|a| filter(Some(*a))).collect(), None).await?,
            _ => vec![self.store().list(filter(None), None).await?],
        };
        let says = |row: &Version| {
            let Some(values) = row.values.as_ref().map(|values| values.view()) else { return false };
            let (a, b) = (values.node(A_TO).unwrap_or(row.key.a), values.node(B_TO).unwrap_or(row.key.b));
            ends.a.contains(&a) && ends.b.contains(&b)
        };
        let mut rows: Vec<Version> = all.into_iter().flatten().filter(says).collect();
        rows.sort_by(|x, y| x.key.cmp(&y.key));
        Ok(rows)
    }

    /// Writes rows of facts under the lease.
    pub(in crate::app) async fn written(&self, batch: NewBatch, rows: Vec<NewRow>) -> Result<u64, AppError> {
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

/// The chain that a tie to a chain is of.
fn of_chain(given: &Removed) -> Result<&str, AppError> {
    given.chain.as_deref().ok_or_else(|| AppError::Internal("a tie to no chain".into()))
}
