/** How a value of the state is written into the address, and read back; undefined where the text is not one. */
export interface Codec<T> {
  write(value: T): string;
  read(text: string): T | undefined;
}
/** The typed table of a page's state: it drives reading and writing alike. */
export type Codecs<S> = { readonly [K in keyof S]: Codec<S[K]> };

const version = "1";

/** A number in [min, max], with all its digits. */
export function real(min: number, max: number): Codec<number> {
  return {
    write: String,
    read: (text) => {
      const value = text.trim() === "" ? NaN : Number(text);
      return value >= min && value <= max ? value : undefined;
    },
  };
}

/** How a sentence says which numbers are allowed. */
export function within({ min, max }: { min: number; max: number }): string {
  return `${min} … ${max}`;
}

/** A whole number in [min, max]. */
export function integer(min: number, max: number): Codec<number> {
  const { read } = real(min, max);
  return {
    write: String,
    read: (text) => {
      const value = read(text);
      return Number.isInteger(value) ? value : undefined;
    },
  };
}

/** One of the names. */
export function choice<const T extends string>(...names: readonly T[]): Codec<T> {
  return { write: (value) => value, read: (text) => names.find((name) => name === text) };
}

/** Yes or no. */
export const flag: Codec<boolean> = {
  write: (value) => (value ? "1" : "0"),
  read: (text) => (text === "1" ? true : text === "0" ? false : undefined),
};

/** Numbers in [min, max], from `least` to `most` of them. */
export function reals(
  min: number,
  max: number,
  least: number,
  most: number,
): Codec<readonly number[]> {
  const item = real(min, max);
  return {
    write: (values) => values.join(","),
    read: (text) => {
      const values = text.split(",", most + 1).map(item.read);
      if (values.length < least || values.length > most) return undefined;
      return values.every((value) => value !== undefined) ? values : undefined;
    },
  };
}

/** Text of at most `most` characters. */
export function text(most: number): Codec<string> {
  return { write: (value) => value, read: (found) => (found.length <= most ? found : undefined) };
}

// The teacher's switches travel along whatever the state is.
const kept = ["embed", "hide"];

/** The address part `#v=1&…` of a state: what differs from `defaults`, and the teacher's switches of `current`. */
export function writeHash<S extends object>(
  state: S,
  defaults: S,
  codecs: Codecs<S>,
  current = "",
): string {
  const parts = [`v=${version}`];
  for (const key of Object.keys(codecs) as (keyof S & string)[]) {
    const written = codecs[key].write(state[key]);
    if (written !== codecs[key].write(defaults[key])) parts.push(`${key}=${encode(written)}`);
  }
  const before = parameters(current);
  for (const key of kept) {
    const value = before.get(key);
    if (value !== null) parts.push(`${key}=${encode(value)}`);
  }
  return `#${parts.join("&")}`;
}

/** The state an address part asks for; what is missing, unknown or invalid falls back to `defaults`. Never throws. */
export function readHash<S extends object>(hash: string, defaults: S, codecs: Codecs<S>): S {
  const found = parameters(hash);
  if (found.get("v") !== version) return defaults;
  const state = { ...defaults };
  for (const key of Object.keys(codecs) as (keyof S & string)[]) {
    const written = found.get(key);
    const value = written === null ? undefined : codecs[key].read(written);
    if (value !== undefined) state[key] = value;
  }
  return state;
}

/** The teacher's switches: `embed=1` leaves the figure alone on the page, `hide=bet,prose` leaves parts out. */
export function teacherSwitches(hash: string): { embed: boolean; hide: string[] } {
  const found = parameters(hash);
  const hide = (found.get("hide") ?? "").split(",").filter((name) => /^[a-z-]+$/.test(name));
  return { embed: found.get("embed") === "1", hide };
}

function parameters(hash: string): URLSearchParams {
  return new URLSearchParams(hash.replace(/^#/, ""));
}

// Commas and dots may stand in a fragment as they are, and keep it readable.
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",");
}
