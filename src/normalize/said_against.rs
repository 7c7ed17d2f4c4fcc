//! What a list says against a firm in a remark, or under a heading that no column of ours has: 停产, 注销, 失信 …

use super::text;

/// Words that say that a firm is not, or may not be, what its row makes of it; of those that hold one another the longer first.
const WORDS: [&str; 17] = [
    "注销",
    "吊销",
    "停产",
    "停业",
    "停工",
    "歇业",
    "关停",
    "倒闭",
    "破产",
    "清算",
    "迁出",
    "外迁",
    "失信",
    "经营异常",
    "异常名录",
    "被执行人",
    "限制高消费",
];

/// What stands before a word of which somebody is not sure.
const SUSPECTED: &str = "疑似";
/// What takes a word back that follows it in the same clause.
const NOT: [&str; 8] = ["未", "没有", "没", "并非", "不", "无", "非", "否"];
/// What begins with one of these and takes nothing back: names of places and things.
const NOT_NOT: [&str; 7] = ["无锡", "无为", "无人", "无线", "非洲", "不锈", "非晶"];

/// A word that speaks against a firm. It moves no verdict: somebody has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidAgainst {
    word: u8,
    /// Whether it is only suspected: 疑似停产.
    suspected: bool,
}

impl SaidAgainst {
    /// The first such word that a cell says, or that its heading asks and the cell affirms.
    pub fn of(heading: &str, text: &str) -> Option<Self> {
        let said = |word: &&str| clauses(text).any(|clause| says(clause, word));
        let place = WORDS.iter().position(said).or_else(|| {
            let asked = WORDS.iter().position(|word| heading.contains(word))?;
            affirms(text).then_some(asked)
        });
        let word = place.and_then(|place| u8::try_from(place).ok())?;
        let suspected = text.contains(&format!("{SUSPECTED}{}", WORDS[usize::from(word)]));
        Some(Self { word, suspected })
    }

    /// The word.
    pub fn word(self) -> &'static str {
        WORDS[usize::from(self.word)]
    }

    /// The same as it is said: 停产, or 疑似停产.
    pub fn told(self) -> String {
        format!("{}{}", if self.suspected { SUSPECTED } else { "" }, self.word())
    }
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '。', '；', '、', '：', ',', ';', ':', ' ', '\n', '（', '）', '(', ')'])
}

/// Whether a clause says a word, and nothing before it takes that back.
fn says(clause: &str, word: &str) -> bool {
    let Some((before, _)) = clause.split_once(word) else { return false };
    let plain = NOT_NOT.iter().fold(before.to_owned(), |plain, name| plain.replace(name, ""));
    !NOT.iter().any(|not| plain.contains(not))
}

fn affirms(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "有" | "已" | "对" | "Y" | "y") || text::yes_no(text) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_speaks_against_a_firm_unless_it_takes_that_back() {
        for (heading, text, word) in [
            ("备注", "设备停产待核实", Some("停产")),
            ("备注", "已注销", Some("注销")),
            ("登记状态", "吊销，未注销", Some("吊销")),
            ("备注", "无锡老厂停产", Some("停产")),
            ("备注", "法院裁定破产重整", Some("破产")),
            ("信用", "列入经营异常名录", Some("经营异常")),
            ("是否失信", "是", Some("失信")),
            ("是否失信", "否", None),
            ("失信记录", "无", None),
            ("备注", "无失信记录", None),
            ("备注", "未被列入失信名单", None),
            ("备注", "没有停产，正常经营", None),
            ("备注", "省级专精特新", None),
            ("备注", "", None),
        ] {
            assert_eq!(SaidAgainst::of(heading, text).map(SaidAgainst::word), word, "{heading} {text}");
        }
        assert_eq!(SaidAgainst::of("备注", "疑似停产").unwrap().told(), "疑似停产");
        assert_eq!(SaidAgainst::of("备注", "已停产").unwrap().told(), "停产");
    }
}
