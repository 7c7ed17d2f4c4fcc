//! The progress of an import on a terminal: rows, rows/s, time left. Nothing where there is no terminal.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use crate::app::intake::import::Progress;

/// A bar on standard error.
pub fn bar() -> (ProgressBar, Arc<dyn Fn(Progress) + Send + Sync>) {
    if !std::io::stderr().is_terminal() {
        return (ProgressBar::hidden(), Arc::new(|_| ()));
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:30} {percent}%  {msg}  剩余 {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (shown, started) = (bar.clone(), Instant::now());
    let tell = move |progress: Progress| {
        let rate = u128::from(progress.rows) * 1000 / started.elapsed().as_millis().max(1);
        shown.set_length(progress.bytes_total.max(progress.bytes));
        shown.set_position(progress.bytes);
        shown.set_message(format!("{} 行  {rate} 行/秒", progress.rows));
    };
    (bar, Arc::new(tell))
}
