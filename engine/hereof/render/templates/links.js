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
    const holder = element && element.closest ? element.closest("[data-notes]") : null;
    if (!holder) return;
    const scope = holder.closest("[data-linked]");
    const note = of(holder).pop();
    lit = noted.filter((each) => each.closest("[data-linked]") === scope && of(each).includes(note));
    lit.forEach((each) => each.classList.add("lit"));
  };

  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("focusout", dim);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") dim(); });
})();
