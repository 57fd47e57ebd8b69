/** How often each kind of instruction occurs in a WebAssembly module. */
export interface Opcodes {
  /** Fixed-width 128-bit SIMD. */
  simd: number;
  /** SIMD whose results differ between machines, refused as a whole by some engines. */
  relaxed: number;
  /** try, catch, rethrow, delegate, catch_all: exceptions as Node 20 knows them. */
  legacyExceptions: number;
  /** try_table, throw_ref: exceptions as Node 20 does not know them. */
  newExceptions: number;
  atomics: number;
  total: number;
}

/** Decodes every function body of `module`; throws on an instruction it does not know. */
export function countOpcodes(module: Uint8Array): Opcodes {
  const reader = new Reader(module);
  const counts: Opcodes = {
    simd: 0,
    relaxed: 0,
    legacyExceptions: 0,
    newExceptions: 0,
    atomics: 0,
    total: 0,
  };
  if (reader.bytes(8).join() !== "0,97,115,109,1,0,0,0") throw new Error("not WebAssembly 1");
  while (!reader.done) {
    const section = reader.byte();
    const end = reader.unsigned() + reader.position;
    if (section === 10) {
      for (let functions = reader.unsigned(); functions > 0; functions--) countBody(reader, counts);
    }
    reader.position = end;
  }
  return counts;
}

function countBody(reader: Reader, counts: Opcodes): void {
  const end = reader.unsigned() + reader.position;
  for (let groups = reader.unsigned(); groups > 0; groups--) {
    reader.unsigned();
    reader.signed();
  }
  while (reader.position < end) {
    countInstruction(reader, counts);
    counts.total++;
  }
  // Immediates read wrongly would end elsewhere.
  if (reader.position !== end) throw new Error("an instruction goes beyond its function");
}

function countInstruction(reader: Reader, counts: Opcodes): void {
  const opcode = reader.byte();
  if ([0x06, 0x07, 0x09, 0x18, 0x19].includes(opcode)) counts.legacyExceptions++;
  if (opcode === 0x0a || opcode === 0x1f) counts.newExceptions++;
  switch (opcode) {
    case 0x02: // block
    case 0x03: // loop
    case 0x04: // if
    case 0x06: // try
      return void reader.signed();
    case 0x07: // catch
    case 0x08: // throw
    case 0x09: // rethrow
    case 0x0c: // br
    case 0x0d: // br_if
    case 0x10: // call
    case 0x18: // delegate
    case 0x20: // local.get, .set, .tee, global.get, .set, table.get, .set
    case 0x21:
    case 0x22:
    case 0x23:
    case 0x24:
    case 0x25:
    case 0x26:
    case 0x3f: // memory.size
    case 0x40: // memory.grow
    case 0xd2: // ref.func
      return void reader.unsigned();
    case 0x0e: // br_table
      for (let targets = reader.unsigned() + 1; targets > 0; targets--) reader.unsigned();
      return;
    case 0x11: // call_indirect
      reader.unsigned();
      return void reader.unsigned();
    case 0x1c: // select with types
      for (let types = reader.unsigned(); types > 0; types--) reader.signed();
      return;
    case 0x1f: // try_table
      reader.signed();
      for (let catches = reader.unsigned(); catches > 0; catches--) {
        if (reader.byte() < 2) reader.unsigned();
        reader.unsigned();
      }
      return;
    case 0x41: // i32.const
    case 0x42: // i64.const
    case 0xd0: // ref.null
      return void reader.signed();
    case 0x43: // f32.const
      return void reader.bytes(4);
    case 0x44: // f64.const
      return void reader.bytes(8);
    case 0xfc:
      return skipBulk(reader);
    case 0xfd:
      return countSimd(reader, counts);
    case 0xfe:
      counts.atomics++;
      if (reader.unsigned() === 3) return void reader.byte();
      return skipMemoryArgument(reader);
  }
  if (opcode >= 0x28 && opcode <= 0x3e) return skipMemoryArgument(reader);
  const plain =
    [0x00, 0x01, 0x05, 0x0a, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].includes(opcode) ||
    (opcode >= 0x45 && opcode <= 0xc4);
  if (!plain) throw new Error(`unknown instruction 0x${opcode.toString(16)}`);
}

function skipBulk(reader: Reader): void {
  const opcode = reader.unsigned();
  // 0 to 7 convert, 8 to 17 name one or two memories, tables or segments.
  const indices = opcode <= 7 ? 0 : [8, 10, 12, 14].includes(opcode) ? 2 : 1;
  if (opcode > 17) throw new Error(`unknown instruction 0xfc ${opcode}`);
  for (let index = 0; index < indices; index++) reader.unsigned();
}

function countSimd(reader: Reader, counts: Opcodes): void {
  const opcode = reader.unsigned();
  if (opcode >= 0x100) {
    counts.relaxed++;
    return;
  }
  counts.simd++;
  if (opcode <= 11 || opcode === 92 || opcode === 93) return skipMemoryArgument(reader);
  if (opcode === 12 || opcode === 13) return void reader.bytes(16); // v128.const, i8x16.shuffle
  if (opcode >= 21 && opcode <= 34) return void reader.byte(); // lanes
  if (opcode >= 84 && opcode <= 91) {
    skipMemoryArgument(reader);
    reader.byte();
  }
}

function skipMemoryArgument(reader: Reader): void {
  const alignment = reader.unsigned();
  if (alignment & 0x40) reader.unsigned();
  reader.unsigned();
}

class Reader {
  position = 0;
  readonly #source: Uint8Array;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  get done(): boolean {
    return this.position >= this.#source.length;
  }

  byte(): number {
    const value = this.#source[this.position++];
    if (value === undefined) throw new Error("the module ends too early");
    return value;
  }

  bytes(count: number): Uint8Array {
    this.position += count;
    return this.#source.subarray(this.position - count, this.position);
  }

  /** LEB128; the values that matter here are small, those of larger ones are not looked at. */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A signed LEB128, skipped. */
  signed(): void {
    while (this.byte() >= 0x80);
  }
}
