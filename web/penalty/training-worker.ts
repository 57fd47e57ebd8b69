import { load } from "lemmata/external";
import { flattened, layersOf } from "./network.ts";
import type { Reply, Request } from "./training-protocol.ts";

// Trains away from the page, a few steps at a time: between them it hears whether to go on.
const { postMessage, addEventListener } = self as unknown as {
  postMessage(reply: Reply, transfer?: Transferable[]): void;
  addEventListener(name: "message", act: (event: MessageEvent<Request>) => void): void;
};
const stepsAtOnce = 30;
const engine = load();
let wanted = 0;

addEventListener("message", ({ data }) => {
  if ("stop" in data) wanted = 0;
  else {
    wanted = data.id;
    void run(data);
  }
});

type Task = Exclude<Request, { stop: true }>;

async function run(task: Task): Promise<void> {
  const { id, samples, rate, inputPenalty, parameterPenalty, steps } = task;
  const { penalty } = await engine;
  const network = penalty.network(layersOf(task.start));
  const X = samples.map(([x, y]) => [x, y]);
  const targets = samples.map(([, , target]) => [target]);
  const size = network.parameters;
  let failure: Reply["failure"];
  // The last step is made for what it reports of the network before it.
  for (let made = 0; made <= steps && wanted === id && failure === undefined;) {
    const count = Math.min(stepsAtOnce, steps + 1 - made);
    const reports: number[] = [];
    const snapshots = new Float64Array(count * size);
    const onStep = (k: number, { loss, input, parameter }: Record<"loss" | "input" | "parameter", number>): void => {
      reports.push(loss, input, parameter);
      snapshots.set(flattened(network.weights()), k * size);
    }; // prettier-ignore
    try {
      network.train(X, targets, { loss: "squared", steps: count, rate, inputPenalty, parameterPenalty, onStep }); // prettier-ignore
    } catch (cause) {
      failure = { code: String((cause as { code?: string }).code), message: String(cause) };
    }
    made += count;
    const done = made > steps || failure !== undefined;
    const kept = snapshots.slice(0, (reports.length / 3) * size);
    const reply = { id, reports: Float64Array.from(reports), snapshots: kept, done, failure };
    postMessage(reply, [reply.reports.buffer, reply.snapshots.buffer]);
    await new Promise((resolve) => setTimeout(resolve));
  }
  network.dispose();
}
