// How the form looks: the library's fields in our own words and marks. Every input has a name, a hint and its errors.
import { useEffect, useState } from 'react';
import { getDefaultRegistry } from '@rjsf/core';
import { parse, stringify } from 'yaml';
import { holds } from './searching.js';

const { fields: { ObjectField, StringField } } = getDefaultRegistry();
const OPEN = 'x-tung-loi';
const OPTION = 'x-lua-chon';
const MONEY = 1_000_000_000;
const SHOWN = 20;
// The keys by which people know an item, the best first.
const NAMING = ['ten', 'lam', 'ai', 'so_hieu', 'quyet_dinh', 'noi', 'viec', 'vai', 'thu_tuc'];

const isUnion = (schema) => Boolean(schema.oneOf) && !schema.type;
const isMany = (schema) => schema.type === 'array' && Boolean(schema.uniqueItems && schema.items?.oneOf);
const isEmpty = (value) => value === undefined || value === null || (typeof value === 'object' && !Object.keys(value).length);

/** A part that opens when it is asked for or when something in it is wrong; closed it costs nothing. */
export function Fold({ title, note, wrong, open: first = false, children }) {
  const [open, setOpen] = useState(first || wrong);
  useEffect(() => { if (wrong) setOpen(true); }, [wrong]);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}{wrong && <span className="wrong"> có chỗ cần sửa</span>}{note && <small>{note}</small>}</summary>
      {open && <div className="inside">{children}</div>}
    </details>
  );
}

/** A value in a few words. */
export function brief(value, schema = {}) {
  const label = (one) => choices(schema).find((choice) => choice.const === one)?.title ?? one;
  if (value === undefined || value === null) return 'chưa ghi';
  if (typeof value === 'boolean') return value ? 'Được' : 'Không';
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object') ? value.map(label).join(', ') : `${value.length} mục`;
  if (typeof value !== 'object') return String(label(value));
  if ('chua_ro' in value) return 'Chưa có thông tin';
  if ('khong_thu' in value) return 'Không thu tiền';
  if ('khong_co' in value) return 'Không có';
  if (value.so !== undefined) {
    const unit = (schema.properties ?? schema.oneOf?.[0]?.properties)?.don_vi;
    return `${value.so} ${brief(value.don_vi, unit).toLowerCase()}`;
  }
  const said = NAMING.map((key) => value[key]).find((one) => typeof one === 'string');
  return said ?? Object.values(value).filter((one) => typeof one === 'string').join(' · ');
}

