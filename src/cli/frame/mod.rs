//! What every command stands in: how it ends, its store, its question, printing, drawings as files, progress.

pub mod demo_store;
pub mod drawing;
mod exit;
pub mod help;
pub mod output;
pub mod progress;
pub mod question;
pub mod stdin;
mod stores;

pub use exit::Exit;
pub use stores::{desk, machine, store_desk};
