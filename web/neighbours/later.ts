// What no first sight needs: it is fetched while the engine starts.
export { bindChoices, bindFields } from "./fields.ts";
export { bindOwnData } from "./take-data.ts";
export { bindPicture } from "./picture.ts";
export { script, shownScript } from "./script.ts";
export { pointTable } from "./table.ts";
export { thumbnail } from "./thumbnail.ts";
export { bindTiming } from "./timing.ts";
