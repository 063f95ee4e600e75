// Shows the answer for two dates: the one asked about, and the one of knowledge.
// Each answer stands in the page; `data-fields` says where in the plane each holds, as places in
// `data-days` and `data-known`. Without this script every version is listed below.
(() => {
  "use strict";
  const form = document.getElementById("picker");
  if (!form) return;
  const get = (id) => document.getElementById(id);
  const on = get("on"), known = get("known"), shown = get("picked"), mistaken = get("mistaken");
  const split = (text) => (text ? text.split(" ") : []);
  const days = split(form.dataset.days);
  const knownDays = split(form.dataset.known);
  const fields = split(form.dataset.fields).map((each) => each.split(",").map(Number));
  const first = shown.cloneNode(true);
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const DAY = /^\d{4}-\d\d-\d\d$/;

  const spoken = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };

  // The last place whose day is not after the one given: ISO dates sort as texts.
  const place = (sorted, iso) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= iso) low = middle + 1; else high = middle;
    }
    return low - 1;
  };
  const rowOf = (knownOn) => (knownOn ? place(knownDays, knownOn) : knownDays.length);
  const at = (column, row) => {
    const field = fields.find(([a, b, c, d]) => a <= column && column < b && c <= row && row < d);
    return field[4];
  };

  const show = (day, knownOn) => {
    const number = at(place(days, day), rowOf(knownOn));
    const from = number === Number(form.dataset.first) ? first : get(`answer-${number}`).content;
    shown.replaceChildren(...from.cloneNode(true).childNodes);
    shown.querySelectorAll("[data-on]").forEach((each) => { each.textContent = spoken(day); });
    if (knownOn) {
      shown.querySelector("[data-known]").textContent = `As known on ${spoken(knownOn)}, `;
      const letter = shown.querySelector("[data-first]");
      letter.textContent = letter.dataset.first;
    }
    const all = get("as-known");
    all.textContent = knownOn ? `As known on ${spoken(knownOn)}.` : all.dataset.all;
    const link = `#on=${day}${knownOn ? `&known=${knownOn}` : ""}`;
    get("permalink").setAttribute("href", link);
    for (const each of document.querySelectorAll("[data-pick-on]")) {
      const same = at(place(days, each.dataset.pickOn), rowOf(each.dataset.pickKnown)) === number;
      each.closest("li").classList.toggle("chosen", same);
    }
    get("earlier").disabled = neighbour(day, knownOn, -1) === null;
    get("later").disabled = neighbour(day, knownOn, 1) === null;
    get("all-known").disabled = !knownOn;
    return link;
  };

  // The first day of the answer before this one, or of the one after it, as known alike.
  const neighbour = (day, knownOn, step) => {
    const row = rowOf(knownOn);
    let column = place(days, day);
    const now = at(column, row);
    while (column >= 0 && column < days.length && at(column, row) === now) column += step;
    if (column < 0 || column >= days.length) return null;
    while (step < 0 && column > 0 && at(column - 1, row) === at(column, row)) column -= 1;
    return column === 0 ? dayBefore(days[1]) : days[column];
  };

  // What holds from the beginning is shown on its last day.
  const dayBefore = (iso) => {
    const date = new Date(`${iso}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - 1);
    return date.toISOString().slice(0, 10);
  };

  const isDay = (text) => DAY.test(text) && text >= "0001-01-01";

  const pick = () => {
    if (!isDay(on.value) || !on.validity.valid || !known.validity.valid) {
      mistaken.textContent = isDay(on.value) && on.validity.valid
        ? "That date of knowledge is none: the answer shown is the one before."
        : "That date is none: the answer shown is the one before.";
      return;
    }
    mistaken.textContent = "";
    const link = show(on.value, known.value);
    history.replaceState(null, "", link);
  };

  const set = (day, knownOn) => {
    on.value = day;
    known.value = known.disabled ? "" : knownOn || "";
    pick();
  };

  const fromLink = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const day = asked.get("on") || "", knownOn = asked.get("known") || "";
    if (!isDay(day) || (knownOn && !isDay(knownOn))) return false;
    on.value = day;
    known.value = known.disabled ? "" : knownOn;
    if (!on.value) { on.value = form.dataset.start; return false; }
    mistaken.textContent = "";
    show(on.value, known.value);
    return true;
  };

  on.addEventListener("input", pick);
  known.addEventListener("input", pick);
  form.addEventListener("submit", (event) => { event.preventDefault(); pick(); });
  get("earlier").addEventListener("click", () => set(neighbour(on.value, known.value, -1), known.value));
  get("later").addEventListener("click", () => set(neighbour(on.value, known.value, 1), known.value));
  get("all-known").addEventListener("click", () => { set(on.value, ""); known.focus(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-pick-on]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const day = link.dataset.pickOn;
    set(day === days[0] && days[1] ? dayBefore(days[1]) : day, link.dataset.pickKnown);
    get("in-force").scrollIntoView();
    on.focus({ preventScroll: true });
  });
  window.addEventListener("hashchange", fromLink);

  form.hidden = false;
  if (!fromLink()) {
    on.value = form.dataset.start;
    known.value = "";
    show(on.value, "");
  }
})();
