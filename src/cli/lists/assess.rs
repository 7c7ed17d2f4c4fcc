use std::path::Path;

use crate::app::{AppError, NewAssessment};
use crate::cli::frame::output::print;
use crate::cli::frame::{Exit, store_desk};
use crate::model::{Day, Verdict};

/// 认定：由人给出一个环节的结论，连同理由；计算的结论仍一并显示
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu assess --chain ic --segment 光刻机 --verdict 补链 --reason \"省里已列攻关\" --who 王某 --until 2027-06-30"
)]
pub struct AssessArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    chain: String,
    /// 环节的编号或名称
    #[arg(long, value_name = "S")]
    segment: String,
    /// 结论：strong 优势、strengthen 强链、fill 补链、extend 延链、build 建链、unsurveyed 待摸排
    #[arg(long, value_name = "V")]
    verdict: String,
    /// 理由
    #[arg(long, value_name = "R")]
    reason: String,
    /// 认定人
    #[arg(long, value_name = "W")]
    who: String,
    /// 对哪个地区而言；默认为产业链主管城市
    #[arg(long, value_name = "H")]
    home: Option<String>,
    /// 有效期至，YYYY-MM-DD
    #[arg(long, value_name = "D")]
    until: Option<Day>,
}

/// Runs the command.
pub async fn run(store: &Path, args: AssessArgs) -> anyhow::Result<Exit> {
    let verdict = Verdict::from_word(&args.verdict).ok_or_else(|| {
        let known: Vec<String> = Verdict::ALL.iter().map(|v| format!("{}（{}）", v.code(), v.zh())).collect();
        AppError::BadRequest(format!("没有「{}」这种结论；可写 {}", args.verdict, known.join("、")))
    })?;
    let given = NewAssessment {
        chain: args.chain,
        segment: args.segment,
        home: args.home,
        verdict,
        reason: args.reason,
        who: args.who,
        until: args.until,
        seen: None,
    };
    let done = store_desk(store).await?.assess(&given).await?;
    let edited = done.map_err(|refused| AppError::BadRequest(refused.told))?;
    print(&format!("已认定为{}，日志号 {}\n", verdict.zh(), edited.number))?;
    Ok(Exit::Done)
}
