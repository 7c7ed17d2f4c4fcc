//! What people did that hangs on firms and chains which an undo takes away.

use std::collections::BTreeSet;

use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};
use crate::model::values::A_TO;
use crate::model::{CanonicalTable, Journal, Kind, NodeId, RowKey, Version};
use crate::store::{ListFilter, Store};

/// What people did about firms and chains that an undo takes away: it stays, and waits for them; none of a kind that the caller
/// may not see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HangingWork {
    /// Firms about which anybody did anything.
    pub firms: usize,
    /// Entries of target lists.
    pub entries: Option<usize>,
    /// Claims.
    pub claims: Option<usize>,
    /// Visits.
    pub visits: Option<usize>,
    /// Projects.
    pub projects: Option<usize>,
    /// Entries of the lists of chains that go.
    pub on_chains: Option<usize>,
}

/// Records of which an undo closes a row.
#[derive(Debug, Clone, Default)]
pub(super) struct ClosedRecords {
    pub firms: BTreeSet<NodeId>,
    pub chains: BTreeSet<NodeId>,
}

impl ClosedRecords {
    /// Takes note of a row that is closed.
    pub fn note(&mut self, key: &RowKey) {
        match key.kind {
            Kind::Enterprise => self.firms.insert(key.a),
            Kind::Chain => self.chains.insert(key.a),
            _ => false,
        };
    }
}

impl HangingWork {
    /// What hangs on the firms, and what becomes of it, in a sentence.
    pub fn told(&self) -> String {
        let parts = [
            ("清单上", self.entries, "家"),
            ("认领", self.claims, "家"),
            ("走访", self.visits, "次"),
            ("项目", self.projects, "个"),
        ];
        let parts = parts.into_iter().filter_map(|(what, count, unit)| {
            let count = count.filter(|count| *count > 0)?;
            Some(format!("{what} {count} {unit}"))
        });
        let parts = parts.collect::<Vec<_>>().join("，");
        let parts = if parts.is_empty() { parts } else { format!("（{parts}）") };
        let firms = format!(
            "要去掉的企业里有 {} 家有人在跟{parts}。撤销后人写的这些都留着，企业只显示编号，没有名称；同一编号再导入，就接上了",
            self.firms
        );
        let chains = self.on_chains.filter(|count| *count > 0).map(|count| {
            format!("要去掉的产业链的清单上有 {count} 家：撤销后清单留着，但打不开；同一编号的产业链再导入，就接上了")
        });
        let firms = (self.firms > 0).then_some(firms);
        firms.into_iter().chain(chains).collect::<Vec<_>>().join("。")
    }
}

impl StoreDesk {
    /// What hangs on the firms and chains whose rows an undo of an import closes; none where nothing does.
    pub(super) async fn hanging(
        &self,
        store: &Store,
        import: Journal,
        closed: &ClosedRecords,
    ) -> Result<Option<HangingWork>, AppError> {
        let enterprise = CanonicalTable::of(Kind::Project).field("enterprise");
        let of = |row: &Version| -> Option<NodeId> {
            let values = row.values.as_ref()?.view();
            match row.key.kind {
                Kind::Entry => Some(row.key.b),
                Kind::Project => values.references(enterprise?).first().map(|to| to.to),
                _ => Some(values.node(A_TO).unwrap_or(row.key.a)),
            }
        };
        let (mut found, mut listed): (Vec<(Kind, NodeId)>, Vec<NodeId>) = Default::default();
        for kind in [Kind::Entry, Kind::Claim, Kind::Visit, Kind::Project] {
            let filter = ListFilter { kind, a: None, after: None, limit: usize::MAX };
            // What the import itself says goes with it.
            let mut rows = store.list(filter, None).await?;
            rows.retain(|row| row.number != import && row.values.is_some());
            let entries = rows.iter().filter(|row| kind == Kind::Entry && closed.chains.contains(&row.key.a));
            listed.extend(entries.map(|row| row.key.a));
            let firms = rows.iter().filter_map(|row| Some((kind, of(row)?)));
            found.extend(firms.filter(|(_, firm)| closed.firms.contains(firm)));
        }
        let firms = found.iter().map(|(_, firm)| *firm).collect();
        let gone_firms = gone(store, Kind::Enterprise, import, firms).await?;
        let gone_chains = gone(store, Kind::Chain, import, listed.iter().copied().collect()).await?;
        found.retain(|(_, firm)| gone_firms.contains(firm));
        listed.retain(|chain| gone_chains.contains(chain));
        let seen = |kind: Kind, right: Right| {
            let count = found.iter().filter(|(of, _)| *of == kind).count();
            self.holds(right, Scope::City).then_some(count)
        };
        let on_chains = self.holds(Right::SeeList, Scope::City).then_some(listed.len());
        let told = !gone_firms.is_empty() || on_chains.is_some_and(|count| count > 0);
        Ok(told.then(|| HangingWork {
            on_chains,
            firms: gone_firms.len(),
            entries: seen(Kind::Entry, Right::SeeList),
            claims: seen(Kind::Claim, Right::SeeList),
            visits: seen(Kind::Visit, Right::SeeDispatch),
            projects: seen(Kind::Project, Right::SeeDispatch),
        }))
    }
}

/// Those of some records of which no row is left that another import wrote.
async fn gone(
    store: &Store,
    kind: Kind,
    import: Journal,
    records: BTreeSet<NodeId>,
) -> Result<BTreeSet<NodeId>, AppError> {
    let filter = |record: &NodeId| ListFilter { kind, a: Some(*record), after: None, limit: usize::MAX };
    let rows = store.lists(records.iter().map(filter).collect(), None).await?;
    let stays = |rows: &Vec<Version>| rows.iter().any(|row| row.values.is_some() && row.number != import);
    Ok(records.into_iter().zip(&rows).filter(|(_, rows)| !stays(rows)).map(|(record, _)| record).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_on_firms_is_told_as_far_as_it_may_be_seen() {
        let all =
            HangingWork { firms: 2, entries: Some(2), claims: Some(0), visits: Some(3), ..HangingWork::default() };
        assert!(
            all.told().starts_with("要去掉的企业里有 2 家有人在跟（清单上 2 家，走访 3 次）。撤销后"),
            "{}",
            all.told()
        );
        let few = HangingWork { firms: 1, ..HangingWork::default() };
        assert!(few.told().starts_with("要去掉的企业里有 1 家有人在跟。"), "{}", few.told());
        let chain = HangingWork { on_chains: Some(4), ..HangingWork::default() };
        assert!(chain.told().starts_with("要去掉的产业链的清单上有 4 家：撤销后清单留着"), "{}", chain.told());
    }
}
