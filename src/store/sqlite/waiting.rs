//! How long a connection waits for another one.

use std::time::Duration;

/// SQLite's own waiting doubles its pauses and starves small writers during an import; this polls every half
/// millisecond, for at most 30 seconds.
pub(super) fn wait_a_little(tries: i32) -> bool {
    const PAUSE: Duration = Duration::from_micros(500);
    std::thread::sleep(PAUSE);
    tries < 60_000
}
