// What no first sight needs: it is fetched while the engine starts.
import "./penalty-pad.ts";
export { bindFields } from "./fields.ts";
export { bindModes } from "./modes.ts";
export { bindOwnData } from "./take-data.ts";
export { script } from "./script.ts";
export { PenaltyFigures } from "./figures.ts";
export { writeNumbers } from "./show.ts";
export { placeTable } from "./table.ts";
export { writeBet } from "./bet-numbers.ts";
export { thumbnail, trainedPreset } from "./thumbnail.ts";
