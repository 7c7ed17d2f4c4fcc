//! Rows that are none, columns that do not belong, names that swallow a row.

use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "field": totals_and_footers_are_no_firms, whom_to_call_is_refused_outside_contacts,
        a_quote_that_swallows_a_row_is_told);
}

fn import(content: &str, options: &[&str]) -> Tried {
    Tried::into(City::new(), &[("企业.csv", content.as_bytes())], options)
}

fn totals_and_footers_are_no_firms() {
    let list = "序号,企业名称,区划代码,注册资本（万元）\n1,示例一有限公司,合肥市,100\n2,示例二有限公司,合肥市,200\n";
    for (row, what) in [
        ("合计,2家,,300", "合计行"),
        ("合计,共2家企业,,300", "合计行"),
        (",共2家企业,,300", "合计行"),
        ("小计,,,300", "合计行"),
        ("总 计,,,300", "合计行"),
        ("注：数据截至2025年底,,,", "注释或页脚"),
        (",填表人：某某,,", "注释或页脚"),
        ("一、蜀山区,,,", "分组的标题"),
    ] {
        let tried = import(&format!("{list}{row}\n"), &["--on-error", "skip"]);
        tried.says(&["第 4 行", what, "请删去这一行"]);
        assert_eq!((tried.count("new"), tried.count("rejected")), (2, 1), "{row}: {}", tried.text);
    }
}

fn whom_to_call_is_refused_outside_contacts() {
    for column in ["联系人", "联系电话", "微信", "邮箱", "手机", "Email", "联系人电话", "负责人手机号", "董秘邮箱"]
    {
        import(&format!("企业名称,{column}\n甲有限公司,王五\n"), &[]).refused(&[column, "contacts.csv", "联系方式"]);
    }
    let contacts = "of,name,phone,备用手机\n甲有限公司,某某,000,111\n";
    let files = [("enterprises.csv", "name\n甲有限公司\n".as_bytes()), ("contacts.csv", contacts.as_bytes())];
    Tried::files(&files).loaded().says(&["备用手机", "没有导入，也不保留"]);
}

fn a_quote_that_swallows_a_row_is_told() {
    let content = "企业名称,区划代码\n\"甲有限公司,合肥\n乙有限公司\",合肥\n丙有限公司,合肥\n";
    import(content, &[]).refused(&["换行", "引号"]);
}
