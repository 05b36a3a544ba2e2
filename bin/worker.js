// Starts the program in a worker thread.
const { loadProgram } = require("./load-program.js");

loadProgram().work();
