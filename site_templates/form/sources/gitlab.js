// GitLab: a commit names the branch it makes and the last commit it knows of each file.
import { Host, fromBase64 } from './host.js';

export class GitLab extends Host {
  constructor(settings, token) {
    super(settings, token, 'Bearer');
    this.base = `/projects/${encodeURIComponent(settings.kho)}`;
  }

  async list() {
    const paths = [];
    for (let page = 1; page; page++) {
      const found = await this.ask(`${this.base}/repository/tree?recursive=true&per_page=100&page=${page}&ref=${encodeURIComponent(this.settings.nhanh)}`);
      paths.push(...found.filter((one) => one.type === 'blob').map((one) => one.path));
      if (found.length < 100) break;
    }
    return paths;
  }

  async read(path) {
    const answer = await this.ask(`${this.base}/repository/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(this.settings.nhanh)}`, { missing: true });
    return answer && { text: fromBase64(answer.content), version: answer.last_commit_id };
  }

  async requests() {
    const open = await this.ask(`${this.base}/merge_requests?state=opened&per_page=100`);
    return open.map((one) => ({ branch: one.source_branch, link: one.web_url }));
  }

  async send(branch, path, text, version, words) {
    const action = { action: version ? 'update' : 'create', file_path: path, content: text, ...(version && { last_commit_id: version }) };
    const body = { branch, start_branch: this.settings.nhanh, commit_message: words, actions: [action] };
    // The answer to a commit that does not know the last one of its file.
    await this.ask(`${this.base}/repository/commits`, { method: 'POST', body, conflict: 400 });
    const request = { source_branch: branch, target_branch: this.settings.nhanh, title: words, remove_source_branch: true };
    return (await this.ask(`${this.base}/merge_requests`, { method: 'POST', body: request })).web_url;
  }
}
