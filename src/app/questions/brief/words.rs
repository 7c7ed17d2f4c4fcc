//! The sentences of a brief, the same on the page, on paper and in a chat.

use super::{Brief, BriefGap, BriefList, BriefSince, BriefTarget, EntryMoved, Overdue, StateCount};
use crate::model::{Standing, TargetState, Verdict};

/// Names told before it is said how many there are.
const NAMES: usize = 3;
/// Overdue entries and moved verdicts that are told one by one.
const LINES: usize = 4;

impl Brief {
    /// Who leads the chain; blank where nobody is recorded.
    pub fn led_by(&self) -> String {
        let told = [("链长", &self.leader), ("牵头单位", &self.lead_unit)];
        let told = told.iter().filter(|(_, who)| !who.is_empty()).map(|(what, who)| format!("{what}：{who}"));
        told.collect::<Vec<_>>().join("　")
    }

    /// How the verdicts stand to those of the other day.
    pub fn change(&self) -> String {
        let since = self.since.told();
        let Some(before) = self.since.verdicts_before else {
            return format!("与{since}不能比较：{}。", self.since.unknown.as_deref().unwrap_or_default());
        };
        let now = self.verdicts;
        let counts = [
            ("缺失", before.fill + before.extend + before.build, now.fill + now.extend + now.build),
            ("薄弱", before.strengthen, now.strengthen),
            ("优势", before.strong, now.strong),
            ("待摸排", before.unsurveyed, now.unsurveyed),
        ];
        let moved = counts.into_iter().filter(|(_, before, now)| before != now);
        let moved: Vec<String> = moved.map(|(what, before, now)| format!("{what}{before}→{now}")).collect();
        if moved.is_empty() {
            return format!("与{since}比，各类环节数没有变化。");
        }
        format!("与{since}比：{}。", moved.join("，"))
    }

    /// What moved since then, a sentence a subject.
    pub fn moved(&self) -> Vec<String> {
        if self.since.unknown.is_some() {
            return Vec::new();
        }
        let (arrived, left): (Vec<_>, Vec<_>) = self.since.firms.iter().partition(|firm| firm.arrived);
        let names = |firms: &[&crate::app::FirmMoved]| {
            few(firms.iter().map(|firm| format!("{}（{}）", firm.name, firm.segment_name)).collect(), "家次")
        };
        let told = [
            self.since.verdicts_moved(),
            if arrived.is_empty() { String::new() } else { format!("新增本地企业：{}。", names(&arrived)) },
            if left.is_empty() { String::new() } else { format!("不再在本地：{}。", names(&left)) },
            self.since.entries_moved(),
        ];
        let told: Vec<String> = told.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        if told.is_empty() { vec!["结论、本地企业和清单都没有变化。".to_owned()] } else { told }
    }

    /// What nobody has looked at yet, a sentence a subject.
    pub fn nobody_looked(&self) -> Vec<String> {
        let unlooked = &self.unlooked;
        let names = |leaves: &[super::BriefLeaf]| few(leaves.iter().map(|leaf| leaf.name.clone()).collect(), "个");
        let mut told = Vec::new();
        if !unlooked.unsurveyed.is_empty() {
            told.push(format!("待摸排：{}。", names(&unlooked.unsurveyed)));
        }
        if !unlooked.unlisted.is_empty() {
            told.push(format!("缺失而清单上还没有目标：{}。", names(&unlooked.unlisted)));
        }
        if unlooked.waiting > 0 {
            told.push(format!("已列入、还没派给招商队：{}家。", unlooked.waiting));
        }
        if unlooked.unlocated > 0 {
            told.push(format!("所在地未知，待核实：{}家次。", unlooked.unlocated));
        }
        if told.is_empty() { vec!["没有。".to_owned()] } else { told }
    }
}

impl BriefSince {
    /// The day it is compared with.
    pub fn told(&self) -> String {
        match &self.meeting {
            Some(meeting) => {
                format!("上次{}（{}）", meeting.kind.map_or("会议", |kind| kind.zh()), meeting.date)
            }
            None => self.day.to_string(),
        }
    }

    fn verdicts_moved(&self) -> String {
        let word =
            |verdict: Option<Verdict>| verdict.map_or("没有这个环节".to_owned(), |verdict| verdict.label(true));
        let told = self.verdicts.iter().take(LINES);
        let told = told.map(|leaf| format!("{} {}→{}", leaf.name, word(leaf.before), word(leaf.after)));
        let told: Vec<String> = told.collect();
        match self.verdicts.len() {
            0 => String::new(),
            count if count > LINES => format!("结论变了{count}个：{}等。", told.join("；")),
            _ => format!("结论变了：{}。", told.join("；")),
        }
    }

    fn entries_moved(&self) -> String {
        let told = list_moved(&self.entries);
        if told.is_empty() { told } else { format!("清单：{told}。") }
    }
}

