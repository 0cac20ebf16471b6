// GitHub, and Forgejo or Gitea, whose interface follows GitHub's for all but making a branch.
import { Host, encoded, fromBase64, toBase64 } from './host.js';

class AlikeGitHub extends Host {
  constructor(settings, token, header) {
    super(settings, token, header);
    this.base = `/repos/${encoded(settings.kho)}`;
  }

  async list() {
    const paths = [];
    for (let page = 1; ; page++) {
      const answer = await this.ask(`${this.base}/git/trees/${encodeURIComponent(this.settings.nhanh)}?recursive=1&per_page=1000&page=${page}`);
      paths.push(...answer.tree.filter((one) => one.type === 'blob').map((one) => one.path));
      if (!this.hasPages || !answer.truncated) return paths;
    }
  }

  async read(path) {
    const answer = await this.ask(`${this.base}/contents/${encoded(path)}?ref=${encodeURIComponent(this.settings.nhanh)}`, { missing: true });
    return answer && { text: fromBase64(answer.content), version: answer.sha };
  }

  async requests() {
    const open = await this.ask(`${this.base}/pulls?state=open&per_page=100&limit=50`);
    return open.map((one) => ({ branch: one.head.ref, link: one.html_url }));
  }

  change(path, branch, text, version, words) {
    const body = { message: words, content: toBase64(text), ...branch, ...(version && { sha: version }) };
    return this.ask(`${this.base}/contents/${encoded(path)}`, { method: version || !this.hasPages ? 'PUT' : 'POST', body });
  }

  async request(branch, words) {
    const body = { title: words, head: branch, base: this.settings.nhanh, body: 'Gửi từ biểu mẫu sửa dữ liệu.' };
    return (await this.ask(`${this.base}/pulls`, { method: 'POST', body })).html_url;
  }
}

export class GitHub extends AlikeGitHub {
  constructor(settings, token) {
    super(settings, token, 'Bearer');
  }

  async send(branch, path, text, version, words) {
    const head = await this.ask(`${this.base}/git/ref/heads/${encodeURIComponent(this.settings.nhanh)}`);
    await this.ask(`${this.base}/git/refs`, { method: 'POST', body: { ref: `refs/heads/${branch}`, sha: head.object.sha } });
    await this.change(path, { branch }, text, version, words);
    return this.request(branch, words);
  }
}

export class Forgejo extends AlikeGitHub {
  constructor(settings, token) {
    super(settings, token, 'token');
    this.hasPages = true;
  }

  async send(branch, path, text, version, words) {
    await this.change(path, { branch: this.settings.nhanh, new_branch: branch }, text, version, words);
    return this.request(branch, words);
  }
}
