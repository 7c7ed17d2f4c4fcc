//! Links that end soon, and what was proposed from one.

use super::link::LinkState;
use crate::access::{Right, Scope};
use crate::app::sharing::packet::SOON;
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};
use crate::model::Day;

impl Desk {
    /// Links that can be opened and end within three days, and such as wait with proposals; the first to end first.
    pub(in crate::app) async fn links_ending(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::Share, Scope::Somewhere)?;
        let mut shares = at.store().shares().await?;
        shares.retain(|share| self.shares(&share.chain));
        let mut lines: Vec<(String, TodayLine)> = Vec::new();
        for line in at.link_lines(&shares).await? {
            let days = line.until.parse::<Day>().map_or(i32::MAX, |day| day.number() - at.today().number());
            let ends = line.state == LinkState::Open && days <= SOON;
            if !ends && line.waiting == 0 {
                continue;
            }
            let when = if days == 0 { "今天到期".to_owned() } else { format!("{}到期", line.until) };
            let parts =
                [ends.then_some(when), (line.waiting > 0).then(|| format!("提了{}家的修改，等你们看", line.waiting))];
            let told = parts.into_iter().flatten().collect::<Vec<_>>().join("；");
            let text = format!("给{}的链接（{}，{}家）：{told}", line.to, line.chain_name, line.rows);
            lines.push((line.until.clone(), TodayLine::about(&line.chain, text)));
        }
        lines.sort_by(|x, y| (&x.0, &x.1.text).cmp(&(&y.0, &y.1.text)));
        Ok(TodaySection::of("links", "要到期的链接，链接里提的修改", lines.into_iter().map(|(_, line)| line).collect()))
    }
}
