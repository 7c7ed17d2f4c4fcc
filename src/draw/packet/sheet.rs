//! The packet as a workbook. Every cell is a text, never a formula.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Image, ObjectMovement,
    Workbook, Worksheet, XlsxError,
};

use super::super::kit::table::row_height::{LINE, row_height};
use super::super::kit::{png, properties};
use super::{
    LEAD_COLUMNS, LEADS_SHEET, LIST_SHEET, MAP_SHEET, PacketError, PacketInput, PacketLine, PacketPlace, contacts_told,
    states,
};
use crate::model::{EntryField, Holds, KEY_COLUMN};

/// Rows of the sheet of leads that look ready to be filled in.
const LEAD_ROWS: u32 = 40;

/// Dots to the inch of the map, whose pixels become points; so it is shown smaller, sharp enough for print.
const MAP_DPI: u32 = 144;
const MAP_SCALE: f64 = 0.75;

/// Widths of the columns of the map's table.
const PLACE_COLUMNS: [(&str, f64); 3] = [("地区", 20.0), ("家数", 8.0), ("目标企业", 60.0)];
/// A3, as the format numbers papers.
const PAPER: u8 = 8;

/// What a column of the list holds.
enum Column {
    Fixed(&'static str, fn(&PacketInput, &PacketLine) -> String),
    Filled(EntryField),
}

/// The workbook as a file's bytes.
///
/// # Errors
/// Where the format refuses what it is given: a text longer than a cell holds.
pub fn packet_workbook(input: &PacketInput) -> Result<Vec<u8>, PacketError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    list(workbook.add_worksheet().set_name(LIST_SHEET)?, input)?;
    leads(workbook.add_worksheet().set_name(LEADS_SHEET)?, input)?;
    map(workbook.add_worksheet().set_name(MAP_SHEET)?, input)?;
    about(workbook.add_worksheet().set_name("说明")?, input)?;
    Ok(workbook.save_to_buffer()?)
}

fn columns(input: &PacketInput) -> Vec<Column> {
    use Column::{Filled, Fixed};
    let mut columns = vec![Fixed("企业", |_, line| line.name.clone()), Fixed("环节", |_, line| line.segment.clone())];
    columns.extend(EntryField::returned().into_iter().map(Filled));
    columns.extend([
        Fixed("缺口说明", |_, line| line.reason.clone()),
        Fixed("列入理由", |_, line| line.why.clone()),
        Fixed("引荐路径", |_, line| line.introductions.clone()),
        Fixed("先联系", |_, line| line.call_told()),
        Fixed("包抓领导", |_, line| line.leader.clone()),
    ]);
    if input.contacts {
        columns.push(Fixed("联系方式", |_, line| contacts_told(&line.contacts)));
    }
    columns.extend([
        Fixed("企业编号", |_, line| line.enterprise.clone()),
        Fixed("发给", |input, _| input.watermark()),
        Fixed(KEY_COLUMN, |_, line| line.key.clone()),
    ]);
    columns
}

