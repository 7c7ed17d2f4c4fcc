//! What the reader chose, as it stands in the address: the same on every page, picture and answer.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use serde::Deserialize;

use crate::app::lists::ListQuestion;
use crate::app::{FindQuestion, MapQuestion, Question};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::model::{Day, Stage, Standing, TargetFlag, TargetState, Verdict};

/// The query of a request, before its values are read. Empty values count as absent.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Filters {
    pub chain: Option<String>,
    pub home: Option<String>,
    pub as_of: Option<String>,
    pub verdict: Option<String>,
    pub stage: Option<String>,
    pub text: Option<String>,
    pub width: Option<String>,
    pub gap: Option<String>,
    pub standing: Option<String>,
    pub place: Option<String>,
    pub known_at: Option<String>,
    pub target: Option<String>,
    pub from: Option<String>,
    pub k: Option<String>,
    pub limit: Option<String>,
    pub fund: Option<String>,
    pub budget: Option<String>,
    pub page: Option<String>,
    pub squad: Option<String>,
    pub state: Option<String>,
    pub done: Option<String>,
    pub segment: Option<String>,
    pub id: Option<String>,
    pub region: Option<String>,
    pub flag: Option<String>,
    pub since: Option<String>,
    pub top: Option<String>,
}

/// A query as axum hands it over.
pub type Asked = Result<Query<Filters>, QueryRejection>;

/// The narrowest and the widest picture.
const WIDTHS: std::ops::RangeInclusive<u32> = 280..=4000;
/// How many targets a plan chooses unless asked otherwise.
const USUAL_BUDGET: usize = 5;
/// A picture beside the menu on a screen of 1366 px.
const USUAL_WIDTH: u32 = 1170;

fn given(value: Option<&String>) -> Option<&str> {
    value.map(|v| v.trim()).filter(|v| !v.is_empty())
}

impl Filters {
    /// The filters of a request.
    pub fn of(asked: Asked) -> Result<Self, Failure> {
        Ok(asked?.0)
    }

    /// The home as the reader wrote it.
    pub fn home(&self) -> Option<&str> {
        given(self.home.as_ref())
    }

    /// The day asked about.
    pub fn as_of(&self) -> Result<Option<Day>, Failure> {
        let wrong = |text| Failure::bad_parameter("as_of", text, "日期，如 2026-11-23");
        given(self.as_of.as_ref()).map(|text| text.parse().map_err(|_| wrong(text))).transpose()
    }

    /// The day to compare with.
    pub fn since(&self) -> Result<Option<Day>, Failure> {
        let wrong = |text| Failure::bad_parameter("since", text, "日期，如 2026-11-23");
        given(self.since.as_ref()).map(|text| text.parse().map_err(|_| wrong(text))).transpose()
    }

    /// The moment of knowledge asked about, as the reader wrote it.
    pub fn known_at_text(&self) -> Option<&str> {
        given(self.known_at.as_ref())
    }

    /// The verdict to show only.
    pub fn verdict(&self) -> Result<Option<Verdict>, Failure> {
        let wrong = |text| Failure::bad_parameter("verdict", text, "优势、强链、补链、延链、建链、待摸排之一");
        given(self.verdict.as_ref()).map(|text| Verdict::from_word(text).ok_or_else(|| wrong(text))).transpose()
    }

    /// The stage to show only.
    pub fn stage(&self) -> Result<Option<Stage>, Failure> {
        let wrong = |text| Failure::bad_parameter("stage", text, "上游、中游、下游之一");
        given(self.stage.as_ref()).map(|text| Stage::from_word(text).ok_or_else(|| wrong(text))).transpose()
    }

    /// The standing to show only.
    pub fn standing(&self) -> Result<Option<Standing>, Failure> {
        let wrong = |text| Failure::bad_parameter("standing", text, "链主、龙头、单项冠军、专精特新、一般之一");
        given(self.standing.as_ref()).map(|text| Standing::from_word(text).ok_or_else(|| wrong(text))).transpose()
    }

