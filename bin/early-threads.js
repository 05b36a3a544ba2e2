// Starts threads while the program itself is still being loaded, where an argument is the name of a file
// that is large enough for them: loading takes as long as reading a hundred megabytes.
const { statSync } = require("node:fs");
const { availableParallelism } = require("node:os");
const { join } = require("node:path");

/** What is worth a thread, in bytes, and how many there are at most, the main one included. */
const BYTES_OF_THREAD = 100e6;
const MOST_THREADS = 8;

/** Threads that wait for an order, and do not keep the process from ending; one that has ended is none of them. */
exports.startThreads = function startThreads(operands) {
  const largest = Math.max(0, ...operands.map(sizeOf));
  const count = Math.min(availableParallelism(), MOST_THREADS, Math.floor(largest / BYTES_OF_THREAD));
  const threads = [];
  for (let thread = 1; thread < count; thread++) {
    const { Worker } = require("node:worker_threads");
    const worker = new Worker(join(__dirname, "worker.js"));
    worker.unref();
    worker.on("error", () => {});
    worker.once("exit", () => {
      if (threads.includes(worker)) threads.splice(threads.indexOf(worker), 1);
    });
    threads.push(worker);
  }
  return threads;
};

/** The size of a file; 0 for all that is none. */
function sizeOf(path) {
  try {
    const status = statSync(path);
    return status.isFile() ? status.size : 0;
  } catch {
    return 0; // most arguments are no paths
  }
}
