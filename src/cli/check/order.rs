//! Work on many things at once, with the results in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

/// How far the work may run ahead of the results that were taken, so that memory stays bounded.
const AHEAD: usize = 256;

/// Calls `work` for each number below `count`, on so many threads, and `take` with each result, in the order of the
/// numbers and on this thread. The first failure of `take` ends it.
///
/// This thread works too and takes what is there between its own pieces: if it only took, each result would wake it,
/// and where there is a thread for each processor, put another one to sleep.
pub fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    if threads < 2 || count < 2 {
        return (0..count).try_for_each(|n| take(work(n)));
    }
    let next = AtomicUsize::new(0);
    // how many results were taken; nothing once it has failed
    let taken = Mutex::new(Some(0));
    let moved = Condvar::new();
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 1..threads.min(count) {
            let send = send.clone();
            let (next, taken, moved, work) = (&next, &taken, &moved, &work);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let waits = |taken: &mut Option<usize>| taken.is_some_and(|taken| n >= taken + AHEAD);
                    let known = taken.lock().unwrap_or_else(PoisonError::into_inner);
                    let known = moved.wait_while(known, waits).unwrap_or_else(PoisonError::into_inner);
                    if n >= count || known.is_none() {
                        break;
                    }
                    drop(known);
                    if send.send((n, work(n))).is_err() {
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
                due += 1;
                let ended = take(result);
                *taken.lock().unwrap_or_else(PoisonError::into_inner) = ended.is_ok().then_some(due);
                // Who waits is further ahead than this, so a call now and then is enough.
                if due % (AHEAD / 4) == 0 || ended.is_err() {
                    moved.notify_all();
                }
                ended?;
            }
            Ok(due)
        };
        let mut due = 0;
        loop {
            while let Ok((n, result)) = receive.try_recv() {
                due = came(n, result)?;
            }
            if next.load(Ordering::Relaxed) < due + AHEAD {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= count {
                    break;
                }
                due = came(n, work(n))?;
            } else if let Ok((n, result)) = receive.recv() {
                due = came(n, result)?;
            } else {
                break;
            }
        }
        receive.into_iter().try_for_each(|(n, result)| came(n, result).map(drop))
    })
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
        for (count, threads) in [(0, 4), (1, 4), (2, 2), (7, 32), (3 * AHEAD + 5, 2), (5 * AHEAD, 8)] {
            let mut came = Vec::new();
            in_order(count, threads, work, |n| {
                came.push(n);
                Ok(())
            })
            .expect("nothing fails");
            assert!(came.iter().copied().eq(0..count), "{count} on {threads} threads");
        }
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
            let ended = in_order(20 * AHEAD, threads, counted, |n| {
                last = n;
                anyhow::ensure!(n < 70, "enough");
                Ok(())
            });
            assert_eq!(ended.map_err(|e| e.to_string()), Err("enough".to_owned()));
            assert_eq!(last, 70);
            assert!(done.into_inner() < 3 * AHEAD, "work went on");
        }
    }
}
