//! The way to the server: every call has a time-out and a typed error; what is safe to send again is sent again.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use neo4rs::{BoltType, ConfigBuilder, Graph, Txn};

use super::bookmark::Mark;
use super::named::Call;
use super::queries::{MARK, SERVER};
use super::{Address, Credentials, PublishError, Result, version};

/// How long to wait for what, and how many connections to hold.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How many connections are held at most.
    pub connections: usize,
    /// For the first answer of a server.
    pub connect: Duration,
    /// For one small statement or one batch, the wait for a free connection included.
    pub call: Duration,
    /// For reading everything.
    pub bulk: Duration,
    /// How often a statement that is safe to repeat is sent.
    pub attempts: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connections: 4,
            connect: Duration::from_secs(20),
            call: Duration::from_secs(120),
            bulk: Duration::from_secs(3600),
            attempts: 4,
        }
    }
}

/// Before a statement is sent again; doubles each time.
const PAUSE: Duration = Duration::from_millis(200);
/// Rows asked for at once.
const FETCH: usize = 5_000;

/// A server that has answered and is new enough.
pub struct Driver {
    graph: Graph,
    patience: Patience,
    version: String,
    seen: Mutex<Seen>,
    /// Who commits; waiting here costs nothing, while a server that waits for a lock of its own spins.
    turn: tokio::sync::Mutex<()>,
}

/// Our transactions since the watch began. Several at once may be told of in any order.
#[derive(Debug, Default)]
struct Seen {
    from: Option<Mark>,
    last: i64,
    count: i64,
}

impl Seen {
    fn note(&mut self, mark: Option<Mark>) {
        let known = mark.filter(|mark| self.from.as_ref().is_some_and(|from| from.database == mark.database));
        match known {
            Some(mark) => (self.last, self.count) = (self.last.max(mark.transaction), self.count + 1),
            None => self.from = None,
        }
    }

    /// How far the database is, if every number since was one of ours.
    fn undisturbed(&self) -> Option<Mark> {
        let from = self.from.as_ref().filter(|from| self.last - from.transaction == self.count)?;
        Some(Mark { database: from.database.clone(), transaction: self.last })
    }
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Driver").field("version", &self.version).finish_non_exhaustive()
    }
}

