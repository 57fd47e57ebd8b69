import "../kit/kit.css";
import "./guides.css";
import { bindCopies } from "../kit/actions.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";

const { kit } = pageStrings<object>();
startShell(kit);
bindCopies(kit);
