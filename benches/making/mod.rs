//! Generated names of firms: a region (8 of 10), two to four letters of a brand (half of them from sixty that so many brands have, the
//! others from the names of regions, by a law of ranks), one or two trades and a form.

use std::collections::HashMap;

use liantu::matching::Peeled;
use liantu::model::Adcode;
use liantu::normalize::Regions;

const COMMON: &str =
    "中华国新天金东海大南江北方山安州通城正信达德明康泰兴宏恒龙银鑫源富万三光美丰盛联创合众长永宝福力星瑞博";
const TRADES: &str = "科技 科技 科技 贸易 商贸 实业 电子 信息技术 网络科技 生物科技 机械 机械设备 建筑工程 装饰工程 文化传媒 餐饮管理 \
    物流 物业管理 投资 新能源 新材料 医疗器械 食品 农业科技 汽车零部件 电气 自动化设备 化工 纺织 家具 塑料制品 五金制品 精密机械 \
    环保科技 教育咨询 广告 旅游 模具 包装材料 光电科技 半导体 软件";
const FORMS: [&str; 5] = ["有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];

/// Makes up names, the same ones in every run.
pub struct Making {
    regions: Vec<(Adcode, String)>,
    common: Vec<char>,
    others: Vec<char>,
    trades: Vec<&'static str>,
    random: Xorshift,
}

/// Numbers that are the same in every run (Marsaglia 2003).
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % most as u64) as usize
    }
}

impl Making {
    pub fn new() -> Self {
        let mut regions: Vec<(Adcode, String)> =
            Regions::built_in().map(|region| (region.adcode, region.name.clone())).collect();
        regions.sort_unstable();
        let mut seen: HashMap<char, usize> = HashMap::new();
        regions.iter().flat_map(|(_, name)| name.chars()).for_each(|letter| *seen.entry(letter).or_default() += 1);
        let mut others: Vec<char> = seen.keys().copied().filter(|letter| !COMMON.contains(*letter)).collect();
        others.sort_unstable_by_key(|letter| (std::cmp::Reverse(seen[letter]), *letter));
        let (common, trades) = (COMMON.chars().collect(), TRADES.split_whitespace().collect());
        Self { regions, common, others, trades, random: Xorshift(0x9e37_79b9_7f4a_7c15) }
    }

    /// A number below so many, the same in every run.
    pub fn below(&mut self, most: usize) -> usize {
        self.random.below(most)
    }

    fn letter(&mut self) -> char {
        if self.random.below(2) == 0 {
            return self.common[self.random.below(self.common.len())];
        }
        let share = self.random.below(1 << 20) as f64 / f64::from(1 << 20);
        self.others[(self.others.len() as f64).powf(share) as usize - 1]
    }

    /// A name that nobody bears, or somebody does by chance.
    pub fn name(&mut self) -> String {
        let mut name = String::new();
        let region = &self.regions[self.random.below(self.regions.len())].1;
        match self.random.below(10) {
            0..5 => name.push_str(&region.replace(['市', '省'], "")),
            5..8 => name.push_str(region),
            _ => {}
        }
        let letters = [2, 2, 2, 2, 2, 2, 3, 3, 3, 4][self.random.below(10)];
        (0..letters).for_each(|_| name.push(self.letter()));
        name.push_str(self.trades[self.random.below(self.trades.len())]);
        if self.random.below(4) == 0 {
            name.push_str(self.trades[self.random.below(self.trades.len())]);
        }
        name.push_str(FORMS[self.random.below(FORMS.len())]);
        name
    }

    /// A name as somebody asks about it.
    pub fn asked(&mut self, name: &str, kind: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        match kind {
            "a wrong letter" => {
                let at = self.random.below(letters.len() - 4);
                letters[at] = self.letter();
                letters.into_iter().collect()
            }
            "brand and trade" => {
                let peeled = Peeled::of(&Regions::default(), name);
                format!("{}{}", peeled.brand, peeled.trades.concat().chars().take(2).collect::<String>())
            }
            _ => name.to_owned(),
        }
    }
}
