//! 有何变化: what moved between two days.

use super::super::moved::Moved;
use super::super::{Answered, App, AppError, ErrorKind};
use crate::draw::{Cell, Column, Table};
use crate::model::{Day, Verdict};

/// Two days, and what moved between them, or why nothing was known of the chain at the first.
pub struct Since {
    from: Day,
    to: Day,
    moved: Result<Moved, String>,
}

impl App {
    /// What moved in a chain since a day.
    pub(super) async fn moved_since(&self, answered: &Answered, from: Day) -> Result<Since, AppError> {
        let (answer, to) = (&answered.answer, answered.answer.as_of);
        let moved = self.moved(&answer.chain, Some(answer.home.to_string()), from, to).await;
        // The question is answered for now: what is wrong with it was wrong then.
        let moved = match moved {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::BadRequest) => Err(error.to_string()),
            other => Ok(other?),
        };
        Ok(Since { from, to, moved })
    }
}

const COLUMNS: [Column; 5] = [
    Column::text("change", "变化"),
    Column::text("segment_name", "环节"),
    Column::text("name", "企业"),
    Column::text("before", "从前"),
    Column::text("after", "之后"),
];

pub fn table(since: &Since) -> Table {
    let mut table = Table::new("moved", "有何变化", COLUMNS, "这段时间里结论和本地企业都没有变化。");
    let days = format!("从 {} 结束时到 {} 结束时；两天各按当时所知计算。", since.from, since.to);
    table.notes.push(days);
    match &since.moved {
        Err(why) => {
            table.notes.push(format!("{} 时还没有这条链的数据（{why}）。", since.from));
            table.empty = "无从比较。";
        }
        Ok(moved) => {
            add(&mut table, moved);
            let facts = moved.facts.len() + moved.facts_more;
            table.notes.push(format!("其间数据库写入或关闭记录 {facts} 条（各条产业链合计）。"));
        }
    }
    table
}

fn add(table: &mut Table, moved: &Moved) {
    let word = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => Cell::word(verdict.zh(), verdict.code(), verdict as usize),
        None => Cell::text("（没有这个环节）"),
    };
    for v in &moved.verdicts {
        let cells = vec![Cell::text("结论"), Cell::text(&v.name), Cell::Absent, word(v.before), word(v.after)];
        table.push(&v.segment, cells);
    }
    let here = |here: bool| Cell::text(if here { "在本地" } else { "不在" });
    for f in &moved.firms {
        let change = Cell::text(if f.arrived { "新增本地企业" } else { "减少本地企业" });
        let cells = vec![change, Cell::text(&f.segment_name), Cell::text(&f.name), here(!f.arrived), here(f.arrived)];
        table.push(format!("{}/{}", f.segment, f.enterprise), cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::moved::{FirmMoved, VerdictMoved};

    fn since(moved: Result<Moved, String>) -> Since {
        let day = |text: &str| text.parse::<Day>().unwrap();
        Since { from: day("2026-09-24"), to: day("2026-11-24"), moved }
    }

    #[test]
    fn verdicts_come_first_then_firms_and_both_days_are_told() {
        let named = |segment: &str| (segment.to_owned(), format!("环节{segment}"));
        let ((segment, name), (new, new_name)) = (named("s1"), named("s2"));
        let (before, after) = (Some(Verdict::Fill), Some(Verdict::Strengthen));
        let (enterprise, firm) = ("e1".to_owned(), "甲公司".to_owned());
        let moved = Moved {
            chain: "c".to_owned(),
            chain_name: "链".to_owned(),
            home: "340100".parse().unwrap(),
            from: "2026-09-24".parse().unwrap(),
            to: "2026-11-24".parse().unwrap(),
            known_from: 1,
            known_to: 3,
            verdicts: vec![
                VerdictMoved { segment: segment.clone(), name: name.clone(), before, after },
                VerdictMoved { segment: new, name: new_name, before: None, after },
            ],
            firms: vec![FirmMoved { segment, segment_name: name, enterprise, name: firm, arrived: true }],
            facts: Vec::new(),
            facts_more: 7,
        };
        let table = table(&since(Ok(moved)));
        let rows: Vec<String> = table.rows().map(|row| row.told(&COLUMNS).join(" ")).collect();
        assert_eq!(rows[0], "结论 环节s1 — 补链 强链");
        assert_eq!(rows[1], "结论 环节s2 — （没有这个环节） 强链");
        assert_eq!(rows[2], "新增本地企业 环节s1 甲公司 不在 在本地");
        assert!(table.notes[0].contains("2026-09-24") && table.notes[0].contains("2026-11-24"));
        assert!(table.notes[1].contains("7 条"), "{:?}", table.notes);
    }

    #[test]
    fn a_chain_that_was_not_there_cannot_be_compared() {
        let table = table(&since(Err("那时还没有导入过任何内容".to_owned())));
        assert!(table.is_empty() && table.notes[1].contains("那时还没有导入过任何内容"));
    }
}
