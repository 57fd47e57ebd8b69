import type { Table } from "./export.ts";
import { significant } from "./format.ts";

/** Fills `<details id="data-table">` with the rows of the CSV: only while it is open. */
export function bindTable(table: () => Table): () => void {
  const details = document.getElementById("data-table") as HTMLDetailsElement;
  const element = details.querySelector("table")!;
  const show = (): void => {
    if (details.open) fillTable(element, table());
  };
  details.addEventListener("toggle", show);
  return show;
}

function fillTable(element: HTMLTableElement, { columns, rows }: Table): void {
  const head = element.tHead ?? element.createTHead();
  head.replaceChildren(row(columns.map((name) => cell("th", name))));
  const body = element.tBodies[0] ?? element.createTBody();
  body.replaceChildren(...rows.map((values) => row(values.map((value) => cell("td", value)))));
}

function row(cells: readonly HTMLElement[]): HTMLTableRowElement {
  const element = document.createElement("tr");
  element.append(...cells);
  return element;
}

// The cell shows six digits and carries them all: what is copied or tested is the CSV's value.
function cell(kind: "th" | "td", value: string | number): HTMLElement {
  const element = document.createElement(kind);
  if (kind === "th") element.setAttribute("scope", "col");
  if (typeof value === "number") {
    element.className = "number";
    element.dataset.value = String(value);
  }
  element.textContent = typeof value === "number" ? significant(value, 6) : value;
  return element;
}
