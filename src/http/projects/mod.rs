//! 项目: which there are, how far each is, and the forms that write that down.

mod forms;
mod list;
mod one;
mod write;

use crate::access::Right::{EditProject, SeeDispatch};
use crate::http::frame::download::PAGE;
use crate::http::frame::openapi::{Routes, form, json, page};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/projects", page("项目", SeeDispatch), list::show)
        .get("/api/v1/projects", json("项目", SeeDispatch), list::answer)
        .post(
            "/projects",
            form("新增项目", EditProject, write::new()).needs(&["name", "enterprise"]).answers(&[PAGE]),
            write::save,
        )
        .get("/projects/{project}", page("一个项目的节点和进度", SeeDispatch), one::show)
        .get("/api/v1/projects/{project}", json("一个项目的节点和进度", SeeDispatch), one::answer)
        .post(
            "/projects/{project}",
            form("记项目的一个节点，或一次进度", EditProject, write::told()).needs(&["form"]).answers(&[PAGE]),
            write::tell,
        )
}
