//! Why a request failed, in one word for programs.

use std::borrow::Cow;
use std::fmt;

use axum::http::StatusCode;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::app::ErrorKind;

/// Declares the codes, each with the word for programs, the status of its response and what it means.
macro_rules! codes {
    ($($code:ident = $word:literal, $status:ident, $zh:literal;)+) => {
        /// Why a request failed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FailureCode { $($code),+ }

        impl FailureCode {
            const WORDS: &[&str] = &[$($word),+];

            /// The word for programs, which never changes.
            pub fn code(self) -> &'static str {
                match self { $(Self::$code => $word),+ }
            }

            /// The status of its response.
            pub fn status(self) -> StatusCode {
                match self { $(Self::$code => StatusCode::$status),+ }
            }

            /// What it means, for people who write programs.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$code => $zh),+ }
            }
        }
    };
}

codes! {
    BadAddress = "bad_address", BAD_REQUEST, "地址读不懂";
    BadForm = "bad_form", BAD_REQUEST, "表单读不懂，没有写入";
    BadParameter = "bad_parameter", BAD_REQUEST, "某个参数的值读不懂";
    BadQuery = "bad_query", BAD_REQUEST, "地址中问号后面的参数读不懂，或同一个参数写了两次";
    BadRequest = "bad_request", BAD_REQUEST, "不能这样问，或不能这样改";
    BadTableQuery = "bad_table_query", BAD_REQUEST, "表格没有这一列、这一页，或不能这样排";
    Ambiguous = "ambiguous", BAD_REQUEST, "名称不止一个，要写编号";
    File = "file", BAD_REQUEST, "文件不能读写";
    LogInFirst = "log_in_first", UNAUTHORIZED, "要先登录";
    NotLetIn = "not_let_in", UNAUTHORIZED, "账号或密码不对";
    TooOften = "too_often", TOO_MANY_REQUESTS, "试错太多次，十分钟后再试";
    Forbidden = "forbidden", FORBIDDEN, "没有这项权限";
    OriginRefused = "origin_refused", FORBIDDEN, "不接受其他网站发来的请求";
    StaleForm = "stale_form", FORBIDDEN, "表单已过期，没有写入";
    NotFound = "not_found", NOT_FOUND, "没有这个编号或名称";
    PageNotFound = "page_not_found", NOT_FOUND, "没有这个页面";
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED, "这里只能读取";
    SlowForm = "slow_form", REQUEST_TIMEOUT, "30 秒内没有收全表单，没有写入";
    Conflict = "conflict", CONFLICT, "别人先改了，没有写入";
    TooLarge = "too_large", PAYLOAD_TOO_LARGE, "文件太大，没有收下";
    FormWanted = "form_wanted", UNSUPPORTED_MEDIA_TYPE, "只接受表单";
    HostNotServed = "host_not_served", MISDIRECTED_REQUEST, "不是用本服务的地址打开的";
    Internal = "internal", INTERNAL_SERVER_ERROR, "服务内部出错，按编号可在日志中查到";
    Busy = "busy", SERVICE_UNAVAILABLE, "要制作的图和文件太多";
    Graph = "graph", SERVICE_UNAVAILABLE, "分析图现在不能用";
    Timeout = "timeout", SERVICE_UNAVAILABLE, "数据库忙";
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "数据库现在不可用";
}

impl FailureCode {
    /// Whether the guard says it, in a line of text.
    pub fn is_of_the_guard(self) -> bool {
        matches!(self, Self::OriginRefused | Self::MethodNotAllowed | Self::FormWanted | Self::HostNotServed)
    }
}

impl fmt::Display for FailureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for FailureCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl JsonSchema for FailureCode {
    fn schema_name() -> Cow<'static, str> {
        "FailureCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Self::WORDS, "description": "Why it failed; never changes." })
    }
}

impl From<ErrorKind> for FailureCode {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::Ambiguous => Self::Ambiguous,
            ErrorKind::BadRequest => Self::BadRequest,
            ErrorKind::Forbidden => Self::Forbidden,
            ErrorKind::File => Self::File,
            ErrorKind::Conflict => Self::Conflict,
            ErrorKind::Unavailable => Self::Unavailable,
            ErrorKind::Timeout => Self::Timeout,
            ErrorKind::Graph => Self::Graph,
            ErrorKind::Internal => Self::Internal,
        }
    }
}
