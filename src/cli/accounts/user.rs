use std::path::Path;

use clap::Subcommand;

use crate::app::StoreDesk;
use crate::app::accounts::{NewAccount, Preset, accounts_table, compliance_table, sessions_table, tokens_table};
use crate::cli::frame::output::{Printed, Printing, print};
use crate::cli::frame::{Exit, desk, stdin, store_desk};
use crate::model::{AccountRole, Day, Grant};

/// 账户：谁可以登录，能看什么、做什么
#[derive(Debug, clap::Args)]
#[command(
    after_help = "示例：\n  liantu user first admin\n  liantu user add wang --name 王某 --grant leader:集成电路\n  liantu user add li --grant member:集成电路 --password-stdin < 密码.txt\n  liantu user grant li --grant member:集成电路 --grant clerk\n  liantu user disable li\n  liantu user sessions\n  liantu user token li --until 2027-03-31"
)]
pub struct UserArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    First(FirstArgs),
    Add(AddArgs),
    Grant(GrantArgs),
    Recruiter(RecruiterArgs),
    Passwd(PasswdArgs),
    Disable(DisableArgs),
    List(ListArgs),
    Sessions(SessionsArgs),
    Factor(FactorArgs),
    Token(TokenArgs),
    Tokens(TokensArgs),
    Preset(PresetArgs),
    Compliance(ListArgs),
}

/// 开第一个账户：系统管理员。从此打开网页要先登录
#[derive(Debug, clap::Args)]
struct FirstArgs {
    #[command(flatten)]
    person: PersonArgs,
}

#[derive(Debug, clap::Args)]
struct PersonArgs {
    /// 账号：字母、数字、汉字和 . _ - @
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 姓名；不写就是账号
    #[arg(long, value_name = "N", default_value = "")]
    name: String,
    /// 从标准输入的第一行读密码；不写就给一条一小时内有效的链接，由本人设密码
    #[arg(long)]
    password_stdin: bool,
}

/// 开一个账户
#[derive(Debug, clap::Args)]
struct AddArgs {
    #[command(flatten)]
    person: PersonArgs,
    /// 角色，如 clerk、leader:产业链、member:产业链；可写多次
    #[arg(long, value_name = "ROLE[:SCOPE]", required = true)]
    grant: Vec<String>,
    /// 是名册里的哪位招商员，编号或姓名；队长和招商员要写
    #[arg(long, value_name = "R", default_value = "")]
    recruiter: String,
}

/// 写明一个账户是名册里的哪位招商员：行程、走访、首谈归属按他算；其会话立即结束
#[derive(Debug, clap::Args)]
struct RecruiterArgs {
    /// 账号
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 招商员的编号或姓名；不写就不再是
    #[arg(value_name = "RECRUITER", default_value = "")]
    recruiter: String,
}

/// 改一个账户的角色：写的就是全部，原来的收回；其会话立即结束
#[derive(Debug, clap::Args)]
struct GrantArgs {
    /// 账号
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 角色，如 clerk、leader:产业链、member:产业链；可写多次
    #[arg(long, value_name = "ROLE[:SCOPE]", required = true)]
    grant: Vec<String>,
}

/// 换密码，其会话立即结束；或给本人一条设密码的链接
#[derive(Debug, clap::Args)]
struct PasswdArgs {
    /// 账号
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 从标准输入的第一行读密码；不写就给一条一小时内有效的链接
    #[arg(long)]
    password_stdin: bool,
}

/// 停用一个账户，其会话立即结束；或重新启用
#[derive(Debug, clap::Args)]
struct DisableArgs {
    /// 账号
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 重新启用
    #[arg(long)]
    undo: bool,
}

/// 列出账户；或合规自查的各条
#[derive(Debug, clap::Args)]
struct ListArgs {
    #[command(flatten)]
    printing: Printing,
}

/// 列出在线的会话；或结束一个账户的全部会话
#[derive(Debug, clap::Args)]
struct SessionsArgs {
    /// 账号；不写是全部账户
    #[arg(value_name = "LOGIN")]
    login: Option<String>,
    /// 结束这个账户的全部会话
    #[arg(long, requires = "login")]
    end: bool,
    #[command(flatten)]
    printing: Printing,
}

