//! Which squad takes which target: nobody over capacity, the total score maximal; among equals, the most targets with a
//! squad posted where they are.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// A squad's room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SquadRoom {
    /// How many targets it can still take.
    pub room: usize,
}

/// A target that wants a squad.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// 0–100.
    pub score: f64,
    /// The squads posted where it is, by their place among those given.
    pub posted: Vec<usize>,
    /// Other squads that may take it, by place.
    pub others: Vec<usize>,
}

/// What a target gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SquadChoice {
    /// A squad posted where it is, by place.
    Posted(usize),
    /// Another squad that may take it, by place.
    Other(usize),
    /// Every squad that may take it is full, or there is none.
    Nobody,
}

/// Scores count to nine decimals, as wherever they are compared.
const UNIT: f64 = 1e9;

/// The best assignment, in the order of the wishes; always the same for the same input.
///
/// By the Hungarian algorithm over seats: a squad with room for `r` targets has `min(r, wishes)` of them, and one seat
/// each without a squad, so that everybody sits.
pub fn assign(posts: &[SquadRoom], wishes: &[Wish]) -> Vec<SquadChoice> {
    if wishes.is_empty() {
        return Vec::new();
    }
    let wanted =
        |squad: usize| wishes.iter().filter(|w| w.posted.contains(&squad) || w.others.contains(&squad)).count();
    let seats: Vec<usize> =
        posts.iter().enumerate().flat_map(|(n, post)| std::iter::repeat_n(n, post.room.min(wanted(n)))).collect();
    let columns = seats.len() + wishes.len();
    let weight = |row: usize, column: usize| {
        let wish = &wishes[row];
        // One more target with a squad weighs more than who of the squads takes it, a score more than both.
        let worth = (wish.score.clamp(0.0, 100.0) * UNIT).round() as i64 + 1;
        let tie = i64::try_from(wishes.len()).unwrap_or(i64::MAX) + 1;
        match seats.get(column) {
            Some(squad) if wish.posted.contains(squad) => worth * tie + 1,
            Some(squad) if wish.others.contains(squad) => worth * tie,
            // Never better than a seat of nobody's.
            Some(_) => -1,
            None => 0,
        }
    };
    let matrix = Matrix::from_fn(wishes.len(), columns, |(row, column)| weight(row, column));
    let (_, chosen) = kuhn_munkres(&matrix);
    let choice = |(wish, column): (&Wish, usize)| match seats.get(column) {
        Some(squad) if wish.posted.contains(squad) => SquadChoice::Posted(*squad),
        Some(squad) if wish.others.contains(squad) => SquadChoice::Other(*squad),
        _ => SquadChoice::Nobody,
    };
    wishes.iter().zip(chosen).map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(score: f64, posted: &[usize], others: &[usize]) -> Wish {
        Wish { score, posted: posted.to_vec(), others: others.to_vec() }
    }

    #[test]
    fn the_better_target_gets_the_last_seat() {
        let posts = [SquadRoom { room: 1 }, SquadRoom { room: 0 }];
        let wishes = [wish(10.0, &[0], &[1]), wish(90.0, &[0], &[1])];
        assert_eq!(assign(&posts, &wishes), [SquadChoice::Nobody, SquadChoice::Posted(0)]);
    }

    #[test]
    fn who_is_posted_there_goes_before_others() {
        let posts = [SquadRoom { room: 1 }, SquadRoom { room: 5 }];
        let wishes = [wish(50.0, &[], &[0, 1]), wish(50.0, &[0], &[1])];
        assert_eq!(assign(&posts, &wishes), [SquadChoice::Other(1), SquadChoice::Posted(0)]);
        assert_eq!(assign(&posts, &[]), []);
    }

    #[test]
    fn it_is_as_good_as_trying_everything() {
        let mut state = 7u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        for _ in 0..60 {
            let posts: Vec<SquadRoom> = (0..3).map(|_| SquadRoom { room: next(3) as usize }).collect();
            let wishes: Vec<Wish> = (0..4)
                .map(|_| {
                    let posted: Vec<usize> = (0..3).filter(|_| next(3) == 0).collect();
                    let others = (0..3).filter(|n| !posted.contains(n) && next(2) == 0).collect();
                    Wish { score: next(100) as f64, posted, others }
                })
                .collect();
            let chosen: Vec<Option<usize>> = assign(&posts, &wishes)
                .into_iter()
                .map(|choice| match choice {
                    SquadChoice::Posted(n) | SquadChoice::Other(n) => Some(n),
                    SquadChoice::Nobody => None,
                })
                .collect();
            assert_eq!(worth(&posts, &wishes, &chosen), best(&posts, &wishes, &mut Vec::new()), "{posts:?} {wishes:?}");
        }
    }

    fn best(posts: &[SquadRoom], wishes: &[Wish], chosen: &mut Vec<Option<usize>>) -> Option<(i64, usize, usize)> {
        if chosen.len() == wishes.len() {
            return worth(posts, wishes, chosen);
        }
        let tried = (0..posts.len()).map(Some).chain([None]);
        let mut found = None;
        for seat in tried {
            chosen.push(seat);
            found = found.max(best(posts, wishes, chosen));
            chosen.pop();
        }
        found
    }

    /// Total score, targets with a squad, targets with a squad posted there; none where a squad is over its room.
    fn worth(posts: &[SquadRoom], wishes: &[Wish], chosen: &[Option<usize>]) -> Option<(i64, usize, usize)> {
        let mut total = (0, 0, 0);
        for (wish, seat) in wishes.iter().zip(chosen) {
            let Some(squad) = seat else { continue };
            let (posted, other) = (wish.posted.contains(squad), wish.others.contains(squad));
            if !posted && !other {
                return None;
            }
            total = (total.0 + wish.score as i64, total.1 + 1, total.2 + usize::from(posted));
        }
        let taken = |n: usize| chosen.iter().filter(|seat| **seat == Some(n)).count();
        posts.iter().enumerate().all(|(n, post)| taken(n) <= post.room).then_some(total)
    }
}
