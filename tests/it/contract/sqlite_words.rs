//! Erasable words in a file: none of them is left in it, damage is found, and what no row holds goes.

use std::path::Path;

use liantu::store::Store;
use rusqlite::Connection;

use super::words::{apply, import_firms, sound, work, work_key};
use crate::support::{Facts, block_on};

pub fn facts(facts: &mut Facts) {
    facts.add("contract::sqlite::erased_words_are_nowhere_in_the_file", erased_words_are_nowhere_in_the_file);
    facts.add("contract::sqlite::changed_words_are_damage", changed_words_are_damage);
    facts.add("contract::sqlite::words_of_no_row_can_be_mended", words_of_no_row_can_be_mended);
}

const SECRET: &str = "只此一处的话";

async fn filled(folder: &Path) -> Store {
    let store = Store::open(&folder.join("liantu.db")).await.unwrap();
    let ids = import_firms(&store, "b1", &["e1", "e2"]).await;
    apply(&store, "b2", vec![work(ids[0], "甲", SECRET), work(ids[1], "甲", "别的话")]).await;
    store
}

fn holds(folder: &Path, words: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    let mut files = files.map(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()));
    files.any(|found| found)
}

fn erased_words_are_nowhere_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let store = filled(folder.path()).await;
        assert!(holds(folder.path(), SECRET));
        let first = store.find_nodes(vec![super::words::name(liantu::model::Kind::Enterprise, "e1")]).await.unwrap();
        assert_eq!(store.erase_words(vec![work_key(first[0].unwrap(), "甲")]).await, Ok(1));
        assert!(!holds(folder.path(), SECRET));
        assert!(holds(folder.path(), "别的话"));
        sound(&store).await;
    });
}

fn changed_words_are_damage() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let store = filled(folder.path()).await;
        let file = Connection::open(folder.path().join("liantu.db")).unwrap();
        assert_eq!(file.execute("UPDATE words SET text = '改动的话' WHERE text = ?1", [SECRET]).unwrap(), 1);
        let found = store.check().await.unwrap();
        assert!(found.problems.len() == 1 && found.problems[0].contains("1 段文字"), "{:?}", found.problems);
    });
}

fn words_of_no_row_can_be_mended() {
    let folder = tempfile::tempdir().unwrap();
    block_on(async {
        let store = filled(folder.path()).await;
        let file = Connection::open(folder.path().join("liantu.db")).unwrap();
        let stray = "INSERT INTO words SELECT kind, a, b, c, x'ff00', '多出的话' FROM words
                     UNION SELECT kind, a, b, c || 'x', digest, '多出的话' FROM words";
        assert_eq!(file.execute(stray, []).unwrap(), 4);
        let found = store.check().await.unwrap();
        assert_eq!((found.problems, found.mendable.len()), (vec![], 1), "{:?}", found.mendable);
        assert_eq!(store.rebuild().await, Ok(Some(0)));
        sound(&store).await;
    });
}
