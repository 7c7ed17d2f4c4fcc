//! The plane of relatedness × complexity of one chain: where each leaf lies, drawn and as a table.

use crate::access::{Right, Scope};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, Desk, Head, Question};
use crate::app::{RelatednessAnswer, RelatednessQuestion};
use crate::draw;
use crate::draw::{Dot, PlaneInput};
use crate::gaps::GapAnswer;
use crate::model::Verdict;

/// The leaves with their places on the plane.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlaneAnswer {
    /// Of which chain, home and day, by which rules.
    #[serde(flatten)]
    pub head: Head,
    /// One a leaf, in the order of the table of gaps.
    pub points: Vec<Point>,
    /// Why nothing is known of the home, and why no leaf has a complexity.
    pub notices: Vec<String>,
}

/// One leaf. Numbers count the leaves as the table of gaps does.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Point {
    /// From 1; the dot's in the picture.
    pub number: usize,
    /// Id.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict.
    pub verdict: Verdict,
    /// Density, 0–1 (docs/definitions.md#产业相关); none: unknown.
    pub relatedness: Option<f64>,
    /// PCI, mean 0 and deviation 1 over all leaves (docs/definitions.md#复杂度); none: unknown.
    pub complexity: Option<f64>,
    /// Why it has no place on the plane.
    pub unknown: Option<String>,
}

impl Desk {
    /// The plane of a chain.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub fn plane(&self, question: &Question) -> Result<PlaneAnswer, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let answer = at.gaps(question)?.answer;
        let known = self.relatedness(&RelatednessQuestion {
            chain: Some(answer.chain.clone()),
            home: Some(answer.home.to_string()),
            as_of: Some(answer.as_of),
        })?;
        let notices = [known.unknown.clone(), known.complexity_unknown.clone()].into_iter().flatten().collect();
        Ok(PlaneAnswer { head: Head::of(&answer), points: points(&answer, &known), notices })
    }
}

fn points(answer: &GapAnswer, known: &RelatednessAnswer) -> Vec<Point> {
    let numbered = (1..).zip(&answer.segments);
    let point = |(number, segment): (usize, &crate::gaps::SegmentAnswer)| {
        let leaf = known.segments.iter().find(|leaf| leaf.segment == segment.segment)?;
        let (relatedness, complexity) = (leaf.density, leaf.pci);
        let missing = relatedness.is_none() || complexity.is_none();
        let why = leaf.unknown.clone().or_else(|| known.unknown.clone()).or_else(|| known.complexity_unknown.clone());
        Some(Point {
            number,
            segment: segment.segment.clone(),
            name: segment.name.clone(),
            verdict: segment.verdict,
            relatedness,
            complexity,
            unknown: missing.then(|| why.unwrap_or_else(|| "资料不足".to_owned())),
        })
    };
    numbered.filter_map(point).collect()
}

impl PlaneAnswer {
    /// The picture, `width` px wide; `address` says where the dot of a segment leads.
    pub fn picture(&self, width: u32, address: impl Fn(&Point) -> String) -> String {
        let dot = |point: &Point| {
            Some(Dot {
                number: point.number,
                name: point.name.clone(),
                verdict: point.verdict,
                relatedness: point.relatedness?,
                complexity: point.complexity,
                address: address(point),
            })
        };
        let Head { chain_name, home_name, as_of, .. } = &self.head;
        let title = format!("{chain_name}（{home_name}）各环节的产业相关与复杂度，数据截至 {as_of}");
        draw::plane(&PlaneInput { title, dots: self.points.iter().filter_map(dot).collect(), width })
    }
}
