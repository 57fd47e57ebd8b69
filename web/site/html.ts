/** Markup that is already HTML, and is not escaped again. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | false | undefined | readonly Part[];

/** A template whose interpolated strings are escaped; Markup and lists of it are taken as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(
    strings.map((text, i) => text + (i < parts.length ? render(parts[i]) : "")).join(""),
  );
}

/** Text that its author wrote as HTML. */
export function markup(text: string): Markup {
  return new Markup(text);
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function render(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(render).join("");
  return escape(String(part));
}
