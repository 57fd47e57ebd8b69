let timer = 0;
let last = 0;

const pause = 900;

/** Says a summary to screen readers, at most about once a second: during a drag only the latest counts. */
export function announce(sentence: string): void {
  clearTimeout(timer);
  const wait = Math.max(pause / 3, last + pause - performance.now());
  timer = window.setTimeout(() => {
    last = performance.now();
    region().textContent = sentence;
  }, wait);
}

function region(): HTMLElement {
  let element = document.getElementById("summary");
  if (element === null) {
    element = document.createElement("p");
    element.id = "summary";
    element.className = "unseen";
    element.setAttribute("role", "status");
    document.getElementById("main")!.append(element);
  }
  return element;
}
