/** What was read from pasted text or a file: rows of numbers, with names where the data had them. */
export interface Numbers {
  /** The header's names, where there was one. */
  columns: readonly string[] | undefined;
  /** A name for each row, where one column was text. */
  names: readonly string[] | undefined;
  rows: readonly (readonly number[])[];
}

/** Why text could not be read: a sentence of the kit's strings, and what to fill in. */
export class DataError extends Error {
  constructor(
    readonly reason: keyof typeof reasons,
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(reason);
  }
}
const reasons = {
  tooLarge: 1, empty: 1, notJson: 1, jsonShape: 1, notNumber: 1, ragged: 1, tooMany: 1, quote: 1,
}; // prettier-ignore

export const dataLimits = { characters: 2_000_000, rows: 5_000 };

/** Reads CSV, TSV or JSON strictly: every field is a number, but for a header and one column of names. Throws DataError. */
export function readData(text: string, limits = dataLimits): Numbers {
  if (text.length > limits.characters) {
    throw new DataError("tooLarge", { found: text.length, allowed: limits.characters });
  }
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain === "") throw new DataError("empty");
  const numbers = /^[[{]/.test(plain) ? fromJson(plain) : fromFields(splitFields(plain));
  if (numbers.rows.length === 0 || numbers.rows[0]!.length === 0) throw new DataError("empty");
  if (numbers.rows.length > limits.rows) {
    throw new DataError("tooMany", { found: numbers.rows.length, allowed: limits.rows });
  }
  return numbers;
}

function fromJson(text: string): Numbers {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DataError("notJson", { reason: (cause as Error).message });
  }
  if (Array.isArray(value)) {
    const rows = value.map((row: unknown) => (Array.isArray(row) ? row : [row]) as unknown[]);
    return fromFields(rows.map((fields, i) => ({ fields: fields.map(jsonField), row: i + 1 })));
  }
  const columns = Object.entries(value as object);
  if (columns.length === 0 || !columns.every(([, column]) => Array.isArray(column))) {
    throw new DataError("jsonShape");
  }
  const length = (columns[0]![1] as unknown[]).length;
  const lines = Array.from({ length }, (_, i) => ({
    fields: columns.map(([, column]) => jsonField((column as unknown[])[i])),
    row: i + 1,
  }));
  const odd = columns.find(([, column]) => (column as unknown[]).length !== length);
  if (odd !== undefined) throw new DataError("jsonShape");
  return fromFields([{ fields: columns.map(([name]) => name), row: 0 }, ...lines]);
}

function jsonField(value: unknown): string {
  if (typeof value === "number" || typeof value === "string") return String(value);
  throw new DataError("jsonShape");
}

interface Line {
  fields: string[];
  /** The line's number as its author counts, from 1. */
  row: number;
}

function splitFields(text: string): Line[] {
  const separator = text.includes("\t") ? /\t/ : text.includes(";") ? /;/ : text.includes(",") ? /,/ : /\s+/; // prettier-ignore
  const lines = text.split(/\r\n|\r|\n/).map((line, i) => ({ line, row: i + 1 }));
  return lines
    .filter(({ line }) => line.trim() !== "" && !line.startsWith("#"))
    .map(({ line, row }) => ({ fields: fieldsOf(line.trim(), separator, row), row }));
}

function fieldsOf(line: string, separator: RegExp, row: number): string[] {
  if (!line.includes('"')) return line.replace(separator.source === "," ? /,\s*$/ : /$^/, "").split(separator).map((f) => f.trim()); // prettier-ignore
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(rest);
    const plain = quoted ?? /^[^"]*?(?=$|[\t;,])/.exec(rest);
    if (plain === null) throw new DataError("quote", { row });
    fields.push(quoted ? quoted[1]!.replaceAll('""', '"') : plain[0].trim());
    rest = rest.slice(plain[0].length);
    if (rest === "") return fields;
    if (!separator.test(rest[0]!)) throw new DataError("quote", { row });
    rest = rest.slice(1);
  }
}

function fromFields(lines: readonly Line[]): Numbers {
  const isNumber = (field: string): boolean => Number.isFinite(parse(field));
  const [first] = lines;
  if (first === undefined) throw new DataError("empty");
  // A first line without any number, above others, is a header.
  const headed = lines.length > 1 && first.fields.every((field) => !isNumber(field));
  const body = headed ? lines.slice(1) : lines;
  const width = first.fields.length;
  for (const { fields, row } of body) {
    if (fields.length !== width) {
      throw new DataError("ragged", { row, found: fields.length, expected: width });
    }
  }
  // One column may be names: the first in which no field is a number.
  const named =
    width > 1
      ? first.fields.findIndex((_, i) => body.every(({ fields }) => !isNumber(fields[i]!)))
      : -1;
  const rows = body.map(({ fields, row }) =>
    fields.flatMap((field, column) => {
      if (column === named) return [];
      const value = parse(field);
      if (Number.isFinite(value)) return [value];
      throw new DataError("notNumber", { row, column: column + 1, found: field.slice(0, 40) });
    }),
  );
  return {
    columns: headed ? first.fields.filter((_, i) => i !== named) : undefined,
    names: named < 0 ? undefined : body.map(({ fields }) => fields[named]!.slice(0, 40)),
    rows,
  };
}

function parse(field: string): number {
  const plain = field.replaceAll("−", "-");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
