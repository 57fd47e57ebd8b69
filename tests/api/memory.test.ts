import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { load } from "lemmata";
// The inner boundary, to count what is taken from the module's memory and given back.
import bytes from "../../build/api/core/bytes.js";
import { createCore } from "../../build/api/instantiate.js";
import { Memory, type Core } from "../../build/api/memory.js";

const { entropy } = await load();

/** A memory whose core counts the allocations that are still held. */
async function counted(): Promise<{ memory: Memory; held: () => number }> {
  const core = await createCore(bytes());
  const held = new Set<number>();
  const counting = Object.create(core) as Core;
  counting._malloc = (bytes) => {
    const address = core._malloc(bytes);
    held.add(address);
    return address;
  };
  counting._free = (address) => {
    held.delete(address);
    core._free(address);
  };
  return { memory: new Memory(counting), held: () => held.size };
}

describe("a frame", () => {
  test("copies numbers in and out in either precision", async () => {
    const { memory, held } = await counted();
    memory.frame((frame) => {
      expect(frame.take(frame.vector([1, 2.5, -0], "x"))).toEqual(new Float64Array([1, 2.5, -0]));
      const single = frame.take(frame.vector(new Float32Array([1, 2]), "x"));
      expect(single).toEqual(new Float32Array([1, 2]));
      expect(frame.takeDoubles(frame.vector(new Float32Array([1, 2]), "x", "double"))).toEqual(
        new Float64Array([1, 2]),
      );
      expect(held()).toBe(3);
    });
    expect(held()).toBe(0);
  });

  test("takes every form of a matrix", async () => {
    const { memory } = await counted();
    const data = new Float64Array([1, 2, 3, 4, 5, 6]);
    memory.frame((frame) => {
      for (const form of [
        { data, rows: 2, cols: 3 },
        { data, shape: [2, 3] as const },
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [new Float32Array([1, 2, 3]), [4, 5, 6]],
      ]) {
        const placed = frame.matrix(form, "X");
        expect([placed.rows, placed.cols, placed.single]).toEqual([2, 3, false]);
        expect(frame.take(placed)).toEqual(data);
      }
      expect(frame.matrix([new Float32Array(2), new Float32Array(2)], "X").single).toBe(true);
    });
  });

  test("gives everything back when its body throws, getters and proxies of the caller included", async () => {
    const { memory, held } = await counted();
    const thrower = [
      [1, 2],
      new Proxy([3, 4], {
        get(target, key) {
          if (key === "1") throw new RangeError("mine");
          return Reflect.get(target, key) as unknown;
        },
      }),
    ];
    expect(() =>
      memory.frame((frame) => {
        frame.vector([1, 2, 3], "x");
        frame.matrix(thrower, "X");
      }),
    ).toThrow(RangeError);
    expect(held()).toBe(0);
  });

  test("reads an entry once, so that one that changes its mind cannot write beyond its room", async () => {
    const { memory } = await counted();
    let length = 2;
    const growing = new Proxy([1, 2, 3, 4, 5, 6], {
      get(target, key) {
        if (key === "length") return (length *= 2) / 2;
        return Reflect.get(target, key) as unknown;
      },
    });
    memory.frame((frame) => {
      const placed = frame.vector(growing, "x");
      expect(frame.take(placed).length).toBe(placed.length);
    });
  });
});

describe("arguments", () => {
  test("arrays of another realm are arrays", () => {
    const foreign = runInNewContext("new Float64Array([0.5, 0.5])") as Float64Array;
    expect(foreign).not.toBeInstanceOf(Float64Array);
    expect(entropy.shannon(foreign)).toBe(Math.log(2));
  });

  test.each([
    ["text", "0.5", "INVALID_ARGUMENT"],
    ["nothing", undefined, "INVALID_ARGUMENT"],
    ["null", null, "INVALID_ARGUMENT"],
    ["an array of text", ["0.5", "0.5"], "INVALID_ARGUMENT"],
    ["an array with a hole", [0.5, , 0.5], "INVALID_ARGUMENT"],
    ["big integers", [1n], "INVALID_ARGUMENT"],
    ["a Uint8Array", new Uint8Array([1]), "INVALID_ARGUMENT"],
    ["an empty array", [], "INVALID_ARGUMENT"],
    ["a detached array", detached(), "INVALID_ARGUMENT"],
    ["NaN", [NaN, 1], "NOT_FINITE"],
    ["an array that is too large", new Array(2 ** 32 - 1), "OUT_OF_MEMORY"],
    ["2 GiB", { length: 2 ** 28 }, "OUT_OF_MEMORY"],
  ])("%s is refused", (_, value, code) => {
    const given =
      typeof value === "object" && value !== null && !Array.isArray(value) && "length" in value
        ? ArrayBuffer.isView(value)
          ? value
          : new Float64Array(value.length as number)
        : value;
    expect(() => entropy.shannon(given as never)).toThrowError(expect.objectContaining({ code }));
    expect(entropy.shannon([0.5, 0.5])).toBe(Math.log(2));
  });

  test("an array on shared memory is copied like any other", () => {
    const shared = new Float64Array(new SharedArrayBuffer(16));
    shared.set([0.5, 0.5]);
    expect(entropy.shannon(shared)).toBe(Math.log(2));
  });
});

test("100,000 calls and as many failures hold nothing", async () => {
  const { memory, held } = await counted();
  const size = () => memory.core.HEAPU8.length;
  const before = size();
  for (let call = 0; call < 100_000; ++call) {
    memory.frame((frame) => {
      const { address, length } = frame.vector([0.5, 0.5], "p");
      frame.core.entropyShannon64(address, length, Math.E);
    });
    try {
      memory.frame((frame) => {
        const { address, length } = frame.vector([0.5, NaN], "p");
        frame.core.entropyShannon64(address, length, Math.E);
      });
    } catch {
      // It is what is asked for.
    }
  }
  expect(held()).toBe(0);
  expect(size()).toBe(before);
});

function detached(): Float64Array {
  const array = new Float64Array([1]);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}
