// Starts the program in a worker thread.
const { loadProgram } = require("./logq.js");

loadProgram().work();
