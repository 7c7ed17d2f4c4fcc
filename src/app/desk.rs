//! The desk: one caller before one version of everything, for one request or one command.
//!
//! Every question and every deed is asked of a desk, and what it needs of graph and store it only gets from
//! [`Desk::may`] or [`StoreDesk::may`], which ask for a right first.
//!
//! Invariant: nothing here gives away a graph or a store otherwise.

use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::OnceCell;

use super::alike::FirmsAlike;
use super::assumption::Assumption;
use super::names::KnownTies;
use super::then::{ChainsThen, CountsThen, WorkThen};
use super::uploads::Uploads;
use super::versions::Versions;
use super::{AppError, Clock, Held, KnownAt, Names};
use crate::access::{Caller, Linked, LoggedIn, Right, Scope};
use crate::dispatch::Scoring;
use crate::gaps::Rules;
use crate::graph::{ChainIx, Graph};
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
    /// Whether the store is the built-in sample's.
    sample: bool,
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
        Self { store, clock, caller, named: None, seen: Arc::default(), uploads: None, sample: false }
    }

    /// The same desk, where files are taken in.
    pub(super) fn receiving(self, uploads: Arc<Uploads>) -> Self {
        Self { uploads: Some(uploads), ..self }
    }

    /// The same desk, over the built-in sample.
    pub(super) fn of_the_sample(self) -> Self {
        Self { sample: true, ..self }
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
        if self.holds(right, scope) { Ok(Permit(self)) } else { Err(self.refused(right, scope)) }
    }

    /// What whoever has an account may do with their own things: no right of the table is asked for.
    ///
    /// # Errors
    /// The caller has no account.
    pub(in crate::app) fn own(&self) -> Result<(Permit<'_>, &LoggedIn), AppError> {
        let person = self.caller.person();
        let person = person.ok_or_else(|| AppError::BadRequest("这是登录的人自己的事；现在没有人登录".into()))?;
        Ok((Permit(self), person))
    }

    /// Whether the caller holds a right over a scope.
    pub(in crate::app) fn holds(&self, right: Right, scope: Scope<'_>) -> bool {
        self.caller.holds(right, scope, &self.ties())
    }

    /// What the scopes of grants mean: nothing where no graph is held, so that nothing is held over a part then.
    fn ties(&self) -> KnownTies<'_> {
        KnownTies(self.named.as_ref().map(|held| &*held.graph))
    }

    /// What is said to a caller who may not: of a chain they may not see, that there is none.
    fn refused(&self, right: Right, scope: Scope<'_>) -> AppError {
        let Some(chain) = scope.chain() else { return AppError::Forbidden(right) };
        let sees = |chain: &str| self.holds(Right::SeeChain, Scope::Chain(chain));
        self.ties().no_chain(chain, sees).unwrap_or(AppError::Forbidden(right))
    }
}

impl Desk {
    /// The same desk, where people's work is read as it is by now: for a page that tells of what its own request wrote.
    #[must_use]
    pub fn looking_anew(&self) -> Self {
        let store_desk = StoreDesk { seen: Arc::default(), ..self.store_desk.clone() };
        Self { store_desk, ..self.clone() }
    }

