//! Opening the store a command works on.

use std::path::Path;

use crate::app::{App, AppError, Clock};
use crate::gaps::Rules;
use crate::store::Store;

/// Opens a store that must be there: a question to a store that is not is a mistyped path.
pub async fn existing(path: &Path) -> anyhow::Result<Store> {
    if !path.exists() {
        let message = format!("没有数据库 {}；请先运行 liantu import，或用 --store 指明文件", path.display());
        return Err(AppError::BadRequest(message).into());
    }
    Ok(Store::open(path).await.map_err(AppError::from)?)
}

/// The use cases over an existing store.
pub async fn app(path: &Path, rules: Option<&Path>) -> anyhow::Result<App> {
    let rules = match rules {
        None => Rules::default(),
        Some(path) => read_rules(path)?,
    };
    Ok(App::open(existing(path).await?, rules, Clock::System).await?)
}

/// The use cases of people's work over an existing store.
pub async fn app_for_work(path: &Path) -> anyhow::Result<App> {
    Ok(App::open_for_work(existing(path).await?, Rules::default(), Clock::System).await?)
}

fn read_rules(path: &Path) -> Result<Rules, AppError> {
    let fault = |reason: String| AppError::File { path: path.display().to_string(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| fault(format!("规则文件不能读取：{error}")))?;
    Rules::from_toml(&text).map_err(|error| fault(format!("规则文件有误：{error}")))
}

/// Who works here, for the journal.
pub fn user() -> String {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "local".into())
}
