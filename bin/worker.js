// Starts the program in a worker thread.
import { loadProgram } from "./load-program.js";

await loadProgram().work();
