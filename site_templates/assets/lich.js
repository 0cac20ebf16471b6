// Whether the office is open, as generator/calendars.py and office.py say it; tests compare them case by case.
// A day is a number (days since 1970-01-01), a time minutes since midnight, both in Vietnam (UTC+7).
"use strict";
const NiemYetLich = (() => {
  const DAY = 864e5, HORIZON = 400;
  const day = (iso) => Date.parse(iso) / DAY;
  const iso = (n) => new Date(n * DAY).toISOString().slice(0, 10);
  const year = (n) => new Date(n * DAY).getUTCFullYear();
  const weekday = (n) => (((n + 3) % 7) + 7) % 7;

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
      forecast: (a, b) => data.cb === null || year(Math.max(a, b)) > Math.min(data.cb, year(day(data.den))),
    };
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
  return { calendar, status, day, iso, weekday, year, HORIZON };
})();

// The page: what needs no sums. The rest, tinh.js, comes when somebody gets near it.
(() => {
  const T = NiemYetLich, DAYS = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];
  const $ = (what, where = document) => where.querySelector(what);
  const read = (id) => { const e = $("#" + id); return e ? JSON.parse(e.textContent) : null; };
  const clock = (m) => Math.floor(m / 60) + " giờ" + (m % 60 ? " " + String(m % 60).padStart(2, "0") : "");
  const date = (n, full) => {
    const [y, m, d] = T.iso(n).split("-");
    return DAYS[T.weekday(n)] + " " + d + "/" + Number(m) + (full ? "/" + y : "");
  };
  const lich = read("lich"), tinh = read("tinh");
  if (!lich) return;
  const unit = T.calendar(lich), here = tinh ? T.calendar(lich, tinh.gio) : unit;

  /** The day and minute in Vietnam, or null with a clock that can't be right. */
  function now() {
    const at = (Date.now() + 7 * 36e5) / 864e5, n = Math.floor(at);
    return n >= T.day(lich.tu) && n <= T.day(lich.den) ? [n, Math.floor((at - n) * 1440 + 1e-6)] : null;
  }

  function words(s, n, short) {
    if (s.open) return s.ninth ? "Đang làm giờ thứ 9, đến " + clock(s.until) : "Đang mở cửa đến " + clock(s.until);
    const why = s.lunch ? "Nghỉ trưa" : "Đóng cửa" + (s.why && !short ? " (" + s.why + ")" : "");
    if (!s.next) return why;
    if (short && s.next[0] > n + 6) return why + " đến " + date(s.next[0]);
    if (short && s.next[0] > n + 1) return why + ", mở " + clock(s.next[1]) + " " + DAYS[T.weekday(s.next[0])];
    return why + (short ? ", mở " : ", mở lại lúc ") + clock(s.next[1]) + (s.next[0] === n ? "" : s.next[0] === n + 1 ? " ngày mai" : " " + date(s.next[0]))
      + (s.forecast && !short ? " (dự kiến)" : "");
  }
  function opening([n, minute]) {
    for (const e of document.querySelectorAll("[data-now]")) {
      const s = T.status(e.dataset.now === "tinh" ? here : unit, n, minute);
      if (!s) continue;
      const citizens = s.receptions.filter((r) => minute < r[1]).map((r) => clock(r[0]) + " đến " + clock(r[1]));
      const short = e.tagName === "DD";
      e.textContent = words(s, n, short) + (short ? "" : (citizens.length ? ". Hôm nay tiếp công dân " + citizens.join(", ") : "") + ". ");
    }
  }

  /** For browsers without :has(): the choice of a situation, as the style sheet makes it elsewhere. */
  const old = !(window.CSS && CSS.supports && CSS.supports("selector(:has(a))"));
  function narrow() {
    const box = $(".situations");
    if (!old || !box) return;
    box.classList.add("on");
    const number = $("input:checked", box).id.slice(3);
    for (const e of document.querySelectorAll("[data-th]"))
      e.hidden = number !== "0" && !e.dataset.th.split(" ").includes(number);
  }

  function all() {
    narrow();
    const at = now();
    if (at) opening(at);
  }
  Object.assign(T, { $, clock, date, now, here, tinh });
  document.addEventListener("change", narrow);
  window.addEventListener("pageshow", all);
  setInterval(all, 3e4);
  all();

  const source = new URL("tinh.js", document.currentScript.src).href;
  let loaded = !tinh;
  function load() {
    if (!loaded) document.head.appendChild(document.createElement("script")).src = source;
    loaded = true;
  }
  document.addEventListener("change", load);
  if (!window.IntersectionObserver) load();
  else {
    const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); load(); } },
      { rootMargin: "500px" });
    for (const e of document.querySelectorAll("#tien, #bao-lau")) watch.observe(e);
  }
})();
