//! What people did as of one number, read once and held while nothing is written that could change it.

use std::sync::Arc;

use super::firm_places::FirmPlaces;
use super::said_rows::SaidRows;
use super::told_work::{entry, holdings, introducer, told};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, HeldWork, WorkKey};
use crate::model::{EntryField, Journal, Kind};
use crate::store::ListFilter;
use crate::work::Entry;

impl GraphPermit<'_> {
    /// The journal number that people's work is read at.
    pub(in crate::app) async fn work_number(&self) -> Result<Journal, AppError> {
        match self.desk().known_at() {
            Some(known_at) => known_at.number(self.store(), self.today()).await,
            None => self.seen().await,
        }
    }

    /// What people did, beside the graph held.
    pub(in crate::app) async fn city_work(&self) -> Result<Arc<HeldWork>, AppError> {
        let at = self.work_number().await?;
        let kinds = said_kinds().chain([Kind::Entry]).chain(Kind::stored().filter(|kind| kind.shapes_graph()));
        let rows = self.store().last_digest(kinds.collect(), at).await?;
        let key = WorkKey { rows, graph: Arc::downgrade(&self.held().graph) };
        self.work_then().of(key, self.read_work(at)).await
    }

    async fn read_work(&self, at: Journal) -> Result<HeldWork, AppError> {
        let rows = SaidRows::read(self.store(), said_kinds().collect(), at).await?;
        let graph = self.graph();
        let mut firms = FirmPlaces::new(graph);
        let (mut work, places) = told(&rows, graph, &mut firms);
        let filter = ListFilter { kind: Kind::Entry, a: None, after: None, limit: usize::MAX };
        let entries = self.store().list(filter, Some(at)).await?;
        let nodes = entries.iter().flat_map(|row| [row.key.a, row.key.b]).collect();
        let names = self.store().node_names(nodes).await?;
        for (row, ends) in entries.iter().zip(names.chunks(2)) {
            let (Some(values), [Some(chain), Some(record)]) = (&row.values, ends) else { continue };
            let said = Entry::read(values.view());
            let by = introducer(graph, &places, said.get(EntryField::Introducer));
            if let Some(chain) = places.of(Kind::Chain, chain) {
                work.entries.push(entry(firms.of(&record.text), chain, &said, by));
            }
        }
        work.holdings = holdings(graph, &firms);
        work.firms = firms.ids;
        Ok(HeldWork { city: work, rows })
    }
}

/// The kinds of rows that say what people did, and who is who.
fn said_kinds() -> impl Iterator<Item = Kind> {
    Kind::records().filter(|kind| kind.is_dispatch()).chain([Kind::Recruiter])
}
