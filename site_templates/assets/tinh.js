// The same sums as generator/charging.py and workdays.py; tests compare them case by case.
"use strict";
const NiemYetTinh = (() => {
  const { HORIZON, forecast, weekday } = NiemYetLich, DAY = 864e5, ONCE = ["lan", "ho_so", "truong_hop"];

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

  /** Whether a day counts as a working day; whether anybody is there to take papers. */
  const counts = (cal, n) => cal.made.has(n) || (weekday(n) < 5 && !cal.closed.has(n));
  const opens = (cal, n) => cal.hours ? cal.openings(n).length > 0 : counts(cal, n);

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
    const received = opens(cal, n) && !late ? n : next(n, (d) => opens(cal, d));
    if (received === null) return null;
    if (term.d === "gio" && term.s) return inHours(cal, term.s * 60, received, n === received ? minute : 0);
    let last = received;
    if (term.d === "ngay") last += term.s;
    else if (term.d === "thang") last = months(received, term.s);
    else if (term.d === "nam") last = months(received, 12 * term.s);
    else if (term.d === "ngay_lam_viec")
      for (let i = 0; i < term.s && last !== null; i++) last = next(last, (d) => counts(cal, d));
    if (last === null) return null;
    const both = (d) => counts(cal, d) && opens(cal, d);
    const end = both(last) ? last : next(last, both);
    if (end === null) return null;
    return { received, day: end, minute: null, moved: end !== last, forecast: forecast(cal, received, end) };
  }
  function inHours(cal, left, received, begin) {
    if (!cal.hours) return null;
    for (let n = received; n <= received + HORIZON; n++, begin = 0)
      for (const [, from, until, ninth] of counts(cal, n) ? cal.openings(n) : []) {
        if (ninth) continue;
        const there = Math.max(begin, from);
        if (until - there >= left)
          return { received, day: n, minute: there + left, moved: false, forecast: forecast(cal, received, n) };
        left -= Math.max(until - there, 0);
      }
    return null;
  }
  return { bill, chosen, due, opens };
})();

// The page: what is hidden without JavaScript is filled in and shown.
(() => {
  const { clock, now, here, tinh } = NiemYetLich, T = { ...NiemYetLich, ...NiemYetTinh };
  if (!tinh) return;
  const $ = (what, where = document) => where.querySelector(what);
  const date = (n) => T.date(n) + "/" + T.year(n);
  const money = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".") + " đồng";
  function put(box, lines) {
    box.textContent = "";
    for (const line of lines) box.appendChild(document.createElement("li")).textContent = line;
  }
  /** The record as it stands on a day; empty before it begins and after it ends. */
  function state(n) {
    const found = tinh.ban.filter((one) => !one.tu || one.tu <= T.iso(n)).pop();
    return !found || (found.den && found.den < T.iso(n)) ? {} : found;
  }
  const kase = () => { const e = $("input[name=truong-hop]:checked"); return e ? e.value : ""; };
  /** The answer for the chosen situation; without one, the answer if all situations have the same, else null. */
  function same(answer) {
    const cases = kase() ? [kase()] : tinh.th.length ? tinh.th : [null];
    const all = cases.map(answer);
    return all.every((one) => JSON.stringify(one) === JSON.stringify(all[0])) ? all[0] : null;
  }
  const way = (box) => { const e = $("select[name=kenh]", box); return e ? e.value : tinh.k || null; };
  function show(box, answer) {
    box.hidden = false;
    $(".choose", box).hidden = answer !== null;
    $("[aria-live]", box).hidden = answer === null;
  }

  function fee([n]) {
    const box = $("#tinh-tien"), now = state(n);
    if (!box) return;
    if (!now.phi) { box.hidden = true; return; }
    const q = {};
    let wrong = "";
    for (const e of box.querySelectorAll("input[type=number]")) {
      const value = Number(e.value);
      if (!(Number.isInteger(value) && value >= 1 && value <= Number(e.max))) wrong = "Hãy ghi số từ 1 đến " + e.max + ".";
      q[e.name] = value;
    }
    const picked = $("select[name=mien]", box), free = picked && now.mien.find((one) => one.ma === picked.value);
    const answer = wrong ? [] : same((one) => T.bill(now.phi, free, way(box), one, T.iso(n), q));
    show(box, answer);
    if (!answer) return;
    put($("ul", box), answer.map(([f, before, after]) => f.n + ": "
      + (after === null ? "chưa có thông tin" + (f.v ? " (" + f.v + ")" : "") : after === 0 && before === 0 ? "không thu" : money(after))
      + (before !== after && after !== null ? " (đã miễn, giảm từ " + money(before) + (free.c ? ", theo " + free.c : "") + ")" : "")
      + (f.q && f.m ? ". Mức thu: " + f.q : "") + (f.c ? ". Theo " + f.c : "")));
    const sum = answer.reduce((all, line) => all + (line[2] || 0), 0);
    const missing = answer.filter((line) => line[2] === null).map((line) => line[0].n);
    $(".amount", box).textContent = wrong || (!missing.length && answer.length ? "Tổng cộng: " + money(sum)
      : "Tổng cộng: chưa có thông tin" + (sum ? "; đã biết " + money(sum) + ", còn thiếu: " + missing.join(", ") : ""));
  }

  function when([n, minute]) {
    const box = $("#tinh-ngay"), now = state(n);
    if (!box) return;
    if (!now.han) { box.hidden = true; return; }
    const answer = same((one) => {
      const term = T.chosen(now.han, way(box), one, T.iso(n));
      return [term && term.s !== null ? T.due(here, term, n, minute) : null, term && { q: term.q, h: term.h }];
    });
    show(box, answer);
    if (!answer) return;
    const [d, term] = answer;
    $(".amount", box).textContent = d ? "Dự kiến: " + (d.minute === null ? "" : clock(d.minute) + ", ") + date(d.day)
      : "Chưa có thông tin để tính ngày";
    const lines = [];
    if (term && term.q) lines.push("Thời hạn: " + term.q);
    if (d) {
      if (d.received !== n) lines.push((term.h !== undefined && minute > term.h && T.opens(here, n) ? "Đã quá giờ chốt " + clock(term.h)
        : "Hôm nay không còn nhận hồ sơ") + " nên tính như nộp " + date(d.received));
      if (d.moved) lines.push("Ngày cuối rơi vào ngày nghỉ nên tính sang ngày làm việc kế tiếp");
      if (d.forecast) lines.push("Dự báo: lịch nghỉ lễ năm " + T.year(d.day) + " chưa được công bố, ngày này có thể đổi");
    }
    put($("ul", box), lines);
    $("small", box).textContent = _('Ngày nhận đủ hồ sơ không tính, đếm từ ngày kế tiếp; ngày cuối rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp (Bộ luật Dân sự 2015, Điều 147 và 148). Ngày làm việc không kể thứ Bảy, Chủ nhật, ngày lễ, Tết.');
  }

  function all() {
    const at = now();
    if (at) { fee(at); when(at); }
  }
  document.addEventListener("input", all);
  document.addEventListener("change", all);
  window.addEventListener("pageshow", all);
  all();
})();
