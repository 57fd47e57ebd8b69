/** So much of the screen's height the picture may keep while numbers scroll by. */
const share = 0.46;
let isBound = false;

/** On a narrow screen, keeps the picture in sight beside the page's numbers, where it leaves them room. */
export function stickPicture(): void {
  if (isBound) return;
  isBound = true;
  const picture = document.querySelector<HTMLElement>(".picture")!;
  const narrow = matchMedia("(max-width: 819px)");
  const apart = picture.matches(".apart");
  const fit = (): void => {
    const figure = apart ? [...picture.querySelectorAll<HTMLElement>(":defined")].find((one) => one.shadowRoot && one.offsetHeight > 0) : picture; // prettier-ignore
    for (const one of document.querySelectorAll("[data-sticky]"))
      one.removeAttribute("data-sticky");
    const height = figure?.offsetHeight ?? 0;
    const sticks = narrow.matches && height > 0 && height <= share * innerHeight;
    if (sticks) figure!.dataset.sticky = "";
    // What has the focus, or is jumped to, is not behind the picture.
    document.documentElement.style.scrollPaddingTop = sticks ? `${height + 16}px` : "";
  };
  new ResizeObserver(fit).observe(picture.closest(".workbench")!);
  addEventListener("resize", fit);
  fit();
}
