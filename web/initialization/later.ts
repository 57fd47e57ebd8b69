// What no first sight needs: it is fetched while the engine starts.
export { bindFields } from "./fields.ts";
export { bindModes } from "./modes.ts";
export { opened } from "./opened.ts";
export { bindOwnData } from "./own-data.ts";
export { Show } from "./show.ts";
export { script } from "./script.ts";
export { bindStatus } from "./status.ts";
export { blockTable } from "./table.ts";
