// Keeps what was opened, so that it can be read without a network. Network first: a fee on a kept page may be old,
// and the page then says from which day it is. Published at the root of the site; BAN is put in front by the build.
'use strict';
const SCOPE = new URL(self.registration.scope);
const PREFIX = 'ny:' + SCOPE.pathname + '|';
const OPENED = PREFIX + 'mo';
const OFFLINE = SCOPE.href + 'ngoai-mang.html';
const WHEN = 'x-luu-luc';
const PATIENCE = 4000;
const MOST = 300;
// The page of one print: the plain page, with the number of the print behind it.
const PRINTED = /(\/(?:TT|N|LV|SK)\/[0-9A-Z.-]+\/)[1-9][0-9]{0,5}\/$/;
const FROM_PRINT = '?tu-to-in';
// What a page asks for only once it is touched.
const LATER = ['assets/tien-ich.js', 'assets/tinh.js'];

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(firstPages());
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// The page that installs this was loaded before there was a worker: keep it and what it needs.
async function firstPages() {
  const cache = await caches.open(OPENED);
  await put(cache, OFFLINE);
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const pages = open.map((client) => keyOf(new URL(client.url))).filter((url) => url.startsWith(SCOPE.href));
  for (const page of new Set([OFFLINE, ...pages])) {
    try {
      const text = await (page === OFFLINE ? await cache.match(page) : await put(cache, page)).text();
      for (const [, link] of text.matchAll(/(?:src|href)="([^"]+\.(?:js|css|svg))"/g)) {
        const url = new URL(link, page);
        if (url.href.startsWith(SCOPE.href)) await put(cache, url.href);
      }
    } catch (error) { /* Kept when it is opened again. */ }
  }
  await Promise.all(LATER.map((path) => put(cache, SCOPE.href + path).catch(() => {})));
}

async function put(cache, url) {
  const answer = await fetch(url, { cache: 'no-cache' });
  if (answer.status !== 200 || answer.redirected) throw new Error(url);
  await cache.put(url, await dated(answer.clone()));
  return answer;
}

async function dated(answer) {
  const headers = new Headers({ 'content-type': answer.headers.get('content-type') || '' });
  headers.set(WHEN, new Date().toISOString());
  return new Response(await answer.arrayBuffer(), { headers });
}

// One copy of a page, whatever was asked of it.
function keyOf(url) {
  return url.origin + url.pathname.replace(/(^|\/)index\.html$/, '$1');
}

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  const ours = url.origin === SCOPE.origin && url.pathname.startsWith(SCOPE.pathname);
  const inside = url.pathname.slice(SCOPE.pathname.length);
  if (request.method !== 'GET' || !ours || request.headers.has('range')) return;
  if (/^(du-lieu|bieu-mau|can-bo\/sua)\/|^sw\.js$/.test(inside)) return;
  if (request.mode !== 'navigate' && request.cache === 'no-store') return;
  event.respondWith(reply(event, url));
});

async function reply(event, url) {
  const key = keyOf(url);
  const visit = event.request.mode === 'navigate';
  // Asked anew: what the browser's own cache holds for the network's answer would hide how old it is.
  const network = fetch(event.request, visit ? { cache: 'no-cache' } : {});
  event.waitUntil(network.then((answer) => keep(key, answer.clone())).catch(() => {}));
  const kept = await find(key);
  if (kept) {
    const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    try {
      const answer = await Promise.race([network, slow]);
      if (answer && answer.status < 500) return answer;
    } catch (error) { /* No network. */ }
    return visit ? marked(kept, url.search === FROM_PRINT) : kept;
  }
  try {
    return await network;
  } catch (error) {
    const plain = key.replace(PRINTED, '$1');
    // Sent there, because the links of a page are relative to its own address.
    if (visit && plain !== key && await find(plain)) return Response.redirect(plain + FROM_PRINT);
    return (visit && await caches.match(OFFLINE)) || Response.error();
  }
}

async function keep(key, answer) {
  if (answer.type !== 'basic' || answer.redirected) return;
  const cache = await caches.open(OPENED);
  if (answer.status === 404) await cache.delete(key);
  if (answer.status !== 200) return;
  await cache.put(key, await dated(answer));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) {
    if (old.url !== OFFLINE) await cache.delete(old);
  }
}

// The later of what was opened and what was kept as a whole. A whole that was not finished does not count.
async function find(key) {
  const names = (await caches.keys()).filter((name) => name === OPENED || name.startsWith(PREFIX + 'bo|'));
  let best = null;
  for (const name of names) {
    const cache = await caches.open(name);
    if (name !== OPENED && !(await cache.match(SCOPE.href + '?xong'))) continue;
    const found = await cache.match(key);
    if (found && (!best || found.headers.get(WHEN) > best.headers.get(WHEN))) best = found;
  }
  return best;
}

async function marked(kept, fromPrint) {
  const type = kept.headers.get('content-type') || '';
  if (!type.includes('html')) return kept;
  const when = new Date(kept.headers.get(WHEN));
  const two = (number) => String(number).padStart(2, '0');
  const day = two(when.getDate()) + '/' + (when.getMonth() + 1) + '/' + when.getFullYear();
  const line = '<p class="notice" id="ban-luu" role="status"><strong>' + _('Bản lưu ngày') + ' ' + day + '.</strong> '
    + _('Máy đang không có mạng hoặc mạng chậm. Tiền, giấy tờ, thời hạn có thể đã đổi từ ngày đó.')
    + (fromPrint ? ' ' + _('Từ kiểm tra in trên tờ chỉ hiện ra khi có mạng.') : '') + '</p>';
  const text = await kept.text();
  const place = text.includes('<main id="noi-dung">') ? /<main id="noi-dung">/ : /<body[^>]*>/;
  return new Response(text.replace(place, (tag) => tag + line), { headers: { 'content-type': type } });
}
