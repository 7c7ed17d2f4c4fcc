//! Putting enterprises on a list.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use serde::Serialize;

use crate::app::lists::change::conflict_words;
use crate::app::lists::reasons::first_segment;
use crate::app::lists::rows::{Listed, entry_key};
use crate::app::{Answered, AppError, Desk, Question, names, random_id};
use crate::graph::{FirmIx, Graph, SegmentIx};
use crate::model::{Deed, EntryField, Kind, ListDeed, NewRow, NodeId, Origin, RowKey, TargetState};
use crate::normalize::text;
use crate::store::{Change, Expected, NewBatch};
use crate::work::Entry;

/// Which enterprises to put on a list; several at once, all or none.
#[derive(Debug, Clone, Default)]
pub struct AddTargets {
    /// The chain whose list it is, seen from where.
    pub question: Question,
    /// Ids or full names.
    pub enterprises: Vec<String>,
    /// Id or name; by default each one's first gap.
    pub segment: Option<String>,
    /// By default the caller.
    pub who: Option<String>,
}

/// What was put on the list.
#[derive(Debug, Clone, Serialize)]
pub struct Added {
    /// Ids.
    pub added: Vec<String>,
    /// Ids of those that stood on it.
    pub already: Vec<String>,
    /// The journal number; none where all stood on it.
    pub number: Option<u64>,
}

impl Desk {
    /// Puts enterprises on the list of a chain. A dropped one is listed again, with what was known of it.
    ///
    /// # Errors
    /// A name is unknown or means several things; every one stands on the list; somebody else changed the list meanwhile.
    pub async fn list_add(&self, given: &AddTargets) -> Result<Added, AppError> {
        let at = self.may(Right::EditList, Scope::Chain(&given.question.chain))?;
        let answered = at.gaps(&given.question)?;
        let (graph, chain) = (&*answered.held.graph, answered.asked.chain);
        let segment = names::given(given.segment.as_deref());
        let segment = segment.map(|segment| names::segment(graph, chain, segment)).transpose()?;
        let listed = at.listed(graph, chain).await?;
        let chain_node = at.chain_node(graph, chain).await?;
        let mut added = Added { added: Vec::new(), already: Vec::new(), number: None };
        let (mut changes, mut refusals) = (Vec::new(), Vec::new());
        for name in &given.enterprises {
            let firm = at.firm_meant(name).await?;
            let id = graph.firm_id(firm).to_owned();
            if added.added.contains(&id) || added.already.contains(&id) {
                continue;
            }
            let before: Vec<&Listed> = listed.iter().filter(|l| l.firm == Some(firm)).collect();
            if let Some(open) = before.iter().find(|l| l.entry.state() != TargetState::Dropped) {
                refusals.push(format!("「{}」已在清单上，{}", graph.firm_name(firm), open.entry.state().zh()));
                added.already.push(id);
                continue;
            }
            let (key, expected, known) = match before.first() {
                Some(dropped) => (dropped.key.clone(), Expected::At(dropped.version), dropped.entry.clone()),
                None => {
                    let key = entry_key(chain_node, at.record_of(graph, firm, name).await?);
                    (key.clone(), at.unlisted(&key).await?, Entry::default())
                }
            };
            let entry = at.listed_anew(&answered, known, firm, segment)?;
            let row = NewRow { key, values: Some(entry.values()), origin: Origin::default() };
            changes.push(Change { row, expected });
            added.added.push(id);
        }
        if changes.is_empty() {
            let nothing =
                if refusals.is_empty() { "没有写明要列入的企业".to_owned() } else { refusals.join("；") };
            return Err(AppError::BadRequest(nothing));
        }
        added.number = Some(at.write_list(&answered, given.who.as_deref(), changes).await?);
        Ok(added)
    }
}

impl GraphPermit<'_> {
    /// An entry as it stands once its firm is listed, with what was known of it before: for the segment chosen, else for
    /// the firm's first gap; nobody is on it yet.
    fn listed_anew(
        &self,
        answered: &Answered,
        known: Entry,
        firm: FirmIx,
        chosen: Option<SegmentIx>,
    ) -> Result<Entry, AppError> {
        let segment = chosen.or_else(|| first_segment(answered, firm));
        let id = segment.map_or("", |ix| answered.held.graph.segment(ix).id.as_str());
        let mut entry = known;
        entry.set(EntryField::State, TargetState::Listed.code());
        entry.set(EntryField::Segment, id);
        entry.set(EntryField::Why, &self.why(answered, firm, segment)?);
        for field in [EntryField::Squad, EntryField::Recruiter, EntryField::Reason] {
            entry.set(field, "");
        }
        Ok(entry)
    }

    /// The record that a person means by a name of a firm: the one with that id, else the firm's founding one.
    async fn record_of(&self, graph: &Graph, firm: FirmIx, given: &str) -> Result<NodeId, AppError> {
        let exact = self.node(Kind::Enterprise, &text::folded(given)).await?;
        if let Some(node) = exact.filter(|node| graph.nodes_of(firm).contains(node)) {
            return Ok(node);
        }
        let founder = self.node(Kind::Enterprise, graph.firm_id(firm)).await?;
        founder.ok_or_else(|| AppError::Internal("an enterprise without a node".into()))
    }

    /// What is expected of an entry that is not on the list: it never was, or its listing was taken back.
    pub(in crate::app) async fn unlisted(&self, key: &RowKey) -> Result<Expected, AppError> {
        let last = self.store().get(key.clone()).await?;
        Ok(Expected::AbsentOrClosedAt(last.map(|version| version.number)))
    }

    async fn write_list(&self, answered: &Answered, who: Option<&str>, changes: Vec<Change>) -> Result<u64, AppError> {
        let deed = Deed::List { deed: ListDeed::Add, chain: answered.answer.chain.clone() };
        let batch = NewBatch { id: random_id(), who: self.who(who)?, when: self.clock().now(), deed };
        let written = self.store().apply(batch, Vec::new(), changes).await;
        Ok(written.map_err(conflict_words)?.0)
    }
}