fn list(sheet: &mut Worksheet, input: &PacketInput) -> Result<(), XlsxError> {
    let (fixed, filled) = (filled_with(Color::RGB(0x00DD_E8F5)), filled_with(Color::RGB(0x00FF_E2A8)));
    let (text, open) = (cell(Color::RGB(0x00F3_F5F8)), cell(Color::RGB(0x00FF_FFFF)));
    let columns = columns(input);
    let last = u32::try_from(input.lines.len()).unwrap_or(u32::MAX).max(1);
    for (at, column) in (0u16..).zip(&columns) {
        let (head, body) = match column {
            Column::Fixed(..) => (&fixed, &text),
            Column::Filled(_) => (&filled, &open),
        };
        sheet.write_string_with_format(0, at, column.name(), head)?;
        sheet.set_column_width(at, width(column.name()))?;
        for (row, line) in (1u32..).zip(&input.lines) {
            sheet.write_string_with_format(row, at, column.cell(input, line).0, body)?;
        }
        if let Some(choice) = choice(column, input)? {
            sheet.add_data_validation(1, at, last, at, &choice)?;
        }
    }
    sheet.set_row_height(0, row_height(columns.iter().map(|column| (column.name(), width(column.name())))))?;
    for (row, line) in (1u32..).zip(&input.lines) {
        sheet.set_row_height(row, row_height(columns.iter().map(|column| column.cell(input, line))))?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last, u16::try_from(columns.len() - 1).unwrap_or(u16::MAX))?;
    marked(sheet, input);
    // Ids, watermark and keys are of no use on paper, and would make the rest too small to read.
    let read = columns.iter().take_while(|column| !matches!(column, Column::Fixed("企业编号", _))).count();
    sheet.set_print_area(0, 0, last, u16::try_from(read - 1).unwrap_or(u16::MAX))?;
    Ok(())
}

fn choice(column: &Column, input: &PacketInput) -> Result<Option<DataValidation>, XlsxError> {
    let Column::Filled(field) = column else { return Ok(None) };
    let words: Vec<String> = match field.schema().holds {
        Holds::Word(..) => states().into_iter().map(str::to_owned).collect(),
        Holds::Reference(_) => input.recruiters.clone(),
        _ => Vec::new(),
    };
    // The format holds 255 characters of choices.
    if words.is_empty() || words.iter().map(|word| word.chars().count() + 1).sum::<usize>() > 250 {
        return Ok(None);
    }
    let title = "请从下拉列表选择";
    let choice = DataValidation::new().allow_list_strings(&words)?.set_error_style(DataValidationErrorStyle::Warning);
    Ok(Some(choice.set_error_title(title)?))
}

fn leads(sheet: &mut Worksheet, input: &PacketInput) -> Result<(), XlsxError> {
    let (header, open) = (filled_with(Color::RGB(0x00FF_E2A8)), cell(Color::RGB(0x00FF_FFFF)));
    for (at, name) in (0u16..).zip(LEAD_COLUMNS) {
        sheet.write_string_with_format(0, at, name, &header)?;
        sheet.set_column_width(at, width(name))?;
        for row in 1..=LEAD_ROWS {
            sheet.write_blank(row, at, &open)?;
        }
    }
    // Read as the header of a column without cells.
    let mark = u16::try_from(LEAD_COLUMNS.len()).unwrap_or(u16::MAX);
    sheet.write_string_with_format(0, mark, input.watermark(), &filled_with(Color::RGB(0x00DD_E8F5)))?;
    sheet.set_column_width(mark, 60.0)?;
    sheet.set_freeze_panes(1, 0)?;
    marked(sheet, input);
    Ok(())
}

/// Where the targets are: a table, and the picture of it.
fn map(sheet: &mut Worksheet, input: &PacketInput) -> Result<(), PacketError> {
    let (header, text) = (filled_with(Color::RGB(0x00DD_E8F5)), cell(Color::RGB(0x00FF_FFFF)));
    // Rows as tall as the file says, in every program: the picture is held by them.
    sheet.set_default_row_height(LINE);
    for (at, (name, wide)) in (0u16..).zip(PLACE_COLUMNS) {
        sheet.write_string_with_format(0, at, name, &header)?;
        sheet.set_column_width(at, wide)?;
    }
    let told = |place: &PacketPlace| {
        let targets = place.targets.iter().map(|(name, segment)| format!("{name}（{segment}）"));
        [place.name.clone(), place.targets.len().to_string(), targets.collect::<Vec<_>>().join("；")]
    };
    for (row, place) in (1u32..).zip(&input.places) {
        let told = told(place);
        sheet.set_row_height(row, row_height(told.iter().zip(PLACE_COLUMNS.map(|(_, wide)| wide))))?;
        for (at, words) in (0u16..).zip(told) {
            sheet.write_string_with_format(row, at, words, &text)?;
        }
    }
    let below = u32::try_from(input.places.len()).unwrap_or(u32::MAX).saturating_add(2);
    sheet.write_string(below, 0, input.watermark())?;
    let [_, wide] = &input.maps;
    let mut image = Image::new_from_buffer(&png(&wide.svg(), MAP_DPI)?)?;
    let label = format!("{}的目标分布，与左表相同", input.squad_name);
    image = image.set_alt_text(label).set_scale_width(MAP_SCALE).set_scale_height(MAP_SCALE);
    image = image.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    sheet.insert_image(1, 4, &image)?;
    sheet.set_freeze_panes(1, 0)?;
    marked(sheet, input);
    Ok(())
}

