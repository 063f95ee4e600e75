// Lights up everything that bears one number: the words, the part of the formula, its value.
// Without this script the numbers are links between the three.
(() => {
  "use strict";
  const noted = [...document.querySelectorAll("[data-notes]")];
  const of = (element) => element.dataset.notes.split(" ");
  let lit = [];

  const dim = () => {
    lit.forEach((element) => element.classList.remove("lit"));
    lit = [];
  };

  const light = (element) => {
    dim();
    const holder = [element, document.activeElement]
      .map((each) => each && each.closest && each.closest("[data-notes]"))
      .find(Boolean);
    if (!holder) return;
    const scope = holder.closest("[data-linked]");
    const note = of(holder).pop();
    lit = noted.filter((each) => each.closest("[data-linked]") === scope && of(each).includes(note));
    lit.forEach((each) => each.classList.add("lit"));
  };

  // A page that scrolls beneath a pointer at rest does not point at anything.
  let at = "";
  document.addEventListener("pointerover", (event) => {
    const here = `${event.screenX},${event.screenY}`;
    if (here !== at) light(event.target);
    at = here;
  });
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("focusout", dim);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") dim(); });
})();
