//! The sentences of a brief, the same on the page, on paper and in a chat.

use super::{Brief, BriefAction, BriefGap, BriefList, BriefSince, BriefTarget, EntryMoved, Overdue, StateCount};
use crate::gaps::VerdictCounts;
use crate::model::{MeetingKind, TargetState, Verdict};

/// Names told before it is said how many there are.
const NAMES: usize = 3;
/// Overdue entries and moved verdicts that are told one by one.
const LINES: usize = 4;

/// How much is told of what moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum MovedLength {
    /// The first of each subject, and how many there are.
    Short,
    /// Everything.
    Whole,
}

impl MovedLength {
    fn most(self, short: usize) -> usize {
        if self == MovedLength::Short { short } else { usize::MAX }
    }
}

impl Brief {
    /// What stands in place of the list where it is not told.
    pub fn without_list(&self) -> &'static str {
        "清单只有现在的：过去的简报不含清单。"
    }

    /// Who leads the chain; blank where nobody is recorded.
    pub fn led_by(&self) -> String {
        let told = [("链长", &self.leader), ("牵头单位", &self.lead_unit)];
        let told = told.iter().filter(|(_, who)| !who.is_empty()).map(|(what, who)| format!("{what}：{who}"));
        told.collect::<Vec<_>>().join("　")
    }

    /// What is assumed, in one sentence; none where nothing is.
    pub fn assumption(&self) -> Option<String> {
        let told = self.assumed.iter().map(|one| format!("{}已落户，做{}", one.name, one.segment_name));
        let told = told.collect::<Vec<_>>().join("；");
        (!told.is_empty()).then(|| format!("假设{told}：以下都按这个假设算，不是现在的事实。"))
    }

    /// What matters most, and whether anybody is on it, in one sentence.
    pub fn lede(&self) -> String {
        let named = |lack: &super::BriefLack| (lack.total, lack.first.iter().map(|gap| gap.name.clone()).collect());
        let unfollowed = self.action.as_ref().map(|action| &action.unfollowed);
        let unfollowed = unfollowed.map(|leaves| leaves.iter().map(|leaf| leaf.name.clone()).collect());
        what_matters(named(&self.missing), named(&self.weak), unfollowed)
    }

    /// How the verdicts stand to those of the other day.
    pub fn change(&self) -> String {
        self.since.change(self.verdicts_as_they_are)
    }

    /// What moved since then, a sentence a subject.
    pub fn moved(&self) -> Vec<String> {
        self.since.moved(self.list.is_some(), MovedLength::Short)
    }

    /// What nobody has looked at yet, a sentence a subject.
    pub fn nobody_looked(&self) -> Vec<String> {
        let unlooked = &self.unlooked;
        let names =
            |leaves: &[super::BriefLeaf]| few(leaves.iter().map(|leaf| leaf.name.clone()).collect(), "个", NAMES);
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
        for firms in unlooked.doubted.chunk_by(|one, next| one.said == next.said) {
            let named = firms.iter().map(|firm| firm.name.clone()).collect();
            told.push(format!("名单里写着{}，待核实：{}。", firms[0].said, few(named, "家", NAMES)));
        }
        told.extend(whom_to_ask(self.missing.first.iter().chain(&self.weak.first)));
        if told.is_empty() { vec!["没有。".to_owned()] } else { told }
    }
}

/// Those who could introduce somebody to targets of these gaps, while nobody knows whom to call there: told once.
pub fn whom_to_ask<'a>(gaps: impl Iterator<Item = &'a BriefGap>) -> Option<String> {
    let mut doors: Vec<String> = Vec::new();
    for target in gaps.flat_map(|gap| &gap.targets) {
        let known = target.call_first.as_ref().is_none_or(|call| call.party.is_some());
        doors.extend(target.door.clone().filter(|door| !known && !doors.contains(door)));
    }
    (!doors.is_empty()).then(|| format!("可以引荐、联系人未知：{}。", doors.join("、")))
}

impl BriefSince {
    /// The day it is compared with.
    pub fn told(&self) -> String {
        match &self.meeting {
            Some(meeting) => {
                format!("上次{}（{}）", MeetingKind::name(meeting.kind), meeting.date)
            }
            None => self.day.to_string(),
        }
    }

