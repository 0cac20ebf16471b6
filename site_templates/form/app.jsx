// The steps of the page: where the records are, which one, the form, what will change, saved.
import { useEffect, useMemo, useRef, useState } from 'react';
import { withTheme } from '@rjsf/core';
import { forForm, problems } from './checking.js';
import { theme } from './fields.jsx';
import { difference } from './lines.js';
import { Records, pruned } from './records.js';
import { holds } from './searching.js';
import { canOpenFolder, download, openFolder, SingleFile } from './sources/folder.js';
import { Forgejo, GitHub } from './sources/github.js';
import { GitLab } from './sources/gitlab.js';
import { Trouble } from './trouble.js';

const Form = withTheme(theme);
const HOSTS = { github: GitHub, gitlab: GitLab, forgejo: Forgejo };
const LISTED = 60;
// The library must add nothing by itself: what it adds would be written into the file.
const AS_WRITTEN = { arrayMinItems: { populate: 'never' }, emptyObjectFields: 'skipDefaults', allOf: 'skipDefaults', constAsDefaults: 'never' };

const wordsOf = (error) => (error instanceof Trouble ? error.message : 'Biểu mẫu gặp lỗi không lường trước. Điều đã sửa vẫn còn ở đây; hãy tải bản nháp về rồi báo người giữ chương trình.');

function Wrong({ error, children }) {
  const box = useRef(null);
  useEffect(() => { if (error) box.current?.focus(); }, [error]);
  if (!error) return null;
  if (!(error instanceof Trouble)) console.error(error);
  return (
    <div className="wrongs" role="alert" tabIndex={-1} ref={box}>
      <p>{wordsOf(error)}</p>
      {error.link && <p><a href={error.link} target="_blank" rel="noopener noreferrer">Xem bản sửa đang chờ</a></p>}
      {children}
    </div>
  );
}

