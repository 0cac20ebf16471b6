// The screen in the lobby: one slide after the other, until somebody touches it. It goes on without a network, and
// opens itself anew once another edition of the site is there.
(() => {
  'use strict';
  const doc = document;
  const root = doc.documentElement;
  const site = new URL('..', doc.currentScript.src);
  const MINUTE = 60000;
  const REST = 2 * MINUTE;
  const SMALLEST = 0.4;
  const slides = Array.from(doc.querySelectorAll('.slide'));
  const status = doc.getElementById('dang-xem');
  let at = -1;
  let turn = 0;
  let paused = 0;

  // The day in Vietnam, wherever the machine thinks it stands.
  const today = () => new Date(Date.now() + 7 * 60 * MINUTE).toISOString().slice(0, 10);

  // What is over is not told any more, even if nobody has built the site since.
  function usable() {
    const day = today();
    for (const one of doc.querySelectorAll('[data-den]')) one.hidden = one.dataset.den < day;
    return slides.filter((slide) => slide.querySelector('li:not([hidden])'));
  }

  // Names may be longer than anybody thought of: no letter is ever cut off, rather all become smaller.
  function fit(slide) {
    let size = 1;
    slide.style.setProperty('--co', size);
    while (size > SMALLEST && (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth)) {
      size = Math.round(100 * size - 5) / 100;
      slide.style.setProperty('--co', size);
    }
  }

  function show(step) {
    const shown = usable();
    const now = shown.indexOf(slides[at]);
    const next = shown[(now + step + shown.length) % shown.length];
    slides.forEach((slide) => slide.classList.toggle('on', slide === next));
    at = slides.indexOf(next);
    tell(shown);
  }

  function tell(shown) {
    status.textContent = (paused ? _('Đang dừng, chạm để chạy tiếp') + ' · ' : '')
      + (shown.indexOf(slides[at]) + 1) + '/' + shown.length;
    fit(slides[at]);
  }

  function go() {
    clearTimeout(turn);
    clearTimeout(paused);
    paused = 0;
    tell(usable());
    turn = setTimeout(() => { show(1); go(); }, slides[at].dataset.giay * 1000);
  }

  function stop() {
    clearTimeout(turn);
    clearTimeout(paused);
    // Nobody is there any more who would start it again.
    paused = setTimeout(go, REST);
    tell(usable());
  }

  addEventListener('pointerdown', () => (paused ? go() : stop()));
  addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      show(step);
      stop();
    } else if (!event.repeat) {
      if (paused) go(); else stop();
    }
  });
  addEventListener('resize', () => fit(slides[at]));

  async function look() {
    try {
      const answer = await fetch(new URL('man-hinh/ban.txt', site).href, { cache: 'no-store' });
      const edition = (await answer.text()).trim();
      const old = edition !== root.dataset.ban || doc.getElementById('ban-luu');
      if (answer.ok && edition && old && !paused) location.reload();
    } catch (error) { /* No network: what is shown stays. */ }
  }

  root.classList.add('xoay');
  show(1);
  go();
  setInterval(look, MINUTE);
  const worker = navigator.serviceWorker;
  if (worker && !('xemThu' in root.dataset)) worker.register(site.href + 'sw.js', { scope: site.pathname }).catch(() => {});
  // The machine must not go to sleep; a wish, not a condition.
  if (navigator.wakeLock) navigator.wakeLock.request('screen').catch(() => {});
})();
