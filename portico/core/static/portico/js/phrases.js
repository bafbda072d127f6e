// Phrases in an answer: a shortcut and a space or Tab puts one in; so does a press in the list. What is still to be put
// in is shown beneath the text, and the first of it is selected. Without this script every button posts the form.
const OPEN = /\{\{[^{}\n]*\}\}|\[\[[^[\]\n]*\]\]|\*{3,}|\{\{|\}\}|\[\[|\]\]/g;
const LIST = /^\[\[.*\]\]$/;
const WORD = /(^|\s)(\.[a-z0-9]+(?:-[a-z0-9]+)*)$/;
const SHOWN = 8;
const box = document.getElementById("phrases");
const area = document.querySelector("#reply textarea[name=body]");

if (box && area) begin(box, area);

function begin(box, area) {
  const form = area.form;
  const marks = form.querySelector("[name=inserted]");
  const panel = document.getElementById("open-marks");
  const said = document.getElementById("phrase-said");
  const list = document.getElementById("offers");
  let asked = null;
  let hasFailed = false;

  function offers() {
    asked ??= fetch(box.dataset.offers, { headers: { "HX-Request": "true" } }).then(async (answer) => {
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      list.innerHTML = await answer.text();
      return [...list.querySelectorAll("[data-offer]")].map((one) => one.dataset);
    }).catch(() => { asked = null; hasFailed = true; return []; });
    return asked;
  }

  function put(offer, start, end) {
    area.focus();
    area.setRangeText(offer.text, start, end, "end");
    if (marks) marks.value = [marks.value, offer.mark].filter(Boolean).join(",");
    said.textContent = [`${said.dataset.words}: ${offer.title}.`, offer.note].filter(Boolean).join(" ");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    select(start, start + offer.text.length);
  }

  function open(from = 0, to = area.value.length) {
    return [...area.value.matchAll(OPEN)].filter((m) => m.index >= from && m.index < to);
  }

  function select(from, to) {
    const mark = open(from, to)[0];
    if (!mark) return false;
    area.focus();
    area.setSelectionRange(mark.index, mark.index + mark[0].length);
    return true;
  }

  // -- a shortcut --
  function typed() {
    if (area.selectionStart !== area.selectionEnd) return null;
    const found = area.value.slice(0, area.selectionStart).match(WORD);
    return found && { word: found[2], start: area.selectionStart - found[2].length, end: area.selectionStart };
  }

  // A phone's keyboard names no key, but says what it is about to write.
  area.addEventListener("beforeinput", (event) => event.data === " " && finish(event));
  area.addEventListener("keydown", (event) => {
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.key === "Tab" && isPlain) finish(event);
  });

  async function finish(event) {
    const at = typed();
    // Space and Tab do what they always do where the word is no shortcut. The list was asked for at its first letter.
    if (!at || known && !known.has(at.word)) return;
    if (known) {
      event.preventDefault();
      return put(known.get(at.word), at.start, at.end);
    }
    // Tab never gets stuck here where the list can't be had.
    if (event.type === "keydown" && hasFailed) return;
    if (event.type === "keydown") event.preventDefault();
    const before = area.value.slice(0, at.end);
    const offer = (await learn()).get(at.word);
    if (offer && area.value.startsWith(before)) {
      put(offer, at.start, event.data === " " && area.value[at.end] === " " ? at.end + 1 : at.end);
    }
  }
  let known = null;
  async function learn() {
    const all = new Map((await offers()).filter((one) => one.shortcut).map((one) => [one.shortcut, one]));
    if (asked) known = all;
    return all;
  }
  area.addEventListener("input", () => {
    if (!known && typed()) learn();
    show();
  });

  // -- the list --
  box.addEventListener("toggle", () => box.open && learn());
  box.addEventListener("click", async (event) => {
    const one = event.target.closest("[data-insert]");
    const pick = event.target.closest("button[name=insert]");
    if (!one && !pick) {
      if (event.target.closest("button[name=look]")) {
        event.preventDefault();
        await learn();
        list.querySelector("button")?.focus();
      }
      return;
    }
    event.preventDefault();
    const key = one ? one.closest("[data-offer]").dataset.phrase : form.querySelector("[name=phrase]").value;
    const offer = (await offers()).find((each) => each.phrase === key);
    if (!offer) return key ? undefined : form.querySelector("[name=phrase]").focus();
    const at = area.selectionEnd;
    const isAfterText = at > 0 && !/\n$/.test(area.value.slice(0, at));
    if (isAfterText && at === area.value.length) area.setRangeText("\n\n", at, at, "end");
    put(offer, area.selectionEnd, area.selectionEnd);
  });

  // -- what is still open --
  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function choose(mark, choice) {
    const start = area.value.indexOf(mark[0]);
    if (start < 0) return;
    area.setRangeText(choice, start, start + mark[0].length, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    select(0);
  }

  function show() {
    const found = open();
    panel.hidden = !found.length;
    const head = document.createElement("p");
    head.append(Object.assign(document.createElement("strong"), { textContent: panel.dataset.words }));
    const rows = found.slice(0, SHOWN).map((mark) => {
      const row = document.createElement("div");
      row.className = "row-wrap";
      if (LIST.test(mark[0])) {
        const choices = mark[0].slice(2, -2).split("|").map((choice) => choice.trim()).filter(Boolean);
        row.append(...choices.map((choice) => button(choice, () => choose(mark, choice))));
      } else {
        row.append(button(`${panel.dataset.go} ${mark[0]}`, () => select(mark.index)));
      }
      return row;
    });
    panel.replaceChildren(...(found.length ? [head, ...rows] : []));
  }

  show();
  if (form.hasAttribute("data-unfinished")) select(0);
}
