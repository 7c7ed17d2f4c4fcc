//! 依据: the files that show what was written down, the form that adds one, and taking one out.

mod page;
mod take;
mod write;

use crate::access::Right::{EditProject, LogWork, SeeDispatch};
use crate::app::evidence::MOST_OF_FILE;
use crate::http::frame::download::{JPEG, PAGE, PDF, PNG};
use crate::http::frame::openapi::{Routes, form, json, page as shown};

/// The most bytes of a form around its file.
const AROUND: u64 = 1 << 16;
/// The most bytes of a form with its file.
const MOST: u64 = MOST_OF_FILE as u64 + AROUND;

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/evidence", shown("一次走访、出行或一个项目节点的依据文件", SeeDispatch), page::show)
        .get("/api/v1/evidence", json("一次走访、出行或一个项目节点的依据文件", SeeDispatch), page::answer)
        .get(
            "/evidence/{evidence}",
            json("取走一份依据文件；日志先记下", SeeDispatch).answers(&[PDF, JPEG, PNG]),
            take::take,
        )
        .post(
            "/evidence/trips",
            form("给走访或出行附一份依据文件", LogWork, write::ADDED).needs(&["of"]).answers(&[PAGE]).at_most(MOST),
            write::to_trip,
        )
        .post(
            "/evidence/projects",
            form("给项目节点附一份依据文件", EditProject, write::ADDED).needs(&["of"]).answers(&[PAGE]).at_most(MOST),
            write::to_project,
        )
        .post(
            "/evidence/trips/out",
            form("取下走访或出行的一份依据文件", LogWork, write::REMOVED).needs(&["of", "evidence"]),
            write::from_trip,
        )
        .post(
            "/evidence/projects/out",
            form("取下项目节点的一份依据文件", EditProject, write::REMOVED).needs(&["of", "evidence"]),
            write::from_project,
        )
}
