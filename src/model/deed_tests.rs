//! What is written of a deed is read again as the same.

use super::deed::*;
use super::*;
use proptest::prelude::*;

fn deeds() -> impl Strategy<Value = Deed> {
    let id = || "[a-z0-9甲乙:-]{1,8}".prop_map(|id: String| id);
    let text = || "[a-z甲乙 ]{0,8}".prop_map(|text: String| text);
    prop_oneof![
        text().prop_map(|files| Deed::Import { files }),
        id().prop_map(|import| Deed::Undo { import }),
        (prop::sample::select(ListDeed::ALL), text()).prop_map(|(deed, chain)| Deed::List { deed, chain }),
        ("[0-9a-f]{12}", id(), id(), text(), any::<bool>())
            .prop_map(|(packet, chain, squad, to, contacts)| Deed::Packet { packet, chain, squad, to, contacts }),
        ("[0-9a-f]{12}", id(), id()).prop_map(|(packet, chain, squad)| Deed::PacketReturn { packet, chain, squad }),
        text().prop_map(|chain| Deed::ListReturn { chain }),
        (id(), text()).prop_map(|(chain, file)| Deed::Contacts { chain, file }),
        (prop::sample::select(Kind::ALL), text()).prop_map(|(table, thing)| Deed::ContactsRead { table, thing }),
        (text(), prop::sample::select(Verdict::ALL))
            .prop_map(|(segment, verdict)| Deed::Assessment { segment, verdict }),
        (prop::sample::select(Kind::ALL), text()).prop_map(|(table, thing)| Deed::Edit { table, thing }),
        (prop::sample::select(AccountDeed::ALL), text()).prop_map(|(deed, account)| Deed::Account { deed, account }),
        (prop::sample::select(JudgeDeed::ALL), id(), text()).prop_map(|(deed, one, other)| Deed::Judge {
            deed,
            one,
            other
        }),
        (prop::sample::select(ClaimDeed::ALL), id(), text()).prop_map(|(deed, squad, enterprise)| Deed::Claim {
            deed,
            squad,
            enterprise
        }),
        ("[a-z甲]{0,4}", text()).prop_map(|(chain, file)| Deed::Export { chain, file }),
        (prop::sample::select(ShareDeed::ALL), id(), id(), "[a-z甲]{0,4}", any::<bool>())
            .prop_map(|(deed, share, chain, told, contacts)| Deed::Share { deed, share, chain, told, contacts }),
        (prop::sample::select(SheetDeed::ALL), text()).prop_map(|(deed, sheet)| Deed::Sheet { deed, sheet }),
        (prop::sample::select(EvidenceDeed::ALL), id(), "[0-9a-f]{64}", prop::sample::select(Kind::ALL), text())
            .prop_map(|(deed, evidence, digest, table, thing)| {
                Deed::Evidence(EvidenceTold { deed, evidence, digest, table, thing })
            }),
        id().prop_map(|protocol| Deed::PersonErased { protocol }),
        Just(Deed::Erasure),
    ]
}

proptest! {
    #[test]
    fn a_deed_is_read_back_from_its_words(deed in deeds()) {
        prop_assert_eq!(Deed::read(&deed.to_string()), deed);
    }

    #[test]
    fn any_words_come_out_as_they_went_in(
        begin in "(import|undo|list|list add|packet|return|return list|map|assess|edit|edit funds|account|account grant|claim|claim take|read contacts funds|sheet|sheet freeze|evidence|evidence add|share|share open|export|erase contacts|erase person)?",
        rest in "( [a-z甲 ]{0,6}){0,5}( 发给 )?[a-z]{0,3}(，含联系方式)?",
    ) {
        let words = format!("{begin}{rest}");
        prop_assert_eq!(Deed::read(&words).to_string(), words);
    }
}

#[test]
fn the_words_are_those_of_every_version() {
    let packet = |contacts| Deed::Packet {
        packet: "0a1b".into(),
        chain: "ic".into(),
        squad: "Q1".into(),
        to: "王某".into(),
        contacts,
    };
    for (deed, words) in [
        (Deed::Import { files: "a.csv b c.csv".into() }, "import a.csv b c.csv"),
        (Deed::Undo { import: "9f".into() }, "undo 9f"),
        (Deed::List { deed: ListDeed::Assign, chain: "ic".into() }, "list assign ic"),
        (packet(false), "packet 0a1b ic Q1 发给 王某"),
        (packet(true), "packet 0a1b ic Q1 发给 王某，含联系方式"),
        (Deed::ListReturn { chain: "ic".into() }, "return list ic"),
        (Deed::Contacts { chain: "ic".into(), file: "图.pdf".into() }, "map ic 图.pdf，含联系方式"),
        (Deed::ContactsRead { table: Kind::Enterprise, thing: "甲 厂".into() }, "read contacts enterprises 甲 厂"),
        (Deed::Assessment { segment: "S1".into(), verdict: Verdict::Fill }, "assess S1 fill"),
        (Deed::Edit { table: Kind::Enterprise, thing: "甲 厂".into() }, "edit enterprises 甲 厂"),
        (Deed::Account { deed: AccountDeed::Grant, account: "wang leader:ic".into() }, "account grant wang leader:ic"),
        (
            Deed::Claim { deed: ClaimDeed::HandOver, squad: "Q1".into(), enterprise: "甲 厂".into() },
            "claim hand-over Q1 甲 厂",
        ),
        (Deed::Export { chain: "ic".into(), file: "缺口 1.csv".into() }, "export ic 缺口 1.csv"),
        (Deed::Export { chain: String::new(), file: "日志.csv".into() }, "export - 日志.csv"),
        (
            Deed::Sheet { deed: SheetDeed::Amend, sheet: "squads 340100 2026-01-01/2026-02-28 2026-02-28 1".into() },
            "sheet amend squads 340100 2026-01-01/2026-02-28 2026-02-28 1",
        ),
        (Deed::Erasure, "erase contacts"),
        (Deed::PersonErased { protocol: "9f".into() }, "erase person 9f"),
        (Deed::Other("list mend ic".into()), "list mend ic"),
    ] {
        assert_eq!((deed.to_string().as_str(), Deed::read(words)), (words, deed));
    }
}
