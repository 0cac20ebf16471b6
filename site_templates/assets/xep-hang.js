/* The ranking of search, loaded by tim.js when the box is touched. It is generator/search/folding.py and ranking.py, function by
   function under the same names; a test runs both on the same queries. The weights come with the index. */
(function () {
  "use strict";

  const MAX_WORDS = 16;
  const MAX_LETTERS = 24;
  const TONES = { "\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5" };
  const MARKS = { "\u0302": "^", "\u0306": "(", "\u031b": "+" };

  function word(plain, marked, tone) {
    const key = marked + tone;
    return { plain: plain, marked: marked, key: key, bare: key === plain };
  }

  function words(text, limit) {
    const found = [];
    let plain = "", marked = "", tone = "";
    for (const character of text.toLowerCase().normalize("NFD") + " ") {
      if ((character >= "a" && character <= "z") || (character >= "0" && character <= "9")) {
        plain += character;
        marked += character;
      } else if (character === "đ" || character === "ð") {
        plain += "d";
        marked += "d-";
      } else if (TONES[character]) {
        tone = plain ? TONES[character] : "";
      } else if (MARKS[character]) {
        if (plain) marked += MARKS[character];
      } else if (character >= "\u0300" && character <= "\u036f") {
        continue;
      } else if (plain) {
        found.push(word(plain.slice(0, MAX_LETTERS), marked.slice(0, 2 * MAX_LETTERS), tone));
        plain = marked = tone = "";
        if (found.length === limit) break;
      }
    }
    return found;
  }

  function sound(plain) {
    return plain.replace(/y/g, "i")
      .replace(/^gi(?=[aeou])/, "d").replace(/^(gi|r)/, (start) => (start === "gi" ? "di" : "d"))
      .replace(/^ngh/, "ng").replace(/^gh/, "g").replace(/^ph/, "f").replace(/^tr/, "ch").replace(/^x/, "s")
      .replace(/^n(?![gh])/, "l").replace(/^[kq](?!h)/, "c")
      .replace(/([aeiou])n[gh]$/, "$1n").replace(/([aeiou])(ch|c|t)$/, "$1t");
  }

  function typed(plain) {
    const text = /^[a-z]+[0-9]/.test(plain) ? plain.replace(/[0-9]/g, "") : plain;
    return text.replace(/aa|ee|oo|dd/g, (double) => double[0]).replace(/w/g, "").replace(/([a-z]{2})[sfrxj]$/, "$1");
  }

  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) start++;
    const rest = one.slice(start), others = other.slice(start);
    if (rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1)) return true;
    return rest.length > 1 && rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2);
  }

  function once(numbers, number) {
    if (numbers[numbers.length - 1] !== number) numbers.push(number);
  }

  class Engine {
    constructor(index) {
      this.quality = index.q;
      this.evidence = index.e;
      this.stops = new Set(words(index.s).map((one) => one.key));
      this.records = index.r;
      this.words = [];
      this.sounds = [];
      this.number = new Map();
      this.plain = new Set();
      this.named = [];
      this.extra = [];
      this.pairs = new Map();
      this.entries = [];
      this.needed = [];
      this.entriesOf = [];
      this.matches = new Map();
      this.alike = new Map();
      this.short = new Map();
      this.readRecords();
      this.readEntries(index.d);
      this.readSynonyms(index.w);
      const size = this.records.length;
      this.weight = this.named.map((named) => (named.length ? Math.floor(100 * Math.log(1 + size / named.length) + 0.5) : 0));
      const entries = this.entries.length;
      this.telling = this.entriesOf.map((of) => (of.length ? Math.floor(100 * Math.log(1 + entries / (of.length / 2)) + 0.5) : 0));
      this.total = new Array(size).fill(0);
      this.named.forEach((named, number) => { for (const record of named) this.total[record] += this.weight[number]; });
    }

    readRecords() {
      this.records.forEach(([, , title, name, extra], record) => {
        for (const text of [title, name]) {
          const numbers = words(text).map((one) => this.numbered(one));
          for (const number of numbers) once(this.named[number], record);
          for (let at = 1; at < numbers.length; at++) {
            const pair = numbers[at - 1] * 65536 + numbers[at];
            if (!this.pairs.has(pair)) this.pairs.set(pair, []);
            once(this.pairs.get(pair), record);
          }
        }
        for (const one of words(extra)) {
          const number = this.numbered(one), named = this.named[number];
          if (named[named.length - 1] !== record) once(this.extra[number], record);
        }
      });
    }

    readEntries(entries) {
      for (const [patterns, targets] of entries) {
        for (const pattern of patterns.split("|")) {
          const numbers = words(pattern).map((one) => this.numbered(one));
          numbers.forEach((number, place) => this.entriesOf[number].push(this.entries.length, place));
          this.needed.push(numbers.length - (numbers.length > 2));
          this.entries.push([numbers, targets]);
        }
      }
    }

    readSynonyms(synonyms) {
      const alike = new Map();
      for (const [typed, ...meant] of synonyms.split("|").map((text) => words(text))) {
        if (!typed) continue;
        if (meant.length !== 1) {
          this.short.set(typed.plain, meant);
          continue;
        }
        const number = this.numbered(meant[0]);
        if (!alike.has(number)) alike.set(number, [number]);
        alike.get(number).push(this.numbered(typed));
      }
      alike.forEach((numbers) => {
        for (const number of numbers) {
          this.alike.set(number, (this.alike.get(number) || []).concat(numbers.filter((other) => other !== number)));
        }
      });
    }

    numbered(one) {
      let number = this.number.get(one.key);
      if (number === undefined) {
        number = this.words.length;
        this.number.set(one.key, number);
        this.words.push(one);
        this.sounds.push(sound(one.plain));
        this.plain.add(one.plain);
        this.named.push([]);
        this.extra.push([]);
        this.entriesOf.push([]);
      }
      return number;
    }

    search(text) {
      const byCode = this.byCode(text);
      if (byCode.length) return byCode.map((record) => this.hit(record, 0));
      const query = this.split(words(text, MAX_WORDS));
      if (!query.length) return [];
      const bare = query.every((one) => one.bare);
      const openEnd = !text.endsWith(" ");
      const matches = query.map((one, at) => this.match(one, bare, openEnd && at === query.length - 1));
      const scores = this.scores(query, matches);
      const best = scores.reduce((one, other) => Math.max(one, other), 0);
      if (!best) return [];
      const shown = [];
      scores.forEach((score, record) => { if (score * 100 >= best * this.evidence.shown) shown.push(record); });
      shown.sort((one, other) => scores[other] - scores[one] || one - other);
      return shown.map((record) => this.hit(record, scores[record]));
    }

    hit(record, score) {
      const [code, path, title, name] = this.records[record];
      return { code: code, path: path, title: title, name: name, score: score };
    }

    byCode(text) {
      const parts = words(text, MAX_WORDS);
      const isNumber = (one) => /^[0-9]+$/.test(one.plain);
      const digits = parts.filter(isNumber).map((one) => one.plain).join("");
      const others = parts.some((one) => !isNumber(one) && !["ma", "so", "tthc", "thu", "tuc"].includes(one.plain));
      if (digits.length < 4 || others) return [];
      const codes = this.records.map((record) => record[0].replace(/\./g, ""));
      const pick = (test) => codes.map((code, at) => (test(code) ? at : -1)).filter((at) => at >= 0);
      const found = pick((code) => code.startsWith(digits));
      return found.length ? found : pick((code) => code.endsWith(digits));
    }

    split(query) {
      const found = [];
      for (const one of query) {
        const parts = one.plain.length > 3 && !this.plain.has(one.plain) ? this.apart(one.plain) : [];
        const short = this.short.get(one.plain);
        if (short) found.push(...short);
        else if (parts.length) for (const part of parts) found.push(word(part, part, ""));
        else found.push(one);
      }
      return found.slice(0, MAX_WORDS);
    }

    apart(text) {
      const best = [[]];
      for (let end = 1; end <= text.length; end++) best.push(null);
      for (let end = 2; end <= text.length; end++) {
        for (let start = Math.max(0, end - 7); start < end - 1; start++) {
          const before = best[start], known = best[end];
          if (before && this.plain.has(text.slice(start, end)) && (!known || before.length + 1 < known.length)) {
            best[end] = before.concat([text.slice(start, end)]);
          }
        }
      }
      return best[text.length] || [];
    }

    match(one, bare, openEnd) {
      const name = one.key + (bare ? " b" : " ") + (openEnd ? "o" : "");
      let found = this.matches.get(name);
      if (!found) {
        found = this.lookUp(one, bare, openEnd);
        this.matches.set(name, found);
      }
      return found;
    }

    lookUp(one, bare, openEnd) {
      const quality = this.quality, plain = one.plain;
      const known = this.plain.has(plain);
      const byEar = sound(plain), decoded = typed(plain);
      const slip = quality[plain.length > 3 ? "slip" : "slip_short"];
      const found = [];
      for (let number = 0; number < this.words.length; number++) {
        const other = this.words[number];
        let value;
        if (plain === other.plain) value = this.same(one, other, bare);
        else if (openEnd && plain.length > 1 && other.plain.startsWith(plain)) {
          value = quality.prefix + quality.prefix_span * plain.length / other.plain.length;
        } else if (!known && decoded === other.plain) value = quality.typed;
        else if (byEar === this.sounds[number]) value = known ? quality.sound_known : quality.sound;
        else if (!known && plain.length > 2 && other.plain.length > 2 && near(plain, other.plain)) value = slip;
        else continue;
        found.push([number, value]);
      }
      return this.withAlike(found);
    }

    withAlike(found) {
      const sure = found.filter(([, value]) => value >= this.quality.bare).length === 1;
      const share = this.quality[sure ? "alike" : "alike_unsure"];
      const best = new Map(found);
      for (const [number, value] of found) {
        for (const other of this.alike.get(number) || []) best.set(other, Math.max(best.get(other) || 0, value * share / 100));
      }
      return Array.from(best);
    }

    same(one, other, bare) {
      if (bare || one.key === other.key) return this.quality.same;
      if (one.bare) return this.quality.bare;
      return one.marked === other.marked ? this.quality.tone : this.quality.marks;
    }

    scores(query, matches) {
      const evidence = this.evidence, size = this.records.length;
      const literal = query.map(() => new Float64Array(size));
      const best = new Map();
      matches.forEach((found, at) => {
        const share = this.stops.has(query[at].key) ? evidence.stop : 100;
        const row = literal[at];
        for (const [number, quality] of found) {
          best.set(number, Math.max(best.get(number) || 0, quality * share / 100));
          let value = this.weight[number] * quality * share / 10000;
          for (const record of this.named[number]) if (value > row[record]) row[record] = value;
          if (this.extra[number].length) {
            value = evidence.extra * 5 * quality * share / 10000;
            for (const record of this.extra[number]) if (value > row[record]) row[record] = value;
          }
        }
      });
      const paired = this.paired(matches);
      const explained = this.explained(query, matches);
      const covered = new Float64Array(size);
      for (const number of Array.from(best.keys()).sort((one, other) => one - other)) {
        for (const record of this.named[number]) covered[record] += this.weight[number] * best.get(number) / 100;
      }
      const scores = [];
      for (let record = 0; record < size; record++) {
        const share = evidence.uncovered + (100 - evidence.uncovered) * Math.min(1, covered[record] / Math.max(1, this.total[record]));
        let total = 0;
        for (let at = 0; at < query.length; at++) {
          let value = literal[at][record] * share / 100;
          if (paired[at][record]) value = value * evidence.pair / 100;
          total += Math.max(value, explained[at][record]);
        }
        const rank = this.records[record][5];
        scores.push(Math.floor(total * (evidence.plain + (100 - evidence.plain) * rank / 100) / 100 + 0.5));
      }
      return scores;
    }

    paired(matches) {
      const found = matches.map(() => new Uint8Array(this.records.length));
      for (let at = 0; at + 1 < matches.length; at++) {
        for (const [one, quality] of matches[at]) {
          for (const [other, qualityOther] of matches[at + 1]) {
            if (quality + qualityOther < 100) continue;
            for (const record of this.pairs.get(one * 65536 + other) || []) {
              found[at][record] = 1;
              found[at + 1][record] = 1;
            }
          }
        }
      }
      return found;
    }

    explained(query, matches) {
      const result = query.map(() => new Float64Array(this.records.length));
      // Counted first, because most entries share no more than one word with the query.
      const counts = new Uint16Array(this.entries.length);
      const candidates = new Map();
      for (const found of matches) {
        for (const [number] of found) {
          const entries = this.entriesOf[number];
          for (let one = 0; one < entries.length; one += 2) counts[entries[one]]++;
        }
      }
      matches.forEach((found, at) => {
        for (const [number, quality] of found) {
          const entries = this.entriesOf[number];
          for (let one = 0; one < entries.length; one += 2) {
            const entry = entries[one];
            if (counts[entry] < this.needed[entry]) continue;
            if (!candidates.has(entry)) candidates.set(entry, []);
            candidates.get(entry).push([entries[one + 1], at, quality]);
          }
        }
      });
      candidates.forEach((places, entry) => {
        const [pattern, targets] = this.entries[entry];
        this.explain(query, pattern, targets, places, result);
      });
      return result;
    }

    explain(query, pattern, targets, places, result) {
      const evidence = this.evidence, chosen = [];
      let quality = 100, said = 0, whole = 0;
      for (let place = 0; place < pattern.length; place++) {
        const telling = this.telling[pattern[place]];
        whole += telling;
        let bestAt = -1, best = 0;
        for (const [where, at, value] of places) {
          if (where !== place || chosen.includes(at)) continue;
          const better = value + (chosen.length && at === chosen[chosen.length - 1] + 1 ? 5 : 0);
          if (better > best) {
            bestAt = at;
            best = better;
          }
        }
        if (bestAt < 0) continue;
        chosen.push(bestAt);
        quality = quality * Math.min(100, best) / 100;
        said += telling;
      }
      const length = chosen.length;
      if (length < pattern.length) {
        if (length < 2 || length < pattern.length - 1) return;
        quality = quality * evidence.partly * said * said / (whole * whole) / 100;
      }
      const span = Math.max.apply(null, chosen) - Math.min.apply(null, chosen) + 1;
      if (span > length) quality = quality * evidence.apart / 100;
      else if (chosen.some((at, place) => place > 0 && at < chosen[place - 1])) quality = quality * evidence.loose / 100;
      const strength = quality * (100 + evidence.entry_longer * (length - 1)) / 100;
      for (const at of chosen) {
        const mass = evidence.entry * (this.stops.has(query[at].key) ? evidence.stop : 100) / 100;
        for (let target = 0; target < targets.length; target += 2) {
          const value = mass * strength * targets[target + 1] / 10000;
          if (value > result[at][targets[target]]) result[at][targets[target]] = value;
        }
      }
    }
  }

  window.TimThuTuc = Engine;
})();
