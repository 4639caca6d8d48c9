// Whatever can be pressed on this page and is smaller than 44 × 44 CSS px. Links within running text are excepted.
() => {
  const enough = 43.5;
  const reach = 21.5;
  const pressable = "a[href], button, input:not([type=hidden]), select, textarea, summary";

  const isInRunningText = (link) => {
    if (!link.matches("a") || getComputedStyle(link).display !== "inline") return false;
    let block = link.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const rest = block.cloneNode(true);
    for (const other of rest.querySelectorAll("a, button, .vh, svg")) other.remove();
    return block.matches("p, dd, li") && rest.textContent.trim().length > 0;
  };

  // A pseudo-element may make the target larger than its box: what lies under the finger decides.
  const hits = (x, y, element) => {
    const found = document.elementFromPoint(x, y);
    return Boolean(found) && (element.contains(found) || found.closest("label")?.control === element);
  };

  const small = [];
  for (const element of document.querySelectorAll(pressable)) {
    if (!element.checkVisibility({ checkVisibilityCSS: true }) || element.closest(".skip")) continue;
    const shown = element.matches("[type=radio], [type=checkbox]") ? element.closest("label") : element;
    const box = shown.getBoundingClientRect();
    if (box.width === 0 || isInRunningText(element)) continue;
    if (box.width >= enough && box.height >= enough) continue;
    shown.scrollIntoView({ block: "center" });
    const now = shown.getBoundingClientRect();
    const [x, y] = [now.left + now.width / 2, now.top + now.height / 2];
    const left = Math.max(0.5, x - reach);
    const right = Math.min(innerWidth - 0.5, x + reach);
    const isWide = box.width >= enough || (hits(left, y, element) && hits(right, y, element));
    const isHigh = box.height >= enough || (hits(x, y - reach, element) && hits(x, y + reach, element));
    if (isWide && isHigh) continue;
    const size = `${Math.round(box.width)}×${Math.round(box.height)}`;
    small.push(`${element.localName} “${element.textContent.trim() || element.name}” ${size}`);
  }
  return small;
}
