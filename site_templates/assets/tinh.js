// The same sums as generator/charging.py, workdays.py and office.py; tests compare them case by case.
// A day is a number (days since 1970-01-01), a time minutes since midnight, both in Vietnam (UTC+7).
"use strict";
const NiemYetTinh = (() => {
  const DAY = 864e5, HORIZON = 400, ONCE = ["lan", "ho_so", "truong_hop"];
  const day = (iso) => Date.parse(iso) / DAY;
  const iso = (n) => new Date(n * DAY).toISOString().slice(0, 10);
  const year = (n) => new Date(n * DAY).getUTCFullYear();
  const weekday = (n) => (((n + 3) % 7) + 7) % 7;

  const applies = (e, way, kase, at) => (!e.k || e.k.includes(way)) && (!e.t || e.t.includes(kase))
    && (!e.tu || e.tu <= at) && (!e.den || at <= e.den);
  const weight = (e) => !!e.k + !!e.t + !!(e.tu || e.den);
  function chosen(entries, way, kase, at) {
    const found = entries.filter((e) => applies(e, way, kase, at));
    const top = Math.max(0, ...found.map(weight));
    const best = found.filter((e) => weight(e) === top);
    return best.length === 1 ? best[0] : null;
  }

  function price(m, n) {
    if (!Array.isArray(m)) return m * n;
    let total = 0, before = 0;
    for (const [limit, each] of m) {
      const upto = limit === null ? n : Math.min(limit, n);
      total += Math.max(upto - before, 0) * each;
      before = Math.max(before, upto);
    }
    return total;
  }
  function full(fee, q) {
    if (fee.m === null) return null;
    if (fee.m === 0) return 0;
    const copies = q.ban || 1;
    const many = (b) => !b || ONCE.includes(b) ? 1 : (q[b] || 1) * (b === "trang" ? copies : 1);
    let sum;
    if (fee.b === "trang") {
      const each = price(fee.m, q.trang || 1);
      if (fee.x && fee.xb === "ban") return copies * Math.min(each, fee.x);
      sum = copies * each;
    } else sum = price(fee.m, many(fee.b));
    return fee.x ? Math.min(sum, fee.x * many(fee.xb)) : sum;
  }
  function less(fee, sum, free) {
    if (!free || sum === null || (free.f.length && !free.f.includes(fee.ma))) return sum;
    if (free.p === null) return sum === 0 ? 0 : null;
    const p = 100 - free.p;
    return Math.floor(sum / 100) * p + Math.floor(((sum % 100) * p + 50) / 100);
  }
  /** What is paid: one [entry, before exemption, after it] for each charge; null is not known. */
  function bill(fees, free, way, kase, at, q) {
    const groups = new Map();
    for (const fee of fees) {
      const name = fee.l + " " + fee.n;
      groups.set(name, [...(groups.get(name) || []), fee]);
    }
    return [...groups.values()].map((group) => chosen(group, way, kase, at)).filter(Boolean)
      .map((fee) => { const sum = full(fee, q); return [fee, sum, less(fee, sum, free)]; });
  }

  /** A calendar from the page's data, with the hours of another counter if it has its own. */
  function calendar(data, hours) {
    const closed = new Map();
    for (const [first, length, why] of data.nghi)
      for (let n = 0; n < length; n++) closed.set(day(first) + n, why);
    const made = new Set(data.bu.map(day)), gio = hours === undefined ? data.gio : hours;
    const on = (list, w) => list.filter((o) => o[0].includes(w)).sort((a, b) => a[1] - b[1] || a[2] - b[2]);
    const usual = () => {
      for (let w = 0; w < 5; w++) {
        const found = on(gio.filter((o) => !o[3]), w);
        if (found.length) return found;
      }
      return [];
    };
    const counts = (n) => made.has(n) || (weekday(n) < 5 && !closed.has(n));
    const openings = (n) => {
      if (!gio || closed.has(n)) return [];
      const found = on(gio, weekday(n));
      return found.length || !made.has(n) ? found : usual();
    };
    const opens = (n) => gio ? openings(n).length > 0 : counts(n);
    return {
      counts, openings, opens, closed, hours: gio,
      receptions: (n) => closed.has(n) ? [] : on(data.dan, weekday(n)).map((o) => [o[1], o[2]]),
      forecast: (a, b) => data.cb === null || year(Math.max(a, b)) > data.cb,
    };
  }
  function next(n, wanted) {
    for (let step = 1; step <= HORIZON; step++) if (wanted(n + step)) return n + step;
    return null;
  }
  function months(n, more) {
    const d = new Date(n * DAY), y = d.getUTCFullYear(), m = d.getUTCMonth() + more;
    return Date.UTC(y, m, Math.min(d.getUTCDate(), new Date(Date.UTC(y, m + 1, 0)).getUTCDate())) / DAY;
  }
  /** When a result is due: {received, day, minute, moved, forecast}, or null where nobody can say. */
  function due(cal, term, n, minute) {
    const open = cal.openings(n);
    const late = (term.h !== undefined && minute > term.h)
      || (open.length && minute >= Math.max(...open.map((o) => o[2])));
    const received = cal.opens(n) && !late ? n : next(n, cal.opens);
    if (received === null) return null;
    if (term.d === "gio" && term.s) return inHours(cal, term.s * 60, received, n === received ? minute : 0);
    let last = received;
    if (term.d === "ngay") last += term.s;
    else if (term.d === "thang") last = months(received, term.s);
    else if (term.d === "nam") last = months(received, 12 * term.s);
    else if (term.d === "ngay_lam_viec")
      for (let i = 0; i < term.s && last !== null; i++) last = next(last, cal.counts);
    if (last === null) return null;
    const both = (d) => cal.counts(d) && cal.opens(d);
    const end = both(last) ? last : next(last, both);
    if (end === null) return null;
    return { received, day: end, minute: null, moved: end !== last, forecast: cal.forecast(received, end) };
  }
  function inHours(cal, left, received, begin) {
    if (!cal.hours) return null;
    for (let n = received; n <= received + HORIZON; n++, begin = 0)
      for (const [, from, until, ninth] of cal.counts(n) ? cal.openings(n) : []) {
        if (ninth) continue;
        const there = Math.max(begin, from);
        if (until - there >= left)
          return { received, day: n, minute: there + left, moved: false, forecast: cal.forecast(received, n) };
        left -= Math.max(until - there, 0);
      }
    return null;
  }
  /** Whether somebody is there: {open, until, ninth, next: [day, minute], lunch, why, receptions, forecast}. */
  function status(cal, n, minute) {
    if (!cal.hours) return null;
    const open = cal.openings(n), receptions = cal.receptions(n);
    const now = open.find((o) => o[1] <= minute && minute < o[2]);
    if (now) {
      let until = now[2];
      for (const o of open) if (o[1] <= until && until < o[2]) until = o[2];
      return { open: true, until, ninth: !!now[3], next: null, lunch: false, why: null, receptions, forecast: cal.forecast(n, n) };
    }
    let after = null;
    for (let d = n; d <= n + HORIZON && !after; d++) {
      const o = cal.openings(d).find((one) => d > n || one[1] > minute);
      if (o) after = [d, o[1]];
    }
    const lunch = !!after && after[0] === n && open[0][2] <= minute;
    return { open: false, until: null, ninth: false, next: after, lunch, why: cal.closed.get(n) || null, receptions,
      forecast: cal.forecast(n, after ? after[0] : n) };
  }
  return { bill, calendar, chosen, due, status, day, iso, weekday, year };
})();
