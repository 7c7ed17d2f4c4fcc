//! What is taken away as a file stands in the journal: it goes out after that, and stays where that cannot be written.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::address::pairs;
use super::download::TakenAway;
use super::failure::Failure;
use crate::access::Caller;
use crate::app::{App, AppError};

/// Notes every file that is taken away.
pub async fn journaled(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let (chain, asks) = (chain_of(request.uri()), request.method() != Method::HEAD);
    let mut response = next.run(request).await;
    let taken = response.extensions_mut().remove::<TakenAway>().filter(|_| asks);
    let (Some(TakenAway(file)), Some(caller)) = (taken, caller) else { return response };
    match noted(&app, caller, chain.as_deref(), &file).await {
        Ok(()) => response,
        Err(error) => Failure::from(error).into_response(),
    }
}

async fn noted(app: &App, caller: Caller, chain: Option<&str>, file: &str) -> Result<(), AppError> {
    app.desk(caller, None).await?.exported(chain, file).await
}

/// The chain that an address is about: in its path, or in its query.
fn chain_of(uri: &Uri) -> Option<String> {
    let asked = pairs(uri.query().unwrap_or_default()).into_iter().find(|(name, _)| name == "chain");
    let mut parts = uri.path().split('/').skip_while(|part| *part != "chains").skip(1);
    let in_path = || Some(pairs(&format!("chain={}", parts.next()?)).into_iter().next()?.1);
    asked.map(|(_, chain)| chain).or_else(in_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_stands_in_the_path_or_in_the_query() {
        for (address, chain) in [
            ("/chains/ic/gaps?format=csv", Some("ic")),
            ("/api/v1/chains/%E9%9B%86%E6%88%90%E7%94%B5%E8%B7%AF/brief.pdf", Some("集成电路")),
            ("/api/v1/pack.pdf?home=340100&chain=%E9%93%BE", Some("链")),
            ("/journal?format=csv", None),
            ("/chains", None),
        ] {
            assert_eq!(chain_of(&address.parse().unwrap()).as_deref(), chain, "{address}");
        }
    }
}
