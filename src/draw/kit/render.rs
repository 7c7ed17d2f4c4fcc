//! Pages as PDF and PNG. The font is embedded and subset in the one and drawn from in the other; nothing of the machine's
//! own fonts is used.

use std::sync::{Arc, LazyLock};

use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::font;

/// Points to the inch: pages are measured in points.
const POINTS: f32 = 72.0;
/// More dots than anybody prints or any program opens.
const MOST_DOTS: f64 = 800_000_000.0;
/// So many dots are held at once.
const DOTS_AT_ONCE: u32 = 16_000_000;
/// Rows that strips share: edges are smoothed otherwise where a strip ends.
const OVERLAP: u32 = 8;

/// A page could not become a file.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The page's SVG could not be read back; a fault of ours.
    #[error("page {page}: {detail}")]
    Svg {
        /// From 1.
        page: usize,
        /// What the reader of SVG says.
        detail: String,
    },
    /// What the writer of PDF says.
    #[error("pdf: {0}")]
    Pdf(String),
    /// What the writer of PNG says.
    #[error("png: {0}")]
    Png(String),
    /// A page makes no PNG at this resolution; `largest` is the finest at which it does.
    #[error("a page at {dpi} dpi is too large for a png; {largest} dpi would go")]
    TooLarge {
        /// Dots per inch asked for.
        dpi: u32,
        /// Dots per inch.
        largest: u32,
    },
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_source(fontdb::Source::Binary(Arc::new(font::BYTES)));
    fonts.set_sans_serif_family(font::FAMILY);
    Arc::new(fonts)
});

/// A page, read back; `at` tells which one, from 0.
fn tree(page: &str, at: usize) -> Result<usvg::Tree, RenderError> {
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: font::FAMILY.to_owned(),
        languages: vec!["zh".to_owned()],
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&printable(page), &options)
        .map_err(|error| RenderError::Svg { page: at + 1, detail: error.to_string() })
}

/// What the font lacks stands as 〓, never blank.
fn printable(svg: &str) -> String {
    svg.chars().map(|c| if c.is_control() || font::has(c) { c } else { font::STAND_IN }).collect()
}

/// The pages as one PDF; each page is as large as its SVG, in points.
///
/// # Errors
/// A page that cannot be read back, or a PDF that cannot be written: faults of ours.
pub fn pdf(pages: &[String], title: &str) -> Result<Vec<u8>, RenderError> {
    let fault = |detail: &str| RenderError::Pdf(detail.to_owned());
    let mut document = krilla::Document::new();
    document
        .set_metadata(Metadata::new().title(title.to_owned()).language("zh-CN".to_owned()).creator("链图".to_owned()));
    for (at, page) in pages.iter().enumerate() {
        let tree = tree(page, at)?;
        let size =
            Size::from_wh(tree.size().width(), tree.size().height()).ok_or_else(|| fault("a page has no size"))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(|| fault("a page could not be drawn"))?;
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| fault(&format!("{error:?}")))
}

