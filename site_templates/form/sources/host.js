// What all git hosts have in common: one address, a token that never leaves this tab but for that address, and answers
// in words. A change is sent as a branch and a request to merge it; what is published is never written.
import { Conflict, Trouble } from '../trouble.js';

export const PREFIX = 'sua/';
const CHANGED = 'Tệp này đã được người khác sửa sau khi mở ở đây. Chưa gửi gì cả, không đè lên bản của ai. Hãy tải bản nháp về, mở lại tệp rồi sửa lại.';
const WAITING = 'Đã có người gửi một bản sửa của tệp này và đang chờ duyệt. Chưa gửi gì cả. Hãy xem bản ấy trước; duyệt xong thì mở lại tệp rồi sửa tiếp.';
const REFUSED = {
  401: 'Máy chủ không nhận mã truy cập này. Hãy xem mã còn hạn không, chép có đủ không, rồi nhập lại.',
  403: 'Mã truy cập này không đủ quyền với kho, hoặc máy chủ tạm chặn vì hỏi quá nhiều. Hãy hỏi người giữ kho.',
  404: 'Máy chủ không thấy kho hoặc tệp này. Hãy xem tên kho trong don_vi.yaml, và mã truy cập có được vào kho đó không.',
  422: 'Máy chủ không nhận thay đổi này. Chưa gửi gì cả; hãy tải bản nháp về rồi hỏi người giữ kho.',
};

export class Host {
  constructor(settings, token, header) {
    this.settings = settings;
    this.header = { Authorization: `${header} ${token}` };
    this.where = `kho ${settings.kho} trên ${settings.may_chu}`;
    this.after = 'Đã gửi bản sửa, đang chờ người duyệt. Trang chỉ đổi sau khi được duyệt.';
  }

  /** The answer of the host, or null where it has nothing at this place and `missing` is allowed. */
  async ask(path, { method = 'GET', body, missing = false, conflict = 409 } = {}) {
    let answer;
    try {
      answer = await fetch(this.settings.dia_chi + path, {
        method,
        headers: { Accept: 'application/json', ...this.header, ...(body && { 'Content-Type': 'application/json' }) },
        body: body && JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        // The token is meant for one address only.
        redirect: 'error',
      });
    } catch (error) {
      throw new Trouble(`Không nối được tới ${this.settings.may_chu}. Hãy xem mạng rồi thử lại; điều đã sửa vẫn còn ở đây.`);
    }
    if (answer.status === 404 && missing) return null;
    if (!answer.ok) {
      if (answer.status === conflict) throw new Conflict(CHANGED);
      throw new Trouble(REFUSED[answer.status] ?? `Máy chủ ${this.settings.may_chu} đang trục trặc (mã ${answer.status}). Hãy thử lại sau; điều đã sửa vẫn còn ở đây.`);
    }
    const text = await answer.text();
    try {
      return text ? JSON.parse(text) : null;
    } catch (error) {
      throw new Trouble(`Máy chủ ${this.settings.may_chu} trả lời không đúng cách. Hãy xem lại mục kho_git trong don_vi.yaml.`);
    }
  }

  /** Sends a change; never over what somebody else wrote meanwhile, published or waiting. */
  async write(path, text, version, words) {
    const waiting = (await this.requests()).find((one) => one.branch.startsWith(branchOf(path)));
    if (waiting) throw new Conflict(WAITING, pageOnly(waiting.link));
    const now = await this.read(path);
    if ((now?.version ?? null) !== version) throw new Conflict(now ? CHANGED : 'Tệp này đã bị xóa hoặc chuyển đi trên kho. Chưa gửi gì cả. Hãy tải bản nháp về.');
    const branch = `${branchOf(path)}${Date.now().toString(36)}`;
    const link = await this.send(branch, path, text, now?.version ?? null, words);
    return { link: pageOnly(link), version };
  }
}

const branchOf = (path) => `${PREFIX}${path.replace(/\.yaml$/, '').replace(/[^A-Za-z0-9.]+/g, '-')}-`;

// An address that opens a page and runs nothing.
const pageOnly = (link) => (/^https:\/\//.test(link) ? link : null);

export const encoded = (path) => path.split('/').map(encodeURIComponent).join('/');

export function toBase64(text) {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

export function fromBase64(words) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(atob(words.replace(/\s/g, '')), (letter) => letter.charCodeAt(0)));
}
