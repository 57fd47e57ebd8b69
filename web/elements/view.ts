import { effect } from "@preact/signals-core";
import { watchAppearance } from "../kit/appearance.ts";
import { engine } from "../kit/engine.ts";
import type { Fault } from "../kit/fault.ts";
import { figuresDefined } from "../kit/figure.ts";
import { fill } from "../kit/format.ts";
import { drawOn, onNextFrame } from "../kit/frame.ts";
import type { Address } from "../kit/state.ts";
import tokens from "../kit/tokens.css?inline";
import { article } from "../site/articles.ts";
import type { LemmataElement, Opened } from "./element.ts";
import frameStyles from "./frame.css?inline";
import { words } from "./strings.ts";
import type { Linked, System } from "./system.ts";

type Attributes = Readonly<Record<string, string>>;

/** Fetches the engine, and puts the figures in the place of what the element encloses. */
export async function openView<State extends object, Strings>(
  host: LemmataElement,
  root: ShadowRoot,
  system: System<State, Strings>,
  attributes: Attributes,
): Promise<Opened> {
  const language = languageOf(host);
  root.adoptedStyleSheets = [tokens, frameStyles, system.styles].map(sheet);
  try {
    const [lemmata] = await Promise.all([engine(), figuresDefined()]);
    watchAppearance();
    const frame = new Frame();
    const address = new OwnAddress(frame.root, addressOf(host, attributes));
    const linked = system.link(lemmata, address, system.strings[language]);
    return new View(host, root, system, attributes, linked, frame, address, language);
  } catch (reason) {
    const failure = Object.assign(document.createElement("p"), { className: "failure" });
    failure.setAttribute("role", "status");
    failure.textContent = fill(words[language].failed, { reason: String(reason) });
    root.replaceChildren(failure, document.createElement("slot"));
    throw reason;
  }
}

class View<State extends object, Strings> implements Opened {
  readonly #host: LemmataElement;
  readonly #system: System<State, Strings>;
  readonly #attributes: Attributes;
  readonly #linked: Linked<State>;
  readonly #frame: Frame;
  readonly #address: OwnAddress;
  readonly #language: keyof typeof words;
  #refusal: Fault | undefined;

