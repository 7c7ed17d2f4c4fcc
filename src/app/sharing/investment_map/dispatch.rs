//! 调度 in the material of a meeting: what was done in the period, whom problems name, what became of those named before.

use crate::app::{ChainDispatch, ProjectLine, ProjectsAnswer, PromiseKept};
use crate::draw::{Table, TextBlock, TextItem};

/// Lines of a matter that the body tells; all of them stand in the tables behind.
const TOLD: usize = 6;
/// The columns of projects that paper has room for.
const OF_PROJECTS: [&str; 8] = ["project", "name", "amount", "stage", "signed", "stalled", "overdue", "who"];

/// What dispatch brings to a meeting.
pub struct DispatchTold {
    /// Sheet, problems, and what became of those before.
    pub own: ChainDispatch,
    /// The chain's projects.
    pub projects: ProjectsAnswer,
}

impl DispatchTold {
    /// What is read of it.
    pub fn block(&self) -> TextBlock {
        let own = &self.own;
        let mut told = Vec::new();
        if !own.headline.is_empty() {
            told.push(format!("{} 至 {}：{}。", own.period.from, own.cut_off, own.headline));
        }
        told.push(self.progress());
        if own.unnominated {
            told.push("功勋企业家：本链今年还没有提名，请工作组研提。".to_owned());
        }
        let mut items = vec![TextItem::plain(told)];
        items.extend(some("上次点到、还没有办成的", self.open_before()));
        items.extend(some(if own.promised.is_some() { "新点到的" } else { "点人点事" }, own.new_problems()));
        TextBlock { heading: format!("调度：点人点事{}件", own.problems.len()), items }
    }

    fn progress(&self) -> String {
        let all = &self.projects.projects;
        let count = |is: &dyn Fn(&ProjectLine) -> bool| all.iter().filter(|line| is(line)).count();
        let (stalled, late) = (count(&|line| !line.stalled.is_empty()), count(&|line| !line.overdue.is_empty()));
        format!("在推进的项目 {} 个，停滞 {stalled} 个，节点逾期 {late} 个，见附表。", all.len())
    }

    /// What was told before and is open.
    fn open_before(&self) -> Vec<String> {
        let kept = self.own.promised.iter().flat_map(|(_, kept)| kept).filter(|kept| !kept.done);
        kept.map(|kept: &PromiseKept| format!("{}——{}", kept.told, kept.became)).collect()
    }

    /// What is to be reported at the meeting of what was told before; none where nothing was.
    pub fn matter(&self) -> Option<String> {
        let (when, kept) = self.own.promised.as_ref().filter(|(_, kept)| !kept.is_empty())?;
        let open = kept.iter().filter(|kept| !kept.done).count();
        Some(format!(
            "听取上次（{when}）点到的 {} 件事办理情况：办成 {} 件，没有办成 {open} 件。",
            kept.len(),
            kept.len() - open
        ))
    }

    /// The tables behind it; those without a row are left out.
    pub fn tables(&self) -> Vec<Table> {
        let mut projects = self.projects.table().only(&OF_PROJECTS);
        projects.title = "项目进度";
        let own = &self.own;
        let noted = |table: Table| {
            let days = format!("时段 {} 至 {}，截至 {}。", own.period.from, own.period.to, own.cut_off);
            table.noted(vec![days])
        };
        let tables =
            [projects, noted(own.sheet.clone()), noted(own.squads.clone()), own.problems_table(), own.promised_table()];
        tables.into_iter().filter(|table| !table.is_empty()).collect()
    }
}

/// The first of some lines under what they are; how many more there are is said.
fn some(what: &str, mut lines: Vec<String>) -> Option<TextItem> {
    let all = lines.len();
    lines.truncate(TOLD);
    let more = if all > TOLD { format!("，先列 {TOLD} 件，全部见附表") } else { String::new() };
    (all > 0).then(|| TextItem { whom: lines, ..TextItem::headed(format!("{what}：{all} 件{more}"), Vec::new()) })
}
