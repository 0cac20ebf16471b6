/* The search box and the page of results. The ranking (xep-hang.js) and the index (tim.json) are fetched only when
   the box is touched. Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/, suggestions chosen by hand. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-tim]");
  if (!form || !window.fetch || !String.prototype.normalize) return;
  const input = form.querySelector("input");
  const list = form.querySelector("[data-goi-y]");
  const status = form.querySelector("[role=status]");
  const results = document.querySelector("[data-ket-qua]");
  const root = form.dataset.goc;
  const SUGGESTIONS = 6;
  const SHOWN = 30;
  let engine = null, waiting = null, active = -1;

  function data(address) {
    return fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  /** The engine, fetched when it is first needed; a failure may be tried again. */
  function load() {
    waiting = waiting || Promise.all([data(form.dataset.tim), NiemYet.script("xep-hang.js")])
      .then(([index]) => {
        engine = new window.TimThuTuc(index);
        // Compiled now, so that the first letter need not wait for it.
        engine.search("khai sinh");
      })
      .catch((error) => { waiting = null; throw error; });
    return waiting;
  }

  function link(hit) {
    const anchor = document.createElement("a");
    anchor.href = root + hit.path;
    anchor.dataset.ma = hit.code;
    const title = document.createElement("span");
    title.textContent = hit.title;
    anchor.append(title);
    if (hit.name) {
      const name = document.createElement("small");
      name.textContent = hit.name;
      anchor.append(name);
    }
    return anchor;
  }

  function close() {
    list.hidden = true;
    list.textContent = "";
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function say(count) {
    status.textContent = count ? form.dataset.co.replace("{n}", String(count)) : form.dataset.khong;
  }

  function suggest() {
    if (!engine) return;
    const text = input.value;
    const hits = engine.search(text);
    close();
    if (!text.trim()) {
      status.textContent = "";
      return;
    }
    say(hits.length);
    hits.slice(0, SUGGESTIONS).forEach((hit, at) => {
      const option = link(hit);
      option.id = "goi-y-" + at;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      list.append(option);
    });
    if (!hits.length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function move(step) {
    const options = Array.from(list.children);
    if (!options.length) return;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = active < 0 ? (step > 0 ? 0 : options.length - 1) : active + step;
    if (active < 0 || active >= options.length) {
      active = -1;
      input.removeAttribute("aria-activedescendant");
      return;
    }
    options[active].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  function touched() {
    load().then(() => { if (document.activeElement === input && list.hidden && !results) suggest(); }).catch(() => {});
  }

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("focus", touched);
  input.addEventListener("input", () => { if (engine) suggest(); else touched(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
    }
  });
  // Pressing on a suggestion must not take the focus away before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("blur", close);

  // The page of results.

  if (!results) return;
  const everything = document.querySelector("[data-tat-ca]");
  const nothing = document.querySelector("[data-khong-thay]");
  const text = new URLSearchParams(window.location.search).get("q") || "";
  if (!text.trim()) return;
  input.value = text;
  const after = everything.nextSibling, parent = everything.parentNode;
  everything.remove();
  load().then(() => {
    const hits = engine.search(text);
    for (const hit of hits.slice(0, SHOWN)) {
      const item = document.createElement("li");
      item.append(link(hit));
      results.append(item);
    }
    results.hidden = !hits.length;
    nothing.hidden = hits.length > 0;
    say(hits.length);
  }).catch(() => parent.insertBefore(everything, after));
})();
