//! Is every file of evidence whole, and does something stand that it shows?

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::batches::numbers;
use super::evidence_held::{digest_of, is_open};
use super::nodes::kind_of;
use crate::model::{Deed, EvidenceDeed, EvidenceOf, NodeId};
use crate::store::{Checkup, Result};

/// Compares every file with its digest, with the journal, and with the record it shows. What files are called is not told.
pub(super) fn check(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let (said, numbers) = (journaled(connection)?, numbers(connection)?);
    let mut statement = connection.prepare("SELECT kind, a, part, id, bytes, digest, content FROM evidence")?;
    let mut rows = statement.query([])?;
    let mut held = 0;
    while let Some(row) = rows.next()? {
        let (id, bytes, digest): (String, i64, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let of = EvidenceOf { kind: kind_of(row.get(0)?)?, a: NodeId(row.get(1)?), part: row.get(2)? };
        let sql = "SELECT content FROM evidence_content WHERE nr = ?1";
        let content: Option<Vec<u8>> =
            connection.prepare_cached(sql)?.query_row([row.get::<_, i64>(6)?], |row| row.get(0)).optional()?;
        held += i64::from(content.is_some());
        let fault = match content {
            None => "内容不见了",
            Some(content) if i64::try_from(content.len()) != Ok(bytes) || digest_of(&content) != digest => {
                "与它的摘要不符：被改动或损坏"
            }
            Some(_) if said.get(&id) != Some(&digest) => "与日志里记下的摘要不符",
            Some(_) if !is_open(connection, &of, &numbers)? => "没有哪条有效记录",
            Some(_) => continue,
        };
        checkup.problems.push(format!("依据文件 {id}（{}）{fault}", of.kind.zh()));
    }
    let all: i64 = connection.query_row("SELECT count(*) FROM evidence_content", [], |row| row.get(0))?;
    if all != held {
        checkup.problems.push(format!("{} 份依据文件的内容不属于哪一份", all - held));
    }
    Ok(())
}

/// What the journal says of each file that was added: its digest, by id.
fn journaled(connection: &Connection) -> Result<HashMap<String, String>> {
    let mut statement = connection
        .prepare("SELECT why FROM batch WHERE seq IS NOT NULL AND why >= 'evidence ' AND why < 'evidence!'")?;
    let words = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let told = words.iter().filter_map(|words| match Deed::read(words) {
        Deed::Evidence(told) if told.deed == EvidenceDeed::Add => Some((told.evidence, told.digest)),
        _ => None,
    });
    Ok(told.collect())
}
