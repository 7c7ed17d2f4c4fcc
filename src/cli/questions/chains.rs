use std::path::Path;

use crate::cli::frame::output::{Format, Table, print_json};
use crate::cli::frame::{Exit, desk};

/// 列出产业链
#[derive(Debug, clap::Args)]
#[command(after_help = "示例：\n  liantu chains --format json")]
pub struct ChainsArgs {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub async fn run(store: &Path, args: &ChainsArgs) -> anyhow::Result<Exit> {
    let chains = desk(store, None, None).await?.chains()?;
    if args.format == Format::Json {
        print_json(&serde_json::json!({ "chains": chains }))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["编号", "产业链", "所属城市", "环节数", "链长", "牵头单位"]);
    for chain in chains {
        let city = chain.home_name.unwrap_or_default();
        table.row([chain.chain, chain.name, city, chain.segments.to_string(), chain.leader, chain.lead_unit]);
    }
    table.print(args.format == Format::Csv)?;
    Ok(Exit::Done)
}
