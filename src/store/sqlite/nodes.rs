//! The dictionary: text ids to integers.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Sqlite, unsigned};
use crate::model::{Kind, NodeId, NodeName};
use crate::store::{Result, StoreError};

impl Sqlite {
    pub(in crate::store) fn reserve_nodes(&self, count: u32) -> Result<NodeId> {
        let writer = self.writer()?;
        let next: i64 = writer
            .prepare_cached("UPDATE meta SET value = value + ?1 WHERE key = 'next_node' RETURNING value - ?1")?
            .query_row([count], |row| row.get(0))?;
        let past = next + i64::from(count);
        u32::try_from(past).map_err(|_| StoreError::Unavailable("名称已满（最多 2^32 个）".into()))?;
        Ok(NodeId(unsigned(next)?))
    }

    pub(in crate::store) fn nodes<S>(
        &self,
        kinds: &[Kind],
        mut state: S,
        visit: fn(&mut S, NodeId, Kind, &str),
    ) -> Result<S> {
        let wanted = kinds.iter().fold(0, |all, kind| all | super::bit(*kind));
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, kind, ref FROM node WHERE (1 << kind) & ?1 AND batch IN (SELECT id FROM batch WHERE seq IS NOT NULL)
                 ORDER BY id",
            )?;
            let mut rows = statement.query([wanted])?;
            while let Some(row) = rows.next()? {
                let kind = kind_of(row.get(1)?)?;
                visit(&mut state, NodeId(unsigned(row.get(0)?)?), kind, text_of(row.get_ref(2)?)?);
            }
            Ok(state)
        })
    }

    pub(in crate::store) fn find_nodes(&self, names: &[NodeName]) -> Result<Vec<Option<NodeId>>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            names.iter().map(|name| find_node(&transaction, name)).collect()
        })
    }

    pub(in crate::store) fn node_names(&self, ids: &[NodeId]) -> Result<Vec<Option<NodeName>>> {
        self.reading(|connection| {
            // One transaction: each of its own would cost the locks of the file.
            let transaction = connection.unchecked_transaction()?;
            let mut statement = transaction.prepare_cached(
                "SELECT kind, ref FROM node JOIN batch ON batch.id = node.batch AND seq IS NOT NULL WHERE node.id = ?1",
            )?;
            let mut name = |id: &NodeId| -> Result<Option<NodeName>> {
                let found = statement.query_row([id.0], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).optional()?;
                found.map(|(kind, text)| Ok(NodeName { kind: kind_of(kind)?, text })).transpose()
            };
            ids.iter().map(&mut name).collect()
        })
    }

    pub(in crate::store) fn names(&self, kind: Kind, text: &str, limit: usize) -> Result<Vec<(NodeId, String)>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT node.id, ref FROM node JOIN batch ON batch.id = node.batch AND seq IS NOT NULL
                 WHERE ref >= ?1 AND ref < ?1 || char(0x10ffff) AND kind = ?2 ORDER BY ref LIMIT ?3",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = statement
                .query_map(params![text, kind.number(), limit], |row| Ok((NodeId(row.get(0)?), row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Writes nodes of a batch. A text that another writer has numbered meanwhile is a conflict.
pub(super) fn write_nodes(connection: &Connection, batch: i64, nodes: &[(NodeId, NodeName)]) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO node(id, kind, ref, batch) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(ref, kind) DO NOTHING",
    )?;
    for (id, name) in nodes {
        let written = insert.execute(params![id.0, name.kind.number(), name.text, batch])?;
        if written == 0 {
            return Err(StoreError::Conflict(format!("「{}」刚被另一个写入编了号", name.text)));
        }
    }
    Ok(())
}

pub(super) fn find_node(connection: &Connection, name: &NodeName) -> Result<Option<NodeId>> {
    let found = connection
        .prepare_cached("SELECT node.id FROM node JOIN batch ON batch.id = node.batch AND seq IS NOT NULL WHERE ref = ?1 AND kind = ?2")?
        .query_row(params![name.text, name.kind.number()], |row| row.get(0).map(NodeId))
        .optional()?;
    Ok(found)
}

pub(super) fn kind_of(number: i64) -> Result<Kind> {
    let kind = u8::try_from(number).ok().and_then(Kind::from_number);
    kind.ok_or_else(|| StoreError::Corrupt(format!("不认识的记录种类 {number}")))
}

pub(super) fn text_of(value: rusqlite::types::ValueRef<'_>) -> Result<&str> {
    value.as_str().map_err(|_| StoreError::Corrupt("有一段文字不是 UTF-8".into()))
}
