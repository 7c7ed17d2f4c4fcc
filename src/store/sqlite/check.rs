//! What `doctor` asks of the file: does it agree with itself?

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::Sqlite;
use super::audit::{StoredBatch, heads};
use super::contacts::contact_key;
use super::words_check::compare;
use super::write::LOGGED;
use super::{contacts_check, evidence_check, identity};
use crate::model::{Kind, hex};
use crate::store::{Checkup, KEY_BYTES, Result};

impl Sqlite {
    pub(in crate::store) fn check(&self) -> Result<Checkup> {
        self.reading(check)
    }

    pub(in crate::store) fn check_journal(&self) -> Result<Checkup> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut checkup = Checkup::default();
            let heads = heads(&transaction, &mut checkup)?;
            chain(&heads, &mut checkup);
            Ok(checkup)
        })
    }
}

/// Reads everything of a file.
pub(super) fn check(connection: &Connection) -> Result<Checkup> {
    let transaction = connection.unchecked_transaction()?;
    let mut checkup = Checkup::default();
    pages_and_indexes(&transaction, &mut checkup)?;
    let heads = heads(&transaction, &mut checkup)?;
    chain(&heads, &mut checkup);
    logs(&transaction, &heads, &mut checkup)?;
    names(&transaction, &mut checkup)?;
    lost(&transaction, &mut checkup)?;
    next_node(&transaction, &mut checkup)?;
    keyed(&transaction, &mut checkup)?;
    evidence_check::check(&transaction, &mut checkup)?;
    Ok(checkup)
}

/// What stands beside the rows agrees with the keyed digests in them.
fn keyed(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    match contact_key(connection).ok().filter(|key| key.len() == KEY_BYTES) {
        Some(key) => {
            contacts_check::check(connection, &key, checkup)?;
            words(connection, checkup)
        }
        None => {
            checkup.problems.push("联系方式的密钥缺失或损坏：联系方式与可删除的文字都不能核对".into());
            Ok(())
        }
    }
}

/// SQLite's own look at its pages. An index holds nothing that its table does not.
fn pages_and_indexes(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for line in found.into_iter().filter(|line| line != "ok") {
        let of_index = ["missing from index", "wrong # of entries in index", "values differ from index"];
        if of_index.iter().any(|words| line.contains(words)) {
            checkup.mendable.push(format!("索引与表不符（{line}）"));
        } else {
            checkup.problems.push(format!("文件内部结构有误（{line}）"));
        }
    }
    Ok(())
}

/// Follows the digests from the first batch to the last. What is counted beside a digest that holds can be counted anew.
fn chain(heads: &[StoredBatch], checkup: &mut Checkup) {
    for (expected, head) in (1..).zip(heads) {
        let seq = head.seq;
        if seq != expected {
            checkup.problems.push(format!("日志号 {seq} 处应是 {expected}：中间缺了批次"));
        }
        if !head.sound {
            checkup.problems.push(format!("日志号 {seq} 的内容与它的摘要 {} 不符：被改动或损坏", hex(&head.stored)));
        }
        if head.rows != head.found_rows {
            let text = format!("日志号 {seq} 记着 {} 行，实有 {} 行", head.rows, head.found_rows);
            if head.sound { checkup.mendable.push(text) } else { checkup.problems.push(text) }
        }
        if head.sound && head.kinds != head.found_kinds {
            checkup.mendable.push(format!("日志号 {seq} 记着的种类与它的行不符"));
        }
    }
}

/// The log names the keys of small batches, and only these.
fn logs(connection: &Connection, heads: &[StoredBatch], checkup: &mut Checkup) -> Result<()> {
    let all = counted(connection, "SELECT batch, count(*) FROM log GROUP BY batch")?;
    let right = "SELECT log.batch, count(*) FROM log JOIN row USING(batch, kind, a, b, c) GROUP BY log.batch";
    let right = counted(connection, right)?;
    for head in heads.iter().filter(|head| head.sound) {
        let expected = if head.found_rows.cast_unsigned() <= LOGGED { head.found_rows } else { 0 };
        let counts = [&all, &right].map(|counts| counts.get(&head.id).copied().unwrap_or(0));
        if counts != [expected, expected] {
            checkup.mendable.push(format!("日志号 {} 的变更清单与它的行不符", head.seq));
        }
    }
    Ok(())
}

fn counted(connection: &Connection, sql: &str) -> Result<HashMap<i64, i64>> {
    let mut statement = connection.prepare(sql)?;
    let counts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.collect::<rusqlite::Result<_>>()?)
}

/// Every record is found by its names and codes.
fn names(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let missing = identity::missing(connection)?;
    if missing > 0 {
        checkup.mendable.push(format!("{missing} 个名称或代码不在查找用的索引里"));
    }
    Ok(())
}

/// Rows that name what is not there.
fn lost(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    // An indicator of the whole city is nobody's, nor is a score sheet.
    let free = [Kind::Indicator, Kind::Sheet].map(|kind| kind.number().to_string()).join(", ");
    let dangling = count(&format!(
        "SELECT count(*) FROM row WHERE batch IN (SELECT id FROM batch WHERE +seq IS NOT NULL)
         AND ((a NOT IN (SELECT id FROM node) AND NOT (a = 0 AND kind IN ({free})))
              OR (b <> 0 AND b NOT IN (SELECT id FROM node)))",
    ))?;
    if dangling > 0 {
        checkup.problems.push(format!("{dangling} 行引用了不存在的名称"));
    }
    let of_none = count("SELECT count(*) FROM row WHERE batch NOT IN (SELECT id FROM batch)")?;
    if of_none > 0 {
        checkup.problems.push(format!("{of_none} 行属于不存在的批次"));
    }
    Ok(())
}

/// Words are what their digests say, and some row holds each.
fn words(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let found = compare(connection)?;
    checkup.erased = found.erased;
    if found.changed > 0 {
        checkup.problems.push(format!("{} 段文字与行里的摘要不符：被改动或损坏", found.changed));
    }
    if found.unheld > 0 {
        checkup.mendable.push(format!("{} 段文字没有哪一行用到", found.unheld));
    }
    Ok(())
}

/// Numbers are given out from here on.
fn next_node(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let next = connection.query_row("SELECT value FROM meta WHERE key = 'next_node'", [], |row| row.get::<_, i64>(0));
    let (next, used): (i64, i64) = (
        next.optional()?.unwrap_or(0),
        connection.query_row("SELECT coalesce(max(id), 0) FROM node", [], |row| row.get(0))?,
    );
    if next <= used {
        checkup.mendable.push(format!("下一个名称编号是 {next}，而已用到 {used}"));
    }
    Ok(())
}
