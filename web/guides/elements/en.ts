import type { GuideText } from "../guide.ts";
import { attributeTable } from "./attributes.ts";

export const en = {
  title: "Figures in your own page: lemmata",
  description: "The site’s figures as custom elements: one script tag, in any page.",
  name: "Figures in your own page",
  heading: "Figures in your own page",
  lede: "Every figure of this site is a custom element of the package: a blog, a notebook’s HTML export or a deck of slides shows it with one script tag.",
  sections: [
    {
      heading: "One script, one tag",
      parts: [
        "The script is a small one. An element fetches its figures and the engine when it comes near the screen; until then, and where scripts do not run, what stands between its tags is shown.",
        "@page",
        "Nothing is built and nothing else is asked of the page: copy the package’s <code>dist/</code> to a folder that is served, and let the script’s address point there. A Content-Security-Policy needs <code>script-src 'self' 'wasm-unsafe-eval'</code>; the elements’ styles are within them and need nothing. Wanted is a browser of 2024 or later, for <code>light-dark()</code>.",
        "The folder <code>examples/elements</code> of the project is such a page, with every element in it. It is tested as it stands.",
      ],
    },
    {
      heading: "What it shows",
      parts: [
        "Attributes give the opening values, in the same words as the address of the system’s page. A value that cannot be meant is named in the element, with what is allowed; the picture stays.",
        attributeTable("Attributes of the elements", ["Element", "Attributes"]),
        "Four attributes are common to all: <code>show</code> lists the parts that are shown, by default all; <code>state</code> is a whole state as it stands behind the # in an address of this site (copy it with “Copy link”); <code>theme</code> is <code>light</code>, <code>dark</code> or <code>auto</code>, by default the page’s own colour scheme; <code>lang</code>, of the element or of what it is in, chooses English or Chinese.",
        "@part",
        "A style sheet of the page reaches the parts by <code>::part(stage)</code>, <code>::part(summary)</code> and so on, for instance to set another height.",
      ],
    },
    {
      heading: "In a program",
      parts: [
        "Bundlers take <code>lemmata/elements</code> like any module. Properties are called like the attributes; <code>values</code> has all of them as they are now, <code>state</code> the whole state, <code>summary</code> what the figures say in one sentence. <code>undo()</code>, <code>redo()</code> and <code>reset()</code> do what they do on the site.",
        "@script",
        "Events: <code>ready</code> when the figures are there, <code>input</code> while a reader drags, <code>change</code> after, both with the values as <code>detail</code>, and <code>error</code> with the reason where the engine did not start. On a server the import does nothing.",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