    /// The question of the map.
    pub fn map_question(&self, chain: &str) -> Result<MapQuestion, Failure> {
        Ok(MapQuestion {
            question: self.question(chain)?,
            gap: given(self.gap.as_ref()).map(str::to_owned),
            verdict: self.verdict()?,
            standing: self.standing()?,
            place: given(self.place.as_ref()).map(str::to_owned),
            squad: given(self.squad.as_ref()).map(str::to_owned),
            state: self.state()?,
        })
    }

    /// The map's query without its place.
    pub fn map_query(&self, chain: &str) -> String {
        address::query(&[
            ("chain", Some(chain)),
            ("gap", given(self.gap.as_ref())),
            ("verdict", given(self.verdict.as_ref())),
            ("standing", given(self.standing.as_ref())),
            ("squad", given(self.squad.as_ref())),
            ("state", given(self.state.as_ref())),
            ("home", self.home()),
            ("as_of", given(self.as_of.as_ref())),
            ("known_at", self.known_at_text()),
        ])
    }

    /// The text names must contain.
    pub fn text(&self) -> &str {
        given(self.text.as_ref()).unwrap_or("")
    }

    /// How wide the picture may be.
    pub fn width(&self) -> Result<u32, Failure> {
        let Some(text) = given(self.width.as_ref()) else { return Ok(USUAL_WIDTH) };
        let width = text.parse().ok().filter(|width| WIDTHS.contains(width));
        width.ok_or_else(|| Failure::bad_parameter("width", text, "280 到 4000 的整数"))
    }

    /// How many paths to tell; none where the rules say it.
    pub fn k(&self) -> Result<Option<usize>, Failure> {
        given(self.k.as_ref()).map(|_| self.count("k", self.k.as_ref(), 1)).transpose()
    }

    /// How long a list may be; none where it is as usual.
    pub fn limit(&self) -> Result<Option<usize>, Failure> {
        given(self.limit.as_ref()).map(|_| self.count("limit", self.limit.as_ref(), 1)).transpose()
    }

    /// How many targets of a gap a document tells; none where it is as usual.
    pub fn top(&self) -> Result<Option<usize>, Failure> {
        given(self.top.as_ref()).map(|_| self.count("top", self.top.as_ref(), 1)).transpose()
    }

    /// How many targets a plan may choose.
    pub fn budget(&self) -> Result<usize, Failure> {
        self.count("budget", self.budget.as_ref(), USUAL_BUDGET)
    }

    /// Which page of a long table is shown, from 1.
    pub fn page(&self) -> Result<usize, Failure> {
        self.count("page", self.page.as_ref(), 1)
    }

    fn count(&self, name: &str, value: Option<&String>, usual: usize) -> Result<usize, Failure> {
        let Some(text) = given(value) else { return Ok(usual) };
        let count = text.parse().ok().filter(|count| *count > 0);
        count.ok_or_else(|| Failure::bad_parameter(name, text, "不小于 1 的整数"))
    }

    /// The target that is asked about.
    pub fn target(&self) -> Option<&str> {
        given(self.target.as_ref())
    }

    /// The gap asked about; none for the whole chain.
    pub fn segment(&self) -> Option<&str> {
        given(self.segment.as_ref())
    }

    /// The enterprise that the query names.
    pub fn id(&self) -> Result<&str, Failure> {
        given(self.id.as_ref()).ok_or_else(|| Failure::bad_parameter("id", "", "企业的编号或全称"))
    }

    /// What firm is to be found.
    pub fn find(&self) -> Result<FindQuestion, Failure> {
        Ok(FindQuestion {
            text: self.text().to_owned(),
            chain: given(self.chain.as_ref()).map(str::to_owned),
            home: self.home().map(str::to_owned),
            as_of: self.as_of()?,
        })
    }

