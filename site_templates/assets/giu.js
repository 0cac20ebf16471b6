// Keeps the whole catalogue in the phone, all or nothing: a new cache is filled completely, each file checked
// against the list, before the old one is dropped. Loaded only when somebody asks for it.
(() => {
  'use strict';
  const doc = document;
  const WHEN = 'x-luu-luc';
  const HOUR = 3600000;

  NiemYet.keep = async (asked, say) => {
    const { bar, site } = NiemYet;
    if (!asked.isConnected) return;
    asked.remove();
    const prefix = 'ny:' + site.pathname + '|bo|';
    const mark = site.href + '?xong';
    const box = doc.createElement('div');
    box.className = 'keep';
    const text = doc.createElement('p');
    text.setAttribute('role', 'status');
    box.append(text);
    bar.append(box);
    const button = (words, act) => {
      const one = doc.createElement('button');
      one.type = 'button';
      one.textContent = words;
      one.addEventListener('click', act);
      box.append(one);
      return one;
    };
    const clear = () => box.querySelectorAll('button, progress').forEach((one) => one.remove());
    const size = (bytes) => (bytes < 1e6
      ? Math.ceil(bytes / 1000) + ' KB'
      : (Math.ceil(bytes / 1e5) / 10).toString().replace('.', ',') + ' MB');
    const two = (number) => String(number).padStart(2, '0');
    const day = (iso) => { const d = new Date(iso); return two(d.getDate()) + '/' + (d.getMonth() + 1) + '/' + d.getFullYear(); };

    // The finished whole there is, if any; what was begun long ago and never finished is thrown away.
    async function kept() {
      let best = null;
      for (const name of (await caches.keys()).filter((one) => one.startsWith(prefix))) {
        const cache = await caches.open(name);
        const list = await cache.match(mark);
        const time = Number(name.split('|').pop());
        if (!list) {
          if (Date.now() - time > HOUR) await caches.delete(name);
        } else if (!best || time > best.time) {
          best = { name, cache, time, when: list.headers.get(WHEN), list: await list.json() };
        }
      }
      return best;
    }
    const same = (old, list, path) => Boolean(old && old.list.tep[path] && old.list.tep[path][1] === list.tep[path][1]);

    async function content(list, path, old) {
      const url = new URL(path, site).href;
      if (same(old, list, path)) {
        const known = await old.cache.match(url);
        if (known) return { type: known.headers.get('content-type'), bytes: await known.arrayBuffer() };
      }
      const answer = await fetch(url, { cache: 'no-store' });
      if (answer.status !== 200 || answer.redirected) throw new Error(url);
      const bytes = await answer.arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const hex = Array.from(digest.slice(0, 8), (one) => one.toString(16).padStart(2, '0')).join('');
      if (hex !== list.tep[path][1]) throw new Error(url);
      return { type: answer.headers.get('content-type'), bytes };
    }

    async function fill(list, old, tell) {
      const name = prefix + list.phien_ban + '|' + Date.now();
      const fresh = await caches.open(name);
      const when = new Date().toISOString();
      const waiting = Object.keys(list.tep);
      let done = 0;
      const work = async () => {
        while (waiting.length) {
          const path = waiting.shift();
          const { type, bytes } = await content(list, path, old);
          await fresh.put(new URL(path, site).href, new Response(bytes, { headers: { 'content-type': type || '', [WHEN]: when } }));
          done += 1;
          tell(done);
        }
      };
      try {
        await Promise.all([work(), work(), work(), work()]);
        await fresh.put(mark, new Response(JSON.stringify(list), { headers: { [WHEN]: when } }));
      } catch (error) {
        waiting.length = 0;
        await caches.delete(name);
        throw error;
      }
      for (const other of await caches.keys()) {
        if (other.startsWith(prefix) && other !== name) await caches.delete(other);
      }
    }

    async function offer() {
      clear();
      text.textContent = _('Đang xem dung lượng…');
      const old = await kept();
      let list;
      try {
        const answer = await fetch(new URL('du-lieu/ngoai-mang.json', site).href, { cache: 'no-store' });
        if (!answer.ok) throw new Error('list');
        list = await answer.json();
      } catch (error) {
        text.textContent = (old ? _('Máy đang giữ bản ngày') + ' ' + day(old.when) + '. ' : '')
          + _('Chưa hỏi được danh mục mới, bà con thử lại khi có mạng.');
        button(_('Thử lại'), offer);
        return;
      }
      const paths = Object.keys(list.tep);
      const toLoad = paths.filter((path) => !same(old, list, path)).reduce((sum, path) => sum + list.tep[path][0], 0);
      const pages = paths.filter((path) => /(^|\/|\.html)$/.test(path)).length;
      text.textContent = (old ? _('Máy đang giữ bản ngày') + ' ' + day(old.when) + '. ' : '')
        + _('Cả danh mục có') + ' ' + pages + ' ' + _('trang, chiếm') + ' ' + size(list.dung_luong) + ' ' + _('trong máy')
        + (toLoad ? '; ' + _('tải về nhiều nhất') + ' ' + size(toLoad) + '.' : '; ' + _('không có gì mới phải tải.'));
      button(old ? _('Cập nhật bản đang giữ') : _('Tải về và giữ'), () => load(list, old));
      if (old) button(_('Xóa bản đang giữ'), async () => { await caches.delete(old.name); await offer(); });
    }

    async function load(list, old) {
      clear();
      const progress = doc.createElement('progress');
      progress.max = Object.keys(list.tep).length;
      progress.value = 0;
      progress.setAttribute('aria-label', _('Đang tải'));
      box.append(progress);
      text.textContent = _('Đang tải, bà con giữ trang này mở…');
      try {
        await fill(list, old, (done) => { progress.value = done; });
        clear();
        text.textContent = _('Đã giữ cả danh mục. Không có mạng vẫn đọc được; tiền và thời hạn có thể đổi, có mạng hãy cập nhật.');
        if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
      } catch (error) {
        clear();
        text.textContent = (error && error.name === 'QuotaExceededError'
          ? _('Máy không đủ chỗ.')
          : _('Chưa tải được trọn vẹn nên không giữ bản mới.'))
          + (old ? ' ' + _('Bản cũ vẫn còn nguyên, ngày') + ' ' + day(old.when) + '.' : '');
        button(_('Thử lại'), offer);
      }
    }
    await offer().catch(() => say(_('Máy không cho giữ trang.')));
  };
})();
