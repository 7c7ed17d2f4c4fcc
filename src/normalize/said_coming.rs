//! What a remark of a list says of a firm's coming: 已在合肥设基地, 拟在中部设二期基地 … It moves no score.

/// Words by which somebody means to do something, or does it already.
const MEANS: [&str; 14] =
    ["拟", "计划", "有意", "意向", "打算", "准备", "考虑", "正在", "已在", "将在", "寻求", "寻找", "希望", "在谈"];
/// What a firm does that comes, or comes further.
const COMES: [&str; 17] = [
    "设",
    "建",
    "投资",
    "落户",
    "落地",
    "布局",
    "扩产",
    "增资",
    "基地",
    "选址",
    "迁入",
    "迁至",
    "二期",
    "考察",
    "签约",
    "生产线",
    "总部",
];
/// What takes it back.
const NOT: [&str; 8] = ["未", "没有", "没", "暂无", "不", "停", "撤", "外迁"];
/// The longest clause that is taken for one, in characters: what is longer is about many things.
const LONGEST: usize = 40;

/// The first clause of a remark that speaks of the coming of its firm.
pub fn said_coming(text: &str) -> Option<&str> {
    let clauses = text.split(['，', '。', '；', ',', ';', '\n', '（', '）', '(', ')']).map(str::trim);
    clauses.into_iter().find(|clause| speaks(clause))
}

fn speaks(clause: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    // 建议, 建设, 设备 and 设计 are no coming by themselves.
    let plain = ["建议", "设备", "设计", "设施"].iter().fold(clause.to_owned(), |plain, word| plain.replace(word, ""));
    says(&MEANS) && COMES.iter().any(|word| plain.contains(word)) && !says(&NOT) && clause.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_speaks_of_a_coming_unless_it_takes_that_back() {
        for (text, said) in [
            ("已在合肥设基地", Some("已在合肥设基地")),
            ("拟在中部设二期基地", Some("拟在中部设二期基地")),
            ("行业前三，有意在长三角建生产线；待对接", Some("有意在长三角建生产线")),
            ("正在选址", Some("正在选址")),
            ("计划投资10亿元", Some("计划投资10亿元")),
            ("未在合肥设基地", None),
            ("暂无扩产计划", None),
            ("拟外迁", None),
            ("计划设备更新", None),
            ("吉利系", None),
            ("本地链主", None),
            ("", None),
        ] {
            assert_eq!(said_coming(text), said, "{text}");
        }
    }
}
