//! Addresses, each with its handler and what is told of it.

use std::any::type_name;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};

use super::access::Access;
use super::taken_fields::TakenFields;
use super::telling::{Endpoint, Telling};
use super::told::{Assumes, Told};
use crate::app::App;
use crate::http::frame::door::required;
use crate::http::frame::serving::in_turn;

/// Addresses, each with its handler and what is told of it.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<Arc<App>>,
    operations: Vec<Operation>,
}

/// One of them.
#[derive(Debug)]
pub struct Operation {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    /// The handler's path in the code.
    pub(super) handler: &'static str,
    pub(super) told: Told,
    pub(super) types: fn(&mut Telling),
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asked by GET, and by HEAD.
    pub fn get<H, M, A>(self, path: &'static str, told: Told, handler: H) -> Self
    where
        H: Handler<M, Arc<App>> + Endpoint<A>,
        M: 'static,
    {
        self.with("get", path, told, get(handler), (type_name::<H>(), H::tell))
    }

    /// Changed by POST.
    pub fn post<H, M, A>(self, path: &'static str, told: Told, handler: H) -> Self
    where
        H: Handler<M, Arc<App>> + Endpoint<A>,
        M: 'static,
    {
        let taken = Extension(TakenFields::of(&told.fields));
        self.with("post", path, told, post(handler).layer(taken), (type_name::<H>(), H::tell))
    }

    fn with(
        mut self,
        method: &'static str,
        path: &'static str,
        told: Told,
        route: MethodRouter<Arc<App>>,
        (handler, types): (&'static str, fn(&mut Telling)),
    ) -> Self {
        let route = if told.in_turn { in_turn(route) } else { route };
        let route = if told.assumes { route.layer(Extension(Assumes)) } else { route };
        let most = told.at_most.map(|bytes| DefaultBodyLimit::max(usize::try_from(bytes).unwrap_or(usize::MAX)));
        let route = if let Some(most) = most { route.layer(most) } else { route };
        let is_outside = [Access::Public, Access::Link].contains(&told.access);
        let route = if is_outside { route } else { route.layer(from_fn(required)) };
        self.operations.push(Operation { method, path, handler, told, types });
        Self { router: self.router.route(path, route), operations: self.operations }
    }

    /// These and those of another room.
    pub fn merge(mut self, others: Self) -> Self {
        self.operations.extend(others.operations);
        Self { router: self.router.merge(others.router), operations: self.operations }
    }

    /// All that is told of them.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// What serves them.
    pub fn router(self) -> Router<Arc<App>> {
        self.router
    }
}