impl Driver {
    /// Connects, and makes sure of the server's version.
    ///
    /// # Errors
    /// It cannot be reached, refuses who we are, or is of a version that is not supported.
    pub async fn connect(address: &Address, credentials: &Credentials, patience: Patience) -> Result<Self> {
        // More than one crate may bring a provider; the first of two calls wins, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        if let Some(direct) = address.direct() {
            Self::over(&direct, credentials, patience).await?;
        }
        Self::over(address, credentials, patience).await
    }

    async fn over(address: &Address, credentials: &Credentials, patience: Patience) -> Result<Self> {
        let graph = Graph::connect(config(address, credentials, patience)?)?;
        let mut driver = Self {
            graph,
            patience,
            version: String::new(),
            seen: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        };
        let first = in_time(patience.connect, "connect", driver.collect(Call::of(SERVER), patience.connect)).await;
        let rows = first.map_err(|error| match error {
            // A server that only takes TLS hangs up on what is none.
            PublishError::Unavailable(told) if told.contains("eof") => PublishError::Tls(told),
            other => other,
        })?;
        let version = rows.into_iter().next().and_then(|row| row.into_iter().next()).and_then(text);
        driver.version = version.unwrap_or_default();
        version::check(&driver.version)?;
        Ok(driver)
    }

    /// All rows of a small question, in the order of its columns.
    ///
    /// # Errors
    /// The server stays gone after every attempt, refuses the statement, or is not done in time.
    pub async fn read(&self, call: Call) -> Result<Vec<Vec<BoltType>>> {
        self.again(call, |call| self.collect(call, self.patience.call)).await
    }

    /// Hands over every row of a question, in one read transaction. Not sent again: rows were handed over.
    ///
    /// # Errors
    /// The server goes away, refuses the statement, or is not done in time.
    pub async fn read_each(&self, call: Call, visit: impl FnMut(Vec<BoltType>) -> bool) -> Result<()> {
        let limit = self.patience.bulk;
        in_time(limit, call.named.name, self.each(call, limit, visit)).await
    }

    /// The same with a limit of the caller's own, which the server holds to as well.
    ///
    /// # Errors
    /// The server goes away, refuses the statement, or is not done within `limit`.
    pub async fn read_within(
        &self,
        call: Call,
        limit: Duration,
        visit: impl FnMut(Vec<BoltType>) -> bool,
    ) -> Result<()> {
        in_time(limit + PAUSE, call.named.name, self.each(call, limit, visit)).await
    }

    async fn collect(&self, call: Call, limit: Duration) -> Result<Vec<Vec<BoltType>>> {
        let mut rows = Vec::new();
        let keep = |row| {
            rows.push(row);
            true
        };
        self.each(call, limit, keep).await?;
        Ok(rows)
    }

    async fn each(&self, call: Call, limit: Duration, mut visit: impl FnMut(Vec<BoltType>) -> bool) -> Result<()> {
        let milliseconds = i64::try_from(limit.as_millis()).unwrap_or(i64::MAX);
        let columns = call.named.columns();
        let mut rows = self.graph.execute_read(call.query().extra("tx_timeout", milliseconds)).await?;
        while let Some(row) = rows.next().await? {
            if !visit(cells(&row, &columns)?) {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement in one write transaction and gives its rows. Sent again where that may help: nearly every
    /// statement of ours says what is to be, so that twice is as good as once; the others say so.
    ///
    /// # Errors
    /// The server stays gone after every attempt, refuses the statement, or is not done in time: then it may be
    /// written.
    pub async fn write(&self, call: Call) -> Result<Vec<Vec<BoltType>>> {
        self.again(call, |call| self.write_once(call)).await
    }

    /// The same, of which nothing stays where `fence`, at the end of the same transaction, finds no row. Several may run
    /// at once: all but the end of each.
    ///
    /// # Errors
    /// As of [`Self::write`]; that the fence finds nothing is no error, but `None`.
    pub async fn write_fenced(&self, call: Call, fence: &Call) -> Result<Option<Vec<Vec<BoltType>>>> {
        self.again(call, |call| self.write_fenced_once(call, fence)).await
    }

    async fn write_once(&self, call: Call) -> Result<Vec<Vec<BoltType>>> {
        let mut transaction = self.graph.start_txn().await?;
        let rows = run(&mut transaction, call).await?;
        self.commit(transaction).await?;
        Ok(rows)
    }

    async fn write_fenced_once(&self, call: Call, fence: &Call) -> Result<Option<Vec<Vec<BoltType>>>> {
        let mut transaction = self.graph.start_txn().await?;
        let rows = run(&mut transaction, call).await?;
        let _turn = self.turn.lock().await;
        if run(&mut transaction, fence.clone()).await?.is_empty() {
            transaction.rollback().await?;
            return Ok(None);
        }
        self.commit(transaction).await?;
        Ok(Some(rows))
    }

    async fn commit(&self, transaction: Txn) -> Result<()> {
        let mark = transaction.commit().await?.as_deref().and_then(Mark::read);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).note(mark);
        Ok(())
    }

    /// How far the database is now; from here on it is watched for writes of others.
    ///
    /// # Errors
    /// The server is gone, refuses, or is not done in time.
    pub async fn watch(&self) -> Result<Option<Mark>> {
        let look = async {
            let mut transaction = self.graph.start_txn().await?;
            transaction.run(Call::of(MARK).query()).await?;
            Ok(transaction.commit().await?.as_deref().and_then(Mark::read))
        };
        let mark = in_time(self.patience.call, MARK.name, look).await?;
        let last = mark.as_ref().map_or(0, |mark| mark.transaction);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen { from: mark.clone(), last, count: 0 };
        Ok(mark)
    }

    /// How far the database is after our last write, if nobody else has written since [`Driver::watch`].
    pub fn undisturbed(&self) -> Option<Mark> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).undisturbed()
    }

    async fn again<T, F: Future<Output = Result<T>>>(&self, call: Call, attempt: impl Fn(Call) -> F) -> Result<T> {
        let (name, mut pause) = (call.named.name, PAUSE);
        let attempts = if call.once { 1 } else { self.patience.attempts };
        for _ in 1..attempts {
            match in_time(self.patience.call, name, attempt(call.clone())).await {
                Err(error) if error.may_pass() => tracing::info!(%error, query = name, "trying again"),
                done => return done,
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        in_time(self.patience.call, name, attempt(call)).await
    }
}

async fn run(transaction: &mut Txn, call: Call) -> Result<Vec<Vec<BoltType>>> {
    let columns = call.named.columns();
    let mut stream = transaction.execute(call.query()).await?;
    let mut rows = Vec::new();
    while let Some(row) = stream.next(transaction.handle()).await? {
        rows.push(cells(&row, &columns)?);
    }
    Ok(rows)
}

fn config(address: &Address, credentials: &Credentials, patience: Patience) -> Result<neo4rs::Config> {
    let mut config = ConfigBuilder::default()
        .uri(address.as_str())
        .user(&credentials.user)
        .password(&credentials.password)
        .max_connections(patience.connections)
        .connection_timeout(patience.bulk)
        .fetch_size(FETCH);
    if let Some(database) = &credentials.database {
        config = config.db(database.as_str());
    }
    if let Some(authority) = &credentials.authority {
        std::fs::metadata(authority)
            .map_err(|error| PublishError::Address(format!("{}：{error}", authority.display())))?;
        config = config.with_client_certificate(authority);
    }
    Ok(config.build()?)
}

async fn in_time<T>(limit: Duration, what: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
    match tokio::time::timeout(limit, work).await {
        Ok(done) => done,
        Err(_) => Err(PublishError::Timeout(what.to_owned())),
    }
}

fn cells(row: &neo4rs::Row, columns: &[(&str, &str)]) -> Result<Vec<BoltType>> {
    let cell = |(name, _): &(&str, &str)| row.get(name).map_err(|error| PublishError::Statement(error.to_string()));
    columns.iter().map(cell).collect()
}

/// A text among the values of a row.
pub fn text(value: BoltType) -> Option<String> {
    match value {
        BoltType::String(text) => Some(text.value),
        _ => None,
    }
}

/// A whole number among the values of a row.
pub fn whole(value: &BoltType) -> Option<i64> {
    match value {
        BoltType::Integer(number) => Some(number.value),
        _ => None,
    }
}
