use neo4rs::{Error, Neo4jClientErrorKind, Neo4jErrorKind, Neo4jSecurityErrorKind};

/// What can go wrong with the analysts' graph.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// The address cannot be used; says why.
    #[error("address: {0}")]
    Address(String),
    /// Nobody listens there, or the server went away.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// No answer in time: a slow statement, or no free connection.
    #[error("timed out: {0}")]
    Timeout(String),
    /// Wrong user or password.
    #[error("refused: {0}")]
    Credentials(String),
    /// One side speaks TLS and the other does not, or the certificate is not trusted.
    #[error("tls: {0}")]
    Tls(String),
    /// What answers is no Neo4j, or one that is too old.
    #[error("server: {0}")]
    Server(String),
    /// The database cannot be written, or the user may not.
    #[error("read only: {0}")]
    ReadOnly(String),
    /// There is no such database.
    #[error("no database: {0}")]
    NoDatabase(String),
    /// Another publish began after this one and has taken over.
    #[error("taken over by another publish")]
    TakenOver,
    /// The server may try again later: deadlock, leader change, memory.
    #[error("transient: {0}")]
    Transient(String),
    /// The statement is wrong, or anything else the server says.
    #[error("statement: {0}")]
    Statement(String),
}

/// What every call to the server returns.
pub type Result<T> = std::result::Result<T, PublishError>;

impl PublishError {
    /// Whether the same statement may well succeed if it is sent again.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Transient(_))
    }
}

impl From<Error> for PublishError {
    fn from(error: Error) -> Self {
        let told = error.to_string();
        match error {
            Error::Neo4j(refused) => server_error(refused.kind(), refused.code(), told),
            Error::AuthenticationError(_) => Self::Credentials(told),
            Error::IOError { detail } => of_io(&detail),
            Error::ConnectionTimedOut => Self::Timeout(told),
            Error::UnsupportedVersion(major, minor) => Self::Server(format!("Bolt {major}.{minor}")),
            // An alert of TLS, read as a version of Bolt.
            Error::ProtocolMismatch(0x1503_0000..=0x1503_ffff) => Self::Tls(told),
            Error::ProtocolMismatch(_) => Self::Server(told),
            Error::UrlParseError(_) | Error::UnsupportedScheme(_) | Error::InvalidDnsName(_) => Self::Address(told),
            Error::RoutingTableError((code, _)) if code.contains("DatabaseNotFound") => Self::NoDatabase(told),
            Error::ConnectionError
            | Error::ConnectionClosed(_)
            | Error::IncompleteBoltExchange
            | Error::RequestIgnoredError
            | Error::ServerUnavailableError(_)
            | Error::RoutingTableRefreshFailed(_)
            | Error::RoutingTableError(_) => Self::Unavailable(told),
            _ => Self::Statement(told),
        }
    }
}

fn server_error(kind: Neo4jErrorKind, code: &str, told: String) -> PublishError {
    let read_only = ["ReadOnly", "WriteOnReadOnlyAccessDatabase", "AccessMode"];
    if read_only.iter().any(|word| code.contains(word)) {
        return PublishError::ReadOnly(told);
    }
    if code.contains("TransactionTimedOut") || code.contains("TransactionTimedOutClientConfiguration") {
        return PublishError::Timeout(told);
    }
    match kind {
        Neo4jErrorKind::Client(Neo4jClientErrorKind::Security(Neo4jSecurityErrorKind::Forbidden)) => {
            PublishError::ReadOnly(told)
        }
        Neo4jErrorKind::Client(Neo4jClientErrorKind::Security(_)) => PublishError::Credentials(told),
        Neo4jErrorKind::Client(Neo4jClientErrorKind::FatalDiscovery) => PublishError::NoDatabase(told),
        Neo4jErrorKind::Client(Neo4jClientErrorKind::SessionExpired) | Neo4jErrorKind::Transient => {
            PublishError::Transient(told)
        }
        _ if code.contains("DatabaseUnavailable") => PublishError::Unavailable(told),
        _ => PublishError::Statement(told),
    }
}

/// A handshake that failed hides in an error of input and output.
fn of_io(error: &std::io::Error) -> PublishError {
    let told = error.to_string();
    // A plain server hangs up in the middle of a handshake.
    let tls = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) || told.contains("tls handshake");
    if tls { PublishError::Tls(told) } else { PublishError::Unavailable(told) }
}
