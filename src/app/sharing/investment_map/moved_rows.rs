//! 有何变化: what moved between two days.

use crate::app::desk::GraphPermit;
use crate::app::{Answered, AppError, ErrorKind, Moved, questions};
use crate::draw::Table;
use crate::model::Day;

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

const COLUMNS: [&str; 5] = ["change", "segment_name", "name", "before", "after"];

/// What moved, without the single records; or that there was nothing to compare with.
pub fn table(since: Since) -> Table {
    match since.moved {
        Ok(moved) => {
            let facts_more = moved.facts.len() + moved.facts_more;
            Moved { facts: Vec::new(), facts_more, ..moved }.table().only(&COLUMNS)
        }
        Err(why) => {
            let days = format!("从 {} 结束时到 {} 结束时；两天各按当时所知计算。", since.from, since.to);
            let nothing = format!("{} 时还没有这条链的数据（{why}）。", since.from);
            Table::new("moved", "有何变化", questions::MOVED, "首次编报，没有可比的数据。")
                .noted(vec![days, nothing])
                .only(&COLUMNS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FirmMoved, VerdictMoved};
    use crate::model::Verdict;

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
        let table = table(since(Ok(moved)));
        let rows: Vec<String> = table.rows().map(|row| row.words(table.columns()).join(" ")).collect();
        assert_eq!(rows[0], "结论 环节s1 — 缺失·补链 薄弱·强链");
        assert_eq!(rows[1], "结论 环节s2 — （没有这个环节） 薄弱·强链");
        assert_eq!(rows[2], "新增本地企业 环节s1 甲公司 不在 在本地");
        assert!(table.notes[0].contains("2026-09-24") && table.notes[0].contains("2026-11-24"));
        assert!(table.notes[1].contains("7 条"), "{:?}", table.notes);
    }

    #[test]
    fn a_chain_that_was_not_there_cannot_be_compared() {
        let table = table(since(Err("那时还没有导入过任何内容".to_owned())));
        assert!(table.is_empty() && table.notes[1].contains("那时还没有导入过任何内容"));
    }
}
