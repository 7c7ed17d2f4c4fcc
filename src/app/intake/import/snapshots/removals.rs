//! What the snapshot of a table closes: reported, and refused where so much was not confirmed.

use super::{Snapshots, SourceCounts};
use crate::app::intake::import::running_report::RunningReport;
use crate::ingest::{Advice, Problem, Removal};
use crate::model::Kind;

/// Reports what the snapshot of a table closes. More than a tenth of a source goes only where `confirmed`.
pub fn report_removals(kind: Kind, snapshots: &Snapshots, report: &mut RunningReport, confirmed: bool) {
    let Some(snapshot) = snapshots.get(kind).filter(|_| !report.unreadable()) else { return };
    let table = format!("{}（{}）", kind.code(), kind.zh());
    if snapshot.unidentified > 0 {
        report.notices.add(format!(
            "{table} 有 {} 行被拒绝，看不出说的是哪一条，所以这次不关闭名单里没有的行；改正后再导入时再关闭",
            snapshot.unidentified
        ));
    }
    for (source, counts) in &snapshot.sources {
        let (open, removed) = (counts.open, counts.removed);
        report.count_removal(Removal { table: kind.code(), source: source.clone(), open, removed });
        if counts.kept > 0 {
            report.notices.add(format!(
                "{table} 来源「{source}」有 {} 条在名单里的行被拒绝，仍算在名单里，保持原样，没有关闭",
                counts.kept
            ));
        }
        if counts.needs_confirmation() && !confirmed {
            report.refuse_removals(refusal(&snapshot.mapping, &table, source, counts));
        }
    }
}

fn refusal(mapping: &str, table: &str, source: &str, counts: &SourceCounts) -> Problem {
    let SourceCounts { open, removed, .. } = counts;
    let percent = *removed as f64 * 100.0 / *open as f64;
    Problem {
        file: mapping.to_owned(),
        sheet: None,
        row: None,
        column: None,
        value: None,
        reason: format!(
            "{table} 来源「{source}」：名单里没有的行要关闭，{open} 条中有 {removed} 条（{percent:.1}%），超过 10%"
        ),
        suggestion: Advice::either(
            "若名单是完整的，请加 --confirm-removals 再导入；若只是名单的一部分，请把映射里的 mode 改为 \"upsert\"",
            "若名单是完整的，请在下面勾选“名单是完整的，照样关闭”；若只是名单的一部分，请在“各列是什么”里去掉“这是该来源的全部名单”",
        ),
        mapping_line: None,
        no_record: false,
        follows: false,
    }
}
