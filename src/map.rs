//! Maps and sets that are asked thousands of times for each project, by short words.
//!
//! The standard library's hash guards against keys that somebody chose to collide. It takes four to five times as long
//! on an id, and where a map is made anew for every plan that was a fiftieth of a check. foldhash is seeded at each
//! start too; a plan of ids chosen against it would slow its own check down.

/// A map for look-ups; its order means nothing.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A set for look-ups.
pub(crate) type Set<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