    /// A desk of a process that holds versions of the graph.
    pub(super) async fn new(
        store_desk: StoreDesk,
        rules: Arc<Rules>,
        versions: Arc<Versions>,
        known_at: Option<KnownAt>,
    ) -> Result<Self, AppError> {
        let held = versions.at(known_at).await?;
        let store_desk = StoreDesk { named: Some(Arc::clone(&held)), ..store_desk };
        Ok(Self { store_desk, rules, versions, held, known_at, to_assume: Arc::default(), assumption: None })
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

    /// By which limits and formulas pages answer of dispatch; they are no secret.
    pub fn scoring(&self) -> &Scoring {
        self.versions.scoring()
    }

    /// Whether what it answers of is the built-in sample.
    pub fn is_sample(&self) -> bool {
        self.store_desk.sample
    }

    /// The moment of knowledge that was asked for; none where it is now.
    pub fn known_at(&self) -> Option<KnownAt> {
        self.known_at
    }

    /// Whether the caller holds a right over a scope: for what is left out of an answer, and not offered on a page.
    pub fn holds(&self, right: Right, scope: Scope<'_>) -> bool {
        self.store_desk.holds(right, scope)
    }

    /// The account that the caller logged in to.
    pub fn person(&self) -> Option<&LoggedIn> {
        self.store_desk.caller.person().map(|person| &**person)
    }

    /// What whoever opened a link may do there, and the desk of its maker; no right of the table is theirs.
    ///
    /// # Errors
    /// The caller opened no link.
    pub(in crate::app) fn linked(&self) -> Result<(Permit<'_>, &Linked, Self), AppError> {
        tracing::trace!(target: "liantu::access", right = "link", "asked for");
        let Caller::Link(linked) = &self.store_desk.caller else {
            return Err(AppError::BadRequest("这里只给打开了链接的人看".into()));
        };
        let store_desk = StoreDesk { caller: linked.maker.clone(), ..self.store_desk.clone() };
        Ok((Permit(&self.store_desk), linked, Self { store_desk, ..self.clone() }))
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

    /// The account that the caller logged in to.
    pub fn person(&self) -> Option<&'d LoggedIn> {
        self.0.caller.person().map(|person| &**person)
    }

    /// Whether an account is the caller's.
    pub fn is_own(&self, login: &str) -> bool {
        self.0.caller.person().is_some_and(|person| person.login == login)
    }

    /// Whether what the caller does is a squad's own work, by its id: whoever has an account acts for the squads granted to
    /// them, and whoever has none for any.
    pub fn acts_for(&self, squad: &str) -> bool {
        self.0.caller.person().is_none_or(|person| person.squads().any(|own| own == squad))
    }

    /// Whether the caller holds another right, for a part of what this one gives.
    pub fn holds(&self, right: Right, scope: Scope<'_>) -> bool {
        self.0.holds(right, scope)
    }

    /// Who makes a link: the login of an account, and whether it is the page of this machine.
    pub fn maker(&self) -> (Option<String>, bool) {
        (self.0.caller.person().map(|person| person.login.clone()), self.0.caller == Caller::Local)
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

    /// The graph that is held anyway, for what ends with a chain; none where none is.
    pub fn known_graph(&self) -> Option<&'d Graph> {
        self.0.named.as_ref().map(|held| &*held.graph)
    }

    /// What people's work names: chains, segments, squads, recruiters, and such enterprises as are asked for.
    pub async fn names(&self) -> Result<Names, AppError> {
        match &self.0.named {
            Some(held) => Ok(Names::from(Arc::clone(&held.graph))),
            None => Names::read(&self.0.store).await,
        }
    }

    /// The firms that are known, to be asked which of them a name means; where no graph is held, they are read.
    pub async fn alike(&self) -> Result<(Arc<Graph>, Arc<FirmsAlike>), AppError> {
        let held = match &self.0.named {
            Some(held) => Arc::clone(held),
            None => Arc::new(Names::held(&self.0.store).await?),
        };
        Ok((Arc::clone(&held.graph), held.alike(&self.0.store).await?))
    }

    /// Who does something, for the journal: the person named, else the caller. Whoever logged in is nobody else.
    pub fn who(&self, named: Option<&str>) -> Result<String, AppError> {
        if let Some(person) = self.0.caller.person() {
            let other =
                named.map(str::trim).filter(|who| !who.is_empty() && *who != person.login && *who != person.name);
            return match other {
                None => Ok(person.login.clone()),
                Some(who) => Err(AppError::BadRequest(format!(
                    "经手人就是登录的人（{}），不能写“{who}”；请留空再提交",
                    person.login
                ))),
            };
        }
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

    /// What people did, as far as it is held.
    pub fn work_then(&self) -> &'d WorkThen {
        self.desk.versions.work_then()
    }

    /// The chains over which, or over a part of which, the caller holds a right: others are left out of an answer.
    pub fn chains(&self, right: Right) -> impl Iterator<Item = ChainIx> + use<'d> {
        let (desk, graph) = (self.desk, self.graph());
        let all = (0..graph.chains.len()).map(ChainIx::from_position);
        all.filter(move |chain| desk.holds(right, Scope::Part(&graph.chain(*chain).id)))
    }

    /// Whether the caller may see a chain.
    pub fn sees(&self, chain: ChainIx) -> bool {
        self.desk.holds(Right::SeeChain, Scope::Chain(&self.graph().chain(chain).id))
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
