//! What is read of a document on one sheet of a workbook: a line a row, headings bold.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::{Cover, InvestmentMap, Part};
use crate::draw::kit::TextBlock;
use crate::draw::kit::table::row_height::row_height;
use crate::draw::kit::table::sheet::cut;

/// The name of the sheet.
pub const NAME: &str = "正文";
/// Its only column, in characters.
const WIDE: f64 = 120.0;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Title,
    Heading,
    Head,
    Line,
}

impl Level {
    fn format(self) -> Format {
        let plain = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        match self {
            Level::Title => plain.set_bold().set_font_size(16),
            Level::Heading => plain.set_bold().set_font_size(13),
            Level::Head => plain.set_bold(),
            Level::Line => plain.set_indent(1),
        }
    }

    /// How much larger its letters are than those of a line.
    fn scale(self) -> f64 {
        match self {
            Level::Title => 1.5,
            Level::Heading => 1.25,
            Level::Head | Level::Line => 1.0,
        }
    }
}

/// Writes the text of every part below one another.
pub fn write(sheet: &mut Worksheet, map: &InvestmentMap) -> Result<(), XlsxError> {
    let mut lines = vec![(Level::Title, map.facts.title.clone())];
    for (_, part) in map.shown() {
        match part {
            Part::Cover(cover) => lines.extend(of_cover(cover)),
            Part::Brief(brief) => {
                lines.push((Level::Heading, "简报".to_owned()));
                lines.push((Level::Line, brief.told.clone()));
                lines.extend(brief.lede.iter().map(|line| (Level::Line, line.clone())));
                lines.extend(brief.blocks.iter().flat_map(of_block));
            }
            Part::Text(block) => lines.extend(of_block(block)),
            Part::Picture(..) | Part::Rows(..) => {}
        }
    }
    sheet.set_column_width(0, WIDE)?;
    for (row, (level, line)) in (0u32..).zip(&lines) {
        sheet.write_string_with_format(row, 0, cut(line), &level.format())?;
        sheet.set_row_height(row, level.scale() * row_height([(line, WIDE / level.scale())].into_iter()))?;
    }
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn of_cover(cover: &Cover) -> impl Iterator<Item = (Level, String)> {
    cover.facts.iter().map(|(name, value)| (Level::Line, format!("{name}：{value}")))
}

fn of_block(block: &TextBlock) -> Vec<(Level, String)> {
    let mut lines = vec![(Level::Heading, block.heading.clone())];
    for item in &block.items {
        if !item.head.is_empty() {
            let badge = item.badge.as_ref().map(|(_, word)| format!("（{word}）")).unwrap_or_default();
            lines.push((Level::Head, format!("{}{badge}", item.head)));
        }
        lines.extend(item.all().map(|line| (Level::Line, line.clone())));
    }
    lines
}
