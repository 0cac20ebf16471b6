// Tools of a page: send, print, read aloud, large text, dark, a checklist, keeping for later. Nothing on the page
// needs them; each appears only where the phone has what it takes.
(() => {
  'use strict';
  const doc = document;
  const root = doc.documentElement;
  const site = new URL('..', doc.currentScript.src);
  const bar = doc.getElementById('cong-cu');
  const words = doc.getElementById('chia-se');
  const main = doc.getElementById('noi-dung');

  const ask = (question) => { try { return question(); } catch (error) { return null; } };
  const key = (name) => 'ny:' + site.pathname + ':' + name;
  const recall = (name) => ask(() => JSON.parse(localStorage.getItem(key(name))));
  const remember = (name, value) => ask(() => localStorage.setItem(key(name), JSON.stringify(value)));
  const worker = ask(() => navigator.serviceWorker);
  const speech = ask(() => window.speechSynthesis);
  const canPrint = typeof window.print === 'function';
  const canShare = ask(() => typeof navigator.share === 'function');
  const canCopy = ask(() => typeof navigator.clipboard.writeText === 'function');
  const live = 'xemThu' in root.dataset;

  const row = doc.createElement('div');
  const said = doc.createElement('p');
  said.className = 'said';
  said.setAttribute('role', 'status');
  let silence;
  function say(text) {
    said.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ''; }, 8000);
  }
  function button(text, act, pressed) {
    const one = doc.createElement('button');
    one.type = 'button';
    one.textContent = text;
    if (pressed !== undefined) one.setAttribute('aria-pressed', String(pressed));
    one.addEventListener('click', () => act(one));
    row.append(one);
    return one;
  }
  function toggle(text, name, now, show) {
    return button(text, (one) => {
      const on = one.getAttribute('aria-pressed') !== 'true';
      one.setAttribute('aria-pressed', String(on));
      remember(name, on);
      show(on);
    }, now);
  }

  // Large text, dark. The colours stand in the style sheet; only when they apply is changed here.
  const large = (on) => root.classList.toggle('chu-to', on);
  const inDark = [];
  for (const sheet of doc.styleSheets) {
    for (const rule of ask(() => sheet.cssRules) || []) {
      if (rule.media && /prefers-color-scheme: ?dark/.test(rule.media.mediaText)) inDark.push(rule.media);
    }
  }
  const dark = (on) => {
    inDark.forEach((media) => { media.mediaText = on ? 'screen' : 'not all'; });
    root.style.colorScheme = on ? 'dark' : 'light';
  };
  const isLarge = recall('chu-to') === true;
  const wanted = recall('toi');
  const isDark = typeof wanted === 'boolean' ? wanted : matchMedia('(prefers-color-scheme: dark)').matches;
  if (isLarge) large(true);
  if (typeof wanted === 'boolean') dark(wanted);

  // Sentence by sentence: some phones stop in the middle of long texts.
  function sentences() {
    const parts = Array.from(main.children).filter((one) => one !== bar);
    const text = parts.map((one) => one.innerText || '').join('\n').replace(/([.!?;:])\s+/g, '$1\n');
    return text.split('\n').map((line) => line.trim()).filter(Boolean);
  }
  let reader;
  function offerReading() {
    const voice = speech.getVoices().find((one) => /^vi\b/i.test(one.lang));
    if (!voice || reader) return;
    const stop = () => { speech.cancel(); reader.textContent = _('Đọc to'); reader.setAttribute('aria-pressed', 'false'); };
    reader = button(_('Đọc to'), () => {
      const reading = reader.getAttribute('aria-pressed') === 'true';
      stop();
      if (reading) return;
      reader.textContent = _('Dừng đọc');
      reader.setAttribute('aria-pressed', 'true');
      const lines = sentences();
      lines.forEach((line, index) => {
        const part = new SpeechSynthesisUtterance(line);
        part.voice = voice;
        part.lang = voice.lang;
        part.rate = 0.9;
        if (index === lines.length - 1) part.onend = stop;
        speech.speak(part);
      });
    }, false);
    addEventListener('pagehide', stop);
  }

  // Which papers are at hand: remembered on this phone, sent nowhere.
  function checklist(code) {
    const name = 'giay:' + code;
    const listed = recall(name);
    const have = new Set(Array.isArray(listed) ? listed : []);
    const papers = Array.from(doc.querySelectorAll('.papers [data-ma]'));
    const show = () => papers.forEach((one) => {
      const on = have.has(one.dataset.ma);
      one.classList.toggle('co-roi', on);
      one.firstChild.checked = on;
    });
    papers.forEach((one) => {
      const box = doc.createElement('input');
      box.type = 'checkbox';
      box.setAttribute('aria-label', _('Đã có:') + ' ' + one.querySelector('strong').textContent);
      box.addEventListener('change', () => {
        have[box.checked ? 'add' : 'delete'](one.dataset.ma);
        remember(name, Array.from(have));
        show();
        say(_('Dấu này chỉ lưu trong máy của bà con, không gửi đi đâu.'));
      });
      one.prepend(box);
    });
    show();
  }

  function keepAll(one) {
    one.disabled = true;
    const script = doc.createElement('script');
    script.src = site.href + 'assets/giu.js';
    script.onload = () => { one.remove(); window.niemYetGiu(bar, site, say); };
    script.onerror = () => { one.disabled = false; say(_('Chưa tải được, bà con thử lại khi có mạng.')); };
    doc.head.append(script);
  }

  if (words) checklist(words.dataset.ma);
  if (bar) {
    row.className = 'row';
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', _('Tiện ích của trang'));
    const text = words && words.content.textContent.trim();
    if (text && canShare) {
      button(_('Gửi'), () => ask(() => navigator.share({ title: doc.title, text }).catch(() => {})));
    } else if (text && canCopy) {
      button(_('Chép để gửi'), () => navigator.clipboard.writeText(text).then(
        () => say(_('Đã chép. Bà con dán vào Zalo hoặc tin nhắn.')),
        () => say(_('Máy không cho chép.'))));
    }
    if (text && canPrint) button(_('In'), () => window.print());
    toggle(_('Chữ to'), 'chu-to', isLarge, large);
    if (inDark.length) toggle(_('Nền tối'), 'toi', isDark, dark);
    if (speech && window.SpeechSynthesisUtterance) ask(() => {
      offerReading();
      speech.addEventListener('voiceschanged', offerReading);
    });
    if ('giu' in bar.dataset && !live && worker && window.caches && ask(() => crypto.subtle)) {
      button(_('Giữ cả danh mục để đọc khi không có mạng'), keepAll).className = 'wide';
    }
    bar.append(row, said);
    const phone = /Android|iPhone|iPad/.test(navigator.userAgent);
    const inApp = /Zalo|FBAN|FBAV|Messenger|Line\/|; wv\)/.test(navigator.userAgent);
    if (inApp || !worker || !canPrint || (phone && !canShare)) {
      const line = doc.createElement('p');
      line.id = 'trinh-duyet';
      line.textContent = _('Đang mở trang trong Zalo hay ứng dụng khác? Muốn in, gửi, giữ lại: bấm dấu ba chấm ở góc màn hình rồi chọn “Mở bằng trình duyệt”.');
      bar.append(line);
    }
  }

  // Folded parts are printed too; where the style sheet can't do it, this does.
  const folded = () => Array.from(doc.querySelectorAll('details:not([open])'));
  let opened = [];
  addEventListener('beforeprint', () => { opened = folded(); opened.forEach((one) => { one.open = true; }); });
  addEventListener('afterprint', () => opened.forEach((one) => { one.open = false; }));

  // The first view belongs to the text; keeping it comes after.
  if (!live) {
    addEventListener('load', () => setTimeout(() => {
      const manifest = doc.createElement('link');
      manifest.rel = 'manifest';
      manifest.href = site.href + 'manifest.webmanifest';
      doc.head.append(manifest);
      if (worker) ask(() => worker.register(site.href + 'sw.js', { scope: site.pathname }).catch(() => {}));
    }, 2500));
  }
})();
