//! Pages about who may log in: log-in itself, one-time links, one's own page, and accounts for the admin.

mod code;
mod compliance;
mod factor;
mod let_in;
mod log_in;
mod me;
mod outside;
mod people;
mod welcome;

pub(in crate::http) use outside::Outside;

use crate::access::Right::Users;
use crate::http::frame::download::PAGE;
use crate::http::frame::failure_code::FailureCode::{BadRequest, NotFound, NotLetIn, TooOften, Unavailable};
use crate::http::frame::openapi::{Access, Routes, form, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    let welcome = form("用一次性链接设密码", Access::Public, welcome::SAID).needs(&["password", "again"]);
    Routes::new()
        .get("/login", page("登录", Access::Public).leads(303), log_in::show)
        .post(
            "/login",
            form("登录", Access::Public, log_in::SAID)
                .needs(&["login", "password"])
                .answers(&[PAGE])
                .fails(NotLetIn)
                .fails(TooOften)
                .fails(Unavailable),
            log_in::enter,
        )
        .post(
            "/login/code",
            form("登录的第二步：验证码", Access::Public, code::SAID)
                .needs(&["half", "code"])
                .answers(&[PAGE])
                .fails(NotLetIn)
                .fails(TooOften)
                .fails(Unavailable),
            code::enter,
        )
        .post("/logout", form("退出登录", Access::Account, []), log_in::leave)
        .get("/welcome/{secret}", page("一次性链接", Access::Public).fails(NotFound), welcome::show)
        .post(
            "/welcome/{secret}",
            welcome.answers(&[PAGE]).fails(BadRequest).fails(NotFound).fails(Unavailable),
            welcome::accept,
        )
        .merge(own())
        .get("/compliance", page("合规自查", Users), compliance::show)
        .get("/people", page("账户", Users), people::show)
        .post(
            "/people",
            form("开户，改角色，给设密码的链接，停用", Users, people::SAID).needs(&["form", "login"]).answers(&[PAGE]),
            people::change,
        )
}

/// One's own things.
fn own() -> Routes {
    Routes::new()
        .get("/me", page("自己的账户", Access::Account), me::show)
        .post(
            "/me/password",
            form("换自己的密码", Access::Account, me::SAID)
                .needs(&["before", "password", "again"])
                .answers(&[PAGE])
                .fails(NotLetIn)
                .fails(TooOften),
            me::change_password,
        )
        .get("/me/factor", page("自己的登录验证码", Access::Account), factor::show)
        .post(
            "/me/factor",
            form("开验证码，取消验证码", Access::Account, factor::SAID)
                .needs(&["form", "password", "code"])
                .answers(&[PAGE])
                .fails(NotLetIn)
                .fails(TooOften),
            factor::change,
        )
        .post("/me/tokens", form("收回自己的令牌", Access::Account, me::OF_TOKEN).needs(&["id"]), me::revoke)
        .post("/me/out", form("结束自己的全部会话", Access::Account, []), me::out)
}
