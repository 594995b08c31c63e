"use strict";
// Everything can be read without this script. It adds what a reader can do with a table: search it,
// narrow it to a region, and sort it; and a page on which cities are picked to be compared.

const NO_END = Infinity;
const isGap = row => row.querySelector(".gap") !== null;
const made = (tag, text = "", attributes = {}) => {
  const one = document.createElement(tag);
  one.textContent = text;
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  return one;
};
const labelled = (text, control) => {
  const label = made("label", text);
  label.append(control);
  return label;
};

function addTools(section) {
  const table = section.querySelector("table");
  if (!table) return;
  const [head] = table.tHead.rows;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const search = made("input", "", {type: "search"});
  const controls = made("div", "", {class: "controls"});
  controls.append(labelled("Search", search));
  const column = [...head.cells].findIndex(cell => cell.textContent === "Region");
  const region = made("select");
  if (column >= 0) {
    const names = new Set(rows.filter(row => !isGap(row)).map(row => row.cells[column].textContent));
    region.append(made("option", "all", {value: ""}));
    for (const name of [...names].filter(Boolean).sort()) region.append(made("option", name));
    controls.append(labelled("Region", region));
  }
  const count = made("p", "", {role: "status", class: "quiet"});
  const narrow = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.textContent.toLowerCase().includes(wanted)
        && (!region.value || row.cells[column]?.textContent === region.value);
      const isWhole = !wanted && !region.value && !table.querySelector("[aria-sort]");
      row.hidden = isGap(row) ? !isWhole : !fits;
      shown += !row.hidden && !isGap(row);
    }
    count.textContent = wanted || region.value ? `${shown} ${shown === 1 ? "row" : "rows"}` : "";
  };
  search.addEventListener("input", narrow);
  region.addEventListener("change", narrow);
  [...head.cells].forEach((cell, at) => {
    if (cell.tagName !== "TH") return;
    const button = made("button", cell.textContent, {type: "button"});
    button.addEventListener("click", () => {
      const up = cell.getAttribute("aria-sort") !== "ascending";
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...sorted(rows, at, up));
      narrow();
    });
    cell.replaceChildren(button);
  });
  controls.append(count);
  section.querySelector(".scroll").before(controls);
}

// Rows by a column: numbers by size, places lost below zero, what is not held always last.
function sorted(rows, at, up) {
  const keyed = rows.map((row, order) =>
    ({row, order, key: isGap(row) ? null : keyOf(row.cells[at].textContent)}));
  const way = up ? 1 : -1;
  keyed.sort((a, b) => {
    if ((a.key === null) !== (b.key === null)) return a.key === null ? 1 : -1;
    if (a.key === null) return a.order - b.order;
    const apart = typeof a.key !== typeof b.key ? (typeof a.key === "number" ? -1 : 1)
      : typeof a.key === "number" ? a.key - b.key : a.key.localeCompare(b.key);
    return way * apart || a.order - b.order;
  });
  return keyed.map(one => one.row);
}

function keyOf(text) {
  const plain = text.trim();
  if (!plain || plain === "–" || plain === "?") return null;
  if (plain === "●") return 0;
  const number = /^([▲▼]?)\s*([-−]?[0-9][0-9,]*(?:\.[0-9]+)?)/.exec(plain.replace(/^=/, ""));
  if (!number) return plain.toLowerCase();
  const size = Number(number[2].replaceAll(",", "").replace("−", "-"));
  return number[1] === "▼" ? -size : size;
}

const held = one => one !== null;
const placesOf = one =>
  !held(one) ? [0, NO_END] : Array.isArray(one) ? [one[0], one[1] ?? NO_END] : [one, one];
const textOf = one => !held(one) ? "–" : Array.isArray(one) ? one[2] : String(one);

// Who is certainly ahead in one table. A city that is not held stands below the place to which the
// table is complete, or is not in it.
function standing(ranks, [ranked, count, depth]) {
  const places = ranks.map(placesOf);
  const all = ranks.every(held);
  const exact = all && places.every(([best, worst]) => best === worst);
  const below = all || (ranked !== null && (count === ranked || depth >= ranked)) ? NO_END : depth + 1;
  if (exact && places.every(([best]) => best === places[0][0])) return {leader: "level", gap: 0, exact};
  const best = places.map(([first], at) => held(ranks[at]) ? first : below);
  for (const [at, [, worst]] of places.entries()) {
    const next = Math.min(...best.filter((_, other) => other !== at));
    // Nobody is ahead of cities that are not in the table.
    if (held(ranks[at]) && worst < next && next < NO_END) return {leader: at, gap: next - worst, exact};
  }
  return {leader: null, gap: null, exact};
}

function aheadText({leader, gap, exact}, names) {
  if (leader === null) return "not certain";
  if (leader === "level") return "level";
  return `${names[leader]} by ${exact ? "" : "at least "}${gap}`;
}

