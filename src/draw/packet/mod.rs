//! A squad's part of a target list as a file that is filled in away from the office and comes back: a workbook, or one page
//! that works from disk.

mod field;
mod page;
mod sheet;

pub use page::packet_page;
pub use sheet::packet_workbook;

use super::kit::{Picture, RenderError};
use crate::model::{Adcode, Day, EntryField, TargetState};

/// The names of the sheets.
pub const LIST_SHEET: &str = "目标清单";
/// Where new firms are written down.
pub const LEADS_SHEET: &str = "新线索";
const MAP_SHEET: &str = "地图";

/// Columns of the sheet of new leads.
pub const LEAD_COLUMNS: [&str; 6] = ["企业", "所在地", "环节", "主营产品", "下一步", "备注"];

/// What is handed out.
#[derive(Debug, Clone)]
pub struct PacketInput {
    /// Its id, by which it is known when it comes back.
    pub packet: String,
    /// As people read it: 集成电路.
    pub chain_name: String,
    /// Whose targets these are.
    pub squad_name: String,
    /// The receiver: the watermark.
    pub to: String,
    /// The day it is handed out.
    pub issued: Day,
    /// The last day it is good for.
    pub expires: Day,
    /// Whether contacts are told.
    pub contacts: bool,
    /// What of a target is filled in.
    pub fields: Vec<EntryField>,
    /// Whether new firms are written down.
    pub takes_leads: bool,
    /// Names of the squad's recruiters.
    pub recruiters: Vec<String>,
    /// The squad's targets.
    pub lines: Vec<PacketLine>,
    /// By which what is filled in is taken, as the page's script reads them.
    pub rules: serde_json::Value,
    /// Where the targets are, for a phone and for everything else.
    pub maps: [Picture; 2],
    /// The same as rows.
    pub places: Vec<PacketPlace>,
}

/// A city with the targets there.
#[derive(Debug, Clone)]
pub struct PacketPlace {
    /// None where it is not known, or abroad.
    pub adcode: Option<Adcode>,
    /// As people read it: 苏州市.
    pub name: String,
    /// Longitude and latitude in degrees.
    pub at: Option<(f64, f64)>,
    /// Names of the enterprises and of their segments.
    pub targets: Vec<(String, String)>,
}

/// A packet could not be written: a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum PacketError {
    /// A fault of the writer of workbooks.
    #[error("workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A fault of the template.
    #[error("page: {0}")]
    Page(#[from] askama::Error),
    /// A fault of the map's picture.
    #[error("map: {0}")]
    Map(#[from] RenderError),
}

/// One target.
#[derive(Debug, Clone)]
pub struct PacketLine {
    /// What its row is known by when it comes back.
    pub key: String,
    /// Id.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// Name of the gap it is to fill; blank where there is none.
    pub segment: String,
    /// 包抓领导, as the list says; blank where nobody is.
    pub leader: String,
    /// Why its segment is a gap; blank where it is none.
    pub reason: String,
    /// Why it was put on the list.
    pub why: String,
    /// The best introduction paths in words; blank where there is none.
    pub introductions: String,
    /// Whom to call first at home, and why; blank where there is no way.
    pub call: String,
    /// How to reach them; none where contacts are not told.
    pub home: Vec<PacketContact>,
    /// Whom to call at the target; none where contacts are not told.
    pub contacts: Vec<PacketContact>,
    /// What else is told of it and not filled in: a word and what it says.
    pub beside: Vec<(&'static str, String)>,
    /// As [`EntryField::returned`] has them.
    pub values: Vec<(EntryField, String)>,
}

/// Somebody to call.
#[derive(Debug, Clone)]
pub struct PacketContact {
    /// Name, post and e-mail, as far as they are known.
    pub who: String,
    /// As written; blank where nobody wrote it.
    pub phone: String,
}

impl PacketInput {
    /// Said on every sheet and page.
    pub fn watermark(&self) -> String {
        format!("仅供 {} 使用，请勿外传；有效至 {}", self.to, self.expires)
    }
}

impl PacketContact {
    /// The telephone numbers in it: as written, and as a phone dials them.
    pub fn numbers(&self) -> Vec<(&str, String)> {
        let parts = self.phone.split(['/', '、', ',', '，', ';', '；', '或']).map(str::trim);
        let numbers = parts.map(|part| {
            // What stands behind 转 is dialled after a pause.
            let dialled = part.replace('转', ",");
            (part, dialled.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | ',')).collect::<String>())
        });
        numbers.filter(|(_, dialled)| dialled.chars().filter(char::is_ascii_digit).count() >= 3).collect()
    }

    /// In one line.
    fn told(&self) -> String {
        [&*self.who, &*self.phone].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

impl PacketLine {
    /// Whom to call first, with how to reach them where contacts are told, in one line.
    fn call_told(&self) -> String {
        let home = contacts_told(&self.home);
        [&*self.call, &*home].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
    }

    /// What is written in a field.
    pub fn value(&self, wanted: EntryField) -> &str {
        self.values.iter().find(|(field, _)| *field == wanted).map_or("", |(_, text)| text)
    }
}

fn contacts_told(contacts: &[PacketContact]) -> String {
    contacts.iter().map(PacketContact::told).collect::<Vec<_>>().join("；")
}

/// The words for a state that may be chosen.
fn states() -> Vec<&'static str> {
    TargetState::ALL.iter().filter(|state| **state != TargetState::Listed).map(|state| state.zh()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_as_it_is_written() {
        let numbers = |phone: &str| {
            let contact = PacketContact { who: "甲".into(), phone: phone.into() };
            contact.numbers().into_iter().map(|(shown, dialled)| format!("{shown} {dialled}")).collect::<Vec<_>>()
        };
        assert_eq!(numbers("000-1234 5678"), ["000-1234 5678 00012345678"]);
        assert_eq!(numbers("+86 (551) 123转8"), ["+86 (551) 123转8 +86551123,8"]);
        assert_eq!(numbers("13800000000、0551-1234"), ["13800000000 13800000000", "0551-1234 05511234"]);
        assert_eq!(numbers("没有").len() + numbers("").len(), 0);
    }
}
