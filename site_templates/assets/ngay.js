// What the page says on the phone's day, if that is later than the day it was built: a state that has begun since is
// put in the place of the old one, and what is shown from a day on is shown. A clock that can't be right changes nothing.
(() => {
  const lich = document.getElementById('lich');
  const main = document.getElementById('noi-dung');
  if (!lich || !main) return;
  const { tu, den } = JSON.parse(lich.textContent);
  const now = new Date(Date.now() + 252e5);
  const day = isNaN(now) ? '' : now.toISOString().slice(0, 10);
  if (day < tu || day > den) return;
  const begun = Array.from(main.querySelectorAll('template[data-tu]')).filter((one) => one.dataset.tu <= day).pop();
  if (begun) {
    main.textContent = '';
    main.append(begun.content);
  }
  for (const one of main.querySelectorAll('p[data-tu]')) one.hidden = one.dataset.tu > day;
})();
