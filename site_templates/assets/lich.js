// Whether the office is open, as generator/calendars.py and office.py say it; tests compare them case by case.
// A day is a number (days since 1970-01-01), a time minutes since midnight, both in Vietnam (UTC+7).
const NiemYetLich = (() => {
  const DAY = 864e5, HORIZON = 400;
  const day = (iso) => Date.parse(iso) / DAY;
  const weekday = (n) => (((n + 3) % 7) + 7) % 7;
  const on = (list, w) => list.filter((o) => o[0].includes(w)).sort((a, b) => a[1] - b[1] || a[2] - b[2]);

  /** A calendar from the page's data, with the hours of another counter if it has its own. */
  function calendar(data, hours = data.gio) {
    const closed = new Map(), made = new Set(data.bu.map(day));
    for (const [first, length, why] of data.nghi)
      for (let n = 0; n < length; n++) closed.set(day(first) + n, why);
    function openings(n) {
      if (!hours || closed.has(n)) return [];
      let found = on(hours, weekday(n));
      // A day made up for another is as the first working day of a week that has hours.
      for (let w = 0; w < 5 && !found.length && made.has(n); w++) found = on(hours.filter((o) => !o[3]), w);
      return found;
    }
    return { data, hours, closed, made, openings };
  }
  /** Whether somebody is there: {open, until, ninth, next: [day, minute], lunch, why}. */
  function status(cal, n, minute) {
    if (!cal.hours) return null;
    const open = cal.openings(n), now = open.find((o) => o[1] <= minute && minute < o[2]);
    let until = null, next = null;
    if (now) {
      until = now[2];
      for (const o of open) if (o[1] <= until && until < o[2]) until = o[2];
    } else for (let d = n; !next && d <= n + HORIZON; d++) {
      const o = cal.openings(d).find((one) => d > n || one[1] > minute);
      if (o) next = [d, o[1]];
    }
    return {
      open: !!now, until, ninth: !!now && !!now[3], next,
      lunch: !!next && next[0] === n && open[0][2] <= minute, why: !now && cal.closed.get(n) || null,
    };
  }

  const DAYS = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];
  const clock = (m) => Math.floor(m / 60) + " giờ" + (m % 60 ? " " + String(m % 60).padStart(2, "0") : "");
  const date = (n) => {
    const d = new Date(n * DAY);
    return DAYS[weekday(n)] + " " + String(d.getUTCDate()).padStart(2, "0") + "/" + (d.getUTCMonth() + 1);
  };
  /** In a few words, for the top of a page. */
  function words(s, n) {
    if (s.open) return (s.ninth ? "Đang làm giờ thứ 9, đến " : "Đang mở cửa đến ") + clock(s.until);
    const why = s.lunch ? "Nghỉ trưa" : "Đóng cửa";
    if (!s.next) return why;
    const [d, minute] = s.next;
    return d > n + 6 ? why + " đến " + date(d)
      : why + ", mở " + clock(minute) + (d === n ? "" : d === n + 1 ? " ngày mai" : " " + DAYS[weekday(d)]);
  }

  const read = (id) => { const e = document.getElementById(id); return e && JSON.parse(e.textContent); };
  const lich = read("lich"), tinh = read("tinh"), unit = lich && calendar(lich);
  const here = tinh ? calendar(lich, tinh.gio) : unit;
  /** The day and minute in Vietnam, or null with a clock that can't be right. */
  function now() {
    const at = Date.now() / DAY + 7 / 24, n = Math.floor(at);
    return n >= day(lich.tu) && n <= day(lich.den) ? [n, Math.floor((at - n) * 1440 + 1e-6)] : null;
  }
  function show() {
    const e = document.querySelector("dd[data-now]"), at = now();
    const s = e && at && status(e.dataset.now === "tinh" ? here : unit, ...at);
    if (s) e.textContent = words(s, at[0]);
  }
  if (lich) {
    addEventListener("pageshow", show);
    setInterval(show, 3e4);
    show();
  }
  return { calendar, status, day, weekday, on, clock, date, now, unit, here, tinh, HORIZON };
})();
