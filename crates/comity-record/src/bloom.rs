//! Which clusters no statement is in, told without a look into the file: a Bloom filter whose bits for one number lie in
//! one line of the processor's cache (Putze, Sanders and Singler 2007).

use rusqlite::Connection;

use crate::EntryId;

/// Words of 64 bits in a line.
const LINE: usize = 8;

/// Numbers for which a line has room: 16 bits for each.
const ROOM: usize = LINE * 64 / 16;

/// Numbers of the clusters of a record as it was at some length of its log, and perhaps others.
#[derive(Debug)]
pub(crate) struct Clusters {
    lines: Vec<[u64; LINE]>,
    count: usize,
    /// The last entry of the log that it knows of. Where the log has another, somebody else has written.
    pub(crate) upto: EntryId,
}

impl Clusters {
    /// Those of a record, with room for as many again and `more`.
    pub(crate) fn of(connection: &Connection, upto: EntryId, more: usize) -> rusqlite::Result<Clusters> {
        let count: usize =
            connection.query_row("SELECT count(cluster) FROM statement", [], |row| row.get(0))?;
        let lines = vec![[0; LINE]; (count * 2 + more).div_ceil(ROOM).max(1)];
        let mut found = Clusters { lines, count: 0, upto };
        let mut select = connection.prepare("SELECT cluster FROM statement WHERE cluster IS NOT NULL")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            found.add(row.get(0)?);
        }
        Ok(found)
    }

    /// Whether it has room for so many more.
    pub(crate) fn has_room(&self, more: usize) -> bool {
        self.count + more <= self.lines.len() * ROOM
    }

    pub(crate) fn add(&mut self, cluster: i64) {
        self.count += 1;
        let (line, bits) = self.place(cluster);
        for bit in bits {
            self.lines[line][bit / 64] |= 1 << (bit % 64);
        }
    }

    /// False where the cluster is certainly none of them.
    pub(crate) fn may_have(&self, cluster: i64) -> bool {
        let (line, bits) = self.place(cluster);
        bits.iter().all(|bit| self.lines[line][bit / 64] & (1 << (bit % 64)) != 0)
    }

    /// The line of a number and its bits in it.
    fn place(&self, cluster: i64) -> (usize, [usize; 4]) {
        // The head is the same for all clusters of an organisation; mixed, every bit decides over the line.
        let mixed =
            (cluster.cast_unsigned() ^ (cluster.cast_unsigned() >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let line = ((u128::from(mixed) * self.lines.len() as u128) >> 64) as usize;
        let bits = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (line, [0, 9, 18, 27].map(|by| (bits >> (by + 28)) as usize % (LINE * 64)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_all_that_were_added_and_few_others() {
        let mut clusters = Clusters { lines: vec![[0; LINE]; 10_000 / ROOM], count: 0, upto: 0 };
        // Heads of few organisations, tails that follow one another: the worst that can come.
        let number = |n: i64| ((n % 3) << 48) | n;
        assert!(clusters.has_room(10_000 / ROOM * ROOM));
        (0..9_900).for_each(|n| clusters.add(number(n)));
        assert!((0..9_900).all(|n| clusters.may_have(number(n))));
        assert!(!clusters.has_room(200));
        let false_ones = (9_900..109_900).filter(|n| clusters.may_have(number(*n))).count();
        assert!(false_ones < 2_000, "{false_ones} of 100,000");
    }
}
