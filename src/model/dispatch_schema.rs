//! The canonical files of dispatch (调度), beside those of the graph: people's work that never moves a verdict.

use super::column::{CanonicalColumn, Holds, Role};
use super::schema_form::{tables, way, word};
use super::table::CanonicalTable;
use super::{BetterWay, BidLevel, BidState, DayHalf, Kind, ProjectKind, ProjectNode, VisitKind, Way};
use Holds::{Count, Date, Money, Number, Period, Reference, References, Region, Regions, Text, Year, YesNo};

const ENTERPRISE: &[Kind] = &[Kind::Enterprise];
const CHAIN: &[Kind] = &[Kind::Chain];
const RECRUITER: &[Kind] = &[Kind::Recruiter];
const SQUAD: &[Kind] = &[Kind::Squad];
const HOLDER: &[Kind] = &[Kind::Recruiter, Kind::Squad];
const PROJECT: &[Kind] = &[Kind::Project];

tables! { DISPATCH
    Trip "一行一次出行：谁、哪天出发、哪天返回、去了哪里"
    {
        trip ["出行编号", "出行ID"] Id Text,
            "出行的编号", "X001";
        people ["出行人员", "出行人"] Required References(RECRUITER),
            "出行的招商员，几位用 ； 分开", "R001";
        out ["出发日期"] Required Date,
            "哪天出发", "2026-09-02";
        out_half ["出发半天"] Optional word!(DayHalf),
            "上午或下午出发；不填按上午", "下午";
        back ["返回日期"] Optional Date,
            "哪天返回；还没有回来就空着", "2026-09-05";
        back_half ["返回半天"] Optional word!(DayHalf),
            "上午或下午返回；不填按下午", "上午";
        adcodes ["出行地区", "目的地"] Optional Regions,
            "去了哪些地区；国外空着，写在事由里", "上海；苏州";
        purpose ["出行事由", "事由"] Optional Text,
            "为了什么事", "示例：走访两家企业";
    }
    Visit "一行一次走访、来访或通话"
    {
        visit ["走访编号", "走访ID"] OptionalId Text,
            "走访的编号；同一天同一家企业有两次时要填", "V001";
        enterprise ["企业", "企业编号", "企业名称"] Key Reference(ENTERPRISE),
            "哪家企业", "E001";
        date ["走访日期"] Key Date,
            "哪一天", "2026-09-03";
        kind ["走访方式"] OptionalKey word!(VisitKind),
            "走访、来访或通话；不填按走访", "走访";
        people ["走访人员", "走访人"] Required References(RECRUITER),
            "去的招商员，几位用 ； 分开", "R001";
        trip ["出行编号", "出行"] Optional Reference(&[Kind::Trip]),
            "属于哪次出行", "X001";
        result ["走访结果"] Optional Text,
            "谈得怎样", "示例：有意向";
        next ["下一步"] Optional Text,
            "下一步做什么", "示例：邀请来访";
        due ["下一步期限"] Optional Date,
            "下一步何时做完", "2026-10";
    }
    Project "一行一个项目"
    {
        project ["项目编号", "项目ID"] Id Text,
            "项目的编号", "J001";
        name as Name ["项目名称"] Required Text,
            "项目的名称", "示例生产基地项目";
        enterprise ["投资企业", "企业", "企业编号", "企业名称"] Required Reference(ENTERPRISE),
            "哪家企业投资", "E001";
        chain ["产业链", "产业链编号"] Optional Reference(CHAIN),
            "属于哪条产业链", "C001";
        segment ["环节", "环节编号"] Optional Reference(&[Kind::Segment]),
            "属于哪个环节", "S001";
        adcode ["落地地区"] Optional Region,
            "落在哪里", "合肥";
        amount ["计划投资额", "计划投资额（万元）", "计划投资额(万元)"] Optional Money,
            "计划投资额", "120000";
        kind ["项目性质"] Optional word!(ProjectKind),
            "新建、增资扩产或技改", "新建";
        credit ["首谈归属", "业绩归属"] Optional Reference(HOLDER),
            "业绩记给哪位招商员或哪支招商队", "R001";
        squad ["招商队", "招商队编号"] Optional Reference(SQUAD),
            "由哪支招商队推进；不填按业绩归属", "Q001";
        fund ["基金", "基金编号"] Optional Reference(&[Kind::Fund]),
            "哪只基金带来的", "F001";
        introducer ["引荐人"] Optional Reference(&[Kind::Person, Kind::Association]),
            "谁引荐的：人物或协会", "P001";
        dropped ["终止日期"] Optional Date,
            "哪一天终止；在推进就空着", "";
        reason ["终止原因"] Optional Text,
            "为什么终止", "";
    }
    ProjectNode "一行一个项目的一个节点：计划哪天、实际哪天"
    {
        project ["项目", "项目编号"] Key Reference(PROJECT),
            "哪个项目", "J001";
        node ["节点", "项目节点"] Key word!(ProjectNode),
            "哪个节点", "签约";
        planned ["计划日期"] Optional Date,
            "计划哪天完成", "2026-08";
        actual ["实际日期"] Optional Date,
            "实际哪天完成；还没有就空着", "2026-08-20";
        who ["责任人"] Optional Reference(RECRUITER),
            "这个节点由谁负责", "R001";
        evidence ["依据"] Optional Text,
            "凭什么说完成了", "示例：投资协议";
    }
    ProjectProgress "一行一次项目进度：到某一天为止的累计数"
    {
        project ["项目", "项目编号"] Key Reference(PROJECT),
            "哪个项目", "J001";
        date ["填报日期"] Key Date,
            "到哪一天为止", "2026-09-30";
        invested ["累计到位资金", "累计到位资金（万元）", "累计到位资金(万元)"] Optional Money,
            "累计到位资金，按企业所报", "3000";
        statistics ["累计纳统投资", "累计纳统投资（万元）", "累计纳统投资(万元)"] Optional Money,
            "累计纳统投资，按统计入库", "2000";
        jobs ["带动就业"] Optional Count,
            "带动就业的人数", "40";
        note ["进度说明"] Optional Text,
            "进度如何", "示例：厂房封顶";
        evidence ["依据"] Optional Text,
            "凭什么这样说", "示例：银行回单";
    }
    Request "一行一件企业诉求"
    {
        request ["诉求编号", "诉求ID"] Id Text,
            "诉求的编号", "N001";
        enterprise ["企业", "企业编号", "企业名称"] Required Reference(ENTERPRISE),
            "哪家企业提的", "E001";
        date ["提出日期"] Required Date,
            "哪天提的", "2026-09-03";
        matter ["诉求内容", "诉求事项"] Required Text,
            "什么事", "示例：用电增容";
        by ["收集人"] Optional Reference(RECRUITER),
            "谁收集的", "R001";
        department ["承办部门"] Optional Text,
            "哪个部门办", "示例市发改委";
        due ["办结期限"] Optional Date,
            "何时要答复", "2026-09-30";
        answered ["答复日期"] Optional Date,
            "哪天答复的", "";
        closed ["办结日期"] Optional Date,
            "哪天办结的", "";
        satisfied ["是否满意"] Optional YesNo,
            "企业是否满意", "";
    }
    Bid "一行一个申报：向国家或省争取项目和资金"
    {
        bid ["申报编号", "申报ID"] Id Text,
            "申报的编号", "B001";
        name ["申报名称"] Required Text,
            "申报的名称", "示例技改专项";
        level ["申报层级"] Required word!(BidLevel),
            "国家或省", "省";
        programme ["申报渠道"] Optional Text,
            "哪一项资金或清单", "示例专项资金";
        chain ["产业链", "产业链编号"] Optional Reference(CHAIN),
            "属于哪条产业链", "C001";
        project ["项目", "项目编号"] Optional Reference(PROJECT),
            "为哪个项目", "J001";
        asked ["申请金额", "申请金额（万元）", "申请金额(万元)"] Optional Money,
            "申请的金额", "5000";
        state ["申报状态"] Optional word!(BidState),
            "到了哪一步；不填按已包装", "已申报";
        date ["状态日期"] Optional Date,
            "哪天到这一步的", "2026-09-10";
        owner ["申报负责人"] Optional Reference(RECRUITER),
            "谁负责", "R001";
        next ["下次跟进"] Optional Date,
            "下一次哪天跟进", "2026-10-15";
        granted ["获批金额", "获批金额（万元）", "获批金额(万元)"] Optional Money,
            "获批的金额", "";
    }
    Care "一行说一位领导包联一家企业"
    {
        leader ["包联领导"] Key Reference(RECRUITER),
            "哪位领导", "R001";
        enterprise ["包联企业", "企业"] Key Reference(ENTERPRISE),
            "哪家企业", "E001";
        since ["包联日期"] Optional Date,
            "从哪天起", "2026-01";
    }
    Nomination "一行一位提名的招商功勋企业家"
    {
        chain ["产业链", "产业链编号"] Key Reference(CHAIN),
            "哪条产业链提名的", "C001";
        year ["提名年度"] Key Year,
            "哪一年的", "2026";
        person ["提名人选"] Key Reference(&[Kind::Person]),
            "提名谁", "P001";
        reason ["提名理由"] Optional Text,
            "为什么提名", "示例：引荐三家企业";
    }
    Indicator "一行一项季度赛马指标在一个时段的目标与完成"
    {
        indicator ["指标", "指标名称"] Key Text,
            "指标的名称", "示例：新开工项目数";
        period ["指标时段", "时段"] Key Period,
            "年、季度或月", "2026Q3";
        who ["责任方", "责任人"] OptionalKey Reference(HOLDER),
            "哪位招商员或哪支招商队的；全市的空着", "Q001";
        unit ["计量单位"] Optional Text,
            "用什么单位", "个";
        target ["目标值"] Optional Number,
            "目标", "12";
        actual ["完成值"] Optional Number,
            "已完成", "9";
        last_year ["上年同期"] Optional Number,
            "上年同期的数", "8";
        rank ["排名"] Optional Count,
            "在上级排第几", "5";
        of ["参评数"] Optional Count,
            "一共几家排名", "16";
        direction ["指标方向"] Optional word!(BetterWay),
            "越大越好还是越小越好；不填按越大越好", "越大越好";
    }
    Duty "一行一项招商任务：谁这一年要签下多大的项目几个"
    {
        year ["任务年度"] Key Year,
            "哪一年的", "2026";
        who ["任务人"] Key Reference(HOLDER),
            "哪位招商员或哪支招商队", "Q001";
        least ["项目起点", "项目起点（万元）", "项目起点(万元)"] Key Money,
            "投资额至少多少的项目才算", "10000";
        chain ["产业链", "产业链编号"] OptionalKey Reference(CHAIN),
            "只算这条产业链的项目；不限就空着", "C001";
        count ["任务数"] Required Count,
            "要几个，至少 1 个", "12";
    }
}
