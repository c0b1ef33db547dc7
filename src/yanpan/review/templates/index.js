"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  if (!byId("rows")) return;
  const rows = [...document.querySelectorAll("#rows tbody tr")];
  const form = byId("filter"), search = byId("search");

  const linksOf = (row) => [...row.querySelectorAll("a")];
  const visible = () => rows.filter((row) => !row.hidden && linksOf(row).length);
  let current = null;
  const rove = (row) => {
    if (current) linksOf(current).forEach((link) => { link.tabIndex = -1; });
    current = row || null;
    if (current) linksOf(current).forEach((link) => { link.tabIndex = 0; });
  };
  const filter = () => {
    const words = search.value.trim().toLowerCase().split(/\s+/);
    const grade = byId("grade").value, degree = byId("degree").value, review = byId("review").value;
    for (const row of rows) {
      const told = row.dataset, name = told.name.toLowerCase();
      row.hidden = !(words.every((word) => name.includes(word)) && (!grade || told.grade === grade)
        && (!degree || told.degree === degree) && (!review || told.review === review)
        && (!byId("noticed").checked || told.notices !== "0")
        && (!byId("unfinished").checked || told.state !== "done"));
    }
    const left = rows.filter((row) => !row.hidden).length;
    byId("count").textContent = left === rows.length ? `共${left}个` : `显示${left}个，共${rows.length}个`;
    if (!current || current.hidden) rove(visible()[0]);
  };
  const all = () => { form.reset(); filter(); };

  rows.forEach((row) => linksOf(row).forEach((link) => { link.tabIndex = -1; }));
  form.hidden = byId("keys").hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();

  const move = (event, row) => {
    const shown = visible(), at = shown.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = shown[to];
    if (!next) return;
    const from = linksOf(row), same = linksOf(next).find((link) => link.textContent === event.target.textContent);
    rove(next);
    (same || linksOf(next)[Math.min(from.indexOf(event.target), linksOf(next).length - 1)]).focus();
  };
  byId("rows").addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (row && event.target.matches("a")) move(event, row);
  });
  byId("rows").addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row && row !== current) rove(row);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.matches("input, select")) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape") all();
  });

  const side = byId("side");
  if (!side) return;
  const data = JSON.parse(byId("data").textContent);
  const make = (tag, content, attributes) => {
    const element = document.createElement(tag);
    element.append(...[content].flat());
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  };
  const list = (texts) => texts.length ? make("ul", texts.map((text) => make("li", text))) : "无";
  const pair = () => {
    const [left, right] = [byId("left"), byId("right")].map((chosen) => data.villages[chosen.value]);
    if (!left || !right) return byId("pair").replaceChildren(make("p", "请在左右各选一个村（社区）。", { class: "soft" }));
    const body = make("tbody", []);
    const add = (name, a, b, shown) => {
      const same = a === b;
      if ((!a && !b) || (same && byId("differing").checked)) return;
      const cells = [a, b].map((text) => make("td", shown ? shown(text) : text || "—"));
      body.append(make("tr", [make("th", name, { scope: "row" }), ...cells, make("td", same ? "相同" : "不同")],
        same ? {} : { class: "differs" }));
    };
    add("建议档次", left.grade, right.grade);
    data.states.forEach((name, at) => add(name, left.states[at], right.states[at]));
    data.labels.forEach((name, at) => add(name, left.figures[at], right.figures[at]));
    const problems = [left, right].map((village) => village.problems);
    add("问题", ...problems.map((texts) => JSON.stringify(texts)), (text) => list(JSON.parse(text)));
    const head = make("thead", make("tr", ["项目", left.name, right.name, "异同"].map((text) => make("th", text, { scope: "col" }))));
    const table = make("table", [make("caption", `${left.name}与${right.name}`), head, body]);
    byId("pair").replaceChildren(make("div", table, { class: "scroll", tabindex: "0", role: "region", "aria-label": "两村对照表" }));
  };
  side.hidden = false;
  side.addEventListener("change", pair);
  pair();
})();
