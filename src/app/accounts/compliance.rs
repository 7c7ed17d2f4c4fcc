//! 合规自查: what 等保三级 asks of who is let in, what is set here, and whether that is so.

use serde::Serialize;

use super::preset::{Preset, has_role};
use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk, to_the_minute};
use crate::draw::{Cell, Column, Table};
use crate::model::{AccountRole, Journal};
use crate::store::{Account, Store};

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComplianceLine {
    /// What is asked, by the words of GB/T 22239-2019.
    pub clause: &'static str,
    /// What is set here.
    pub setting: String,
    /// Whether that is so; none where nobody but people can tell.
    pub holds: Option<bool>,
    /// What is still to be done; blank where nothing is.
    pub to_do: String,
}

const COLUMNS: [Column; 4] = [
    Column::text("clause", "条款"),
    Column::text("setting", "现在的设置"),
    Column::text("state", "状态"),
    Column::text("to_do", "还要做什么"),
];

impl ComplianceLine {
    fn so(clause: &'static str, setting: impl Into<String>) -> Self {
        Self { clause, setting: setting.into(), holds: Some(true), to_do: String::new() }
    }

    /// One that holds where nothing is left to do.
    fn unless(clause: &'static str, setting: impl Into<String>, to_do: Option<String>) -> Self {
        let (holds, to_do) = (Some(to_do.is_none()), to_do.unwrap_or_default());
        Self { clause, setting: setting.into(), holds, to_do }
    }

    /// 符合, 不符合, or that people have to look.
    pub fn state(&self) -> &'static str {
        match self.holds {
            Some(true) => "符合",
            Some(false) => "不符合",
            None => "请人工核对",
        }
    }
}

impl StoreDesk {
    /// Clause by clause; `is_open` says whether others than this machine are served, over TLS then; none where that is not known.
    ///
    /// # Errors
    /// The caller may not, or the store fails.
    pub async fn compliance(&self, is_open: Option<bool>) -> Result<Vec<ComplianceLine>, AppError> {
        let at = self.may(Right::Users, Scope::City)?;
        let preset = Preset::named(at.store().preset().await?.as_deref());
        let accounts: Vec<Account> = at.store().accounts().await?.into_iter().filter(|a| !a.disabled).collect();
        let oldest = preset.password_days().map(|days| at.clock().after(-days * 24 * 3_600));
        let mut lines = of_identity(preset, &accounts, oldest.as_deref());
        lines.extend(of_access(preset, &accounts));
        lines.extend(of_audit(at.store(), &accounts).await?);
        lines.extend(of_the_rest(is_open));
        Ok(lines)
    }
}

fn of_identity(preset: Preset, accounts: &[Account], oldest: Option<&str>) -> Vec<ComplianceLine> {
    let switch = "请运行 liantu user preset dengbao3";
    let lacking = |lacks: &dyn Fn(&Account) -> bool| {
        let logins: Vec<&str> = accounts.iter().filter(|a| lacks(a)).map(|a| a.login.as_str()).collect();
        (!logins.is_empty()).then(|| logins.join("、"))
    };
    let factor = lacking(&|account| !account.has_factor).map(|logins| format!("还没有开：{logins}"));
    let factor = if preset.asks_factor() { factor } else { Some(switch.to_owned()) };
    let age = match oldest {
        Some(oldest) => lacking(&|account| account.set_at.as_ref().unwrap_or(&account.made).as_str() < oldest)
            .map(|logins| format!("过了期，下次登录要先换：{logins}")),
        None => Some(switch.to_owned()),
    };
    let only = |is: bool| (!is).then(|| switch.to_owned());
    let minutes = preset.idle() / 60;
    let days = preset.password_days().map_or("不限期".to_owned(), |days| format!("{days} 天"));
    vec![
        ComplianceLine::so("身份鉴别 a) 口令复杂度", "至少 10 个字符，猜测强度 3 级以上，不能和最近五个相同"),
        ComplianceLine::unless("身份鉴别 a) 定期更换", days, age),
        ComplianceLine::so("身份鉴别 b) 登录失败处理", "同一账户同一地址 5 次、同一地址 20 次，停 10 分钟；逐次记日志"),
        ComplianceLine::unless("身份鉴别 b) 超时退出", format!("{minutes} 分钟不动即退出"), only(minutes <= 30)),
        ComplianceLine::unless(
            "身份鉴别 d) 两种鉴别技术",
            if preset.asks_factor() { "人人要开登录验证码" } else { "自愿" },
            factor,
        ),
        ComplianceLine::unless(
            "访问控制：重复登录",
            if preset.is_alone() { "一个账户只有一个会话" } else { "不限" },
            only(preset.is_alone()),
        ),
    ]
}

