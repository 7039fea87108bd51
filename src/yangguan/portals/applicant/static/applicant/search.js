/* Suggestions by keyboard: the field and the list below it as one combobox (ARIA APG). htmx brings
   the list; without this file its entries are plain links. */
"use strict";

(() => {
  for (const input of document.querySelectorAll("[data-suggests]")) {
    const place = document.getElementById(input.dataset.suggests);
    const list = () => place.querySelector("[role=listbox]");
    const options = () => [...place.querySelectorAll("[role=option]")];
    const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

    input.type = "text"; // a search field may not be a combobox
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    close();

    function close() {
      place.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-controls");
      input.removeAttribute("aria-activedescendant");
    }

    function open() {
      if (!list() || !input.value.trim() || document.activeElement !== input) return close();
      input.setAttribute("aria-expanded", "true");
      input.setAttribute("aria-controls", list().id);
      input.removeAttribute("aria-activedescendant");
      for (const option of options()) option.tabIndex = -1; // the field keeps the focus
    }

    /** Mark one option; beyond either end the field itself is chosen again. */
    function choose(index) {
      const all = options();
      all.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
      if (!all[index]) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", all[index].id);
      all[index].scrollIntoView({ block: "nearest" });
    }

    place.addEventListener("htmx:afterSwap", open);
    input.addEventListener("input", () => {
      if (!input.value.trim()) close();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || !list()) return;
      const count = options().length;
      if (event.key === "ArrowDown") choose(chosen() + 1 < count ? chosen() + 1 : -1);
      else if (event.key === "ArrowUp") choose(chosen() < 0 ? count - 1 : chosen() - 1);
      else if (event.key === "Enter" && chosen() >= 0) options()[chosen()].click();
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    input.closest("form").addEventListener("focusout", (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) close();
    });
    // A press on an entry would take the focus and close the list before the click.
    place.addEventListener("mousedown", (event) => event.preventDefault());
  }
})();
