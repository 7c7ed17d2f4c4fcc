//! A path as people read it: its steps with facts, source and date; a sentence; whom to call first.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::Fact;
use crate::graph::Tie;

/// A path from home to a target.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IntroductionPath {
    /// `start` times the `trust` of every edge times the `damping` of every node.
    pub strength: f64,
    /// 同业: the source is an enterprise with a leaf in common with the target; to be asked last.
    pub peer: bool,
    /// `kind:id`, from the source to the target.
    pub nodes: Vec<String>,
    /// One fewer than nodes, in their order.
    pub edges: Vec<IntroductionStep>,
    /// The whole path in one Chinese sentence.
    pub sentence: String,
    /// Whom to call first, and why.
    pub call_first: CallFirst,
    /// What the nodes are called.
    pub names: Vec<String>,
    /// The factor the path begins with.
    pub start: f64,
    /// What passing through each node multiplies by; 1 for the first and the last.
    pub damping: Vec<f64>,
}

/// One step of a path, as its fact says, whichever way it is walked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IntroductionStep {
    /// What joins the two.
    #[schemars(extend("enum" = ["office", "manages", "fund_invests", "supplies", "association_member", "invests"]))]
    pub kind: &'static str,
    /// `kind:id` of who stands first in the fact.
    pub from: String,
    /// `kind:id` of who stands second in it.
    pub to: String,
    /// 0–1, by the rules (docs/definitions.md#引荐路径).
    pub trust: f64,
    /// The fact in one Chinese sentence.
    pub what: String,
    /// Of an investment, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// Of offices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Of supplies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Of supplies and investments: the latest day of the event, as given, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Every row that says so, with source and date.
    pub facts: Vec<Fact>,
    /// The edge in the network.
    #[serde(skip)]
    pub tie: Tie,
}

/// Whom to call first, and why that one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CallFirst {
    /// `kind:id`; none where nobody is known.
    pub party: Option<String>,
    /// As people read it; blank where nobody is known.
    pub name: String,
    /// Why, or what to do where nobody is known.
    pub why: String,
}
