//! Every query there is, by name. Cypher stands in `queries/` and nowhere else.

use super::NamedQuery;

/// Declares queries, and the list of them.
macro_rules! queries {
    ($words:literal $list:ident: $($name:ident = $path:literal;)+) => {
        $(pub const $name: NamedQuery =
            NamedQuery { name: $path, text: include_str!(concat!("../../queries/", $path, ".cypher")) };)+

        #[doc = $words]
        pub const $list: [NamedQuery; [$($path),+].len()] = [$($name),+];
    };
}

queries! {
    "What the program itself asks and writes." ALL:
    CONSTRAINT = "schema/lid";
    ID_INDEX = "schema/id";
    NAME_INDEX = "schema/names";
    WORDS = "schema/words";
    READY = "schema/ready";
    SERVER = "read/server";
    MARK = "read/mark";
    STATE = "read/state";
    CHAIN = "read/chain";
    ANY = "read/any";
    INDEXES = "read/indexes";
    NODES = "read/nodes";
    EDGES = "read/edges";
    BEGIN = "write/begin";
    COMPLETE = "write/complete";
    FENCE = "write/fence";
    CREATE_NODES = "write/create_nodes";
    CREATE_EDGES = "write/create_edges";
    PUT_NODES = "write/put_nodes";
    PUT_EDGES = "write/put_edges";
    DROP_NODES = "write/drop_nodes";
    STRIP_NODES = "write/strip_nodes";
    UNLABEL_NODES = "write/unlabel_nodes";
    DROP_EDGES = "write/drop_edges";
    DROP_STRAY_EDGES = "write/drop_stray_edges";
    DROP_STRAY_NODES = "write/drop_stray_nodes";
}

queries! {
    "What an analyst may ask." ANALYST:
    GAPS = "analyst/gaps";
    CANDIDATES = "analyst/candidates";
    FUND_COVERAGE = "analyst/fund_coverage";
    INTRODUCTIONS = "analyst/introductions";
    WHO_SUPPLIES_WHOM = "analyst/who_supplies_whom";
    MISSING_CO_INPUTS = "analyst/missing_co_inputs";
    LOCAL_FIRMS = "analyst/local_firms";
    SINGLE_SUPPLIERS = "analyst/single_suppliers";
    OPEN_DOORS = "analyst/open_doors";
    NEW_SITES = "analyst/new_sites";
    SOURCES = "analyst/sources";
}
