//! How often one client may ask: a bucket for each, refilled as time goes by.

use std::collections::HashMap;
use std::net::IpAddr;

use jiff::Timestamp;

/// Clients remembered at most; beyond it, those with full buckets are forgotten.
const CLIENTS: usize = 100_000;

/// Seconds of the long-run rate that may be spent at once.
const BURST: f64 = 10.0;

/// Buckets by client.
#[derive(Debug)]
pub(crate) struct Limiter {
    rate: Option<f64>,
    clients: HashMap<IpAddr, (f64, Timestamp)>,
}

impl Limiter {
    /// A limit of so many questions a second, or none.
    pub(crate) fn new(rate: Option<u32>) -> Limiter {
        Limiter { rate: rate.map(f64::from), clients: HashMap::new() }
    }

    /// Takes one question from a client's bucket; seconds to wait where it is empty.
    pub(crate) fn take(&mut self, client: IpAddr, now: Timestamp) -> Result<(), u64> {
        let Some(rate) = self.rate else { return Ok(()) };
        let full = rate * BURST;
        if self.clients.len() >= CLIENTS {
            self.clients.retain(|_, (left, at)| filled(*left, *at, now, rate) < full);
            if self.clients.len() >= CLIENTS {
                self.clients.clear();
            }
        }
        let (left, at) = self.clients.entry(client).or_insert((full, now));
        *left = filled(*left, *at, now, rate).min(full);
        *at = now;
        if *left < 1.0 {
            return Err(((1.0 - *left) / rate).ceil().max(1.0) as u64);
        }
        *left -= 1.0;
        Ok(())
    }
}

fn filled(left: f64, at: Timestamp, now: Timestamp, rate: f64) -> f64 {
    let passed = now.as_microsecond().saturating_sub(at.as_microsecond()).max(0);
    left + rate * passed as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_may_ask_in_bursts_and_then_at_the_rate_and_others_are_not_touched() {
        let at = |second: i64| Timestamp::from_second(second).expect("an instant");
        let (one, other) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let mut limiter = Limiter::new(Some(2));
        for _ in 0..20 {
            limiter.take(one, at(0)).expect("the burst");
        }
        assert_eq!(limiter.take(one, at(0)), Err(1));
        assert_eq!(limiter.take(other, at(0)), Ok(()));
        assert_eq!((limiter.take(one, at(1)), limiter.take(one, at(1))), (Ok(()), Ok(())));
        assert_eq!(limiter.take(one, at(1)), Err(1));
        assert_eq!(Limiter::new(None).take(one, at(0)), Ok(()));
    }
}
