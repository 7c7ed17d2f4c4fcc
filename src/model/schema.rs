//! The canonical files as data: tables, columns, what each column holds and which columns are the key.
//!
//! A column's place in its table is its field number on disk: new columns go to the end of their table.

use super::column::{CanonicalColumn, Holds, Role};
use super::dispatch_schema::DISPATCH;
use super::schema_form::{tables, way, word};
use super::table::CanonicalTable;
use super::{DutyPost, FeedKind, Kind, MeetingKind, Risk, SiteKind, SquadKind, Stage, Standing, Status, Verdict, Way};

/// The columns of a chain that say who leads it and who belongs to its working group.
pub const GROUP_COLUMNS: [&str; 5] = ["leader", "lead_unit", "group", "members", "anchors"];

/// The sheet of a template that explains the others; it is never imported.
pub const EXPLANATIONS: &str = "说明";

const fn provenance(name: &'static str, zh: &'static [&'static str], holds: Holds) -> CanonicalColumn {
    CanonicalColumn { name, zh, holds, role: Role::Optional, way: None, note: "", example: "" }
}

/// Columns every file may carry, beside its own: source, source_url, seen.
pub static PROVENANCE: [CanonicalColumn; 3] = [
    CanonicalColumn {
        note: "这一行从哪里来；不填按 local",
        example: "市统计局",
        ..provenance("source", &["来源", "数据来源"], Holds::Text)
    },
    CanonicalColumn {
        note: "来源的网页",
        example: "https://example.invalid/2026",
        ..provenance("source_url", &["来源网址", "来源链接"], Holds::Url)
    },
    CanonicalColumn {
        note: "来源是哪一天这样说的；几个来源说法不同时，可信度相同则新的为准",
        example: "2026-06-30",
        ..provenance("seen", &["来源日期", "数据日期"], Holds::Date)
    },
];

use Holds::{
    Count, Country, CreditCode, Date, Degrees, ErasableText, Money, NewRegion, Percent, Reference, References, Region,
    Regions, StockCode, Text, Texts, Url, YesNo,
};

const ENTERPRISE: &[Kind] = &[Kind::Enterprise];
const SEGMENT: &[Kind] = &[Kind::Segment];
const CHAIN: &[Kind] = &[Kind::Chain];
const FUND: &[Kind] = &[Kind::Fund];
const PERSON: &[Kind] = &[Kind::Person];
const ASSOCIATION: &[Kind] = &[Kind::Association];
const SQUAD: &[Kind] = &[Kind::Squad];

/// All canonical files, in import order.
pub static TABLES: &[CanonicalTable] = &ALL;

static ALL: [CanonicalTable; FACTS.len() + DISPATCH.len()] = {
    let mut all = [FACTS[0]; FACTS.len() + DISPATCH.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < FACTS.len() { FACTS[at] } else { DISPATCH[at - FACTS.len()] };
        at += 1;
    }
    all
};

tables! { FACTS
    Source "数据的来源，说明谁的话更可信" {
        source ["来源", "来源编号"] Id Text,
            "来源的编号，其他表的“来源”列写它", "市统计局";
        name ["名称", "来源名称"] Required Text,
            "来源的全名", "市统计局年报";
        trust ["可信度"] Optional Percent,
            "几个来源说法不同时，分数高的为准；不填按 50", "80";
        licence ["许可", "许可证"] Optional Text,
            "数据许可或使用限制", "内部使用";
    }
    Region "本市自设的园区等，国家标准区划表里没有的代码" {
        adcode ["区划代码", "行政区划代码"] Id NewRegion,
            "六位代码，前四位是所在地级市", "340199";
        name ["名称", "地区名称"] Required Text,
            "地区的名称", "示例园区";
        longitude ["经度"] Optional Degrees(180.0),
            "中心点经度", "117.1";
        latitude ["纬度"] Optional Degrees(90.0),
            "中心点纬度", "31.8";
    }
    Enterprise "一行一家企业，本地和外地的都可以" {
        enterprise ["企业编号", "企业ID", "编号"] OptionalId Text,
            "本表里的企业编号，其他表可以用它指这家企业；不填则用信用代码、股票代码或名称认", "E001";
        name as Name ["企业名称", "名称", "公司名称", "单位名称", "企业全称"] Required Text,
            "营业执照上的全称", "示例甲有限公司";
        credit_code as Credit ["统一社会信用代码", "信用代码"] Optional CreditCode,
            "统一社会信用代码，用来认出同一家企业", "91350100M000100Y43";
        stock_code as Stock ["股票代码", "证券代码"] Optional StockCode,
            "上市公司的股票代码", "600000";
        short_name ["简称", "企业简称", "证券简称"] Optional Text,
            "常用的简称", "示例甲";
        former_names ["曾用名"] Optional Texts,
            "以前用过的名称", "示例甲厂；示例甲总公司";
        aliases ["别名"] Optional Texts,
            "别的叫法", "甲集团";
        country ["国别", "国家"] Optional Country,
            "注册的国家，国内写 CN 或 中国", "CN";
        adcode ["区划代码", "注册地", "注册地区划代码", "所在地区", "所在地", "地区", "城市", "所在城市"] Optional Region,
            "注册所在的地区", "合肥";
        park ["园区"] Optional Text,
            "注册所在的园区", "高新区";
        standing ["能级", "企业能级"] Optional word!(Standing),
            "企业能级", "龙头";
        status ["状态", "经营状态", "登记状态"] Optional word!(Status),
            "是否还在经营；不填按存续", "存续";
        risk ["风险"] Optional word!(Risk),
            "经营风险；不填是未知", "无";
        founded ["成立日期", "成立时间"] Optional Date,
            "成立的日期", "2015-06";
        capital ["注册资本", "注册资金", "注册资本（万元）", "注册资本(万元)"] Optional Money,
            "注册资本", "10000";
        revenue ["营业收入", "产值", "营收", "营业收入（万元）", "营业收入(万元)", "产值（万元）", "产值(万元)"] Optional Money,
            "年营业收入", "52000";
        employees ["员工人数", "从业人数"] Optional Count,
            "从业人数", "320";
        website ["网址", "官网"] Optional Url,
            "官方网站", "https://example.invalid";
    }
    Chain "一行一条产业链" {
        chain ["产业链编号", "产业链ID", "编号"] Id Text,
            "产业链的编号，其他表用它或名称指这条链", "C001";
        name as Name ["产业链", "产业链名称", "名称"] Required Text,
            "产业链的名称", "示例产业链";
        adcode ["区划代码", "所属城市", "主管城市", "城市", "地区"] Optional Region,
            "主管这条链的城市，默认以它为“本地”", "合肥";
        leader ["链长"] Optional Text,
            "链长", "示例链长";
        lead_unit ["牵头单位"] Optional Text,
            "牵头单位", "市工信局";
        group ["工作组", "产业链工作组"] Optional Text,
            "工作组的名称", "示例产业链工作组";
        members ["成员单位"] Optional Texts,
            "工作组的成员单位", "市科技局；市投促局";
        anchors ["链主企业", "链主"] Optional References(ENTERPRISE),
            "工作组邀请的链主企业", "E001";
    }
    Segment "一行一个环节；没有下级的环节才有缺口结论" {
        segment ["环节编号", "环节ID", "编号"] Id Text,
            "环节的编号，其他表用它指这个环节", "S001";
        chain ["产业链", "产业链编号"] Required Reference(CHAIN),
            "属于哪条产业链", "C001";
        name as Name ["环节", "环节名称", "名称"] Required Text,
            "环节的名称", "示例材料";
        stage ["上中下游", "阶段", "位置", "环节位置"] Required word!(Stage),
            "在链上的位置", "上游";
        parent ["上级环节"] Optional Reference(SEGMENT),
            "上一级环节，须在同一条链；没有就空着", "";
        key ["重点环节", "是否重点"] Optional YesNo,
            "是否重点环节", "是";
        surveyed ["摸排日期"] Optional Date,
            "工作组最近摸排本地企业的日期；没有摸排过就空着", "2026-05-20";
        products ["产品", "主要产品"] Optional Texts,
            "这个环节的产品", "正极；负极";
        industry_code ["行业代码", "国民经济行业代码"] Optional Text,
            "国民经济行业代码", "3985";
    }
    Fund "一行一只基金" {
        fund ["基金编号", "基金ID", "编号"] Id Text,
            "基金的编号", "F001";
        name as Name ["基金名称", "名称", "基金"] Required Text,
            "基金的名称", "示例产业基金";
        manager ["管理人", "基金管理人"] Optional Text,
            "管理人", "示例基金管理有限公司";
        size ["规模", "规模（万元）", "规模(万元)"] Optional Money,
            "基金规模", "500000";
        founded ["成立日期"] Optional Date,
            "成立的日期", "2021-06-01";
        government ["政府基金", "是否政府基金"] Optional YesNo,
            "是否政府基金", "是";
        focus ["投资方向"] Optional Texts,
            "投资方向", "材料；设备";
        ticket ["单笔投资额"] Optional Text,
            "单笔投资额，照原文写", "3000万至1亿元";
    }
    Person "一行一位企业家或官员" {
        person ["人物编号", "人物ID", "编号"] Id Text,
            "人物的编号", "P001";
        name as Name ["姓名", "名称"] Required Text,
            "姓名", "示例王某";
        native_adcode ["籍贯", "籍贯代码"] Optional Region,
            "籍贯", "合肥";
        alma_mater ["毕业院校"] Optional Texts,
            "毕业的院校", "示例大学";
        envoy ["招商大使"] Optional Region,
            "聘他为招商大使的城市；不是就空着", "合肥";
    }
    Association "一行一家行业协会或商会" {
        association ["协会编号", "协会ID", "编号"] Id Text,
            "协会的编号", "A001";
        name as Name ["协会名称", "名称"] Required Text,
            "协会的名称", "示例行业协会";
        adcode ["区划代码", "所在地区"] Optional Region,
            "所在的地区", "合肥";
        chain ["产业链", "产业链编号"] Optional Reference(CHAIN),
            "服务哪条产业链", "C001";
    }
    Squad "一行一支招商队" {
        squad ["招商队编号", "招商队ID", "编号"] Id Text,
            "招商队的编号", "Q001";
        name as Name ["招商队", "招商队名称", "名称"] Required Text,
            "招商队的名称", "示例驻沪招商队";
        kind ["类型", "招商队类型"] Required word!(SquadKind),
            "招商队的类型", "驻外招商队";
        adcodes ["驻点地区", "负责地区"] Optional Regions,
            "派驻或负责的地区", "上海；苏州";
        capacity ["容量", "承接能力"] Optional Count,
            "同时能跟进的目标企业数", "12";
    }
    Recruiter "一行一位招商员" {
        recruiter ["招商员编号", "招商员ID", "编号"] Id Text,
            "招商员的编号", "R001";
        name ["姓名", "招商员"] Required Text,
            "姓名", "示例招商员";
        squad ["招商队", "所属招商队"] Optional Reference(SQUAD),
            "属于哪支招商队；领导等不属于哪一队的空着", "Q001";
        rank ["职务"] Optional Text,
            "职务", "队长";
        post ["任务档次"] Optional word!(DutyPost),
            "按哪一档定招商任务；一般招商员空着", "";
        unit ["单位", "所在单位"] Optional Text,
            "所在的单位", "示例商务局";
    }
    Site "一行一处基地：工厂、研发中心、总部或分公司" {
        site ["基地编号", "基地ID", "编号"] OptionalId Text,
            "基地的编号；同一地有两处同类基地时要填", "T001";
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE),
            "哪家企业的", "E001";
        adcode ["区划代码", "所在地区", "所在地", "地区", "城市"] Key Region,
            "所在的地区", "合肥";
        park ["园区"] OptionalKey Text,
            "所在的园区", "高新区";
        kind ["类型", "基地类型"] OptionalKey word!(SiteKind),
            "基地的类型；不填按工厂", "工厂";
        opened ["投用日期", "投产日期", "开业日期"] Optional Date,
            "投用的日期", "2019-03";
        segments ["环节", "所做环节"] Optional References(SEGMENT),
            "在这里做的环节", "S001";
    }
    Feed "一行一条供给：前一环节的产出供后一环节使用" {
        from ["供给环节", "上游环节", "从"] Key Reference(SEGMENT),
            "供给的环节", "S001";
        to ["使用环节", "下游环节", "到"] Key Reference(SEGMENT),
            "使用的环节", "S002";
        kind ["类型"] Optional word!(FeedKind),
            "供给的类型；不填则按两端的上中下游判断", "供给";
    }
    Member "一行说一家企业做一个环节" {
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE),
            "哪家企业", "E001";
        segment ["环节", "环节编号", "环节名称"] Key Reference(SEGMENT),
            "做哪个环节", "S001";
        adcode ["区划代码", "所在地区", "所在地", "地区", "城市"] OptionalKey Region,
            "在哪里做这个环节；不知道就空着", "合肥";
        product ["产品"] OptionalKey Text,
            "产品", "磷酸铁锂正极";
        role ["角色"] Optional Text,
            "在这个环节的角色，照原文写", "制造商";
    }
    Supply "一行一条企业之间的供应关系" {
        supplier ["供应商", "供应企业"] Key Reference(ENTERPRISE),
            "供货的企业", "E001";
        customer ["客户", "采购企业"] Key Reference(ENTERPRISE),
            "采购的企业", "E002";
        product ["产品"] OptionalKey Text,
            "供应的产品", "正极材料";
        date ["日期"] Optional Date,
            "供应关系的日期", "2025";
    }
    FundGroup "一行说一只基金加挂在一条链的工作组" {
        chain ["产业链", "产业链编号"] Key Reference(CHAIN),
            "哪条产业链", "C001";
        fund ["基金", "基金编号", "基金名称"] Key Reference(FUND),
            "哪只基金", "F001";
    }
    Investment "一行一笔投资" {
        investor ["投资方"] Key Reference(&[Kind::Fund, Kind::Enterprise]),
            "投资方：基金或企业", "F001";
        enterprise ["被投企业", "企业", "企业名称"] Key Reference(ENTERPRISE),
            "被投的企业", "E001";
        percent ["持股比例", "持股比例（%）", "持股比例(%)"] Optional Percent,
            "持股比例", "12.5";
        amount ["投资金额", "投资金额（万元）", "投资金额(万元)"] Optional Money,
            "投资金额", "3000";
        date ["日期", "投资日期"] OptionalKey Date,
            "投资的日期", "2023-09-15";
    }
    AssociationMember "一行一位协会会员：企业或人物" {
        association ["协会", "协会编号", "协会名称"] Key Reference(ASSOCIATION),
            "哪家协会", "A001";
        member ["会员"] Key Reference(&[Kind::Person, Kind::Enterprise]),
            "会员：企业或人物", "E001";
    }
    Office "一行一项任职：谁在哪家企业任什么职" {
        person ["人物", "姓名", "人物编号"] Key Reference(PERSON),
            "谁", "P001";
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE),
            "在哪家企业", "E001";
        title ["职务"] Key Text,
            "职务", "董事长";
    }
    Assignment "一行说一条产业链派给一支招商队" {
        chain ["产业链", "产业链编号"] Key Reference(CHAIN),
            "哪条产业链", "C001";
        squad ["招商队", "招商队编号"] Key Reference(SQUAD),
            "派给哪支招商队", "Q001";
    }
    Assessment "一行一次认定：人对一个环节的结论，优先于程序的计算" {
        segment ["环节", "环节编号"] Key Reference(SEGMENT),
            "认定哪个环节", "S001";
        adcode ["区划代码", "所在地区"] OptionalKey Region,
            "以哪里为本地；不填按产业链的城市", "合肥";
        verdict ["认定", "认定结论"] Required word!(Verdict),
            "认定的结论", "补链";
        reason ["理由"] Required ErasableText,
            "认定的理由", "示例：本地只有一家，产能不足";
        who ["认定人"] Key Text,
            "谁认定的", "示例专家";
        date ["日期", "认定日期"] Key Date,
            "认定的日期", "2026-06-15";
        until ["有效期至"] Optional Date,
            "有效到哪一天；不填一直有效", "2027-06-15";
    }
    Contact "一行一位联系人；属于个人信息，可以永久删除" {
        of ["单位", "所属单位", "企业"] Key Reference(&[Kind::Enterprise, Kind::Fund, Kind::Association]),
            "哪家企业、基金或协会的", "E001";
        name ["姓名", "联系人"] Key Text,
            "联系人的姓名", "示例联系人";
        title ["职务"] Optional Text,
            "职务", "总经理助理";
        phone ["电话", "手机"] Optional Text,
            "电话", "000-0000-0000";
        email ["邮箱", "电子邮箱"] Optional Text,
            "电子邮箱", "demo@example.invalid";
    }
    Meeting "一行一次会议；“较上次会议”从它的日期比起" {
        meeting ["会议编号", "会议ID", "会议", "编号"] Id Text,
            "会议的编号", "M001";
        date ["会议日期", "召开日期", "日期"] Required Date,
            "哪一天开的", "2026-09-18";
        chain ["产业链", "产业链编号"] Optional Reference(CHAIN),
            "只议一条链的写它；各条链都议的空着", "C001";
        kind ["会议类型", "类型"] Optional word!(MeetingKind),
            "调度会或工作组会", "调度会";
        promised ["议定事项", "承诺事项"] Optional Text,
            "会上定下的事，照原文写", "示例：下次会前走访两家";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_one_table_in_import_order() {
        let kinds: Vec<_> = TABLES.iter().map(|t| t.kind).collect();
        assert_eq!(kinds, Kind::records().collect::<Vec<_>>());
    }

    #[test]
    fn no_header_means_two_columns_of_one_table() {
        for table in TABLES {
            let mut headers: Vec<&str> =
                table.columns.iter().flat_map(|c| c.zh.iter().copied().chain([c.name])).collect();
            let count = headers.len();
            headers.sort_unstable();
            headers.dedup();
            assert_eq!(headers.len(), count, "{}", table.file());
        }
    }
}