    /// What was promised at the meeting of that day, without its end; none where nothing was written down.
    pub(in crate::app) fn promised(&self) -> Option<&str> {
        let promised = self.meeting.as_ref().map(|meeting| meeting.promised.trim_end_matches('。'))?;
        Some(promised).filter(|promised| !promised.is_empty())
    }

    /// What the list did since then, in one sentence; none where it did nothing.
    pub(in crate::app) fn list_since(&self) -> Option<String> {
        Some(list_moved(&self.entries, MovedLength::Short)).filter(|told| !told.is_empty())
    }

    /// How the verdicts of now stand to those of that day.
    pub(in crate::app) fn change(&self, now: VerdictCounts) -> String {
        let since = self.told();
        let Some(before) = self.verdicts_before else {
            return format!("首次编报：{since}时还没有本链的数据，下次起与这次比。");
        };
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

    /// What moved since then, a sentence a subject; nothing where nothing can be compared.
    pub(in crate::app) fn moved(&self, with_list: bool, told: MovedLength) -> Vec<String> {
        if self.unknown.is_some() {
            return Some(self.entries_moved(told)).filter(|told| !told.is_empty()).into_iter().collect();
        }
        let (arrived, left): (Vec<_>, Vec<_>) = self.firms.iter().partition(|firm| firm.arrived);
        let names = |firms: &[&crate::app::FirmMoved]| {
            let names = firms.iter().map(|firm| format!("{}（{}）", firm.name, firm.segment_name)).collect();
            few(names, "家次", told.most(NAMES))
        };
        let sentences = [
            self.verdicts_moved(told.most(LINES)),
            if arrived.is_empty() { String::new() } else { format!("新增本地企业：{}。", names(&arrived)) },
            if left.is_empty() { String::new() } else { format!("不再在本地：{}。", names(&left)) },
            self.entries_moved(told),
        ];
        let moved: Vec<String> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        let still = if with_list { "结论、本地企业和清单" } else { "结论和本地企业" };
        if moved.is_empty() { vec![format!("{still}都没有变化。")] } else { moved }
    }

    fn verdicts_moved(&self, most: usize) -> String {
        let word =
            |verdict: Option<Verdict>| verdict.map_or("没有这个环节".to_owned(), |verdict| verdict.label(true));
        let told = self.verdicts.iter().take(most);
        let told = told.map(|leaf| format!("{} {}→{}", leaf.name, word(leaf.before), word(leaf.after)));
        let told: Vec<String> = told.collect();
        match self.verdicts.len() {
            0 => String::new(),
            count if count > most => format!("结论变了{count}个：{}等。", told.join("；")),
            _ => format!("结论变了：{}。", told.join("；")),
        }
    }

    fn entries_moved(&self, told: MovedLength) -> String {
        let told = list_moved(&self.entries, told);
        if told.is_empty() { told } else { format!("清单：{told}。") }
    }
}

/// How many leaves are missing and how many weak, with the first of them by name; which of all these nobody is on, where
/// that is told.
pub(super) fn what_matters(
    missing: (usize, Vec<String>),
    weak: (usize, Vec<String>),
    unfollowed: Option<Vec<String>>,
) -> String {
    let all = missing.0 + weak.0;
    let told = [("缺失", "先补", missing), ("薄弱", "先强", weak)].into_iter().filter(|(.., (total, _))| *total > 0);
    let told = told.map(|(kind, word, (total, names))| format!("{kind}{total}个，{word}{}", names.join("、")));
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return "本链在本地没有缺口。".to_owned();
    }
    let followed = match unfollowed {
        None => String::new(),
        Some(none) if none.is_empty() => "；都有招商队在跟".to_owned(),
        Some(every) if every.len() == all => format!("；{}没有人跟", if all > 1 { "都还" } else { "还" }),
        Some(some) => format!("；其中{}还没有人跟", few(some, "个", NAMES)),
    };
    format!("{}{followed}。", told.join("；"))
}

