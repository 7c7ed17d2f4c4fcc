//! For whom a caller writes trips and visits down: `log_work` of access.csv, over people.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::EditRefused;
use crate::app::desk::GraphPermit;
use crate::dispatch::{CityWork, RecruiterFacts};
use crate::graph::ChainIx;
use crate::normalize::text;

/// Somebody who travels and visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Traveller {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Id of the squad; none: of no squad.
    pub squad: Option<String>,
    /// Its name; blank where there is none.
    pub squad_name: String,
}

/// For whom a caller writes down.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    /// What anybody did is theirs to see.
    pub everybody: bool,
    /// For anybody.
    pub anybody: bool,
    /// For the people of these squads, by id.
    pub squads: Vec<String>,
    /// What the people of these squads did is theirs to see, too: they are assigned to a chain for which they write.
    pub assigned: Vec<String>,
    /// The recruiter that the caller is, by id.
    pub oneself: Option<String>,
}

impl Traveller {
    pub(super) fn of(city: &CityWork, facts: &RecruiterFacts) -> Self {
        let squad = facts.squad.map(|at| &city.squads[at as usize]);
        Self {
            id: facts.id.clone(),
            name: facts.name.clone(),
            squad: squad.map(|squad| squad.id.clone()),
            squad_name: squad.map_or_else(String::new, |squad| squad.name.clone()),
        }
    }

    /// Everybody, by squad, those of none last, then by id.
    pub(in crate::app) fn all(city: &CityWork) -> Vec<Self> {
        let mut all: Vec<Self> = city.recruiters.iter().map(|facts| Self::of(city, facts)).collect();
        all.sort_by(|x, y| (x.squad.is_none(), &x.squad, &x.id).cmp(&(y.squad.is_none(), &y.squad, &y.id)));
        all
    }

    fn is_of(&self, squads: &[String]) -> bool {
        self.squad.as_ref().is_some_and(|squad| squads.contains(squad))
    }
}

impl Whose {
    /// Whether what somebody did is the caller's to see, and to put right.
    pub fn sees(&self, person: &Traveller) -> bool {
        let of_squad = person.is_of(&self.squads) || person.is_of(&self.assigned);
        self.everybody || of_squad || self.oneself.as_ref() == Some(&person.id)
    }

    /// Whom a form offers: those of the caller's squads, and whoever is of no squad, since leaders go along.
    pub fn offers(&self, person: &Traveller, own_squad: Option<&String>) -> bool {
        self.anybody
            || self.sees(person)
            || person.squad.is_none()
            || own_squad.is_some_and(|own| person.squad.as_ref() == Some(own))
    }

    /// Whether what these people did, as it is written, is the caller's to put right: whoever writes for a chain puts right what a
    /// squad of it did, whoever went along.
    pub fn puts_right(&self, people: &[&Traveller]) -> bool {
        let sees = self.everybody || people.iter().any(|person| self.sees(person));
        sees && self.refused(people).is_none()
    }

    /// Why what these people did is not the caller's to write down.
    pub fn refused(&self, people: &[&Traveller]) -> Option<EditRefused> {
        // Whoever answers for a squad answers for its people, and takes nobody else's along.
        let oneself = self.oneself.as_ref().filter(|_| self.squads.is_empty());
        let with_oneself = oneself.is_some_and(|own| people.iter().any(|person| person.id == *own));
        if self.anybody || with_oneself {
            return None;
        }
        let other = people.iter().find(|person| !person.is_of(&self.squads));
        let told = match (other, self.squads.is_empty(), &self.oneself) {
            (None, ..) => return None,
            (Some(other), false, _) => {
                format!("{}不是本队的人，只能替本队的人记；请去掉，或请调度办来记", other.name)
            }
            (_, true, Some(_)) => "人员里没有您自己：招商员记自己的出行和走访，同行的人可以一起写上".to_owned(),
            (_, true, None) => {
                "您的账户还没有对上招商员名册里的人：请管理员在“账户”里写上您是哪位招商员，再来记".to_owned()
            }
        };
        Some(EditRefused::of("people", told))
    }
}

