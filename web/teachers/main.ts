import "../kit/kit.css";
import "./teachers.css";
import { copyText } from "../kit/clipboard.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";

const { kit } = pageStrings<object>();
startShell(kit);

const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const form = element<HTMLFormElement>("builder");
const page = element<HTMLSelectElement>("page");
const language = element<HTMLSelectElement>("language-of-link");
const embed = element<HTMLInputElement>("embed");
const shown = element<HTMLTextAreaElement>("address");
const preview = element<HTMLIFrameElement>("preview");
const copy = element("copy-address");
const copyFrame = element("copy-frame");
const hidden = [...form.querySelectorAll<HTMLInputElement>("[name=hide]")];

// What an embedded page leaves out anyway.
const leftOut = ["header", "opening", "presets", "table", "bet", "prose", "footer"];
// The state a reader made in the preview, where none of the presets is asked for.
let own = "";

function presetChoice(): HTMLSelectElement {
  for (const label of form.querySelectorAll<HTMLElement>("[data-presets]")) {
    label.hidden = label.dataset.presets !== page.value;
  }
  return form.querySelector(`[data-presets=${page.value}] select`)!;
}

function address(): string {
  const choice = presetChoice().value;
  const state = choice === "own" ? own : choice;
  const hide = hidden.filter((box) => box.checked && !box.disabled).map((box) => box.value);
  const parts = [
    state,
    embed.checked && "embed=1",
    hide.length > 0 && `hide=${hide.join(",")}`,
  ].filter(Boolean);
  const folder = new URL(`${form.dataset.site}${language.value}${page.value}/`, location.href);
  return folder.href + (parts.length > 0 ? `#${parts.join("&")}` : "");
}

function write(): void {
  for (const box of hidden) box.disabled = embed.checked && leftOut.includes(box.value);
  copyFrame.hidden = !embed.checked;
  shown.value = address();
  element<HTMLAnchorElement>("open-address").href = shown.value;
}

// Another page is loaded; the same one follows its address, as it does in a tab.
let seen = false;
function show(): void {
  if (!seen) return;
  const [folder, hash = ""] = shown.value.split("#") as [string, string?];
  const inside = preview.contentWindow!;
  if (preview.src.split("#")[0] === folder) inside.location.hash = hash || "v=1";
  else preview.src = shown.value;
}

form.addEventListener("change", () => {
  write();
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
copy.addEventListener("click", () => void copyText(shown.value, copy, kit));
copyFrame.addEventListener("click", () => {
  const source = shown.value.replaceAll("&", "&amp;");
  const title = page.selectedOptions[0]!.text;
  const frame = `<iframe src="${source}" title="${title}" width="100%" height="720" loading="lazy"></iframe>`;
  void copyText(frame, copyFrame, kit);
});

// What is moved in the preview becomes the link's state: the page writes it into its own address.
const settled = 400;
preview.addEventListener("load", () => {
  const inside = preview.contentWindow!;
  const listen = (): void => void setTimeout(follow, settled);
  for (const kind of ["pointerup", "keyup", "change"]) inside.addEventListener(kind, listen);
});

function follow(): void {
  const hash = new URLSearchParams(preview.contentWindow!.location.hash.slice(1));
  for (const key of ["embed", "hide"]) hash.delete(key);
  const state = hash.toString().replaceAll("%2C", ",");
  const choice = presetChoice();
  const usual = choice.value === "own" ? own : choice.value;
  if (state === usual || (state === "v=1" && usual === "")) return;
  own = state;
  const known = [...choice.options].find(({ value }) => value === state);
  choice.options[choice.options.length - 1]!.hidden = known !== undefined;
  choice.value = known?.value ?? "own";
  write();
}

// The preview is fetched when it is looked at.
new IntersectionObserver((entries, sight) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  sight.disconnect();
  seen = true;
  preview.src = shown.value;
}).observe(preview);
write();

// A printed sheet carries its whole addresses, and is printed alone.
for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-full]")) {
  link.textContent = decodeURI(link.href).replace(/^https?:\/\//, "");
}
for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
  button.addEventListener("click", () => {
    const sheet = document.getElementById(button.dataset.print!)!;
    document.documentElement.dataset.printing = "one";
    sheet.dataset.printed = "";
    print();
    delete document.documentElement.dataset.printing;
    delete sheet.dataset.printed;
  });
}