/// Entries that are new or in another state, in one sentence without its end; blank where there are none.
pub(super) fn list_moved(entries: &[EntryMoved], told: MovedLength) -> String {
    let most = told.most(NAMES);
    let (new, further): (Vec<&EntryMoved>, Vec<_>) = entries.iter().partition(|entry| entry.before.is_none());
    let state = |state: Option<TargetState>| state.map_or("", |state| state.zh());
    let new: Vec<String> = new.into_iter().map(|entry| entry.name.clone()).collect();
    let further = further.into_iter().map(|e| format!("{} {}→{}", e.name, state(e.before), e.after.zh()));
    let further: Vec<String> = further.collect();
    let new = (!new.is_empty()).then(|| format!("新列入{}", few(new, "家", most)));
    let further = (!further.is_empty()).then(|| few(further, "家", most));
    new.into_iter().chain(further).collect::<Vec<_>>().join("；")
}

impl BriefList {
    /// The states that have entries, and how many are overdue, in one sentence.
    pub fn funnel(&self) -> String {
        let told: Vec<String> = self.states.iter().filter(|s| s.count > 0).map(StateCount::told).collect();
        if told.is_empty() {
            return if self.whole {
                "清单还是空的。"
            } else {
                "清单上还没有派给本队的，也没有待派的。"
            }
            .to_owned();
        }
        let late = self.overdue.len();
        let late = if late > 0 { format!("；逾期{late}家") } else { String::new() };
        let of = if self.whole { "清单上" } else { "清单上本队的和待派的" };
        format!("{of}{}家：{}{late}。", self.open, told.join("，"))
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
    /// Who is on it and what comes next, or what keeps it from being given to anybody; blank where each target says who
    /// would take it.
    pub fn on_it(&self) -> String {
        if !self.squads.is_empty() {
            let by = self.recruiters.join("、");
            let by = if by.is_empty() { by } else { format!("（{by}）") };
            let next = self.next.as_ref().map(|next| format!("；下一步：{}", next.told())).unwrap_or_default();
            return format!("{}{by}在跟，清单上{}家{next}。", self.squads.join("、"), self.listed);
        }
        let nobody = self.targets.iter().filter_map(|target| target.proposed.as_ref()).find(|one| one.squad.is_none());
        match (self.listed, nobody) {
            (0, Some(nobody)) => format!("还派不出去：{}。", nobody.why),
            (0, None) if self.targets.is_empty() => "先找名单，再派招商队。".to_owned(),
            (0, None) => String::new(),
            (count, _) => format!("清单上{count}家，还没派给招商队。"),
        }
    }
}

impl BriefAction {
    /// The next step in one sentence: what is to be given to squads, else what they are due to do first; none where nothing
    /// is left of either.
    pub fn told(&self) -> Option<String> {
        let by = match self.by {
            Some(day) => format!("{day}（{}）前办完", self.by_what),
            None => "下次会议的日期还没有定，请一并定下".to_owned(),
        };
        let tasks = [
            (self.waiting, "把已列入的", "家派给招商队"),
            (self.unlisted, "把没有列入的", "个环节的目标列入清单、派给招商队"),
            (self.without_firms, "给没有名单的", "个环节找名单"),
        ];
        let tasks = tasks.into_iter().filter(|(count, ..)| *count > 0);
        let tasks: Vec<String> = tasks.map(|(count, what, done)| format!("{what}{count}{done}")).collect();
        if tasks.is_empty() {
            return self.next.as_ref().map(|next| format!("下一步：{}。", next.told()));
        }
        Some(format!("下一步：{}{}，{by}。", self.who, tasks.join("，")))
    }
}

impl BriefGap {
    /// Its targets in target order, as the sentence above names them, a line each, and who is on it.
    pub(super) fn whom(&self) -> impl Iterator<Item = String> {
        let on_it = Some(self.on_it()).filter(|told| !told.is_empty());
        self.targets.iter().map(BriefTarget::told).chain(on_it)
    }
}

/// The first of some, then 等n.
pub(in crate::app) fn few(names: Vec<String>, unit: &str, most: usize) -> String {
    let count = names.len();
    let told = names.into_iter().take(most).collect::<Vec<_>>().join("、");
    if count > most { format!("{told}等{count}{unit}") } else { told }
}
