//! Words of which names of firms are made, beside the brand.

/// What kind of organisation a form makes of a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrgForm {
    /// 公司, 有限公司, 股份有限公司, 股份; Co., Ltd.
    Company,
    /// 集团.
    Group,
    /// 控股.
    Holding,
    /// 厂, 工厂.
    Plant,
    /// 研究院, 研究所, 设计院, 中心.
    Institute,
    /// 合作社, 合伙企业, 事务所, 工作室, 商行 …
    Other,
}

impl OrgForm {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Company => "公司",
            Self::Group => "集团",
            Self::Holding => "控股",
            Self::Plant => "厂",
            Self::Institute => "院所",
            Self::Other => "其他组织",
        }
    }
}

/// Endings that say what an organisation is, longer ones before those they end in.
pub const FORMS: &[(&str, OrgForm)] = &[
    ("股份有限责任公司", OrgForm::Company),
    ("股份有限公司", OrgForm::Company),
    ("有限责任公司", OrgForm::Company),
    ("股份公司", OrgForm::Company),
    ("有限公司", OrgForm::Company),
    ("集团公司", OrgForm::Group),
    ("控股公司", OrgForm::Holding),
    ("总公司", OrgForm::Company),
    ("股份", OrgForm::Company),
    ("公司", OrgForm::Company),
    ("集团", OrgForm::Group),
    ("控股", OrgForm::Holding),
    ("有限合伙", OrgForm::Other),
    ("普通合伙", OrgForm::Other),
    ("合伙企业", OrgForm::Other),
    ("专业合作社", OrgForm::Other),
    ("合作社", OrgForm::Other),
    ("事务所", OrgForm::Other),
    ("工作室", OrgForm::Other),
    ("经营部", OrgForm::Other),
    ("商行", OrgForm::Other),
    ("总厂", OrgForm::Plant),
    ("工厂", OrgForm::Plant),
    ("厂", OrgForm::Plant),
    ("研究总院", OrgForm::Institute),
    ("研究院", OrgForm::Institute),
    ("研究所", OrgForm::Institute),
    ("设计院", OrgForm::Institute),
    ("株式会社", OrgForm::Company),
    ("股份制", OrgForm::Company),
];