/// 取消一个账户的登录验证码（手机和恢复码都丢了），其会话立即结束；由本人重新开
#[derive(Debug, clap::Args)]
struct FactorArgs {
    /// 账号
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 取消
    #[arg(long, required = true)]
    drop: bool,
}

/// 发一个给程序用的令牌：只显示这一次，权限和账户一样
#[derive(Debug, clap::Args)]
struct TokenArgs {
    /// 账号
    #[arg(value_name = "LOGIN")]
    login: String,
    /// 用到哪一天为止；不写是 90 天
    #[arg(long, value_name = "D")]
    until: Option<Day>,
}

/// 列出没有到期的令牌；或收回一个
#[derive(Debug, clap::Args)]
struct TokensArgs {
    /// 账号；不写是全部账户
    #[arg(value_name = "LOGIN")]
    login: Option<String>,
    /// 收回这个账户的这个令牌
    #[arg(long, value_name = "ID", requires = "login")]
    revoke: Option<String>,
    #[command(flatten)]
    printing: Printing,
}

/// 换登录规则：office 办公；dengbao3 等保三级（30 分钟不动退出、人人验证码、一个账户一个会话、90 天换密码、管理员分成三员）。全部会话立即结束
#[derive(Debug, clap::Args)]
struct PresetArgs {
    /// office 或 dengbao3
    #[arg(value_name = "P", value_parser = ["office", "dengbao3"])]
    preset: String,
}

/// Runs the command.
pub async fn run(store: &Path, args: UserArgs) -> anyhow::Result<Exit> {
    match args.command {
        Command::First(args) => {
            let grants = vec![Grant { role: AccountRole::Admin, scope: None }];
            add(&store_desk(store).await?, args.person, (grants, None), true).await?;
        }
        Command::Add(args) => {
            let desk = desk(store, None, None).await?;
            let grants = desk.grants_read(&args.grant)?;
            let recruiter = desk.recruiter_meant(&args.recruiter).await?;
            add(desk.store_desk(), args.person, (grants, recruiter), false).await?;
        }
        Command::Grant(args) => grant(store, &args).await?,
        Command::Recruiter(args) => recruiter(store, &args).await?,
        Command::Passwd(args) => {
            set_password(&store_desk(store).await?, &args.login, args.password_stdin).await?;
        }
        Command::Disable(args) => {
            store_desk(store).await?.account_disable(&args.login, !args.undo).await?;
            let done = if args.undo { "已启用" } else { "已停用，会话都已结束" };
            print(&format!("{}：{done}\n", args.login))?;
        }
        Command::Sessions(args) => sessions(&store_desk(store).await?, &args).await?,
        Command::Factor(args) => {
            store_desk(store).await?.account_no_factor(&args.login).await?;
            print(&format!("{}：验证码已取消，会话都已结束\n", args.login))?;
        }
        Command::Preset(args) => preset(&store_desk(store).await?, &args).await?,
        Command::List(args) => list(&store_desk(store).await?, &args).await?,
        Command::Compliance(args) => compliance(&store_desk(store).await?, &args).await?,
        Command::Token(args) => token(&store_desk(store).await?, &args).await?,
        Command::Tokens(args) => tokens(&store_desk(store).await?, &args).await?,
    }
    Ok(Exit::Done)
}

async fn add(
    desk: &StoreDesk,
    args: PersonArgs,
    (grants, recruiter): (Vec<Grant>, Option<String>),
    first: bool,
) -> anyhow::Result<()> {
    let PersonArgs { login, name, password_stdin } = args;
    // A password that is refused makes no account.
    let password = if password_stdin { Some(stdin::password()?) } else { None };
    let login = desk.account_add(NewAccount { login, name, grants, first, recruiter, password }).await?;
    print(&format!("已开户：{login}\n"))?;
    if first {
        print("从现在起，打开网页要先登录\n")?;
    }
    if password_stdin { Ok(()) } else { link(desk, &login).await }
}

