// Searches the index that `hereof/site/index.py` writes, part by part: a page from a file system may
// load scripts and nothing else, so each part is a script that calls one of the functions below.
(() => {
  "use strict";
  const form = document.getElementById("search");
  if (!form) return;
  const box = document.getElementById("q"), said = document.getElementById("found");
  const results = document.getElementById("results"), list = results.querySelector("ol");
  const help = said.textContent;
  const MOST = 50;
  const parts = new Map();
  let known = null, asked = 0, waiting = 0;

  const loaded = { index: new Map(), words: new Map(), pages: new Map() };
  const take = (kind) => (number, data) => { loaded[kind].set(number, data); };
  const loader = { index: (data) => { known = data; }, words: take("words"), pages: take("pages") };
  Object.defineProperty(window, "hereof", { value: Object.freeze(loader) });

  const load = (name) => {
    if (!parts.has(name)) {
      parts.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.onload = resolve;
        script.onerror = () => { parts.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return parts.get(name);
  };

  // As `folded` and `words_in` of index.py.
  const folded = (text) => text.replace(/[\u00bc-\u00be\u2150-\u215f\u2189]/g, " $&").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const WORD = /[\p{L}\p{N}]+(?:[-.’'&/\u2044][\p{L}\p{N}]+)*/gu;

  const unpacked = (text) => {
    const found = [];
    let last = 0;
    for (const each of text.split(" ")) {
      const [step, count] = each.split("*");
      const by = parseInt(step, 36);
      for (let left = count ? parseInt(count, 36) : 1; left; left -= 1) found.push(last += by);
    }
    return found;
  };

  // The last part whose first word, or first page, is not after the one given.
  const partOf = (firsts, wanted) => {
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return Math.max(low - 1, 0);
  };

  // Pages with a word, or with one that it begins; each with how well it fits.
  const pagesWith = async (word, begins) => {
    const firsts = known.words;
    const from = partOf(firsts, word);
    const to = begins ? partOf(firsts, `${word}\uffff`) : from;
    const numbers = [];
    for (let number = from; number <= to && firsts.length; number += 1) numbers.push(number);
    await Promise.all(numbers.map((number) => load(`words-${number}`)));
    const found = new Map();
    for (const number of numbers) {
      for (const [each, packed] of Object.entries(loaded.words.get(number))) {
        if (each !== word && !(begins && each.startsWith(word))) continue;
        for (const code of unpacked(packed)) {
          const fit = (code & 1 ? 4 : 0) + (each === word ? 1 : 0);
          if (!(found.get(code >> 1) >= fit)) found.set(code >> 1, fit);
        }
      }
    }
    return found;
  };

  const search = async (text) => {
    if (!known) await load("index");
    const words = folded(text).match(WORD) || [];
    if (!words.length) return { pages: [], count: 0, words };
    const open = /[\p{L}\p{N}\p{M}]$/u.test(text);
    const each = await Promise.all(
      words.map((word, at) => pagesWith(word, open && at === words.length - 1)));
    each.sort((a, b) => a.size - b.size);
    const found = [];
    for (const page of each[0].keys()) {
      let fit = 0;
      for (const pages of each) {
        const one = pages.get(page);
        if (one === undefined) { fit = -1; break; }
        fit += one;
      }
      if (fit >= 0) found.push([page, fit]);
    }
    const length = (page) => parseInt(known.lengths[page], 36);
    found.sort((a, b) => b[1] - a[1] || length(a[0]) - length(b[0]) || a[0] - b[0]);
    const pages = await Promise.all(found.slice(0, MOST).map(async ([page]) => {
      const part = partOf(known.pages, page);
      await load(`pages-${part}`);
      return loaded.pages.get(part)[page - known.pages[part]];
    }));
    return { pages, count: found.length, words };
  };

  // What finds the words that were looked for in a text; the last one may go on.
  const finder = (words) => {
    const forms = words.map((each, at) => {
      const plain = each.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
      return at === words.length - 1 ? plain : `${plain}(?![\\p{L}\\p{N}])`;
    });
    return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join("|")})`, "giu");
  };

  // Puts a text into an element, with the words that were looked for marked.
  const put = (element, text, words) => {
    if (!words.length) { element.textContent = text; return; }
    const marked = finder(words);
    let at = 0;
    for (const found of text.matchAll(marked)) {
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      element.append(text.slice(at, found.index), mark);
      at = found.index + found[0].length;
    }
    element.append(text.slice(at));
  };

  // About three lines of words, from a little before the first that was looked for.
  const excerpt = (text, words) => {
    const first = Math.max(text.search(finder(words)), 0);
    const from = first > 90 ? text.lastIndexOf(" ", first - 60) + 1 : 0;
    const to = from + 230 < text.length ? text.lastIndexOf(" ", from + 230) : text.length;
    return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  };

  const element = (name, kind, parent) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    parent.append(made);
    return made;
  };

  const item = ([kind, title, of, href, outcome, text], words) => {
    const made = document.createElement("li");
    const head = element("p", "head", made);
    const link = element("a", "", head);
    link.href = href;
    put(element("bdi", "", link), title, words);
    if (kind !== "definition") element("span", "kind", head).textContent = kind;
    else if (outcome !== "in force") element("span", "tag", head).textContent = outcome;
    put(element("bdi", "", element("p", "small quiet", made)), of, []);
    if (text) {
      const quoted = element("p", "excerpt", made);
      quoted.dir = "auto";
      put(quoted, excerpt(text, words), words);
    }
    return made;
  };

  const links = () => [...list.querySelectorAll("a")];

  const show = async () => {
    const text = box.value.trim();
    const mine = asked += 1;
    if (!text) {
      list.replaceChildren();
      results.hidden = true;
      said.textContent = help;
      return;
    }
    let found;
    try {
      found = await search(text);
    } catch {
      if (mine === asked) said.textContent = "The index of the search cannot be read: is the folder whole?";
      return;
    }
    if (mine !== asked) return;
    const place = links().indexOf(document.activeElement);
    list.replaceChildren(...found.pages.map((page) => item(page, found.words)));
    results.hidden = !found.pages.length;
    const several = `${found.count.toLocaleString("en")} ${found.count === 1 ? "page" : "pages"}`;
    said.textContent = !found.count ? "Nothing was found."
      : found.count > MOST ? `${several} found; the first ${MOST} are shown.` : `${several} found.`;
    list.dataset.for = text;
    // Whoever went down the list before the last letter was searched for stays in it.
    if (place >= 0) (links()[Math.min(place, found.pages.length - 1)] || box).focus();
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const asking = box.value.trim() ? `?q=${encodeURIComponent(box.value.trim())}` : location.pathname;
      history.replaceState(null, "", asking);
      show();
    }, 120);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(here.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    const all = links(), place = all.indexOf(here);
    if (here !== box && place < 0) return;
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Escape: -1 }[event.key];
    if (to === undefined || (event.key === "Escape" && here === box)) return;
    event.preventDefault();
    if (to < 0) box.focus(); else if (all[to]) all[to].focus();
  });

  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); show(); });
  box.addEventListener("input", later);
  form.hidden = false;
  box.value = new URLSearchParams(location.search).get("q") || box.value;
  if (box.value) show();
})();
