//! Where the project's files are.

use std::path::{Path, PathBuf};

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of canonical files under `tests/data`.
pub fn data(name: &str) -> PathBuf {
    project().join("tests/data").join(name)
}

/// The folder of the built-in sample.
pub fn sample() -> PathBuf {
    project().join("import/hefei")
}

/// The matrix of trade between countries and products, where it is.
pub fn trade_matrix() -> PathBuf {
    let usual = || project().join("../shared/data/trade-matrix/world_trade_avg_1998_to_2000.csv");
    std::env::var_os("LIANTU_TRADE_MATRIX").map_or_else(usual, PathBuf::from)
}
