//! A formula of points, as a city writes it: off unless somebody gives one.

use super::formula_error::{FormulaError, FormulaFault};
use super::sheet_columns::ScoreRows;

/// How points are made of the columns of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct PointsFormula {
    /// In the order of the file.
    pub columns: Vec<FormulaColumn>,
}

/// What a column gives.
#[derive(Debug, Clone, PartialEq)]
pub struct FormulaColumn {
    /// Its key.
    pub name: String,
    /// Its place among the columns of the sheet.
    pub at: usize,
    /// Not below nought.
    pub weight: f64,
    /// How its values become 0 to 1.
    pub scale: PointsScale,
    /// Whether less is better.
    pub less: bool,
}

/// How the values of a column become 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PointsScale {
    /// 1 from this value on.
    Full(f64),
    /// From the least to the most of the rows.
    Span,
}

impl PointsFormula {
    /// The kind of rows that a formula is for, as it says; the formula must be right.
    ///
    /// # Errors
    /// The first thing in the file that is wrong.
    pub fn rows(text: &str) -> Result<ScoreRows, FormulaError> {
        let said = text.parse::<toml::Table>().ok().and_then(|table| table.get("rows")?.as_str()?.parse().ok());
        let rows = said.unwrap_or(ScoreRows::Squads);
        Self::from_toml(text, rows).map(|_| rows)
    }

    /// Reads a formula for a kind of rows.
    ///
    /// # Errors
    /// The first thing in the file that is wrong.
    pub fn from_toml(text: &str, rows: ScoreRows) -> Result<Self, FormulaError> {
        let table: toml::Table = text.parse().map_err(|error| not_toml(text, &error))?;
        let (mut faults, mut columns) = (Vec::new(), Vec::<FormulaColumn>::new());
        let lines = Lines::of(text);
        if let Err(fault) = rows_of(&table, rows) {
            faults.push(FormulaError { line: lines.rows, fault });
        }
        if let Some(key) = table.keys().find(|key| !["rows", "column"].contains(&key.as_str())) {
            faults.push(FormulaError { line: lines.of_key(text, key), fault: FormulaFault::Key(key.clone()) });
        }
        let given = table.get("column").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
        for (place, value) in given.iter().enumerate() {
            match column(value, rows, &columns) {
                Ok(column) => columns.push(column),
                Err(fault) => faults.push(FormulaError { line: lines.column(place), fault }),
            }
        }
        if !columns.iter().any(|column| column.weight > 0.0) {
            faults.push(FormulaError { line: lines.column(0), fault: FormulaFault::NoWeight });
        }
        // Of several in one line the first found is told.
        match faults.into_iter().min_by_key(|error| error.line) {
            Some(error) => Err(error),
            None => Ok(Self { columns }),
        }
    }
}

/// Where the parts of a formula stand, from 1.
struct Lines {
    rows: usize,
    columns: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let is_column = |line: &str| {
            let inner = line.trim().strip_prefix("[[").and_then(|rest| rest.split_once("]]"));
            inner.is_some_and(|(name, _)| name.trim().trim_matches(['"', '\'']) == "column")
        };
        let columns = (1..).zip(text.lines()).filter(|(_, line)| is_column(line)).map(|(number, _)| number).collect();
        Self { rows: line_of_key(text, "rows"), columns }
    }

    fn column(&self, place: usize) -> usize {
        self.columns.get(place).copied().unwrap_or(1)
    }

    fn of_key(&self, text: &str, key: &str) -> usize {
        line_of_key(text, key).min(self.columns.first().copied().unwrap_or(usize::MAX))
    }
}

/// The line that begins with a key; the first where none does.
fn line_of_key(text: &str, key: &str) -> usize {
    let begins = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'', '[']);
        line.strip_prefix(key).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    text.lines().position(begins).map_or(1, |at| at + 1)
}

fn not_toml(text: &str, error: &toml::de::Error) -> FormulaError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    FormulaError { line, fault: FormulaFault::Format(error.message().to_owned()) }
}