/// Entries that are new or in another state, in one sentence without its end; blank where there are none.
pub(super) fn list_moved(entries: &[EntryMoved]) -> String {
    let (new, further): (Vec<&EntryMoved>, Vec<_>) = entries.iter().partition(|entry| entry.before.is_none());
    let state = |state: Option<TargetState>| state.map_or("", |state| state.zh());
    let new: Vec<String> = new.into_iter().map(|entry| entry.name.clone()).collect();
    let further = further.into_iter().map(|e| format!("{} {}→{}", e.name, state(e.before), e.after.zh()));
    let further: Vec<String> = further.collect();
    let new = (!new.is_empty()).then(|| format!("新列入{}", few(new, "家")));
    let further = (!further.is_empty()).then(|| few(further, "家"));
    new.into_iter().chain(further).collect::<Vec<_>>().join("；")
}

impl BriefList {
    /// The states that have entries, and how many are overdue, in one sentence.
    pub fn funnel(&self) -> String {
        let told: Vec<String> = self.states.iter().filter(|s| s.count > 0).map(StateCount::told).collect();
        if told.is_empty() {
            return "清单还是空的。".to_owned();
        }
        let late = self.overdue.len();
        let late = if late > 0 { format!("；逾期{late}家") } else { String::new() };
        format!("清单上{}家：{}{late}。", self.open, told.join("，"))
    }

    /// What is overdue, a line each; the last says how many more there are.
    pub fn late(&self) -> Vec<String> {
        let more = self.overdue.len().saturating_sub(LINES);
        let told = self.overdue.iter().take(LINES).map(Overdue::told);
        let rest = (more > 0).then(|| format!("另有{more}家逾期。"));
        told.chain(rest).collect()
    }
}

impl StateCount {
    fn told(&self) -> String {
        format!("{}{}", self.state_name, self.count)
    }

    /// What is invested, as far as it is told; blank where nobody told anything.
    pub fn invested(&self) -> String {
        match self.amount_known {
            0 => String::new(),
            known => format!("{known}/{}家已知，{}亿元", self.count, (self.amount / 1_000.0).round() / 10.0),
        }
    }
}

impl Overdue {
    fn told(&self) -> String {
        let who = self.squad_name.as_deref().unwrap_or("还没派发");
        let next = if self.next.is_empty() { String::new() } else { format!("：{}", self.next) };
        format!("{}（{who}，{}）应于{}前{next}。", self.name, self.state_name, self.due)
    }
}

impl BriefGap {
    /// Who is on it.
    pub fn on_it(&self) -> String {
        match (self.listed, self.squads.is_empty()) {
            (0, _) => "清单上还没有这个环节的目标。".to_owned(),
            (count, true) => format!("清单上{count}家，还没派给招商队。"),
            (count, false) => format!("清单上{count}家，{}在跟。", self.squads.join("、")),
        }
    }
}

impl BriefTarget {
    /// Standing and place.
    pub fn about(&self) -> String {
        let standing = self.standing.map_or("能级未知", Standing::zh);
        let here = if self.here { "，已在本地" } else { "" };
        format!("{standing}，{}{here}", self.place)
    }

    /// Whom to call first.
    pub fn call(&self) -> String {
        match (&self.call_first, &self.door) {
            (Some(call), _) if call.party.is_some() => format!("先打给{}（{}）", call.name, call.why),
            (Some(_), Some(door)) => format!("可由{door}引荐，联系人未知"),
            _ if self.here => "就在本地，直接上门".to_owned(),
            _ => "没有引荐路径，要另找人".to_owned(),
        }
    }

    /// Its squad and state on the list; none where it is not listed.
    pub fn progress(&self) -> Option<String> {
        let entry = self.entry.as_ref()?;
        let squad = entry.squad_name.as_ref().map(|squad| format!("{squad} ")).unwrap_or_default();
        let due = entry.due.as_ref().map(|due| format!("{due}前")).unwrap_or_default();
        let next = if entry.next.is_empty() { String::new() } else { format!("，{due}{}", entry.next) };
        Some(format!("{squad}{}{next}", entry.state_name))
    }

    /// All of it in one line.
    fn told(&self) -> String {
        let progress = self.progress().map(|progress| format!("；{progress}")).unwrap_or_default();
        format!("{}（{}）：{}{progress}。", self.name, self.about(), self.call())
    }
}

impl BriefGap {
    /// Its targets, a line each, and who is on it.
    pub(super) fn whom(&self) -> impl Iterator<Item = String> {
        self.targets.iter().map(BriefTarget::told).chain([self.on_it()])
    }
}

/// The first of some, then 等n.
fn few(names: Vec<String>, unit: &str) -> String {
    let count = names.len();
    let told = names.into_iter().take(NAMES).collect::<Vec<_>>().join("、");
    if count > NAMES { format!("{told}等{count}{unit}") } else { told }
}
