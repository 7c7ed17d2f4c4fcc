//! The Neo4j server a command speaks to. Passwords come from the environment or a file, never from the command line.

use std::path::PathBuf;
use std::time::Duration;

use crate::app::{AppError, named_text};
use crate::cli::frame::output::to_stderr;
use crate::publish::{Address, Credentials, Driver, Patience};

/// The most bytes of a password's file.
const LARGEST_PASSWORD: u64 = 4 << 10;
/// The most bytes of a file of certificates; those of all authorities that browsers trust are a quarter of it.
const LARGEST_AUTHORITY: u64 = 1 << 20;

/// Which server, as whom.
#[derive(Debug, Clone, clap::Args)]
pub struct ServerArgs {
    /// 服务器地址：bolt://主机:7687 或 neo4j://…；加密并校验证书用 bolt+s:// 或 neo4j+s://
    #[arg(long, value_name = "URI", env = "LIANTU_NEO4J_URI")]
    to: String,
    /// 用户名
    #[arg(long, value_name = "U", env = "LIANTU_NEO4J_USER", default_value = "neo4j")]
    user: String,
    /// 写有密码的文件；没有时读环境变量 LIANTU_NEO4J_PASSWORD
    #[arg(long, value_name = "F", env = "LIANTU_NEO4J_PASSWORD_FILE")]
    password_file: Option<PathBuf>,
    /// 库名；默认为服务器的默认库
    #[arg(long, value_name = "D", env = "LIANTU_NEO4J_DATABASE")]
    database: Option<String>,
    /// 自签证书的 CA 文件（PEM）
    #[arg(long, value_name = "F", env = "LIANTU_NEO4J_CA")]
    ca: Option<PathBuf>,
}

impl ServerArgs {
    /// Connects; `wait` limits one statement.
    pub async fn connect(&self, wait: Option<Duration>) -> anyhow::Result<Driver> {
        let address = Address::read(&self.to).map_err(AppError::from)?;
        if address.is_exposed() {
            to_stderr("注意：这个连接不加密，密码和数据会以明文经过网络；请改用 bolt+s:// 或 neo4j+s://\n");
        }
        let credentials = Credentials {
            user: self.user.clone(),
            password: self.password()?,
            database: self.database.clone(),
            authority: self.authority()?,
        };
        let usual = Patience::default();
        let patience = Patience { call: wait.unwrap_or(usual.call), ..usual };
        Ok(Driver::connect(&address, &credentials, patience).await.map_err(AppError::from)?)
    }

    /// The file of certificates, which whoever connects reads whole.
    fn authority(&self) -> Result<Option<PathBuf>, AppError> {
        if let Some(path) = &self.ca {
            named_text(path, "CA 文件", LARGEST_AUTHORITY)?;
        }
        Ok(self.ca.clone())
    }

    fn password(&self) -> Result<String, AppError> {
        let Some(path) = &self.password_file else {
            return std::env::var("LIANTU_NEO4J_PASSWORD").map_err(|_| {
                let message =
                    "没有密码：请把密码写进文件并用 --password-file 指明，或设置环境变量 LIANTU_NEO4J_PASSWORD";
                AppError::BadRequest(message.to_owned())
            });
        };
        let text = named_text(path, "密码文件", LARGEST_PASSWORD)?;
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}
