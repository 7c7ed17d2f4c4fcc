use super::words::words;

words! {
    /// Standing (能级) of an enterprise, highest first; absent means unknown.
    Standing {
        Anchor = "anchor", "链主", "链主企业", "链主型企业", "产业链链主";
        Leading = "leading", "龙头", "龙头企业", "上市", "上市公司", "龙头/上市", "上市企业", "龙头骨干企业", "行业龙头";
        Champion = "champion", "单项冠军", "小巨人", "单项冠军/小巨人", "专精特新小巨人", "专精特新“小巨人”", "小巨人企业",
            "国家级小巨人", "国家级专精特新小巨人", "国家级专精特新“小巨人”", "专精特新小巨人企业", "制造业单项冠军",
            "单项冠军企业";
        Specialised = "specialised", "专精特新", "specialized", "专精特新企业", "专精特新中小企业", "省级专精特新";
        Ordinary = "ordinary", "一般";
    }
}

impl Standing {
    /// Whether the firm counts as a leader (`k` of docs/definitions.md#结论): anchor or leading.
    pub fn leads(self) -> bool {
        matches!(self, Standing::Anchor | Standing::Leading)
    }
}
