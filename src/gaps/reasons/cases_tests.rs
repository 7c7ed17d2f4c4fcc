//! The sentences of `tests/data/reasons.txt`; the file says how its cases are written.

use super::second_line::closeness;
use crate::gaps::{GapQuestion, LeftOut, Ranking, Rules};
use crate::graph::sample::{SampleGraph, code, day};
use crate::graph::{Assessment, Assessments, ChainIx, SegmentIx};
use crate::model::{Risk, Standing, Status, Verdict};

const CASES: &str = include_str!("../../../tests/data/reasons.txt");

/// A chain made by the lines of one case.
struct Case<'a> {
    title: &'a str,
    sample: SampleGraph,
    assessments: Assessments,
    chain: ChainIx,
    leaves: Vec<&'a str>,
    asked: Option<SegmentIx>,
    headline: Option<&'a str>,
    more: Option<&'a str>,
}

impl<'a> Case<'a> {
    fn read(text: &'a str) -> Self {
        let (title, lines) = text.split_once('\n').unwrap();
        let mut sample = SampleGraph::default();
        let chain = sample.chain("k", Some("340100"));
        let mut case = Self {
            title,
            sample,
            assessments: Assessments::default(),
            chain,
            leaves: Vec::new(),
            asked: None,
            headline: None,
            more: None,
        };
        lines.lines().filter(|line| !line.trim().is_empty()).for_each(|line| case.line(line));
        case
    }

    fn line(&mut self, line: &'a str) {
        let (word, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{}: {line}", self.title));
        let words: Vec<&str> = rest.split(' ').collect();
        match word {
            "环节" => words.iter().for_each(|id| {
                self.sample.segment(self.chain, id);
                self.leaves.push(id);
            }),
            "供给" => words.iter().for_each(|edge| {
                let (from, to) = edge.split_once('>').unwrap();
                self.sample.feed(self.leaf(from), self.leaf(to));
            }),
            "摸排" => words[1..].iter().for_each(|id| {
                let leaf = self.leaf(id);
                self.sample.change(leaf).surveyed = Some(day(words[0]));
            }),
            "名称" => {
                let leaf = self.leaf(words[0]);
                self.sample.change(leaf).name = words[1].to_owned();
            }
            "重点" => {
                let leaf = self.leaf(rest);
                self.sample.change(leaf).key = true;
            }
            "企业" => self.firm(&words),
            "认定" => self.judged(&words),
            "问" => self.asked = Some(self.leaf(rest)),
            "一" => self.headline = Some(rest),
            "二" => self.more = Some(rest),
            _ => panic!("{}: {line}", self.title),
        }
    }

    fn leaf(&self, id: &str) -> SegmentIx {
        let place = self.leaves.iter().position(|leaf| *leaf == id);
        SegmentIx::from_position(place.unwrap_or_else(|| panic!("{}: no leaf {id}", self.title)))
    }

    /// Name, place, standing, then leaves, each perhaps with the region where it is done, and what else is known.
    fn firm(&mut self, words: &[&str]) {
        let place = Some(words[1]).filter(|place| place.starts_with(|c: char| c.is_ascii_digit()));
        let firm = self.sample.firm(words[0], place);
        let known = self.sample.firm_mut(firm);
        known.foreign = words[1] == "境外";
        known.standing = Standing::from_word(words[2]);
        assert!(known.standing.is_some() || words[2] == "-", "{}: {words:?}", self.title);
        for word in &words[3..] {
            match *word {
                "严重" => self.sample.firm_mut(firm).risk = Some(Risk::Severe),
                "注销" => self.sample.firm_mut(firm).status = Status::Closed,
                "厂" => self.sample.site(firm, "340122", "plant", None, &[]),
                work => {
                    let (id, region) = work.split_once('@').map_or((work, None), |(id, region)| (id, Some(region)));
                    self.sample.member(firm, self.leaf(id), region);
                }
            }
        }
    }

    fn judged(&mut self, words: &[&str]) {
        let leaf = self.leaf(words[0]);
        let assessment = Assessment {
            adcode: None,
            verdict: Verdict::from_word(words[1]).unwrap(),
            reason: words.get(3).copied().unwrap_or_default().to_owned(),
            who: words[2].to_owned(),
            date: day("2026-05"),
            until: None,
        };
        self.assessments.add(leaf, assessment);
    }

    fn check(self) {
        let (graph, rules) = (self.sample.graph(), Rules::default());
        let question = GapQuestion {
            graph: &graph,
            assessments: &self.assessments,
            relatedness: None,
            rules: &rules,
            chain: self.chain,
            home: code("340100"),
            as_of: day("2026-06-01").day(),
            assumed: &[],
            left_out: LeftOut::default(),
        };
        let ranking = Ranking::of(&question, &|_| None);
        let reason = ranking.reasons.iter().find(|(of, _)| Some(*of) == self.asked);
        let (_, reason) = reason.unwrap_or_else(|| panic!("{}: no gap", self.title));
        assert!(self.headline.is_some() || self.more.is_some(), "{}: nothing is expected", self.title);
        let told = [(self.headline, &reason.headline), (self.more, &reason.more)];
        for (expected, found) in told {
            assert!(expected.is_none_or(|expected| expected == found), "{}: {found}", self.title);
        }
    }
}

#[test]
fn every_case_reads_as_written() {
    let cases: Vec<&str> = CASES.split("\n== ").skip(1).collect();
    assert!(cases.len() > 30, "{} cases", cases.len());
    cases.into_iter().map(Case::read).for_each(Case::check);
}

#[test]
fn near_and_far_are_told_of_the_first_and_the_last_third_where_six_are_known() {
    let values = [0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
    for (own, values, told) in [
        (Some(0.6), &values[..], "与本地现有产业接近（6个中第1）"),
        (Some(0.5), &values, "与本地现有产业接近（6个中第2）"),
        (Some(0.4), &values, ""),
        (Some(0.3), &values, ""),
        (Some(0.2), &values, "与本地现有产业较远（6个中第5）"),
        (Some(0.5 + 1e-12), &values, "与本地现有产业接近（6个中第2）"),
        (Some(0.6), &values[..5], ""),
        (None, &values, ""),
        (Some(0.0), &[0.0; 6], ""),
        (Some(0.0), &[0.9, 0.9, 0.9, 0.9, 0.0, 0.0], "与本地现有产业较远（6个中第5）"),
    ] {
        assert_eq!(closeness(own, values), told, "{own:?} of {values:?}");
    }
}
