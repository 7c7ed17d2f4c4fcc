//! The graph a process holds, whole, and what is worked out of it once for many questions.
//!
//! Invariant: **Ranked once.** The candidates of a chain are ranked once per (chain, home, day); those equal in score
//! and evidence get their order by id only where they are shown. `Held` keeps relatedness per (level, day);
//! complexity (ECI, PCI by Lanczos on the sparse walk) is computed on first use and is null with a reason where there
//! is no single order; `Graph::prepare` lays memberships out by segment before a version is shown. Readers keep the
//! version they began with and never wait.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use crate::app::alike::{FirmsAlike, KnownFirms, apart};
use crate::app::kept::Kept;
use crate::app::{AppError, Asked};
use crate::gaps;
use crate::gaps::{Home, Introductions, LeftOut, Ranking, Rules, Viewpoint};
use crate::graph::{Assessments, ChainIx, FirmNames, Fold, Graph, KnownNames, Network, Relatedness, Statements, When};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Adcode, Day, Journal, Kind, Level, NodeId, NodeName, Version};
use crate::store::Store;

/// One version of everything that answers need. Readers keep the version they began with.
#[derive(Debug)]
pub struct Held {
    /// The facts, without people's work.
    pub graph: Arc<Graph>,
    /// People's verdicts (认定), kept apart since they change oftener than facts.
    pub assessments: Arc<Assessments>,
    /// The journal number shown; the graph's own may be older when only people's work has moved.
    pub journal: Journal,
    /// The digest of that batch: another one means that a backup was restored under us.
    pub digest: String,
    /// A city asks at one or two levels, for a few days.
    relatedness: Kept<(Level, Day), Relatedness, 6>,
    /// Tens of megabytes each at a million firms.
    networks: Kept<Day, Network, 2>,
    introductions: Kept<(ChainIx, Adcode, Day, LeftOut), Introductions, 4>,
    /// Of assessments too, so that a new version of these begins anew.
    rankings: Kept<(ChainIx, Adcode, Day, LeftOut), Ranking, 16>,
    /// Read when somebody first looks for a name: about two hundred megabytes at a million firms.
    names: Arc<OnceCell<KnownNames>>,
    /// Read when somebody first asks which firms are alike.
    alike: Arc<OnceCell<Arc<FirmsAlike>>>,
    /// What the version before knew of that; none once this one knows it.
    alike_before: Arc<Mutex<Option<Arc<KnownFirms>>>>,
}

