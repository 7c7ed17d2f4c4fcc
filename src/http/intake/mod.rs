//! 数据: bringing files in, looking what they would change, importing, taking back; history and templates.

mod begin;
mod imports;
mod mapping;
mod mapping_columns;
mod mapping_lines;
mod mapping_said;
mod moved;
mod progress;
mod receive;
mod returned;
mod sources;
mod templates;
mod upload;
mod upload_page;

pub(in crate::http) use returned::rows as returned_rows;

use crate::access::Right::{Import, Packet, SeeChain, SeeFacts};
use crate::app::MOST_BYTES;
use crate::http::frame::download::{CSV, JSON, PAGE, WORKBOOK};
use crate::http::frame::failure_code::FailureCode::PageNotFound;
use crate::http::frame::openapi::{Access, Routes, file, form, page, sent};

/// What stands around the files of a form.
const AROUND: u64 = 1 << 20;

/// The addresses of this room.
pub fn routes() -> Routes {
    let template = file("一张空白模板，或全部", Access::Public, CSV).answers(&[WORKBOOK]).fails(PageNotFound);
    Routes::new()
        .get("/data", page("数据：带文件来，历次导入，模板", SeeFacts), begin::show)
        .post("/data", form("收下文件，到它们的预览", Import, []).at_most(MOST_BYTES + AROUND), receive::receive)
        .post(
            "/data/returned",
            form("收下填好的离线包，到它的预览", Packet, []).at_most(MOST_BYTES + AROUND),
            receive::receive_returned,
        )
        .post(
            "/data/pasted",
            form("收下粘贴的回填文字，到它的预览", Packet, returned::PASTED).needs(&["text"]).answers(&[PAGE]),
            returned::paste,
        )
        .get("/data/templates/{name}", template, templates::download)
        .get("/data/history", page("一条记录的来历", SeeFacts), imports::history)
        .get("/data/sources", page("来源：名称、可信度、许可", SeeFacts), sources::show)
        .get("/data/moved", page("有何变化：一条产业链两天之间", SeeChain), moved::show)
        .get("/data/imports", page("历次导入", SeeFacts), imports::list)
        .get("/data/imports/{import}", page("一次导入", SeeFacts), imports::show)
        .post(
            "/data/imports/{import}/undo",
            sent("撤销一次导入", Import, [("evidence", "1：依据文件也一起删除，不能恢复")]).answers(&[PAGE]),
            imports::undo,
        )
        .merge(uploads())
}

/// Of files that came in and are not imported yet.
fn uploads() -> Routes {
    Routes::new()
        .get("/data/uploads/{upload}", page("预览：会改变什么，哪里有错", Import), upload::show)
        .get("/data/uploads/{upload}/progress", file("进度", Import, "text/event-stream"), progress::events)
        .post("/data/uploads/{upload}/apply", form("导入", Import, upload::APPLIED).answers(&[PAGE]), upload::apply)
        .post(
            "/data/uploads/{upload}/segments",
            form("用名单里的名称新建环节，列在这批文件里；已经导入的，接着导入等着的行", Import, upload::SEGMENTS)
                .answers(&[PAGE]),
            upload::add_segments,
        )
        .post(
            "/data/uploads/{upload}/units",
            form("说出金额的单位", Import, upload::UNITS_SAID).answers(&[PAGE]),
            upload::say_units,
        )
        .post("/data/uploads/{upload}/again", form("回到预览", Import, []).answers(&[PAGE]), upload::again)
        .post("/data/uploads/{upload}/discard", form("放弃这批文件", Import, []).answers(&[PAGE]), upload::discard)
        .get(
            "/data/uploads/{upload}/rejected/{place}",
            file("被拒绝的行", Import, CSV).answers(&[JSON]),
            upload::rejected,
        )
        .merge(files())
}

/// Of one file among those.
fn files() -> Routes {
    Routes::new()
        .get("/data/uploads/{upload}/files/{place}", page("一个文件怎样读", Import), mapping::show)
        .post(
            "/data/uploads/{upload}/files/{place}",
            form("改一个文件的读法", Import, mapping_said::SAID).answers(&[PAGE]),
            mapping::save,
        )
        .post(
            "/data/uploads/{upload}/files/{place}/leave",
            form("不导入这个文件，或重新算上", Import, upload::LEFT).answers(&[PAGE]),
            upload::leave,
        )
        .post(
            "/data/uploads/{upload}/files/{place}/anew",
            form("不照上次，重新认一个文件的各列", Import, []).answers(&[PAGE]),
            upload::anew,
        )
        .post(
            "/data/uploads/{upload}/files/{place}/contacts",
            form("一个文件里的联系人也读作这些企业的联系方式", Import, []).answers(&[PAGE]),
            upload::contacts_too,
        )
        .post(
            "/data/uploads/{upload}/files/{place}/encoding",
            form("换一个文件的文字编码", Import, upload::ENCODED).answers(&[PAGE]),
            upload::encode,
        )
        .get("/data/uploads/{upload}/files/{place}/return", page("交回的清单改了什么", Packet), returned::show)
        .post(
            "/data/uploads/{upload}/files/{place}/return",
            sent("收下交回的清单", Packet, returned::TAKEN).answers(&[PAGE]),
            returned::take,
        )
}
