// More of the calendar than the top of a page tells: how far it can be relied on, when citizens are received.
Object.assign(NiemYetLich, (() => {
  const { clock, date, day, now, on, status, unit, weekday } = NiemYetLich;
  const iso = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
  const year = (n) => Number(iso(n).slice(0, 4));
  /** When citizens are received, as [from, until]. */
  const receptions = (cal, n) => cal.closed.has(n) ? [] : on(cal.data.dan, weekday(n)).map((o) => [o[1], o[2]]);
  /** Whether days between two are worked out with holidays that nobody has announced yet. */
  const forecast = ({ data }, a, b) => data.cb === null || year(Math.max(a, b)) > Math.min(data.cb, year(day(data.den)));

  function words(s, n) {
    if (s.open) return (s.ninth ? "Đang làm giờ thứ 9, đến " : "Đang mở cửa đến ") + clock(s.until);
    const why = s.lunch ? "Nghỉ trưa" : "Đóng cửa" + (s.why ? " (" + s.why + ")" : "");
    if (!s.next) return why;
    const [d, minute] = s.next;
    return why + ", mở lại lúc " + clock(minute) + (d === n ? "" : d === n + 1 ? " ngày mai" : " " + date(d))
      + (forecast(unit, n, d) ? " (dự kiến)" : "");
  }
  function show() {
    const e = document.querySelector("footer [data-now]"), at = e && now(), s = at && status(unit, ...at);
    if (!s) return;
    const citizens = receptions(unit, at[0]).filter((r) => at[1] < r[1]).map((r) => clock(r[0]) + " đến " + clock(r[1]));
    e.textContent = words(s, at[0]) + (citizens.length ? ". Hôm nay tiếp công dân " + citizens.join(", ") : "") + ". ";
  }
  if (unit) {
    setInterval(show, 3e4);
    show();
  }
  return { iso, year, receptions, forecast };
})());
