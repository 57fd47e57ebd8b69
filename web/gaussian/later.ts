// What no first sight needs: it is fetched while the engine starts.
export { bindFields } from "./fields.ts";
export { bindModes } from "./modes.ts";
export { script } from "./script.ts";
export { pathTable } from "./table.ts";
export { bindOwnData } from "./take-data.ts";
export { thumbnail } from "./thumbnail.ts";
