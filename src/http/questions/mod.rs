//! Pages and JSON of what is asked of the graph.

pub mod api_atlas;
pub mod api_chains;
pub mod api_enterprise;
pub mod api_find;
pub mod api_fund;
pub mod api_funds;
pub mod api_gaps;
pub mod api_group;
pub mod api_paths;
pub mod api_plan;
pub mod api_plane;
pub mod api_reach;
pub mod api_relatedness;
pub mod api_segment;
pub mod api_targets;
pub mod page_atlas;
pub mod page_enterprise;
pub mod page_find;
pub mod page_fund;
pub mod page_funds;
pub mod page_gaps;
pub mod page_group;
pub mod page_overview;
pub mod page_paths;
pub mod page_segment;
pub mod page_targets;
