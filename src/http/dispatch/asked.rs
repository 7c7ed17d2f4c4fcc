//! Which sheet an address asks about.

use schemars::{JsonSchema, Schema, json_schema};
use serde::{Deserialize, Serialize};

use crate::app::Desk;
use crate::app::dispatch::{ScoreAnswer, ScoreQuestion, SheetTime, SheetView, usual_period};
use crate::dispatch::ScoreRows;
use crate::draw::{LinkTo, Paper};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, Readable, Standpoint};
use crate::http::frame::table::TableOrigin;
use crate::model::{Day, Period};

impl Readable for ScoreRows {
    const EXPECTED: &'static str = "recruiters、squads、chains、funds 之一";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn schema() -> Schema {
        json_schema!({ "type": "string", "enum": ScoreRows::ALL.map(ScoreRows::code) })
    }
}

impl Readable for SheetView {
    const EXPECTED: &'static str = "key、travel、projects、rates、stuck、requests、all 之一";

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == text)
    }

    fn schema() -> Schema {
        json_schema!({ "type": "string", "enum": Self::ALL.map(Self::code) })
    }
}

impl Readable for SheetTime {
    const EXPECTED: &'static str = "now、previous、last_year 之一";

    fn read(text: &str) -> Option<Self> {
        Self::read(text)
    }

    fn schema() -> Schema {
        let codes: Vec<&str> = Self::ALL.iter().map(|time| time.code()).collect();
        json_schema!({ "type": "string", "enum": codes })
    }
}

impl Readable for Paper {
    const EXPECTED: &'static str = "A3 或 A4";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text)
    }

    fn schema() -> Schema {
        json_schema!({ "type": "string", "enum": ["A3", "A4"] })
    }
}

/// Which sheet is asked for.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct SheetQuery {
    /// 2026, 2026Q1, 2026-03, 2026-03-15, or from/to; by default the last two whole months.
    pub period: Parameter<String>,
    /// What it has a row for; by default squads.
    pub rows: Parameter<ScoreRows>,
    /// By default the earlier of the period's last day and today.
    pub cut_off: Parameter<Day>,
    /// Code or name of home; by default the one city that the chains give.
    pub home: Parameter<String>,
}

impl SheetQuery {
    /// Whether anything is asked for, or the page is opened as the menu opens it.
    pub fn asks(&self) -> bool {
        let Self { period, rows, cut_off, home } = self;
        period.given().is_some() || rows.given().is_some() || cut_off.given().is_some() || home.given().is_some()
    }

    /// The question, at a desk that knows what day it is.
    pub fn question(&self, desk: &Desk) -> Result<ScoreQuestion, Failure> {
        let (rows, scoring) = (self.rows()?, desk.scoring());
        Ok(ScoreQuestion {
            period: self.period_at(desk),
            rows,
            cut_off: self.cut_off.read("cut_off")?,
            home: self.home.owned(),
            formula: scoring.formula(rows).map(str::to_owned),
            presets: scoring.presets().clone(),
        })
    }

    /// The period as asked for, or the usual one.
    pub fn period_at(&self, desk: &Desk) -> String {
        self.period.owned().unwrap_or_else(|| usual_period(desk.today()))
    }

    /// What the rows are.
    pub fn rows(&self) -> Result<ScoreRows, Failure> {
        Ok(self.rows.read("rows")?.unwrap_or(ScoreRows::Squads))
    }

    /// The query of a sheet that was answered.
    pub fn of(answer: &ScoreAnswer) -> Self {
        let period = &answer.period;
        Self {
            period: Parameter::of(Period { from: period.from, to: period.to }.shortest()),
            rows: Parameter::of(answer.kind.code()),
            cut_off: Parameter::of(answer.cut_off),
            home: Parameter::of(answer.home),
        }
    }
}

/// The query of the page of a cell.
#[derive(Serialize)]
struct ToFacts<'a> {
    #[serde(flatten)]
    sheet: &'a SheetQuery,
    column: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    row: &'a str,
    time: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<String>,
}

/// Where the cells of a sheet lead, and its firms.
pub fn links(sheet: &SheetQuery, known_at: Option<String>) -> impl Fn(&LinkTo) -> Option<String> {
    // Hundreds of cells have such an address; the cut-off that the period has of itself is left out of it.
    let period = sheet.period.given().and_then(|text| text.parse::<Period>().ok());
    let usual = period.is_some_and(|period| sheet.cut_off.read("cut_off").is_ok_and(|day| day == Some(period.to)));
    let cut_off = if usual { Parameter::default() } else { sheet.cut_off.clone() };
    let sheet = SheetQuery { cut_off, ..sheet.clone() };
    move |thing| match thing {
        LinkTo::Row(row) if row.table == "score" => {
            let mut parts = row.key.splitn(3, '/');
            let (time, column, row) = (parts.next()?, parts.next()?, parts.next()?);
            let query = ToFacts { sheet: &sheet, column, row, time, known_at: known_at.clone() };
            Some(format!("/score/facts{}", address::query(&query)))
        }
        thing => PageLinks::from("", &Standpoint::default()).to(thing),
    }
}

/// What files of a sheet are called by.
pub fn origin(answer: &ScoreAnswer) -> TableOrigin {
    TableOrigin {
        city: answer.home_name.clone(),
        chain: format!("{} {}", answer.kind.zh(), answer.period.told()),
        as_of: answer.cut_off,
        rules: answer.presets.clone(),
    }
}

/// What files are called by where there is no sheet.
pub fn origin_of_none(desk: &Desk) -> TableOrigin {
    TableOrigin { city: "链图".to_owned(), chain: String::new(), as_of: desk.today(), rules: String::new() }
}

/// Where whoever asks stands: at what was known.
pub fn standpoint(desk: &Desk) -> Standpoint {
    let known_at = desk.known_at().map(|moment| moment.to_string()).unwrap_or_default();
    Standpoint { known_at: Parameter::of(known_at), ..Standpoint::default() }
}
