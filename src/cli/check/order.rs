//! Work on many things at once, with the results in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

/// How far the work may run ahead of the results that were taken, so that memory stays bounded.
const AHEAD: usize = 256;

/// How many bytes of results may wait to be taken before the work stops running ahead: where this thread has to stand
/// back, for a large piece or for another program, the others would pile up long results.
const ROOM: usize = 256 * 1024;

/// Calls `work` for each number below `count`, on so many threads, and `take` with each result, in the order of the
/// numbers and on this thread. The first failure of `take` ends it. `size` tells the bytes of a result.
///
/// This thread works too and takes what is there between its own pieces: if it only took, each result would wake it,
/// and where there is a thread for each processor, put another one to sleep.
pub fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    size: impl Fn(&T) -> usize + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    if threads < 2 || count < 2 {
        return (0..count).try_for_each(|n| take(work(n)));
    }
    let next = AtomicUsize::new(0);
    let progress = Progress::default();
    let made = |n| {
        let result = work(n);
        progress.state().waiting += size(&result);
        result
    };
    thread::scope(|scope| {
        // However this thread ends, nobody waits for it.
        let _ending = Ending(&progress);
        let (send, receive) = mpsc::channel();
        for _ in 1..threads.min(count) {
            let send = send.clone();
            let (next, progress, made) = (&next, &progress, &made);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count || !progress.wait_for(n) || send.send((n, made(n))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut due = 0;
        let mut came = |n, result| {
            early.insert(n, result);
            while let Some(result) = early.remove(&due) {
                let bytes = size(&result);
                take(result)?;
                due += 1;
                progress.note(|state| {
                    state.taken = due;
                    state.waiting -= bytes;
                });
            }
            Ok(())
        };
        loop {
            while let Ok((n, result)) = receive.try_recv() {
                came(n, result)?;
            }
            if progress.near(next.load(Ordering::Relaxed)) {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= count {
                    break;
                }
                came(n, made(n))?;
            } else if let Ok((n, result)) = receive.recv() {
                came(n, result)?;
            } else {
                break;
            }
        }
        receive.into_iter().try_for_each(|(n, result)| came(n, result))
    })
}

/// How far the taking is, for those who run ahead of it.
#[derive(Default)]
struct Progress {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    /// How many results were taken.
    taken: usize,
    /// The bytes of results that were made and not taken yet.
    waiting: usize,
    /// How many threads wait until more is taken.
    asleep: usize,
    /// Nothing more will be taken.
    ended: bool,
}

impl State {
    /// Whether the piece `n` is too far from what was taken to be worked on. The one that is due never is, so that
    /// there is always something to take.
    fn far(&self, n: usize) -> bool {
        n >= self.taken + AHEAD || n > self.taken && self.waiting >= ROOM
    }
}

impl Progress {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the piece `n` may be worked on.
    fn near(&self, n: usize) -> bool {
        !self.state().far(n)
    }

    /// Waits until the piece `n` may be worked on; whether it still is to be.
    fn wait_for(&self, n: usize) -> bool {
        let mut state = self.state();
        while state.far(n) && !state.ended {
            state.asleep += 1;
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.asleep -= 1;
        }
        !state.ended
    }

    /// Notes what has changed. Who waits is woken, and nobody else asks the system for anything.
    fn note(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        let asleep = state.asleep > 0;
        drop(state);
        if asleep {
            self.moved.notify_all();
        }
    }
}

/// Ends the waiting when it goes.
struct Ending<'p>(&'p Progress);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.note(|state| state.ended = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Some pieces take long, the first the longest, so that others run ahead as far as they may.
    fn work(n: usize) -> usize {
        if n.is_multiple_of(97) {
            thread::sleep(Duration::from_millis(if n == 0 { 30 } else { 1 }));
        }
        n
    }

    #[test]
    fn results_come_in_order_at_any_number_of_threads() {
        for (count, threads) in [(0, 4), (1, 4), (2, 2), (7, 32), (AHEAD + 63, 256), (3 * AHEAD + 5, 2), (5 * AHEAD, 8)]
        {
            let mut came = Vec::new();
            in_order(
                count,
                threads,
                work,
                |_| 1,
                |n| {
                    came.push(n);
                    Ok(())
                },
            )
            .expect("nothing fails");
            assert!(came.iter().copied().eq(0..count), "{count} on {threads} threads");
        }
    }

    #[test]
    fn a_panic_of_this_thread_leaves_nobody_waiting() {
        let ended = std::panic::catch_unwind(|| {
            in_order(20 * AHEAD, 4, |n| n, |_| 1, |n| if n == 300 { panic!("on purpose") } else { Ok(()) })
        });
        assert!(ended.is_err());
    }

    #[test]
    fn long_results_do_not_pile_up() {
        let made = AtomicUsize::new(0);
        let (mut taken, mut most) = (0, 0);
        let counted = |n| {
            made.fetch_add(1, Ordering::Relaxed);
            n
        };
        let slowly = |n| {
            assert_eq!(n, taken);
            thread::sleep(Duration::from_micros(200));
            most = most.max(made.load(Ordering::Relaxed) - taken);
            taken += 1;
            Ok(())
        };
        in_order(400, 4, counted, |_| ROOM, slowly).expect("nothing fails");
        assert_eq!(taken, 400);
        assert!(most <= 8, "{most} were kept");
    }

    #[test]
    fn the_first_failure_ends_it() {
        for threads in [1, 2, 8] {
            let done = AtomicUsize::new(0);
            let counted = |n| {
                done.fetch_add(1, Ordering::Relaxed);
                work(n)
            };
            let mut last = 0;
            let ended = in_order(
                20 * AHEAD,
                threads,
                counted,
                |_| 1,
                |n| {
                    last = n;
                    anyhow::ensure!(n < 70, "enough");
                    Ok(())
                },
            );
            assert_eq!(ended.map_err(|e| e.to_string()), Err("enough".to_owned()));
            assert_eq!(last, 70);
            assert!(done.into_inner() < 3 * AHEAD, "work went on");
        }
    }
}
