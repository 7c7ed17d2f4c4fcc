//! 有何变化: what moved between two days.

use crate::app::Moved;
use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, ErrorKind};
use crate::draw::{Cell, Row, Section, Table};
use crate::model::{Day, Verdict};

/// Two days, and what moved between them, or why nothing was known of the chain at the first.
pub struct Since {
    from: Day,
    to: Day,
    moved: Result<Moved, String>,
}

impl GraphPermit<'_> {
    /// What moved in a chain since a day.
    pub(super) async fn moved_since(&self, answered: &Answered, from: Day) -> Result<Since, AppError> {
        let (answer, to) = (&answered.answer, answered.answer.as_of);
        let moved = self.desk().moved(&answer.chain, Some(answer.home.to_string()), from, to).await;
        // The question is answered for now: what is wrong with it was wrong then.
        let moved = match moved {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::BadRequest) => Err(error.to_string()),
            other => Ok(other?),
        };
        Ok(Since { from, to, moved })
    }
}

pub fn section(since: &Since) -> Section {
    let mut table = Table::new(&["变化", "环节", "企业", "从前", "之后"], "这段时间里结论和本地企业都没有变化。");
    let days = format!("从 {} 结束时到 {} 结束时；两天各按当时所知计算。", since.from, since.to);
    let mut notes = vec![days];
    match &since.moved {
        Err(why) => {
            notes.push(format!("{} 时还没有这条链的数据（{why}）。", since.from));
            table.empty = "无从比较。";
        }
        Ok(moved) => {
            table.rows = rows(moved);
            let facts = moved.facts.len() + moved.facts_more;
            notes.push(format!("其间数据库写入或关闭记录 {facts} 条（各条产业链合计）。"));
        }
    }
    Section { name: "有何变化", notes, table }
}

fn rows(moved: &Moved) -> Vec<Row> {
    let word = |verdict: Option<Verdict>| Cell::text(verdict.map_or("（没有这个环节）", |verdict| verdict.zh()));
    let verdicts = moved.verdicts.iter().map(|v| Row {
        key: v.segment.clone(),
        cells: vec![Cell::text("结论"), Cell::text(&v.name), Cell::text("—"), word(v.before), word(v.after)],
    });
    let here = |here: bool| Cell::text(if here { "在本地" } else { "不在" });
    let firms = moved.firms.iter().map(|f| Row {
        key: format!("{}/{}", f.segment, f.enterprise),
        cells: vec![
            Cell::text(if f.arrived { "新增本地企业" } else { "减少本地企业" }),
            Cell::text(&f.segment_name),
            Cell::text(&f.name),
            here(!f.arrived),
            here(f.arrived),
        ],
    });
    verdicts.chain(firms).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FirmMoved, VerdictMoved};

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
        let section = section(&since(Ok(moved)));
        let told = |row: &Row| row.cells.iter().map(Cell::told).collect::<Vec<_>>().join(" ");
        let rows: Vec<String> = section.table.rows.iter().map(told).collect();
        assert_eq!(rows[0], "结论 环节s1 — 补链 强链");
        assert_eq!(rows[1], "结论 环节s2 — （没有这个环节） 强链");
        assert_eq!(rows[2], "新增本地企业 环节s1 甲公司 不在 在本地");
        assert!(section.notes[0].contains("2026-09-24") && section.notes[0].contains("2026-11-24"));
        assert!(section.notes[1].contains("7 条"), "{:?}", section.notes);
    }

    #[test]
    fn a_chain_that_was_not_there_cannot_be_compared() {
        let section = section(&since(Err("那时还没有导入过任何内容".to_owned())));
        assert!(section.table.rows.is_empty() && section.notes[1].contains("那时还没有导入过任何内容"));
    }
}
