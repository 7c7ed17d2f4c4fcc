//! 账户 and 会话.

use super::{AccountLine, OwnSession, TokenLine};
use crate::app::to_the_minute;
use crate::draw::{Cell, Column, Table};
use crate::model::{Grant, GrantedOver};

const ACCOUNTS: [Column; 8] = [
    Column::text("login", "账号"),
    Column::text("name", "姓名"),
    Column::text("grants", "角色"),
    Column::text("recruiter", "招商员"),
    Column::text("state", "状态"),
    Column::text("second_factor", "验证码"),
    Column::count("sessions", "在线"),
    Column::text("made", "开户"),
];

const TOKENS: [Column; 4] = [
    Column::text("id", "令牌"),
    Column::text("login", "账号"),
    Column::text("made", "发于"),
    Column::text("until", "到期"),
];

const SESSIONS: [Column; 4] = [
    Column::text("login", "账号"),
    Column::text("begun", "登录"),
    Column::text("idle_at", "不动则至"),
    Column::text("address", "来自"),
];

impl AccountLine {
    /// 启用, 停用, or that no password was set yet.
    pub fn state(&self) -> &'static str {
        match (self.disabled, self.has_password) {
            (true, _) => "停用",
            (false, true) => "启用",
            (false, false) => "还没有设密码",
        }
    }

    /// Whether codes are asked for at its log-in, in a word.
    pub fn told_factor(&self) -> &'static str {
        if self.second_factor { "开" } else { "没有开" }
    }

    /// Whether it works for a squad, and nobody has said which recruiter it is.
    pub fn lacks_recruiter(&self) -> bool {
        self.recruiter.is_none() && self.grants.iter().any(|grant| grant.role.over() == GrantedOver::Squad)
    }

    /// What it is granted, as people read it.
    pub fn told_grants(&self) -> String {
        told_grants(&self.grants)
    }
}

/// Grants as people read them: 链长 ic.
pub fn told_grants(grants: &[Grant]) -> String {
    let told = |grant: &Grant| match &grant.scope {
        None => grant.role.zh().to_owned(),
        Some(scope) => format!("{} {scope}", grant.role.zh()),
    };
    grants.iter().map(told).collect::<Vec<_>>().join("、")
}

/// The accounts as a table.
pub fn accounts_table(accounts: &[AccountLine]) -> Table {
    let mut table = Table::new("accounts", "账户", ACCOUNTS, "还没有账户。");
    for account in accounts {
        let cells = vec![
            Cell::text(&account.login),
            Cell::text(&account.name),
            Cell::text(account.told_grants()),
            Cell::text(account.recruiter.as_deref().unwrap_or_default()),
            Cell::text(account.state()),
            Cell::text(account.told_factor()),
            Cell::count(account.sessions),
            Cell::text(to_the_minute(&account.made)),
        ];
        table.push(&account.login, cells);
    }
    table
}

/// Sessions as a table.
pub fn sessions_table(sessions: &[OwnSession]) -> Table {
    let mut table = Table::new("sessions", "会话", SESSIONS, "没有人在线。");
    for session in sessions {
        let texts = [&session.login, &session.begun, &session.idle_at, &session.address];
        table.push(&session.login, texts.into_iter().map(Cell::text).collect());
    }
    table
}

/// Tokens as a table.
pub fn tokens_table(tokens: &[TokenLine]) -> Table {
    let mut table = Table::new("tokens", "令牌", TOKENS, "没有令牌。");
    for token in tokens {
        let texts = [&token.id, &token.login, &token.made, &token.until];
        table.push(&token.id, texts.into_iter().map(Cell::text).collect());
    }
    table
}
