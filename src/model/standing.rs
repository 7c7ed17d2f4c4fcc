use super::words::words;

words! {
    /// Standing (能级) of an enterprise, highest first; absent means unknown.
    Standing {
        Anchor = "anchor", "链主", "链主企业";
        Leading = "leading", "龙头", "龙头企业", "上市", "上市公司", "龙头/上市";
        Champion = "champion", "单项冠军", "小巨人", "单项冠军/小巨人", "专精特新小巨人";
        Specialised = "specialised", "专精特新", "specialized";
        Ordinary = "ordinary", "一般";
    }
}

impl Standing {
    /// Whether the firm counts as a leader (`k` of docs/definitions.md#结论): anchor or leading.
    pub fn leads(self) -> bool {
        matches!(self, Standing::Anchor | Standing::Leading)
    }
}
