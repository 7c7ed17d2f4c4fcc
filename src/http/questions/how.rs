//! `GET /how`, and `/怎么算的`, which leads there: docs/definitions.md as a page, before it the numbers of the chain one comes from.

use std::sync::LazyLock;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::{Desk, Question, TargetQuestion};
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};

static DEFINITIONS: &str = include_str!("../../../docs/definitions.md");

/// The definitions as markup, made once; they are the project's own and nobody else's words.
static MARKUP: LazyLock<String> = LazyLock::new(|| markup(DEFINITIONS));

/// Whose numbers are asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct HowQuery {
    /// By default none: the definitions alone.
    chain: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

#[derive(Template)]
#[template(path = "how.html")]
struct HowPage {
    shell: Shell,
    headings: Vec<&'static str>,
    example: Option<Example>,
    markup: &'static str,
}

/// How the first missing leaf of a chain and its best target come to their numbers.
struct Example {
    chain: String,
    chain_name: String,
    home_name: String,
    as_of: String,
    rules: String,
    /// 缺失, or 薄弱 where nothing is missing: which kind's first gap it is.
    kind: &'static str,
    gap: Option<Reckoned>,
    target: Option<Reckoned>,
}

/// Something with a number, and how it came to it: what is weighed, and a sentence each.
struct Reckoned {
    name: String,
    steps: Vec<(&'static str, String)>,
    comes_to: String,
}

/// `/怎么算的`, as a browser writes it.
pub const BY_ITS_NAME: &str = "/%E6%80%8E%E4%B9%88%E7%AE%97%E7%9A%84";

/// Leads from the page's name to the page.
pub async fn lead(QueryOf(query): QueryOf<HowQuery>) -> Response {
    Redirect::permanent(&format!("/how{}", address::query(&query))).into_response()
}

/// Shows the definitions.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<HowQuery>) -> Result<Response, Failure> {
    let example = match query.chain.given() {
        Some(chain) => Some(example(&desk, query.standpoint.question(chain)?).await?),
        None => None,
    };
    let chain = example.as_ref().map_or("", |example| &example.chain);
    page(&HowPage {
        shell: Shell::new(&desk, "怎么算的", Some((chain, "how")), &query.standpoint)?,
        headings: DEFINITIONS.lines().filter_map(|line| line.strip_prefix("## ")).collect(),
        example,
        markup: &MARKUP,
    })
}

async fn example(desk: &Desk, question: Question) -> Result<Example, Failure> {
    let answer = desk.gaps(&question)?;
    let mut example = Example {
        chain: answer.chain,
        chain_name: answer.chain_name,
        home_name: answer.home_name,
        as_of: answer.as_of.to_string(),
        rules: answer.rules,
        kind: "",
        gap: None,
        target: None,
    };
    let first = |kind| answer.segments.iter().find(|segment| segment.verdict.lack() == Some(kind));
    if let Some(gap) = first("缺失").or_else(|| first("薄弱")) {
        example.kind = gap.verdict.lack().unwrap_or_default();
        example.gap = Some(reckoned_gap(desk, &question, &gap.segment).await?);
        example.target = reckoned_target(desk, question).await?;
    }
    Ok(example)
}

async fn reckoned_gap(desk: &Desk, question: &Question, segment: &str) -> Result<Reckoned, Failure> {
    let why = desk.explain(question, segment).await?.reasoning;
    Ok(Reckoned {
        name: why.segment.name,
        steps: why.steps.into_iter().map(|step| (step.title, step.sentence)).collect(),
        comes_to: format!("优先级 {:.1}", why.segment.priority.unwrap_or_default()),
    })
}

async fn reckoned_target(desk: &Desk, question: Question) -> Result<Option<Reckoned>, Failure> {
    let asked = TargetQuestion { question, limit: Some(1), ..TargetQuestion::default() };
    let best = desk.targets(&asked).await?.targets.into_iter().next();
    Ok(best.map(|line| {
        let reasons = line.reasons.into_iter().map(|line| line.reason);
        let weighed = |sentence: &str, weight| format!("{sentence}；权重 {weight}");
        let [least, most] = line.target.range;
        Reckoned {
            name: line.target.name,
            steps: reasons.map(|reason| (reason.title, weighed(&reason.sentence, reason.weight))).collect(),
            comes_to: format!("得分 {least:.1}，未知的都按最好算可到 {most:.1}"),
        }
    }))
}

/// Markdown as markup: headings of the second level can be linked to by their own words, and wide tables scroll.
fn markup(text: &str) -> String {
    let mut markup = String::new();
    let mut parser = Parser::new_ext(text, Options::ENABLE_TABLES).peekable();
    let mut events = Vec::new();
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, classes, attrs, .. }) => {
                let id = parser.peek().and_then(|next| if let Event::Text(t) = next { Some(t.clone()) } else { None });
                events.push(Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs }));
            }
            Event::Start(Tag::Table(_)) => {
                events.extend([Event::Html("<div class=\"scroll\" tabindex=\"0\">".into()), event]);
            }
            Event::End(TagEnd::Table) => events.extend([event, Event::Html("</div>".into())]),
            event => events.push(event),
        }
    }
    html::push_html(&mut markup, events.into_iter().skip_while(|event| !is_first_paragraph(event)));
    markup
}

/// The page has a heading of its own.
fn is_first_paragraph(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Paragraph))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_can_be_linked_to_and_tables_scroll() {
        let made = markup("# 题\n\n说[二](#二)。\n\n## 二\n\n| a | b |\n| --- | --- |\n| `1<2` | x |\n");
        for part in [
            "<a href=\"#",
            "<h2 id=\"二\">二</h2>",
            "<div class=\"scroll\" tabindex=\"0\"><table>",
            "<code>1&lt;2</code>",
        ] {
            assert!(made.contains(part), "{part}: {made}");
        }
        assert!(!made.contains("<h1>") && made.ends_with("</table>\n</div>"), "{made}");
    }

    #[test]
    fn every_heading_of_the_definitions_can_be_linked_to() {
        assert_eq!(MARKUP.matches("<h2 id=\"").count(), DEFINITIONS.matches("\n## ").count());
    }
}
