//! Opening the file: pragmas, version, the busy handler.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::accounts::{ACCOUNTS, RECRUITERS};
use super::evidence::EVIDENCE;
use super::factors::FACTORS;
use super::shares::SHARES;
use super::waiting::wait_a_little;
use super::{FILES, contacts_check, identity, traces, with_ending};
use crate::store::{Result, StoreError, folder_of, part};

/// The layout this program writes.
pub(super) const VERSION: i64 = 10;
/// From each layout to the next, the first from layout 1.
const STEPS: [fn(&Connection) -> Result<()>; 9] = [
    with_forms,
    with_words,
    with_identities,
    contacts_check::without_old_contacts,
    with_accounts,
    with_factors,
    with_shares,
    with_evidence,
    with_recruiters,
];
/// Marks the file as a liantu store ("lntu").
pub(super) const APPLICATION: u32 = 0x6c6e_7475;

const SCHEMA: &str = include_str!("schema.sql");

pub(super) fn writer(path: &Path) -> Result<Connection> {
    part::sweep(folder_of(path));
    private_file(path)?;
    let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    prepare(&mut connection)?;
    Ok(connection)
}

pub(super) fn reader(path: &Path) -> Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA query_only=ON; PRAGMA cache_size=-16384;")?;
    Ok(connection)
}

/// A connection to a file as it is, which is made where it is missing: for copies.
pub(super) fn plain(path: &Path) -> Result<Connection> {
    private_file(path)?;
    open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

pub(super) fn in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&mut connection)?;
    Ok(connection)
}

/// Makes the file readable for its owner only, before anything is in it; one that is there becomes so, with what lies
/// beside it.
pub(super) fn private_file(path: &Path) -> Result<()> {
    if path.exists() {
        FILES.iter().for_each(|ending| close_to_others(&with_ending(path, ending)));
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| StoreError::file(path, &error))
}

/// Takes the rights of others. Where that cannot be, since the file is somebody else's, they are his to give.
fn close_to_others(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        const OTHERS: u32 = 0o077;
        if path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & OTHERS != 0) {
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
        }
    }
}

fn open(path: &Path, access: OpenFlags) -> Result<Connection> {
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)
        .map_err(|error| StoreError::Unavailable(format!("{} 不能打开（{error}）", path.display())))?;
    connection.busy_handler(Some(wait_a_little))?;
    Ok(connection)
}

fn prepare(connection: &mut Connection) -> Result<()> {
    refuse_foreign(connection)?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > VERSION {
        return Err(StoreError::Unavailable(newer(version)));
    }
    if version == 0 {
        connection.execute_batch("PRAGMA page_size=8192;")?;
    }
    in_wal_mode(connection)?;
    connection.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000;
         PRAGMA journal_size_limit=67108864; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    )?;
    match version {
        0 => create(connection),
        VERSION => {
            // Whoever cannot write, since the disk is full, may still read.
            let _ = traces::empty_log_at_once(connection);
            Ok(())
        }
        _ => migrate(connection),
    }
}

/// What is said of a layout this program does not know yet.
pub(super) fn newer(version: i64) -> String {
    format!("它由更新版本的 liantu 写成（布局 {version}，本程序认识到 {VERSION}），请用那个版本打开")
}

/// Another program's database is left exactly as it is. A store that is being made has neither mark nor table yet.
fn refuse_foreign(connection: &Connection) -> Result<()> {
    // One statement, so that a store somebody else is making is seen before or after, never between.
    let sql = "SELECT application_id, user_version, (SELECT name FROM sqlite_master LIMIT 1)
               FROM pragma_application_id, pragma_user_version";
    let (application, version, table): (i64, i64, Option<String>) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if application == i64::from(APPLICATION) || (application == 0 && version == 0 && table.is_none()) {
        return Ok(());
    }
    let table = table.map(|name| format!("（其中有表 {name}）")).unwrap_or_default();
    Err(StoreError::Corrupt(format!("这是别的程序的数据库{table}")))
}

/// Switching to WAL needs the file for itself and does not wait by itself.
fn in_wal_mode(connection: &Connection) -> Result<()> {
    let mode = |c: &Connection| c.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0));
    if mode(connection)? == "wal" {
        return Ok(());
    }
    let started = Instant::now();
    loop {
        match connection.query_row("PRAGMA journal_mode=WAL", [], |row| row.get::<_, String>(0)) {
            Ok(_) => return Ok(()),
            Err(error) => {
                let error = StoreError::from(error);
                let waits = matches!(error, StoreError::Timeout(_)) && started.elapsed() < Duration::from_secs(10);
                if !waits {
                    return Err(error);
                }
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Takes an older layout to this one, once, whoever comes first.
fn migrate(connection: &mut Connection) -> Result<()> {
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for step in STEPS.iter().skip(usize::try_from(version - 1).unwrap_or(STEPS.len())) {
        step(&transaction)?;
    }
    transaction.execute_batch(&format!("PRAGMA user_version={VERSION};"))?;
    transaction.commit()?;
    traces::empty_log(connection)
}

/// Layout 2 says how each digest was made.
fn with_forms(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("ALTER TABLE batch ADD COLUMN form INTEGER NOT NULL DEFAULT 1")?)
}

/// Layout 3 keeps erasable texts beside their rows. Rows of before go on holding theirs, as their digests say.
fn with_words(connection: &Connection) -> Result<()> {
    let words = "CREATE TABLE words(kind INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, c TEXT NOT NULL,
                 digest BLOB NOT NULL, text TEXT NOT NULL, PRIMARY KEY(kind, a, b, c, digest)) WITHOUT ROWID";
    Ok(connection.execute_batch(words)?)
}

/// Layout 4 knows who bears a name or code.
fn with_identities(connection: &Connection) -> Result<()> {
    connection.execute_batch("CREATE TABLE identity(bucket INTEGER PRIMARY KEY, pairs BLOB NOT NULL)")?;
    identity::derive(connection)
}

/// Layout 6 knows who may log in.
fn with_accounts(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(ACCOUNTS)?)
}

/// Layout 7 knows second factors and tokens.
fn with_factors(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(FACTORS)?)
}

/// Layout 8 knows what is shown by link.
fn with_shares(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(SHARES)?)
}

/// Layout 9 keeps files of evidence.
fn with_evidence(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(EVIDENCE)?)
}

/// Layout 10 says which recruiter an account is.
fn with_recruiters(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(RECRUITERS)?)
}

/// Makes the tables, once, whoever comes first.
fn create(connection: &Connection) -> Result<()> {
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version != 0 {
        return Ok(());
    }
    transaction.execute_batch(SCHEMA)?;
    transaction.execute_batch(ACCOUNTS)?;
    transaction.execute_batch(FACTORS)?;
    transaction.execute_batch(SHARES)?;
    transaction.execute_batch(EVIDENCE)?;
    transaction.execute_batch(RECRUITERS)?;
    transaction.execute("INSERT INTO meta(key, value) VALUES ('contact_key', randomblob(32))", [])?;
    transaction.execute("INSERT INTO meta(key, value) VALUES ('next_node', 1)", [])?;
    transaction.execute_batch(&format!("PRAGMA application_id={APPLICATION}; PRAGMA user_version={VERSION};"))?;
    Ok(transaction.commit()?)
}
