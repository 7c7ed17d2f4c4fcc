//! Problems by name and notices as people read them: names in place of ids.

use std::collections::{HashMap, HashSet};

use super::problem_lines::{NamedProblemLine, NoticeLine, check_word};
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::dispatch::CityWork;
use crate::model::ProjectNode;

/// What things are called.
#[derive(Debug)]
pub struct DispatchNames {
    projects: HashMap<String, String>,
    holders: HashMap<String, String>,
    chains: HashMap<String, String>,
    requests: HashMap<String, String>,
    /// Names that several projects have.
    shared: HashSet<String>,
}

impl Desk {
    /// What the things are called that problems and notices name; who sees the problem may read the name.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the store cannot be read.
    pub async fn dispatch_names(&self) -> Result<DispatchNames, AppError> {
        let work = self.may(Right::SeeDispatch, Scope::Somewhere)?.city_work().await?;
        Ok(DispatchNames::of(&work))
    }
}

impl DispatchNames {
    pub(super) fn of(work: &CityWork) -> Self {
        let recruiters = work.recruiters.iter().map(|one| (format!("recruiter:{}", one.id), one.name.clone()));
        let squads = work.squads.iter().map(|one| (format!("squad:{}", one.id), one.name.clone()));
        let mut known = HashSet::new();
        let shared = work.projects.iter().filter(|one| !known.insert(&one.name)).map(|one| one.name.clone());
        Self {
            shared: shared.collect(),
            projects: work.projects.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
            holders: recruiters.chain(squads).collect(),
            chains: work.chains.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
            requests: work.requests.iter().map(|one| (one.id.clone(), one.matter.clone())).collect(),
        }
    }

    /// Whoever answers for something.
    pub fn who<'n>(&'n self, who: Option<&'n str>) -> &'n str {
        let Some(who) = who else { return "无人负责" };
        self.holders.get(who).filter(|name| !name.is_empty()).map_or(who, String::as_str)
    }

    /// A project by its name, with its id where others have the same, or it has none.
    pub fn project(&self, id: &str) -> String {
        match self.projects.get(id).filter(|name| !name.is_empty()) {
            Some(name) if self.shared.contains(name) => format!("{name}（{id}）"),
            Some(name) => name.clone(),
            None => id.to_owned(),
        }
    }

    /// A chain by its id.
    pub fn chain<'n>(&'n self, id: &'n str) -> &'n str {
        self.chains.get(id).map_or(id, String::as_str)
    }

    /// What a problem is about.
    pub(super) fn problem(&self, line: &NamedProblemLine) -> String {
        let project = |id: &str| self.project(id);
        let (first, rest) = line.what.rsplit_once(' ').unwrap_or((&line.what, ""));
        match line.kind {
            "stalled" => match rest.split_once('>') {
                Some((from, to)) => format!("{} 已{}未{}", project(first), node_word(from), node_word(to)),
                None => line.what.clone(),
            },
            "health" => format!("{} {}", project(first), check_word(rest)),
            "overdue" => format!("{} {}逾期", project(first), node_word(rest)),
            "missed" => format!("{} {rest} 没有消息", project(first)),
            "behind" => self.duty(&line.what),
            "request" => self.request(&line.what).to_owned(),
            "no_trip" => "本期没有驻外一天".to_owned(),
            "no_nomination" => format!("{} 没有提名功勋企业家", self.chain(&line.what)),
            _ => line.what.clone(),
        }
    }

    /// A request by its id: what was asked for.
    pub(super) fn request<'n>(&'n self, id: &'n str) -> &'n str {
        self.requests.get(id).filter(|matter| !matter.is_empty()).map_or(id, String::as_str)
    }

    /// A problem as one reads it aloud: who, and what.
    pub(super) fn told(&self, line: &NamedProblemLine) -> String {
        let what = self.problem(line);
        match line.kind {
            "no_trip" => format!("{}：{what}", self.who(Some(&line.what))),
            "request" => format!("{}：诉求没有答复（{what}）", self.who(line.who.as_deref())),
            _ => format!("{}：{what}", self.who(line.who.as_deref())),
        }
    }

    /// `2026 10000 [chain]`.
    fn duty(&self, what: &str) -> String {
        let mut words = what.splitn(3, ' ');
        let (year, least) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let chain = words.next().map(|chain| format!("（{}）", self.chain(chain))).unwrap_or_default();
        format!("{year}年 {least} 万元以上的任务{chain}落后序时")
    }

    pub(super) fn notice(&self, line: &NoticeLine) -> String {
        let (first, rest) = line.what.rsplit_once(' ').unwrap_or((&line.what, ""));
        match line.kind {
            "repeat" => format!("{}、{}", self.project(first), self.project(rest)),
            "order" | "passed" => {
                format!("{} {}", self.project(first), node_word(rest))
            }
            "open" => format!("出行 {}", line.what),
            _ => self.project(&line.what),
        }
    }
}

/// What a node is called.
fn node_word(node: &str) -> &str {
    match node.parse::<ProjectNode>() {
        Ok(known) => known.zh(),
        Err(_) => node,
    }
}