/// A page as a PNG that says its resolution.
///
/// # Errors
/// `TooLarge`, where the page at this resolution has more dots than a PNG may; else faults of ours.
pub fn png(page: &str, dpi: u32) -> Result<Vec<u8>, RenderError> {
    let tree = tree(page, 0)?;
    let size = tree.size();
    if !fits(size, dpi) {
        let finest = (1..dpi).rev().find(|dpi| fits(size, *dpi));
        return Err(RenderError::TooLarge { dpi, largest: finest.unwrap_or_default() });
    }
    let [width, height] = dots(size, dpi);
    let mut file = Vec::new();
    let fault = |error: png::EncodingError| RenderError::Png(error.to_string());
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let dots = (f64::from(dpi) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
    let mut header = encoder.write_header().map_err(fault)?;
    let mut rows = header.stream_writer().map_err(fault)?;
    write_rows(&tree, dpi, (DOTS_AT_ONCE / width).clamp(1, height), &mut rows)?;
    rows.finish().map_err(fault)?;
    header.finish().map_err(fault)?;
    Ok(file)
}

fn scale(dpi: u32) -> f32 {
    dpi as f32 / POINTS
}

/// How wide and high a page is.
fn dots(size: usvg::Size, dpi: u32) -> [u32; 2] {
    [size.width(), size.height()].map(|points| ((points * scale(dpi)).ceil() as u32).max(1))
}

fn fits(size: usvg::Size, dpi: u32) -> bool {
    let [width, height] = dots(size, dpi).map(f64::from);
    width * height <= MOST_DOTS
}

/// A page as rows of red, green and blue on white, a strip of so many rows after another so that few dots are held at
/// once.
fn write_rows(tree: &usvg::Tree, dpi: u32, strip: u32, rows: &mut impl std::io::Write) -> Result<(), RenderError> {
    let fault = |detail: &str| RenderError::Png(detail.to_owned());
    let [width, height] = dots(tree.size(), dpi);
    let mut pixels = Pixmap::new(width, strip + 2 * OVERLAP).ok_or_else(|| fault("a strip has no size"))?;
    for top in (0..height).step_by(strip as usize) {
        pixels.fill(resvg::tiny_skia::Color::WHITE);
        let place = Transform::from_scale(scale(dpi), scale(dpi)).post_translate(0.0, OVERLAP as f32 - top as f32);
        resvg::render(tree, place, &mut pixels.as_mut());
        let wide = width as usize * 4;
        let drawn = pixels.data().chunks_exact(wide).skip(OVERLAP as usize).take(strip.min(height - top) as usize);
        for row in drawn {
            let row: Vec<u8> = row.chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
            rows.write_all(&row).map_err(|error| fault(&error.to_string()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"72\" height=\"36\" viewBox=\"0 0 72 36\" \
        font-family=\"sans-serif\"><text x=\"2\" y=\"20\" font-size=\"12\">镕堃䶮𬭎</text></svg>";

    #[test]
    fn a_pdf_embeds_its_font() {
        let file = pdf(&[PAGE.to_owned(), PAGE.to_owned()], "图").unwrap();
        assert!(file.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("NotoSansCJK") && text.contains("/FontFile3"), "the font is in it");
        assert!(file.len() < 200_000, "only what is used is in it: {}", file.len());
    }

    #[test]
    fn a_png_is_as_large_as_its_page_and_not_blank() {
        let file = png(PAGE, 144).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (144, 72));
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut dots).unwrap();
        assert!(dots.iter().filter(|d| **d < 100).count() > 200, "four characters of ink");
    }

    #[test]
    fn strips_join_without_a_seam() {
        let read = tree(PAGE, 0).unwrap();
        let drawn = |strip| {
            let mut rows = Vec::new();
            write_rows(&read, 144, strip, &mut rows).unwrap();
            rows
        };
        let whole = drawn(72);
        assert_eq!(whole.len(), 144 * 72 * 3);
        for strip in [1, 7, 36, 71, 100] {
            assert!(drawn(strip) == whole, "strips of {strip} rows");
        }
    }

    #[test]
    fn what_is_too_large_tells_the_finest_that_goes() {
        let size = usvg::Size::from_wh(1190.6, 841.9).unwrap();
        for dpi in [3000, 6000] {
            let Err(RenderError::TooLarge { largest, .. }) = png(&a3(), dpi) else {
                panic!("a page at {dpi} dpi was drawn");
            };
            assert!(fits(size, largest) && !fits(size, largest + 1), "{dpi}: {largest}");
        }
        assert!(fits(size, 600), "the finest that is offered goes");
    }

    fn a3() -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1190.6\" height=\"841.9\"/>".to_owned()
    }

    #[test]
    fn what_the_font_lacks_is_seen() {
        assert_eq!(printable("甲\u{2a6d7}\n"), "甲〓\n");
    }
}
