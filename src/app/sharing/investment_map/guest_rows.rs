//! 邀请名单: whom to invite to the working group's next meeting, and why.

use crate::app::{GroupAnswer, Guest};
use crate::draw::{Cell, Row, Section, Table};

pub fn section(answer: &GroupAnswer) -> Section {
    let mut table = Table::new(&["#序", "身份", "名称", "为什么请"], "没有可请的：先补上链主企业、基金招商组和协会。");
    let row = |(at, guest): (usize, &Guest)| Row {
        key: guest.guest.clone(),
        cells: vec![Cell::count(at + 1), Cell::text(guest.role), Cell::text(&guest.name), Cell::text(&guest.reason)],
    };
    table.rows = answer.invitation.invited.iter().enumerate().map(row).collect();
    Section { name: "邀请名单", notes: notes(answer), table }
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
