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
    let progress = Progress { taken: Mutex::new(Some(0)), moved: Condvar::new() };
    thread::scope(|scope| {
        // However this thread ends, nobody waits for it.
        let ending = Ending(&progress);
        let progress = ending.0;
        let (send, receive) = mpsc::channel();
        for _ in 1..threads.min(count) {
            let send = send.clone();
            let (next, work) = (&next, &work);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count || !progress.wait_for(n) || send.send((n, work(n))).is_err() {
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
                take(result)?;
                due += 1;
                progress.tell(due);
            }
            Ok(due)
        };
        let mut taken = 0;
        loop {
            while let Ok((n, result)) = receive.try_recv() {
                taken = came(n, result)?;
            }
            if next.load(Ordering::Relaxed) < taken + AHEAD {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= count {
                    break;
                }
                taken = came(n, work(n))?;
            } else if let Ok((n, result)) = receive.recv() {
                taken = came(n, result)?;
            } else {
                break;
            }
        }
        receive.into_iter().try_for_each(|(n, result)| came(n, result).map(drop))
    })
}

/// How far the taking is, for those who run ahead of it.
struct Progress {
    /// How many results were taken; nothing once it has ended.
    taken: Mutex<Option<usize>>,
    moved: Condvar,
}

impl Progress {
    /// Waits until the piece `n` is near enough to be worked on; whether it still is to be.
    fn wait_for(&self, n: usize) -> bool {
        let far = |taken: &mut Option<usize>| taken.is_some_and(|taken| n >= taken + AHEAD);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        self.moved.wait_while(taken, far).unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Notes that so many were taken. Who waits is [`AHEAD`] from what was taken then, and so gets to know in time from
    /// a call at every fourth part of that; each call asks the system.
    fn tell(&self, taken: usize) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(taken);
        if taken.is_multiple_of(AHEAD / 4) {
            self.moved.notify_all();
        }
    }
}

/// Ends the waiting when it goes.
struct Ending<'p>(&'p Progress);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.0.moved.notify_all();
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
            in_order(count, threads, work, |n| {
                came.push(n);
                Ok(())
            })
            .expect("nothing fails");
            assert!(came.iter().copied().eq(0..count), "{count} on {threads} threads");
        }
    }

    #[test]
    fn a_panic_of_this_thread_leaves_nobody_waiting() {
        let ended = std::panic::catch_unwind(|| {
            in_order(20 * AHEAD, 4, |n| n, |n| if n == 300 { panic!("on purpose") } else { Ok(()) })
        });
        assert!(ended.is_err());
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
