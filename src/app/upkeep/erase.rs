//! Deleting personal contacts for good (个人信息保护法 §47).

use crate::access::{Right, Scope};
use crate::app::{AppError, NamedRecords, StoreDesk, random_id};
use crate::model::values::A_TO;
use crate::model::{Deed, Kind, NewRow, NodeId, Origin, Rest, RowKey, RowView};
use crate::resolve::Referent;
use crate::store::{Change, Expected, NewBatch};

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// How many there were.
    pub contacts: u64,
    /// Somebody reads an older state of the store, so that the words still stand in its files.
    pub traces_left: bool,
}

/// The contacts of one entity, found in one walk over the rows that stand for contacts.
struct Wanted {
    named: NamedRecords,
    entity: Referent,
    /// Nodes under which they stand, closed ones too: an erasure that died may have left their words.
    nodes: Vec<NodeId>,
    open: Vec<Change>,
}

impl StoreDesk {
    /// Erases every contact of an enterprise, fund or association: the words are gone, the journal keeps digests and says that
    /// the records are closed.
    ///
    /// # Errors
    /// Nothing or several go by the name, or facts moved meanwhile; then nothing was erased.
    pub async fn erase(&self, of: &str) -> Result<Erased, AppError> {
        let at = self.may(Right::Erase, Scope::City)?;
        let store = at.store();
        let named = NamedRecords::of(store, &[Kind::Enterprise, Kind::Fund, Kind::Association], of).await?;
        let entity = named.referent().map_err(|error| AppError::unresolved("企业、基金或协会", error))?;
        let nodes = named.nodes(entity).into_iter().chain([entity.node]).collect();
        let wanted = Wanted { named, entity, nodes, open: Vec::new() };
        let (mut wanted, base) = store.scan(vec![Kind::Contact], None, wanted, Wanted::take).await?;
        wanted.nodes.sort_unstable();
        wanted.nodes.dedup();
        let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed: Deed::Erasure };
        let contacts = store.erase_contacts(batch, wanted.open, wanted.nodes, base).await?;
        Ok(Erased { contacts, traces_left: store.traces_left().await? })
    }
}

impl Wanted {
    fn take(&mut self, row: RowView<'_>) {
        if !self.named.is_of(self.entity, row.last.node(A_TO).unwrap_or(row.a)) {
            return;
        }
        self.nodes.push(row.a);
        if row.values.is_some() {
            let key = RowKey { kind: row.kind, a: row.a, b: row.b, rest: Rest::from_stored(row.rest) };
            let row_closed = NewRow { key, values: None, origin: Origin::default() };
            self.open.push(Change { row: row_closed, expected: Expected::At(row.number) });
        }
    }
}
