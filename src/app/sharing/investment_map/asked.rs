use crate::app::{AppError, MapQuestion, Question};
use crate::draw::{Paper, Section};
use crate::model::Day;

/// What a document is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum DocumentKind {
    /// 招商地图.
    #[default]
    Map,
    /// 会议材料 of the working group's meeting of this id or day; none: the next one.
    Meeting(Option<String>),
}

impl DocumentKind {
    /// What people call it.
    pub fn word(&self) -> &'static str {
        match self {
            DocumentKind::Map => "招商地图",
            DocumentKind::Meeting(_) => "会议材料",
        }
    }

    /// What it is made of, in reading order.
    pub fn sections(&self) -> &'static [Section] {
        match self {
            DocumentKind::Map => &Section::OF_MAP,
            DocumentKind::Meeting(_) => &Section::OF_MEETING,
        }
    }
}

/// What of a document is worked out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DocumentContent {
    /// What stands on pages.
    #[default]
    Pages,
    /// That, and the rows behind every section: for a workbook, or both.
    Workbook,
    /// The rows alone.
    Rows,
}

/// What the document is to hold.
#[derive(Debug, Clone)]
pub struct DocumentQuestion {
    /// What it is for.
    pub kind: DocumentKind,
    /// What of it is worked out.
    pub content: DocumentContent,
    /// The chain, and what of the map is asked for; targets are those of the same filters.
    pub map: MapQuestion,
    /// The day to compare with; by default that of the last meeting, else two months before the day of the data.
    pub since: Option<Day>,
    /// How many targets of each gap are told.
    pub top: usize,
    /// Whether contacts are told.
    pub contacts: bool,
    /// What it is printed on.
    pub paper: Paper,
    /// What of it is shown, in any order.
    pub sections: Vec<Section>,
    /// 密级; none: 内部资料.
    pub classification: Option<String>,
}

/// Characters of a 密级.
const CLASSIFICATION: usize = 20;
/// Targets of one gap that a page can hold.
const MOST: usize = 50;

impl DocumentQuestion {
    /// Targets of a gap told unless asked otherwise.
    pub const USUAL_TOP: usize = 5;

    /// The document of a map with nothing else asked for.
    pub fn of(map: MapQuestion) -> Self {
        Self {
            kind: DocumentKind::Map,
            content: DocumentContent::default(),
            map,
            since: None,
            top: Self::USUAL_TOP,
            contacts: false,
            paper: Paper::default(),
            sections: Section::OF_MAP.to_vec(),
            classification: None,
        }
    }

    /// The material of a chain's meeting of this id or day, else of the next one: a PDF and a workbook on A4.
    pub fn of_meeting(question: Question, meeting: Option<String>) -> Self {
        Self {
            kind: DocumentKind::Meeting(meeting),
            content: DocumentContent::Workbook,
            paper: Paper::A4,
            sections: Section::OF_MEETING.to_vec(),
            ..Self::of(MapQuestion { question, ..MapQuestion::default() })
        }
    }

    /// Whether a section is read.
    pub(super) fn reads(&self, section: Section) -> bool {
        self.content != DocumentContent::Rows && self.sections.contains(&section)
    }

    /// Whether the rows behind a section are told: in the annex, or on a sheet of their own.
    pub(super) fn tells_rows(&self, section: Section) -> bool {
        let told = |section: Section| self.sections.contains(&section);
        self.kind.sections().contains(&section)
            && (told(Section::Annex) || self.content != DocumentContent::Pages && told(section))
    }

    /// The sections of a list of words: 简报,缺口. Nothing: all.
    ///
    /// # Errors
    /// A word is none of a section.
    pub fn sections_of(words: &str) -> Result<Vec<Section>, AppError> {
        let words: Vec<&str> = words.split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(Section::OF_MAP.to_vec());
        }
        let unknown = |word: &str| {
            let all: Vec<&str> = Section::OF_MAP.iter().map(|section| section.word()).collect();
            AppError::BadRequest(format!("没有「{word}」这一部分（--sections）；可以是：{}", all.join("、")))
        };
        let known = |word: &str| Section::OF_MAP.into_iter().find(|section| section.is_called(word));
        words.into_iter().map(|word| known(word).ok_or_else(|| unknown(word))).collect()
    }

    /// The paper of that name; nothing: A3.
    ///
    /// # Errors
    /// There is no such paper.
    pub fn paper_of(word: &str) -> Result<Paper, AppError> {
        let unknown = || AppError::BadRequest(format!("没有「{word}」这种纸（--paper）；可以是 A3 或 A4"));
        if word.is_empty() { Ok(Paper::default()) } else { Paper::from_word(word).ok_or_else(unknown) }
    }

    /// Refuses more targets than a page holds, and a 密级 that no cover does.
    pub(super) fn checked(&self) -> Result<(), AppError> {
        if !(1..=MOST).contains(&self.top) {
            let text = format!("每个缺口列 {} 家目标企业，应为 1 到 {MOST}（--top）", self.top);
            return Err(AppError::BadRequest(text));
        }
        let written = self.classification.as_deref().map_or(1, |word| word.trim().chars().count());
        if !(1..=CLASSIFICATION).contains(&written) {
            return Err(AppError::BadRequest(format!("密级应为 1 到 {CLASSIFICATION} 个字（--classification）")));
        }
        Ok(())
    }
}