function addComparison(place) {
  const pickers = made("div", "", {class: "controls"});
  const category = made("select");
  RANKS.categories.forEach((one, at) => category.append(made("option", one.name, {value: at})));
  const answer = made("div", "", {"aria-live": "polite"});
  const more = made("button", "One more", {type: "button"});
  const selects = [];
  const noun = RANKS.noun[0].toUpperCase() + RANKS.noun.slice(1);
  const show = () => answer.replaceChildren(...compared(
    [...new Set(selects.map(one => one.value).filter(Boolean))].map(Number), Number(category.value)));
  const addPicker = () => {
    const select = made("select");
    select.append(made("option", "", {value: ""}));
    RANKS.cities.forEach(([name], at) => select.append(made("option", name, {value: at})));
    select.addEventListener("change", show);
    selects.push(select);
    more.before(labelled(`${noun} ${selects.length}`, select));
    return select;
  };
  pickers.append(more);
  // The first two of the latest table, until a reader picks others.
  const places = RANKS.categories[0].ranks.map((own, at) => [placesOf(own.at(-1))[0] || NO_END, at]);
  places.sort(([one], [other]) => one === other ? 0 : one - other);
  for (const [, at] of places.slice(0, 2)) addPicker().value = at;
  show();
  more.addEventListener("click", () => addPicker().focus());
  category.addEventListener("change", show);
  if (RANKS.categories.length > 1) pickers.prepend(labelled("Category", category));
  place.append(pickers, answer);
}

function compared(cities, category) {
  if (cities.length < 2) return [made("p", `Pick two or more to see who is ahead.`, {class: "quiet"})];
  const names = cities.map(at => RANKS.cities[at][0]);
  const {tables, ranks} = RANKS.categories[category];
  const lines = RANKS.editions.map((label, at) => {
    const own = cities.map(city => ranks[city][at]);
    return {head: label, month: RANKS.months[at], own, ...standing(own, tables[at])};
  }).filter(one => one.leader !== null || one.own.filter(held).length > 1);
  const parts = [made("h2", `${names[0]} against ${listed(names.slice(1))}`)];
  parts.push(made("p", tally(lines, names, ["edition", "editions"])));
  if (lines.length) parts.push(tableOf("Edition", lines, names, cities));
  const others = byCategory(cities, category);
  if (others.length) {
    parts.push(made("h2", "By category"), made("p", tally(others, names, ["category", "categories"])));
    parts.push(tableOf("Category", others, names, cities));
  }
  return parts;
}

// The categories of the latest edition in which two of the cities have any other category.
function byCategory(cities, except) {
  const others = RANKS.categories.filter((_, at) => at !== except);
  for (let at = RANKS.editions.length - 1; at >= 0; at -= 1) {
    const lines = others
      .map(({name, tables, ranks}) => ({name, table: tables[at], own: cities.map(city => ranks[city][at])}))
      .filter(one => one.own.filter(held).length > 1)
      .map(({name, table, own}) => ({head: name[0].toUpperCase() + name.slice(1), own, ...standing(own, table)}));
    if (lines.length) return lines;
  }
  return [];
}

const listed = names => names.length > 1
  ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];

function tally(lines, names, [one, several]) {
  if (!lines.length) return `No ${one} tells who is ahead.`;
  const level = lines.filter(line => line.leader === "level").length;
  const open = lines.filter(line => line.leader === null).length;
  const counts = names.map((name, at) => `${name} ${lines.filter(line => line.leader === at).length}`);
  if (level) counts.push(`level ${level}`);
  if (open) counts.push(`not certain ${open}`);
  const all = lines.filter(line => line.own.every(held)).length;
  const every = names.length === 2 ? "both" : `all ${names.length}`;
  const rest = all === lines.length ? "" : `; ${all} of them held for ${every}`;
  return `Ahead: ${counts.join(", ")}, in ${lines.length} ${lines.length === 1 ? one : several}${rest}.`;
}

function tableOf(heading, lines, names, cities) {
  const table = made("table");
  const head = table.createTHead().insertRow();
  head.append(made("th", heading, {scope: "col"}));
  const isDated = lines.some(line => line.month);
  if (isDated) head.append(made("th", "Published", {scope: "col"}));
  cities.forEach(city => {
    const cell = made("th", "", {scope: "col", class: "right"});
    cell.append(made("a", RANKS.cities[city][0], {href: RANKS.cities[city][1]}));
    head.append(cell);
  });
  head.append(made("th", "Ahead", {scope: "col"}));
  const body = table.createTBody();
  for (const line of lines) {
    const row = body.insertRow();
    row.append(made("th", line.head, {scope: "row"}));
    if (isDated) row.append(made("td", line.month ?? ""));
    line.own.forEach(one => row.append(made("td", textOf(one), {class: "right"})));
    row.append(made("td", aheadText(line, names)));
  }
  const scroll = made("div", "", {class: "scroll", tabindex: "0", role: "region", "aria-label": heading});
  scroll.append(table);
  return scroll;
}

document.querySelectorAll("[data-tools]").forEach(addTools);
const comparison = document.getElementById("compare");
if (comparison) addComparison(comparison);
