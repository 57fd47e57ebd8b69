import { motionAllowed } from "./frame.ts";

/** Something that takes its time. */
export interface Course {
  begin(): void;
  /** Goes to where it is so many milliseconds after it began; false at its end. */
  go(milliseconds: number): boolean;
  end(): void;
  /** A step of it, where motion is not wanted. */
  step(): void;
}

/** Makes a button play a course and pause it. Whoever takes something in hand takes over. */
export function bindPlay(
  button: HTMLElement,
  words: { play: string; pause: string },
  course: Course,
): void {
  let frame = 0;
  const finish = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = words.play;
    course.end();
  };
  button.addEventListener("click", () => {
    if (frame !== 0) return finish();
    if (!motionAllowed()) return course.step();
    course.begin();
    button.textContent = words.pause;
    let start: number | undefined;
    const run = (now: number): void => {
      start ??= now;
      if (course.go(now - start)) frame = requestAnimationFrame(run);
      else finish();
    };
    frame = requestAnimationFrame(run);
  });
  const takeOver = (event: Event): void => {
    if (frame !== 0 && event.target !== button) finish();
  };
  addEventListener("pointerdown", takeOver, { capture: true });
  addEventListener("keydown", takeOver, { capture: true });
}
