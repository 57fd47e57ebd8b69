import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { centre, drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();

interface Shown {
  points: { x: number; y: number }[];
  at: number;
  width: number;
  f: number;
  g: number | undefined;
  /** The function at the borders. */
  ends: [number, number];
}

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`smoothing/${hash}`, visit);
  await running(opened.page);
  return opened;
}

/** What the stage shows, with every bit. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    interface Scene extends Omit<Shown, "f" | "g"> {
      here: { f: number; g: number | undefined };
      f: Float64Array;
    }
    const { scene } = document.querySelector("#stage") as unknown as { scene: Scene };
    const { points, at, width, here, f } = scene;
    return { points, at, width, f: here.f, g: here.g, ends: [f[0]!, f[f.length - 1]!] };
  });
}

async function number(page: Page, slot: string): Promise<number> {
  return Number((await page.textContent(`.readouts [data-slot=${slot}]`))!.replace("−", "-"));
}

const corner = (index: number) => `#stage .corner >> nth=${index} >> .hit`;
const [leftEnd, rightEnd] = ["#stage .end >> nth=0 >> .hit", "#stage .end >> nth=1 >> .hit"];
const place = "#stage .handle.q >> nth=0 >> .hit";
const flank = "#stage .handle.q >> nth=1 >> .hit";
const hills = "#v=1&f=0,0,-2,0,-1,1.5,1,0.5,2,0.5";

describe("the first sight", () => {
  test.each([
    ["", 0.3989],
    ["#v=1&kernel=logistic", 0.6931],
    ["#v=1&f=abs", 0.7979],
    ["#v=1&f=hinge&kernel=uniform", 0.25],
    ["#v=1&f=step&kernel=cauchy", 0.5],
  ])("%s has the exact largest error %f", async (hash, error) => {
    const { page, problems } = await open(hash);
    expect(await number(page, "error")).toBe(error);
    expect(await page.textContent("[data-slot=error-note]")).toBe("exact");
    expect(problems).toEqual([]);
  });

  test("at the corner the average is the error, and the slope one half", async () => {
    const { page } = await open();
    const { f, g } = await shown(page);
    expect(f).toBe(0);
    expect(g).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 14);
    expect(await number(page, "slope")).toBe(0.5);
  });

  test("the smoothed floor stands half way up its step; a unit box straightens it", async () => {
    const { page } = await open("#v=1&f=floor&width=0.1&at=2");
    expect((await shown(page)).g).toBe(1.5);
    for (const at of [-1.7, 0.25, 3]) {
      await page.goto(`about:blank`);
      const straight = await open(`#v=1&f=floor&kernel=uniform&width=0.5&at=${at}`);
      expect((await shown(straight.page)).g).toBeCloseTo(at - 0.5, 12);
    }
  });

  test("a search finds the error of a function without a name", async () => {
    const { page } = await open("#v=1&f=0.1,1,0,0");
    expect(await page.textContent("[data-slot=error-note]")).toBe("by search");
    expect(await number(page, "error")).toBeCloseTo(0.9 / Math.sqrt(2 * Math.PI), 4);
    expect(await number(page, "where")).toBe(0);
  });
});

describe("dragging", () => {
  test("a corner moves in both directions; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, corner(0), 60, -40);
    const after = await shown(page);
    expect(after.points[0]!.x).toBeGreaterThan(0.4);
    expect(after.points[0]!.y).toBeGreaterThan(0.3);
    expect(await page.inputValue("#function")).toBe("own");
    await page.click("#undo");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
    expect(await page.isDisabled("#undo")).toBe(true);
    await page.keyboard.press("Control+Shift+z");
    await frames(page);
    expect(await shown(page)).toStrictEqual(after);
    await page.click("#reset");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
    expect(await page.inputValue("#function")).toBe("relu");
  });

  test("a corner stops at its neighbour, and becomes a jump there", async () => {
    const { page } = await open(hills);
    await drag(page, corner(1), 400, 0);
    const { points } = await shown(page);
    expect(points[1]!.x).toBe(points[2]!.x);
    expect(points[1]!.y).not.toBe(points[2]!.y);
    await page.focus("#stage .handle.q >> nth=0");
    await type(page, "#field-at", "1");
    const { f } = await shown(page);
    expect(f).toBeCloseTo((points[1]!.y + points[2]!.y) / 2, 12);
  });

  test("the ends of the line are slopes", async () => {
    const { page } = await open();
    await drag(page, leftEnd, 0, -60);
    const { ends } = await shown(page);
    expect(ends[0]).toBeGreaterThan(0.5);
    expect(Number(await page.inputValue("#field-left"))).toBeCloseTo(ends[0] / -4, 2);
    await drag(page, rightEnd, 0, 50);
    expect((await shown(page)).ends[1]).toBeLessThan(4);
  });

  test("the kernel slides by its handle, by its flank it widens", async () => {
    const { page } = await open();
    await drag(page, flank, 70, 0);
    const wide = (await shown(page)).width;
    expect(wide).toBeGreaterThan(1.6);
    expect(await number(page, "error")).toBeCloseTo(wide / Math.sqrt(2 * Math.PI), 3);
    await drag(page, place, -120, 0);
    const { at, width } = await shown(page);
    expect(at).toBeLessThan(-1);
    expect(width).toBe(wide);
  });

  test("the empty picture slides the kernel too, a press puts it there", async () => {
    const { page } = await open();
    const box = (await page.locator("#stage").boundingBox())!;
    await page.mouse.click(box.x + box.width / 4, box.y + 80);
    await frames(page);
    const { at } = await shown(page);
    expect(at).toBeLessThan(-1.5);
    await page.mouse.move(box.x + box.width / 4, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 90, { steps: 5 });
    await page.mouse.up();
    await frames(page);
    expect((await shown(page)).at).toBeGreaterThan(at + 1);
    await page.click("#undo");
    await frames(page);
    expect((await shown(page)).at).toBe(at);
  });

  test("a double click adds a corner, another takes it away", async () => {
    const { page } = await open();
    const box = (await page.locator("#stage").boundingBox())!;
    await page.mouse.dblclick(box.x + box.width / 4, box.y + 100);
    await frames(page);
    expect((await shown(page)).points).toHaveLength(2);
    const [x, y] = await centre(page, corner(0));
    await page.mouse.dblclick(x, y);
    await frames(page);
    expect((await shown(page)).points).toStrictEqual([{ x: 0, y: 0 }]);
  });

  test("a finger drags a corner", async () => {
    const { page } = await open("", { width: 390 });
    await page.locator("#stage").scrollIntoViewIfNeeded();
    const [x, y] = await centre(page, corner(0));
    const client = await page.context().newCDPSession(page);
    const touch = (kind: "touchStart" | "touchMove" | "touchEnd", dx: number, dy: number) =>
      client.send("Input.dispatchTouchEvent", {
        type: kind,
        touchPoints: kind === "touchEnd" ? [] : [{ x: x + dx, y: y + dy }],
      });
    await touch("touchStart", 0, 0);
    for (let i = 1; i <= 6; i++) await touch("touchMove", 6 * i, -6 * i);
    await touch("touchEnd", 0, 0);
    await frames(page);
    const [point] = (await shown(page)).points;
    expect(point!.x).toBeGreaterThan(0.5);
    expect(point!.y).toBeGreaterThan(0.3);
  });

  test("draws at most once a frame, however often the pointer reports", async () => {
    const { page } = await open(hills);
    const log = await dragFrames(page, corner(1), "#stage");
    expect(log.draws).toBeGreaterThan(10);
    expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
    console.log(
      `drag: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`,
    );
  });
});

describe("keys and fields", () => {
  test("each handle has a number field that does the same", async () => {
    const { page } = await open(hills);
    await type(page, "#field-corner", "2");
    await type(page, "#field-x", "-0,5");
    await type(page, "#field-y", "2");
    expect((await shown(page)).points[1]).toStrictEqual({ x: -0.5, y: 2 });
    await type(page, "#field-left", "0.5");
    expect((await shown(page)).ends[0]).toBe(-1);
    await type(page, "#field-right", "-1");
    expect((await shown(page)).ends[1]).toBeCloseTo(-1.5, 12);
    await type(page, "#field-at", "1.25");
    await type(page, "#field-width", "0.5");
    expect(await shown(page)).toMatchObject({ at: 1.25, width: 0.5 });
    await page.click("#add");
    await frames(page);
    expect((await shown(page)).points).toHaveLength(5);
    await page.click("#remove");
    await frames(page);
    expect((await shown(page)).points).toHaveLength(4);
    await type(page, "#field-width", "wide");
    expect(await page.inputValue("#field-width")).toBe("0.5");
  });

  test("a width follows from an error, where the package knows it", async () => {
    const { page } = await open("#v=1&kernel=laplace");
    await type(page, "#field-error", "0.25");
    expect((await shown(page)).width).toBe(0.5);
    await page.selectOption("#function", "step");
    await type(page, "#field-error", "0.25");
    expect(await page.textContent("#fault-text")).toMatch(/^The function jumps/);
    await page.click("#fault-fix");
    await frames(page);
    expect(await page.inputValue("#function")).toBe("clip");
    expect(await page.isVisible("#fault")).toBe(false);
  });

  test("arrows move every handle, Shift further and Alt less; a held key is one step of undo", async () => {
    const { page } = await open();
    await page.focus("#stage .corner");
    const points = async () => {
      await frames(page);
      return (await shown(page)).points[0];
    };
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    expect(await points()).toStrictEqual({ x: 0.05, y: 0.05 });
    await page.keyboard.press("Shift+ArrowUp");
    expect(await points()).toStrictEqual({ x: 0.05, y: 0.55 });
    await page.keyboard.press("Alt+ArrowLeft");
    expect(await points()).toStrictEqual({ x: 0.045, y: 0.55 });
    for (let i = 0; i < 4; i++) await page.keyboard.down("ArrowDown");
    await page.keyboard.up("ArrowDown");
    expect(await points()).toStrictEqual({ x: 0.045, y: 0.35 });
    await page.keyboard.press("Control+z");
    expect(await points()).toStrictEqual({ x: 0.045, y: 0.55 });

    await page.focus("#stage .handle.q >> nth=0");
    await page.keyboard.press("End");
    await frames(page);
    expect((await shown(page)).at).toBe(4);
    await page.keyboard.press("ArrowLeft");
    await frames(page);
    expect((await shown(page)).at).toBe(3.95);
    await page.focus("#stage .handle.q >> nth=1");
    await page.keyboard.press("Home");
    await frames(page);
    expect((await shown(page)).width).toBe(0.01);
    await page.keyboard.press("ArrowUp");
    await frames(page);
    expect((await shown(page)).width).toBe(0.06);
    await page.focus("#stage .end >> nth=0");
    await page.keyboard.press("ArrowUp");
    await frames(page);
    expect((await shown(page)).ends[0]).toBeCloseTo(0.6, 9);
  });

  test("Delete takes a corner away, but never the last", async () => {
    const { page } = await open("#v=1&f=clip");
    await page.focus("#stage .corner >> nth=1");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await frames(page);
    await page.focus("#stage .corner >> nth=0");
    await page.keyboard.press("Delete");
    await frames(page);
    expect((await shown(page)).points).toHaveLength(1);
  });

  test("sliders say their names and values", async () => {
    const { page } = await open(hills);
    const second = page.locator("#stage .corner >> nth=1");
    expect(await second.getAttribute("aria-label")).toBe("Corner 2");
    expect(await second.getAttribute("aria-valuetext")).toBe("at −1.00, height 1.50");
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toMatch(/^largest error 0\.\d+; at 0\.00/);
  });
});

describe("charts and formulas", () => {
  test("each chart's handle is the kernel's place, or its width", async () => {
    const { page } = await open();
    const handle = "#chart .handle";
    for (const name of ["error", "slope", "curvature"]) {
      await page.click(`[data-chart=${name}]`);
      await page.focus(handle);
      await page.keyboard.press("ArrowRight");
      await frames(page);
    }
    expect((await shown(page)).at).toBeCloseTo(0.15, 12);
    await page.click("[data-chart=widths]");
    await frames(page);
    await drag(page, "#chart .hit", -60, 0);
    expect((await shown(page)).width).toBeLessThan(0.7);
    await page.reload();
    await running(page);
    expect(await page.getAttribute("[data-chart=widths]", "aria-pressed")).toBe("true");
  });

  test("the error of every width is a line of slope one on logarithms", async () => {
    const { page } = await open("#v=1&chart=widths&kernel=sech");
    const slopes = await page.evaluate(() => {
      interface Data {
        data: { series: { x: Float64Array; y: Float64Array }[] };
      }
      const { x, y } = (document.querySelector("#chart") as unknown as Data).data.series[0]!;
      return [...x.slice(1)].map((_, i) => (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!));
    });
    for (const slope of slopes) expect(slope).toBeCloseTo(1, 9);
  });

  test("the formula follows the function and the kernel, and is the package's", async () => {
    const { page } = await open("#v=1&f=clip&kernel=logistic");
    const letters = () => page.textContent("#letters");
    expect(await letters()).toBe("g(x) = −1 + R(x+1) − R(x−1)");
    expect(await page.isVisible("[data-formula=logistic]")).toBe(true);
    expect(await page.isVisible("[data-formula=gaussian]")).toBe(false);
    await page.selectOption("#function", "relu");
    await frames(page);
    expect(await letters()).toBe("g(x) = R(x)");
    expect(await page.textContent("#known")).toMatch(/softplus/);
    expect(await page.textContent("#body")).toContain("Math.log1p");
    await page.selectOption("#function", "round");
    await frames(page);
    expect(await letters()).toBe("g(x) = F(x+½)");
    expect(await page.isVisible("[data-periodic=sum]")).toBe(true);
    expect(await page.isVisible("[data-formula=logistic] [data-symbol^=R]")).toBe(false);
    await page.click("[data-kernel=bump]");
    await frames(page);
    expect(await page.isVisible("#letters")).toBe(false);
    expect(await page.textContent("#known")).toMatch(/no formula/);
  });

  test("the printed body of a function gives the page's value", async () => {
    const { page } = await open("#v=1&f=hard-sigmoid&kernel=student-t2&at=1.3&width=0.7");
    const body = (await page.textContent("#body"))!;
    const run = new Function("x", "width", "parameters", body) as (x: number, w: number) => number;
    expect(run(1.3, 0.7)).toBeCloseTo((await shown(page)).g!, 12);
  });
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open(hills);
    await drag(page, corner(2), 33, -21);
    await page.click("[data-kernel=triangular]");
    await drag(page, flank, 17, 0);
    const state = await shown(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("kernel=triangular");
    await page.click("#language");
    await running(page);
    expect(new URL(page.url()).pathname).toBe("/zh/smoothing/");
    expect(await shown(page)).toStrictEqual(state);
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    expect(await shown(page)).toStrictEqual(state);
  });

  test.each([
    "#v=1&width=NaN",
    "#v=1&f=0,1,0",
    "#v=1&f=0,1,2,0,1,0",
    "#v=1&f=%E0%A4%A",
    "#v=1&kernel=sand&view=4,-4",
    "#%",
    "#v=9&width=2",
  ])("%s falls back to the opening", async (hash) => {
    const { page, problems } = await open(hash);
    expect(await number(page, "error")).toBe(0.3989);
    expect(problems).toEqual([]);
  });

  test("corners beyond the view widen it", async () => {
    const { page, problems } = await open("#v=1&f=0,0,-20,1,0,0,30,2");
    expect((await shown(page)).points).toHaveLength(3);
    const right = await page.getAttribute("#stage .corner >> nth=2", "aria-valuemax");
    expect(Number(right)).toBeGreaterThan(30);
    expect(problems).toEqual([]);
  });

  test("numbers out of the view are brought into it", async () => {
    const { page, problems } = await open("#v=1&width=900000&at=-900000");
    expect(await shown(page)).toMatchObject({ at: -4, width: 4 });
    expect(problems).toEqual([]);
  });

  test("every preset opens by its name and is drawn by the engine", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    await frames(page, 5);
    for (const button of await page.locator("[data-preset]").all()) {
      expect(await button.locator("svg path").count()).toBeGreaterThan(1);
      await button.click();
      await frames(page);
      expect(await button.getAttribute("aria-pressed")).toBe("true");
      expect(await page.isVisible("#fault")).toBe(false);
      expect(await page.textContent("main")).not.toContain("NaN");
    }
    expect(problems).toEqual([]);
  });
});

describe("own data and faults", () => {
  test("points are taken, two of one x as a jump, with a view that shows them", async () => {
    const { page } = await open();
    await paste(page, "x,y\n10,0\n20,5\n20,8\n40,1");
    expect(await page.isVisible("#data-dialog")).toBe(false);
    const { points, width } = await shown(page);
    expect(points).toHaveLength(4);
    expect(width).toBeCloseTo(39 / 40, 9);
    await page.waitForFunction(() => location.hash.includes("view="));
    await page.reload();
    await running(page);
    expect((await shown(page)).points).toStrictEqual(points);
  });

  test("other shapes of data are refused", async () => {
    const { page } = await open();
    await paste(page, "1\n2\n3");
    expect(await page.textContent("#data-error")).toMatch(/^Two columns are needed/);
    await page.fill("#data-text", Array.from({ length: 30 }, (_, i) => `${i},1`).join("\n"));
    await page.click("#data-use");
    expect(await page.textContent("#data-error")).toMatch(/^30 corners/);
  });

  test("the Cauchy kernel cannot average a ReLU; one tap mends it", async () => {
    const { page, problems } = await open();
    await page.click("[data-kernel=cauchy]");
    await frames(page);
    expect(await page.textContent("#fault-text")).toMatch(/^The Cauchy kernel has no mean/);
    expect(await page.textContent(".readouts [data-slot=error]")).toBe("–");
    expect(await page.textContent("main")).not.toContain("NaN");
    await page.click("#fault-fix");
    await frames(page);
    expect(await number(page, "error")).toBe(0.5);
    expect(problems).toEqual([]);
  });
});

describe("what leaves the page", () => {
  test("the CSV has the rows of the table, with every digit", async () => {
    const { page } = await open();
    const [head, ...rows] = String(await save(page, "csv"))
      .trim()
      .split("\n");
    expect(head).toBe("x,f,g,g − f,g′,g″");
    expect(rows).toHaveLength(81);
    expect(rows.map((row) => row.split(","))).toStrictEqual(await tableRows(page));
  });

  test("the SVG stands on its own", async () => {
    const { page } = await open();
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
    expect(svg).toContain("linearGradient");
  });

  test.each(["#v=1&width=0.3&at=0.2", hills, "#v=1&f=floor&kernel=bump&at=1.1&width=0.4"])(
    "the copied script of %s prints the page's numbers in Node",
    async (hash) => {
      const { page } = await open(hash);
      const printed = await runCopied(page, "smoothing");
      const { at, g } = await shown(page);
      const [x, values, slopes] = [printed.x, printed.g, printed.slope] as [number[], number[], number[]]; // prettier-ignore
      expect(x[0]).toBe(at);
      expect(values[0]).toBeCloseTo(g!, 9);
      expect(slopes[0]).toBeCloseTo(await number(page, "slope"), 3);
      const rows = (await tableRows(page)).map((row) => row.map(Number));
      x.slice(1).forEach((place, i) => {
        const row = rows[5 * i]!;
        expect(row[0]).toBeCloseTo(place, 12);
        expect(row[2]).toBeCloseTo(values[i + 1]!, 9);
        expect(row[4]).toBeCloseTo(slopes[i + 1]!, 9);
      });
      if (printed.error !== undefined) {
        expect(printed.error).toBeCloseTo(await number(page, "error"), 4);
      }
    },
  );
});

test("the bet is revealed after a choice, and half the width halves the error", async () => {
  const { page } = await open();
  expect(await page.isVisible("#bet-reveal")).toBe(false);
  await page.click("[data-choice='1']");
  expect(await page.textContent("#bet-verdict")).toBe("Not quite. ");
  expect(await page.textContent("[data-slot=bet-half]")).toBe("0.199");
  await page.click("#halve");
  await frames(page);
  expect(await number(page, "error")).toBe(0.1995);
});

test("the number in the prose is the width", async () => {
  const { page } = await open();
  await page.focus("#prose-width");
  await page.keyboard.press("Shift+ArrowLeft");
  await frames(page);
  expect((await shown(page)).width).toBe(0.9);
});

test("figures that are off-screen do not draw", async () => {
  const { page } = await open("", { width: 390 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page, 6);
  const drawn = () => page.evaluate<number>("document.querySelector('#stage').drawn");
  const before = await drawn();
  await page.evaluate("document.querySelector('#halve').click()");
  await frames(page, 6);
  expect(await drawn()).toBe(before);
});
