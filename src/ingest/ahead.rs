//! Reading ahead: one thread reads rows and their cells while another resolves what they mean.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

use super::draft::Draft;
use super::reading::Reading;
use super::rows::FileFault;
use super::{CellReader, Fault};

/// Rows handed over at a time.
const ROWS: usize = 512;
/// Blocks of rows that lie ready at most.
const BLOCKS: usize = 2;

/// A row that has been read.
#[derive(Debug)]
pub struct ReadRow {
    /// Its place in the source, from 1.
    pub number: u32,
    /// Bytes of the source read so far.
    pub bytes: u64,
    /// What its cells say, before references are resolved, or why they cannot be read.
    pub outcome: Result<Draft, RefusedRow>,
}

/// A row whose cells cannot be read.
#[derive(Debug)]
pub struct RefusedRow {
    /// What is wrong with it; the other cells are not looked at.
    pub fault: Fault,
    /// What the row speaks of, where that can be told and was asked for: a draft without values.
    pub key: Option<Draft>,
}

/// Reads to the end of an input and shows each row in order. `keys`: whether refused rows say what they speak of.
///
/// # Errors
/// The outer one is `take`'s, which ends the reading; the inner one says why the input can be read no further.
pub fn read_ahead<E>(
    reading: &mut Reading,
    cells: &mut CellReader,
    keys: bool,
    mut take: impl FnMut(&ReadRow) -> Result<(), E>,
) -> Result<Result<(), FileFault>, E> {
    std::thread::scope(|scope| {
        let (sender, blocks) = sync_channel::<Vec<ReadRow>>(BLOCKS);
        // Memory is best given back by the thread that took it.
        let (used, returned) = channel();
        let reader = scope.spawn(move || read(reading, cells, keys, &sender, &returned));
        for block in blocks {
            block.iter().try_for_each(&mut take)?;
            used.send(block).ok();
        }
        Ok(reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Ends early where nobody takes the rows any more.
fn read(
    reading: &mut Reading,
    cells: &mut CellReader,
    keys: bool,
    sender: &SyncSender<Vec<ReadRow>>,
    returned: &Receiver<Vec<ReadRow>>,
) -> Result<(), FileFault> {
    let mut block = Vec::with_capacity(ROWS);
    let ended = loop {
        let row = match reading.next_row() {
            Ok(Some(row)) => row,
            Ok(None) => break Ok(()),
            Err(fault) => break Err(fault),
        };
        let Ok(number) = u32::try_from(row.number) else {
            break Err(FileFault::new("文件超过四十亿行", "请分成几个文件导入"));
        };
        let outcome = reading.draft(&row, cells).map_err(|fault| {
            let key = if keys { reading.rejected_key(&row, cells) } else { None };
            RefusedRow { fault, key }
        });
        block.push(ReadRow { number, bytes: reading.bytes(), outcome });
        if block.len() == ROWS {
            let mut next = returned.try_recv().unwrap_or_else(|_| Vec::with_capacity(ROWS));
            next.clear();
            if sender.send(std::mem::replace(&mut block, next)).is_err() {
                return Ok(());
            }
        }
    };
    // Nobody takes them: the reason is told there.
    sender.send(block).ok();
    ended
}
