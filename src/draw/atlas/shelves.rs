//! How the cards of a band are put on shelves: a group stands whole in a block of its own, one line high or several, and the
//! blocks of a shelf fill the width. So no group is torn, and none begins beside the end of another.

use std::ops::Range;

use super::input::Card;

/// What a shelf costs beside its lines: its heads, in lines.
const HEAD: f64 = 0.2;
/// What a place costs that a block has and no card fills: the others of its line are made wider.
const UNEVEN: f64 = 0.25;

/// The cards of a group, or those between groups, in a box of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Their positions in the band.
    pub cards: Range<usize>,
    /// The segment above them; none where they have none.
    pub group: Option<String>,
    /// How many columns of its shelf it is wide.
    pub columns: usize,
}

/// Blocks beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// How many lines of cards it is high.
    pub lines: usize,
    pub blocks: Vec<Block>,
}

impl Block {
    /// The cards on a line of a shelf of so many, as many on each as can be.
    pub fn line(&self, line: usize, lines: usize) -> Range<usize> {
        let count = self.cards.len();
        let before = |line: usize| self.cards.start + line * (count / lines) + line.min(count % lines);
        before(line)..before(line + 1)
    }
}

impl Shelf {
    /// How many columns its blocks are wide together.
    pub fn columns(&self) -> usize {
        self.blocks.iter().map(|block| block.columns).sum()
    }
}

/// The shelves of a band, each of at most `most` columns: the lowest there are, with the most even blocks.
pub fn shelves(cards: &[Card], most: usize) -> Vec<Shelf> {
    let groups: Vec<&[Card]> = cards.chunk_by(|a, b| a.parent == b.parent).collect();
    let counts: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    // From each group on: the cost of the best shelves, how many groups the first of them has, and its lines.
    let mut best = vec![(0.0, 0, 0); counts.len() + 1];
    for from in (0..counts.len()).rev() {
        let trials = (from + 1..=counts.len()).take(most).filter_map(|to| {
            let lines = lines(&counts[from..to], most)?;
            let uneven: usize = counts[from..to].iter().map(|count| count.div_ceil(lines) * lines - count).sum();
            Some((lines as f64 + HEAD + UNEVEN * uneven as f64 + best[to].0, to - from, lines))
        });
        best[from] = trials.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
    }
    let (mut shelves, mut at, mut card) = (Vec::new(), 0, 0);
    while let Some((_, taken @ 1.., lines)) = best.get(at).copied() {
        let block = |group: &&[Card]| {
            let cards = card..card + group.len();
            card = cards.end;
            Block { columns: group.len().div_ceil(lines), group: group[0].parent.clone(), cards }
        };
        shelves.push(Shelf { lines, blocks: groups[at..at + taken].iter().map(block).collect() });
        at += taken;
    }
    shelves
}

/// How many lines a shelf of such groups needs; none where one of them would leave a line without a card.
fn lines(counts: &[usize], most: usize) -> Option<usize> {
    let wide = |lines: usize| counts.iter().map(|count| count.div_ceil(lines)).sum::<usize>();
    let least = counts.iter().min().copied().unwrap_or_default();
    let most_lines = if counts.len() == 1 { least } else { least.min(4) };
    (1..=most_lines).find(|&lines| wide(lines) <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::example;

    /// Cards of groups of these sizes.
    fn band(groups: &[usize]) -> Vec<Card> {
        let card = example::odd_cards().remove(0);
        let named = groups.iter().enumerate().flat_map(|(nth, count)| vec![nth; *count]);
        named.map(|nth| Card { parent: Some(format!("组{nth}")), ..card.clone() }).collect()
    }

    #[test]
    fn every_group_stands_whole_in_a_block_and_every_line_has_cards() {
        for groups in [&[5, 7, 6][..], &[1, 1, 1, 9], &[4, 2], &[13, 1, 2, 3], &[1], &[], &[60], &[4, 4, 4]] {
            for most in 1..=9 {
                let shelves = shelves(&band(groups), most);
                let sizes: Vec<usize> = shelves.iter().flat_map(|s| &s.blocks).map(|b| b.cards.len()).collect();
                assert_eq!(sizes, groups, "at {most}");
                for shelf in &shelves {
                    assert!(shelf.columns() <= most, "{shelf:?}");
                    for block in &shelf.blocks {
                        let lines: Vec<Range<usize>> = (0..shelf.lines).map(|l| block.line(l, shelf.lines)).collect();
                        let on_lines: Vec<usize> = lines.iter().cloned().flatten().collect();
                        assert_eq!(on_lines, block.cards.clone().collect::<Vec<_>>());
                        assert!(lines.iter().all(|line| !line.is_empty() && line.len() <= block.columns), "{shelf:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn small_groups_share_a_shelf_and_large_ones_have_their_own() {
        let shape = |groups: &[usize], most: usize| {
            let shelves = shelves(&band(groups), most);
            shelves.iter().map(|shelf| (shelf.lines, shelf.blocks.len())).collect::<Vec<_>>()
        };
        assert_eq!(shape(&[5, 7, 6], 7), [(1, 1), (1, 1), (1, 1)]);
        assert_eq!(shape(&[4, 4, 4], 6), [(2, 3)]);
        assert_eq!(shape(&[4, 2], 6), [(1, 2)]);
        assert_eq!(shape(&[13], 6), [(3, 1)]);
    }
}
