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
        for _ in 0..threads.min(count) {
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
        for (n, result) in receive {
            early.insert(n, result);
            while let Some(result) = early.remove(&due) {
                due += 1;
                let ended = take(result);
                *taken.lock().unwrap_or_else(PoisonError::into_inner) = ended.is_ok().then_some(due);
                moved.notify_all();
                ended?;
            }
        }
        Ok(())
    })
}
