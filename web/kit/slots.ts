const known = new Map<string, Element[]>();

/** Writes a live number wherever the page has its slot: in the readout, in formulas, in prose. */
export function writeSlot(name: string, text: string): void {
  let elements = known.get(name);
  if (elements === undefined) {
    elements = [...document.querySelectorAll(`[data-slot="${name}"]`)];
    known.set(name, elements);
  }
  for (const element of elements) {
    if (element.textContent !== text) element.textContent = text;
  }
}

export function writeSlots(values: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(values)) writeSlot(name, text);
}
