//! The way to the server: every call has a time-out and a typed error; what is safe to send again is sent again.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use neo4rs::{BoltType, ConfigBuilder, Graph};

use super::bookmark::Mark;
use super::named::Call;
use super::queries::{MARK, SERVER};
use super::{Address, Credentials, PublishError, Result, version};

/// How long to wait for what, and how many connections to hold.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
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
}

/// How far the database was after each of our transactions.
#[derive(Debug, Default)]
struct Seen {
    last: Option<Mark>,
    /// Somebody else has written between two of ours, or it cannot be told.
    disturbed: bool,
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Driver").field("version", &self.version).finish_non_exhaustive()
    }
}

impl Driver {
    /// Connects, and makes sure of the server's version.
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
        let mut driver = Self { graph, patience, version: String::new(), seen: Mutex::default() };
        let first = in_time(patience.connect, "connect", driver.collect(&Call::of(SERVER), patience.connect)).await;
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

    /// The server's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// All rows of a small question, in the order of its columns.
    pub async fn read(&self, call: Call) -> Result<Vec<Vec<BoltType>>> {
        self.again(|| self.collect(&call, self.patience.call), &call).await
    }

    /// Hands over every row of a question, in one read transaction. Not sent again: rows were handed over.
    pub async fn read_each(&self, call: Call, visit: impl FnMut(Vec<BoltType>) -> bool) -> Result<()> {
        let limit = self.patience.bulk;
        in_time(limit, call.named.name, self.each(&call, limit, visit)).await
    }

    /// The same with a limit of the caller's own, which the server holds to as well.
    pub async fn read_within(
        &self,
        call: Call,
        limit: Duration,
        visit: impl FnMut(Vec<BoltType>) -> bool,
    ) -> Result<()> {
        in_time(limit + PAUSE, call.named.name, self.each(&call, limit, visit)).await
    }

    async fn collect(&self, call: &Call, limit: Duration) -> Result<Vec<Vec<BoltType>>> {
        let mut rows = Vec::new();
        let keep = |row| {
            rows.push(row);
            true
        };
        self.each(call, limit, keep).await?;
        Ok(rows)
    }

    async fn each(&self, call: &Call, limit: Duration, mut visit: impl FnMut(Vec<BoltType>) -> bool) -> Result<()> {
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
    pub async fn write(&self, call: Call) -> Result<Vec<Vec<BoltType>>> {
        self.again(|| self.write_once(&call), &call).await
    }

    async fn write_once(&self, call: &Call) -> Result<Vec<Vec<BoltType>>> {
        let columns = call.named.columns();
        let mut transaction = self.graph.start_txn().await?;
        let mut stream = transaction.execute(call.query()).await?;
        let mut rows = Vec::new();
        while let Some(row) = stream.next(transaction.handle()).await? {
            rows.push(cells(&row, &columns)?);
        }
        let mark = transaction.commit().await?.as_deref().and_then(Mark::read);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let follows =
            |last: &Mark, now: &Mark| now.database == last.database && now.transaction == last.transaction + 1;
        let next = seen.last.as_ref().zip(mark.as_ref()).is_some_and(|(last, now)| follows(last, now));
        if !next {
            tracing::debug!(query = call.named.name, before = ?seen.last, now = ?mark, "somebody else wrote in between");
            seen.disturbed = true;
        }
        seen.last = mark;
        Ok(rows)
    }

    /// How far the database is now; from here on it is watched for writes of others.
    pub async fn watch(&self) -> Result<Option<Mark>> {
        let look = async {
            let mut transaction = self.graph.start_txn().await?;
            transaction.run(Call::of(MARK).query()).await?;
            Ok(transaction.commit().await?.as_deref().and_then(Mark::read))
        };
        let mark = in_time(self.patience.call, MARK.name, look).await?;
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) =
            Seen { last: mark.clone(), disturbed: mark.is_none() };
        Ok(mark)
    }

    /// How far the database is after our last write, if nobody else has written since [`Driver::watch`].
    pub fn undisturbed(&self) -> Option<Mark> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.last.clone().filter(|_| !seen.disturbed)
    }

    async fn again<T, F: Future<Output = Result<T>>>(&self, attempt: impl Fn() -> F, call: &Call) -> Result<T> {
        let mut pause = PAUSE;
        let attempts = if call.once { 1 } else { self.patience.attempts };
        for _ in 1..attempts {
            match in_time(self.patience.call, call.named.name, attempt()).await {
                Err(error) if error.may_pass() => tracing::info!(%error, query = call.named.name, "trying again"),
                done => return done,
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        in_time(self.patience.call, call.named.name, attempt()).await
    }
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
