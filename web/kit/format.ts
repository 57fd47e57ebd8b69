/** What stands where there is no number. */
export const nothing = "–";

// English and Chinese write these numbers alike, as `toFixed` does; an Intl.NumberFormat takes 10 ms
// to make, and a page needs several.

/** A number with `digits` decimals; a dash where it is not one. */
export function fixed(value: number | undefined, digits = 3): string {
  if (value === undefined || Number.isNaN(value)) return nothing;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return value.toFixed(digits);
}

/** A number with `digits` significant digits: small ones in powers of ten. */
export function significant(value: number | undefined, digits = 3): string {
  if (value === undefined || Number.isNaN(value)) return nothing;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return String(Number(value.toPrecision(digits)));
  const exponent = Math.floor(Math.log10(size));
  const mantissa = fixed(value / 10 ** exponent, digits - 1);
  return `${mantissa} × ${powerOfTen(exponent)}`;
}

/** 10 to a whole power, as it is printed. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((c) => superscripts[c]).join("")}`;
}

const superscripts: Record<string, string> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹", // prettier-ignore
};

/** Fills `{name}` in a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Reads a number as people type it: a comma or a dot for decimals, any minus; undefined where it is none. */
export function typedNumber(text: string): number | undefined {
  const plain = text.trim().replaceAll("−", "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}
