//! 邀请名单: whom to invite to the working group's next meeting, and why.

use super::super::GroupAnswer;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 4] = [
    Column::count("place", "序"),
    Column::text("role", "身份"),
    Column::text("name", "名称"),
    Column::text("reason", "为什么请"),
];

pub fn table(answer: &GroupAnswer) -> Table {
    let empty = "没有可请的：先补上链主企业、基金招商组和协会。";
    let mut table = Table::new("invitations", "邀请名单", COLUMNS, empty);
    table.notes = notes(answer);
    for (place, guest) in (1..).zip(&answer.invitation.invited) {
        let texts = [guest.role, &guest.name, &guest.reason].map(Cell::text);
        table.push(&guest.guest, [Cell::count(place)].into_iter().chain(texts).collect());
    }
    table
}

fn notes(answer: &GroupAnswer) -> Vec<String> {
    let said = |text: &str| if text.is_empty() { "未写明".to_owned() } else { text.to_owned() };
    let lead = format!(
        "链长：{}　牵头单位：{}　工作组：{}",
        said(&answer.leader),
        said(&answer.lead_unit),
        said(&answer.group)
    );
    let mut notes = vec![lead];
    let absent = &answer.invitation.not_invited;
    if !absent.is_empty() {
        let told: Vec<String> = absent.iter().map(|guest| format!("{}（{}）", guest.name, guest.reason)).collect();
        notes.push(format!("不请的链主：{}", told.join("、")));
    }
    if answer.invitation.leading_more > 0 {
        notes.push(format!("本地龙头企业还有 {} 家没有列入。", answer.invitation.leading_more));
    }
    notes
}
