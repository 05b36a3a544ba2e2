export { type EventOrigin, EventReader, type EventSink } from "./event-reader.ts";
export { EventSplitter } from "./event-splitter.ts";
export { JsonScanner } from "./json-scanner.ts";
export { emptyReport, type LinePosition, mergeReports, type ScanReport } from "./scan-report.ts";
