//! What a person or a program is told when a request fails: what happened, to what, and what to do.

use std::fmt;

use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, ErrorKind, random_id};
use crate::draw::TableQueryError;
use crate::http::frame::failure_code::FailureCode;

/// A failed request.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Failure {
    pub(super) code: FailureCode,
    /// What happened, in Chinese.
    pub(super) message: String,
    /// What to do, in Chinese.
    pub(super) advice: &'static str,
    /// Of the line in the log; only where the fault is ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// Where the page lacks a city to look from: it is asked for right there.
    #[serde(skip)]
    pub(super) lacks_home: Option<LacksHome>,
}

/// A question to which nobody said from which city to look.
#[derive(Debug, Clone)]
pub(super) struct LacksHome {
    /// Id of the chain that has no city; none: it is about several.
    pub chain: Option<String>,
}

/// A failure as programs are told it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Failed<'a> {
    pub(super) error: &'a Failure,
}

impl Failure {
    /// There is nothing at this address.
    pub fn no_page() -> Self {
        let advice = "请检查地址，或从左侧菜单重新进入。";
        Self::plain(FailureCode::PageNotFound, "没有这个页面".to_owned(), advice)
    }

    /// A parameter of the address cannot be read.
    pub fn bad_parameter(name: &str, value: &str, expected: &str) -> Self {
        let message = format!("参数 {name} 的值“{value}”读不懂：应为{expected}");
        Self::plain(FailureCode::BadParameter, message, "请改正后再查询。")
    }

    /// What stands behind the question mark of an address cannot be read.
    pub fn bad_query() -> Self {
        let message = "地址中问号后面的参数读不懂".to_owned();
        Self::plain(FailureCode::BadQuery, message, "请改正后再查询。")
    }

    /// Nobody in particular asks.
    pub fn log_in_first() -> Self {
        Self::plain(FailureCode::LogInFirst, "要先登录".to_owned(), "请登录后再试；刚才填的没有写入。")
    }

    /// Something of one's own must be done before anything else.
    pub fn first(what: &str) -> Self {
        Self::plain(FailureCode::Forbidden, what.to_owned(), "请打开“我的账户”，做好了再来；刚才填的没有写入。")
    }

    /// Its status.
    pub(super) fn status(&self) -> StatusCode {
        self.code.status()
    }

    /// A form that cannot be read.
    pub fn bad_form() -> Self {
        let advice = "请退回上一页，刷新后重填；一次不要勾选太多。";
        Self::plain(FailureCode::BadForm, "表单读不懂，没有写入".to_owned(), advice)
    }

    /// A form with a field that its operation does not take.
    pub fn unknown_field(name: &str) -> Self {
        let message = format!("表单里有一项“{name}”，这里不认识它，没有写入");
        Self::plain(FailureCode::BadForm, message, "请退回上一页，刷新后重填。")
    }

    /// A form that did not arrive whole in time.
    pub fn slow_form() -> Self {
        let message = "30 秒内没有收全表单，没有写入".to_owned();
        Self::plain(FailureCode::SlowForm, message, "请退回上一页重新提交。")
    }

    /// A form without the token of this process: of another site, or from before the service was started anew.
    pub fn stale_form() -> Self {
        let message = "表单已过期，没有写入：服务重新启动过，或表单不是本页面的".to_owned();
        Self::plain(FailureCode::StaleForm, message, "请退回上一页，刷新后重填。")
    }

    /// As many pictures and documents are asked for as may wait.
    pub fn too_many_documents() -> Self {
        let message = "要制作的图和文件太多，这一份没有制作".to_owned();
        Self::plain(FailureCode::Busy, message, "请过一会儿再试。")
    }

    /// What was sent is larger than is taken.
    pub fn too_large(error: &AppError) -> Self {
        Self::plain(FailureCode::TooLarge, error.to_string(), "请退回上一页重新选择。")
    }

    /// As many uploads come in as may at once.
    pub fn too_many_uploads() -> Self {
        let message = "别人正在上传，这一批没有收下".to_owned();
        Self::plain(FailureCode::Busy, message, "请过一会儿再试。")
    }

    /// What the router refuses by itself: an address that is no text.
    pub(super) fn of_address(status: StatusCode) -> Option<Self> {
        let advice = "请从左侧菜单重新进入。";
        let failure = Self::plain(FailureCode::BadAddress, "地址读不懂".to_owned(), advice);
        (status == StatusCode::BAD_REQUEST).then_some(failure)
    }

    fn plain(code: FailureCode, message: String, advice: &'static str) -> Self {
        Self { code, message, advice, id: None, lacks_home: None }
    }

    /// A fault of ours: fixed text outside, detail once in the log.
    fn ours(code: FailureCode, message: &str, advice: &'static str, detail: &str) -> Self {
        let id = random_id();
        tracing::error!(id, code = code.code(), detail, "request failed");
        Self { id: Some(id), ..Self::plain(code, message.to_owned(), advice) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}：{}。{}", self.code, self.message, self.advice)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        if let AppError::NoHome { chain, told } = error {
            let advice = "请写明 home（本地），如 home=合肥。";
            let lacks_home = Some(LacksHome { chain });
            return Self { lacks_home, ..Self::plain(FailureCode::BadRequest, told, advice) };
        }
        let (kind, text) = (error.kind(), error.to_string());
        let code = FailureCode::from(kind);
        match kind {
            ErrorKind::NotFound => Self::plain(code, text, "请检查编号，或从左侧菜单重新进入。"),
            ErrorKind::Conflict => Self::plain(code, text, "请刷新后再试。"),
            ErrorKind::Forbidden => Self::plain(code, text, "请找管理员开通。"),
            ErrorKind::Ambiguous | ErrorKind::BadRequest | ErrorKind::File => {
                Self::plain(code, text, "请改正后再查询。")
            }
            ErrorKind::Unavailable | ErrorKind::Timeout | ErrorKind::Graph => Self::ours(
                code,
                "数据库暂时不能用，没有写入任何内容",
                "请稍后再试；如果一直如此，请把编号告诉管理员。",
                &format!("{error:?}"),
            ),
            ErrorKind::Internal => Self::internal(&format!("{error:?}")),
        }
    }
}

impl Failure {
    /// The status of what fails so.
    pub fn status_of(kind: ErrorKind) -> StatusCode {
        FailureCode::from(kind).status()
    }

    /// Its status and its sentence, where a page can tell them beside the form that was sent.
    ///
    /// # Errors
    /// It is none of the form's.
    pub fn beside_form(self) -> Result<(StatusCode, String), Self> {
        use FailureCode::{Ambiguous, BadRequest, Busy, File, NotFound, TooLarge};
        let of_form = [Ambiguous, BadRequest, Busy, File, NotFound, TooLarge].contains(&self.code);
        if of_form { Ok((self.code.status(), self.message)) } else { Err(self) }
    }

    /// A fault of ours, with its detail for the log.
    pub fn internal(detail: &str) -> Self {
        let advice = "请把编号告诉管理员，按编号可在日志中查到详情。";
        Self::ours(FailureCode::Internal, "服务内部出错，本次查询没有完成", advice, detail)
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::internal(&error.to_string())
    }
}

impl From<QueryRejection> for Failure {
    fn from(_: QueryRejection) -> Self {
        Self::bad_query()
    }
}

/// A table of the page cannot be sorted so, or has no such column or page.
impl From<TableQueryError> for Failure {
    fn from(error: TableQueryError) -> Self {
        Self::plain(FailureCode::BadTableQuery, error.to_string(), "请改正后再查询。")
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