// The named values that can stand at a place, or in a list there.
function choices(schema) {
  return [...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap((one) => ('const' in one ? [one] : choices(one)));
}

const cut = (text) => (text && text.length > 90 ? `${text.slice(0, 90)}…` : text);

const Errors = ({ id, errors }) => (errors?.length ? <div id={`${id}__loi`}>{[...new Set(errors)].map((one) => <p className="wrong" key={one}>{one}</p>)}</div> : null);
const Hint = ({ id, children }) => (children ? <p className="hint" id={`${id}__loi-dan`}>{children}</p> : null);
const Need = ({ when }) => (when ? <span className="need"> *</span> : null);

function FieldTemplate({ id, label, children, rawErrors, rawDescription, required, schema, fieldPathId, hidden }) {
  if (hidden) return null;
  const isSection = fieldPathId.path.length === 1 && !schema[OPTION];
  const own = schema.type === 'object' || (schema.type === 'array' && !isMany(schema));
  if (own) return <div className="field">{children}<Errors id={id} errors={rawErrors} /></div>;
  // A choice is already named by what it is a choice of.
  const seen = schema[OPTION] || isSection ? 'unseen' : undefined;
  const words = <><span className={seen}>{label}</span>{!schema[OPTION] && !isSection && <Need when={required} />}</>;
  const inside = <>{!schema[OPTION] && <Hint id={id}>{rawDescription}</Hint>}{children}{!isUnion(schema) && <Errors id={id} errors={rawErrors} />}</>;
  const grouped = isUnion(schema) || isMany(schema) || schema.type === 'boolean';
  return grouped
    ? <fieldset className="field"><legend>{words}</legend>{inside}</fieldset>
    : <div className="field"><label htmlFor={id}>{words}</label>{inside}</div>;
}

function ObjectFieldTemplate({ title, description, properties, schema, formData, fieldPathId, required }) {
  const [asked] = useState(() => new Set(properties.filter((one) => schema.required?.includes(one.name) || !isEmpty(formData?.[one.name])).map((one) => one.name)));
  const wrongIn = (one) => !isEmpty(one.content.props.errorSchema);
  if (!fieldPathId.path.length) {
    return properties.map((one) => {
      const part = schema.properties[one.name];
      return <Fold key={one.name} title={<>{part.title}<Need when={schema.required?.includes(one.name)} /></>} note={cut(brief(formData?.[one.name], part))} wrong={wrongIn(one)}>{one.content}</Fold>;
    });
  }
  const shown = properties.filter((one) => asked.has(one.name) || wrongIn(one));
  const rest = properties.filter((one) => !shown.includes(one));
  const named = title && !schema[OPTION] && fieldPathId.path.length > 1 && typeof fieldPathId.path.at(-1) === 'string';
  return (
    <fieldset className={named ? 'within' : undefined}>
      {named && <legend>{title}<Need when={required} /></legend>}
      {(named || fieldPathId.path.length === 1) && !schema[OPTION] && <Hint id={fieldPathId.$id}>{description}</Hint>}
      {shown.map((one) => <div key={one.name}>{one.content}</div>)}
      {rest.length > 0 && (shown.length
        ? <Fold title="Mục không bắt buộc" note={cut(rest.map((one) => schema.properties[one.name].title).join(', '))}>{rest.map((one) => <div key={one.name}>{one.content}</div>)}</Fold>
        : rest.map((one) => <div key={one.name}>{one.content}</div>))}
    </fieldset>
  );
}

function ArrayFieldTemplate({ items, canAdd, onAddClick, title, schema, fieldPathId, required }) {
  const named = !schema[OPTION] && fieldPathId.path.length > 1;
  return (
    <fieldset>
      {named && <legend>{title}<Need when={required} /></legend>}
      {!schema[OPTION] && <Hint id={fieldPathId.$id}>{schema.description}</Hint>}
      {items}
      {canAdd && <div className="buttons"><button type="button" onClick={onAddClick}>Thêm mục</button></div>}
    </fieldset>
  );
}

function ArrayFieldItemTemplate({ children, buttonsProps, index, totalItems }) {
  const { formData, errorSchema, schema } = children.props;
  const what = cut(brief(formData, schema));
  const buttons = (
    <div className="buttons">
      {totalItems > 1 && <button type="button" disabled={!buttonsProps.hasMoveUp} onClick={buttonsProps.onMoveUpItem} aria-label={`Chuyển lên: ${what}`}>Lên</button>}
      {totalItems > 1 && <button type="button" disabled={!buttonsProps.hasMoveDown} onClick={buttonsProps.onMoveDownItem} aria-label={`Chuyển xuống: ${what}`}>Xuống</button>}
      {buttonsProps.hasRemove && <button type="button" onClick={buttonsProps.onRemoveItem} aria-label={`Bỏ: ${what}`}>Bỏ mục này</button>}
    </div>
  );
  if (schema.type !== 'object' && !isUnion(schema)) return <div>{children}{buttons}</div>;
  return <Fold title={`${index + 1}. ${isEmpty(formData) ? 'Mục mới' : what}`} wrong={!isEmpty(errorSchema)} open={isEmpty(formData)}>{children}{buttons}</Fold>;
}

const MultiSchemaFieldTemplate = ({ selector, optionSchemaField }) => <>{selector}{optionSchemaField}</>;

function described(id, rawErrors) {
  return { 'aria-describedby': `${id}__loi-dan${rawErrors?.length ? ` ${id}__loi` : ''}`, 'aria-invalid': rawErrors?.length ? true : undefined };
}

function TextWidget({ id, value, onChange, schema, rawErrors }) {
  const settings = { id, value: value ?? '', onChange: (event) => onChange(event.target.value === '' ? undefined : event.target.value), autoComplete: 'off', ...described(id, rawErrors) };
  if (schema.type === 'string' && schema.maxLength > 200) return <textarea rows={2} {...settings} />;
  const isNumber = schema.type === 'integer';
  return (
    <>
      <input type="text" inputMode={isNumber ? 'numeric' : undefined} {...settings} />
      {isNumber && schema.maximum >= MONEY && /^\d{4,}$/.test(value) && <p className="hint">{Number(value).toLocaleString('vi-VN')} đồng</p>}
    </>
  );
}

const DateWidget = ({ id, value, onChange, rawErrors }) => <input type="date" id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)} {...described(id, rawErrors)} />;

function SelectWidget({ id, value, onChange, options, schema, multiple, rawErrors, label }) {
  const { enumOptions = [] } = options;
  if (multiple) {
    const chosen = value ?? [];
    // In the order of the choices, so that ticking never shuffles what was written.
    const toggled = (one) => (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
    return <div className="choices">{enumOptions.map((one) => <label className="choice" key={one.value}><input type="checkbox" checked={chosen.includes(one.value)} onChange={() => onChange(toggled(one.value))} />{one.label}</label>)}</div>;
  }
  // Which of the ways to state a value: the library asks for a number.
  if (schema.type === 'number') {
    return <div className="choices how" role="radiogroup" aria-label={`Cách ghi: ${label}`}>{enumOptions.map((one) => <label className="choice" key={one.value}><input type="radio" name={id} checked={value === one.value} onChange={() => onChange(one.value)} />{one.label}</label>)}</div>;
  }
  return (
    <select id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)} {...described(id, rawErrors)}>
      <option value="">(chưa chọn)</option>
      {value !== undefined && !enumOptions.some((one) => one.value === value) && <option value={value}>{String(value)}</option>}
      {enumOptions.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
    </select>
  );
}

