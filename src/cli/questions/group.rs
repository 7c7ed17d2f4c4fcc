//! `liantu group`: the working group of a chain and whom to invite to its next meeting.
//!
//! JSON: what `/api/v1/group` answers (docs/openapi.json).

use std::path::Path;

use crate::app::GroupAnswer;
use crate::cli::frame::output::{Printed, Printing};
use crate::cli::frame::question::{QuestionArgs, RulesArgs};
use crate::cli::frame::{Exit, desk};
use crate::cli::questions::funds::heading;

/// 工作组：链长、成员、链主、基金招商组、协会、招商队，下次会议请谁、为什么
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu group --chain 集成电路\n  liantu group --chain ic --format csv")]
pub struct GroupArgs {
    #[command(flatten)]
    question: QuestionArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    printing: Printing,
}

/// Runs the command.
pub async fn run(store: &Path, args: GroupArgs) -> anyhow::Result<Exit> {
    let desk = desk(store, args.rules.file.as_deref(), args.question.standpoint.known_at).await?;
    let answer = desk.group(&args.question.into())?;
    args.printing.print(&answer, || {
        let group = answer.table().only(&["role", "name", "about"]).on_terminal();
        let before = format!("{}{group}\n下次会议请谁\n", heading(&answer.head));
        Printed::Table { before, table: answer.invitations_table(), after: footing(&answer) }
    })?;
    Ok(Exit::Done)
}

fn footing(answer: &GroupAnswer) -> String {
    let mut text = String::from("\n");
    for guest in &answer.invitation.not_invited {
        text.push_str(&format!("不请 {}：{}\n", guest.name, guest.reason));
    }
    if answer.invitation.leading_more > 0 {
        text.push_str(&format!("本地龙头以上的企业还有 {} 家没有列入\n", answer.invitation.leading_more));
    }
    answer.notices.iter().for_each(|notice| text.push_str(&format!("! {notice}\n")));
    answer.compliance.iter().for_each(|note| text.push_str(&format!("* {note}\n")));
    text
}