fn about(sheet: &mut Worksheet, input: &PacketInput) -> Result<(), XlsxError> {
    let told = [
        ("清单", format!("{} · {}", input.chain_name, input.squad_name)),
        ("水印", input.watermark()),
        ("发出", input.issued.to_string()),
        ("有效至", input.expires.to_string()),
        ("包号", input.packet.clone()),
        ("怎么填", "黄色表头的列可以改：状态从下拉列表选，日期写成 2026-12-31。可以排序、筛选、隐藏行。".to_owned()),
        ("不要动", format!("“{KEY_COLUMN}”一列用来认各行，请不要改，也不要删。")),
        ("新线索", format!("清单上没有的企业，写在“{LEADS_SHEET}”表，一行一家，写全称。")),
        ("交回", "填好后把这个文件发回办公室。".to_owned()),
    ];
    let text = cell(Color::RGB(0x00FF_FFFF));
    for (row, (name, words)) in (0u32..).zip(told) {
        sheet.set_row_height(row, row_height([(&words, 80.0)].into_iter()))?;
        sheet.write_string_with_format(row, 0, name, &text)?;
        sheet.write_string_with_format(row, 1, words, &text)?;
    }
    sheet.set_column_width(0, 12.0)?;
    sheet.set_column_width(1, 80.0)?;
    marked(sheet, input);
    Ok(())
}

/// The watermark on every printed page.
fn marked(sheet: &mut Worksheet, input: &PacketInput) {
    let mark: String = input.watermark().replace('&', "&&").chars().take(100).collect();
    sheet.set_header(format!("&L{}&C{mark}", input.chain_name.replace('&', "&&").chars().take(40).collect::<String>()));
    sheet.set_footer(format!("&L{mark}&R第 &P / &N 页"));
    sheet.set_landscape();
    sheet.set_paper_size(PAPER);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0).ok();
}

fn filled_with(color: Color) -> Format {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    bold.set_border(FormatBorder::Thin).set_background_color(color)
}

fn cell(color: Color) -> Format {
    let plain = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    plain.set_border(FormatBorder::Hair).set_background_color(color)
}

impl Column {
    fn name(&self) -> &'static str {
        match self {
            Self::Fixed(name, _) => name,
            Self::Filled(field) => field.zh(),
        }
    }

    /// What a cell of it says, and the width it has.
    fn cell(&self, input: &PacketInput, line: &PacketLine) -> (String, f64) {
        let text = match self {
            Self::Fixed(_, told) => told(input, line),
            Self::Filled(field) => line.value(*field).to_owned(),
        };
        (text, width(self.name()))
    }
}

/// In characters of half an em; together narrow enough for A3 to be read.
fn width(name: &str) -> f64 {
    match name {
        "企业" | "备注" | "下一步" => 26.0,
        "缺口说明" | "列入理由" | "引荐路径" => 40.0,
        "联系方式" | "先联系" | "发给" => 26.0,
        "拟合作项目" => 18.0,
        "环节" | "主营产品" => 14.0,
        "状态" | "招商员" | "引荐人" | "理由" | "包抓领导" => 10.0,
        _ => 12.0,
    }
}
