//! The sheet on paper: first what is read out and whom problems name, then all of its columns and the times it is compared with;
//! each problem, and what of the data is to be checked, stand behind.

use super::part::SheetView;
use super::score::ScoreAnswer;
use super::time::SheetTime;
use crate::app::{AppError, Desk};
use crate::draw::{Document, DocumentHead, Pages, Paper, Table};

impl Desk {
    /// A sheet on pages of paper; `frozen` says which frozen one it is, where it is one, and `formula` is that of its points.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the store cannot be read.
    pub async fn printed_sheet(
        &self,
        answer: &ScoreAnswer,
        paper: Paper,
        (frozen, formula): (Option<&str>, &str),
    ) -> Result<Pages, AppError> {
        let names = self.dispatch_names().await?;
        let title = format!("{}{}成绩单", answer.home_name, answer.kind.zh());
        let mark = frozen.map(str::to_owned).into_iter().chain([answer.made_of()]).collect::<Vec<_>>().join("　");
        let (as_of, rules) = (answer.cut_off.to_string(), answer.presets.clone());
        let mut document = Document::new(DocumentHead { title: title.clone(), as_of, rules, mark: Some(mark) }, paper);
        document.title(&title, &answer.notes(frozen, formula));
        document.table(&printed(answer, SheetView::Key, SheetTime::Now));
        document.table(&names.problems_of_each(&answer.problems));
        for part in SheetView::of(answer.kind).filter(|part| ![SheetView::Key, SheetView::All].contains(part)) {
            document.table(&printed(answer, part, SheetTime::Now));
        }
        for time in [SheetTime::Previous, SheetTime::LastYear] {
            document.table(&printed(answer, SheetView::Key, time));
        }
        document.table(&names.problems_by_kind(&answer.problems));
        document.table(&names.notices_of_each_kind(&answer.notices));
        Ok(document.finish())
    }
}

impl ScoreAnswer {
    /// What must be known to read it.
    pub fn notes(&self, frozen: Option<&str>, formula: &str) -> Vec<String> {
        let mut notes = vec![format!("时段 {} 至 {}，截至 {}", self.period.from, self.period.to, self.cut_off)];
        notes.extend(frozen.map(str::to_owned));
        if !self.whole {
            notes.push("只列出和计入您看得到的部分。".to_owned());
        }
        notes.push("合计里每件事只算一次；招商员的合计与招商队的不同：有人不属于任何队，有的业绩记给队。".to_owned());
        if !formula.trim().is_empty() {
            notes.push(format!("得分按公式：{}", formula.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        notes
    }

    /// What it was made of, so that it can be made again.
    pub fn made_of(&self) -> String {
        format!("本地 {}，数据第 {} 号，标准 {}", self.home, self.known_at, self.presets)
    }
}

fn printed(answer: &ScoreAnswer, part: SheetView, time: SheetTime) -> Table {
    answer.on_paper(title(part, time), part, time)
}

/// What a table on paper is called.
fn title(part: SheetView, time: SheetTime) -> &'static str {
    match (time, part) {
        (SheetTime::Previous, _) => "上期要点",
        (SheetTime::LastYear, _) => "上年同期要点",
        (SheetTime::Now, SheetView::Key) => "要点",
        (SheetTime::Now, part) => part.zh(),
    }
}
