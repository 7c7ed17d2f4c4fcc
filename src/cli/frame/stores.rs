//! The desk a command stands at: as the machine, over the store it names.

use std::path::Path;

use super::demo_store;
use crate::access::Caller;
use crate::app::{App, AppError, Clock, Desk, KnownAt, StoreDesk, named_text};
use crate::gaps::Rules;
use crate::store::Store;

/// Opens a store that must be there: a question to a store that is not is a mistyped path.
async fn existing(path: &Path) -> anyhow::Result<Store> {
    if !path.exists() {
        let message = format!("没有数据库 {}；请先运行 liantu import，或用 --store 指明文件", path.display());
        return Err(AppError::BadRequest(message).into());
    }
    Ok(Store::open(path).await.map_err(AppError::from)?)
}

/// A desk before what is known now, or was known then.
pub async fn desk(path: &Path, rules: Option<&Path>, known_at: Option<KnownAt>) -> anyhow::Result<Desk> {
    let rules = match rules {
        None => Rules::default(),
        Some(path) => read_rules(path)?,
    };
    let app = App::open(existing(path).await?, rules, Clock::System).await?.keeping_in(demo_store::trends());
    Ok(app.desk(machine(), known_at).await?)
}

/// A desk for what needs no graph.
pub async fn store_desk(path: &Path) -> anyhow::Result<StoreDesk> {
    Ok(StoreDesk::new(existing(path).await?, Clock::System, machine()))
}

/// The most bytes of rules.
const LARGEST_RULES: u64 = 1 << 20;

/// Whoever may open the store's file, under the system's user name.
pub fn machine() -> Caller {
    let names = ["USER", "USERNAME", "LOGNAME"];
    let user = names.iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "local".into());
    Caller::Machine { user }
}

fn read_rules(path: &Path) -> Result<Rules, AppError> {
    let text = named_text(path, "规则文件", LARGEST_RULES)?;
    Rules::from_toml(&text).map_err(|error| AppError::file(path, format!("规则文件有误：{error}")))
}
