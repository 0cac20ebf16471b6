// What the buttons of a page do, and what is of use only to those who stay: loaded at the first touch.
(() => {
  'use strict';
  const { bar, script, site, speech } = NiemYet;
  const root = document.documentElement;
  const $ = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => Array.from(where.querySelectorAll(what));
  const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const small = (text) => text.charAt(0).toLowerCase() + text.slice(1);
  const WHEN = _('Chỉ cần khi:');

  // The page as plain text that reads well in Zalo and in SMS: no markup, one fact a line, the address last.
  // More papers than this are counted, not listed: an SMS in Vietnamese holds 70 characters a part (GSM 03.38).
  const MOST_PAPERS = 8;
  function paper(one) {
    const when = all('small', one).map(words).find((text) => text.startsWith(WHEN));
    return '- ' + words($('strong', one)) + ' (' + small(words($('.what', one))) + ')'
      + (when ? ', ' + _('chỉ khi') + ' ' + small(when.slice(WHEN.length).trim()) : '');
  }
  function papers() {
    const none = $('#can-mang + p > span');
    if (none) return ['- ' + small(words(none))];
    const found = all('.body > .papers > li');
    const lines = found.slice(0, MOST_PAPERS).map(paper);
    if (found.length > MOST_PAPERS) lines.push('- ' + _('và') + ' ' + (found.length - MOST_PAPERS) + ' ' + _('giấy tờ nữa, xem ở trang'));
    if ($('[data-th] > .papers')) lines.push('- ' + _('thêm giấy tờ tùy trường hợp của mình, xem ở trang'));
    return lines;
  }
  function where() {
    const places = all('.body > .where').map((one) => all('strong, strong + br + span:not(.unknown)', one).map(words).join(', '));
    return places.length ? places : [small(words(all('.facts dd')[2]))];
  }
  function text() {
    const [fee, time] = all('.facts dd').map(words);
    const phone = $('#lien-he a[href^="tel:"]');
    return [
      words($('h1')).toLocaleUpperCase('vi') + ' (' + words($('.brand span')) + ')',
      ...all('p.notice:not([hidden])').map(words),
      _('Cần mang:'), ...papers(),
      _('Tiền:') + ' ' + small(fee),
      _('Bao lâu:') + ' ' + small(time),
      ...where().map((place) => _('Nộp ở:') + ' ' + place),
      ...all('div.notice > strong').map((day) => words(day) + ' ' + _('sẽ thay đổi, hãy xem trang.')),
      phone && _('Gọi hỏi:') + ' ' + words(phone),
      _('Xem đủ và mới nhất:') + ' ' + $('link[rel=canonical]').href,
      $('.sample') && _('BẢN MẪU, chưa dùng để làm thủ tục.'),
    ].filter(Boolean).join('\n');
  }

  // What this phone remembers; it may refuse.
  const ask = (question) => { try { return question(); } catch (error) { return null; } };
  const recall = (name) => ask(() => JSON.parse(localStorage.getItem('ny:' + name)));
  const remember = (name, value) => ask(() => localStorage.setItem('ny:' + name, JSON.stringify(value)));

  const said = document.createElement('p');
  said.className = 'said';
  said.setAttribute('role', 'status');
  let silence;
  function say(line) {
    said.textContent = line;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ''; }, 8000);
  }

  const copy = (line, done) => navigator.clipboard.writeText(line).then(
    () => say(done),
    () => say(_('Máy không cho chép.')));

  // Sentence by sentence: some phones stop in the middle of long texts.
  function sentences() {
    const parts = all('main > :not(.side), .side > *').filter((one) => one !== bar);
    const spoken = parts.map((one) => one.innerText || '').join('\n').replace(/([.!?;:])\s+/g, '$1\n');
    return spoken.split('\n').map((line) => line.trim()).filter(Boolean);
  }
  function read(button) {
    const shown = (on) => {
      button.textContent = on ? _('Dừng đọc') : _('Đọc to');
      button.setAttribute('aria-pressed', on);
    };
    const stop = () => { speech.cancel(); shown(false); };
    const reading = button.getAttribute('aria-pressed') === 'true';
    stop();
    if (reading) return;
    shown(true);
    addEventListener('pagehide', stop, { once: true });
    const voice = speech.getVoices().find((one) => /^vi\b/i.test(one.lang));
    sentences().forEach((line, index, lines) => {
      const part = new SpeechSynthesisUtterance(line);
      part.voice = voice;
      part.lang = voice.lang;
      part.rate = 0.9;
      if (index === lines.length - 1) part.onend = stop;
      speech.speak(part);
    });
  }

  // Large text and colours are classes of the root, which the page sets again before its first paint.
  const { classList } = root;
  const isLarge = () => classList.contains('chu-to');
  const isDark = () => classList.contains('toi')
    || (!classList.contains('sang') && matchMedia('(prefers-color-scheme: dark)').matches);
  function pressed() {
    $('[value=co]', bar).setAttribute('aria-pressed', isLarge());
    $('[value=toi]', bar).setAttribute('aria-pressed', isDark());
  }
  function set(large, dark) {
    classList.toggle('chu-to', large);
    classList.toggle('toi', dark);
    classList.toggle('sang', !dark);
    ask(() => localStorage.setItem('ny:cai-dat', root.className));
    pressed();
  }

  const act = {
    gui() {
      if (navigator.share) ask(() => navigator.share({ title: document.title, text: text() }).catch(() => {}));
      else copy(text(), _('Đã chép. Bà con dán vào Zalo hoặc tin nhắn.'));
    },
    in: () => print(),
    co: () => set(!isLarge(), isDark()),
    toi: () => set(isLarge(), !isDark()),
    doc: read,
    giu: (one) => script('giu.js').then(
      () => NiemYet.keep(one, say), () => say(_('Chưa tải được, bà con thử lại khi có mạng.'))),
  };
  if (bar) {
    bar.append(said);
    pressed();
    for (const one of all('button', bar)) one.onclick = () => act[one.value](one);
  }

  // What a banking app asks for, without typing it.
  for (const one of all('.copy')) {
    one.hidden = !ask(() => navigator.clipboard.writeText);
    one.onclick = () => copy(one.value, _('Đã chép:') + ' ' + one.value);
  }

  // Which papers are at hand: remembered on this phone by their names, sent nowhere.
  const list = recall(location.pathname);
  const have = new Set(Array.isArray(list) ? list : []);
  for (const box of all('.papers input')) {
    const paper = words(box.parentNode);
    const note = () => {
      have[box.checked ? 'add' : 'delete'](paper);
      remember(location.pathname, [...have]);
      say(_('Dấu này chỉ lưu trong máy của bà con, không gửi đi đâu.'));
    };
    // Ticked before this script came.
    if (box.checked) note();
    box.checked = have.has(paper);
    box.addEventListener('change', note);
  }

  // For browsers without :has(): the choice of a situation, as the style sheet makes it elsewhere.
  const box = $('.situations');
  if (box && !(window.CSS && CSS.supports && CSS.supports('selector(:has(a))'))) {
    const narrow = () => {
      const number = $('input:checked', box).id.slice(3);
      for (const one of all('[data-th]')) one.hidden = number !== '0' && !one.dataset.th.split(' ').includes(number);
    };
    box.classList.add('on');
    document.addEventListener('change', narrow);
    narrow();
  }

  // The sums of money and days, when somebody gets near them.
  const helpers = all('.calc');
  const sums = () => script('tinh.js').catch(() => {});
  if (helpers.length) {
    document.addEventListener('change', sums);
    if (!window.IntersectionObserver) sums();
    else {
      const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); sums(); } },
        { rootMargin: '500px' });
      for (const one of all('#tien, #bao-lau')) watch.observe(one);
    }
  }

  // Folded parts are printed too; where the style sheet can't do it, this does.
  let opened = [];
  addEventListener('beforeprint', () => { opened = all('details:not([open])'); opened.forEach((one) => { one.open = true; }); });
  addEventListener('afterprint', () => opened.forEach((one) => { one.open = false; }));
})();