fn of_access(preset: Preset, accounts: &[Account]) -> Vec<ComplianceLine> {
    let unset: Vec<&str> = accounts.iter().filter(|a| a.hash.is_none()).map(|a| a.login.as_str()).collect();
    let unset = (!unset.is_empty()).then(|| format!("还没有设密码，不用的请停用：{}", unset.join("、")));
    let missing = AccountRole::SPLIT.into_iter().filter(|role| !accounts.iter().any(|a| has_role(a, *role)));
    let missing: Vec<&str> = missing.map(AccountRole::zh).collect();
    let split = match (preset.splits(), missing.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("没有人担任：{}", missing.join("、"))),
        (false, _) => Some("请开好 system、security、audit 三个账户，再运行 liantu user preset dengbao3".to_owned()),
    };
    let setting = if preset.splits() {
        "系统、安全、审计三员分设，都不看业务数据"
    } else {
        "一个系统管理员管全部"
    };
    vec![
        ComplianceLine::unless("访问控制 c) 多余的、过期的账户", format!("{} 个账户在用", accounts.len()), unset),
        ComplianceLine::unless("访问控制 d) 管理用户最小权限、权限分离", setting, split),
    ]
}

/// The journal is followed from its first entry to its last.
async fn of_audit(store: &Store, accounts: &[Account]) -> Result<[ComplianceLine; 2], AppError> {
    let found = store.check_journal().await?;
    let first = store.batches(Journal(0), 1).await?.pop().map(|batch| to_the_minute(&batch.when));
    let since = first.map_or_else(|| "还没有日志".to_owned(), |first| format!("从 {first} 起 {} 条", found.batches));
    let read = [AccountRole::Auditor, AccountRole::Audit];
    let is_read = accounts.iter().any(|account| read.iter().any(|role| has_role(account, *role)));
    let wrong = found.problems.len();
    Ok([
        ComplianceLine::unless(
            "安全审计 a) b) 覆盖每个用户、每个事件",
            format!("登录、失败、授权、读联系方式、导出、改动都入日志；{since}"),
            (!is_read)
                .then(|| "没有人担任审计员，日志没有人看：请给一个账户授 auditor（三员分设时是 audit）".to_owned()),
        ),
        ComplianceLine::unless(
            "安全审计 c) 保护审计记录",
            "日志成链，没有删改的入口；刚才逐条核对过摘要",
            (wrong > 0).then(|| format!("有 {wrong} 处与摘要不符：请运行 liantu doctor，用备份核对")),
        ),
    ])
}

const SENT: &str = "数据保密性 a) 传输";

fn of_the_rest(is_open: Option<bool>) -> Vec<ComplianceLine> {
    let tls = "请加 --tls-cert、--tls-key，或放在反向代理后面（--behind-proxy）";
    let by_people = |clause, setting: &str, to_do: &str| ComplianceLine {
        holds: None,
        to_do: to_do.to_owned(),
        ..ComplianceLine::so(clause, setting)
    };
    vec![
        match is_open {
            Some(true) => ComplianceLine::so(SENT, "只有加密的页面"),
            Some(false) => ComplianceLine::unless(SENT, "只在本机监听，没有加密", Some(tls.to_owned())),
            None => by_people(SENT, "看网页怎样提供", "请在网页的合规自查里看"),
        },
        by_people("数据备份恢复 a) b)", "liantu backup，见部署说明", "请核对定时备份、异地存放和最近一次恢复演练"),
        by_people("个人信息保护", "联系方式按权限看，逐次入日志，可永久删去", "请核对收集依据和保存期限"),
    ]
}

/// The lines as a table.
pub fn compliance_table(lines: &[ComplianceLine]) -> Table {
    let mut table = Table::new("compliance", "合规自查", COLUMNS, "");
    for line in lines {
        let texts = [line.clause, &line.setting, line.state(), &line.to_do];
        table.push(line.clause, texts.into_iter().map(Cell::text).collect());
    }
    table
}
