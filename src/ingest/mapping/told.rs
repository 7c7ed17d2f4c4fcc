//! What should be known of the rows that a mapping read, though nothing is wrong with them.

use super::view::View;
use crate::ingest::{Advice, problem};
use crate::model::Holds;

impl View {
    /// A notice for each thing that should be known.
    pub fn notices(&self, file: &str) -> Vec<Advice> {
        let table = format!("{}（{} 第 {} 行）", self.header.table.kind.zh(), self.rule.mapping, self.rule.line);
        let mut told: Vec<Advice> = Vec::new();
        if !self.ignored.is_empty() {
            let names = self.ignored.join("、");
            told.push(Advice::either(format!("按映射不取的列：{names}"), format!("不要的列：{names}")));
        }
        if self.left.passed_over > 0 {
            let count = self.left.passed_over;
            told.push(Advice::either(
                format!("{count} 行不合映射的 when/unless，不读作这张表"),
                format!("{count} 行不是“只读这样的行”，不读作这张表"),
            ));
        }
        if self.left.nobody > 0 {
            told.push(format!("{} 行没有写联系人和电话，不读作这张表", self.left.nobody).into());
        }
        told.extend(self.of_filling().into_iter().map(Advice::from));
        let column = |i: usize| self.rule.source_column(self.rule.columns[i].column.name).unwrap_or_default();
        told.extend(self.misfits.iter().map(|(i, misfits)| {
            let count = misfits.count;
            // Which words are none of the vocabulary is told whole; of other values a few tell the kind.
            let which = match self.rule.columns[*i].column.holds {
                Holds::Word(..) => format!("：{}", misfits.words()),
                _ => format!("，如{}", misfits.places()),
            };
            format!("列 {} 有 {count} 个值不合此字段，作为其他信息保留{which}", column(*i)).into()
        }));
        let kind = self.header.table.kind.zh();
        let placed = |said: Advice| {
            Advice::either(format!("{file} → {table}：{said}"), format!("{file} → {kind}：{}", said.on_page()))
        };
        told.into_iter().map(placed).collect()
    }

    /// What rows left to those above them.
    fn of_filling(&self) -> Vec<String> {
        let mut told = Vec::new();
        if let (count @ 1.., titles) = &self.filling.titles {
            let group = self.rule.group.as_ref().map_or("", |at| at.value.as_str());
            let more = if *count > titles.len() as u64 { "等" } else { "" };
            let titles = titles.iter().map(|title| problem::shortened(title)).collect::<Vec<_>>().join("、");
            told.push(format!("{count} 行是分组的标题，填进「{group}」：{titles}{more}"));
        }
        for (place, (count, row)) in &self.filling.dittos {
            let header = self.names.get(place + self.added).filter(|header| !self.ignored.contains(header));
            told.extend(
                header.map(|header| {
                    format!("列 {header} 有 {count} 格写着“同上”一类的话，取的是上一行的，如第 {row} 行")
                }),
            );
        }
        told
    }
}
