export { compileDatePattern, type DatePattern } from "./compile.ts";
