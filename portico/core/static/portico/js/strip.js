// A strip of places that is wider than the screen shows the one where you are. Nothing moves but the strip itself.
for (const strip of document.querySelectorAll(".desk-nav, .pools")) {
  const here = strip.querySelector("[aria-current]");
  if (!here || strip.scrollWidth <= strip.clientWidth) continue;
  const place = here.getBoundingClientRect(), frame = strip.getBoundingClientRect();
  strip.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
}
