//! An outline of regions from a file: GeoJSON or TopoJSON, read within bounds.

use serde_json::Value;

/// The largest file, in bytes.
pub const LARGEST: u64 = 32 << 20;
/// More points than any screen or page shows.
const MOST_POINTS: usize = 2_000_000;
/// How deep collections may stand in each other.
const DEEPEST: usize = 16;

type Point = (f64, f64);

/// Closed rings in degrees, regions and their holes alike: filled even-odd, a ring in a ring is a hole and a ring beside
/// another an island, whatever order a file gives them in.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Each in order along its border, longitude before latitude.
    pub rings: Vec<Vec<Point>>,
}

/// Why a file is no outline; what it says is for the person who gave the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutlineError {
    /// What the reader of JSON says, with line and column.
    #[error("不是 JSON：{0}")]
    Json(String),
    /// What `type` says instead.
    #[error("既不是 GeoJSON 也不是 TopoJSON：type 是「{0}」")]
    Kind(String),
    /// The beginning of the first that is wrong.
    #[error("坐标不是经纬度（度）：{0}；请先转换为 CGCS2000 或 WGS84 经纬度")]
    Degrees(String),
    /// Points and lines alone draw no region.
    #[error("里面没有面（Polygon、MultiPolygon）")]
    Empty,
    /// Too many points to draw.
    #[error("太大：超过 {MOST_POINTS} 个点；请先简化")]
    TooLarge,
    /// Nested too deep, or arcs that are not there.
    #[error("层次太深或弧段编号有误")]
    Broken,
}

impl Outline {
    /// Reads a file's text.
    ///
    /// # Errors
    /// The text is no JSON, of another kind, not in degrees, without regions, too large or broken.
    pub fn parse(text: &str) -> Result<Self, OutlineError> {
        let file: Value = serde_json::from_str(text).map_err(|error| OutlineError::Json(error.to_string()))?;
        let mut reader = Reader { arcs: Vec::new(), rings: Vec::new(), points: 0 };
        if kind(&file) == "Topology" {
            reader.arcs = arcs(&file)?;
            let objects = file.get("objects").and_then(Value::as_object).ok_or(OutlineError::Broken)?;
            for object in objects.values() {
                reader.read(object, 0)?;
            }
        } else {
            reader.read(&file, 0)?;
        }
        if reader.rings.is_empty() { Err(OutlineError::Empty) } else { Ok(Self { rings: reader.rings }) }
    }
}

fn kind(value: &Value) -> &str {
    value.get("type").and_then(Value::as_str).unwrap_or_default()
}

struct Reader {
    /// The arcs of a TopoJSON file, in degrees.
    arcs: Vec<Vec<Point>>,
    rings: Vec<Vec<Point>>,
    points: usize,
}

impl Reader {
    fn read(&mut self, value: &Value, depth: usize) -> Result<(), OutlineError> {
        if depth > DEEPEST {
            return Err(OutlineError::Broken);
        }
        match kind(value) {
            "FeatureCollection" => self.each(value.get("features"), depth),
            "GeometryCollection" => self.each(value.get("geometries"), depth),
            "Feature" => value.get("geometry").filter(|g| !g.is_null()).map_or(Ok(()), |g| self.read(g, depth + 1)),
            "Polygon" => self.polygon(inside(value)),
            "MultiPolygon" => list(inside(value)).try_for_each(|polygon| self.polygon(Some(polygon))),
            "Point" | "MultiPoint" | "LineString" | "MultiLineString" => Ok(()),
            other => Err(OutlineError::Kind(other.to_owned())),
        }
    }

    fn each(&mut self, values: Option<&Value>, depth: usize) -> Result<(), OutlineError> {
        list(values).try_for_each(|value| self.read(value, depth + 1))
    }

    fn polygon(&mut self, rings: Option<&Value>) -> Result<(), OutlineError> {
        for ring in list(rings) {
            let points = self.ring(ring)?;
            self.points += points.len();
            if self.points > MOST_POINTS {
                return Err(OutlineError::TooLarge);
            }
            if points.len() > 2 {
                self.rings.push(points);
            }
        }
        Ok(())
    }

    /// A ring of positions, or of the numbers of arcs; a negative number is an arc backwards.
    fn ring(&self, ring: &Value) -> Result<Vec<Point>, OutlineError> {
        let mut points = Vec::new();
        for part in list(Some(ring)) {
            let Some(number) = part.as_i64() else {
                points.push(position(part)?);
                continue;
            };
            let place = usize::try_from(if number < 0 { !number } else { number }).unwrap_or(usize::MAX);
            let arc = self.arcs.get(place).ok_or(OutlineError::Broken)?;
            if points.len() + arc.len() > MOST_POINTS {
                return Err(OutlineError::TooLarge);
            }
            // Arcs share their ends.
            let from = usize::from(!points.is_empty());
            if number < 0 {
                points.extend(arc.iter().rev().skip(from));
            } else {
                points.extend(arc.iter().skip(from));
            }
        }
        Ok(points)
    }
}

/// Coordinates of GeoJSON, arcs of TopoJSON.
fn inside(value: &Value) -> Option<&Value> {
    value.get("coordinates").or_else(|| value.get("arcs"))
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn pair(value: &Value) -> Option<Point> {
    Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?))
}

fn position(value: &Value) -> Result<Point, OutlineError> {
    let wrong = || OutlineError::Degrees(value.to_string().chars().take(40).collect());
    let point = pair(value).ok_or_else(wrong)?;
    let degrees = (-180.0..=180.0).contains(&point.0) && (-90.0..=90.0).contains(&point.1);
    if degrees { Ok(point) } else { Err(wrong()) }
}

/// The arcs of a TopoJSON file; quantized ones are made of steps.
fn arcs(file: &Value) -> Result<Vec<Vec<Point>>, OutlineError> {
    let transform = file.get("transform");
    let of = |name: &str| transform.and_then(|t| t.get(name)).and_then(pair);
    let (scale, move_by) = (of("scale").unwrap_or((1.0, 1.0)), of("translate").unwrap_or((0.0, 0.0)));
    let mut all = Vec::new();
    for arc in list(file.get("arcs")) {
        let mut at = (0.0, 0.0);
        let mut points = Vec::new();
        for step in list(Some(arc)) {
            let step = pair(step).ok_or(OutlineError::Broken)?;
            at = if transform.is_some() { (at.0 + step.0, at.1 + step.1) } else { step };
            let degrees = [at.0 * scale.0 + move_by.0, at.1 * scale.1 + move_by.1];
            points.push(position(&Value::from(degrees.to_vec()))?);
        }
        all.push(points);
    }
    Ok(all)
}

#[cfg(test)]
#[path = "outline_tests.rs"]
mod tests;