/// The same by their last letter.
pub static FORMS_BY_END: std::sync::LazyLock<hashbrown::HashMap<char, Vec<(&'static str, OrgForm)>>> =
    std::sync::LazyLock::new(|| {
        let mut all: hashbrown::HashMap<char, Vec<_>> = hashbrown::HashMap::new();
        for (word, form) in FORMS {
            all.entry(word.chars().next_back().unwrap_or_default()).or_default().push((*word, *form));
        }
        all
    });

/// Latin endings, as they stand behind a blank or behind other writing.
pub const LATIN_FORMS: &[(&str, OrgForm)] = &[
    ("incorporated", OrgForm::Company),
    ("corporation", OrgForm::Company),
    ("holdings", OrgForm::Holding),
    ("holding", OrgForm::Holding),
    ("limited", OrgForm::Company),
    ("company", OrgForm::Company),
    ("group", OrgForm::Group),
    ("gmbh", OrgForm::Company),
    ("corp", OrgForm::Company),
    ("inc", OrgForm::Company),
    ("ltd", OrgForm::Company),
    ("llc", OrgForm::Company),
    ("plc", OrgForm::Company),
    ("pte", OrgForm::Company),
    ("pty", OrgForm::Company),
    ("srl", OrgForm::Company),
    ("spa", OrgForm::Company),
    ("co", OrgForm::Company),
    ("ag", OrgForm::Company),
    ("sa", OrgForm::Company),
    ("bv", OrgForm::Company),
    ("kk", OrgForm::Company),
    ("kg", OrgForm::Company),
];

/// Ends of the name of a site of a firm.
pub const SITES: &[&str] = &[
    "分公司",
    "支公司",
    "分厂",
    "分院",
    "分所",
    "分行",
    "支行",
    "分部",
    "办事处",
    "代表处",
    "营业部",
    "项目部",
    "门市部",
    "分店",
];

/// What a number may stand before: 一厂, 十八局.
pub const COUNTED: &[char] =
    &['厂', '局', '院', '所', '分', '公', '工', '车', '期', '号', '矿', '队', '冶', '建', '航', '机', '化'];

/// Trades and other words that many firms share, by which none is told from another.
const TRADES: &str = "科技 技术 实业 电子 信息 智能 网络 软件 数据 通信 通讯 电信 电气 电器 电力 电源 电缆 电线 电路 电池 电机 光电 \
    光学 光伏 能源 新能源 新材料 新材 材料 化工 化学 化纤 石化 石油 石油化工 天然气 燃气 煤业 煤炭 煤电 矿业 矿产 \
    钢铁 有色 金属 冶金 铝业 铜业 钛业 稀土 机械 重工 机床 机器 机器人 机电 装备 设备 仪器 仪表 工具 模具 精密 精工 \
    精机 制造 加工 工业 产业 工程 建设 建筑 建工 建材 水泥 玻璃 陶瓷 瓷业 装饰 园林 景观 设计 勘察 规划 路桥 交通 \
    运输 物流 航运 航空 航天 港口 港务 高速 铁路 轨道交通 船舶 重装 汽车 汽配 零部件 零件 配件 客车 轮胎 橡胶 塑料 \
    塑胶 塑业 包装 印刷 纸业 造纸 纺织 服装 服饰 时装 家纺 针织 毛纺 印染 皮革 鞋业 家居 家具 木业 厨卫 照明 灯饰 \
    家电 食品 饮料 乳业 酒业 啤酒 葡萄酒 粮油 油脂 肉业 水产 渔业 农业 农牧 牧业 种业 种子 林业 畜牧 饲料 生物 \
    生物科技 生物技术 医药 制药 药业 药物 中药 医疗 医疗器械 医学 健康 诊断 器械 基因 检测 检验 环保 环境 环境科技 \
    生态 水务 节能 治理 资源 再生 循环 投资 资本 资产 管理 资产管理 金融 证券 银行 保险 信托 期货 基金 租赁 担保 \
    咨询 服务 贸易 商贸 进出口 外贸 国际 国际贸易 商业 百货 零售 连锁 超市 商城 酒店 旅游 文化 传媒 传播 影视 出版 \
    教育 体育 娱乐 游戏 互动 数字 数码 数字科技 互联 互联网 物联网 物联 云计算 系统 集成 自动化 控制 测控 安防 安全 \
    卫星 导航 半导体 集成电路 微电子 芯片 元件 元器件 传感 传感器 激光 显示 置业 地产 房地产 房产 物业 开发 发展 城建 \
    城市 城投 供水 供电 热电 热力 水电 核电 风电 风能 电站 动力 发电 阀门 泵业 轴承 齿轮 液压 管业 管道 五金 标准件 \
    紧固件 紧固 弹簧 铸造 锻造 焊接 线缆 磁材 磁业 磁性材料 涂料 颜料 染料 农药 化肥 肥业 日化 香料 助剂 试剂 高分子 \
    复合材料 纤维 薄膜 膜业 股权投资 创业投资 供应链 供应链管理 电子商务 电商 信息技术 信息科技 电子科技 智能科技 智能装备 \
    智能制造 网络科技 科技发展 高科 高新技术 特种 专用 通用 综合 股权 企业 企业管理 联合 第一 民爆 民爆器材 化机 钟表 \
    珠宝 黄金 首饰 眼镜 玩具 乐器 文具 卫浴 洁具 门窗 幕墙 钢构 钢结构 钢管 不锈钢 铝材 铜材 电梯 空调 制冷 压缩机 \
    冷链 仓储 快递 客运 公交 船务 海运 港湾 锅炉 锦纶 涤纶 氨纶 计算机 电工 展示 综合超市 新媒体 媒体 影业 汽贸 生化 \
    盐业 盐湖 钾肥 磷化工 氯碱 氟化工 硅业 硅材料 锂业 锂电 钨业 钼业 锡业 锌业 铅锌 镍业 钴业 镁业 白银 重机 叉车 \
    起重 工程机械 农机 纺机 光缆 光纤 光通信 变压器 开关 电容 电感 电阻 连接器 继电器 继保 电控 变频 伺服 数控 智控 \
    智造 智联 大数据 人工智能 广告 营销 会展 展览 院线 音乐 图书 出版传媒 报业 广电 广播电视 有线 家化 化妆品 纸品 \
    疫苗 血液制品 制剂 原料药 药房 大药房 医院 眼科 口腔 体检 粮食 面粉 米业 面业 糖业 茶业 奶业 禽业 食用菌 果业 \
    果汁 调味品 味业 榨菜 肉食 乳品 烟草 砂石 混凝土 管桩 耐火材料 高温材料 保温 防水 石材 石英 木材 地板 人造板 丝绸 \
    羊绒 毛业 棉业 皮业 鞋服 户外 自行车 电动车 摩托车 拖拉机 专用车 房车 造船 海工 海洋工程 油服 油田 油气 机场 公路 \
    高速公路 桥梁 隧道 铁建 市政 公用 公用事业 自来水 污水处理 固废 环卫 清洁能源 太阳能 风力 水利 水利水电 核能 气体 \
    氢能 充电 储能 超导 晶体 封测 封装 面板 触控 摄像 声学 音响 天线 射频 微波 雷达 北斗 遥感 测绘 地理信息 智慧城市 \
    轨交 汽车部件 部件 汽车零部件 工业机器人 工艺 工艺品 生活 生活用品 用品 日用品 高岭土 绿能 钢丝 钢绳 玻纤 玻璃纤维 \
    粘胶 树脂 炭素 碳素 石墨 炭黑 电极 磨料 磨具 超硬 刀具 量具 轻工 轻机 重工业 电子材料 光电子 电子信息 信息产业 \
    信息系统 信息工程 生物工程 生物医药 生物产业 生命科学 药品 医疗科技 医疗设备 健康产业 大健康 环境工程 环保科技 环境保护 \
    节能环保 减震 隔震 安全系统 驾驶 学校 培训 出国 免税 地铁 地产开发 不动产 实业发展 产业发展 产业投资 产业集团 创业 \
    创投 证券投资 农村商业银行 农商行 商业银行 人寿 财产保险 期货经纪 信用 支付 票据 印务 彩印 包装印刷 油墨 胶粘 胶业 \
    胶带 密封 密封件 管材 型材 板材 带材 线材 模塑 注塑 冲压 锻压 铸锻 热处理 表面 电镀 真空 薄膜电子 光伏科技 \
    光伏材料 太阳能科技";

/// Every trade word, and how many letters the longest has.
pub static TRADE_WORDS: std::sync::LazyLock<hashbrown::HashSet<&'static str>> =
    std::sync::LazyLock::new(|| TRADES.split_whitespace().collect());

/// How many letters the longest trade word has.
pub const LONGEST_TRADE: usize = 6;

/// Characters that so many brands have that they say little even where few names are known.
pub static COMMON: std::sync::LazyLock<hashbrown::HashSet<char>> = std::sync::LazyLock::new(|| {
    "中华国新天金东海大南江北方山安州通城正信达德明康泰科技兴宏恒龙银鑫源富万三一光美丰盛联创合众长永亚宝福力星瑞博"
        .chars()
        .collect()
});

/// One letter that stands for a region, in short names: 湘 for 湖南.
pub const ABBREVIATIONS: &[(char, u32)] = &[
    ('京', 110_000),
    ('津', 120_000),
    ('冀', 130_000),
    ('晋', 140_000),
    ('蒙', 150_000),
    ('辽', 210_000),
    ('吉', 220_000),
    ('黑', 230_000),
    ('沪', 310_000),
    ('申', 310_000),
    ('苏', 320_000),
    ('浙', 330_000),
    ('皖', 340_000),
    ('徽', 340_000),
    ('闽', 350_000),
    ('赣', 360_000),
    ('鲁', 370_000),
    ('豫', 410_000),
    ('鄂', 420_000),
    ('湘', 430_000),
    ('粤', 440_000),
    ('桂', 450_000),
    ('琼', 460_000),
    ('渝', 500_000),
    ('川', 510_000),
    ('蜀', 510_000),
    ('黔', 520_000),
    ('贵', 520_000),
    ('滇', 530_000),
    ('云', 530_000),
    ('藏', 540_000),
    ('陕', 610_000),
    ('秦', 610_000),
    ('甘', 620_000),
    ('陇', 620_000),
    ('青', 630_000),
    ('宁', 640_000),
    ('新', 650_000),
    ('深', 440_300),
    ('穗', 440_100),
    ('杭', 330_100),
    ('甬', 330_200),
    ('宁', 320_100),
    ('蓉', 510_100),
    ('榕', 350_100),
    ('鹭', 350_200),
    ('楚', 420_000),
    ('齐', 370_000),
];
