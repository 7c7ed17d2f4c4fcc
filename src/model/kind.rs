use super::words::words;

words! {
    /// The kinds of records, one a canonical file. The order is the order an import reads them in: what is referred to
    /// comes before what refers to it. The number is stored; it never changes.
    Kind {
        /// No record: the text of a reference exactly as a file gave it.
        Given = "given", "原文";
        Source = "sources", "来源";
        Region = "regions", "地区";
        Enterprise = "enterprises", "企业";
        Chain = "chains", "产业链";
        Segment = "segments", "环节";
        Fund = "funds", "基金";
        Person = "people", "人物";
        Association = "associations", "行业协会", "协会", "商会";
        Squad = "squads", "招商队";
        Recruiter = "recruiters", "招商员";
        Site = "sites", "基地";
        Feed = "feeds", "供给", "环节供给";
        Member = "members", "属于环节", "企业环节";
        Supply = "supplies", "供应", "企业供应";
        FundGroup = "fund_groups", "基金招商组";
        Investment = "investments", "投资";
        AssociationMember = "association_members", "协会会员";
        Office = "offices", "任职";
        Assignment = "assignments", "派发";
        Assessment = "assessments", "认定";
        Contact = "contacts", "联系方式";
        /// A target of a chain's list; no canonical file.
        Entry = "entries", "目标清单";
        /// A list handed out as a file, with the versions of its rows; no canonical file.
        Packet = "packets", "离线包";
        Meeting = "meetings", "会议";
        /// Why a person changed something in place; no canonical file.
        Edit = "edits", "改动";
        /// Which squad has a firm for itself, and until when; no canonical file.
        Claim = "claims", "认领";
        /// A claim that was refused since another squad had the firm; no canonical file.
        Collision = "collisions", "撞单";
        Trip = "trips", "出行";
        Visit = "visits", "走访";
        Project = "projects", "项目";
        ProjectNode = "project_nodes", "项目节点";
        ProjectProgress = "project_progress", "项目进度";
        Request = "requests", "企业诉求", "诉求";
        Bid = "bids", "项目申报", "申报";
        Care = "care", "领导包联", "包联";
        Nomination = "nominations", "功勋企业家提名", "提名";
        Indicator = "indicators", "赛马指标", "指标";
        Duty = "duties", "招商任务", "任务";
        /// Whether two records are one firm, as people say; no canonical file.
        Judgement = "judgements", "同名判断";
        /// A score sheet that was frozen, or an amendment of it; no canonical file.
        Sheet = "sheets", "冻结的成绩单";
    }
}

impl Kind {
    /// Every kind that has a canonical file, in import order.
    pub fn records() -> impl DoubleEndedIterator<Item = Kind> {
        Kind::stored().filter(|k| k.is_record())
    }

    /// Whether it has a canonical file.
    pub fn is_record(self) -> bool {
        let none = [
            Kind::Given,
            Kind::Entry,
            Kind::Packet,
            Kind::Edit,
            Kind::Claim,
            Kind::Collision,
            Kind::Judgement,
            Kind::Sheet,
        ];
        !none.contains(&self)
    }

    /// Every kind that has rows in a store.
    pub fn stored() -> impl DoubleEndedIterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(|k| *k != Kind::Given)
    }

    /// The number rows are stored under.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The kind stored under `number`.
    pub fn from_number(number: u8) -> Option<Kind> {
        Kind::ALL.get(usize::from(number)).copied()
    }

    /// The word for one of them, as `kind:id` references write it.
    pub fn singular(self) -> &'static str {
        match self {
            Kind::Source => "source",
            Kind::Region => "region",
            Kind::Enterprise => "enterprise",
            Kind::Chain => "chain",
            Kind::Segment => "segment",
            Kind::Fund => "fund",
            Kind::Person => "person",
            Kind::Association => "association",
            Kind::Squad => "squad",
            Kind::Recruiter => "recruiter",
            Kind::Site => "site",
            Kind::Meeting => "meeting",
            Kind::Trip => "trip",
            Kind::Visit => "visit",
            Kind::Project => "project",
            Kind::Request => "request",
            Kind::Bid => "bid",
            other => other.code(),
        }
    }

    /// Whether rows of this kind are people's work: they stand beside the graph and never make references move.
    pub fn is_work(self) -> bool {
        let own = [
            Kind::Assessment,
            Kind::Entry,
            Kind::Packet,
            Kind::Edit,
            Kind::Claim,
            Kind::Collision,
            Kind::Judgement,
            Kind::Sheet,
        ];
        own.contains(&self) || self.is_dispatch()
    }

    /// Whether rows of this kind make the graph another one: facts, and what people say of which records are one firm.
    pub fn shapes_graph(self) -> bool {
        !self.is_work() || self == Kind::Judgement
    }

    /// Whether rows of this kind are of dispatch (调度): who took which duty, who went, what was built.
    pub fn is_dispatch(self) -> bool {
        self.number() >= Kind::Trip.number() && self.number() <= Kind::Duty.number()
    }
}
