// The elements say what a reader changes, and take what the page sets.
const words = document.getElementById("words");
const heard = document.getElementById("heard");

words.addEventListener("change", ({ detail }) => {
  heard.textContent = `${detail.probabilities}, target ${detail.target} nats: ${words.summary}`;
});