fn rows_of(table: &toml::Table, rows: ScoreRows) -> Result<(), FormulaFault> {
    match table.get("rows") {
        Some(toml::Value::String(given)) if given == rows.code() => Ok(()),
        Some(toml::Value::String(given)) => Err(FormulaFault::Rows { given: given.clone(), wanted: rows.code() }),
        _ => Err(FormulaFault::Rows { given: String::new(), wanted: rows.code() }),
    }
}

fn column(value: &toml::Value, rows: ScoreRows, before: &[FormulaColumn]) -> Result<FormulaColumn, FormulaFault> {
    let table = value.as_table().ok_or_else(|| FormulaFault::Key("column".to_owned()))?;
    let text = |key: &str| table.get(key).map(|value| value.as_str().unwrap_or_default());
    let number = |key: &str| {
        let value = table.get(key)?;
        Some(value.as_float().or_else(|| value.as_integer().map(|n| n as f64)).unwrap_or(f64::NAN))
    };
    let name = text("name").unwrap_or_default().to_owned();
    let known = rows.columns().iter().flat_map(|group| group.iter());
    let at = known.map(|column| column.key).position(|key| key == name);
    let at = at.ok_or_else(|| FormulaFault::UnknownColumn(name.clone()))?;
    if before.iter().any(|column| column.name == name) {
        return Err(FormulaFault::Twice(name));
    }
    if let Some(key) =
        table.keys().find(|key| !["name", "weight", "scale", "full", "direction"].contains(&key.as_str()))
    {
        return Err(FormulaFault::Key(key.clone()));
    }
    let weight = number("weight").filter(|weight| weight.is_finite() && *weight >= 0.0);
    let weight = weight.ok_or_else(|| FormulaFault::Weight(name.clone()))?;
    let scale = match (text("scale"), number("full")) {
        (Some("full"), Some(full)) if full.is_finite() && full > 0.0 => PointsScale::Full(full),
        (Some("span"), None) => PointsScale::Span,
        (Some("full" | "span"), _) => return Err(FormulaFault::Full(name)),
        _ => return Err(FormulaFault::Scale(name)),
    };
    let less = match text("direction") {
        None | Some("more") => false,
        Some("less") => true,
        Some(_) => return Err(FormulaFault::Direction(name)),
    };
    Ok(FormulaColumn { name, at, weight, scale, less })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        PointsFormula::from_toml(text, ScoreRows::Squads).unwrap_err().to_string()
    }

    #[test]
    fn the_first_fault_of_a_file_is_told_with_its_line() {
        let trips = "[[column]]\nname = \"trips\"\nweight = 1\nscale = \"span\"\n";
        assert!(PointsFormula::from_toml(&format!("rows = \"squads\"\n{trips}"), ScoreRows::Squads).is_ok());
        for (text, told) in [
            (format!("rows = \"squads\"\n{trips}{trips}"), "第 6 行：「trips」写了两次"),
            (format!("rows = \"chains\"\n{trips}{trips}"), "第 1 行：公式的 rows 是「chains」"),
            (trips.to_owned(), "第 1 行：公式的 rows 是「」"),
            ("rows = \"squads\"\n\n".to_owned(), "第 1 行：没有一列的 weight 大于 0"),
            (format!("rows = \"squads\"\n\n{}", trips.replace('1', "0")), "第 3 行：没有一列"),
            (format!("rows = \"squads\"\n{}", trips.replace('1', "-1")), "第 2 行：「trips」的 weight"),
            (format!("rows = \"squads\"\n{}", trips.replace("span", "log")), "第 2 行：「trips」的 scale"),
            (format!("rows = \"squads\"\n{trips}full = 3\n"), "第 2 行：「trips」：scale"),
            (format!("rows = \"squads\"\n{}", trips.replace("span", "full")), "第 2 行：「trips」：scale"),
            (format!("rows = \"squads\"\n{trips}direction = \"up\"\n"), "第 2 行：「trips」的 direction"),
            (format!("rows = \"squads\"\n{}", trips.replace("trips", "care")), "第 2 行：没有「care」"),
            ("rows = \"squads\"\n[[column\n".to_owned(), "第 2 行：不是 TOML"),
            (format!("rows = \"squads\"\nrank = 1\n{trips}"), "第 2 行：不认识「rank」"),
        ] {
            let error = refused(&text);
            assert!(error.starts_with(told), "{text}: {error}");
        }
    }
}