impl GraphPermit<'_> {
    /// For whom the caller writes down.
    pub(super) fn whose(&self, all: &[Traveller]) -> Whose {
        let graph = self.graph();
        let over = |scope| self.holds(Right::LogWork, scope);
        let everybody = over(Scope::City);
        let is_own = |chain: ChainIx| over(Scope::Chain(&graph.chain(chain).id));
        let own: Vec<ChainIx> = (0..graph.chains.len()).map(ChainIx::from_position).filter(|at| is_own(*at)).collect();
        let squads = graph.squads.iter().filter(|squad| over(Scope::Crew(&squad.id))).map(|squad| squad.id.clone());
        let assigned = graph.assignments.iter().filter(|(chain, _)| own.contains(chain));
        let assigned = assigned.map(|(_, squad)| graph.squads[squad.at()].id.clone());
        Whose {
            everybody,
            anybody: everybody || !own.is_empty(),
            squads: squads.collect(),
            assigned: assigned.collect(),
            oneself: self.oneself(all),
        }
    }

    /// Whether what some recruiters did, by place, is the caller's to put right.
    pub(in crate::app) fn may_log(&self, city: &CityWork, people: &[u32]) -> bool {
        let all = Traveller::all(city);
        let whose = self.whose(&all);
        let people: Vec<Traveller> =
            people.iter().map(|at| Traveller::of(city, &city.recruiters[*at as usize])).collect();
        whose.puts_right(&people.iter().collect::<Vec<_>>())
    }

    /// The recruiter that the caller is, where the roster has them.
    pub(in crate::app) fn oneself(&self, all: &[Traveller]) -> Option<String> {
        all.iter().find(|one| Some(&*one.id) == self.recruiter()).map(|one| one.id.clone())
    }
}

/// The people that a text means, by id or name, several parted by ；.
pub(super) fn people_meant<'t>(all: &'t [Traveller], typed: &str) -> Result<Vec<&'t Traveller>, EditRefused> {
    let mut meant: Vec<&Traveller> = Vec::new();
    for given in text::list(typed) {
        let id = given.strip_prefix("recruiter:").unwrap_or(given);
        let named: Vec<&Traveller> = match all.iter().find(|one| one.id == id) {
            Some(one) => vec![one],
            None => all.iter().filter(|one| one.name == given).collect(),
        };
        match named.as_slice() {
            [one] if !meant.contains(one) => meant.push(one),
            [_] => {}
            [] => return Err(EditRefused::of("people", format!("招商员名册里没有「{given}」；请核对姓名或编号"))),
            several => {
                let told = several.iter().map(|one| format!("{} {}", one.id, one.squad_name)).collect::<Vec<_>>();
                let told = format!("有几位招商员叫「{given}」（{}）；请写编号", told.join("、"));
                return Err(EditRefused::of("people", told));
            }
        }
    }
    if meant.is_empty() { Err(EditRefused::of("people", "请选是谁去的")) } else { Ok(meant) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, squad: &str) -> Traveller {
        let squad_name = format!("{squad}队");
        let squad = Some(squad.to_owned()).filter(|squad| !squad.is_empty());
        Traveller { id: id.to_owned(), name: format!("示例{id}"), squad, squad_name }
    }

    fn told(whose: &Whose, people: &[&Traveller]) -> String {
        whose.refused(people).map_or_else(String::new, |refused| refused.told)
    }

    #[test]
    fn nobody_writes_down_for_another_squad() {
        let [own, mate, other, leader] =
            [("r1", "q1"), ("r2", "q1"), ("r3", "q2"), ("r4", "")].map(|(p, s)| person(p, s));
        let dispatcher = Whose { everybody: true, anybody: true, ..Whose::default() };
        let captain = Whose { squads: vec!["q1".into()], ..Whose::default() };
        let recruiter = Whose { oneself: Some("r1".into()), ..Whose::default() };
        let nobody = Whose::default();
        assert_eq!(told(&dispatcher, &[&other]), "");
        assert_eq!(told(&captain, &[&own, &mate]), "");
        assert!(told(&captain, &[&own, &other]).contains("示例r3不是本队的人"));
        assert!(told(&captain, &[&leader]).contains("不是本队的人"));
        assert_eq!(told(&recruiter, &[&own, &leader]), "");
        assert!(told(&recruiter, &[&mate]).contains("没有您自己"));
        assert!(told(&nobody, &[&own]).contains("没有对上招商员名册"));
    }

    #[test]
    fn people_are_meant_by_id_or_by_a_name_that_is_theirs_alone() {
        let mut all = vec![person("r1", "q1"), person("r2", "q2")];
        let ids = |all: &[Traveller], typed: &str| {
            people_meant(all, typed).map(|meant| meant.iter().map(|one| one.id.clone()).collect::<Vec<_>>())
        };
        assert_eq!(ids(&all, "r1；示例r2；recruiter:r1").unwrap(), ["r1", "r2"]);
        assert!(ids(&all, "某人").unwrap_err().told.contains("名册里没有「某人」"));
        assert!(ids(&all, "").unwrap_err().told.contains("请选是谁去的"));
        all[1].name = "示例r1".into();
        assert!(ids(&all, "示例r1").unwrap_err().told.contains("r2 q2队"));
    }
}
