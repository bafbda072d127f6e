// Help for this page, in place: by its link or by the key "?". Without this script it is a page in another tab.
const OFF = "desk-keys=off";
const areKeysOn = () => !document.cookie.split("; ").includes(OFF);
const link = document.querySelector("a[data-help]");
const box = document.createElement("dialog");
box.className = "help";
box.setAttribute("aria-labelledby", "help-title");
let isAsked = false;

async function open() {
  if (box.open || isAsked) return;
  isAsked = true;
  try {
    if (!box.firstChild) await fill();
    if (!document.querySelector("dialog[open]")) box.showModal();
  } catch {
    // Not here, then as without a script: nothing half typed is lost.
    link.target = "help";
    link.removeEventListener("click", click);
    link.click();
  }
  isAsked = false;
}

async function fill() {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, redirect: "error" });
  if (answer.status !== 200) throw new Error(answer.status);
  box.innerHTML = await answer.text();
  const isOn = box.querySelector("[data-keys-on]");
  isOn.checked = areKeysOn();
  isOn.addEventListener("change", () => {
    const kept = isOn.checked ? "desk-keys=on; max-age=0" : `${OFF}; max-age=31536000`;
    document.cookie = `${kept}; path=/; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  });
}

function click(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
}

const isField = (e) => e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !/^(checkbox|radio|button|submit)$/.test(e.type);

if (link) {
  document.body.append(box);
  link.removeAttribute("target");
  link.querySelector("[data-other-tab]").remove();
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", click);
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isField(event.target) || !areKeysOn() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
}
