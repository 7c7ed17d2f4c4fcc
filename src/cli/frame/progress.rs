//! The progress of an import on a terminal: rows, rows/s, names held beside others, time left. Nothing where there is no terminal.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use crate::app::intake::import::{Progress, ReadSoFar};

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
        let (length, position, message) = match progress {
            Progress::Read(ReadSoFar { rows, bytes, bytes_total }) => {
                let rate = u128::from(rows) * 1000 / started.elapsed().as_millis().max(1);
                (bytes_total.max(bytes), bytes, format!("{rows} 行  {rate} 行/秒"))
            }
            Progress::Compared { firms, of } => (of, firms, format!("核对新企业的名称：{firms}/{of} 家")),
        };
        if shown.length() != Some(length) {
            shown.reset_eta();
        }
        shown.set_length(length);
        shown.set_position(position);
        shown.set_message(message);
    };
    (bar, Arc::new(tell))
}
