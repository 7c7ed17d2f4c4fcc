//! The canonical files as data: tables, columns, what each column holds and which columns are the key.
//!
//! A column's place in its table is its field number on disk: new columns go to the end of their table.

use super::values::Field;
use super::{FeedKind, Kind, Risk, SiteKind, SquadKind, Stage, Standing, Status, Verdict};

/// One canonical file.
#[derive(Debug)]
pub struct Table {
    pub kind: Kind,
    pub columns: &'static [Column],
}

/// One column of a canonical file.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    /// Chinese headers that mean this column, the preferred one first.
    pub zh: &'static [&'static str],
    pub holds: Holds,
    pub role: Role,
}

/// What a column is to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The row's id; it alone is the key where it is given.
    Id,
    /// The row's id, which may be left out.
    OptionalId,
    /// A key column that must be given.
    Key,
    /// A key column that may be blank.
    OptionalKey,
    /// A value that must be given.
    Required,
    /// A value that may be blank.
    Optional,
}

/// What a cell holds, in what unit.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    Text,
    /// Texts separated by `;`, `；` or `、`.
    Texts,
    /// A record of one of these kinds.
    Reference(&'static [Kind]),
    /// Records of one of these kinds, separated like texts.
    References(&'static [Kind]),
    /// A region by code or unambiguous name.
    Region,
    Regions,
    /// Six digits that declare a region.
    NewRegion,
    /// A closed vocabulary: the word and its canonical spelling.
    Word(fn(&str) -> Option<&'static str>, &'static str),
    YesNo,
    /// 万元, not negative.
    Money,
    /// 0–100.
    Percent,
    /// A whole number, not negative.
    Count,
    /// Degrees.
    Degrees(f64),
    Date,
    CreditCode,
    StockCode,
    /// An http or https address.
    Url,
    Country,
}

impl Role {
    /// Whether a blank cell is an error.
    pub fn must_be_given(self) -> bool {
        matches!(self, Role::Id | Role::Key | Role::Required)
    }

    /// Whether the column is part of the key (where no id is given).
    pub fn in_key(self) -> bool {
        matches!(self, Role::Key | Role::OptionalKey)
    }

    /// Whether the column is the row's own id.
    pub fn is_id(self) -> bool {
        matches!(self, Role::Id | Role::OptionalId)
    }
}

impl Table {
    /// The table of a kind of record.
    pub fn of(kind: Kind) -> &'static Table {
        TABLES.iter().find(|t| t.kind == kind).expect("invariant: every kind of record has a table")
    }

    /// The field number of a column.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.columns.iter().position(|c| c.name == name).and_then(|i| Field::try_from(i).ok())
    }

    /// The column with this field number.
    pub fn column(&self, field: Field) -> Option<&'static Column> {
        self.columns.get(usize::from(field))
    }

    /// The file's name without its ending.
    pub fn file(&self) -> &'static str {
        self.kind.code()
    }
}

/// Columns every file may carry, beside its own: source, source_url, seen.
pub static PROVENANCE: [Column; 3] = [
    Column { name: "source", zh: &["来源", "数据来源"], holds: Holds::Text, role: Role::Optional },
    Column { name: "source_url", zh: &["来源网址", "来源链接"], holds: Holds::Url, role: Role::Optional },
    Column { name: "seen", zh: &["来源日期", "数据日期"], holds: Holds::Date, role: Role::Optional },
];

macro_rules! word {
    ($type:ty) => {
        Holds::Word(|text| <$type>::from_word(text).map(<$type>::code), stringify!($type))
    };
}

macro_rules! tables {
    ($($kind:ident { $($name:ident [$($zh:literal),*] $role:ident $holds:expr;)+ })+) => {
        /// All canonical files, in import order.
        pub static TABLES: &[Table] = &[$(Table {
            kind: Kind::$kind,
            columns: &[$(Column { name: stringify!($name), zh: &[$($zh),*], holds: $holds, role: Role::$role }),+],
        }),+];
    };
}

use Holds::{
    Count, Country, CreditCode, Date, Degrees, Money, NewRegion, Percent, Reference, References, Region, Regions,
    StockCode, Text, Texts, Url, YesNo,
};

