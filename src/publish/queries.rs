//! Every query there is, by name. Cypher stands in `queries/` and nowhere else.

use super::NamedQuery;

macro_rules! queries {
    ($($name:ident = $path:literal;)+) => {
        $(pub const $name: NamedQuery =
            NamedQuery { name: $path, text: include_str!(concat!("../../queries/", $path, ".cypher")) };)+
    };
}

queries! {
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

/// What an analyst may ask.
pub const ANALYST: [NamedQuery; 11] = [
    GAPS,
    CANDIDATES,
    FUND_COVERAGE,
    INTRODUCTIONS,
    WHO_SUPPLIES_WHOM,
    MISSING_CO_INPUTS,
    LOCAL_FIRMS,
    SINGLE_SUPPLIERS,
    OPEN_DOORS,
    NEW_SITES,
    SOURCES,
];

/// What the program itself asks and writes.
pub const ALL: [NamedQuery; 26] = [
    CONSTRAINT,
    ID_INDEX,
    NAME_INDEX,
    WORDS,
    READY,
    SERVER,
    MARK,
    STATE,
    CHAIN,
    ANY,
    INDEXES,
    NODES,
    EDGES,
    BEGIN,
    COMPLETE,
    FENCE,
    CREATE_NODES,
    CREATE_EDGES,
    PUT_NODES,
    PUT_EDGES,
    DROP_NODES,
    STRIP_NODES,
    UNLABEL_NODES,
    DROP_EDGES,
    DROP_STRAY_EDGES,
    DROP_STRAY_NODES,
];
