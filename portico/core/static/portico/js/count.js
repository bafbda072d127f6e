// Says how many characters are used while someone writes. Without it the limit still stands beside the box.
function show(box, place) {
  // Counted as the server does: a line break is two characters when it is sent.
  const used = box.value.replace(/\r?\n/g, "\r\n").length;
  const limit = Number(place.dataset.limit);
  place.textContent = place.dataset.words.replace("{used}", used).replace("{limit}", limit);
  place.classList.toggle("is-full", used > limit * 0.9);
}

function attach(place) {
  const box = document.getElementById(place.dataset.count);
  if (!box || box.dataset.counted) return;
  box.dataset.counted = "yes";
  box.addEventListener("input", () => show(box, place));
  show(box, place);
}

const attachAll = (root) => root.querySelectorAll("[data-count]").forEach(attach);
attachAll(document);
document.addEventListener("htmx:load", (event) => attachAll(event.detail.elt));
