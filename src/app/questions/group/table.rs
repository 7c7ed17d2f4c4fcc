//! 工作组 and 邀请名单: who works on a chain, and whom to invite to the next meeting.

use crate::app::columns::PLACE;
use crate::app::{AnchorLine, AssociationLine, GroupAnswer, GroupFund, Guest, SquadLine};
use crate::draw::{Cell, Column, LinkTo, Table};

const MEMBERS: [Column; 4] = [
    Column::text("role", "身份"),
    Column::text("id", "编号").hidden(),
    Column::text("name", "名称"),
    Column::text("about", "情况"),
];
const GUESTS: [Column; 5] = [
    PLACE,
    Column::text("role", "身份"),
    Column::text("guest", "编号").hidden(),
    Column::text("name", "名称"),
    Column::text("reason", "为什么请"),
];

impl GroupAnswer {
    /// Who works on the chain, one a row.
    pub fn table(&self) -> Table {
        let mut table = Table::new("group", "工作组", MEMBERS, "工作组还没有写明。").noted(self.notices.clone());
        let mut push = |role: &str, id: &str, (name, to): (&str, Option<LinkTo>), about: String| {
            if !name.is_empty() {
                let key = format!("{role}:{}", if id.is_empty() { name } else { id });
                table.push(key, vec![Cell::text(role), Cell::text(id), named(name, to), Cell::text(about)]);
            }
        };
        for (role, name) in [("链长", &self.leader), ("牵头单位", &self.lead_unit), ("工作组", &self.group)] {
            push(role, "", (name, None), String::new());
        }
        self.members.iter().for_each(|member| push("成员单位", "", (member, None), String::new()));
        for one in &self.anchors {
            let to = LinkTo::Enterprise(one.enterprise.clone());
            push("链主企业", &one.enterprise, (&one.name, Some(to)), anchor(one));
        }
        for one in &self.funds {
            let to = LinkTo::Fund(one.fund.fund.clone());
            push("基金招商组", &one.fund.fund, (&one.fund.name, Some(to)), fund(one));
        }
        for one in &self.associations {
            push("协会商会", &one.association, (&one.name, None), association(one));
        }
        self.squads.iter().for_each(|one| push("招商队", &one.squad, (&one.name, None), squad(one)));
        table
    }

    /// Whom to invite to the next meeting, and why.
    pub fn invitations_table(&self) -> Table {
        let empty = "没有可请的：先补上链主企业、基金招商组和协会。";
        let mut table = Table::new("invitations", "邀请名单", GUESTS, empty).noted(self.invitation_notes());
        for (place, guest) in (1..).zip(&self.invitation.invited) {
            let (role, id, reason) = (Cell::text(guest.role), Cell::text(&guest.guest), Cell::text(&guest.reason));
            table.push(&guest.guest, vec![Cell::count(place), role, id, guest_named(guest), reason]);
        }
        table
    }

    fn invitation_notes(&self) -> Vec<String> {
        let said = |text: &str| if text.is_empty() { "未写明".to_owned() } else { text.to_owned() };
        let (leader, unit, group) = (said(&self.leader), said(&self.lead_unit), said(&self.group));
        let mut notes = vec![format!("链长：{leader}　牵头单位：{unit}　工作组：{group}")];
        let absent = &self.invitation.not_invited;
        if !absent.is_empty() {
            let told: Vec<String> = absent.iter().map(|guest| format!("{}（{}）", guest.name, guest.reason)).collect();
            notes.push(format!("不请的链主：{}", told.join("、")));
        }
        if self.invitation.leading_more > 0 {
            notes.push(format!("本地龙头以上的企业还有 {} 家没有列入。", self.invitation.leading_more));
        }
        notes
    }
}

/// A guest by its name, with the page about it where there is one.
fn guest_named(guest: &Guest) -> Cell {
    let to = match guest.guest.split_once(':') {
        Some(("enterprise", id)) => Some(LinkTo::Enterprise(id.to_owned())),
        Some(("fund", id)) => Some(LinkTo::Fund(id.to_owned())),
        _ => None,
    };
    named(&guest.name, to)
}

fn named(name: &str, to: Option<LinkTo>) -> Cell {
    to.map_or_else(|| Cell::text(name), |to| Cell::Link { text: name.to_owned(), to })
}

fn anchor(line: &AnchorLine) -> String {
    match (line.local, line.segments.is_empty()) {
        (true, false) => format!("在本地做{}", line.segments.join("、")),
        (true, true) => "在本地".to_owned(),
        (false, _) => "不在本地".to_owned(),
    }
}

fn fund(line: &GroupFund) -> String {
    if line.gaps.is_empty() {
        "还没有覆盖任何缺口".to_owned()
    } else {
        format!("覆盖{}", line.gaps.join("、"))
    }
}

fn association(line: &AssociationLine) -> String {
    let region = line.region.as_deref().unwrap_or("地区未知");
    format!("{region}，会员企业 {} 家，{} 人", line.firms, line.people)
}

fn squad(line: &SquadLine) -> String {
    let mut parts = vec![line.kind.to_owned()];
    parts.extend((!line.regions.is_empty()).then(|| format!("派驻{}", line.regions.join("、"))));
    parts.extend(line.capacity.map(|capacity| format!("可带 {capacity} 家")));
    parts.extend((!line.recruiters.is_empty()).then(|| format!("招商员{}", line.recruiters.join("、"))));
    parts.join("，")
}
