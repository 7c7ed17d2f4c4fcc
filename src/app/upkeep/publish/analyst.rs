//! Questions of analysts to the published graph.

use crate::app::{AppError, Clock, region_alone};
use crate::model::Day;
use crate::publish::{ANALYST, AnalystAnswer, Driver, Limits, NamedQuery, State, Status, ask, chain};

/// A question by the name of its query.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The name of a query, as the list of them has it.
    pub query: String,
    /// Names and values, as given.
    pub parameters: Vec<(String, String)>,
    /// How long it may take, and how many rows are given.
    pub limits: Limits,
}

/// The queries there are.
pub fn queries() -> &'static [NamedQuery] {
    &ANALYST
}

impl Asking {
    /// Asks it. `chain` may be a name too, `home` as well; home and day are the published graph's own where they are not
    /// given, then the chain's city and today. Also tells whether the graph is still being written.
    ///
    /// # Errors
    /// No such query, a parameter is missing or unknown, nothing is published there, or the server fails.
    pub async fn ask(&self, driver: &Driver, clock: Clock) -> Result<(AnalystAnswer, bool), AppError> {
        let named = self.named()?;
        let state = State::read(driver).await?.ok_or_else(|| {
            AppError::BadRequest("这个库里没有链图发布的图；请先运行 liantu publish --to …".to_owned())
        })?;
        let wanted = named.parameters();
        if let Some((unknown, _)) = self.parameters.iter().find(|(name, _)| wanted.iter().all(|(w, _)| w != name)) {
            let known: Vec<&str> = wanted.iter().map(|(name, _)| *name).collect();
            let message = format!("查询 {} 没有参数「{unknown}」；它的参数是 {}", named.word(), known.join("、"));
            return Err(AppError::BadRequest(message));
        }
        let (chain, city) = self.chain(driver).await?;
        let mut parameters = Vec::new();
        for (name, _) in wanted {
            let given = self.given(name);
            let value = match name {
                "chain" => chain.clone(),
                "home" => home(given.or(state.moment.home.as_deref()).or(city.as_deref()))?,
                "as_of" => day(given.or(state.moment.as_of.as_deref()), clock)?,
                _ => given.map(str::to_owned).ok_or_else(|| missing(named, name))?,
            };
            parameters.push((name.to_owned(), value));
        }
        let answer = ask(driver, named, parameters, self.limits).await?;
        Ok((answer, state.status == Status::Building))
    }

    fn named(&self) -> Result<NamedQuery, AppError> {
        ANALYST.iter().copied().find(|named| named.word() == self.query).ok_or_else(|| {
            let near = ANALYST.iter().map(|named| named.word().to_owned()).collect();
            AppError::NotFound { what: "查询", text: self.query.clone(), near }
        })
    }

    fn given(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The id of the chain, and its city.
    async fn chain(&self, driver: &Driver) -> Result<(String, Option<String>), AppError> {
        let Some(given) = self.given("chain") else {
            return Err(AppError::BadRequest("请用 --param chain=… 写明产业链".to_owned()));
        };
        let mut found = chain(driver, given).await?;
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => Ok(one),
            (None, _) => Err(AppError::NotFound { what: "产业链", text: given.to_owned(), near: Vec::new() }),
            (Some(last), false) => {
                let choices = found.into_iter().chain([last]).map(|(id, _)| id).collect();
                Err(AppError::Ambiguous { what: "产业链", text: given.to_owned(), choices })
            }
        }
    }
}

fn missing(named: NamedQuery, name: &str) -> AppError {
    AppError::BadRequest(format!("查询 {} 还要参数「{name}」：--param {name}=…", named.word()))
}

fn home(given: Option<&str>) -> Result<String, AppError> {
    let given =
        given.ok_or_else(|| AppError::BadRequest("产业链没有主管城市，请用 --param home=… 指明地区".to_owned()))?;
    region_alone(given).map(|adcode| adcode.to_string())
}

fn day(given: Option<&str>, clock: Clock) -> Result<String, AppError> {
    let Some(given) = given else { return Ok(clock.today().to_string()) };
    let day = given.parse::<Day>().map_err(|_| AppError::BadRequest(format!("「{given}」不是 YYYY-MM-DD 的日期")))?;
    Ok(day.to_string())
}
