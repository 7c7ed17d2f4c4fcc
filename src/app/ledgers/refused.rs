//! What of a typed row cannot be, with the sentence that its form says. What no row may say is refused by the import itself.

use super::ledger::Ledger;
use crate::app::{EditRefused, typed_in};
use crate::model::{BidState, Day, EventDate};

/// Why a row is refused; none where nothing speaks against it.
pub(super) fn refused(ledger: Ledger, cells: &[(String, String)], today: Day) -> Option<EditRefused> {
    let typed = Typed { ledger, cells, today };
    match ledger {
        Ledger::Requests => typed
            .to_come(&["date", "answered", "closed"])
            .or_else(|| typed.before_first("date", &["due", "answered", "closed"])),
        Ledger::Bids => typed.to_come(&["date"]).or_else(|| typed.granted_to_none()),
        Ledger::Care => typed.to_come(&["since"]),
        Ledger::Indicators => typed.of_nothing().or_else(|| typed.beyond_the_last()),
        Ledger::Nominations | Ledger::Duties => None,
    }
}

struct Typed<'t> {
    ledger: Ledger,
    cells: &'t [(String, String)],
    today: Day,
}

impl Typed<'_> {
    fn date(&self, column: &str) -> Option<EventDate> {
        typed_in(self.cells, column).parse().ok()
    }

    fn word(&self, column: &str) -> &'static str {
        self.ledger.columns().find(|known| known.name == column).map_or("", |known| known.zh[0])
    }

    /// A day of what was done that is still to come.
    fn to_come(&self, columns: &[&str]) -> Option<EditRefused> {
        columns.iter().find_map(|column| {
            let date = self.date(column).filter(|date| date.day() > self.today)?;
            Some(EditRefused::of(column, format!("{date}还没到：{}写已经到了的日子", self.word(column))))
        })
    }

    /// A day that lies before the one that all begins with.
    fn before_first(&self, first: &str, columns: &[&str]) -> Option<EditRefused> {
        let begun = self.date(first)?;
        columns.iter().find_map(|column| {
            let date = self.date(column).filter(|date| date.last_day() < begun.day())?;
            let told = format!("{}（{date}）早于{}（{begun}）；请核对", self.word(column), self.word(first));
            Some(EditRefused::of(column, told))
        })
    }

    /// Money granted to what was not granted.
    fn granted_to_none(&self) -> Option<EditRefused> {
        let state = BidState::from_word(typed_in(self.cells, "state"));
        let given = !typed_in(self.cells, "granted").is_empty();
        let told = "写了获批金额，申报状态就要选“已获批”；还没有获批请把金额空着";
        (given && state != Some(BidState::Funded)).then(|| EditRefused::of("granted", told))
    }

    fn of_nothing(&self) -> Option<EditRefused> {
        let said = ["target", "actual", "last_year", "rank"].iter().any(|name| !typed_in(self.cells, name).is_empty());
        (!said).then(|| EditRefused::of("target", "请至少写目标值、完成值、上年同期、排名中的一项"))
    }

    fn beyond_the_last(&self) -> Option<EditRefused> {
        let number = |column| typed_in(self.cells, column).parse::<f64>().ok();
        let told = |(rank, of)| format!("排名（{rank}）大于参评数（{of}）；请核对");
        let beyond = number("rank").zip(number("of")).filter(|(rank, of)| rank > of).map(told);
        beyond.map(|told| EditRefused::of("rank", told))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(ledger: Ledger, cells: &[(&str, &str)]) -> Option<(String, String)> {
        let cells: Vec<_> = cells.iter().map(|(name, said)| ((*name).to_owned(), (*said).to_owned())).collect();
        let refused = refused(ledger, &cells, "2026-11-28".parse().unwrap())?;
        Some((refused.field.unwrap(), refused.told))
    }

    #[test]
    fn what_cannot_be_is_told_beside_its_field() {
        for (ledger, cells, field, words) in [
            (Ledger::Requests, vec![("date", "2026-11-29")], "date", "2026-11-29还没到：提出日期写已经到了的日子"),
            (
                Ledger::Requests,
                vec![("date", "2026-03-02"), ("answered", "2026-03-01")],
                "answered",
                "答复日期（2026-03-01）早于提出日期（2026-03-02）；请核对",
            ),
            (Ledger::Bids, vec![("granted", "500")], "granted", "申报状态就要选“已获批”"),
            (Ledger::Indicators, vec![("indicator", "示例")], "target", "请至少写目标值"),
            (Ledger::Indicators, vec![("rank", "17"), ("of", "16")], "rank", "排名（17）大于参评数（16）"),
        ] {
            let (at, told) = told(ledger, &cells).unwrap();
            assert!(at == field && told.contains(words), "{at}: {told}");
        }
    }

    #[test]
    fn a_month_that_ends_after_the_day_is_not_before_it() {
        let month = [("date", "2026-03-20"), ("answered", "2026-03")];
        assert_eq!(told(Ledger::Requests, &month), None);
        assert_eq!(told(Ledger::Requests, &[("date", "2026-02-30")]), None, "that is no day: the import says so");
        assert_eq!(told(Ledger::Bids, &[("granted", "500"), ("state", "funded")]), None);
    }
}