function CheckboxWidget({ id, value, onChange }) {
  return <div className="choices">{[[true, 'Có, được'], [false, 'Không']].map(([one, words]) => <label className="choice" key={words}><input type="radio" name={id} checked={value === one} onChange={() => onChange(one)} />{words}</label>)}</div>;
}

// What a person types for a whole number; anything else stays text, and the schema says what is wrong with it.
function asNumber(text) {
  const digits = text?.trim();
  if (/^\d{1,3}([. ]\d{3})+$/.test(digits)) return Number(digits.replace(/[. ]/g, ''));
  return /^-?\d{1,15}$/.test(digits) ? Number(digits) : text;
}

function NumberField({ formData, onChange, ...props }) {
  return <StringField {...props} formData={formData === undefined ? undefined : String(formData)} onChange={(text, ...rest) => onChange(asNumber(text), ...rest)} />;
}

function AnyObject(props) {
  const { schema } = props;
  if (schema[OPEN]) return <Words {...props} />;
  return schema.properties ? <ObjectField {...props} /> : <Free {...props} />;
}

// Part of a file that has no shape of its own: shown as it is written.
function Free({ formData, onChange, fieldPathId: { $id, path }, schema, rawErrors }) {
  const [text, setText] = useState(() => (isEmpty(formData) ? '' : typeof formData === 'string' ? formData : stringify(formData)));
  const change = (typed) => {
    setText(typed);
    let value = typed;
    try { value = typed.trim() ? parse(typed) : undefined; } catch (error) { /* The schema says that text is no mapping. */ }
    onChange(value, path);
  };
  return (
    <div className="code">
      <label htmlFor={$id}>{schema.title}</label>
      <Hint id={$id}>{schema.description}</Hint>
      <textarea id={$id} rows={4} spellCheck={false} value={text} onChange={(event) => change(event.target.value)} {...described($id, rawErrors)} />
    </div>
  );
}

// Words and what they lead to: hundreds of them, so only those that are looked for are shown.
function Words({ formData = {}, onChange, fieldPathId: { $id, path }, schema, errorSchema }) {
  const [query, setQuery] = useState('');
  const [fresh, setFresh] = useState('');
  const isList = schema[OPEN].type === 'array';
  const wrong = Object.keys(errorSchema ?? {});
  const found = Object.keys(formData).filter((word) => wrong.includes(word) || holds(word, query));
  const set = (word, text) => onChange({ ...formData, [word]: isList ? text.split('\n') : text }, path);
  const remove = (word) => onChange(Object.fromEntries(Object.entries(formData).filter(([one]) => one !== word)), path);
  const add = () => {
    setQuery(fresh.trim());
    if (fresh.trim() && !(fresh.trim() in formData)) set(fresh.trim(), '');
    setFresh('');
  };
  return (
    <>
      <Hint id={$id}>{schema.description}</Hint>
      <div className="field"><label htmlFor={`${$id}__moi`}>Thêm một lời mới</label><input type="text" id={`${$id}__moi`} value={fresh} onChange={(event) => setFresh(event.target.value)} /><div className="buttons"><button type="button" onClick={add} disabled={!fresh.trim()}>Thêm</button></div></div>
      <div className="field"><label htmlFor={`${$id}__tim`}>Tìm lời đã có</label><input type="search" id={`${$id}__tim`} value={query} onChange={(event) => setQuery(event.target.value)} /><p role="status" className="hint">{found.length} lời{found.length > SHOWN ? `, đang hiện ${SHOWN}` : ''}</p></div>
      {found.slice(0, SHOWN).map((word) => (
        <div className="field within" key={word}>
          <label htmlFor={`${$id}_${word}`}>{word}</label>
          <Hint id={`${$id}_${word}`}>{isList ? 'Mỗi dòng một cụm từ.' : schema[OPEN].description}</Hint>
          {isList
            ? <textarea id={`${$id}_${word}`} rows={2} value={(Array.isArray(formData[word]) ? formData[word] : []).join('\n')} onChange={(event) => set(word, event.target.value)} />
            : <input type="text" id={`${$id}_${word}`} value={formData[word] ?? ''} onChange={(event) => set(word, event.target.value)} />}
          <Errors id={`${$id}_${word}`} errors={allErrors(errorSchema?.[word])} />
          <div className="buttons"><button type="button" onClick={() => remove(word)} aria-label={`Bỏ lời ${word}`}>Bỏ lời này</button></div>
        </div>
      ))}
    </>
  );
}

function allErrors(tree) {
  return tree ? [...(tree.__errors ?? []), ...Object.entries(tree).filter(([key]) => key !== '__errors').flatMap(([, inner]) => allErrors(inner))] : [];
}

export const theme = {
  fields: { ObjectField: AnyObject, NumberField },
  widgets: { TextWidget, DateWidget, SelectWidget, CheckboxWidget },
  templates: { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate, MultiSchemaFieldTemplate },
};
