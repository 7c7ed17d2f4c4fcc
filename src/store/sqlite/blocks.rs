//! Rows on their way from the thread that reads them to the one that uses them, some thousand at a time.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::versions::{RawKey, RawRow};
use crate::model::{Journal, Origin};

/// Rows in a block: enough that handing it over costs nothing, few enough to stay in the cache.
const ROWS: usize = 2_048;
/// Blocks under way at most: one is filled, one is used, one lies ready.
const BLOCKS: usize = 3;

/// Rows with their texts in one piece, and their values.
#[derive(Debug, Default)]
struct Block {
    rests: String,
    values: Vec<u8>,
    rows: Vec<Row>,
}

/// One row of a block, and where its text and its values end; they begin where those of the row before end.
#[derive(Debug)]
struct Row {
    key: RawKey,
    rest: usize,
    values: usize,
    closes: bool,
    number: Journal,
    origin: Origin,
}

/// The side that fills blocks.
#[derive(Debug)]
pub(super) struct Filling {
    block: Block,
    full: SyncSender<Block>,
    empty: Receiver<Block>,
}

/// The side that uses them, and gives them back.
#[derive(Debug)]
pub(super) struct Full {
    full: Receiver<Block>,
    empty: SyncSender<Block>,
}

/// A way for blocks from one thread to another.
pub(super) fn blocks() -> (Filling, Full) {
    let (full_sender, full) = sync_channel(BLOCKS);
    let (empty_sender, empty) = sync_channel(BLOCKS);
    for _ in 1..BLOCKS {
        empty_sender.send(Block::default()).expect("invariant: both ends are here");
    }
    (Filling { block: Block::default(), full: full_sender, empty }, Full { full, empty: empty_sender })
}

impl Filling {
    pub fn push(&mut self, row: RawRow<'_>) {
        let Block { rests, values, rows } = &mut self.block;
        rests.push_str(row.rest);
        values.extend_from_slice(row.values.unwrap_or_default());
        let RawRow { key, number, origin, .. } = row;
        let closes = row.values.is_none();
        rows.push(Row { key, rest: rests.len(), values: values.len(), closes, number, origin });
        if rows.len() == ROWS {
            self.hand_over();
        }
    }

    /// Hands over what is filled. Where nobody takes it any more, the other side has panicked and says so itself.
    pub fn hand_over(&mut self) {
        if self.full.send(std::mem::take(&mut self.block)).is_ok() {
            self.block = self.empty.recv().unwrap_or_default();
        }
        let Block { rests, values, rows } = &mut self.block;
        rests.clear();
        values.clear();
        rows.clear();
    }
}

impl Full {
    /// Every row until the other side ends.
    pub fn each(self, mut visit: impl FnMut(RawRow<'_>)) {
        for block in self.full {
            let (mut rest, mut values) = (0, 0);
            for row in &block.rows {
                let said = &block.values[values..row.values];
                visit(RawRow {
                    key: row.key,
                    rest: &block.rests[rest..row.rest],
                    number: row.number,
                    values: (!row.closes).then_some(said),
                    origin: row.origin,
                });
                (rest, values) = (row.rest, row.values);
            }
            // The other side has ended where nobody takes it.
            self.empty.send(block).ok();
        }
    }
}
