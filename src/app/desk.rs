//! The desk: one caller before one version of everything, for one request or one command.
//!
//! Every question and every deed is asked of a desk, and what it needs of graph and store it only gets from
//! [`Desk::may`] or [`StoreDesk::may`], which ask for a right first.
//!
//! Invariant: nothing here gives away a graph or a store otherwise.

use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::OnceCell;

use super::assumption::Assumption;
use super::then::{ChainsThen, CountsThen};
use super::uploads::Uploads;
use super::versions::Versions;
use super::{AppError, Clock, Held, KnownAt, Names};
use crate::access::{Caller, Right, Scope};
use crate::gaps::Rules;
use crate::graph::Graph;
use crate::model::{Day, Journal};
use crate::normalize::text;
use crate::store::Store;

/// A desk without a graph: for what is answered from the rows of the store alone.
#[derive(Debug, Clone)]
pub struct StoreDesk {
    store: Store,
    clock: Clock,
    caller: Caller,
    /// Where a graph is held anyway, names are looked up in it.
    named: Option<Arc<Held>>,
    seen: Arc<OnceCell<Journal>>,
    /// What people brought in to this process; none where it takes nothing in.
    uploads: Option<Arc<Uploads>>,
}

/// A desk before one version of the graph.
#[derive(Debug, Clone)]
pub struct Desk {
    store_desk: StoreDesk,
    rules: Arc<Rules>,
    versions: Arc<Versions>,
    held: Arc<Held>,
    known_at: Option<KnownAt>,
    /// What is to be assumed, as given.
    to_assume: Arc<[String]>,
    assumption: Option<Arc<Assumption>>,
}

/// What a caller may use at a desk without a graph; a use case cannot come by a store without one.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Permit<'d>(&'d StoreDesk);

/// What a caller may use at a desk with a graph; a use case cannot come by a graph without one.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct GraphPermit<'d> {
    permit: Permit<'d>,
    desk: &'d Desk,
}

impl StoreDesk {
    /// A desk over a store of which no graph is held.
    pub fn new(store: Store, clock: Clock, caller: Caller) -> Self {
        Self { store, clock, caller, named: None, seen: Arc::default(), uploads: None }
    }

