//! Deleting personal contacts for good (个人信息保护法 §47).

use crate::access::{Right, Scope};
use crate::app::{AppError, NamedRecords, StoreDesk, random_id};
use crate::model::values::A_TO;
use crate::model::{Deed, Kind, NewRow, NodeId, Origin};
use crate::store::{Change, Expected, ListFilter, NewBatch};

impl StoreDesk {
    /// Erases every contact of an enterprise, fund or association: the words are gone, the journal keeps digests and says that
    /// the records are closed. Gives how many there were.
    pub async fn erase(&self, of: &str) -> Result<u64, AppError> {
        let at = self.may(Right::Erase, Scope::City)?;
        let store = at.store();
        let meaning = NamedRecords::of(store, &[Kind::Enterprise, Kind::Fund, Kind::Association], of).await?;
        let found = meaning.referent().map_err(|error| AppError::unresolved("企业、基金或协会", error))?;
        let filter = ListFilter { kind: Kind::Contact, a: None, after: None, limit: usize::MAX };
        let mut changes = Vec::new();
        let mut nodes: Vec<NodeId> = vec![found.node];
        for version in store.list(filter, None).await? {
            let Some(values) = &version.values else { continue };
            if meaning.is_of(found, values.view().node(A_TO).unwrap_or(version.key.a)) {
                nodes.push(version.key.a);
                let row = NewRow { key: version.key, values: None, origin: Origin::default() };
                changes.push(Change { row, expected: Expected::At(version.number) });
            }
        }
        if !changes.is_empty() {
            let batch = NewBatch { id: random_id(), who: at.who(None)?, when: at.clock().now(), deed: Deed::Erasure };
            store.apply(batch, Vec::new(), changes).await?;
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(store.erase_contacts(nodes).await?)
    }
}