impl Held {
    /// Reads the store and builds the graph.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn load(store: &Store, at: Option<Journal>) -> Result<Self, AppError> {
        let told = |kind: &Kind| kind.is_record() || *kind == Kind::Judgement;
        // Of a contact its row says no word; but how it names its firm tells where it is found.
        let kinds = Kind::stored().filter(told).filter(|k| !k.is_dispatch());
        Self::load_kinds(store, kinds.collect(), at).await
    }

    /// The same of some kinds only, for what needs no more of the graph.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn load_kinds(store: &Store, kinds: Vec<Kind>, at: Option<Journal>) -> Result<Self, AppError> {
        Self::load_stating(store, kinds, at, Fold::default()).await.map(|(held, _)| held)
    }

    /// The same with the statements of a fold that keeps them, for those who hand facts on.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn load_stating(
        store: &Store,
        kinds: Vec<Kind>,
        at: Option<Journal>,
        fold: Fold,
    ) -> Result<(Self, Statements), AppError> {
        let (fold, journal) = scanned(store, kinds, at, fold).await?;
        let digest = digest(store, journal).await?;
        let built = apart(move || {
            let built = fold.finish_stating(journal);
            built.0.prepare();
            built
        });
        let (graph, assessments, statements) = built.await?;
        let held = Self {
            graph: Arc::new(graph),
            assessments: Arc::new(assessments),
            journal,
            digest,
            relatedness: Kept::default(),
            networks: Kept::default(),
            introductions: Kept::default(),
            rankings: Kept::default(),
            names: Arc::default(),
            alike: Arc::default(),
            alike_before: Arc::default(),
        };
        Ok((held, statements))
    }

    /// The next version: the whole graph anew where facts moved, else the assessments alone.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn followed(&self, store: &Store) -> Result<Option<Self>, AppError> {
        // What commits after this number is looked at next time; else facts among it would be passed over.
        let now = store.journal().await?;
        if now < self.journal || digest(store, self.journal).await? != self.digest {
            // A backup was restored under us.
            return Self::load(store, None).await.map(Some);
        }
        let touched = store.touched(self.journal).await?;
        if touched.is_empty() {
            return Ok(None);
        }
        if touched.iter().any(|kind| kind.shapes_graph()) {
            let next = Self::load(store, None).await?;
            let alike_before = Arc::new(Mutex::new(self.alike_so_far()));
            return Ok(Some(Self { alike_before, ..next }));
        }
        let (fold, journal) = scanned(store, vec![Kind::Source, Kind::Assessment], Some(now), Fold::default()).await?;
        let assessments = Arc::new(fold.assessments_beside(&self.graph));
        Ok(Some(Self {
            graph: Arc::clone(&self.graph),
            assessments,
            journal,
            digest: digest(store, journal).await?,
            relatedness: self.relatedness.copied(),
            networks: self.networks.copied(),
            introductions: self.introductions.copied(),
            rankings: Kept::default(),
            names: Arc::clone(&self.names),
            alike: Arc::clone(&self.alike),
            alike_before: Arc::clone(&self.alike_before),
        }))
    }

    /// What is known of firms that are alike, for the next version.
    fn alike_so_far(&self) -> Option<Arc<KnownFirms>> {
        let before = || self.alike_before.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.alike.get().map_or_else(before, |alike| Some(alike.known()))
    }

    /// Works out what every question of a day needs, whatever its chain.
    pub fn work_ahead(&self, day: Day, rules: &Rules) {
        let homes = self.graph.chains.iter().filter_map(|chain| chain.adcode);
        let levels: BTreeSet<Level> = homes.map(Adcode::home_level).collect();
        for level in levels {
            self.relatedness(level, day, rules);
        }
        if !self.graph.chains.is_empty() {
            self.network(day, rules);
        }
    }

    /// What everything is called, read once.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn names(&self, store: &Store) -> Result<&KnownNames, AppError> {
        let (graph, store, at) = (Arc::clone(&self.graph), store.clone(), self.journal);
        let read = async move {
            let (firms, _) = store.scan(vec![Kind::Enterprise], Some(at), FirmNames::default(), FirmNames::row).await?;
            apart(move || KnownNames::of(&graph, firms)).await
        };
        read_once(&self.names, read).await
    }

    /// Which firms are called what, to be asked which of them a name means; read once, and of the version before only what moved.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn alike(&self, store: &Store) -> Result<Arc<FirmsAlike>, AppError> {
        let (graph, store, at) = (Arc::clone(&self.graph), store.clone(), self.journal);
        let before = Arc::clone(&self.alike_before);
        let read = async move {
            let before = before.lock().unwrap_or_else(PoisonError::into_inner).take();
            FirmsAlike::read(&store, graph, at, before).await.map(Arc::new)
        };
        read_once(&self.alike, read).await.map(Arc::clone)
    }

    /// The relatedness matrix at a level and day, worked out once.
    pub fn relatedness(&self, level: Level, as_of: Day, rules: &Rules) -> Arc<Relatedness> {
        let make = || Relatedness::of(&self.graph, level, as_of, rules.least_known());
        self.relatedness.get((level, as_of), make)
    }

    /// The introduction network at a day, worked out once.
    pub fn network(&self, as_of: Day, rules: &Rules) -> Arc<Network> {
        self.networks.get(as_of, || Network::of(&self.graph, as_of, &rules.introduction.trusts()))
    }

    /// Whom the sources of a chain at home can reach, by way of nobody who is left out, worked out once.
    pub fn introductions(&self, asked: Asked, rules: &Rules, left_out: LeftOut) -> Arc<Introductions> {
        let Asked { chain, home, as_of } = asked;
        self.introductions.get((chain, home, as_of, left_out), || {
            if left_out != LeftOut::default() {
                return self.introductions(asked, rules, LeftOut::default()).without(left_out);
            }
            let view = Viewpoint { graph: &self.graph, home: Home::new(home), now: When::at(as_of), assumed: &[] };
            Introductions::of(&view, chain, home, self.network(as_of, rules), &rules.introduction)
        })
    }

    /// The ranked candidates of a chain's gaps, worked out once.
    pub fn ranking(&self, question: &gaps::GapQuestion) -> Arc<Ranking> {
        let (chain, home, as_of) = (question.chain, question.home, question.as_of);
        self.rankings.get((chain, home, as_of, question.left_out), || {
            let introductions = self.introductions(Asked { chain, home, as_of }, question.rules, question.left_out);
            Ranking::of(question, &|firm| introductions.to(firm).factor())
        })
    }
}

