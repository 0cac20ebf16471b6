// What a page does of itself. Nothing on it needs this: a button stands only where the phone has what it takes, and
// what it does, tien-ich.js, comes with the first touch, because most visits never use it.
(() => {
  'use strict';
  const doc = document;
  const ask = (question) => { try { return question(); } catch (error) { return null; } };
  const site = new URL('..', doc.currentScript.src);
  const bar = doc.getElementById('cong-cu');
  const worker = ask(() => navigator.serviceWorker);
  const speech = ask(() => window.speechSynthesis);
  const live = 'xemThu' in doc.documentElement.dataset;

  const element = (name, more) => Object.assign(doc.createElement(name), more);
  // Each script once; one that could not be had may be asked for again.
  const asked = {};
  const script = (name) => asked[name] = asked[name] || new Promise((onload, failed) => {
    const onerror = () => { asked[name] = null; failed(new Error(name)); };
    doc.head.append(element('script', { src: site.href + 'assets/' + name, onload, onerror }));
  });
  const tools = () => script('tien-ich.js').catch(() => {});
  window.NiemYet = { site, bar, speech, script };

  for (const touch of ['pointermove', 'pointerdown', 'keydown', 'scroll']) {
    addEventListener(touch, tools, { once: true, passive: true });
  }
  // Who has set or ticked something here before sees it at once.
  if (ask(() => localStorage.length)) tools();
  if (bar) {
    const can = {
      gui: ask(() => navigator.share || navigator.clipboard.writeText),
      in: window.print,
      co: true,
      toi: true,
      giu: !live && worker && window.caches && ask(() => crypto.subtle),
    };
    const offer = () => bar.querySelectorAll('button').forEach((one) => { one.hidden = !can[one.value]; });
    const voices = () => { can.doc = speech.getVoices().some((one) => /^vi\b/i.test(one.lang)); offer(); };
    offer();
    if (speech && window.SpeechSynthesisUtterance) ask(() => { voices(); speech.addEventListener('voiceschanged', voices); });
    // A press that comes before the script which answers it.
    bar.addEventListener('click', (event) => {
      const one = event.target;
      if (one.value && !one.onclick) script('tien-ich.js').then(() => one.click(), () => {});
    });
    const { userAgent } = navigator;
    if (!worker || !can.in || (!navigator.share && /Android|iPhone|iPad/.test(userAgent)) || /Zalo|FBA[NV]|Messenger|Line\/|; wv\)/.test(userAgent)) {
      bar.append(element('p', { id: 'trinh-duyet', textContent: _('Đang ở trong Zalo hay ứng dụng khác mà muốn in, gửi, giữ lại: bấm dấu ba chấm rồi chọn “Mở bằng trình duyệt”.') }));
    }
  }

  // The first view belongs to the text; keeping it comes after.
  if (!live) {
    addEventListener('load', () => setTimeout(() => {
      doc.head.append(element('link', { rel: 'manifest', href: site.href + 'manifest.webmanifest' }));
      if (worker) ask(() => worker.register(site.href + 'sw.js', { scope: site.pathname }).catch(() => {}));
    }, 2500));
  }
})();