    /// The region, as the reader wrote it, whose firms to show only.
    pub fn region(&self) -> Option<&str> {
        given(self.region.as_ref())
    }

    /// The flag to show only.
    pub fn flag(&self) -> Result<Option<TargetFlag>, Failure> {
        let wrong = |text| Failure::bad_parameter("flag", text, "watch、stale、has_branch、same_prefecture 之一");
        given(self.flag.as_ref()).map(|text| TargetFlag::from_word(text).ok_or_else(|| wrong(text))).transpose()
    }

    /// Whom paths are to begin at.
    pub fn from(&self) -> Option<&str> {
        given(self.from.as_ref())
    }

    /// The question about the chain that the query names.
    pub fn named_question(&self) -> Result<Question, Failure> {
        match given(self.chain.as_ref()) {
            Some(chain) => self.question(chain),
            None => Err(Failure::bad_parameter("chain", "", "产业链的编号或名称")),
        }
    }

    /// The fund that the query names.
    pub fn fund(&self) -> Result<&str, Failure> {
        given(self.fund.as_ref()).ok_or_else(|| Failure::bad_parameter("fund", "", "基金的编号或名称"))
    }

    /// The question about one chain.
    pub fn question(&self, chain: &str) -> Result<Question, Failure> {
        Ok(Question { chain: chain.to_owned(), home: self.home().map(str::to_owned), as_of: self.as_of()? })
    }

    /// Which entries of the chain's list to show.
    pub fn list(&self, chain: &str) -> Result<ListQuestion, Failure> {
        let squad = given(self.squad.as_ref()).map(str::to_owned);
        Ok(ListQuestion { chain: chain.to_owned(), squad, state: self.state()? })
    }

    /// The state of a list's entries to show only.
    pub fn state(&self) -> Result<Option<TargetState>, Failure> {
        let words = "已列入、已派发、已联系、已走访、洽谈中、已签约、已放弃之一";
        let wrong = |text| Failure::bad_parameter("state", text, words);
        given(self.state.as_ref()).map(|text| TargetState::from_word(text).ok_or_else(|| wrong(text))).transpose()
    }

    /// The query of the same entries.
    pub fn list_query(&self, chain: &str) -> String {
        let (squad, state) = (given(self.squad.as_ref()), given(self.state.as_ref()));
        address::query(&[("chain", Some(chain)), ("squad", squad), ("state", state)])
    }

    /// How many rows the form that led here wrote.
    pub fn done(&self) -> Option<usize> {
        given(self.done.as_ref())?.parse().ok()
    }

    /// The query that keeps home, day and knowledge, for links to other pages.
    pub fn kept(&self) -> String {
        let as_of = given(self.as_of.as_ref());
        address::query(&[("home", self.home()), ("as_of", as_of), ("known_at", self.known_at_text())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filters(as_of: &str, width: &str) -> Filters {
        let (as_of, width) = (Some(as_of.to_owned()), Some(width.to_owned()));
        Filters { home: Some(" 合肥 ".to_owned()), as_of, width, ..Filters::default() }
    }

    #[test]
    fn empty_values_are_absent_and_wrong_ones_are_refused() {
        assert_eq!(filters("", "").as_of().unwrap(), None);
        assert_eq!(filters("", "").width().unwrap(), USUAL_WIDTH);
        assert!(filters("2026-02-30", "").as_of().is_err());
        for budget in ["0", "-1", "x", "99999999999999999999999"] {
            assert!(Filters { budget: Some(budget.to_owned()), ..Filters::default() }.budget().is_err(), "{budget}");
        }
        for width in ["279", "4001", "-1", "1e3", "９９９"] {
            assert!(filters("", width).width().is_err(), "{width}");
        }
    }

    #[test]
    fn links_keep_home_and_day() {
        assert_eq!(filters("2026-01-01", "500").kept(), "?home=%E5%90%88%E8%82%A5&as_of=2026-01-01");
        assert_eq!(Filters::default().kept(), "");
    }
}