/// What is read when it is first asked for. Who asks first may go away meanwhile, as one does who goes on typing: it is read all
/// the same.
async fn read_once<T: Send + Sync + 'static>(
    cell: &Arc<OnceCell<T>>,
    read: impl Future<Output = Result<T, AppError>> + Send + 'static,
) -> Result<&T, AppError> {
    if cell.get().is_none() {
        let own = Arc::clone(cell);
        let reading = tokio::spawn(async move { own.get_or_try_init(|| read).await.map(drop) });
        reading.await.map_err(|error| AppError::Internal(error.to_string()))??;
    }
    cell.get().ok_or_else(|| AppError::Internal("what was read is not there".into()))
}

/// The digest of a batch; blank before the first one.
pub(super) async fn digest(store: &Store, number: Journal) -> Result<String, AppError> {
    let batch = store.batches(Journal(number.0.saturating_sub(1)), 1).await?;
    Ok(batch.into_iter().find(|batch| batch.number == number.0).map(|batch| batch.digest).unwrap_or_default())
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
    if kinds.iter().all(|kind| FEW.contains(kind)) {
        return scanned_few(store, kinds, at, fold).await;
    }
    let nodes = |fold: &mut Fold, id, kind, text: &str| fold.node(id, kind, text);
    let nodes = store.nodes(Kind::ALL.to_vec(), Fold::default(), nodes);
    let (nodes, (rows, at)) = tokio::try_join!(nodes, store.scan(kinds, Some(at), fold, Fold::row))?;
    Ok((rows.with_nodes(nodes), at))
}

/// Kinds of which a city has so few records that a million nodes are not read for them.
const FEW: [Kind; 5] = [Kind::Source, Kind::Region, Kind::Chain, Kind::Segment, Kind::Assessment];

/// The same, reading only the nodes that are in the keys of these records.
async fn scanned_few(
    store: &Store,
    kinds: Vec<Kind>,
    at: Journal,
    mut fold: Fold,
) -> Result<(Fold, Journal), AppError> {
    let (rows, at) =
        store.scan(kinds, Some(at), Vec::new(), |rows: &mut Vec<Version>, row| rows.push(row.owned())).await?;
    let mut nodes = BTreeSet::new();
    for row in rows.iter().map(Version::view) {
        nodes.extend([row.a, row.b]);
        nodes.extend([A_TO, B_TO].into_iter().filter_map(|field| row.values?.node(field)));
        fold.row(row);
    }
    let nodes: Vec<NodeId> = nodes.into_iter().collect();
    let names = store.node_names(nodes.clone()).await?;
    for (id, name) in nodes.into_iter().zip(names) {
        if let Some(NodeName { kind, text }) = name {
            fold.node(id, kind, &text);
        }
    }
    Ok((fold, at))
}