/** A task that is running or went wrong. */
function useTask() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const run = async (task) => {
    setBusy(true);
    setError(null);
    try {
      return await task();
    } catch (wrong) {
      setError(wrong);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}

export function App({ known }) {
  const [records, setRecords] = useState(null);
  const [entries, setEntries] = useState([]);
  const [record, setRecord] = useState(null);
  const task = useTask();
  const enter = (open) => task.run(async () => {
    const source = await open();
    if (!source) return;
    const chosen = new Records(source, known);
    setEntries(await chosen.list());
    setRecords(chosen);
  });
  const open = (entry) => task.run(async () => setRecord(await records.open(entry)));
  if (!records) return <Places known={known} enter={enter} task={task} />;
  if (!record) return <Choice records={records} entries={entries} open={open} leave={() => setRecords(null)} task={task} />;
  return <Editor key={record.path} records={records} record={record} known={known} leave={() => setRecord(null)} reopen={() => open(record)} />;
}

function Places({ known, enter, task }) {
  const [token, setToken] = useState('');
  const { kho } = known;
  const submit = (event) => {
    event.preventDefault();
    enter(() => new HOSTS[kho.loai](kho, token.trim()));
  };
  return (
    <>
      <Wrong error={task.error} />
      {kho && (
        <form className="card" onSubmit={submit}>
          <h2>Kho trên mạng</h2>
          <p>Sửa thẳng trên kho {kho.kho} của {kho.may_chu}. Bản sửa được gửi đi chờ duyệt, trang không đổi ngay.</p>
          <div className="field">
            <label htmlFor="ma-truy-cap">Mã truy cập (token)</label>
            <p className="hint" id="ma-truy-cap__loi-dan">Lấy ở trang cá nhân trên {kho.may_chu}. Mã chỉ nằm trong thẻ trình duyệt này, chỉ gửi tới {kho.may_chu}, đóng thẻ là mất.</p>
            <input id="ma-truy-cap" type="password" autoComplete="off" spellCheck={false} required value={token} onChange={(event) => setToken(event.target.value)} aria-describedby="ma-truy-cap__loi-dan" />
          </div>
          <div className="buttons"><button className="main" disabled={task.busy || !token.trim()}>Mở kho</button></div>
        </form>
      )}
      <div className="card">
        <h2>{kho ? 'Thư mục trên máy này' : 'Mở dữ liệu trên máy này'}</h2>
        {canOpenFolder() ? (
          <>
            <p>Chọn thư mục kho dữ liệu (có thư mục procedures_yaml bên trong). Trình duyệt sẽ hỏi cho phép đọc và ghi; không có gì gửi lên mạng.</p>
            <div className="buttons"><button type="button" className={kho ? undefined : 'main'} disabled={task.busy} onClick={() => enter(openFolder)}>Mở thư mục</button></div>
          </>
        ) : <p>Trình duyệt này không mở được cả thư mục (Chrome, Edge, Cốc Cốc mở được). Hãy mở từng tệp; lưu thì tệp đã sửa được tải về máy.</p>}
        <div className="field">
          <label htmlFor="mot-tep">Hoặc mở một tệp</label>
          <input id="mot-tep" type="file" accept=".yaml,.yml" onChange={(event) => event.target.files[0] && enter(() => new SingleFile(event.target.files[0]))} />
        </div>
        {!kho && <p className="hint">Muốn sửa thẳng trên kho Git thì ghi mục kho_git vào don_vi.yaml.</p>}
      </div>
      {task.busy && <p role="status">Đang mở…</p>}
    </>
  );
}

function Choice({ records, entries, open, leave, task }) {
  const [query, setQuery] = useState('');
  const search = useRef(null);
  useEffect(() => search.current?.focus(), []);
  const found = useMemo(() => entries.filter((one) => holds(`${one.title} ${one.path}`, query)), [entries, query]);
  return (
    <>
      <p>Đang mở {records.source.where}.</p>
      <Wrong error={task.error} />
      <div className="field">
        <label htmlFor="tim-tep">Tìm theo tên hoặc mã</label>
        <input id="tim-tep" type="search" ref={search} value={query} onChange={(event) => setQuery(event.target.value)} />
        <p className="hint" role="status">{task.busy ? 'Đang mở…' : `${found.length} mục${found.length > LISTED ? `, đang hiện ${LISTED} mục đầu` : ''}`}</p>
      </div>
      <ul className="list">
        {found.slice(0, LISTED).map((one) => <li key={one.path}><button type="button" disabled={task.busy} onClick={() => open(one)}>{one.title}<small>{one.path}</small></button></li>)}
      </ul>
      <div className="buttons"><button type="button" onClick={leave}>Đổi nơi giữ dữ liệu</button></div>
    </>
  );
}

const draftKey = (records, record) => `niem-yet:sua:${records.source.where}:${record.path}`;

function drafted(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch (error) {
    return null;
  }
}

function keepDraft(key, draft) {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch (error) { /* Without a store the draft lives as long as the page. */ }
}

function Editor({ records, record, known, leave, reopen }) {
  const { mau, khuon } = known.mau[record.kind];
  const key = draftKey(records, record);
  const [draft] = useState(() => drafted(key));
  const isCurrent = draft?.version === record.version;
  const [data, setData] = useState(isCurrent ? draft.data : record.data);
  const [tried, setTried] = useState(false);
  const [next, setNext] = useState(null);
  const task = useTask();
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  const validator = useMemo(() => forForm(khuon), [khuon]);
  const clean = useMemo(() => pruned(data, record.data), [data, record]);
  const wrong = useMemo(() => problems(khuon, clean), [khuon, clean]);
  const isDirty = JSON.stringify(clean) !== JSON.stringify(record.data);
  useEffect(() => {
    const ask = (event) => { if (isDirty) event.preventDefault(); };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  const change = (event) => {
    setData(event.formData);
    keepDraft(key, { version: record.version, data: event.formData });
  };
  const review = () => {
    setTried(true);
    if (wrong.length) document.getElementById('can-sua')?.focus();
    else task.run(async () => setNext(records.changed(record, data)));
  };
  const close = () => {
    if (isDirty && !window.confirm('Bỏ mọi điều vừa sửa trong mục này?')) return;
    keepDraft(key, null);
    leave();
  };
  if (next !== null) return <Review {...{ records, record, next, leave: () => { keepDraft(key, null); leave(); }, back: () => setNext(null), data: clean, saved: () => keepDraft(key, null) }} />;
  const tree = tried ? validator.validateFormData(clean).errorSchema : undefined;
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>{record.title}</h2>
      <p className="hint">{record.path}, {records.source.where}. Dấu * là mục phải có.{record.base && ' Phần lấy của trung ương, của tỉnh cũng hiện ở đây; sửa thì chỉ chỗ khác được ghi vào tệp của xã.'}</p>
      {draft && isCurrent && <p className="card" role="status">Đã lấy lại điều sửa dở lúc trước trong thẻ này.</p>}
      {draft && !isCurrent && <div className="card" role="status"><p>Tệp này đã đổi từ lúc sửa dở lúc trước, nên điều sửa dở chưa được đưa vào. Tải bản nháp ấy về để so, trước khi sửa tiếp ở đây.</p><Download record={record} data={draft.data} records={records} /></div>}
      <Wrong error={task.error}><Download record={record} data={clean} records={records} /></Wrong>
      <div id="can-sua" className={tried && wrong.length ? 'wrongs' : undefined} tabIndex={-1} role="alert">
        {tried && wrong.length > 0 && <><p><strong>Còn {wrong.length} chỗ cần sửa trước khi lưu:</strong></p><ul>{wrong.slice(0, 10).map((one) => <li key={one.path.join('.') + one.words}>{one.words}</li>)}</ul></>}
      </div>
      <Form tagName="div" idPrefix="muc" schema={mau} formData={data} validator={validator} noValidate extraErrors={tree} showErrorList={false} onChange={change} experimental_defaultFormStateBehavior={AS_WRITTEN} uiSchema={{ 'ui:submitButtonOptions': { norender: true } }} />
      <div className="bar">
        <button type="button" className="main" disabled={task.busy || !isDirty} onClick={review}>Xem lại và lưu</button>
        <button type="button" onClick={close}>{isDirty ? 'Bỏ, không lưu' : 'Quay lại'}</button>
        {isDirty && <Download record={record} data={clean} records={records} />}
      </div>
    </>
  );
}

// The draft as a file: the changed text, or the bare data where even that can't be made.
function Download({ record, data, records }) {
  const name = record.path.split('/').at(-1);
  const take = () => {
    let text;
    try { text = records.changed(record, data); } catch (error) { text = JSON.stringify(data, null, 1); }
    download(`ban-nhap-${name}`, text);
  };
  return <button type="button" onClick={take}>Tải bản nháp</button>;
}

function Review({ records, record, next, data, leave, back, saved }) {
  const [words, setWords] = useState(`Sửa ${record.title}`);
  const [done, setDone] = useState(null);
  const task = useTask();
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), [done]);
  const changes = useMemo(() => difference(record.text, next), [record, next]);
  const save = () => task.run(async () => {
    setDone(await records.save(record, next, words.trim() || `Sửa ${record.title}`));
    saved();
  });
  if (done) {
    return (
      <>
        <h2 ref={heading} tabIndex={-1}>Đã lưu</h2>
        <p role="status">{records.source.after}</p>
        {done.link && <p><a href={done.link} target="_blank" rel="noopener noreferrer">Xem bản sửa trên kho</a></p>}
        <div className="buttons"><button type="button" className="main" onClick={leave}>Sửa mục khác</button></div>
      </>
    );
  }
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>Xem lại: {record.title}</h2>
      <p>Chỉ những dòng dưới đây của tệp đổi đi.</p>
      <div className="diff">{changes.map((one, index) => (one.sign === '-' ? <del key={index}>{one.line}</del> : <ins key={index}>{one.line}</ins>))}</div>
      <div className="field"><label htmlFor="vi-sao">Nói ngắn đã sửa gì, vì sao</label><input id="vi-sao" type="text" maxLength={120} value={words} onChange={(event) => setWords(event.target.value)} /></div>
      <Wrong error={task.error}><Download record={record} data={data} records={records} /></Wrong>
      <div className="bar">
        <button type="button" className="main" disabled={task.busy} onClick={save}>{task.busy ? 'Đang lưu…' : 'Lưu'}</button>
        <button type="button" disabled={task.busy} onClick={back}>Sửa tiếp</button>
      </div>
    </>
  );
}
