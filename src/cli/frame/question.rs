//! What every question about a chain takes.

use std::path::PathBuf;

use crate::app::{KnownAt, Question};
use crate::model::Day;

/// What every question about a chain takes.
#[derive(Debug, Clone, clap::Args)]
pub struct QuestionArgs {
    /// 产业链的编号或名称
    #[arg(long, value_name = "C")]
    pub chain: String,
    #[command(flatten)]
    pub standpoint: StandpointArgs,
}

/// Where and when a question is asked from.
#[derive(Debug, Clone, clap::Args)]
pub struct StandpointArgs {
    /// 本地：区划代码或名称；默认为产业链主管城市
    #[arg(long, value_name = "H")]
    pub home: Option<String>,
    /// 截至哪一天，YYYY-MM-DD；默认今天
    #[arg(long, value_name = "D")]
    pub as_of: Option<Day>,
    /// 当时所知：日志号 N，或日期 D（当天结束时）；默认现在
    #[arg(long, value_name = "D|N")]
    pub known_at: Option<KnownAt>,
}

/// The rules a question is answered by.
#[derive(Debug, Clone, clap::Args)]
pub struct RulesArgs {
    /// 规则文件，缺的项按内置规则
    #[arg(long = "rules", value_name = "F")]
    pub file: Option<PathBuf>,
}

impl From<QuestionArgs> for Question {
    fn from(args: QuestionArgs) -> Self {
        let StandpointArgs { home, as_of, .. } = args.standpoint;
        Self { chain: args.chain, home, as_of }
    }
}
