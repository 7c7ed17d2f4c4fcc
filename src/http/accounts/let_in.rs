//! What comes of trying to be let in: on, with a session; or a sentence.

use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;

use crate::app::App;
use crate::app::accounts::{BegunSession, NotLetIn};
use crate::http::frame::door::{Visitor, ended, kept};
use crate::http::frame::failure::Failure;
use crate::http::frame::failure_code::FailureCode;
use crate::http::frame::form::see;

/// Leads whoever was let in on; the session of before ends, the browser keeps the new one.
pub async fn entered(app: &App, visitor: &Visitor, session: &BegunSession, next: &str) -> Result<Response, Failure> {
    if let Some(before) = &visitor.secret {
        app.door().log_out(before).await?;
    }
    let mut response = see(next);
    for cookie in kept(&visitor.cookie, session) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// What is said to whoever is in already and does not know their password or code.
pub fn refused_inside(why: NotLetIn) -> (String, StatusCode) {
    let (told, code) = refused(why);
    (told.replace("账号或密码", "现在的密码"), code.status())
}

/// What is said to whoever is not let in.
pub fn refused(why: NotLetIn) -> (&'static str, FailureCode) {
    match why {
        NotLetIn::Wrong => ("账号或密码不对。", FailureCode::NotLetIn),
        NotLetIn::WrongCode => ("验证码不对，或用过了：请等验证器换下一个再输。", FailureCode::NotLetIn),
        NotLetIn::Over => ("这次登录过了五分钟，或已经完成。", FailureCode::NotLetIn),
        NotLetIn::TooOften => ("试错太多次，请十分钟后再试，或找系统管理员。", FailureCode::TooOften),
    }
}

/// Leads to the log-in; the browser forgets its session.
pub fn gone(visitor: &Visitor) -> Response {
    let mut response = see("/login");
    response.headers_mut().insert(SET_COOKIE, ended(&visitor.cookie));
    response
}