const ENTERPRISE: &[Kind] = &[Kind::Enterprise];
const SEGMENT: &[Kind] = &[Kind::Segment];
const CHAIN: &[Kind] = &[Kind::Chain];
const FUND: &[Kind] = &[Kind::Fund];
const PERSON: &[Kind] = &[Kind::Person];
const ASSOCIATION: &[Kind] = &[Kind::Association];
const SQUAD: &[Kind] = &[Kind::Squad];

tables! {
    Source {
        source ["来源", "来源编号"] Id Text;
        name ["名称", "来源名称"] Required Text;
        trust ["可信度"] Optional Percent;
        licence ["许可", "许可证"] Optional Text;
    }
    Region {
        adcode ["区划代码", "行政区划代码"] Id NewRegion;
        name ["名称", "地区名称"] Required Text;
        longitude ["经度"] Optional Degrees(180.0);
        latitude ["纬度"] Optional Degrees(90.0);
    }
    Enterprise {
        enterprise ["企业编号", "企业ID", "编号"] OptionalId Text;
        name ["企业名称", "名称", "公司名称", "单位名称", "企业全称"] Required Text;
        credit_code ["统一社会信用代码", "信用代码"] Optional CreditCode;
        stock_code ["股票代码", "证券代码"] Optional StockCode;
        short_name ["简称", "企业简称", "证券简称"] Optional Text;
        former_names ["曾用名"] Optional Texts;
        aliases ["别名"] Optional Texts;
        country ["国家", "国别"] Optional Country;
        adcode ["区划代码", "注册地", "注册地区划代码", "所在地区", "所在地", "地区", "城市", "所在城市"] Optional Region;
        park ["园区"] Optional Text;
        standing ["能级", "企业能级"] Optional word!(Standing);
        status ["状态", "经营状态", "登记状态"] Optional word!(Status);
        risk ["风险"] Optional word!(Risk);
        founded ["成立日期", "成立时间"] Optional Date;
        capital ["注册资本", "注册资金", "注册资本（万元）", "注册资本(万元)"] Optional Money;
        revenue ["营业收入", "产值", "营收", "营业收入（万元）", "营业收入(万元)", "产值（万元）", "产值(万元)"] Optional Money;
        employees ["员工人数", "从业人数"] Optional Count;
        website ["网址", "官网"] Optional Url;
    }
    Chain {
        chain ["产业链编号", "产业链ID", "编号"] Id Text;
        name ["产业链", "产业链名称", "名称"] Required Text;
        adcode ["区划代码", "所属城市", "城市", "地区"] Optional Region;
        leader ["链长"] Optional Text;
        lead_unit ["牵头单位"] Optional Text;
        group ["工作组", "产业链工作组"] Optional Text;
        members ["成员单位"] Optional Texts;
        anchors ["链主企业", "链主"] Optional References(ENTERPRISE);
    }
    Segment {
        segment ["环节编号", "环节ID", "编号"] Id Text;
        chain ["产业链", "产业链编号"] Required Reference(CHAIN);
        name ["环节", "环节名称", "名称"] Required Text;
        stage ["上中下游", "阶段", "位置", "环节位置"] Required word!(Stage);
        parent ["上级环节"] Optional Reference(SEGMENT);
        key ["重点环节", "是否重点"] Optional YesNo;
        surveyed ["摸排日期"] Optional Date;
        products ["产品", "主要产品"] Optional Texts;
        industry_code ["行业代码", "国民经济行业代码"] Optional Text;
    }
    Fund {
        fund ["基金编号", "基金ID", "编号"] Id Text;
        name ["基金名称", "名称", "基金"] Required Text;
        manager ["管理人", "基金管理人"] Optional Text;
        size ["规模", "规模（万元）", "规模(万元)"] Optional Money;
        founded ["成立日期"] Optional Date;
        government ["政府基金", "是否政府基金"] Optional YesNo;
        focus ["投资方向"] Optional Texts;
        ticket ["单笔投资额"] Optional Text;
    }
    Person {
        person ["人物编号", "人物ID", "编号"] Id Text;
        name ["姓名", "名称"] Required Text;
        native_adcode ["籍贯", "籍贯代码"] Optional Region;
        alma_mater ["毕业院校"] Optional Texts;
        envoy ["招商大使"] Optional Region;
    }
    Association {
        association ["协会编号", "协会ID", "编号"] Id Text;
        name ["协会名称", "名称"] Required Text;
        adcode ["区划代码", "所在地区"] Optional Region;
        chain ["产业链", "产业链编号"] Optional Reference(CHAIN);
    }
    Squad {
        squad ["招商队编号", "招商队ID", "编号"] Id Text;
        name ["招商队", "招商队名称", "名称"] Required Text;
        kind ["类型", "招商队类型"] Required word!(SquadKind);
        adcodes ["驻点地区", "负责地区"] Optional Regions;
        capacity ["容量", "承接能力"] Optional Count;
    }
    Recruiter {
        recruiter ["招商员编号", "招商员ID", "编号"] Id Text;
        name ["姓名", "招商员"] Required Text;
        squad ["招商队", "所属招商队"] Required Reference(SQUAD);
        rank ["职务"] Optional Text;
    }
    Site {
        site ["基地编号", "基地ID", "编号"] OptionalId Text;
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE);
        adcode ["区划代码", "所在地区", "所在地", "地区", "城市"] Key Region;
        park ["园区"] OptionalKey Text;
        kind ["类型", "基地类型"] OptionalKey word!(SiteKind);
        opened ["投用日期", "投产日期", "开业日期"] Optional Date;
        segments ["环节", "所做环节"] Optional References(SEGMENT);
    }
    Feed {
        from ["供给环节", "上游环节", "从"] Key Reference(SEGMENT);
        to ["使用环节", "下游环节", "到"] Key Reference(SEGMENT);
        kind ["类型"] Optional word!(FeedKind);
    }
    Member {
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE);
        segment ["环节", "环节编号", "环节名称"] Key Reference(SEGMENT);
        adcode ["区划代码", "所在地区", "所在地", "地区", "城市"] OptionalKey Region;
        product ["产品"] OptionalKey Text;
        role ["角色"] Optional Text;
    }
    Supply {
        supplier ["供应商", "供应企业"] Key Reference(ENTERPRISE);
        customer ["客户", "采购企业"] Key Reference(ENTERPRISE);
        product ["产品"] OptionalKey Text;
        date ["日期"] Optional Date;
    }
    FundGroup {
        chain ["产业链", "产业链编号"] Key Reference(CHAIN);
        fund ["基金", "基金编号", "基金名称"] Key Reference(FUND);
    }
    Investment {
        investor ["投资方"] Key Reference(&[Kind::Fund, Kind::Enterprise]);
        enterprise ["被投企业", "企业", "企业名称"] Key Reference(ENTERPRISE);
        percent ["持股比例", "持股比例（%）", "持股比例(%)"] Optional Percent;
        amount ["投资金额", "投资金额（万元）", "投资金额(万元)"] Optional Money;
        date ["日期", "投资日期"] OptionalKey Date;
    }
    AssociationMember {
        association ["协会", "协会编号", "协会名称"] Key Reference(ASSOCIATION);
        member ["会员"] Key Reference(&[Kind::Person, Kind::Enterprise]);
    }
    Office {
        person ["人物", "姓名", "人物编号"] Key Reference(PERSON);
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE);
        title ["职务"] Key Text;
    }
    Assignment {
        chain ["产业链", "产业链编号"] Key Reference(CHAIN);
        squad ["招商队", "招商队编号"] Key Reference(SQUAD);
    }
    Assessment {
        segment ["环节", "环节编号"] Key Reference(SEGMENT);
        adcode ["区划代码", "所在地区"] OptionalKey Region;
        verdict ["认定", "认定结论"] Required word!(Verdict);
        reason ["理由"] Required Text;
        who ["认定人"] Key Text;
        date ["日期", "认定日期"] Key Date;
        until ["有效期至"] Optional Date;
    }
    Contact {
        of ["单位", "所属单位", "企业"] Key Reference(&[Kind::Enterprise, Kind::Fund, Kind::Association]);
        name ["姓名", "联系人"] Key Text;
        title ["职务"] Optional Text;
        phone ["电话", "手机"] Optional Text;
        email ["邮箱", "电子邮箱"] Optional Text;
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
