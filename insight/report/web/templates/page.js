(() => {
  "use strict";
  const tools = document.getElementById("find");
  const list = document.getElementById("list");
  if (!tools || !list) return;

  const KINDS = ["concerns", "service", "place"];
  const field = (name) => document.getElementById("find-" + name);
  const words = field("words");
  const sort = field("sort");
  const shown = field("shown");
  const fields = { words, sort };
  for (const kind of KINDS) if (field(kind)) fields[kind] = field(kind);
  const fold = (text) => text.normalize("NFC").toLocaleLowerCase(tools.dataset.language);
  const split = (values) => values.split("; ");

  const cards = Array.from(list.children, (card) => {
    const own = card.cloneNode(true);
    own.querySelector(".voices").remove();
    return {
      card,
      own: fold(own.textContent),
      none: card.querySelector(".none"),
      rest: JSON.parse(card.dataset.rest || "[]").map((facets) => facets.map(split)),
      voices: Array.from(card.querySelectorAll(".voices li"), (item) => ({
        item,
        text: fold(item.querySelector("bdi").textContent),
        facets: KINDS.map((kind) => split(item.dataset[kind])),
      })),
    };
  });
  const inOrder = cards.slice();

  function choose() {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    const chosen = KINDS.map((kind) => (fields[kind] ? fields[kind].value : ""));
    const fits = (facets) => chosen.every((value, n) => !value || facets[n].includes(value));
    const says = (text) => wanted.every((word) => text.includes(word));
    let count = 0;
    for (const each of cards) {
      let some = false;
      let any = each.rest.some(fits) || !chosen.some(Boolean);
      for (const voice of each.voices) {
        const fitting = fits(voice.facets);
        const visible = fitting && says(voice.text);
        voice.item.hidden = !visible;
        some = some || visible;
        any = any || fitting;
      }
      const visible = some || (any && says(each.own));
      each.none.hidden = some || each.voices.length === 0;
      each.card.hidden = !visible;
      if (visible) count += 1;
    }
    return count;
  }

  function order() {
    const by = {
      name: (a, b) => a.card.dataset.name.localeCompare(b.card.dataset.name, tools.dataset.language),
      persons: (a, b) => Number(b.card.dataset.persons) - Number(a.card.dataset.persons),
    }[sort.value];
    const sorted = by ? inOrder.slice().sort(by) : inOrder;
    if (sorted.some((each, n) => list.children[n] !== each.card)) list.append(...sorted.map((each) => each.card));
  }

  let telling = 0;
  function tell(count) {
    const text = tools.dataset.shown.replace("{shown}", count).replace("{total}", cards.length);
    clearTimeout(telling);
    telling = setTimeout(() => { shown.textContent = text; }, 200);
  }

  function remember() {
    const state = new URLSearchParams();
    for (const [name, each] of Object.entries(fields)) if (each.value) state.set(name, each.value);
    const hash = String(state) ? "#" + state : location.pathname + location.search;
    try { history.replaceState(null, "", hash); } catch { /* some browsers keep no state for a file on disk */ }
  }

  function update() {
    order();
    tell(choose());
  }

  function clear() {
    for (const each of Object.values(fields)) each.value = "";
    update();
  }

  function changed() {
    update();
    remember();
  }

  function reveal(target) {
    const card = target.closest(".card");
    if (card && (card.hidden || target.hidden)) clear();
    for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
    target.scrollIntoView();
  }

  function follow() {
    const hash = location.hash.slice(1);
    const target = hash && document.getElementById(decode(hash));
    if (target) {
      reveal(target);
    } else if (hash.includes("=")) {
      const state = new URLSearchParams(hash);
      for (const [name, each] of Object.entries(fields)) {
        each.value = state.get(name) || "";
        if (each.selectedIndex === -1) each.value = "";
      }
      update();
    }
  }

  function decode(hash) {
    try { return decodeURIComponent(hash); } catch { return hash; }
  }

  for (const each of Object.values(fields)) each.addEventListener("input", changed);
  field("clear").addEventListener("click", () => { clear(); remember(); words.focus(); });
  tools.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && words.value) { words.value = ""; changed(); }
  });
  addEventListener("hashchange", follow);
  tools.hidden = false;
  update();
  follow();
})();
