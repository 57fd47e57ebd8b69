import { flash } from "./actions.ts";
import type { KitStrings } from "./strings.ts";

/** Copies text and says so on the button; where the browser refuses, shows the text to be selected. */
export async function copyText(
  text: string,
  button: HTMLElement,
  strings: KitStrings,
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    flash(button, strings.copied);
  } catch {
    showText(text, strings.copyFailed);
  }
}

function showText(text: string, heading: string): void {
  const dialog = document.createElement("dialog");
  dialog.className = "data-dialog";
  const title = document.createElement("h2");
  title.textContent = heading;
  const area = document.createElement("textarea");
  area.rows = 10;
  area.readOnly = true;
  area.value = text;
  area.setAttribute("aria-label", heading);
  dialog.append(title, area);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}