  constructor(
    host: LemmataElement,
    root: ShadowRoot,
    system: System<State, Strings>,
    attributes: Attributes,
    linked: Linked<State>,
    frame: Frame,
    address: OwnAddress,
    language: keyof typeof words,
  ) {
    this.#host = host;
    this.#system = system;
    this.#attributes = attributes;
    this.#linked = linked;
    this.#frame = frame;
    this.#address = address;
    this.#language = language;
    frame.fill(linked.parts, article(system.article), words[language].source);
    root.replaceChildren(frame.root);
    this.appear();
    for (const [name, text] of host.asked()) this.#check(name, text);
    const { state } = linked;
    drawOn([state.signal, state.dragging, ...linked.signals], () => this.#draw());
    this.#tell();
  }

  appear(): void {
    const shown = this.#host.getAttribute("show")?.split(/\s+/).filter(Boolean);
    this.#frame.show(shown);
    onNextFrame(() => this.#draw());
  }

  take(name: string, text: string): void {
    this.#refusal = undefined;
    if (this.#check(name, text)) {
      const wanted = new URLSearchParams(this.state());
      wanted.set(this.#attributes[name]!, text);
      if (this.#system.fitted?.includes(name)) wanted.delete("view");
      this.restore(String(wanted));
    }
    onNextFrame(() => this.#draw());
  }

  values(): Readonly<Record<string, string>> {
    const state = this.#linked.state.value;
    return Object.fromEntries(
      Object.entries(this.#attributes).map(([name, key]) => [
        name,
        this.#system.codecs[key as keyof State].write(state[key as keyof State]),
      ]),
    );
  }

  state(): string {
    return this.#linked.state.written().slice(1);
  }

  restore(state: string): void {
    this.#address.go(`#${state.replace(/^#/, "")}`);
  }

  summary(): string {
    return this.#linked.summary();
  }
  undo(): void {
    this.#linked.state.undo();
  }
  redo(): void {
    this.#linked.state.redo();
  }
  reset(): void {
    this.#linked.state.reset();
  }
  rest(): void {
    this.#linked.rest?.();
  }
  wake(): void {
    this.#linked.wake?.();
    onNextFrame(() => this.#draw());
  }

  #draw(): void {
    if (!this.#host.isConnected) return;
    try {
      this.#linked.draw();
      this.#frame.say(this.summary(), this.#refusal ?? this.#linked.fault());
    } catch (reason) {
      // Numbers that the package refuses: the last picture stays, and the other elements draw theirs.
      this.#frame.say("", this.#explain(reason));
    }
  }

  #explain(reason: unknown): Fault {
    try {
      const fault = this.#linked.fault();
      if (fault !== undefined) return { ...fault, note: false };
    } catch {
      // Then the reason itself has to do.
    }
    return { message: String(reason) };
  }

  // What an attribute says is refused by its name, with what it may say; the state stays as it was.
  #check(name: string, text: string): boolean {
    const codec = this.#system.codecs[this.#attributes[name] as keyof State];
    if (codec.read(text) !== undefined) return true;
    const found = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const allowed = this.#system.allowed[name]!;
    const message = fill(words[this.#language].refused, { name, found, allowed });
    this.#refusal = { message, note: true };
    return false;
  }

  #tell(): void {
    const { state } = this.#linked;
    let [seen, settled] = [state.value, state.value];
    const emit = (name: string): void => {
      const detail = this.values();
      this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    };
    effect(() => {
      const [now, dragging] = [state.signal.value, state.dragging.value];
      if (now !== seen) {
        this.#refusal = undefined;
        emit("input");
      }
      seen = now;
      if (dragging || now === settled) return;
      settled = now;
      emit("change");
    });
  }
}

/** The state's own place: of an element, not of the page around it. */
class OwnAddress implements Address {
  constructor(
    readonly events: EventTarget,
    public hash: string,
  ) {}
  replace(hash: string | undefined): void {
    this.hash = hash ?? this.hash;
  }
  go(hash: string): void {
    this.hash = hash;
    this.events.dispatchEvent(new Event("hashchange"));
  }
}

/** The boxes: what went wrong, the figures, the sentence, and whose mathematics it is. */
class Frame {
  readonly root = box("div", "frame");
  readonly #fault = box("div", "fault");
  readonly #message = box("span", "message");
  readonly #fix = box("button", "fix") as HTMLButtonElement;
  readonly #figures = box("div", "figures");
  readonly #summary = box("p", "summary");
  readonly #credit = box("p", "credit");
  #said = 0;

  constructor() {
    this.#fault.setAttribute("role", "status");
    this.#fault.hidden = true;
    this.#fault.append(this.#message, this.#fix);
    this.#fix.type = "button";
    this.root.append(this.#fault, this.#figures, this.#summary, this.#credit);
  }

  fill(
    parts: Readonly<Record<string, HTMLElement>>,
    source: { title: string; url: string },
    credit: string,
  ): void {
    for (const [name, figure] of Object.entries(parts)) {
      figure.setAttribute("part", name);
      this.#figures.append(figure);
    }
    const link = document.createElement("a");
    link.href = source.url;
    link.textContent = source.title;
    link.lang = "zh-Hans";
    const [before, after] = credit.split("{article}");
    this.#credit.append(before!, link, after!);
  }

  show(names: readonly string[] | undefined): void {
    for (const part of [...this.#figures.children, this.#summary, this.#credit] as HTMLElement[]) {
      const shown = names === undefined || names.includes(part.getAttribute("part")!);
      part.toggleAttribute("data-out", !shown);
    }
    this.#figures.toggleAttribute(
      "data-whole",
      this.#figures.querySelector(":scope > [data-out]") === null,
    );
  }

  say(summary: string, fault: Fault | undefined): void {
    this.#summary.textContent = summary;
    // Read aloud at rest, not thirty times a second.
    clearTimeout(this.#said);
    this.#summary.removeAttribute("role");
    this.#said = window.setTimeout(() => this.#summary.setAttribute("role", "status"), 600);
    this.#fault.hidden = fault === undefined;
    this.#figures.toggleAttribute("data-faded", fault !== undefined && !fault.note);
    this.#message.textContent = fault?.message ?? "";
    this.#fix.hidden = fault?.fix === undefined;
    this.#fix.textContent = fault?.fix?.label ?? "";
    this.#fix.onclick = () => fault?.fix?.apply();
  }
}

function box(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute("part", name);
  return element;
}

function languageOf(host: HTMLElement): keyof typeof words {
  const written = host.closest<HTMLElement>("[lang]")?.lang ?? "en";
  return written.startsWith("zh") ? "zh" : "en";
}

// The state asked for whole, with what single attributes say over it.
function addressOf(host: LemmataElement, attributes: Attributes): string {
  const wanted = new URLSearchParams((host.getAttribute("state") ?? "").replace(/^#/, ""));
  wanted.set("v", wanted.get("v") ?? "1");
  for (const [name, text] of host.asked()) wanted.set(attributes[name]!, text);
  return `#${wanted}`;
}

const sheets = new Map<string, CSSStyleSheet>();

function sheet(text: string): CSSStyleSheet {
  let found = sheets.get(text);
  if (found === undefined) {
    found = new CSSStyleSheet();
    found.replaceSync(text);
    sheets.set(text, found);
  }
  return found;
}
