import type { Listings } from "../guide.ts";

export const listings = {
  page: {
    file: "index.html",
    kind: "html",
    code: `<script type="module" src="node_modules/lemmata/dist/elements/index.js"></script>

<lemmata-entropy probabilities="cat:0.5,dog:0.3,fish:0.2" target="0.8">
  <p>Three probabilities, and their power whose entropy is 0.8 nats.</p>
</lemmata-entropy>`,
  },
  part: {
    file: "index.html",
    kind: "html",
    code: `<script type="module" src="node_modules/lemmata/dist/elements/index.js"></script>

<lemmata-smoothing show="stage summary" function="abs" kernel="gaussian" width="0.5"></lemmata-smoothing>
<lemmata-entropy lang="zh" theme="dark" state="v=1&distribution=zipf&target=2.5"></lemmata-entropy>`,
  },
  script: {
    file: "main.js",
    kind: "browser",
    code: `import "lemmata/elements";

const figure = document.createElement("lemmata-entropy");
figure.probabilities = [0.5, 0.25, 0.25];
figure.target = Math.LN2;
figure.addEventListener("change", ({ detail }) => console.log(detail.target));
document.body.append(figure);

await figure.whenReady();
document.title = Number(figure.values.target).toFixed(3);`,
  },
} satisfies Listings;