async fn grant(store: &Path, args: &GrantArgs) -> anyhow::Result<()> {
    let desk = desk(store, None, None).await?;
    let grants = desk.grants_read(&args.grant)?;
    let told: Vec<String> = grants.iter().map(ToString::to_string).collect();
    desk.store_desk().account_grant(&args.login, grants).await?;
    print(&format!("{} 现在是 {}；原来的会话都已结束\n", args.login, told.join("、")))
}

async fn recruiter(store: &Path, args: &RecruiterArgs) -> anyhow::Result<()> {
    let desk = desk(store, None, None).await?;
    let recruiter = desk.recruiter_meant(&args.recruiter).await?;
    let told = recruiter.as_ref().map_or_else(|| "不再是招商员".to_owned(), |id| format!("现在是招商员 {id}"));
    desk.store_desk().account_recruiter(&args.login, recruiter).await?;
    print(&format!("{}：{told}；原来的会话都已结束\n", args.login))
}

async fn list(desk: &StoreDesk, args: &ListArgs) -> anyhow::Result<()> {
    let accounts = desk.accounts().await?;
    let told = || Printed::table(accounts_table(&accounts));
    args.printing.print(&serde_json::json!({ "accounts": &accounts }), told)
}

async fn preset(desk: &StoreDesk, args: &PresetArgs) -> anyhow::Result<()> {
    let chosen = Preset::ALL.into_iter().find(|preset| preset.code() == args.preset).unwrap_or_default();
    desk.set_preset(chosen).await?;
    print(&format!("登录规则现在是 {}；全部会话都已结束\n", chosen.zh()))
}

async fn compliance(desk: &StoreDesk, args: &ListArgs) -> anyhow::Result<()> {
    let lines = desk.compliance(None).await?;
    let told = || Printed::table(compliance_table(&lines));
    args.printing.print(&serde_json::json!({ "compliance": &lines }), told)
}

async fn set_password(desk: &StoreDesk, login: &str, from_stdin: bool) -> anyhow::Result<()> {
    if !from_stdin {
        return link(desk, login).await;
    }
    desk.account_password(login, &stdin::password()?).await?;
    print(&format!("{login}：密码已换，原来的会话都已结束\n"))
}

async fn link(desk: &StoreDesk, login: &str) -> anyhow::Result<()> {
    let secret = desk.account_link(login).await?;
    print(&format!(
        "设密码的链接，一小时内有效，只能用一次，请只交给本人（地址按 liantu serve 所说的写）：\n  http://127.0.0.1:7878/welcome/{secret}\n"
    ))
}

async fn sessions(desk: &StoreDesk, args: &SessionsArgs) -> anyhow::Result<()> {
    if let Some(login) = args.login.as_deref().filter(|_| args.end) {
        desk.account_out(login).await?;
        return print(&format!("{login}：会话都已结束\n"));
    }
    let sessions = desk.account_sessions(args.login.as_deref()).await?;
    let told = || Printed::table(sessions_table(&sessions));
    args.printing.print(&serde_json::json!({ "sessions": &sessions }), told)
}

async fn token(desk: &StoreDesk, args: &TokenArgs) -> anyhow::Result<()> {
    let new = desk.token_make(&args.login, args.until).await?;
    let (line, secret) = (new.line, new.secret);
    print(&format!(
        "{} 的令牌 {}，到 {}；只显示这一次，请存好：\n  {secret}\n程序这样用：curl -H 'Authorization: Bearer 令牌' …/api/v1/chains\n",
        line.login, line.id, line.until
    ))
}

async fn tokens(desk: &StoreDesk, args: &TokensArgs) -> anyhow::Result<()> {
    if let (Some(login), Some(id)) = (&args.login, &args.revoke) {
        desk.token_revoke(login, id).await?;
        return print(&format!("{login} 的令牌 {id} 已收回\n"));
    }
    let tokens = desk.tokens(args.login.as_deref()).await?;
    let told = || Printed::table(tokens_table(&tokens));
    args.printing.print(&serde_json::json!({ "tokens": &tokens }), told)
}
