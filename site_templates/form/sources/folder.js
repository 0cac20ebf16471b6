// The records in a folder of this computer (File System Access API), or a single file where the browser can't open one.
import { Conflict, Trouble } from '../trouble.js';

const TOP = 'procedures_yaml';
const CHANGED = 'Tệp này vừa bị người khác hoặc chương trình khác sửa sau khi mở ở đây. Chưa ghi gì cả. Hãy tải bản nháp về, mở lại tệp rồi sửa lại.';

export const canOpenFolder = () => 'showDirectoryPicker' in window;

/** A folder that the official picks: the repository, or the folder of records in it. */
export async function openFolder() {
  let handle;
  try {
    handle = await window.showDirectoryPicker({ id: 'niem-yet', mode: 'readwrite' });
  } catch (error) {
    if (error.name === 'AbortError') return null;
    throw new Trouble('Trình duyệt không cho mở thư mục này. Hãy chọn thư mục khác, hoặc mở từng tệp.');
  }
  return new Folder(handle);
}

class Folder {
  constructor(handle) {
    this.handle = handle;
    this.where = `thư mục ${handle.name}`;
    this.after = 'Đã ghi vào tệp. Hãy chạy niemyet check, rồi xem lại và ghi thay đổi vào Git.';
  }

  async list() {
    const paths = [];
    const inside = this.handle.name === TOP ? TOP : '';
    const walk = async (handle, path, depth) => {
      for await (const [name, one] of handle.entries()) {
        if (name.startsWith('.') || name === 'node_modules') continue;
        const place = path ? `${path}/${name}` : name;
        if (one.kind === 'directory' && depth < 4) await walk(one, place, depth + 1);
        else if (one.kind === 'file' && name.endsWith('.yaml')) paths.push(place);
      }
    };
    await walk(this.handle, inside, 0);
    return paths;
  }

  async file(path, create = false) {
    const steps = path.split('/');
    if (this.handle.name === TOP) steps.shift();
    let folder = this.handle;
    try {
      for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create });
      return await folder.getFileHandle(steps.at(-1), { create });
    } catch (error) {
      if (error.name === 'NotFoundError') return null;
      throw new Trouble('Không mở được tệp này: trình duyệt hoặc máy không cho quyền.');
    }
  }

  async read(path) {
    const file = await this.file(path);
    if (!file) return null;
    const text = await (await file.getFile()).text();
    return { text, version: text };
  }

  async write(path, text, version) {
    const now = await this.read(path);
    if (version === null ? now : !now) throw new Conflict(version === null ? CHANGED : 'Tệp này đã bị xóa hoặc chuyển đi sau khi mở ở đây. Chưa ghi gì cả. Hãy tải bản nháp về.');
    if (now && now.version !== version) throw new Conflict(CHANGED);
    try {
      const stream = await (await this.file(path, true)).createWritable();
      await stream.write(text);
      await stream.close();
    } catch (error) {
      throw new Trouble('Máy không cho ghi vào tệp này. Chưa ghi gì cả; hãy cho phép ghi rồi lưu lại, hoặc tải bản nháp về.');
    }
    return { link: null, version: text };
  }
}

/** One file that the official picks; saving downloads the changed one. */
export class SingleFile {
  constructor(file) {
    this.chosen = file;
    this.where = `tệp ${file.name}`;
    this.after = 'Đã tải tệp đã sửa về máy. Hãy đặt nó đè lên tệp cũ, rồi chạy niemyet check.';
  }

  async list() {
    return [this.chosen.name];
  }

  async read() {
    const text = await this.chosen.text();
    return { text, version: text };
  }

  async write(path, text) {
    download(this.chosen.name, text);
    return { link: null, version: text };
  }
}

/** Hands a text over as a file. */
export function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
