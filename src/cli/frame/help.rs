//! Help and wrong usage in Chinese: the commands by what they are for, the first steps for whoever gives none.

use std::fmt::Write;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};
use clap::{Arg, Command, value_parser};

/// What is said to one who names no command.
pub const FIRST_STEPS: &str = "\
链图：哪些环节缺、弱，为什么，先补哪一个，谁去敲门。
  liantu demo            看一看：载入内置示例（合肥的三条产业链），打开网页
  liantu serve           开始用：打开网页，在“数据”里放上名单；没有数据库就新建一个
  liantu templates 模板/  还没有名单：写出空白模板，填好放进“数据”
  liantu brief --chain 集成电路   一条产业链的简报：缺什么、为什么要紧、谁在跟
  liantu --help          全部命令；每个命令的 --help 有例子
";

/// The commands by what they are for, in the order people meet them.
const GROUPS: [(&str, &[&str]); 7] = [
    (
        "看",
        &[
            "demo",
            "today",
            "brief",
            "chains",
            "gaps",
            "explain",
            "targets",
            "find",
            "paths",
            "reach",
            "funds",
            "group",
            "plan",
            "relatedness",
            "moved",
            "trend",
        ],
    ),
    ("数据", &["templates", "mapping", "import", "imports", "undo", "history"]),
    ("查重", &["match", "duplicates", "merge", "same", "different", "unsure", "unmerge"]),
    ("清单", &["assess", "list", "claim", "claims", "packet", "return"]),
    ("调度", &["score", "duties", "stalled", "due", "race", "nominations", "requests", "bids", "care", "evidence"]),
    ("文件", &["atlas", "map", "pack"]),
    ("维护", &["serve", "user", "backup", "restore", "erase", "doctor", "journal", "publish", "analyst", "generate"]),
];

/// Words of the parser's own and ours. What it says of an option stands in square brackets.
const WORDS: [(&str, &str); 15] = [
    ("Usage: ", "用法："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("[default: ", "[默认："),
    ("[env: ", "[环境变量："),
    ("[possible values: ", "[可选："),
    ("Possible values:", "可选："),
    (" (see a summary with '-h')", ""),
    (" (see more with '--help')", ""),
    ("Print this message or the help of the given subcommand(s)", "显示帮助"),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
];

/// The program's command line, its help by groups.
pub fn grouped(command: Command) -> Command {
    // The demonstration has a store of its own: that none can be named is said to whoever names one, not in its help.
    let unused = Arg::new("store").long("store").value_parser(value_parser!(PathBuf)).hide(true);
    let command = command.mut_subcommand("demo", |demo| demo.arg(unused));
    let mut list = String::new();
    let width = GROUPS.iter().flat_map(|(_, names)| *names).map(|name| name.len()).max().unwrap_or_default();
    for (group, names) in GROUPS {
        let _ = writeln!(list, "{group}：");
        for name in names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let _ = writeln!(list, "  {name:width$}  {}", about.map(ToString::to_string).unwrap_or_default());
        }
        list.push('\n');
    }
    // Whoever names no command is told the first steps instead of everything.
    command
        .arg_required_else_help(false)
        .help_template(format!("{{about}}\n\nUsage: {{usage}}\n\n{list}Options:\n{{options}}"))
}

/// Help in Chinese, as the parser lays it out.
pub fn translated(help: &str) -> String {
    WORDS.iter().fold(help.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
}

/// Says in Chinese what is wrong with a command line, and where its help is.
#[derive(Debug)]
pub struct Wrong;

impl ErrorFormatter for Wrong {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let mut text = format!("错误：{}\n", sentence(error));
        for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
            if let Some(near) = told(error, kind) {
                let _ = writeln!(text, "相近的有：{near}");
            }
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            let _ = writeln!(text, "\n{}", translated(&usage.to_string()));
        }
        text.push_str("\n加 --help 看说明和例子\n");
        text.into()
    }
}

/// What is wrong, by its kind.
fn sentence(error: &Error<Wrong>) -> String {
    let argument = told(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = told(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = told(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有「{name}」这个命令")
        }
        ErrorKind::UnknownArgument => format!("不认识「{argument}」"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => match told(error, ContextKind::PriorArg) {
            Some(other) if other != argument => format!("{argument} 不能和 {other} 一起用"),
            _ => format!("{argument} 只能写一次"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值"),
        ErrorKind::InvalidValue => match told(error, ContextKind::ValidValue) {
            Some(known) => format!("{argument} 不能是「{value}」；可以是 {known}"),
            None => format!("{argument} 不能是「{value}」"),
        },
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            match why.split_once(" is not in ") {
                Some((_, range)) => format!("{argument} 不能是「{value}」，只能在 {range} 之间"),
                None if why.is_ascii() => format!("{argument} 不能是「{value}」"),
                None => format!("{argument} 不能是「{value}」：{why}"),
            }
        }
        _ => "这样的命令看不懂".to_owned(),
    }
}

/// What the parser knows of one thing.
fn told(error: &Error<Wrong>, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) if !text.is_empty() => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join("、")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = crate::cli::Cli::command();
        let mut commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        commands.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(commands, grouped);
    }
}
