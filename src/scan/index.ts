export { BatchReader } from "./batch-reader.ts";
export { type EventForm, formOfStream, printStoredEvent, type StoredEvent } from "./event-form.ts";
export { type EventOrigin, EventReader, type EventSink } from "./event-reader.ts";
export { EventSplitter } from "./event-splitter.ts";
export { addFieldNames } from "./field-names.ts";
export { JsonScanner } from "./json-scanner.ts";
export { ScanKernel } from "./scan-kernel.ts";
export { emptyReport, type LinePosition, mergeReports, type ScanReport } from "./scan-report.ts";
