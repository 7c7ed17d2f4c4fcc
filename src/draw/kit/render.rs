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
const MOST_DOTS: u64 = 800_000_000;

/// A page could not become a file.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The page's SVG could not be read back; a fault of ours.
    #[error("page {page}: {detail}")]
    Svg { page: usize, detail: String },
    #[error("pdf: {0}")]
    Pdf(String),
    #[error("png: {0}")]
    Png(String),
    /// So many pages make no PNG.
    #[error("{pages} pages at {dpi} dpi are too large for one png")]
    TooLarge { pages: usize, dpi: u32 },
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_source(fontdb::Source::Binary(Arc::new(font::BYTES)));
    fonts.set_sans_serif_family(font::FAMILY);
    Arc::new(fonts)
});

fn trees(pages: &[String]) -> Result<Vec<usvg::Tree>, RenderError> {
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: font::FAMILY.to_owned(),
        languages: vec!["zh".to_owned()],
        ..usvg::Options::default()
    };
    let read = |(at, page): (usize, &String)| {
        usvg::Tree::from_str(&printable(page), &options)
            .map_err(|error| RenderError::Svg { page: at + 1, detail: error.to_string() })
    };
    pages.iter().enumerate().map(read).collect()
}

/// What the font lacks stands as 〓, never blank.
fn printable(svg: &str) -> String {
    svg.chars().map(|c| if c.is_control() || font::has(c) { c } else { font::STAND_IN }).collect()
}

/// The pages as one PDF; each page is as large as its SVG, in points.
pub fn pdf(pages: &[String], title: &str) -> Result<Vec<u8>, RenderError> {
    let fault = |detail: &str| RenderError::Pdf(detail.to_owned());
    let mut document = krilla::Document::new();
    document
        .set_metadata(Metadata::new().title(title.to_owned()).language("zh-CN".to_owned()).creator("链图".to_owned()));
    for tree in trees(pages)? {
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

/// The pages below one another as one PNG that says its resolution.
pub fn png(pages: &[String], dpi: u32) -> Result<Vec<u8>, RenderError> {
    let trees = trees(pages)?;
    let scale = dpi as f32 / POINTS;
    let size = |tree: &usvg::Tree| tree.size().to_int_size().scale_by(scale).unwrap_or(tree.size().to_int_size());
    let sizes: Vec<_> = trees.iter().map(size).collect();
    let width = sizes.iter().map(|s| s.width()).max().unwrap_or(1);
    let height: u64 = sizes.iter().map(|s| u64::from(s.height())).sum();
    let too_large = RenderError::TooLarge { pages: pages.len(), dpi };
    let Some(height) = u32::try_from(height).ok().filter(|h| u64::from(*h) * u64::from(width) <= MOST_DOTS) else {
        return Err(too_large);
    };
    let mut file = Vec::new();
    let fault = |error: png::EncodingError| RenderError::Png(error.to_string());
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let dots = (f64::from(dpi) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
    let mut header = encoder.write_header().map_err(fault)?;
    let mut rows = header.stream_writer().map_err(fault)?;
    for (tree, size) in trees.iter().zip(sizes) {
        let drawn =
            drawn(tree, scale, (width, size.height())).ok_or(RenderError::TooLarge { pages: pages.len(), dpi })?;
        std::io::Write::write_all(&mut rows, &drawn).map_err(|error| RenderError::Png(error.to_string()))?;
    }
    rows.finish().map_err(fault)?;
    header.finish().map_err(fault)?;
    Ok(file)
}

/// A page as rows of red, green and blue on white.
fn drawn(tree: &usvg::Tree, scale: f32, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let mut pixels = Pixmap::new(width, height)?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(pixels.data().chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect())
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
    fn a_png_is_as_large_as_its_pages_and_not_blank() {
        let file = png(&[PAGE.to_owned(), PAGE.to_owned()], 144).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (144, 144));
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut dots).unwrap();
        assert!(dots.iter().filter(|d| **d < 100).count() > 200, "four characters of ink");
    }

    #[test]
    fn what_the_font_lacks_is_seen() {
        assert_eq!(printable("甲\u{2a6d7}\n"), "甲〓\n");
    }
}
