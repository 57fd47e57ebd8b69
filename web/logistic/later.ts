// What no first sight needs: it is fetched while the engine starts.
export { bindFields } from "./fields.ts";
export { bindModes } from "./modes.ts";
export { bindOwnData } from "./take-data.ts";
export { script } from "./script.ts";
export { pointTable } from "./table.ts";
export { thumbnail } from "./thumbnail.ts";