    /// The same desk, where files are taken in.
    pub(super) fn receiving(self, uploads: Arc<Uploads>) -> Self {
        Self { uploads: Some(uploads), ..self }
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> Day {
        self.clock.today()
    }

    /// Asks for a right over a scope: whoever has it gets what it takes.
    ///
    /// # Errors
    /// The caller does not hold it.
    pub(in crate::app) fn may(&self, right: Right, scope: Scope<'_>) -> Result<Permit<'_>, AppError> {
        tracing::trace!(target: "liantu::access", right = right.code(), "asked for");
        if self.caller.holds(right, scope) { Ok(Permit(self)) } else { Err(AppError::Forbidden(right)) }
    }
}

impl Desk {
    /// A desk of a process that holds versions of the graph.
    pub(super) async fn new(
        store_desk: StoreDesk,
        rules: Arc<Rules>,
        versions: Arc<Versions>,
        known_at: Option<KnownAt>,
    ) -> Result<Self, AppError> {
        let held = versions.at(known_at).await?;
        let store_desk = StoreDesk { named: Some(Arc::clone(&held)), ..store_desk };
        let (to_assume, assumption) = (Arc::default(), None);
        Ok(Self { store_desk, rules, versions, held, known_at, to_assume, assumption })
    }

    /// The same caller before what was known at another moment.
    ///
    /// # Errors
    /// There was nothing then, or the moment is still to come.
    pub async fn as_known_at(&self, known_at: KnownAt) -> Result<Self, AppError> {
        Self::new(self.store_desk.clone(), Arc::clone(&self.rules), Arc::clone(&self.versions), Some(known_at)).await
    }

    /// The same desk, asked to assume things: each `enterprise:segment`, ids or names. Nothing is assumed yet: see
    /// [`Desk::assuming`].
    #[must_use]
    pub fn asked_to_assume(self, given: &[String]) -> Self {
        Self { to_assume: given.into(), ..self }
    }

    /// What it is asked to assume, as given.
    pub fn to_assume(&self) -> &[String] {
        &self.to_assume
    }

    /// What it assumes.
    pub(in crate::app) fn assumption(&self) -> Option<&Assumption> {
        self.assumption.as_deref()
    }

    /// The same desk with this laid over the facts.
    pub(in crate::app) fn laying_over(self, assumption: Assumption) -> Self {
        Self { assumption: Some(Arc::new(assumption)), ..self }
    }

    /// The same desk with nothing laid over the facts.
    pub(in crate::app) fn as_it_is(&self) -> Self {
        Self { assumption: None, ..self.clone() }
    }

    /// The same caller before the store, for what needs no graph.
    pub fn store_desk(&self) -> &StoreDesk {
        &self.store_desk
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> Day {
        self.store_desk.today()
    }

    /// The rules it answers by; they are no secret.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The moment of knowledge that was asked for; none where it is now.
    pub fn known_at(&self) -> Option<KnownAt> {
        self.known_at
    }

    /// Asks for a right over a scope: whoever has it gets what it takes.
    ///
    /// # Errors
    /// The caller does not hold it.
    pub(in crate::app) fn may(&self, right: Right, scope: Scope<'_>) -> Result<GraphPermit<'_>, AppError> {
        Ok(GraphPermit { permit: self.store_desk.may(right, scope)?, desk: self })
    }
}

impl<'d> Permit<'d> {
    pub fn store(&self) -> &'d Store {
        &self.0.store
    }

    pub fn today(&self) -> Day {
        self.0.today()
    }

    pub fn clock(&self) -> Clock {
        self.0.clock
    }

    /// What people brought in to this process.
    pub fn uploads(&self) -> Result<&'d Arc<Uploads>, AppError> {
        self.0.uploads.as_ref().ok_or_else(|| AppError::Internal("this desk takes no files in".into()))
    }

    /// What the journal calls the caller.
    pub fn caller(&self) -> &'d str {
        self.0.caller.name()
    }

    /// The journal number at which people's work is read: the same for every question at this desk.
    pub async fn seen(&self) -> Result<Journal, AppError> {
        let journal = || async { Ok::<_, AppError>(self.0.store.journal().await?) };
        self.0.seen.get_or_try_init(journal).await.copied()
    }

    /// What people's work names: chains, segments, squads, recruiters, and such enterprises as are asked for.
    pub async fn names(&self) -> Result<Names, AppError> {
        match &self.0.named {
            Some(held) => Ok(Names::from(Arc::clone(&held.graph))),
            None => Names::read(&self.0.store).await,
        }
    }

    /// Who does something, for the journal: the person named, else the caller.
    pub fn who(&self, named: Option<&str>) -> Result<String, AppError> {
        let who = text::one_line(named.unwrap_or(self.0.caller.name())).into_owned();
        match text::forbidden(&who) {
            Some(c) => Err(AppError::BadRequest(format!("经手人含有控制字符 U+{:04X}", u32::from(c)))),
            None if who.is_empty() => Err(AppError::BadRequest("没有写明经手人（--who）".into())),
            None => Ok(who),
        }
    }
}

impl<'d> GraphPermit<'d> {
    pub fn held(&self) -> &'d Arc<Held> {
        &self.desk.held
    }

    pub fn graph(&self) -> &'d Graph {
        &self.desk.held.graph
    }

    pub fn rules(&self) -> &'d Rules {
        &self.desk.rules
    }

    /// What chains were on past days, as far as that was asked.
    pub fn chains_then(&self) -> &'d ChainsThen {
        self.desk.versions.chains_then()
    }

    /// Shows what was just written to whoever asks next. Where the graph cannot be read, the server goes on trying.
    pub async fn follow(&self) {
        if let Err(error) = self.desk.versions.follow_once().await {
            tracing::error!(%error, "what was written is not shown yet");
        }
    }

    /// How chains stood on past days, as far as that is kept from one process to the next.
    pub fn counts_then(&self) -> &'d CountsThen {
        self.desk.versions.counts_then()
    }

    /// The desk, for what is part of another answer: it asks for its own right.
    pub fn desk(&self) -> &'d Desk {
        self.desk
    }
}

impl<'d> Deref for GraphPermit<'d> {
    type Target = Permit<'d>;

    fn deref(&self) -> &Permit<'d> {
        &self.permit
    }
}
