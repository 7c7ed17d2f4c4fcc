//! A list as a table that comes back: every field in words, and the key by which `return` knows each row again.

use super::listed::{EntryLine, ListAnswer};
use crate::app::{App, AppError, file_name};
use crate::normalize::formula::guarded;
use crate::model::KEY_COLUMN;
use crate::work::list_key;

const COLUMNS: [&str; 17] = [
    "企业编号",
    "企业",
    "环节",
    "状态",
    "招商队",
    "招商员",
    "包抓领导",
    "拟合作项目",
    "预计投资额（万元）",
    "主营产品",
    "引荐人",
    "下一步",
    "期限",
    "备注",
    "列入理由",
    "理由",
    KEY_COLUMN,
];

impl ListAnswer {
    /// The entries as CSV, with a BOM so that Excel reads it.
    ///
    /// # Errors
    /// Where it cannot be written; a fault of ours.
    pub fn csv(&self) -> Result<String, AppError> {
        let fault = |error: csv::Error| AppError::Internal(error.to_string());
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(COLUMNS).map_err(fault)?;
        for entry in &self.entries {
            writer.write_record(cells(&self.chain, entry).map(|cell| guarded(&cell))).map_err(fault)?;
        }
        let bytes = writer.into_inner().map_err(|error| AppError::Internal(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| AppError::Internal(error.to_string()))
    }
}

impl App {
    /// What a file of a list is called, without its ending: 城市_产业链_目标清单_日期.
    pub fn list_file_name(&self, answer: &ListAnswer) -> String {
        let chain = self.chains().into_iter().find(|line| line.chain == answer.chain);
        let city = chain.and_then(|line| line.home_name).unwrap_or_default();
        file_name(&city, &answer.chain_name, "目标清单", self.today())
    }
}

fn cells(chain: &str, entry: &EntryLine) -> [String; COLUMNS.len()] {
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    [
        entry.enterprise.clone(),
        entry.name.clone(),
        text(&entry.segment_name),
        entry.state_name.to_owned(),
        text(&entry.squad_name),
        text(&entry.recruiter_name),
        entry.leader.clone(),
        entry.project.clone(),
        entry.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        entry.products.clone(),
        entry.introducer.clone(),
        entry.next.clone(),
        text(&entry.due),
        entry.note.clone(),
        entry.why.clone(),
        entry.reason.clone(),
        list_key(chain, &entry.record, entry.version),
    ]
}
