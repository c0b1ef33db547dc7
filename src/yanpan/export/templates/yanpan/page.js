
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const evidence = JSON.parse(byId("证据").textContent);
  const dialog = byId("依据");

  const toggle = byId("代码开关");
  if (toggle) toggle.addEventListener("click", () => {
    const shown = document.body.classList.toggle("show-code");
    toggle.setAttribute("aria-pressed", String(shown));
    toggle.textContent = shown ? "隐藏代码" : "显示代码";
    document.querySelectorAll("details.code").forEach((block) => { block.open = shown; });
  });

  const make = (tag, text) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const list = (fact) => {
    const unit = fact.unit || "";
    const told = [["文中写作", fact.text], ["数值", fact.value && fact.value + unit !== fact.text && fact.value + unit], ["样本量", fact.n],
      ["区间", fact.interval && `${fact.interval[0]}～${fact.interval[1]}${unit}`],
      ["方法", fact.method], ["知悉范围", fact.level]];
    const dl = make("dl");
    for (const [name, value] of told) {
      if (value) dl.append(make("dt", name), make("dd", value));
    }
    return dl;
  };
  const table = (sheet, numbers) => {
    const head = make("tr");
    head.append(make("th", "行"), ...sheet.columns.map((name) => make("th", name)));
    const body = make("tbody");
    for (const number of numbers) {
      const row = make("tr");
      row.append(make("th", number), ...sheet.rows[number].map((text) => make("td", text)));
      body.append(row);
    }
    const thead = make("thead"), whole = make("table"), scroll = make("div");
    thead.append(head);
    whole.append(thead, body);
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    scroll.append(whole);
    return scroll;
  };
  const unfold = (part) => Array.isArray(part) ? Array.from({ length: part[1] - part[0] + 1 }, (_, at) => part[0] + at) : [part];
  const source = (ref) => {
    const sheet = evidence.sheets[ref.sheet], rows = ref.rows.flatMap(unfold);
    const numbers = sheet ? rows.filter((row) => row in sheet.rows) : [];
    const parts = [make("h3", ref.name)];
    if (numbers.length) parts.push(table(sheet, numbers));
    if (numbers.length < rows.length || !numbers.length) {
      parts.push(make("p", numbers.length ? `另有${rows.length - numbers.length}行，本版不显示原文。` : "本版不显示原文。"));
    }
    return parts;
  };
  const open = (span) => {
    const fact = evidence.facts[span.dataset.fact];
    const sources = (fact.sources || []).map((at) => evidence.sources[at]);
    byId("依据标题").textContent = fact.label;
    byId("依据内容").replaceChildren(list(fact), ...sources.flatMap(source),
      ...(sources.length ? [] : [make("p", "由上述方法得出，没有单独的原始行。")]));
    dialog.showModal();
  };
  const fact = (event) => event.target.closest("[data-fact][role]");
  document.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    else if (fact(event)) open(fact(event));
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && fact(event)) {
      event.preventDefault();
      open(fact(event));
    }
  });
})();
