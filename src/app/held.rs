//! The graph a process holds, whole, and what is worked out of it once for many questions.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::AppError;
use crate::gaps::Rules;
use crate::graph::{Assessments, Fold, FoldRow, Graph, Relatedness, Statements};
use crate::model::{Day, Journal, Kind, Level};
use crate::store::{RowView, Store};

/// One version of everything that answers need. Readers keep the version they began with.
#[derive(Debug)]
pub struct Held {
    pub graph: Arc<Graph>,
    pub assessments: Arc<Assessments>,
    /// The journal number shown; the graph's own may be older when only people's work has moved.
    pub journal: Journal,
    relatedness: Mutex<HashMap<(Level, Day), Arc<Relatedness>>>,
}

/// Kept matrices: a city asks at one or two levels, for a few days.
const MATRICES: usize = 6;

impl Held {
    /// Reads the store and builds the graph.
    pub async fn load(store: &Store, at: Option<Journal>) -> Result<Self, AppError> {
        Self::load_kinds(store, Kind::records().filter(|k| *k != Kind::Contact).collect(), at).await
    }

    /// The same of some kinds only, for what needs no more of the graph.
    pub async fn load_kinds(store: &Store, kinds: Vec<Kind>, at: Option<Journal>) -> Result<Self, AppError> {
        Self::folded(store, kinds, at, Fold::default()).await.map(|(held, _)| held)
    }

    /// The facts with everything that is said of those of some kinds, for those who hand them on.
    pub async fn load_stating(
        store: &Store,
        at: Option<Journal>,
        stated: &[Kind],
    ) -> Result<(Self, Statements), AppError> {
        let kinds = Kind::records().filter(|k| *k != Kind::Contact && !k.is_work()).collect();
        Self::folded(store, kinds, at, Fold::stating(stated)).await
    }

    async fn folded(
        store: &Store,
        kinds: Vec<Kind>,
        at: Option<Journal>,
        fold: Fold,
    ) -> Result<(Self, Statements), AppError> {
        let (fold, journal) = scanned(store, kinds, at, fold).await?;
        let built = tokio::task::spawn_blocking(move || {
            let built = fold.finish_stating(journal);
            built.0.prepare();
            built
        });
        let (graph, assessments, statements) = built.await.map_err(|error| AppError::Internal(error.to_string()))?;
        let (graph, assessments) = (Arc::new(graph), Arc::new(assessments));
        Ok((Self { graph, assessments, journal, relatedness: Mutex::default() }, statements))
    }

    /// The next version: the whole graph anew where facts moved, else the assessments alone.
    pub async fn followed(&self, store: &Store) -> Result<Option<Self>, AppError> {
        // What commits after this number is looked at next time; else facts among it would be passed over.
        let now = store.journal().await?;
        if now < self.journal {
            // A backup was restored under us.
            return Self::load(store, None).await.map(Some);
        }
        let touched = store.touched(self.journal).await?;
        if touched.is_empty() {
            return Ok(None);
        }
        if touched.iter().any(|kind| !kind.is_work()) {
            return Self::load(store, None).await.map(Some);
        }
        let (fold, journal) = scanned(store, vec![Kind::Source, Kind::Assessment], Some(now), Fold::default()).await?;
        let assessments = Arc::new(fold.assessments_beside(&self.graph));
        let relatedness = Mutex::new(self.matrices().clone());
        Ok(Some(Self { graph: Arc::clone(&self.graph), assessments, journal, relatedness }))
    }

    /// The relatedness matrix at a level and day, worked out once.
    pub fn relatedness(&self, level: Level, as_of: Day, rules: &Rules) -> Arc<Relatedness> {
        if let Some(found) = self.matrices().get(&(level, as_of)) {
            return Arc::clone(found);
        }
        let made = Arc::new(Relatedness::of(&self.graph, level, as_of, rules.least_known()));
        let mut matrices = self.matrices();
        if matrices.len() >= MATRICES {
            matrices.clear();
        }
        Arc::clone(matrices.entry((level, as_of)).or_insert(made))
    }

    fn matrices(&self) -> std::sync::MutexGuard<'_, HashMap<(Level, Day), Arc<Relatedness>>> {
        self.relatedness.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The records of these kinds as they stood at a number. The number is settled before the nodes are read, so that no row
/// names a node that came later.
async fn scanned(
    store: &Store,
    kinds: Vec<Kind>,
    at: Option<Journal>,
    fold: Fold,
) -> Result<(Fold, Journal), AppError> {
    let now = store.journal().await?;
    let at = at.map_or(now, |at| at.min(now));
    let all = Kind::ALL.to_vec();
    let fold = store.nodes(all, fold, |fold, id, kind, text| fold.node(id, kind, text)).await?;
    Ok(store.scan(kinds, Some(at), fold, take).await?)
}

fn take(fold: &mut Fold, row: RowView<'_>) {
    let RowView { kind, a, b, rest, values, last, first, .. } = row;
    fold.row(FoldRow { kind, a, b, rest, values, last, first });
}
