//! What a brief says of a target and of those to be telephoned about it.

use super::{BriefContact, BriefTarget};
use crate::model::Standing;

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
            (Some(call), _) if call.party.is_some() => format!("先联系{}（{}）", call.name, call.why),
            (Some(_), Some(door)) => format!("可由{door}{}引荐{}", self.between(), self.last_resort()),
            _ if self.here => "就在本地，直接上门".to_owned(),
            _ => "没有引荐路径，要另行对接".to_owned(),
        }
    }

    /// Who stands between whoever could introduce us and the target: 经中芯国际; blank where nobody does.
    fn between(&self) -> String {
        if self.through.is_empty() { String::new() } else { format!("经{}", self.through.join("、")) }
    }

    /// Of a path that begins at a firm in the same line of work.
    fn last_resort(&self) -> &'static str {
        if self.path.as_ref().is_some_and(|path| path.peer) { "（同业，最后再问）" } else { "" }
    }

    /// Its squad and state on the list; none where it is not listed.
    pub fn progress(&self) -> Option<String> {
        let entry = self.entry.as_ref()?;
        let squad = entry.squad_name.as_ref().map(|squad| format!("{squad} ")).unwrap_or_default();
        let due = entry.due.as_ref().map(|due| format!("{due}前")).unwrap_or_default();
        let next = if entry.next.is_empty() { String::new() } else { format!("，{due}{}", entry.next) };
        Some(format!("{squad}{}{next}", entry.state_name))
    }

    /// Who would take it; none where somebody has, or nobody can.
    pub fn proposal(&self) -> Option<String> {
        let proposed = self.proposed.as_ref()?;
        let squad = proposed.squad_name.as_ref()?;
        Some(match (proposed.posted, proposed.of_chain) {
            (true, true) => format!("建议派给{squad}"),
            (true, false) => format!("建议商请{squad}（驻当地，不属本链）"),
            (false, _) => format!("建议派给{squad}（不驻当地）"),
        })
    }

    /// Those of its contacts that have a telephone; none where they were not asked for.
    pub fn phones(&self) -> Option<Vec<&BriefContact>> {
        let contacts = self.contacts.as_ref()?;
        Some(contacts.iter().filter(|contact| !contact.phone.is_empty()).collect())
    }

    /// Whether nobody can be telephoned about it, as far as that is known.
    pub fn no_phone(&self) -> bool {
        self.reachable == Some(false) || self.phones().is_some_and(|phones| phones.is_empty())
    }

    fn telephone(&self) -> Option<String> {
        let phones = self.phones()?;
        let told: Vec<String> = phones.into_iter().map(BriefContact::told).collect();
        Some(if told.is_empty() { "没有电话".to_owned() } else { format!("电话：{}", told.join("、")) })
    }

    /// All of it in one line.
    pub(super) fn told(&self) -> String {
        let told = [self.progress(), self.proposal(), self.telephone()].into_iter().flatten();
        let progress: String = told.map(|told| format!("；{told}")).collect();
        format!("{}（{}）：{}{progress}。", self.name, self.about(), self.call())
    }
}

impl BriefContact {
    /// Who it is, where, and the telephone.
    fn told(&self) -> String {
        format!("{} {}", self.called(), self.phone)
    }

    /// Who it is and where.
    pub fn called(&self) -> String {
        let title = if self.title.is_empty() { String::new() } else { format!("，{}", self.title) };
        format!("{}（{}{title}）", self.name, self.side)
    }
}
